"""Builds a mapping: lines that are equal, then turns that were retyped, then turns that were moved."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pimhcli.transcripts.mapping import common, pairing, words
from pimhcli.transcripts.mapping.moving import SURE, Moves
from pimhcli.transcripts.mapping.pairing import Match
from pimhcli.transcripts.mapping.words import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pimhcli.transcripts.mapping.tokens import Lines

_NEARLY = 80  # how alike words are that no two people say, 0 to 100
_SHORT = 100  # characters: of a longer turn something is left, or it is another one


def pieces(old: Lines, new: Lines) -> list[Piece]:
    """What became of every stretch of the old text that has a counterpart, by its place in the old text."""
    kept = _in_order(old, new)
    taken = {i for match in kept for i in range(match.old, match.old_end)}
    taken_new = {j for match in kept for j in range(match.new, match.new_end)}
    gone = [i for i in range(len(old.places)) if i not in taken]
    come = [j for j in range(len(new.places)) if j not in taken_new]
    moved = (
        match._replace(sure=match.sure and _is_one_speaker(old, new, match))
        for match in Moves(old, new, gone, come).found()
    )
    found = sorted([*kept, *moved])
    return _joined(old, new, (piece for match in found for piece in _of(old, new, match)))


def _in_order(old: Lines, new: Lines) -> list[Match]:
    """The lines that kept their order: those equal to the letter, in their words, and those retyped."""
    everything = common.Gap(0, len(old.whole), 0, len(new.whole))
    whole = common.by_landmarks(old.whole, new.whole)
    gaps = common.between(whole, everything)
    equal = sorted([*whole, *(pair for gap in gaps for pair in _equal_in_words(old, new, gap))])
    kept = [Match(i, i + 1, j, j + 1) for i, j in equal]
    for gap in common.between(equal, everything):
        kept += pairing.retyped_turns(old, new, gap)
    kept.sort()
    return sorted([*_doubted(old, new, kept), *_in_the_same_place(old, new, kept)])


def _doubted(old: Lines, new: Lines, kept: list[Match]) -> Iterator[Match]:
    """The matches; those of few words, or of someone else's words, are sure only next to others."""
    around = _with_ends(old, new, kept)
    for before, match, after in zip(around, kept, around[2:], strict=False):
        follows = (before.old_end, before.new_end) == (match.old, match.new)
        leads = (match.old_end, match.new_end) == (after.old, after.new)
        if _is_one_speaker(old, new, match):
            sure = follows or leads or len(old.said[match.old]) >= SURE
        else:
            sure = (follows and leads) or _is_nearly_equal(old, new, match)
        yield match._replace(sure=sure)


def _with_ends(old: Lines, new: Lines, kept: list[Match]) -> list[Match]:
    """The matches between those of nothing at the start and at the end of the texts."""
    last, last_new = len(old.whole), len(new.whole)
    return [Match(0, 0, 0, 0), *kept, Match(last, last, last_new, last_new)]


def _is_one_speaker(old: Lines, new: Lines, match: Match) -> bool:
    """Whether the speaker's label is the same, or was renamed everywhere."""
    was, now = old.places[match.old].speaker, new.places[match.new].speaker
    return was == now or was not in new.speakers


def _is_nearly_equal(old: Lines, new: Lines, match: Match) -> bool:
    was = " ".join(old.said[match.old : match.old_end])
    now = " ".join(new.said[match.new : match.new_end])
    return len(was) >= SURE and pairing.likeness(was, now, _NEARLY) > 0


def _in_the_same_place(old: Lines, new: Lines, kept: list[Match]) -> Iterator[Match]:
    """Short turns of one speaker between the same turns, however they read; they are never sure."""
    around = _with_ends(old, new, kept)
    for before, after in pairwise(around):
        i, j = before.old_end, before.new_end
        if after.old - i != 1 or after.new - j != 1 or not _is_one_speaker(old, new, Match(i, i, j, j)):
            continue
        if max(len(old.said[i]), len(new.said[j])) <= _SHORT:
            yield Match(i, i + 1, j, j + 1, sure=False)


def _equal_in_words(old: Lines, new: Lines, gap: common.Gap) -> Iterator[common.Pair]:
    if not gap.cells:
        return
    # a line without words is like no other: its number stands for it
    before = [old.words_of(i) or f"-{i}" for i in range(gap.old, gap.old_end)]
    after = [new.words_of(j) or f"+{j}" for j in range(gap.new, gap.new_end)]
    for i, j in common.by_landmarks(before, after):
        yield gap.old + i, gap.new + j


def _of(old: Lines, new: Lines, match: Match) -> Iterator[Piece]:
    sure = match.sure
    if old.whole[match.old : match.old_end] == new.whole[match.new : match.new_end]:
        was, now = old.places[match.old], new.places[match.new]
        yield Piece(was.start, was.end, now.start, now.end, sure)
        return
    yield from words.pieces(
        old.tokens(match.old, match.old_end), new.tokens(match.new, match.new_end), sure=sure
    )
    lines = zip(old.places[match.old : match.old_end], new.places[match.new : match.new_end], strict=False)
    for was, now in lines:
        if was.said > was.start and now.said > now.start:
            yield Piece(was.start, was.said, now.start, now.said, sure)


def _joined(old: Lines, new: Lines, parts: Iterable[Piece]) -> list[Piece]:
    """The pieces in order; neighbours that are the same to the letter on both sides are one piece."""
    joined: list[Piece] = []
    same = False
    for piece in sorted(parts):
        alike = old.text[piece.start : piece.end] == new.text[piece.new : piece.new_end]
        last = joined[-1] if joined else None
        if (
            last
            and alike
            and same
            and last.sure == piece.sure
            and piece.start - last.end == piece.new - last.new_end
            and old.text[last.end : piece.start] == new.text[last.new_end : piece.new]
        ):
            joined[-1] = last._replace(end=piece.end, new_end=piece.new_end)
        else:
            joined.append(piece)
        same = alike
    return joined
