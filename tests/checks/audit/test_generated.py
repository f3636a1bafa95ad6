"""Tables of random people are right in every style; with one number beyond possibility they are not."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from pimhcli import numbers
from pimhcli.checks.audit.auditing import audited
from pimhcli.checks.audit.layout import Asked
from pimhcli.documents.model import Grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.findings import Finding
    from pimhcli.numbers import Rounding

LEVELS = ("Nurse", "Psychologist", "Social worker")


class Style(NamedTuple):
    """How a table is printed."""

    shape: str
    percent_decimals: int
    mean_decimals: int
    rounding: Rounding
    comma: bool

    def number(self, value: Fraction, decimals: int) -> str:
        text = numbers.shown(value, decimals, self.rounding)
        return text.replace(".", ",") if self.comma else text

    def share(self, count: int, of: int) -> str:
        percent = self.number(Fraction(100 * count, of), self.percent_decimals)
        return self.shape.format(k=count, n=of, p=percent)

    def mean(self, values: Sequence[int]) -> str:
        mean = self.number(Fraction(sum(values), len(values)), self.mean_decimals)
        square = Fraction(sum((v * len(values) - sum(values)) ** 2 for v in values), len(values) ** 2)
        sd = numbers.rounded_root(square / (len(values) - 1), self.mean_decimals, self.rounding)
        told = f"{sd:f}".replace(".", ",") if self.comma else f"{sd:f}"
        return f"{mean} ± {told} ({min(values)}–{max(values)})"


Person = tuple[str, int, int]
people = st.lists(
    st.tuples(st.sampled_from(LEVELS), st.integers(18, 80), st.integers(0, 6)), min_size=2, max_size=30
)
shapes = st.sampled_from(["{k} ({p})", "{k} ({p}%)", "{p}% ({k}/{n})", "{k}/{n} ({p}%)", "{k}; {p}%"])
styles = st.builds(
    Style,
    shapes,
    st.integers(0, 2),
    st.integers(1, 2),
    st.sampled_from(["half_up", "half_even"]),
    st.booleans(),
)


def printed(groups: Sequence[Sequence[Person]], style: Style, *, indented: bool) -> Grid:
    """A table of some groups and, if they are several, of all together."""
    columns = [*groups, [one for group in groups for one in group]] if len(groups) > 1 else list(groups)
    names = [f"Group {i + 1} (n = {len(group)})" for i, group in enumerate(groups)]
    head = ("Item", *names, *([f"Total (n = {len(columns[-1])})"] if len(groups) > 1 else []))
    blank = ("",) * len(columns)
    rows = [head, ("Discipline, n (%)", *blank)]
    for level in LEVELS:
        counts = [(sum(job == level for job, _, _ in of), len(of)) for of in columns]
        label = f"  {level}" if indented else level
        rows.append((label, *(style.share(*count) for count in counts)))
    numerics = (("Age in years, mean ± SD (range)", 1), ("Number of children, mean ± SD (range)", 2))
    rows += [(label, *(style.mean([int(one[at]) for one in of]) for of in columns)) for label, at in numerics]
    return Grid("t.csv", tuple(rows), tuple(f"t.csv, row {i + 1}" for i in range(len(rows))))


def serious(grid: Grid) -> list[Finding]:
    return [finding for finding in audited(grid, Asked()).findings if finding.severity != "note"]


def changed(grid: Grid, row: int, column: int, cell: str) -> Grid:
    rows = [list(cells) for cells in grid.rows]
    rows[row][column] = cell
    return Grid(grid.where, tuple(tuple(cells) for cells in rows), grid.places)


@given(st.lists(people, min_size=1, max_size=3), styles, st.booleans())
def test_a_table_of_real_people_gets_no_error_and_no_warning(
    groups: list[list[Person]],
    style: Style,
    indented: bool,  # noqa: FBT001
) -> None:
    assert serious(printed(groups, style, indented=indented)) == []


@given(st.lists(people, min_size=1, max_size=3), styles, st.integers(2, 4))
def test_a_percentage_beyond_all_people_is_found(groups: list[list[Person]], style: Style, row: int) -> None:
    grid = printed(groups, style, indented=True)
    percent = style.number(Fraction(101 + row), style.percent_decimals)
    wrong = changed(grid, row, 1, style.shape.format(k=1, n=len(groups[0]), p=percent))
    assert any(finding.severity == "error" for finding in serious(wrong))


@given(st.lists(people, min_size=2, max_size=3), styles, st.integers(2, 4))
def test_a_count_that_groups_do_not_add_up_to_is_found(
    groups: list[list[Person]], style: Style, row: int
) -> None:
    grid = printed(groups, style, indented=True)
    total = [one for group in groups for one in group]
    count = sum(job == LEVELS[row - 2] for job, _, _ in total)
    other = count - 1 if count else 1
    wrong = changed(grid, row, len(groups) + 1, style.share(other, len(total)))
    assert any("the groups have" in finding.message for finding in serious(wrong))


@given(people, styles, st.integers(5, 6))
def test_a_mean_beyond_its_range_is_found(group: list[Person], style: Style, row: int) -> None:
    grid = printed([group], style, indented=True)
    most = max(int(one[row - 4]) for one in group)
    least = min(int(one[row - 4]) for one in group)
    cell = f"{style.number(Fraction(most + 3), style.mean_decimals)} ({least}–{most})"
    label = f"{grid.rows[row][0].split(',')[0]}, mean (range)"
    wrong = changed(changed(grid, row, 1, cell), row, 0, label)
    assert any("cannot be with a range" in finding.message for finding in serious(wrong))
