"""Names that become file names: of transcripts, focus groups and coders."""

from __future__ import annotations

import re
import unicodedata

from pimhcli.errors import UsageError

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
# Windows opens a device, not a file, under these
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])")


def is_name(name: str) -> bool:
    """Whether a name can stand as a file name on every system: a to z, 0 to 9, hyphen, underscore."""
    return bool(_NAME.fullmatch(name)) and not _RESERVED.fullmatch(name)


def checked(name: str, what: str) -> str:
    """A name that the user gave, once it is known to be good.

    Args:
        name: as given.
        what: what it names, such as ``transcript``.

    Raises:
        UsageError: it cannot be a file name.
    """
    if is_name(name):
        return name
    raise UsageError(
        f"'{name}' cannot be the name of a {what}.",
        hint=f"Use small letters, digits, hyphens and underscores, such as '{from_words(name)}'.",
    )


def from_words(words: str) -> str:
    """The name that any words give: ``Focus group 1.docx`` gives ``focus-group-1``."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_")[:60] or "fg1"
    return f"{name}-1" if _RESERVED.fullmatch(name) else name
