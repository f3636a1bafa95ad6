"""What the demographics table does not show, so that no small group can be read or worked out.

A table without a threshold shows everything. With one, the counts of an item are hidden as
``suppression`` decides, and beyond that:

* An item that was not asked of everybody tells how many were asked, and so what was answered to the item
  that decided it: where that one is hidden, or so few were asked or not asked, nothing of it is shown.
* An item that another printed one gathers into fewer levels is hidden whole when either has a hidden cell.
* The least and the greatest number are one person's answer each, and never shown; nor is a list of answers.
* Percentages of some only are shown where neither they nor the others are few; of those who gave a certain
  answer to another item only when no count within them or outside of them is small.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pimhcli.errors import UsageError
from pimhcli.questionnaire.layout import FOCUS_GROUP
from pimhcli.tables import counting
from pimhcli.tables.given import ANSWERED, WITHOUT, Answers, Part
from pimhcli.tables.suppression import Counts, hidden, hidden_groups

if TYPE_CHECKING:
    from pimhcli.questionnaire.items import Item
    from pimhcli.questionnaire.layout import RowLayout
    from pimhcli.questionnaire.schema import Questionnaire
    from pimhcli.tables.groups import Frame

HIDDEN = "‡"
Key = tuple[tuple[str, ...], str]
_WITHOUT = tuple(Part(state, state=state) for state in WITHOUT)


class Veil:
    """Decides what of a table is hidden.

    Args:
        frame: the questionnaire, the participants and the columns.
        below: least number of people that may be shown.

    Raises:
        UsageError: the layout itself would tell of fewer.
    """

    def __init__(self, frame: Frame, below: int) -> None:
        _refuse_small_columns(frame, below)
        _refuse_two_of_one(frame.questionnaire)
        self._frame = frame
        self._items = frame.questionnaire.by_id
        self._lines = frame.questionnaire.table.rows
        self._groups = groups = frame.groups
        self._below = below
        # the column of all participants stands last for the search, wherever the table has it
        self._order = sorted(range(len(groups)), key=lambda i: groups[i].overall)
        self._own = cache(self._own_cells)
        self._cells = cache(self._all_cells)

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
        if not isinstance(line.denominator, str):
            return self._few_within(line, item)
        if part.state == "not_asked":
            return column in self._dark(item)
        # a row that stands for other levels than the rest of the table has them could be worked out
        known = any(_key(part) == _key(other) for other in self._parts(item))
        return not known or (_key(part), column) in self._cells(item.id)

    def share(self, line: RowLayout, item: Item, column: int) -> bool:
        """Whether the denominator of a percentage, and so the percentage, is hidden."""
        if line.denominator == "participants":
            return False
        group = self._groups[column]
        few = self.few(len(counting.among(line, item, group)), len(group.people))
        return few or column in self._unsaid(item)

    def silent(self, item: Item) -> bool:
        """Whether it may not be told how many answered an item, or were asked it."""
        return bool(self._unsaid(item))

    def hides_any(self, item_id: str) -> bool:
        """Whether any count of an item is hidden."""
        return bool(self._cells(item_id))

    def _unsaid(self, item: Item) -> frozenset[int]:
        """The columns in which it is hidden how many answered, or for what reason others did not."""
        states = {_key(part) for part in (ANSWERED, *_WITHOUT)}
        return frozenset(i for key, i in self._cells(item.id) if key in states) | self._dark(item)

    def number(self, line: RowLayout, item: Item, column: int) -> bool:
        """Whether the statistics of a number are hidden.

        The sum of a scale's points, which a mean gives, would help to work out how many chose which.
        """
        if self._counting(item.id) and self.hides_any(item.id):
            return True
        over = [
            min(len(group.answers(item.id).numbers(base)) for base in (line.mean_base, line.range_base))
            for group in self._groups
        ]
        few = {
            i
            for i, group in enumerate(self._groups)
            if line.mean_base == "positive" and self.few(over[i], len(group.people))
        }
        groups, overall = self._split()
        dark = frozenset(groups.index(i) if i in groups else len(groups) for i in self._dark(item) | few)
        found = hidden_groups([over[i] for i in groups], self._below, overall=overall, also=dark)
        return column in {self._order[j] for j in found}

    def _split(self) -> tuple[list[int], bool]:
        """The columns of groups, and whether that of all participants stands beside them."""
        if len(self._groups) == 1:
            return [0], False
        groups = [i for i in self._order if not self._groups[i].overall]
        return groups, len(groups) < len(self._groups)

    def _dark(self, item: Item) -> frozenset[int]:
        """The columns in which nothing of an item is shown, since it tells about another."""
        few = {
            i
            for i, group in enumerate(self._groups)
            if self.few(group.answers(item.id).states["not asked"], len(group.people))
        }
        asked = item
        while asked.derived:
            asked = self._items[asked.derived.source]
        if asked.asked_if is None:
            return frozenset(few)
        other = self._items[asked.asked_if.item]
        return frozenset(few | {column for _, column in self._cells(other.id)}) | self._dark(other)

    def _few_within(self, line: RowLayout, item: Item) -> bool:
        """Whether some of those with a certain answer, or some of the others, are few anywhere."""
        if not isinstance(line.denominator, str) and self.hides_any(line.denominator.item):
            return True
        parts = [*(Part(level, (level,)) for level in item.levels), *_WITHOUT]
        for group in self._groups:
            within, whole = counting.among(line, item, group), group.answers(item.id)
            if self.few(len(within), len(whole)):
                return True
            if any(self.few(within.count(part), whole.count(part)) for part in parts):
                return True
        return False

    def _all_cells(self, item_id: str) -> frozenset[tuple[Key, int]]:
        """The hidden cells of an item: all of them where a printed item is made of its levels."""
        own = self._own(item_id)
        made = [
            i.id
            for i in self._items.values()
            if i.derived and i.derived.source == item_id and i.levels and self._counting(i.id)
        ]
        if not any(own or self._cells(other) for other in made):
            return own
        return frozenset(
            (_key(part), column)
            for part in self._parts(self._items[item_id])
            for column in range(len(self._groups))
        )

    def _own_cells(self, item_id: str) -> frozenset[tuple[Key, int]]:
        item = self._items[item_id]
        everybody = self._everybody(item)
        # that nobody gave no answer is told by having no row
        parts = [
            part
            for part in self._parts(item)
            if part.state != "not_asked" and (not part.is_without_answer or everybody.count(part))
        ]
        groups, overall = self._split()
        given = [self._groups[i].answers(item.id) for i in groups]
        counts = Counts(
            cells=tuple(tuple(each.count(part) for each in given) for part in parts),
            sizes=tuple(len(each) - each.states["not asked"] for each in given),
            exclusive=item.type != "several" or not self._counting(item_id),
            overall=overall,
            printed=tuple(self._is_printed(item_id, part) for part in parts),
            missing=tuple(part.is_without_answer for part in parts),
        )
        dark = frozenset(
            (row, groups.index(i) if i in groups else len(groups))
            for row, part in enumerate(parts)
            for i in (
                range(len(self._groups)) if self._is_told_by_gathering(item, part) else self._dark(item)
            )
        )
        found = hidden(counts, self._below, also=dark)
        return frozenset((_key(parts[row]), self._order[column]) for row, column in found)

    def _is_told_by_gathering(self, item: Item, part: Part) -> bool:
        """Whether the levels gathered in a row have to have the greatest count that is still gathered."""
        most = max(line.other_below for line in self._counting(item.id)) - 1 if part.levels[1:] else 0
        everybody = self._everybody(item)
        return most > 0 and sum(everybody.ticks[level] for level in part.levels) == most * len(part.levels)

    def _everybody(self, item: Item) -> Answers:
        return Answers([person.answers[item.id] for person in self._frame.people])

    def _is_printed(self, item_id: str, part: Part) -> bool:
        """Whether a row is printed, or may be told in a note."""
        if part.is_without_answer:
            return True
        lines = [line for line in self._lines if line.item == item_id]
        if part == ANSWERED:
            return any("n" in line.parts for line in lines)
        return any(not set(line.levels).isdisjoint(part.levels) for line in lines if line.counts)

    def _counting(self, item_id: str) -> list[RowLayout]:
        return [line for line in self._lines if line.item == item_id and line.counts]

    def _parts(self, item: Item) -> list[Part]:
        """The rows of an item as the table has them, the levels it leaves out, and those without answer.

        An item whose levels are not counted has all who answered in one row. Where two rows of the layout
        gather differently, the levels stand one by one.
        """
        if not self._counting(item.id):
            return [ANSWERED, *_WITHOUT]
        everybody, words = self._everybody(item), self._frame.style.words
        ways = {
            counting.rows_of(line, item, everybody, words, zeros=True)
            for line in self._counting(item.id)
            if line.show == "levels" and line.other_below
        }
        gathered = [part for part in ways.pop() if len(part.levels) > 1] if len(ways) == 1 else []
        taken = {level for part in gathered for level in part.levels}
        single = [Part(level, (level,)) for level in item.levels if level not in taken]
        return [*gathered, *single, *_WITHOUT]


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
    counted = {line.item for line in questionnaire.table.rows if line.counts}
    first: dict[str, str] = {}
    for item in questionnaire.items:
        if item.id in counted and item.derived:
            other = first.setdefault(item.derived.source, item.id)
            if other != item.id:
                raise UsageError(
                    f"'{other}' and '{item.id}' are both made of '{item.derived.source}'; the table has both.",
                    hint="Leave one of them out of the table to hide small counts: show: none.",
                )
