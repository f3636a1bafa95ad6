"""Where a coding stands in its transcript as the transcript is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pimhcli.coding.excerpts import Coding


def locate(coding: Coding, text: str, version: str) -> tuple[int, int] | None:
    """The span of a coding in the current text, or None when its words no longer stand there.

    A coding made on this very version stands where it says. On another version its quote is looked for
    between the characters that stood around it, then at its old place; a place that is not certain is none.

    Args:
        coding: as stored.
        text: the transcript's text now.
        version: the id of that text.
    """
    if text[coding.start : coding.end] == coding.quote and coding.text in ("", version):
        return coding.span
    if coding.text == version:
        return None
    return _between_its_neighbours(coding, text) or _at_its_old_place(coding, text)


def _between_its_neighbours(coding: Coding, text: str) -> tuple[int, int] | None:
    whole = coding.pre + coding.quote + coding.post
    at = text.find(whole)
    if at < 0 or text.find(whole, at + 1) >= 0:
        return None
    start = at + len(coding.pre)
    return start, start + len(coding.quote)


def _at_its_old_place(coding: Coding, text: str) -> tuple[int, int] | None:
    return coding.span if text[coding.start : coding.end] == coding.quote else None
