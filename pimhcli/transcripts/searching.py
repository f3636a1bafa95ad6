"""Where words stand in a text, whatever their case and their accents."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from pimhcli.folding import bare, sought

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pimhcli.transcripts.segments import Span
    from pimhcli.transcripts.turns import Transcript, Turn


class Searcher:
    """Searches one text; it is folded once.

    Args:
        text: where to look.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def places(self, words: str) -> Iterator[Span]:
        """The spans of the text, in code points, at which words stand; any white space is a blank.

        Args:
            words: what to look for; nothing but blanks stands nowhere.
        """
        wanted = r"\s+".join(map(re.escape, words.translate(_FOLDED).split()))
        behind = 0
        for found in re.finditer(wanted, self._folded) if wanted else ():
            start = self._original(found.start())
            # the s stands in ß twice, and is one place
            if start >= behind:
                behind = max(self._original(found.end() - 1) + 1, self._original(found.end()))
                yield start, behind

    @cached_property
    def _folded(self) -> str:
        return self._text.translate(_FOLDED)

    @cached_property
    def _ends(self) -> list[int] | None:
        """Where each character ends in the folded text; None when each one became exactly one."""
        if all(len(_FOLDED[ord(character)]) == 1 for character in set(self._text)):
            return None
        return list(accumulate(len(_FOLDED[ord(character)]) for character in self._text))

    def _original(self, folded: int) -> int:
        return folded if self._ends is None else bisect_right(self._ends, folded)


def said(transcript: Transcript, found: Iterable[Span]) -> Iterator[tuple[Turn, Span]]:
    """Those of some places that begin in a turn's words, not in a label or a heading, each with its turn.

    Args:
        transcript: that they were found in.
        found: the places, in order.
    """
    turns = iter(transcript.turns)
    turn = next(turns, None)
    for span in found:
        while turn and turn.end <= span[0]:
            turn = next(turns, None)
        if turn and turn.start <= span[0]:
            yield turn, span


class _Folded(dict[int, str]):
    """What each character is searched as, whatever stands around it."""

    def __missing__(self, code: int) -> str:
        # folding would take a blank away
        self[code] = sought(chr(code)) or bare(chr(code))
        return self[code]


_FOLDED = _Folded()
