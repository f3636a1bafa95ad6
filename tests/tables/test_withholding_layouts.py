"""Whatever the layout, what a table shows beside hidden counts does not give them away."""

from __future__ import annotations

import re
from itertools import product
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pimhcli.errors import UsageError
from pimhcli.questionnaire import loading, schema
from pimhcli.storage import yamlfile
from pimhcli.tables import demographics
from pimhcli.tables.withholding import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.tables.model import Table

Counts = tuple[int, ...]


def build(layout: str, rows: list[str], groups: dict[str, str] | None = None, k: int = 3) -> Table:
    questionnaire, findings = schema.read(yamlfile.parse(dedent(layout), "q"), "q")
    assert findings == []
    people, wrong = loading.from_csv("\n".join(rows) + "\n", questionnaire, "participants.csv")
    assert [str(finding) for finding in wrong if finding.severity == "error"] == []
    return demographics.build(questionnaire, people, groups, below=k)


def answers(header: str, **counts: int) -> list[str]:
    """A file in which so many gave each answer; two answers of one person are joined by an underscore."""
    given_ = [key for key, count in counts.items() for _ in range(count)]
    cells = [
        ",".join("" if part == "x" else re.sub(r"^n(?=[0-9])", "", part) for part in key.split("_"))
        for key in given_
    ]
    return [f"id,{header}", *(f"P{i},{cell}" for i, cell in enumerate(cells))]


def shown(made: Table) -> dict[str, tuple[str, ...]]:
    return {row.cells[0]: row.cells[1:] for row in made.rows if not row.heading}


class Layout(NamedTuple):
    levels: str
    order: str
    zeros: str
    missing: str
    stat: str

    def text(self, groups: int) -> str:
        by = "columns: {by: focus_group}, " if groups > 1 else ""
        return f"""
            items: {{a: {{type: single, levels: [{", ".join(self.levels)}]}}}}
            table:
              {{{by}missing: {self.missing}, zero_levels: {self.zeros},
                rows: [{{item: a, stat: {self.stat}, order: {self.order}, decimals: 2}}]}}
        """


LAYOUTS = st.builds(
    Layout,
    st.sampled_from(["wx", "wxy"]),
    st.sampled_from(["given", "count"]),
    st.sampled_from(["true", "false"]),
    st.sampled_from(["never", "if any", "always"]),
    st.sampled_from(["n_only", "n_pct", "pct_n"]),
)
COLUMN = st.lists(st.sampled_from([0, 0, 1, 1, 2, 3]), min_size=4, max_size=4).filter(
    lambda c: 3 < sum(c) < 8
)


@given(LAYOUTS, st.lists(COLUMN, min_size=1, max_size=2), st.integers(2, 3))
@settings(max_examples=60, deadline=None)
def test_neither_cells_nor_rows_nor_their_order_tell_a_small_count(
    layout: Layout, drawn: list[list[int]], k: int
) -> None:
    width = len(layout.levels) + 1  # the last is no answer
    columns = [tuple(column[:width]) for column in drawn]
    made = table(layout, columns, k)
    everywhere = [*columns, totals(columns)] if len(columns) > 1 else columns
    possible = list(agreeing(layout, made, columns))
    assert possible
    for place, column in enumerate(everywhere):
        for row, count in enumerate(column):
            if 0 < count < k and sum(column) > 1:
                assert len({other[place][row] for other in possible}) > 1, (place, row)


def table(layout: Layout, columns: list[Counts], k: int) -> Table:
    names = [*layout.levels, ""]
    people = [
        (f"g{group}", name)
        for group, column in enumerate(columns)
        for name, count in zip(names, column, strict=True)
        for _ in range(count)
    ]
    rows = ["id,a", *(f"P{i},{name}" for i, (_, name) in enumerate(people))]
    groups = {f"P{i}": group for i, (group, _) in enumerate(people)}
    return build(layout.text(len(columns)), rows, groups, k)


def totals(columns: list[Counts]) -> Counts:
    return tuple(map(sum, zip(*columns, strict=True)))


