"""Readers of transcripts, one file a format; this one picks the reader by what the file holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli import archives
from pimhcli.errors import ProblemsError
from pimhcli.transcripts.readers import plain, word

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.transcripts.drafts import Draft


def read(data: bytes, file: str, known: frozenset[str] = frozenset()) -> Draft:
    """Reads a transcript of any known format.

    Args:
        data: the whole file.
        file: its name, for messages.
        known: folded names of participants and moderators.

    Raises:
        ProblemsError: the file is of no known format, or no speaker can be found in it.
    """
    draft = _reader(data, file)(data, file, known)
    if not draft.utterances:
        raise ProblemsError(
            f"{file}: no speaker was found.",
            hint="Each turn should start a paragraph with a name and a colon, such as `PX2: I think …`.",
        )
    return draft


def _reader(data: bytes, file: str) -> Callable[[bytes, str, frozenset[str]], Draft]:
    if data.startswith(archives.ZIP):
        return word.read
    if data.startswith(archives.OLD_OFFICE):
        raise ProblemsError(
            f"{file} is an old Word document (.doc), or one with a password.",
            hint="Open it in Word and save it as .docx, without a password; then add that.",
        )
    if not data.strip():
        raise ProblemsError(f"{file} is empty.", hint="Check that you named the right file.")
    return plain.read
