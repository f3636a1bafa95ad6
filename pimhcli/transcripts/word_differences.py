"""How the words of a quote differ from those that were said."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rapidfuzz.distance import Opcode

_AROUND = 3  # words that are shown on either side of what differs
_NOTHING = "nothing"


class Words(NamedTuple):
    """Words in a row: as they are compared, and as they are written."""

    compared: Sequence[str]
    written: Sequence[str]


class Compared(NamedTuple):
    """How a quote differs from the words around one place.

    Args:
        at: which of those words it begins with.
        likeness: the words that are the same, of all words of the quote and the place, from 0 to 1.
        difference: ``… printed [and → to look] before …``; empty when nothing differs.
    """

    at: int
    likeness: float
    difference: str


def compared(printed: Words, said: Words) -> Compared:
    """How a quote differs from what was said; words before and behind it are none that it lacks.

    Args:
        printed: its words.
        said: those of the place it is held against, with some to spare at both ends.
    """
    # 30 ms that only a quote which stands nowhere has to pay
    from rapidfuzz.distance import Levenshtein

    codes = list(Levenshtein.opcodes(printed.compared, said.compared))
    while codes and codes[0].tag == "insert":
        del codes[0]
    while codes and codes[-1].tag == "insert":
        del codes[-1]
    same = sum(code.src_end - code.src_start for code in codes if code.tag == "equal")
    there = sum(code.dest_end - code.dest_start for code in codes)
    likeness = 2 * same / (len(printed.compared) + there)
    shown = " ".join(_shown(printed, said, codes))
    return Compared(codes[0].dest_start if codes else 0, likeness, shown)


def _shown(printed: Words, said: Words, codes: Sequence[Opcode]) -> Iterator[str]:
    if all(code.tag == "equal" for code in codes):
        return
    for at, code in enumerate(codes):
        own = list(printed.written[code.src_start : code.src_end])
        if code.tag == "equal":
            yield from _shortened(own, is_first=at == 0, is_last=at == len(codes) - 1)
        else:
            there = said.written[code.dest_start : code.dest_end]
            yield f"[{' '.join(own) or _NOTHING} → {' '.join(there) or _NOTHING}]"


def _shortened(words: list[str], *, is_first: bool, is_last: bool) -> list[str]:
    """Words that do not differ: only those next to what does."""
    before = [] if is_first else words[:_AROUND]
    behind = [] if is_last else words[-_AROUND:]
    if len(words) <= len(before) + len(behind):
        return words
    return [*before, "…", *behind]