def agreeing(layout: Layout, made: Table, columns: list[Counts]) -> Iterator[list[Counts]]:
    """All counts that would print the same rows in the same order with the same visible numbers."""
    names = [*layout.levels, "No answer"]
    cells = shown(made)
    options = [
        [
            c
            for c in product(range(sum(column) + 1), repeat=len(names))
            if sum(c) == sum(column)
            and all(fits(cells.get(n), place, v) for n, v in zip(names, c, strict=True))
        ]
        for place, column in enumerate(columns)
    ]
    for combination in product(*options):
        groups = list(combination)
        everybody = totals(groups)
        last = len(groups)
        if last > 1:
            if not all(fits(cells.get(n), last, v) for n, v in zip(names, everybody, strict=True)):
                continue
            groups.append(everybody)
        if list(cells) == rows_of(
            layout, everybody, hides=any(HIDDEN in c for row in cells.values() for c in row)
        ):
            yield groups


def fits(row: tuple[str, ...] | None, place: int, count: int) -> bool:
    if row is None or HIDDEN in row[place]:
        return True
    found = re.search(r"\((\d+)/", row[place]) or re.match(r"(\d+)", row[place])
    return found is None or int(found[1]) == count


def rows_of(layout: Layout, everybody: Counts, *, hides: bool) -> list[str]:
    """The rows that a table would have; one that hides something has all of them, as given."""
    levels = list(zip(layout.levels, everybody, strict=False))
    if layout.order == "count" and not hides:
        levels.sort(key=lambda pair: -pair[1])
    rows = [name for name, count in levels if hides or layout.zeros == "true" or count]
    if layout.missing == "never":
        return rows
    if hides and everybody[-1]:
        return [*rows, "No answer", "Preferred not to say", "Not asked"]
    return [*rows, "No answer"] if layout.missing == "always" or everybody[-1] else rows


@pytest.mark.parametrize(
    "columns",
    [
        [(6, 4, 1, 6, 0), (5, 3, 2, 5, 0)],
        [(6, 0, 3, 6, 0), (6, 7, 0, 5, 0)],
        [(9, 8, 1, 7, 0), (9, 7, 3, 8, 0)],
    ],
)
def test_the_column_of_all_hides_the_same_with_groups_and_without(columns: list[Counts]) -> None:
    layout = Layout("wxyz", "given", "true", "never", "n_only")
    with_groups, without = shown(table(layout, columns, 5)), shown(table(layout, [totals(columns)], 5))
    assert [cells[-1] for cells in with_groups.values()] == [cells[0] for cells in without.values()]


def test_no_statistic_is_among_the_figures() -> None:
    made = build("items: {age: {type: integer}}", answers("age", n24=9, x=1))
    assert made.figures == ()


def test_the_mean_of_a_number_is_hidden_with_its_bands() -> None:
    layout = """
        items:
          age: {type: integer}
          band: {type: single, derived: {from: age, bands: [30]}}
        table: {rows: [{label: Age, item: age, stat: mean}, {item: band}]}
    """
    assert set(shown(build(layout, answers("age", n25=1, n35=9))).values()) == {(HIDDEN,)}


def test_levels_are_hidden_with_what_is_made_of_them_two_steps_on() -> None:
    layout = """
        items:
          a: {type: single, levels: [a, b, c, d]}
          m: {type: single, derived: {from: a, groups: {ab: [a, b], c: [c], d: [d]}}}
          t: {type: single, derived: {from: m, groups: {ab: [ab], cd: [c, d]}}}
        table: {rows: [{item: a}, {item: t}]}
    """
    assert set(shown(build(layout, answers("a", a=1, b=3, c=2, d=14))).values()) == {(HIDDEN,)}


def test_means_over_people_that_differ_by_few_are_hidden() -> None:
    layout = """
        items: {kids: {type: integer}}
        table:
          rows:
            - {label: All, item: kids, stat: mean}
            - {label: Parents, item: kids, stat: mean, base: positive}
    """
    assert set(shown(build(layout, answers("kids", n0=1, n1=10, n2=4))).values()) == {(HIDDEN,)}


@pytest.mark.parametrize("home", ["{type: yes/no, asked_if: kids}", "{type: integer, asked_if: kids}"])
def test_how_many_were_not_asked_cannot_be_worked_out_from_other_columns(home: str) -> None:
    layout = f"""
        items: {{kids: {{type: yes/no}}, home: {home}}}
        table: {{columns: {{by: focus_group}}, missing: always, rows: [{{item: home}}]}}
    """
    kind = "yes" if "yes/no" in home else "n1"
    rows = answers("kids,home", **{f"yes_{kind}": 20, "no_x": 6})
    groups = {f"P{i}": "g1" if i < 10 or i == 20 else "g2" for i in range(26)}
    not_asked = shown(build(layout, rows, groups))["Not asked"]
    assert not_asked.count(HIDDEN) != 1


