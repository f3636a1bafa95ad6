"""The commands that move the cursor and select: none of them changes the study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.screen import motions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pimhcli.coding.excerpts import Excerpt
    from pimhcli.screen.workbench import Workbench
    from pimhcli.screen.wrapping import Layout
    from pimhcli.transcripts.turns import Turn

    Act = Callable[[Workbench], None]

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
_TO_ENDS: dict[str, Callable[[Layout, int], int]] = {
    "word-right": motions.next_word_end,
    "next-sentence": lambda layout, at: (motions.sentence_after(layout.transcript, at) or (at, at))[1],
}
_EXTENDS = {
    "extend-down": "row-down",
    "extend-up": "row-up",
    "extend-right": "word-right",
    "extend-left": "word-left",
}


def place_after(bench: Workbench, motion: str, offset: int, *, extending: bool) -> int:
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
    if motion == "next-turn":
        return motions.next_turn(layout, offset, bench.speakers)
    if motion == "previous-turn":
        return motions.previous_turn(layout, offset, bench.speakers)
    if extending and motion in _TO_ENDS:
        return _TO_ENDS[motion](layout, offset)
    return _MOTIONS[motion](layout, offset)


def snapped(bench: Workbench, offset: int) -> int:
    """The place of a cursor nearest to an offset."""
    return motions.nearest(bench.layout, offset) if bench.layout else offset


def select(bench: Workbench, start: int, end: int) -> None:
    """Selects a span; the cursor stands behind its end."""
    bench.anchor, bench.cursor, bench.goal = start, end, None


def speakers_to_code(bench: Workbench) -> frozenset[str] | None:
    """Whose turns are to be coded: those of the speakers shown, without the moderators."""
    everyone = {turn.speaker for turn in bench.transcript.turns}
    return frozenset((bench.speakers or everyone) - bench.moderators)


def _rows_on(bench: Workbench, layout: Layout, offset: int, step: int) -> int:
    if bench.goal is None:
        bench.goal = layout.cell_of(offset)[1]
    return motions.rows_on(layout, offset, step, bench.goal)


def _move(motion: str) -> Act:
    def act(bench: Workbench) -> None:
        if resizing := bench.resizing:
            ending = not resizing.at_start
            resizing.move(lambda at: place_after(bench, motion, at, extending=ending))
            bench.cursor = resizing.grabbed
            return
        if not bench.marking:
            bench.anchor = None
        bench.cursor = place_after(bench, motion, bench.cursor, extending=bench.marking)

    return act


def _extend(motion: str) -> Act:
    def act(bench: Workbench) -> None:
        bench.anchor = bench.cursor if bench.anchor is None else bench.anchor
        bench.cursor = place_after(bench, motion, bench.cursor, extending=True)

    return act


def _select_sentence(bench: Workbench) -> None:
    if bench.selection is None:
        _select_span(bench, motions.sentence_at(bench.transcript, bench.cursor) if bench.turn else None)
        return
    start, end = bench.selection
    if span := motions.sentence_after(bench.transcript, end):
        select(bench, start, span[1])


def _select_previous_sentence(bench: Workbench) -> None:
    if bench.selection is None:
        _select_sentence(bench)
        return
    start, end = bench.selection
    if span := motions.sentence_before(bench.transcript, start):
        select(bench, end, span[0])


def _select_turn(bench: Workbench) -> None:
    if bench.selection is None:
        _select_span(bench, motions.turn_span(bench.transcript, bench.turn) if bench.turn else None)
        return
    start, end = bench.selection
    first, last = _whole_turns(bench, start, end)
    after = next((turn for turn in bench.transcript.turns if turn.end > end), None)
    if (first, last) != (start, end):
        select(bench, first, last)
    elif after:
        select(bench, start, motions.turn_span(bench.transcript, after)[1])


def _select_previous_turn(bench: Workbench) -> None:
    if bench.selection is None:
        _select_turn(bench)
        return
    start, end = bench.selection
    first, last = _whole_turns(bench, start, end)
    before = next((turn for turn in reversed(bench.transcript.turns) if turn.start < start), None)
    if (first, last) != (start, end):
        select(bench, last, first)
    elif before:
        select(bench, end, motions.turn_span(bench.transcript, before)[0])


def _whole_turns(bench: Workbench, start: int, end: int) -> tuple[int, int]:
    """A selection made longer, so that the turns that it touches are in it as a whole."""
    turns = bench.transcript.turns_of(start, end)
    spans = [motions.turn_span(bench.transcript, turn) for turn in (*turns[:1], *turns[-1:])]
    return (min(start, spans[0][0]), max(end, spans[-1][1])) if spans else (start, end)


def _select_span(bench: Workbench, span: tuple[int, int] | None) -> None:
    if span is None or span[0] == span[1]:
        bench.complain("There are no words here." if bench.turn else NOTHING)
    else:
        select(bench, *span)


def _mark(bench: Workbench) -> None:
    bench.marking = not bench.marking
    bench.anchor = bench.cursor if bench.marking and bench.anchor is None else bench.anchor


def _other_end(bench: Workbench) -> None:
    if bench.anchor is not None:
        bench.anchor, bench.cursor = bench.cursor, bench.anchor


def _drop_selection(bench: Workbench) -> None:
    if bench.anchor is None:
        bench.book.focus = ""
    bench.anchor, bench.marking, bench.hits = None, False, ()
    bench.take("")


def _next_uncoded(bench: Workbench) -> None:
    number = bench.turn.number if bench.turn else 0
    _to_uncoded(bench, bench.transcript.turns[number:], "after")


def _previous_uncoded(bench: Workbench) -> None:
    number = bench.turn.number if bench.turn else 1
    _to_uncoded(bench, reversed(bench.transcript.turns[: number - 1]), "before")


def _to_uncoded(bench: Workbench, turns: Iterable[Turn], side: str) -> None:
    wanted, coded = speakers_to_code(bench), bench.material.coded
    for turn in turns:
        words = bench.transcript.text[turn.start : turn.end].strip()
        if turn.number not in coded and turn.speaker in (wanted or ()) and words:
            bench.go_to(motions.turn_span(bench.transcript, turn)[0])
            return
    whose = ", of the speakers shown" if bench.speakers else ""
    bench.message = f"There is no turn without a code {side} this one{whose}."


def _next_excerpt(bench: Workbench) -> None:
    _to_excerpt(bench, [e for e in bench.book.in_focus() if _key(e) > _from(bench)], "after")


def _previous_excerpt(bench: Workbench) -> None:
    _to_excerpt(bench, [e for e in reversed(bench.book.in_focus()) if _key(e) < _from(bench)], "before")


def _key(excerpt: Excerpt) -> tuple[int, int, str]:
    return *excerpt.span, excerpt.id


def _from(bench: Workbench) -> tuple[int, int, str]:
    """Where the step starts: at the excerpt in hand if the cursor is on its first character."""
    current = bench.material.called(bench.taken)
    if current and current.span[0] == bench.cursor:
        return _key(current)
    return bench.cursor, -1, ""


def _to_excerpt(bench: Workbench, found: list[Excerpt], side: str) -> None:
    if not found:
        bench.message = f"There is no excerpt {side} this place."
        return
    bench.go_to(found[0].span[0])
    bench.take(found[0].id)


COMMANDS: dict[str, Act] = {
    **{motion: _move(motion) for motion in (*_KEEPS_COLUMN, *_MOTIONS, "next-turn", "previous-turn")},
    **{command: _extend(motion) for command, motion in _EXTENDS.items()},
    "select-sentence": _select_sentence,
    "select-previous-sentence": _select_previous_sentence,
    "select-turn": _select_turn,
    "select-previous-turn": _select_previous_turn,
    "mark": _mark,
    "other-end": _other_end,
    "drop-selection": _drop_selection,
    "next-uncoded": _next_uncoded,
    "previous-uncoded": _previous_uncoded,
    "next-excerpt": _next_excerpt,
    "previous-excerpt": _previous_excerpt,
}
