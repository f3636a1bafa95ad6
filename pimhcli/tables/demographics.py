"""Builds the demographics table: what the participants answered, laid out as the questionnaire says."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import msgspec

from pimhcli.questionnaire.layout import COUNT_CELLS, filled
from pimhcli.tables import counting
from pimhcli.tables.given import WITHOUT, Part
from pimhcli.tables.groups import framed
from pimhcli.tables.measuring import UNITS, Numbers
from pimhcli.tables.model import Column, Figure, Note, Row, Table
from pimhcli.tables.notes import Notes
from pimhcli.tables.withholding import HIDDEN, Veil, strict

_LETTERS = "abcdefghijklmnoprstuvwxyz"

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from pimhcli.questionnaire.answers import Participant
    from pimhcli.questionnaire.items import Item
    from pimhcli.questionnaire.layout import RowLayout
    from pimhcli.questionnaire.schema import Questionnaire
    from pimhcli.tables.given import Answers
    from pimhcli.tables.groups import Frame, Group


def build(
    questionnaire: Questionnaire,
    participants: Sequence[Participant],
    members: Mapping[str, str] | None = None,
    *,
    refusing: Collection[str] = (),
    below: int = 0,
) -> Table:
    """The demographics table.

    Args:
        questionnaire: its items and the layout.
        participants: everyone with a row in ``participants.csv``; their number is n.
        members: the focus group of each participant, by id; needed for columns by focus group.
        refusing: ids of those whose own words are not printed; their texts are in no list.
        below: hides what would show fewer people, and what would give them away; below 2 nothing is hidden.

    Raises:
        UsageError: the layout itself would tell of fewer people than may be shown.
    """
    if below > 1:
        questionnaire = strict(questionnaire, below)
    frame = framed(questionnaire, participants, members or {}, refusing)
    maker = _Maker(frame, Veil(frame, below) if below > 1 else None)
    layout, words = questionnaire.table, frame.style.words
    rows = [row for line in layout.rows for row in maker.rows(line)]
    return Table(
        name="demographics",
        caption=layout.caption or words.say("caption"),
        columns=(
            Column((layout.head[0] or words.say("item_head")).replace("{n}", str(len(participants)))),
            *(column for group in frame.groups for column in _columns(group, split=layout.columns.split)),
        ),
        rows=tuple(rows),
        notes=(*_general_notes(frame, maker, below), *maker.notes),
        figures=tuple(maker.figures),
        decimal_mark=frame.style.mark,
        language=layout.language,
    )


class _Maker:
    """Makes the rows, and gathers their notes and figures.

    Args:
        frame: what they are made from.
        veil: what is hidden; None when nothing is.
    """

    def __init__(self, frame: Frame, veil: Veil | None) -> None:
        self.figures: list[Figure] = []
        self.hid = False
        self._frame = frame
        self._veil = veil
        self._style = frame.style
        self._split = frame.questionnaire.table.columns.split
        self._marks: dict[str, str] = {}

    @property
    def notes(self) -> list[Note]:
        """The notes that rows refer to, by mark."""
        return [Note(text, mark) for text, mark in self._marks.items()]

    def rows(self, line: RowLayout) -> list[Row]:
        """The rows that one line of the layout prints."""
        item = self._frame.questionnaire.by_id.get(line.item)
        if item is None or line.show == "none":
            return [self._heading(line, self._mark([line.note]))] if line.label else []
        everybody = self._frame.everybody.answers(item.id)
        without = self._without_answer(line, item, everybody)
        line = self._labelled(line, item, everybody)
        if line.counts:
            return self._counted(line, item, everybody, without)
        return self._measured(line, item, without)

    def _without_answer(self, line: RowLayout, item: Item, everybody: Answers) -> tuple[Part, ...]:
        """The rows of those who gave no answer; where something is hidden, all of them."""
        words = self._style.words
        missing = line.missing or self._frame.questionnaire.table.missing
        veil = self._veil
        if missing != "never" and veil and veil.hides_any(item.id) and veil.lacks_answers(item.id):
            return tuple(Part(words.say(state), state=state) for state in WITHOUT)
        return counting.without_answer(missing, everybody, words)

    def _labelled(self, line: RowLayout, item: Item, everybody: Answers) -> RowLayout:
        """The line with the number of those who answered in its label, where that has a place for it."""
        if "{n}" not in line.label:
            return line
        told = self._hidden() if self._veil and self._veil.silent(item) else str(len(everybody.answered))
        return msgspec.structs.replace(line, label=line.label.replace("{n}", told))

    def _counted(
        self, line: RowLayout, item: Item, everybody: Answers, without: tuple[Part, ...]
    ) -> list[Row]:
        parts = (Part("", line.levels),) if line.show == "inline" else self._levels(line, item, everybody)
        notes = self._notes(line, item).on_counts(rows_without_answer=bool(without))
        notes += [note for part in parts for note in counting.told(part, item, self._style.words)]
        mark = self._mark([*notes, line.note])
        rows = [self._row(line, part.label, self._counts(line, item, part)) for part in (*parts, *without)]
        if line.show == "levels":
            return [self._heading(line, mark), *rows]
        return [*self._with_label(line, rows[0].cells[1:], mark), *rows[1:]]

    def _levels(self, line: RowLayout, item: Item, everybody: Answers) -> tuple[Part, ...]:
        """The rows of a line that has one for each level; their order tells nothing of hidden counts."""
        layout = self._frame.questionnaire.table
        zeros = layout.zero_levels if line.zero_levels is None else line.zero_levels
        if self._veil and self._veil.hides_any(item.id):
            line, zeros = msgspec.structs.replace(line, order="given"), True
        return counting.rows_of(line, item, everybody, self._style.words, zeros=zeros)

    def _measured(self, line: RowLayout, item: Item, without: tuple[Part, ...]) -> list[Row]:
        texts = self._numbers(line, item)
        cells = tuple(cell for text in texts for cell in ((text, "") if self._split else (text,)))
        notes = self._notes(line, item).on_numbers(rows_without_answer=bool(without))
        rows = self._with_label(line, cells, self._mark([*notes, self._unquoted(line, item), line.note]))
        return rows + [self._row(line, part.label, self._counts(line, item, part)) for part in without]

    def _unquoted(self, line: RowLayout, item: Item) -> str:
        """That answers in a participant's own words are left out of a list."""
        if item.type != "text" or "list" not in line.parts or self._veil:
            return ""
        everybody = self._frame.everybody
        given = len(everybody.answers(item.id).answered)
        left_out = given - len(everybody.but(item.id, self._frame.refusing).answered)
        return self._style.words.counted("unquoted", left_out) if left_out else ""

    def _with_label(self, line: RowLayout, cells: tuple[str, ...], mark: str) -> list[Row]:
        """The cells on the label's own row, or on one of their own under it."""
        if line.sub:
            return [self._heading(line), Row((line.sub, *cells), line.indent + 1, mark=mark)]
        return [Row((line.label, *cells), line.indent, mark=mark)]

    def _row(self, line: RowLayout, label: str, cells: tuple[str, ...]) -> Row:
        return Row((label, *cells), line.indent + 1)

    def _heading(self, line: RowLayout, mark: str = "") -> Row:
        width = len(self._frame.groups) * (2 if self._split else 1)
        return Row((line.label, *[""] * width), line.indent, heading=True, mark=mark)

    def _counts(self, line: RowLayout, item: Item, part: Part) -> tuple[str, ...]:
        texts = [self._count(line, item, part, column) for column in range(len(self._frame.groups))]
        return tuple(cell for cells in texts for cell in (cells if self._split else cells[:1]))

    def _count(self, line: RowLayout, item: Item, part: Part, column: int) -> tuple[str, str]:
        """How many chose a level, and what share of the denominator they are: ``2 (28.57%)``.

        Where shares have columns of their own, the share comes second.
        """
        if self._veil and self._veil.count(line, item, part, column):
            return self._hidden(), self._hidden() if counting.is_of_whole(line, part) else ""
        group = self._frame.groups[column]
        whole = counting.among(line, item, group)
        # those who gave no answer are no part of those who answered, but of those who were in the group
        apart = part.is_without_answer and isinstance(line.denominator, str)
        n, d = (group.answers(item.id) if apart else whole).count(part), len(whole)
        zero_cell = self._frame.questionnaire.table.percent.zero_cell
        shares = {name for name in line.parts if name in ("pct", "share", "d")}
        is_of_them = counting.is_of_whole(line, part)
        covered = bool(shares and is_of_them and self._veil and self._veil.share(line, item, column))
        self._note_figures(line, part, column, n, d if shares and is_of_them and not covered else 0)
        if n == 0 and zero_cell:
            return zero_cell, ""
        if shares and not is_of_them:
            return (str(n) if "n" in line.parts else f"n = {n}"), ""
        texts = {"n": str(n), "d": str(d)}
        texts["pct"] = self._style.percent(n, d, line)
        texts["share"] = self._style.share(n, d, line)
        if covered:
            texts |= dict.fromkeys(shares, self._hidden())
        if self._split and line.cell == COUNT_CELLS["n_pct"]:
            return texts["n"], texts["pct"]
        return filled(line.cell if line.counts else "{n}", texts), ""

    def _note_figures(self, line: RowLayout, part: Part, column: int, n: int, d: int) -> None:
        group = self._frame.groups[column]
        row = f"{line.label}: {part.label}" if part.label else line.label
        self.figures.append(Figure(row, group.head, "n", Fraction(n), d or len(group.people), line.item))
        if d:
            self.figures.append(Figure(row, group.head, "percent", Fraction(100 * n, d), d, line.item))

    def _numbers(self, line: RowLayout, item: Item) -> list[str]:
        """The statistic of each column with its units: ``37.6 years (34–42 years)``."""
        found = Numbers(line, item, self._frame)
        return [
            self._hidden()
            if self._veil and self._veil.number(line, item, column)
            else filled(
                line.cell, {part: self._statistic(line, item, part, column, found) for part in line.parts}
            )
            for column in range(len(self._frame.groups))
        ]

    def _statistic(self, line: RowLayout, item: Item, part: str, column: int, found: Numbers) -> str:
        """One number of a cell, or its unit."""
        if self._veil is None:
            group = self._frame.groups[column]
            self.figures += [
                Figure(line.label, group.head, name, value, of, line.item)
                for name, value, of in found.figures(part, column)
            ]
        elif part in UNITS and "range" in line.parts and part not in ("unit", "first"):
            return ""  # of a range that is hidden
        elif part not in UNITS and self._veil.part(line, item, part, column):
            return self._hidden()
        return found.text(part, column)

    def _hidden(self) -> str:
        self.hid = True
        return HIDDEN

    def _notes(self, line: RowLayout, item: Item) -> Notes:
        return Notes(line, item, self._frame, self._veil)

    def _mark(self, notes: list[str]) -> str:
        """The letter of a note, the same wherever the note is the same."""
        note = " ".join(filter(None, notes)).strip()
        return self._marks.setdefault(note, _letter(len(self._marks))) if note else ""


def _columns(group: Group, *, split: bool) -> tuple[Column, ...]:
    heads = (group.head, "%") if split else (group.head,)
    return tuple(Column(head, numeric=True) for head in heads)


def _letter(index: int) -> str:
    """The letters from a to z, then aa, ab and on; q is left out, for no font raises it."""
    more, rest = divmod(index, len(_LETTERS))
    return (_letter(more - 1) if more else "") + _LETTERS[rest]


def _general_notes(frame: Frame, maker: _Maker, below: int) -> list[Note]:
    words, n = frame.style.words, len(frame.everybody.people)
    has_shares = any(
        line.counts and not {"pct", "share"}.isdisjoint(line.parts) for line in frame.questionnaire.table.rows
    )
    of = "of_n" if len(frame.groups) == 1 else "of_column"
    shares = f"{words.say('semicolon')} {words.say(of)}" if has_shares else ""
    told = [f"{words.counted('people', n)}{shares}."]
    told += [words.say("hidden", mark=HIDDEN, k=below)] if maker.hid else []
    return [Note(note, lead=words.say("note")) for note in told]