def test_columns_and_rows_made_of_the_same_number_are_refused() -> None:
    layout = """
        items:
          age: {type: integer}
          over40: {type: yes/no, derived: {from: age, at_least: 40}}
          band: {type: single, derived: {from: age, bands: [30, 40, 50]}}
        table: {columns: {by: over40}, rows: [{item: band}]}
    """
    with pytest.raises(UsageError, match="put the same answers together in two ways"):
        build(layout, answers("age", n25=1, n35=8, n45=6, n55=9))


def test_two_denominators_by_another_item_do_not_give_a_difference_away() -> None:
    layout = """
        items: {a: {type: single, levels: [x, y]}, b: {type: yes/no}}
        table:
          rows:
            - {label: Both, item: b, show: inline, cell: "{pct}", denominator: {a: [x, y]}}
            - {label: One, item: b, show: inline, cell: "{pct}", denominator: {a: [x]}}
    """
    rows = ["id,a,b", *(f"P{i},x,{'yes' if i < 5 else 'no'}" for i in range(10)), "P10,y,yes"]
    assert set(shown(build(layout, rows)).values()) == {(HIDDEN,)}


def test_how_many_answered_is_shown_where_nothing_is_small() -> None:
    layout = """
        items: {mood: {type: scale, min: 1, max: 2}}
        table: {rows: [{item: mood}, {label: Mood, item: mood, cell: "{mean} n={n}"}]}
    """
    assert shown(build(layout, answers("mood", n1=5, n2=5)))["Mood"] == ("1.5 n=10",)


def test_below_two_nothing_is_hidden() -> None:
    rows = answers("age", n24=1, n30=2)
    assert build("items: {age: {type: integer}}", rows, k=1) == build(
        "items: {age: {type: integer}}", rows, k=0
    )


def test_medians_are_shown_of_twice_as_many_answers_as_the_threshold() -> None:
    layout = """
        items: {age: {type: integer}}
        table: {rows: [{label: Age, item: age, cell: "{mean} {median} {iqr}"}]}
    """
    few, many = answers("age", n24=3, n30=2), answers("age", n24=3, n30=3)
    assert [shown(build(layout, rows))["Age"] for rows in (few, many)] == [
        (f"26.4 {HIDDEN} {HIDDEN}",),
        ("27.0 27.0 24–30",),
    ]


def test_conditions_of_several_items_do_not_give_a_difference_away() -> None:
    layout = """
        items: {a: {type: single, levels: [x, y, z]}, b: {type: yes/no}, c: {type: yes/no}}
        table:
          rows:
            - {label: B, item: b, show: inline, denominator: {a: [x]}}
            - {label: C, item: c, show: inline, denominator: {a: [x, y]}}
    """
    rows = ["id,a,b,c", *(f"P{i},{'x' if i < 10 else 'y' if i < 11 else 'z'},yes,yes" for i in range(21))]
    made = build(layout, rows)
    assert set(shown(made).values()) == {(HIDDEN,)}
    assert not any(re.search("1[01]", note.text) for note in made.notes[2:])


def test_a_condition_beside_an_item_that_puts_its_levels_together_is_hidden() -> None:
    layout = """
        items:
          a: {type: single, levels: [x, y, z]}
          g: {type: single, derived: {from: a, groups: {XY: [x, y], Z: [z]}}}
          b: {type: yes/no}
        table: {rows: [{item: g}, {label: B, item: b, show: inline, denominator: {a: [x]}}]}
    """
    rows = ["id,a,b", *(f"P{i},{'x' if i < 12 else 'y' if i < 14 else 'z'},yes" for i in range(24))]
    assert shown(build(layout, rows, k=5))["B"] == (HIDDEN,)


def test_the_note_on_gathered_levels_is_not_in_the_order_of_their_counts() -> None:
    layout = """
        items: {a: {type: single, levels: [w, x, y, z]}}
        table: {rows: [{item: a, order: count, other_below: 2}]}
    """
    made = build(layout, answers("a", w=9, x=2, y=4, z=12), k=5)
    assert [note.text for note in made.notes if "Other" in note.text] == ["Other: x, y."]


def test_without_a_missing_answer_there_are_no_rows_of_them() -> None:
    layout = "{items: {a: {type: yes/no}}, table: {missing: if any, rows: [{item: a}]}}"
    assert list(shown(build(layout, answers("a", yes=5, no=1)))) == ["Yes", "No"]
