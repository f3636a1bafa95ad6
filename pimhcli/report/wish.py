"""What is wanted of a report."""

from __future__ import annotations

import msgspec

from pimhcli.errors import UsageError
from pimhcli.folding import did_you_mean

FORMS = ("md", "docx", "html", "xlsx", "tex")
PICTURED = ("docx", "html", "tex")  # the formats that show figures

_MEANT = {"markdown": "md", "word": "docx", "excel": "xlsx", "latex": "tex", "htm": "html", "web": "html"}


class Wish(msgspec.Struct, frozen=True):
    """What is wanted of a report; what is left out is as usual.

    Args:
        forms: the formats.
        memos: whether memos are in it.
        audit: whether it tells how codebook and coding grew.
        around: how many turns before and after each quote are shown.
        key_quotes: whether key quotes alone are printed.
        transcripts: whether the web page comes with a page of the transcripts.
        checklists: whether the reporting checklists come with it.
    """

    forms: tuple[str, ...] = ("md",)
    memos: bool = False
    audit: bool = False
    around: int = 0
    key_quotes: bool = False
    transcripts: bool = True
    checklists: bool = False

    @property
    def is_pictured(self) -> bool:
        """Whether one of the formats shows figures."""
        return any(form in PICTURED for form in self.forms)


def formats(words: str) -> tuple[str, ...]:
    """The formats that are meant.

    Args:
        words: their names with commas between, in any case; or all.

    Raises:
        UsageError: one of them is no format.

    >>> formats("docx, html")
    ('docx', 'html')
    """
    wanted = [word.strip().lower().lstrip(".") for word in words.split(",") if word.strip()]
    named = [_MEANT.get(word, word) for word in wanted]
    for word, name in zip(wanted, named, strict=True):
        if name not in {*FORMS, "all"}:
            hint = did_you_mean(word, FORMS) or f"There are: {', '.join(FORMS)}, all."
            raise UsageError(f"There is no report in the format '{word}'.", hint=hint)
    return FORMS if "all" in named else tuple(dict.fromkeys(named)) or FORMS[:1]
