"""The commands that move the cursor and select: none of them changes the study."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import partial
from typing import TYPE_CHECKING

from pimhcli.screen import motions
from pimhcli.study.progress import uncoded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pimhcli.coding.excerpts import Excerpt
    from pimhcli.screen.bench import Act, Bench
    from pimhcli.screen.wrapping import Layout
    from pimhcli.transcripts.turns import Turn

NOTHING = "There are no turns here."

_KEEPS_COLUMN = {"row-down": 1, "row-up": -1, "page-down": 1, "page-up": -1}
_MOTIONS: dict[str, Callable[[Layout, int], int]] = {
    "word-right": motions.next_word,
    "word-left": motions.previous_word,
    "character-right": motions.next_grapheme,
    "character-left": motions.previous_grapheme,
    "next-sentence": motions.next_sentence,
    "previous-sentence": motions.previous_sentence,
    "row-start": motions.row_start,
    "row-end": motions.row_end,
    "first-turn": lambda layout, _: motions.first_turn(layout),
    "last-turn": lambda layout, _: motions.last_turn(layout),
}
_OF_SPEAKERS = {"next-turn": motions.next_turn, "previous-turn": motions.previous_turn}
_TO_ENDS: dict[str, Callable[[Layout, int], int]] = {
    "word-right": motions.next_word_end,
    "next-sentence": motions.next_sentence_end,
}
_EXTENDS = {
    "extend-down": "row-down",
    "extend-up": "row-up",
    "extend-right": "word-right",
    "extend-left": "word-left",
}


def _place_after(bench: Bench, motion: str, offset: int, *, extending: bool) -> int:
    """The offset that a motion leads to.

    Args:
        bench: whose layout, page and speaker filter count.
        motion: the id of its command.
        offset: where it starts.
        extending: whether it moves the end of a selection, which goes to the ends of words and sentences.
    """
    layout = bench.layout
    if layout is None:
        return offset
    if motion in _KEEPS_COLUMN:
        step = _KEEPS_COLUMN[motion] * (bench.page - 1 if motion.startswith("page") else 1)
        return _rows_on(bench, layout, offset, step)
    bench.goal = None
    if motion in _OF_SPEAKERS:
        return _OF_SPEAKERS[motion](layout, offset, bench.speakers)
    if extending and motion in _TO_ENDS:
        return _TO_ENDS[motion](layout, offset)
    return _MOTIONS[motion](layout, offset)


def _rows_on(bench: Bench, layout: Layout, offset: int, step: int) -> int:
    if bench.goal is None:
        bench.goal = layout.cell_of(offset)[1]
    return motions.rows_on(layout, offset, step, bench.goal)


def _move(motion: str, bench: Bench) -> None:
    if resizing := bench.resizing:
        resizing.move(_place_after(bench, motion, resizing.grabbed, extending=not resizing.at_start))
        bench.cursor = resizing.grabbed
        return
    if not bench.marking:
        bench.anchor = None
    bench.cursor = _place_after(bench, motion, bench.cursor, extending=bench.marking)


def _extend(motion: str, bench: Bench) -> None:
    bench.anchor = bench.cursor if bench.anchor is None else bench.anchor
    bench.cursor = _place_after(bench, motion, bench.cursor, extending=True)


def _select_sentence(bench: Bench) -> None:
    if bench.selection is None:
        _select_span(bench, motions.sentence_at(bench.transcript, bench.cursor) if bench.turn else None)
        return
    start, end = bench.selection
    if span := motions.sentence_after(bench.transcript, end):
        bench.select(start, span[1])


def _select_previous_sentence(bench: Bench) -> None:
    if bench.selection is None:
        _select_sentence(bench)
        return
    start, end = bench.selection
    if span := motions.sentence_before(bench.transcript, start):
        bench.select(end, span[0])


def _select_turn(bench: Bench) -> None:
    if bench.selection is None:
        _select_span(bench, motions.turn_span(bench.transcript, bench.turn) if bench.turn else None)
        return
    start, end = bench.selection
    first, last = _whole_turns(bench, start, end)
    after = next((turn for turn in bench.transcript.turns if turn.end > end), None)
    if (first, last) != (start, end):
        bench.select(first, last)
    elif after:
        bench.select(start, motions.turn_span(bench.transcript, after)[1])


def _select_previous_turn(bench: Bench) -> None:
    if bench.selection is None:
        _select_turn(bench)
        return
    start, end = bench.selection
    first, last = _whole_turns(bench, start, end)
    before = next((turn for turn in reversed(bench.transcript.turns) if turn.start < start), None)
    if (first, last) != (start, end):
        bench.select(last, first)
    elif before:
        bench.select(end, motions.turn_span(bench.transcript, before)[0])


def _whole_turns(bench: Bench, start: int, end: int) -> tuple[int, int]:
    """A selection made longer, so that the turns that it touches are in it as a whole."""
    turns = bench.transcript.turns_of(start, end)
    spans = [motions.turn_span(bench.transcript, turn) for turn in (*turns[:1], *turns[-1:])]
    return (min(start, spans[0][0]), max(end, spans[-1][1])) if spans else (start, end)


def _select_span(bench: Bench, span: tuple[int, int] | None) -> None:
    if span is None or span[0] == span[1]:
        bench.complain("There are no words here." if bench.turn else NOTHING)
    else:
        bench.select(*span)


def _mark(bench: Bench) -> None:
    bench.marking = not bench.marking
    bench.anchor = bench.cursor if bench.marking and bench.anchor is None else bench.anchor


def _other_end(bench: Bench) -> None:
    if bench.anchor is not None:
        bench.anchor, bench.cursor = bench.cursor, bench.anchor


def _drop_selection(bench: Bench) -> None:
    if bench.anchor is None:
        bench.book.focus = ""
    bench.anchor, bench.marking = None, False
    bench.search.hide()
    bench.take("")


def _next_uncoded(bench: Bench) -> None:
    number = bench.turn.number if bench.turn else 0
    _to_uncoded(bench, bench.transcript.turns[number:], "after")


def _previous_uncoded(bench: Bench) -> None:
    number = bench.turn.number if bench.turn else 1
    _to_uncoded(bench, reversed(bench.transcript.turns[: number - 1]), "before")


def _to_uncoded(bench: Bench, turns: Iterable[Turn], side: str) -> None:
    cast = bench.sitting.study.cast
    left = uncoded(bench.transcript, bench.material.coded, cast, bench.speakers)
    for turn in turns:
        if turn.number in left:
            bench.jump(motions.turn_span(bench.transcript, turn)[0])
            return
    whose = ", of the speakers shown" if bench.speakers else ""
    bench.say(f"There is no turn without a code {side} this one{whose}.")


def _to_excerpt(step: int, bench: Bench) -> None:
    """Goes to the next excerpt that is shown, or to the one before, whoever made it."""
    found = bench.book.in_focus()
    first, last = (side(found, bench.cursor, key=_start) for side in (bisect_left, bisect_right))
    # of several that begin at the cursor, it is at the one that was taken up
    at = next((number for number in range(first, last) if found[number].id == bench.taken.id), None)
    index = first - (step < 0) if at is None else at + step
    if not 0 <= index < len(found):
        bench.say(f"There is no excerpt {'after' if step > 0 else 'before'} this place.")
        return
    bench.jump(found[index].span[0])
    bench.take(found[index].id)


def _start(excerpt: Excerpt) -> int:
    return excerpt.span[0]


COMMANDS: dict[str, Act] = {
    **{motion: partial(_move, motion) for motion in (*_KEEPS_COLUMN, *_MOTIONS, *_OF_SPEAKERS)},
    **{command: partial(_extend, motion) for command, motion in _EXTENDS.items()},
    "select-sentence": _select_sentence,
    "select-previous-sentence": _select_previous_sentence,
    "select-turn": _select_turn,
    "select-previous-turn": _select_previous_turn,
    "mark": _mark,
    "other-end": _other_end,
    "drop-selection": _drop_selection,
    "next-uncoded": _next_uncoded,
    "previous-uncoded": _previous_uncoded,
    "next-excerpt": partial(_to_excerpt, 1),
    "previous-excerpt": partial(_to_excerpt, -1),
}
