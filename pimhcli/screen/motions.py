"""Where the cursor of the coding screen goes: from an offset to an offset, always within a turn's words."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from pimhcli.transcripts.segments import sentences, trimmed, words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from pimhcli.screen.wrapping import Layout
    from pimhcli.transcripts.segments import Span
    from pimhcli.transcripts.turns import Transcript, Turn

    Split = Callable[[str], tuple[Span, ...]]


def nearest(layout: Layout, offset: int) -> int:
    """The place of a cursor that is nearest to an offset: within a turn, at the start of a character.

    Args:
        layout: of the transcript.
        offset: any, in a label or between turns too.
    """
    turn = layout.turn_of_row(layout.row_of(offset))
    inside = min(max(offset, turn.start), turn.end)
    return turn.end if inside == turn.end else layout.character_before(inside + 1)


def next_grapheme(layout: Layout, offset: int) -> int:
    """One character on; from behind a turn's last one to the next turn."""
    if offset < turn_of(layout.transcript, offset).end:
        return layout.character_after(offset)
    return next((turn.start for turn in _turns_after(layout, offset)), offset)


def previous_grapheme(layout: Layout, offset: int) -> int:
    """One character back; from a turn's first one to behind the last of the turn before."""
    if offset > turn_of(layout.transcript, offset).start:
        return layout.character_before(offset)
    return next((turn.end for turn in _turns_before(layout, offset)), offset)


def next_word(layout: Layout, offset: int) -> int:
    """The start of the next word; the end of all behind the last one."""
    return _next_start(layout, offset, words)


def next_word_end(layout: Layout, offset: int) -> int:
    """The end of the word at an offset, or of the next one: what a selection is extended to."""
    turns = layout.transcript.turns
    ends = (end for _, end in _spans_on(layout.transcript, offset, words) if end > offset)
    return next(ends, turns[-1].end)


def previous_word(layout: Layout, offset: int) -> int:
    """The start of the word at an offset, or of the one before when the offset is its start."""
    return _previous_start(layout, offset, words)


def next_sentence(layout: Layout, offset: int) -> int:
    """The start of the next sentence; the end of all in the last one."""
    return _next_start(layout, offset, sentences)


def next_sentence_end(layout: Layout, offset: int) -> int:
    """The end of the sentence at an offset, or of the next one; the offset itself behind the last."""
    span = sentence_after(layout.transcript, offset)
    return span[1] if span else offset


def previous_sentence(layout: Layout, offset: int) -> int:
    """The start of the sentence at an offset, or of the one before when the offset is its start."""
    return _previous_start(layout, offset, sentences)


def next_turn(layout: Layout, offset: int, speakers: Collection[str] | None = None) -> int:
    """The start of the next turn; the offset itself when there is none.

    Args:
        layout: of the transcript.
        offset: where the cursor is.
        speakers: whose turns count; None for everybody's.
    """
    return _first_of(layout.transcript, _turns_after(layout, offset), speakers, offset)


def previous_turn(layout: Layout, offset: int, speakers: Collection[str] | None = None) -> int:
    """The start of the turn before; the offset itself when there is none.

    Args:
        layout: of the transcript.
        offset: where the cursor is.
        speakers: whose turns count; None for everybody's.
    """
    return _first_of(layout.transcript, _turns_before(layout, offset), speakers, offset)


def first_turn(layout: Layout) -> int:
    """The start of the first turn's words."""
    return turn_span(layout.transcript, layout.transcript.turns[0])[0]


def last_turn(layout: Layout) -> int:
    """The start of the last turn's words."""
    return turn_span(layout.transcript, layout.transcript.turns[-1])[0]


def row_start(layout: Layout, offset: int) -> int:
    """The start of the row."""
    return layout.span_of_row(layout.row_of(offset))[0]


def row_end(layout: Layout, offset: int) -> int:
    """The row's last character; behind it in the last row of a turn."""
    return layout.row_end(layout.row_of(offset))


def rows_on(layout: Layout, offset: int, rows: int, goal: int) -> int:
    """So many rows down, or up; at most to the first or the last one.

    Args:
        layout: of the transcript.
        offset: where the cursor is.
        rows: how many; below 0 to go up.
        goal: the column to keep, in cells.
    """
    wanted = min(max(layout.row_of(offset) + rows, 0), layout.rows - 1)
    return layout.offset_at(wanted, goal)


