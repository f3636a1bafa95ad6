"""Whether a coding stands in its transcript as the transcript is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pimhcli.coding.excerpts import Coding


def locate(coding: Coding, text: str, version: str) -> tuple[int, int] | None:
    """The span of a coding, or None when its words do not stand there.

    Args:
        coding: as it was made, or as it was found again after an edit.
        text: the transcript's text now.
        version: the id of that text.
    """
    stands = coding.text in ("", version) and text[coding.start : coding.end] == coding.quote
    return coding.span if stands else None
