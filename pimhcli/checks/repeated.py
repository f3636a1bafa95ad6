"""Whether the same utterance is quoted twice in different words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pimhcli.findings import Finding
from pimhcli.transcripts.word_line import fragments

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SHARED = 8  # words in a row; fewer are said twice by chance
_SHOWN = 4  # words around the difference
_CUT = ""  # in place of an ellipsis


class Printed(NamedTuple):
    """A quote as it is printed.

    Args:
        where: its place.
        words: as printed.
        speaker: whose it is; empty where nobody is named.
        place: transcript, start and end of what it is a quote of; None where that is not known.
    """

    where: str
    words: str
    speaker: str = ""
    place: tuple[str, int, int] | None = None


def repeated(quotes: Sequence[Printed]) -> list[Finding]:
    """Pairs of quotes that share eight words in a row and differ right before or behind them.

    Where a quote ends, or has an ellipsis, it does not differ.

    Args:
        quotes: all that are printed.
    """
    words = [list(_words(quote.words)) for quote in quotes]
    told: dict[tuple[int, int], Finding] = {}
    for first, second, at, other in _shared(words):
        a, b = quotes[first], quotes[second]
        is_new = (first, second) not in told and _may_be_one(a, b)
        if is_new and (apart := _difference(words[first], words[second], at, other)):
            told[first, second] = _finding(a, b, apart)
    return list(told.values())


def _words(text: str) -> Iterator[str]:
    for number, part in enumerate(fragments(text)):
        if number:
            yield _CUT
        yield from (token.readings[0] for token in part)


def _shared(quotes: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, int, int]]:
    """Every eight words in a row that two quotes share: the numbers of both, and where the words stand."""
    seen: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for number, words in enumerate(quotes):
        for at in range(len(words) - _SHARED + 1):
            run = tuple(words[at : at + _SHARED])
            if _CUT in run:
                continue
            for earlier, there in seen.setdefault(run, []):
                if earlier != number:
                    yield earlier, number, there, at
            seen[run].append((number, at))


def _may_be_one(a: Printed, b: Printed) -> bool:
    """Whether two quotes can be of one utterance: by one speaker, and of places that overlap."""
    if a.speaker and b.speaker and a.speaker != b.speaker:
        return False
    if a.place is None or b.place is None:
        return True
    return a.place[0] == b.place[0] and a.place[1] < b.place[2] and b.place[1] < a.place[2]


def _difference(a: Sequence[str], b: Sequence[str], at: int, other: int) -> tuple[str, str] | None:
    """What stands on either side of where two quotes part; None where they do not."""
    start, there = at, other
    while start and there and a[start - 1] == b[there - 1]:
        start, there = start - 1, there - 1
    end, behind = at + _SHARED, other + _SHARED
    while end < len(a) and behind < len(b) and a[end] == b[behind]:
        end, behind = end + 1, behind + 1
    if start and there and _CUT not in {a[start - 1], b[there - 1]}:
        return _around(a, start - 1), _around(b, there - 1)
    if end < len(a) and behind < len(b) and _CUT not in {a[end], b[behind]}:
        return _around(a, end), _around(b, behind)
    return None


def _around(words: Sequence[str], at: int) -> str:
    return " ".join(words[max(at - _SHOWN, 0) : at + _SHOWN + 1]).strip()


def _finding(a: Printed, b: Printed, apart: tuple[str, str]) -> Finding:
    both = f"'{apart[1]}' here, '{apart[0]}' in {a.where}"
    message = f"the same utterance is quoted twice, and the words differ: {both}."
    hint = "Print both as it was said, or mark what is left out with an ellipsis."
    return Finding(b.where, message, hint, "warning")
