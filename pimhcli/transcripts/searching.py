"""Where words stand in a text, whatever their case and their accents."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from pimhcli.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.transcripts.segments import Span


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


class _Folded(dict[int, str]):
    """What each character is searched as: without accents, in small letters, quotes and dashes straight."""

    def __missing__(self, code: int) -> str:
        letters = unicodedata.normalize("NFKD", chr(code))
        bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
        self[code] = fold(bare) if bare.strip() else bare
        return self[code]


_FOLDED = _Folded()
