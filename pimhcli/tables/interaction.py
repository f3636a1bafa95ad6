"""Interaction: who speaks right after whom, and how much of it is participants after participants."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pimhcli.folding import natural
from pimhcli.numbers import NOTHING, percent
from pimhcli.tables.model import Column, Figure, Note, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pimhcli.analysis.interaction import Following
    from pimhcli.analysis.voices import Voice

_AFTER = "After a participant"


def build(found: Sequence[Following]) -> Table:
    """The matrix of those who speak and those who follow them, for each focus group.

    Args:
        found: of each focus group.
    """
    voices = _voices(found)
    names = (*(voice.name for voice in voices), "All")
    columns = (Column("Speaker"), *(Column(name, "right", numeric=True) for name in names))
    rows = tuple(row for group in found for row in _rows(group, voices, is_one=len(found) == 1))
    caption = "Interaction: how often the person of the column speaks right after the person of the row"
    figures = tuple(figure for group in found for figure in _figures(group))
    return Table("interaction", caption, columns, rows, tuple(_notes(found)), figures)


def _voices(found: Sequence[Following]) -> list[Voice]:
    """All who speak in any of the groups, participants first."""
    people = {voice for group in found for voice in group.people}
    others = dict.fromkeys(voice for group in found for voice in group.others)
    return [*sorted(people, key=lambda voice: natural(voice.name)), *others]


def _rows(group: Following, voices: Sequence[Voice], *, is_one: bool) -> Iterator[Row]:
    indent = 0 if is_one else 1
    if not is_one:
        yield Row((group.group, *[""] * (len(voices) + 1)), heading=True)
    for own in group.voices:
        yield Row((own.name, *(_cell(group, own, other) for other in voices), str(group.after(own))), indent)
    follow = (str(group.before(voice)) if voice in group.voices else "" for voice in voices)
    yield Row(("All", *follow, str(group.times.total())), indent)
    share = (_share(group, [voice]) if voice in group.people else "" for voice in voices)
    yield Row((_AFTER, *share, _share(group, group.people)), indent)


def _cell(group: Following, own: Voice, other: Voice) -> str:
    if other not in group.voices:
        return ""
    return NOTHING if own == other else str(group.times[own, other])


def _share(group: Following, people: Sequence[Voice]) -> str:
    among, of = _among(group, people)
    return percent(among, of, 0)


def _among(group: Following, people: Sequence[Voice]) -> tuple[int, int]:
    """How often some speak right after a participant, and how often after anybody."""
    return sum(map(group.among, people)), sum(map(group.before, people))


def _figures(group: Following) -> Iterator[Figure]:
    for column, people in (*((voice.name, [voice]) for voice in group.people), ("All", [*group.people])):
        among, of = _among(group, people)
        if of:
            yield Figure(f"{group.group} > {_AFTER}", column, "percent", Fraction(100 * among, of), of)


def _notes(found: Sequence[Following]) -> Iterator[Note]:
    told = "; ".join(_told(group, is_one=len(found) == 1) for group in found)
    yield Note(
        f"Participants speak right after another participant {told}; the other times they follow a moderator "
        "or another of those below them."
    )
    yield Note(
        "It tells who speaks next, not who is spoken to. Turns of one speaker on end count once. "
        f"“{_AFTER}” is of the row above; in the column “All”, of the participants’ turns."
    )
    if len(found) > 1:
        yield Note("An empty cell: not in that focus group.")


def _told(group: Following, *, is_one: bool) -> str:
    among, of = _among(group, group.people)
    place = "" if is_one else f" in {group.group}"
    return f"{among} of {of} times ({percent(among, of, 1)}){place}"
