"""No small count can be worked back from a table, as trying all tables that agree with it shows."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pimhcli.tables.suppression import Cell, Counts, hidden, hidden_groups

if TYPE_CHECKING:
    from collections.abc import Iterator

Column = tuple[int, ...]


def unseen(counts: Counts, marked: frozenset[Cell]) -> frozenset[Cell]:
    """The cells that a reader of the table does not see."""
    blank = {
        (i, j)
        for i in range(len(counts.cells))
        for j in range(len(counts.sizes) + 1)
        if (counts.printed and not counts.printed[i]) or (j == len(counts.sizes) and not counts.overall)
    }
    return marked | blank


def least(counts: Counts, cell: Cell) -> int:
    """What the reader knows a count to be at least: zeros are shown, so one that is hidden is none."""
    return int(counts.values[cell] > 0 and cell not in unseen(counts, frozenset()))


def columns(counts: Counts, j: int, dark: frozenset[Cell], *, zeros_shown: bool) -> list[Column]:
    """Every content of a column of a group that agrees with what is printed of it."""
    size = counts.sizes[j]
    cells = [
        range(least(counts, (i, j)) * zeros_shown, size + 1) if (i, j) in dark else (row[j],)
        for i, row in enumerate(counts.cells)
    ]
    return [column for column in product(*cells) if agrees(counts, j, column)]


def agrees(counts: Counts, j: int, column: Column) -> bool:
    size = counts.sizes[j]
    if counts.exclusive:
        return sum(column) == size
    without = sum(n for n, missing in zip(column, counts.missing, strict=True) if missing)
    ticks = [n for n, missing in zip(column, counts.missing, strict=True) if not missing]
    # who gave an answer ticked at least one level, and none twice
    return without <= size and sum(ticks) >= size - without and max(ticks, default=0) <= size - without


def possible(counts: Counts, marked: frozenset[Cell], *, zeros_shown: bool = False) -> dict[Cell, set[int]]:
    """What each cell may hold in any table that agrees with the printed one."""
    dark, groups = unseen(counts, marked), range(len(counts.sizes))
    told = [i for i in range(len(counts.cells)) if (i, len(counts.sizes)) not in dark]
    total = tuple(sum(counts.cells[i]) for i in told)
    ways = [columns(counts, j, dark, zeros_shown=zeros_shown) for j in groups]
    found: dict[Cell, set[int]] = {}
    for j in groups:
        rest = sums([[tuple(c[i] for i in told) for c in ways[g]] for g in groups if g != j], len(told))
        for column in ways[j]:
            if tuple(n - column[i] for n, i in zip(total, told, strict=True)) in rest:
                for i, n in enumerate(column):
                    found.setdefault((i, j), set()).add(n)
    return found


def sums(ways: list[list[Column]], length: int) -> set[Column]:
    reached = {(0,) * length}
    for columns_of_one in ways:
        reached = {
            tuple(a + b for a, b in zip(start, more, strict=True))
            for start in reached
            for more in set(columns_of_one)
        }
    return reached


@st.composite
def single_choice(draw: st.DrawFn) -> Counts:
    rows, groups = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    column = st.lists(st.integers(0, 6), min_size=rows, max_size=rows).filter(lambda c: sum(c) <= 9)
    return shaped(draw, [draw(column) for _ in range(groups)], exclusive=True)


@st.composite
def multiple_choice(draw: st.DrawFn) -> Counts:
    rows, groups = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    person = st.sets(st.integers(0, rows - 1), min_size=1)
    people = [draw(st.lists(person, max_size=4)) for _ in range(groups)]
    lacks = draw(st.booleans())  # whether the last row is of those without an answer
    if lacks:
        people = [[{rows - 1} if rows - 1 in one else one for one in group] for group in people]
    by_column = [[sum(i in one for one in group) for i in range(rows)] for group in people]
    missing = (*[False] * (rows - 1), lacks)
    return shaped(draw, by_column, tuple(map(len, people)), missing, exclusive=False)


def shaped(
    draw: st.DrawFn,
    by_column: list[list[int]],
    sizes: Column = (),
    missing: tuple[bool, ...] = (),
    *,
    exclusive: bool,
) -> Counts:
    rows = len(by_column[0])
    return Counts(
        cells=tuple(zip(*by_column, strict=True)),
        sizes=sizes or tuple(map(sum, by_column)),
        exclusive=exclusive,
        overall=len(by_column) > 1 and draw(st.booleans()),
        printed=tuple(draw(st.lists(st.booleans(), min_size=rows, max_size=rows))),
        missing=missing,
    )


ANY = st.one_of(single_choice(), multiple_choice())


def small(counts: Counts, below: int) -> Iterator[Cell]:
    for i, row in enumerate(counts.cells):
        yield from ((i, j) for j, n in enumerate((*row, sum(row))) if 0 < n < below)


@settings(deadline=None, max_examples=300)
@given(ANY, st.integers(2, 5))
def test_every_small_count_could_be_another_one(counts: Counts, below: int) -> None:
    can_be = possible(counts, hidden(counts, below))
    # of an item with one row the size of the column says it all
    known = [cell for cell in can_be if len(can_be[cell]) == 1 and len(counts.cells) > 1]
    assert not set(known) & set(small(counts, below))


@settings(deadline=None, max_examples=300)
@given(ANY, st.integers(2, 5))
def test_every_small_count_could_be_another_one_for_who_knows_that_no_zero_is_hidden(
    counts: Counts, below: int
) -> None:
    can_be = possible(counts, hidden(counts, below), zeros_shown=True)
    everything = frozenset((i, j) for i in range(len(counts.cells)) for j in range(len(counts.sizes) + 1))
    at_best = possible(counts, everything, zeros_shown=True)
    groups = [cell for cell in small(counts, below) if cell in can_be]
    # where all who answered chose each of two levels, a count of missing answers is not followed: see hiding
    followed = [(i, j) for i, j in groups if counts.exclusive or not (counts.missing or [False] * (i + 1))[i]]
    assert [cell for cell in followed if len(can_be[cell]) == 1 < len(at_best[cell])] == []


def test_many_hidden_counts_of_one_each_are_not_told_by_their_sum() -> None:
    """Five disciplines of one person each: what the others leave is five, and none of the five is a zero."""
    counts = Counts(cells=((12,), (9,), (1,), (1,), (1,), (1,), (1,), (0,)), sizes=(26,))
    assert (1, 0) in hidden(counts, 5)


@settings(deadline=None, max_examples=300)
@given(ANY, st.integers(2, 5))
def test_no_printed_cell_is_small(counts: Counts, below: int) -> None:
    assert set(small(counts, below)) <= unseen(counts, hidden(counts, below))


@settings(deadline=None, max_examples=300)
@given(ANY, st.integers(2, 5))
def test_only_what_is_printed_is_hidden_and_no_more_than_makes_it_unsure(counts: Counts, below: int) -> None:
    marked = hidden(counts, below)
    assert not marked & unseen(counts, frozenset())
    can_be = possible(counts, marked)
    in_groups = [cell for cell in marked if cell in can_be and len(counts.cells) > 1]
    assert [cell for cell in in_groups if len(can_be[cell]) == 1] == []


@given(ANY)
def test_nothing_is_hidden_where_every_count_may_be_printed(counts: Counts) -> None:
    assert hidden(counts, 1) == frozenset()


@given(ANY, st.integers(1, 5))
def test_nothing_is_hidden_where_no_count_is_small(counts: Counts, below: int) -> None:
    grown = Counts(
        tuple(tuple(n * below for n in row) for row in counts.cells),
        tuple(n * below for n in counts.sizes),
        counts.exclusive,
        counts.overall,
        counts.printed,
        counts.missing,
    )
    assert hidden(grown, below) == frozenset()


@settings(deadline=None)
@given(ANY, st.integers(2, 5))
def test_the_same_table_is_hidden_the_same_way_each_time(counts: Counts, below: int) -> None:
    assert hidden(counts, below) == hidden(counts, below)


def of_one_group(*counts: int, printed: tuple[bool, ...] = ()) -> Counts:
    return Counts(tuple((n,) for n in counts), (sum(counts),), printed=printed)


def test_the_smallest_other_count_goes_with_a_small_one() -> None:
    """The size of the column less the others would give 2 back."""
    assert hidden(of_one_group(2, 9, 6, 7), 5) == {(0, 0), (2, 0)}


def test_a_yes_is_hidden_with_the_no_that_is_not_printed() -> None:
    assert hidden(of_one_group(5, 2, printed=(True, False)), 5) == {(0, 0)}


def test_a_small_yes_is_hidden_alone_where_the_no_is_not_printed() -> None:
    assert hidden(of_one_group(2, 5, printed=(True, False)), 5) == {(0, 0)}


def test_two_small_counts_take_a_third_that_their_sum_is_not_small() -> None:
    """1 and 2 alone would be known to be 3 people together."""
    assert hidden(of_one_group(1, 2, 8, 9), 5) == {(0, 0), (1, 0), (2, 0)}


def test_two_small_counts_of_enough_people_need_no_third() -> None:
    assert hidden(of_one_group(3, 4, 8), 5) == {(0, 0), (1, 0)}


def test_a_zero_is_hidden_where_nothing_else_is_left() -> None:
    assert hidden(of_one_group(3, 0), 5) == {(0, 0), (1, 0)}


def test_a_zero_stays_where_a_count_can_be_hidden() -> None:
    assert hidden(of_one_group(3, 0, 40), 5) == {(0, 0), (2, 0)}


def test_no_column_of_all_gives_a_group_back() -> None:
    counts = Counts(((2, 9, 12), (9, 8, 7), (10, 11, 6)), (21, 28, 25), overall=True)
    assert hidden(counts, 5) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_without_a_column_of_all_one_more_count_of_the_group_will_do() -> None:
    counts = Counts(((2, 9, 12), (9, 8, 7), (10, 11, 6)), (21, 28, 25))
    assert hidden(counts, 5) == {(0, 0), (1, 0)}


def test_where_several_answers_are_given_a_column_gives_nothing_back() -> None:
    counts = Counts(((2, 9), (9, 8)), (10, 12), exclusive=False)
    assert hidden(counts, 5) == {(0, 0)}


def test_where_several_answers_are_given_a_row_with_its_sum_does() -> None:
    counts = Counts(((2, 9), (9, 8)), (10, 12), exclusive=False, overall=True)
    assert hidden(counts, 5) == {(0, 0), (0, 1)}


def test_that_everybody_ticked_something_is_no_way_back() -> None:
    """With only one answer each, 5 less 3 and 5 less 4 would be the least of two counts that add up to 3."""
    counts = Counts(((3, 4), (2, 1)), (5, 5), exclusive=False, overall=True)
    marked = hidden(counts, 3)
    assert {(1, 0), (1, 1)} < marked
    assert len(marked) > 2


@settings(deadline=None, max_examples=300)
@given(ANY, st.integers(2, 5), st.data())
def test_a_cell_hidden_for_another_reason_cannot_be_worked_back(
    counts: Counts, below: int, data: st.DataObject
) -> None:
    among = [(i, j) for i in range(len(counts.cells)) for j in range(len(counts.sizes))]
    also = data.draw(st.frozensets(st.sampled_from(among)))
    marked = hidden(counts, below, also=also)
    can_be = possible(counts, marked)
    at_best = possible(counts, frozenset(among) | {(i, len(counts.sizes)) for i in range(len(counts.cells))})
    assert also <= unseen(counts, marked)
    people = [cell for cell in also if counts.values[cell]]  # that nobody is in a cell is no secret
    assert [cell for cell in people if len(can_be[cell]) == 1 < len(at_best[cell])] == []


def test_a_large_table_is_done_while_one_waits() -> None:
    """Thirty levels in ten groups."""
    cells = tuple(tuple((7 * i * i + 11 * j * j + i * j) % 23 for j in range(10)) for i in range(30))
    counts = Counts(cells, tuple(map(sum, zip(*cells, strict=True))), overall=True)
    assert set(small(counts, 5)) <= hidden(counts, 5)


NUMBERS: list[tuple[list[int], set[int]]] = [
    ([3, 8, 9], {0, 1}),  # alone it would be the mean of all less those of the others
    ([3, 8, 8], {0, 1}),
    ([3, 4, 9], {0, 1}),
    ([1, 2, 9, 8], {0, 1, 3}),  # 3 numbers together are still few
    ([3, 0], {0, 2}),
    ([1, 2], {0, 1, 2}),
    ([6, 7], set()),
    ([0, 7], set()),
]


@pytest.mark.parametrize(("counts", "indexes"), NUMBERS)
def test_no_mean_of_a_small_group_follows_from_the_others(counts: list[int], indexes: set[int]) -> None:
    assert hidden_groups(counts, 5, overall=True) == indexes


def test_without_a_mean_of_all_only_small_groups_are_hidden() -> None:
    assert hidden_groups([3, 8, 9], 5, overall=False) == {0}


def test_a_group_hidden_for_another_reason_is_not_hidden_alone_either() -> None:
    assert hidden_groups([7, 9, 8], 5, overall=True, also=frozenset({1})) == {0, 1}


def test_a_hidden_mean_of_all_gives_no_group_back() -> None:
    assert hidden_groups([3, 9, 8], 5, overall=True, also=frozenset({3})) == {0, 3}


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6), st.integers(1, 6))
def test_the_hidden_groups_are_never_few_numbers_together(counts: list[int], below: int) -> None:
    marked = hidden_groups(counts, below, overall=True)
    behind = [counts[j] for j in marked if j < len(counts)]
    assert all(j in marked for j, n in enumerate(counts) if 0 < n < below)
    assert len(counts) in marked or not marked or (len(behind) > 1 and sum(behind) >= below)