def word_at(layout: Layout, offset: int) -> Span:
    """The word at an offset, else the character there."""
    spans = _spans_of(layout.transcript, turn_of(layout.transcript, offset), words)
    found = (span for span in spans if span[0] <= offset < span[1])
    return next(found, (offset, layout.character_after(offset)))


def sentence_at(transcript: Transcript, offset: int) -> Span | None:
    """The sentence at an offset, or the one before the blanks there; None in a turn without words.

    Args:
        transcript: with one turn at least.
        offset: where the cursor is, in code points.
    """
    spans = _spans_of(transcript, turn_of(transcript, offset), sentences)
    index = bisect_right(spans, offset, key=itemgetter(0)) - 1
    return spans[max(index, 0)] if spans else None


def sentence_after(transcript: Transcript, offset: int) -> Span | None:
    """The first sentence that ends behind an offset, in this turn or a later one.

    Args:
        transcript: with one turn at least.
        offset: the end of what is selected, in code points.
    """
    return next((span for span in _spans_on(transcript, offset, sentences) if span[1] > offset), None)


def sentence_before(transcript: Transcript, offset: int) -> Span | None:
    """The last sentence that starts before an offset, in this turn or an earlier one.

    Args:
        transcript: with one turn at least.
        offset: the start of what is selected, in code points.
    """
    return next((span for span in _spans_back(transcript, offset, sentences) if span[0] < offset), None)


def turn_of(transcript: Transcript, offset: int) -> Turn:
    """The turn that a cursor is in; behind its last character it is in it still.

    Args:
        transcript: with one turn at least.
        offset: in code points.
    """
    return transcript.turns[max(bisect_right(transcript.turns, offset, key=attrgetter("start")) - 1, 0)]


def turn_span(transcript: Transcript, turn: Turn) -> Span:
    """What was said in a turn, without outer blanks.

    Args:
        transcript: that the turn is of.
        turn: any of its turns.
    """
    return trimmed(transcript.text, turn.start, turn.end)


def _next_start(layout: Layout, offset: int, split: Split) -> int:
    starts = (start for start, _ in _spans_on(layout.transcript, offset, split) if start > offset)
    return next(starts, layout.transcript.turns[-1].end)


def _previous_start(layout: Layout, offset: int, split: Split) -> int:
    starts = (start for start, _ in _spans_back(layout.transcript, offset, split) if start < offset)
    return next(starts, layout.transcript.turns[0].start)


def _spans_on(transcript: Transcript, offset: int, split: Split) -> Iterator[Span]:
    """The spans of the turn that an offset is in, and of all later ones."""
    for index in range(turn_of(transcript, offset).number - 1, len(transcript.turns)):
        yield from _spans_of(transcript, transcript.turns[index], split)


def _spans_back(transcript: Transcript, offset: int, split: Split) -> Iterator[Span]:
    """The spans of the turn that an offset is in, and of all earlier ones, the last first."""
    for index in range(turn_of(transcript, offset).number - 1, -1, -1):
        yield from reversed(_spans_of(transcript, transcript.turns[index], split))


def _spans_of(transcript: Transcript, turn: Turn, split: Split) -> list[Span]:
    spans = _split(transcript.text[turn.start : turn.end], split)
    return [(turn.start + start, turn.start + end) for start, end in spans]


@lru_cache(maxsize=16)
def _split(text: str, split: Split) -> tuple[Span, ...]:
    # each key press asks again for the turn at the cursor, and a turn may have 10,000 words
    return split(text)


def _turns_after(layout: Layout, offset: int) -> Iterator[Turn]:
    turns = layout.transcript.turns
    return (turns[index] for index in range(turn_of(layout.transcript, offset).number, len(turns)))


def _turns_before(layout: Layout, offset: int) -> Iterator[Turn]:
    turns = layout.transcript.turns
    return (turns[index] for index in range(turn_of(layout.transcript, offset).number - 2, -1, -1))


def _first_of(
    transcript: Transcript, turns: Iterator[Turn], speakers: Collection[str] | None, otherwise: int
) -> int:
    wanted = (turn for turn in turns if speakers is None or turn.speaker in speakers)
    return next((turn_span(transcript, turn)[0] for turn in wanted), otherwise)
