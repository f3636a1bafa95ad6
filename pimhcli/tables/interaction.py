"""Interaction: who speaks right after whom, and how much of it is participants after participants."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pimhcli.numbers import NOTHING, percent
from pimhcli.tables.model import Column, Figure, Note, Row, Table
from pimhcli.tables.speakers import called

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pimhcli.analysis.interaction import Following
    from pimhcli.analysis.voices import Voice

_AFTER, _TOTAL = "After a participant", "Total"


def build(found: Sequence[Following]) -> Table:
    """The matrix of those who speak and those who follow them, for each focus group.

    The columns bear the numbers of the rows, so that many people, and several groups, fit a page.

    Args:
        found: of each focus group.
    """
    width = max((len(group.voices) for group in found), default=0)
    names = (*(str(number + 1) for number in range(width)), _TOTAL)
    columns = (Column("Speaker"), *(Column(name, "right", numeric=True) for name in names))
    rows = tuple(row for group in found for row in _rows(group, width, is_one=len(found) == 1))
    caption = "Interaction: how often the speaker of the column speaks right after the speaker of the row"
    figures = tuple(figure for group in found for figure in _figures(group))
    return Table("interaction", caption, columns, rows, tuple(_notes(found)), figures)


def _rows(group: Following, width: int, *, is_one: bool) -> Iterator[Row]:
    indent, more = 0 if is_one else 1, [""] * (width - len(group.voices))
    if not is_one:
        yield Row((group.group, *[""] * (width + 1)), heading=True)
    for number, own in enumerate(group.voices, start=1):
        cells = (NOTHING if own == other else str(group.times[own, other]) for other in group.voices)
        yield Row((f"{number}. {called(own)}", *cells, *more, str(group.after(own))), indent)
    follow = (str(group.before(voice)) for voice in group.voices)
    yield Row((_TOTAL, *follow, *more, str(group.times.total())), indent)
    share = (_share(group, [voice]) if voice in group.people else "" for voice in group.voices)
    yield Row((_AFTER, *share, *more, _share(group, group.people)), indent)


def _share(group: Following, people: Sequence[Voice]) -> str:
    among, of = _among(group, people)
    return percent(among, of, 0)


def _among(group: Following, people: Sequence[Voice]) -> tuple[int, int]:
    """How often some speak right after a participant, and how often after anybody."""
    return sum(map(group.among, people)), sum(map(group.before, people))


def _figures(group: Following) -> Iterator[Figure]:
    """How often each follows each, of all that follow the first; and the shares, of all that one follows."""
    for own in group.voices:
        for other in group.voices:
            if number := group.times[own, other]:
                row = f"{group.group} > {own.name}"
                yield Figure(row, other.name, "n", Fraction(number), group.after(own))
    for column, people in (*((voice.name, [voice]) for voice in group.people), (_TOTAL, [*group.people])):
        among, of = _among(group, people)
        if of:
            yield Figure(f"{group.group} > {_AFTER}", column, "percent", Fraction(100 * among, of), of)


def _notes(found: Sequence[Following]) -> Iterator[Note]:
    told = "; ".join(_told(group, is_one=len(found) == 1) for group in found)
    yield Note(
        "Column 1 is of the speaker of row 1, and so on. The table tells who speaks next, not to whom."
    )
    yield Note(
        f"Participants speak right after another participant {told}; the other times they follow a moderator "
        "or another of those below them."
    )
    yield Note(
        f"Turns of one speaker on end count once. “{_AFTER}”: percent of the number above it; in the column "
        f"“{_TOTAL}”, of all times that participants follow somebody."
    )
    if typed := sum(group.typed for group in found):
        yield Note(f"Turns typed in the chat, which are left out: {typed}.")


def _told(group: Following, *, is_one: bool) -> str:
    among, of = _among(group, group.people)
    place = "" if is_one else f" in {group.group}"
    return f"{among} of {of} times ({percent(among, of, 1)}){place}"
