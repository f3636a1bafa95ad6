"""What became of the words of turns that were retyped."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pimhcli.transcripts.mapping import common
from pimhcli.transcripts.mapping.pairing import retyped_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pimhcli.transcripts.mapping.tokens import Token

_SMALL = 3  # words: a change no larger is one of wording, whatever the words are
_COMPARED = 1_000  # pairs of words looked through in one change at most


class Piece(NamedTuple):
    """A stretch of the old text and what it became; offsets in code points.

    Args:
        start: offset in the old text.
        end: offset behind the stretch.
        new: offset in the new text.
        new_end: offset behind it.
        sure: whether no other place may be meant.
    """

    start: int
    end: int
    new: int
    new_end: int
    sure: bool = True


class _Run(NamedTuple):
    """Tokens that are alike on both sides: where they begin, and how many they are."""

    old: int
    new: int
    size: int


def pieces(old: Sequence[Token], new: Sequence[Token], *, sure: bool) -> Iterator[Piece]:
    """What became of each word that has a counterpart, in order.

    Args:
        old: the words and marks before.
        new: the words and marks now.
        sure: whether these turns are certainly the same.
    """
    runs = _grown(old, new, _without_islands(old, new, _runs(old, new)))
    i = j = 0
    for run in (*runs, _Run(len(old), len(new), 0)):
        before, after = old[i : run.old], new[j : run.new]
        for change in _counterparts(before, after):
            yield _piece(before, after, change, sure=sure)
        i, j = run.old + run.size, run.new + run.size
        for at in range(run.size):
            one = common.Gap(run.old + at, run.old + at + 1, run.new + at, run.new + at + 1)
            yield _piece(old, new, one, sure=sure)


def _piece(old: Sequence[Token], new: Sequence[Token], change: common.Gap, *, sure: bool) -> Piece:
    i, i_end, j, j_end = change
    return Piece(old[i].start, old[i_end - 1].end, new[j].start, new[j_end - 1].end, sure)


def _runs(old: Sequence[Token], new: Sequence[Token]) -> list[_Run]:
    runs: list[_Run] = []
    for i, j in common.longest([token.key for token in old], [token.key for token in new]):
        last = runs[-1] if runs else None
        if last and (i, j) == (last.old + last.size, last.new + last.size):
            runs[-1] = last._replace(size=last.size + 1)
        else:
            runs.append(_Run(i, j, 1))
    return runs


def _without_islands(old: Sequence[Token], new: Sequence[Token], runs: list[_Run]) -> list[_Run]:
    """The runs without such as are small between two large changes: there "the" is another "the".

    Marks by themselves are no run: they go with the words beside them.
    """
    kept: list[_Run] = []
    for index, run in enumerate(runs):
        before = kept[-1] if kept else _Run(0, 0, 0)
        after = runs[index + 1] if index + 1 < len(runs) else _Run(len(old), len(new), 0)
        tokens = old[run.old : run.old + run.size]
        letters = sum(len(token.key) for token in tokens if token.key[0].isalnum())
        if letters and 2 * letters >= min(_changed(old, new, before, run), _changed(old, new, run, after)):
            kept.append(run)
    return kept


def _changed(old: Sequence[Token], new: Sequence[Token], before: _Run, after: _Run) -> int:
    """The characters between two runs, on the side that has more."""
    return max(
        _letters(old, before.old + before.size, after.old), _letters(new, before.new + before.size, after.new)
    )


def _letters(tokens: Sequence[Token], first: int, last: int) -> int:
    return tokens[last - 1].end - tokens[first].start if last > first else 0


def _grown(old: Sequence[Token], new: Sequence[Token], runs: list[_Run]) -> list[_Run]:
    """The runs, each with the like words around it that dropping others left free."""
    grown: list[_Run] = []
    i_free = j_free = 0
    for index, run in enumerate(runs):
        i, j = run.old, run.new
        while i > i_free and j > j_free and old[i - 1].key == new[j - 1].key:
            i, j = i - 1, j - 1
        end = run.old + run.size
        to = runs[index + 1] if index + 1 < len(runs) else _Run(len(old), len(new), 0)
        while end < to.old and end - i + j < to.new and old[end].key == new[end - i + j].key:
            end += 1
        grown.append(_Run(i, j, end - i))
        i_free, j_free = end, end - i + j
    return grown


def _counterparts(old: Sequence[Token], new: Sequence[Token]) -> list[common.Gap]:
    """The parts of a change that belong together: one word retyped, or a few words for a few others."""
    alike: list[common.Pair] = []
    if 0 < len(old) * len(new) <= _COMPARED:
        alike = retyped_words([token.key for token in old], [token.key for token in new])
    rest = common.between(alike, common.Gap(0, len(old), 0, len(new)))
    return sorted(
        [common.Gap(i, i + 1, j, j + 1) for i, j in alike] + [part for gap in rest for part in _reworded(gap)]
    )


def _reworded(gap: common.Gap) -> Iterator[common.Gap]:
    size, new_size = gap.old_end - gap.old, gap.new_end - gap.new
    if not size or not new_size or min(size, new_size) > _SMALL:
        return
    if size == new_size:
        for at in range(size):
            yield common.Gap(gap.old + at, gap.old + at + 1, gap.new + at, gap.new + at + 1)
    elif max(size, new_size) <= 2 * _SMALL:
        yield gap
