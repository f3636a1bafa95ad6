"""Participation: the words of each speaker as bars, by focus group; the moderator stands apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pimhcli.figures.columns import placed
from pimhcli.figures.model import Figure, Line, Rect, Text
from pimhcli.figures.page import GREY, INK, PALETTE, SIZE, SMALL, WIDTH, cut, width
from pimhcli.numbers import percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.analysis.participation import Participation, Speech
    from pimhcli.figures.model import Shape

_ROW, _BAR = 11.5, 8.0  # points
_HEAD, _APART = 27.0, 4.0  # the lines of a focus group, and the room before those who are no participants
_NUMBERS = "00,000 (100.0%)"  # the widest that stands behind a bar
_BARS = 24  # that one column may hold; with more, focus groups stand side by side
_GAP = 14.0
_NAMES = 0.3  # of a column, at most, for the names


class _Scale(NamedTuple):
    """Where the bars of a column are.

    Args:
        room: how wide the column is, in points.
        names: how much of it is for names.
        word: how long the bar of one word is.
    """

    room: float
    names: float
    word: float


def build(found: Sequence[Participation]) -> Figure:
    """Draws who speaks how much.

    Args:
        found: of each focus group.
    """
    columns = min(1 + sum(map(_count, found)) // _BARS, len(found), 3)
    room = (WIDTH - _GAP * (columns - 1)) / columns
    scale = _scale(found, room)
    panels = [_panel(group, scale) for group in found]
    shapes, high = placed(panels, [_height(group) for group in found], room + _GAP, columns)
    caption = (
        "Words of each speaker. Percentages are of the words of all participants of the focus group; white "
        "bars are those who are no participants."
    )
    told = " ".join(map(_told, found))
    return Figure("participation", caption, told, WIDTH, max(high, 1), tuple(shapes))


def _everyone(group: Participation) -> tuple[Speech, ...]:
    return (*group.people, *group.others)


def _count(group: Participation) -> int:
    return len(_everyone(group))


def _height(group: Participation) -> float:
    return _HEAD + _ROW * _count(group) + (_APART if group.others else 0) + _GAP / 2


def _scale(found: Sequence[Participation], room: float) -> _Scale:
    everyone = [one for group in found for one in _everyone(group)]
    widest = max((width(one.voice.name, SMALL) for one in everyone), default=0)
    names = min(widest + 6, room * _NAMES)
    most = max((one.words for one in everyone), default=0)
    return _Scale(room, names, (room - names - width(_NUMBERS, SMALL) - 4) / max(most, 1))


def _panel(group: Participation, scale: _Scale) -> list[Shape]:
    whole, top = group.everybody.words, _HEAD
    shapes: list[Shape] = [
        Text(0, SIZE + 1, cut(group.group, scale.room, SIZE), SIZE, fill=INK),
        Text(0, 2 * SIZE + 3, cut(_part(group), scale.room, SMALL), SMALL, fill=GREY),
    ]
    for one in group.people:
        shapes += _bar(one, f"{one.words:,} ({percent(one.words, whole, 1)})", top, scale)
        top += _ROW
    top += _APART
    for one in group.others:
        shapes += _bar(one, f"{one.words:,}", top, scale)
        top += _ROW
    return [*shapes, Line(((scale.names, _HEAD - 2), (scale.names, top - _ROW + _BAR + 2)), GREY, 0.75)]


def _bar(one: Speech, number: str, top: float, scale: _Scale) -> list[Shape]:
    """The row of a speaker, its upper edge at so many points."""
    long, foot = one.words * scale.word, top + _BAR - 1
    counted = one.voice.is_counted
    shapes: list[Shape] = [
        Text(scale.names - 4, foot, cut(one.voice.name, scale.names - 4, SMALL), SMALL, "end", fill=INK),
        Text(scale.names + long + 4, foot, number, SMALL, fill=INK),
    ]
    if one.words:
        fill, stroke = (PALETTE[0], "") if counted else ("#ffffff", GREY)
        shapes.append(Rect(scale.names, top, long, _BAR, fill, stroke))
    return shapes


def _part(group: Participation) -> str:
    """How many of all words the participants say."""
    own = group.everybody.words
    everything = own + sum(one.words for one in group.others)
    return f"participants {own:,} of {everything:,} words"


def _told(group: Participation) -> str:
    whole = group.everybody.words
    people = [f"{one.voice.name} {one.words:,} ({percent(one.words, whole, 1)})" for one in group.people]
    others = [f"{one.voice.name} {one.words:,}" for one in group.others]
    apart = f"; no participants: {', '.join(others)}" if others else ""
    return f"{group.group}: {_part(group)}: {', '.join(people)}{apart}."
