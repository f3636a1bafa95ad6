"""Builds the demographics table: what the participants answered, laid out as the questionnaire says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli import numbers
from pimhcli.tables import basis, measures
from pimhcli.tables.model import Column, Note, Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from pimhcli.questionnaire.answers import Answer, Participant
    from pimhcli.questionnaire.items import Item
    from pimhcli.questionnaire.layout import RowLayout, TableLayout
    from pimhcli.questionnaire.schema import Questionnaire


def build(questionnaire: Questionnaire, participants: Sequence[Participant]) -> Table:
    """The demographics table.

    Args:
        questionnaire: its items and the layout.
        participants: everyone with a row in ``participants.csv``; their number is n.
    """
    layout = questionnaire.table
    marks: dict[str, str] = {}
    rows: list[Row] = []
    for line in layout.rows:
        item = questionnaire.by_id.get(line.item)
        answers = [person.answers[item.id] for person in participants] if item else []
        rows += _rows(line, item, answers, layout, _mark(_note(line, item, answers, layout), marks))
    n = len(participants)
    return Table(
        name="demographics",
        caption=layout.caption,
        columns=tuple(Column(label.replace("{n}", str(n))) for label in layout.head),
        rows=tuple(rows),
        notes=(_general_note(layout, n), *(Note(text, mark) for text, mark in marks.items())),
    )


def _rows(
    line: RowLayout, item: Item | None, answers: list[Answer], layout: TableLayout, mark: str
) -> list[Row]:
    """The rows that one line of the layout prints."""
    if item is None or line.show == "none":
        return [_heading(line, mark)] if line.label else []
    if line.show == "levels":
        return [_heading(line, mark), *_level_rows(line, item, answers, layout)]
    is_count = line.show == "inline"
    value = (
        _count(line, line.levels[0], answers, layout) if is_count else _statistic(line, item, answers, layout)
    )
    if line.sub:
        return [_heading(line), Row((line.sub, value), line.indent + 1, mark=mark)]
    return [Row((line.label, value), line.indent, mark=mark)]


def _heading(line: RowLayout, mark: str = "") -> Row:
    return Row((line.label, ""), line.indent, heading=True, mark=mark)


def _level_rows(line: RowLayout, item: Item, answers: list[Answer], layout: TableLayout) -> list[Row]:
    levels = list(line.levels)
    if line.order == "count":
        ticks = basis.ticks(answers)
        levels.sort(key=lambda level: -ticks[level])
    labels = [level.capitalize() if item.type == "yes/no" else level for level in levels]
    cells = [_count(line, level, answers, layout) for level in levels]
    return [Row(pair, line.indent + 1) for pair in zip(labels, cells, strict=True)]


def _count(line: RowLayout, level: str, answers: list[Answer], layout: TableLayout) -> str:
    """How many chose a level, and what share of the denominator they are: ``2 (28.57%)``."""
    among = basis.counted(line.denominator, answers)
    chosen = basis.ticks(among)[level]
    decimals = basis.percent_decimals(line, layout)
    share = numbers.percent(chosen, len(among), decimals, layout.percent.full, layout.number.rounding)
    return f"{chosen} ({share})"


def _statistic(line: RowLayout, item: Item, answers: list[Answer], layout: TableLayout) -> str:
    """The statistic with its units: ``37.6 years (34–42 years)``."""
    unit = f" {item.unit}" if item.unit else ""
    first = unit if line.unit_after in ("mean", "both") else ""
    second = unit if line.unit_after in ("range", "both") else ""
    middle = f"{_middle(line, answers, layout)}{first}"
    match line.stat:
        case "mean":
            return middle
        case "mean_sd":
            return f"{middle} ({_deviation(line, answers, layout)}{second})"
        case "range":
            return f"{_range(line, answers, layout)}{first or second}"
        case _:
            return f"{middle} ({_range(line, answers, layout)}{second})"


def _middle(line: RowLayout, answers: list[Answer], layout: TableLayout) -> str:
    values = basis.values(line.mean_base, answers)
    if not values:
        return numbers.NOTHING
    middle = measures.median(values) if line.stat == "median_range" else measures.mean(values)
    return numbers.shown(middle, _decimals(line, layout), layout.number.rounding)


def _deviation(line: RowLayout, answers: list[Answer], layout: TableLayout) -> str:
    values = basis.values(line.mean_base, answers)
    return measures.standard_deviation(values, _decimals(line, layout), layout.number.rounding)


def _range(line: RowLayout, answers: list[Answer], layout: TableLayout) -> str:
    values = basis.values(line.range_base, answers)
    if not values:
        return numbers.NOTHING
    ends: tuple[Fraction, Fraction] = (min(values), max(values))
    fewest = measures.decimals_of(ends, _decimals(line, layout))
    decimals = fewest if line.range_decimals is None else line.range_decimals
    style = layout.number
    return style.range_separator.join(numbers.shown(end, decimals, style.rounding) for end in ends)


def _decimals(line: RowLayout, layout: TableLayout) -> int:
    return layout.number.decimals if line.decimals is None else line.decimals


def _note(line: RowLayout, item: Item | None, answers: list[Answer], layout: TableLayout) -> str:
    """What the table itself has to say about a line, then what the team says."""
    notes: list[str] = []
    if item is not None and line.show in ("levels", "inline"):
        notes = basis.notes_on_counts(item, line, answers, layout)
    elif item is not None and line.show == "statistic":
        notes = basis.notes_on_numbers(item, line, answers)
    return " ".join([*notes, line.note]).strip()


def _mark(note: str, marks: dict[str, str]) -> str:
    """The letter of a note, the same wherever the note is the same."""
    return marks.setdefault(note, _letter(len(marks))) if note else ""


def _letter(index: int) -> str:
    """The letters from a to z, then aa, ab and on."""
    more, rest = divmod(index, 26)
    return (_letter(more - 1) if more else "") + chr(ord("a") + rest)


def _general_note(layout: TableLayout, n: int) -> Note:
    has_shares = any(line.show in ("levels", "inline") for line in layout.rows)
    people = "participant" if n == 1 else "participants"
    shares = "; percentages are of n unless a note says otherwise" if has_shares else ""
    return Note(f"n = {n} {people}{shares}.")
