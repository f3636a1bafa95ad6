"""What the demographics table does not show, so that no small group can be read or worked out.

The counts of one item are hidden as ``suppression`` decides. What one row tells about another is met by
hiding more than would be needed:

* Who was asked an item is told by what was answered to another. Where that is hidden, or so few were asked or
  not asked that it could be worked out, nothing of the item is shown.
* Items that follow from one another tell about each other. When one of several has a hidden cell, nothing of
  any of them is shown; and so with an item that the columns are made of. Two ways of putting the same answers
  together are refused, for what they differ in may be a small group.
* A scale's mean is hidden with its counts; means over groups of people that differ by few are both hidden.
* Percentages of some only are shown where neither they nor the others are few; of those who gave a certain
  answer to another item only when no count within them or outside of them is small, and no other row is
  about others of the same answers.
* The least and the greatest number are one person's answer each and never shown, nor is a list of answers.
  Medians and quartiles are shown of twice as many answers as the threshold.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from pimhcli.errors import UsageError
from pimhcli.questionnaire.items import Condition
from pimhcli.questionnaire.layout import FOCUS_GROUP
from pimhcli.tables import counting
from pimhcli.tables.given import ANSWERED, WITHOUT, Part
from pimhcli.tables.kinship import Kinship
from pimhcli.tables.suppression import Cell, Counts, hidden, hidden_groups

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.questionnaire.items import Item
    from pimhcli.questionnaire.layout import Base, RowLayout
    from pimhcli.questionnaire.schema import Questionnaire
    from pimhcli.tables.groups import Frame

HIDDEN = "‡"
Key = tuple[tuple[str, ...], str]
_WITHOUT = tuple(Part(state, state=state) for state in WITHOUT)
_MIDDLES = ("mean", "sd", "median", "iqr", "q1", "q3")
_ONE_PERSONS = ("range", "min", "max", "list")
_FEW_PERSONS = ("median", "iqr", "q1", "q3")


def strict(questionnaire: Questionnaire, below: int) -> Questionnaire:
    """The questionnaire with a layout that can be hidden: rows that gather rare levels gather all small ones.

    Otherwise a hidden count could be worked out from its not having been gathered.

    Args:
        questionnaire: its items and its layout.
        below: least number of people that may be shown.

    Raises:
        UsageError: two rows put the same answers together in two ways.
    """
    _refuse_two_of_one(questionnaire)
    rows = tuple(
        msgspec.structs.replace(line, other_below=max(line.other_below, below)) if line.other_below else line
        for line in questionnaire.table.rows
    )
    return msgspec.structs.replace(
        questionnaire, table=msgspec.structs.replace(questionnaire.table, rows=rows)
    )


class Veil:
    """Decides what of a table is hidden.

    Args:
        frame: the questionnaire, as ``strict`` gives it, the participants and the columns.
        below: least number of people that may be shown.

    Raises:
        UsageError: the columns themselves would tell of fewer.
    """

    def __init__(self, frame: Frame, below: int) -> None:
        _refuse_small_columns(frame, below)
        self._frame = frame
        self._items = frame.questionnaire.by_id
        self._lines = frame.questionnaire.table.rows
        self._groups = groups = frame.groups
        self._below = below
        self._kinship = Kinship(frame.questionnaire)
        # the column of all participants stands last for the search, wherever the table has it
        self._order = sorted(range(len(groups)), key=lambda i: groups[i].overall)
        self._parts = cache(self._work_out_parts)
        self._own = cache(self._work_out_own)
        self._cells = cache(self._work_out_cells)
        self._dark = cache(self._work_out_dark)
        self._no_numbers = cache(self._work_out_numbers)

    def few(self, count: int, size: int) -> bool:
        """Whether a number of people may not be told, as it or what it leaves of the whole is small."""
        return 0 < count < self._below or 0 < size - count < self._below

    def count(self, line: RowLayout, item: Item, part: Part, column: int) -> bool:
        """Whether a count is hidden.

        Args:
            line: the row of the layout.
            item: what it is about.
            part: the row of the table.
            column: index of the group.
        """
        if self._is_dark_whole(item.id):
            return True
        if not isinstance(line.denominator, str):
            return self.within(line, item)
        if part.state == "not_asked":
            return column in self._dark(item.id)
        known = {_key(other) for other in self._parts(item.id)}
        if part == ANSWERED and _key(part) not in known:
            return self.silent(item)
        # a row that stands for other levels than the rest of the table has them could be worked out
        return _key(part) not in known or (_key(part), column) in self._cells(item.id)

    def share(self, line: RowLayout, item: Item, column: int) -> bool:
        """Whether the denominator of a percentage, and so the percentage, is hidden."""
        if line.denominator == "participants":
            return False
        group = self._groups[column]
        few = self.few(len(counting.among(line, item, group)), len(group.people))
        return few or column in self._unsaid(item)

    def number(self, line: RowLayout, item: Item, column: int) -> bool:
        """Whether the statistics of a number are hidden."""
        is_scale = bool(self._counting(item.id)) and self.hides_any(item.id)
        if is_scale or self._is_dark_whole(item.id) or self._bases_differ_by_few(item):
            return True
        return column in self._no_numbers(item.id, line.mean_base)

    def part(self, line: RowLayout, item: Item, part: str, column: int) -> bool:
        """Whether one statistic is hidden where others are not, since it is one person's answer, or two's."""
        answers = self._groups[column].answers(item.id)
        if part == "n":
            few = any(self.few(len(answers.numbers(base)), len(answers)) for base in _bases(line))
            return few or self.count(line, item, ANSWERED, column)
        is_few = part in _FEW_PERSONS and len(answers.numbers(line.mean_base)) < 2 * self._below
        return part in _ONE_PERSONS or is_few

    def silent(self, item: Item) -> bool:
        """Whether it may not be told how many answered an item, or were asked it."""
        return bool(self._unsaid(item))

    def lacks_answers(self, item_id: str) -> bool:
        """Whether anybody gave no answer to an item, for whatever reason."""
        return any(self._frame.everybody.answers(item_id).count(part) for part in _WITHOUT)

    def hides_any(self, item_id: str) -> bool:
        """Whether any count of an item is hidden."""
        return bool(self._cells(item_id))

    def _unsaid(self, item: Item) -> frozenset[int]:
        """The columns in which it is hidden how many answered, or for what reason others did not."""
        states = {_key(part) for part in (ANSWERED, *_WITHOUT)}
        return frozenset(i for key, i in self._cells(item.id) if key in states) | self._dark(item.id)

    def _is_dark_whole(self, item_id: str) -> bool:
        """Whether nothing of an item is shown, for what it tells about others."""
        kin = self._kinship.printed_with(item_id)
        own = any(self._own(other) for other in kin)
        return own and (len(kin) > 1 or self._kinship.is_of_the_columns(item_id))

    def _bases_differ_by_few(self, item: Item) -> bool:
        """Whether means over different people tell of the few who are in the one and not in the other."""
        lines = [line for line in self._lines if line.item == item.id and not line.counts]
        bases = {line.mean_base for line in lines if not set(_MIDDLES).isdisjoint(line.parts)}
        for group in self._groups:
            sizes = sorted(len(group.answers(item.id).numbers(base)) for base in bases)
            if any(0 < more - less < self._below for less, more in pairwise(sizes)):
                return True
        return False

    def _work_out_numbers(self, item_id: str, base: Base) -> frozenset[int]:
        """The columns in which the statistics of a number are hidden."""
        answers = [group.answers(item_id) for group in self._groups]
        over = [len(each.numbers(base)) for each in answers]
        few = {i for i, each in enumerate(answers) if base == "positive" and self.few(over[i], len(each))}
        groups, overall = self._split()
        dark = frozenset(self._places(self._dark(item_id) | few))
        found = hidden_groups([over[i] for i in groups], self._below, overall=overall, also=dark)
        return frozenset(self._order[j] for j in found)

    def _split(self) -> tuple[list[int], bool]:
        """The columns of groups, and whether that of all participants stands beside them."""
        if len(self._groups) == 1:
            return [0], False
        groups = [i for i in self._order if not self._groups[i].overall]
        return groups, len(groups) < len(self._groups)

    def _places(self, columns: Iterable[int]) -> list[int]:
        """Columns of the table as the search counts them."""
        return [self._order.index(column) for column in columns]

    def _work_out_dark(self, item_id: str) -> frozenset[int]:
        """The columns in which nothing of an item is shown, since it tells about another."""
        groups, overall = self._split()
        answers = [self._groups[i].answers(item_id) for i in groups]
        unasked = tuple(each.states["not asked"] for each in answers)
        asked = tuple(len(each) - n for each, n in zip(answers, unasked, strict=True))
        counts = Counts((asked, unasked), tuple(map(len, answers)), overall=overall)
        cells = self._hidden(counts) if any(unasked) else ()
        found = frozenset(self._order[column] for _, column in cells)
        other = self._kinship.decided_by(item_id)
        if other is None:
            return found
        return found | {column for _, column in self._cells(other)} | self._dark(other)

    def within(self, line: RowLayout, item: Item) -> bool:
        """Whether a row about those with a certain answer is hidden: some of them, or of the others, are few.

        Args:
            line: the row, whose denominator is a condition.
            item: what it is about.
        """
        conditions = self._conditions_beside(line)
        if len(conditions) > 1 or any(self._is_printed_otherwise(one.item) for one in conditions):
            return True
        parts = [*(Part(level, (level,)) for level in item.levels), *_WITHOUT]
        for group in self._groups:
            within, whole = counting.among(line, item, group), group.answers(item.id)
            if self.few(len(within), len(whole)):
                return True
            if any(self.few(within.count(part), whole.count(part)) for part in parts):
                return True
        return False

    def _conditions_beside(self, line: RowLayout) -> set[Condition]:
        """The conditions of all rows that are about the same answers as that of a row."""
        found = {other.denominator for other in self._lines if isinstance(other.denominator, Condition)}
        own = line.denominator
        roots = {self._kinship.line(own.item)[-1]} if isinstance(own, Condition) else set()
        return {one for one in found if self._kinship.line(one.item)[-1] in roots}

    def _is_printed_otherwise(self, item_id: str) -> bool:
        """Whether an item has hidden cells, or the table puts its levels together."""
        gathers = any(line.other_below for line in self._counting(item_id))
        return gathers or self.hides_any(item_id) or len(self._kinship.printed_with(item_id)) > 1

    def _work_out_cells(self, item_id: str) -> frozenset[tuple[Key, int]]:
        """The hidden cells of an item."""
        if not self._is_dark_whole(item_id):
            return self._own(item_id)
        columns = range(len(self._groups))
        return frozenset((_key(part), column) for part in self._parts(item_id) for column in columns)

    def _work_out_own(self, item_id: str) -> frozenset[tuple[Key, int]]:
        """The cells of an item that are hidden for its own sake, or for that of who was asked."""
        # where nobody lacks an answer the table has no rows of it, or zeros, and that is known
        known = not self.lacks_answers(item_id)
        parts = [
            part
            for part in self._parts(item_id)
            if part.state != "not_asked" and not (known and part.is_without_answer)
        ]
        groups, overall = self._split()
        given = [self._groups[i].answers(item_id) for i in groups]
        counts = Counts(
            cells=tuple(tuple(each.count(part) for each in given) for part in parts),
            sizes=tuple(len(each) - each.states["not asked"] for each in given),
            exclusive=self._items[item_id].type != "several" or not self._counting(item_id),
            overall=overall,
            printed=tuple(self._is_printed(item_id, part) for part in parts),
            missing=tuple(part.is_without_answer for part in parts),
            traceless=tuple(part.is_without_answer and self._has_no_missing_rows(item_id) for part in parts),
        )
        everywhere = range(len(self._groups))
        dark = frozenset(
            (row, column)
            for row, part in enumerate(parts)
            for column in self._places(
                everywhere if self._is_told_by_gathering(item_id, part) else self._dark(item_id)
            )
        )
        found = self._hidden(counts, dark)
        return frozenset((_key(parts[row]), self._order[column]) for row, column in found)

    def _hidden(self, counts: Counts, also: frozenset[Cell] = frozenset()) -> frozenset[Cell]:
        """The cells to hide; of all participants the same ones as in a table without groups."""
        last, rows = counts.all_of, range(len(counts.cells))
        if len(self._groups) == 1:
            return hidden(counts, self._below, also=also)
        alone = msgspec.structs.replace(
            counts,
            cells=tuple((sum(row),) for row in counts.cells),
            sizes=(sum(counts.sizes),),
            overall=False,
        )
        dark = frozenset((i, 0) for i, j in also if j == last)
        both = frozenset((i, last) for i, _ in hidden(alone, self._below, also=dark))
        shown = frozenset((i, last) for i in rows) - both
        found = hidden(
            msgspec.structs.replace(counts, overall=True), self._below, also=also | both, shown=shown
        )
        return found if counts.overall else frozenset(cell for cell in found if cell[1] != last)

    def _is_told_by_gathering(self, item_id: str, part: Part) -> bool:
        """Whether the levels gathered in a row have to have the greatest count that is still gathered."""
        if len(part.levels) < 2:
            return False
        most = max(line.other_below for line in self._counting(item_id)) - 1
        ticks = self._frame.everybody.answers(item_id).ticks
        return sum(ticks[level] for level in part.levels) == most * len(part.levels)

    def _is_printed(self, item_id: str, part: Part) -> bool:
        """Whether a row is printed, or may be told in a note."""
        lines = [line for line in self._lines if line.item == item_id and line.show != "none"]
        if part.is_without_answer:
            return bool(lines)
        if part == ANSWERED:
            return any("n" in line.parts for line in lines)
        return any(not set(line.levels).isdisjoint(part.levels) for line in lines if line.counts)

    def _has_no_missing_rows(self, item_id: str) -> bool:
        table = self._frame.questionnaire.table
        return all((line.missing or table.missing) == "never" for line in self._lines if line.item == item_id)

    def _counting(self, item_id: str) -> list[RowLayout]:
        return [line for line in self._lines if line.item == item_id and line.counts]

    def _work_out_parts(self, item_id: str) -> tuple[Part, ...]:
        """The rows of an item as the table has them, the levels it leaves out, and those without answer.

        An item whose levels are not counted has all who answered in one row. Where two rows of the layout
        gather differently, the levels stand one by one.
        """
        if not self._counting(item_id):
            return ANSWERED, *_WITHOUT
        item, everybody = self._items[item_id], self._frame.everybody.answers(item_id)
        words = self._frame.style.words
        ways = {
            counting.rows_of(line, item, everybody, words, zeros=True)
            for line in self._counting(item_id)
            if line.show == "levels" and line.other_below
        }
        gathered = [part for part in ways.pop() if len(part.levels) > 1] if len(ways) == 1 else []
        taken = {level for part in gathered for level in part.levels}
        single = [Part(level, (level,)) for level in item.levels if level not in taken]
        return *gathered, *single, *_WITHOUT


def _bases(line: RowLayout) -> set[Base]:
    return {line.mean_base, line.range_base} if set(line.parts) - {"n", "list"} else set()


def _key(part: Part) -> Key:
    return part.levels, part.state


def _refuse_small_columns(frame: Frame, below: int) -> None:
    """The head of each column tells how many are in it; of a focus group that is known anyway."""
    by = frame.questionnaire.table.columns.by
    small = [group.name for group in frame.groups if 0 < len(group.people) < below]
    if by in ("", FOCUS_GROUP) or not small:
        return
    raise UsageError(
        f"The columns are by '{by}', and fewer than {below} participants are in: {', '.join(small)}.",
        hint="Derive an item with coarser groups in questionnaire.yaml, and take its columns.",
    )


def _refuse_two_of_one(questionnaire: Questionnaire) -> None:
    """Two ways to put the same answers together give away, by what they differ in, a group in neither."""
    pair = Kinship(questionnaire).two_of_one
    if pair:
        one, other = pair
        raise UsageError(
            f"'{one}' and '{other}' put the same answers together in two ways, and the table has both.",
            hint="Leave one of them out of the table to hide small counts: show: none.",
        )
