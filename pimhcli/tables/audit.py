"""The audit trail as tables: act by act, and the growth of the codebook day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pimhcli.tables.model import Column, Note, Row, Table
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.analysis.growth import Day, Trail

_ALL = ("added", "defined", "renamed", "moved", "merged", "split", "brought back", "retired", "removed")


class Act(NamedTuple):
    """One act, as a line of the trail.

    Args:
        at: when, UTC, as 2026-11-23 10:04.
        by: the coder.
        kind: what it is about.
        what: what was done, in a sentence.
        undone: whether it was taken back.
    """

    at: str
    by: str
    kind: str
    what: str
    undone: bool


def trail(acts: Sequence[Act], left_out: str = "") -> Table:
    """The acts, one a row, the oldest first.

    Args:
        acts: those to be shown.
        left_out: what was asked for, where these are not all acts.
    """
    rows = tuple(Row((one.at, one.by, one.kind, one.what, "yes" if one.undone else "")) for one in acts)
    heads = (Column("When (UTC)"), Column("Who"), Column("About"), Column("What was done", wide=True))
    last = (Column("Taken back"),) if any(one.undone for one in acts) else ()
    if not last:
        rows = tuple(Row(row.cells[:-1]) for row in rows)
    about = f"Only {left_out}." if left_out else "All acts on record."
    note = f"{about} The words of participants are left out; “…” stands for them."
    return Table("log", f"Audit trail: {count(len(acts), 'act')}", (*heads, *last), rows, (Note(note),))


def growth(found: Trail, sentences: Sequence[str]) -> Table:
    """How the codebook grew and was consolidated, a day a row.

    Args:
        found: the history in figures.
        sentences: the same in words, which stand under the table.
    """
    happened = [what for what in _ALL if any(day.events.get(what) for day in found.days)]
    has_stages = any(day.stages for day in found.days)
    columns = (
        Column("Day"),
        *((Column("Stage"),) if has_stages else ()),
        *(_number(event.capitalize()) for event in happened),
        _number("Themes"),
        _number("Sub-themes"),
        _number("Codes"),
        _number("Excerpts"),
    )
    rows = tuple(
        Row((day.date, *(_stages(day) if has_stages else ()), *_counts(day, happened))) for day in found.days
    )
    notes = (Note(_explained(happened)), Note(" ".join(sentences), lead="In words."))
    return Table("log-summary", "How the codebook grew and was consolidated", columns, rows, notes)


def _number(label: str) -> Column:
    return Column(label, "right", numeric=True)


def _stages(day: Day) -> tuple[str]:
    return (", ".join(map(str, day.stages)),)


def _counts(day: Day, happened: Sequence[str]) -> tuple[str, ...]:
    size = day.size
    numbers = (size.themes, size.subthemes, size.codes, day.excerpts)
    return tuple(map(str, (*(day.events.get(what, 0) for what in happened), *numbers)))


def _explained(happened: Sequence[str]) -> str:
    never = [what for what in _ALL if what not in happened]
    told = (
        "What happened to entries on each day (UTC), acts that were taken back left out; themes, sub-themes, "
        "codes and excerpts as they were at its end."
    )
    last = f"{' or ' * (len(never) > 1)}{never[-1]}" if never else ""
    return f"{told} No entry was {', '.join(never[:-1])}{last}." if never else told
