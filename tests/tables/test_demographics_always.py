"""What must hold of the demographics table whatever was answered, and however it is laid out."""

from __future__ import annotations

import json
import re
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pimhcli.questionnaire import schema
from pimhcli.questionnaire.answers import DECLINED, MISSING, Answer, Participant
from pimhcli.questionnaire.layout import COUNT_CELLS, NUMBER_CELLS
from pimhcli.storage import yamlfile
from pimhcli.tables import demographics

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pimhcli.questionnaire.schema import Questionnaire
    from pimhcli.tables.model import Table

    Layout = dict[str, Any]

SEATS, JOBS, POINTS = ["Ward", "Clinic", "Home"], ["Nurse", "Vet", "Cook"], ["1", "2", "3"]
ITEMS: Layout = {
    "seat": {"type": "single", "levels": SEATS},
    "jobs": {"type": "several", "levels": JOBS},
    "kids": {"type": "yes/no"},
    "trust": {"type": "scale", "min": 1, "max": 3},
    "n_kids": {"type": "integer", "asked_if": "kids", "not_asked": 0},
    "work": {"type": "duration", "unit": "years"},
    "rate": {"type": "number", "unit": "points"},
    "pet": {"type": "yes/no", "asked_if": "kids"},
    "remark": {"type": "text"},
    "since": {"type": "date"},
}
LEVELS = {"seat": SEATS, "jobs": JOBS, "kids": ["yes", "no"], "trust": POINTS, "pet": ["yes", "no"]}
DIGITS_OF = ("mean", "median", "iqr", "range")
NUMBERS = ("trust", "n_kids", "work", "rate")
DENOMINATORS = ("participants", "answered", "asked", {"kids": ["yes"]}, {"jobs": JOBS[:2]})

choices = {item: st.sampled_from(levels) for item, levels in LEVELS.items()}
exact = st.fractions(min_value=-50, max_value=50, max_denominator=12)
values: dict[str, st.SearchStrategy[Any]] = {
    "seat": choices["seat"],
    "jobs": st.sets(choices["jobs"]).map(lambda chosen: tuple(j for j in JOBS if j in chosen)),
    "kids": choices["kids"],
    "trust": st.integers(1, 3),
    "n_kids": st.integers(0, 9),
    "work": exact.map(abs),
    "rate": exact,
    "pet": choices["pet"],
    "remark": st.sampled_from(["none", "None", "{n} – ‡"]),
    "since": st.dates(),
}
answer = {
    item: st.one_of(st.builds(Answer, st.just("answered"), value), st.sampled_from([MISSING, DECLINED]))
    for item, value in values.items()
}


@st.composite
def someone(draw: st.DrawFn) -> dict[str, Answer]:
    """One participant's answers; who has no children was not asked how many, nor about a pet."""
    own = {item: draw(answers) for item, answers in answer.items()}
    if own["kids"].value == "no":
        own |= {"n_kids": Answer("not asked", Fraction(0)), "pet": Answer("not asked")}
    return own


people = st.lists(someone(), max_size=9).map(
    lambda those: [Participant(f"P{number}", own) for number, own in enumerate(those)]
)


def read(table: Layout, defaults: Layout | None = None) -> Questionnaire:
    """The questionnaire of all items with a layout that has no problem."""
    text = json.dumps({"items": ITEMS, "table": table, "defaults": defaults or {}})
    questionnaire, findings = schema.read(yamlfile.parse(text, "q"), "q")
    assert [str(finding) for finding in findings] == []
    return questionnaire


def members(those: Sequence[Participant]) -> dict[str, str]:
    """Focus groups of three, the last of them in none."""
    return {person.id: f"Group {number // 3}" for number, person in enumerate(those[:-1])}


def build(those: Sequence[Participant], table: Layout, defaults: Layout | None = None) -> Table:
    return demographics.build(read(table, defaults), those, members(those))


class Cell(NamedTuple):
    """A cell of the form ``n/d/percentage``, read back, and where it stands."""

    label: str
    column: int
    n: int
    d: int
    percentage: str


def cells(made: Table) -> Iterator[Cell]:
    """Every cell of that form."""
    for row in made.rows:
        for column, cell in enumerate(row.cells[1:]):
            if found := re.fullmatch(r"(\d+)/(\d+)/(.+)", cell):
                yield Cell(row.cells[0], column, int(found[1]), int(found[2]), found[3])


def counting(item: str, **keys: object) -> Layout:
    """A row of counts that can be read back."""
    return {"item": item, "label": item, "cell": "{n}/{d}/{pct}", **keys}


columns = st.sampled_from(["seat", "kids", "trust", "pet", "focus_group"])
counted = st.sampled_from(list(LEVELS))


@given(people, st.sampled_from(["seat", "kids", "trust"]), columns)
def test_levels_and_those_without_an_answer_make_up_the_column(
    those: list[Participant], item: str, by: str
) -> None:
    made = build(those, {"columns": {"by": by}, "missing": "always", "rows": [counting(item)]})
    for column in range(len(made.columns) - 1):
        own = [cell for cell in cells(made) if cell.column == column]
        assert {sum(cell.n for cell in own)} == {cell.d for cell in own}


@given(people, st.sampled_from(["seat", "kids", "trust", "pet"]), columns)
def test_levels_of_one_choice_make_up_those_who_answered(
    those: list[Participant], item: str, by: str
) -> None:
    made = build(those, {"columns": {"by": by}, "rows": [counting(item, denominator="answered")]})
    for column in range(len(made.columns) - 1):
        own = [cell for cell in cells(made) if cell.column == column]
        assert {sum(cell.n for cell in own)} == {cell.d for cell in own}


@given(people, counted, columns, st.sampled_from(DENOMINATORS), st.integers(0, 3))
def test_the_columns_of_groups_add_up_to_the_overall(
    those: list[Participant], item: str, by: str, denominator: object, below: int
) -> None:
    row = counting(item, denominator=denominator, other_below=below)
    made = build(those, {"columns": {"by": by, "overall": "first"}, "rows": [row]})
    for label in {row.cells[0] for row in made.rows}:
        own = [cell for cell in cells(made) if cell.label == label]
        assert sum(cell.n for cell in own[1:]) == sum(cell.n for cell in own[:1])
        assert sum(cell.d for cell in own[1:]) == sum(cell.d for cell in own[:1])


@given(people, counted, columns, st.sampled_from(DENOMINATORS), st.integers(0, 3))
def test_no_count_is_more_than_its_denominator_nor_that_more_than_all(
    those: list[Participant], item: str, by: str, denominator: object, below: int
) -> None:
    row = counting(item, denominator=denominator, other_below=below)
    made = build(those, {"columns": {"by": by}, "rows": [row]})
    assert all(cell.n <= cell.d <= len(those) for cell in cells(made))


def share(n: int, d: int, decimals: int, rounding: str) -> str:
    """A percentage, worked out with decimal numbers alone."""
    if d == 0:
        return "–"
    with localcontext(prec=60):
        ties = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN}[rounding]
        rounded = (Decimal(100 * n) / Decimal(d)).quantize(Decimal(1).scaleb(-decimals), ties)
    return "100%" if n == d else f"{rounded}%"


@pytest.mark.parametrize("rounding", ["half_up", "half_even"])
@given(chosen=st.lists(choices["kids"], max_size=48), decimals=st.integers(0, 4))
def test_a_percentage_is_its_exact_share_rounded_once(
    rounding: str, chosen: list[str], decimals: int
) -> None:
    blank = dict.fromkeys(ITEMS, MISSING)
    those = [Participant(f"P{i}", {**blank, "kids": Answer("answered", kid)}) for i, kid in enumerate(chosen)]
    defaults = {"percent": {"decimals": decimals}, "number": {"rounding": rounding}}
    for cell in cells(build(those, {"rows": [counting("kids")]}, defaults)):
        assert cell.percentage == share(cell.n, cell.d, decimals, rounding)


@given(people, counted, columns, st.sampled_from(DENOMINATORS))
def test_the_figures_of_counts_are_those_printed(
    those: list[Participant], item: str, by: str, denominator: object
) -> None:
    made = build(those, {"columns": {"by": by}, "rows": [counting(item, denominator=denominator)]})
    found = {(figure.row, figure.column, figure.measure): figure for figure in made.figures}
    for cell in cells(made):
        column = made.columns[cell.column + 1].label
        assert found[f"{item}: {cell.label}", column, "n"].value == cell.n
        if cell.d:
            percent = found[f"{item}: {cell.label}", column, "percent"]
            assert (percent.value, percent.of) == (Fraction(100 * cell.n, cell.d), cell.d)


@given(people, st.sampled_from(NUMBERS), columns, st.sampled_from(["all", "answered", "positive"]))
def test_the_figures_of_numbers_are_those_printed(
    those: list[Participant], item: str, by: str, base: str
) -> None:
    row = {"item": item, "label": item, "cell": "{mean}/{median}/{q1}/{q3}/{min}/{max}", "base": base}
    made = build(those, {"columns": {"by": by}, "rows": [row | {"decimals": dict.fromkeys(DIGITS_OF, 6)}]})
    found = {(figure.column, figure.measure): figure.value for figure in made.figures}
    for head, cell in zip(made.columns[1:], made.rows[0].cells[1:], strict=True):
        for name, number in zip(("mean", "median", "q1", "q3", "min", "max"), cell.split("/"), strict=True):
            value = found.get((head.label, name))
            assert (value is None) == (number == "–")
            assert value is None or abs(Fraction(number) - value) <= Fraction(1, 2 * 10**6)


@given(people, st.sampled_from(NUMBERS), columns, st.sampled_from(["all", "answered", "positive"]))
def test_means_and_quartiles_lie_between_the_least_and_the_greatest(
    those: list[Participant], item: str, by: str, base: str
) -> None:
    row = {"item": item, "cell": "{mean} {iqr} {median} {range}", "base": base}
    made = build(those, {"columns": {"by": by}, "rows": [row]})
    for column in {figure.column for figure in made.figures}:
        own = {figure.measure: figure.value for figure in made.figures if figure.column == column}
        assert own["min"] <= own["q1"] <= own["median"] <= own["q3"] <= own["max"]
        assert own["min"] <= own["mean"] <= own["max"]


NOBODY: list[Participant] = []
ONE = Participant(
    "A",
    {
        "seat": Answer("answered", "Ward"),
        "jobs": Answer("answered", ("Vet", "Cook")),
        "kids": Answer("answered", "no"),
        "trust": Answer("answered", 2),
        "n_kids": Answer("not asked", Fraction(0)),
        "work": Answer("answered", Fraction(5, 2)),
        "rate": DECLINED,
        "pet": Answer("not asked"),
        "remark": MISSING,
        "since": MISSING,
    },
)
OWN_CELLS = (
    "{n} of {d}",
    "{share}",
    "{mean} ± {sd}",
    "{q1} {q3} {iqr}",
    "{min} {max} {unit}",
    "{list}",
    "{n}",
)


def lines_of(item: str) -> list[Layout]:
    """A row for every statistic and template that the item can have."""
    stats = [*COUNT_CELLS] if item in LEVELS else ["n_only"]
    stats += [*NUMBER_CELLS] if item in NUMBERS else []
    rows = [{"item": item, "stat": stat} for stat in (*stats, "list")]
    known = [cell for cell in OWN_CELLS if item in LEVELS and re.search(r"\{n\} of|share", cell)]
    known += [cell for cell in OWN_CELLS[2:5] if item in NUMBERS]
    return rows + [{"item": item, "cell": cell} for cell in (*known, *OWN_CELLS[5:])]


@pytest.mark.parametrize("item", ITEMS)
@pytest.mark.parametrize("those", [NOBODY, [ONE]], ids=["nobody", "one"])
def test_a_table_of_hardly_anyone_prints_for_every_statistic(item: str, those: list[Participant]) -> None:
    for by, missing in product(["kids", "focus_group"], ["never", "if any", "always"]):
        made = build(those, {"columns": {"by": by}, "missing": missing, "rows": lines_of(item)})
        assert all(len(row.cells) == len(made.columns) for row in made.rows)


def some(keys: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Layout]:
    """Some of the keys of a mapping, each with a value."""
    return st.fixed_dictionaries({}, optional=keys)


digits = st.integers(0, 6)
places = st.one_of(
    digits, some(dict.fromkeys(("pct", "share", "mean", "sd", "median", "iqr", "range"), digits))
)
missing = st.sampled_from(["never", "if any", "always"])
base = st.sampled_from(["all", "answered", "asked", "positive"])
any_row = {"missing": missing, "decimals": places, "note": st.just("Ours."), "indent": digits}
of_levels = {
    "order": st.sampled_from(["given", "count"]),
    "other_below": st.integers(0, 4),
    "other_label": st.sampled_from(["Rest", "Ward"]),
    "zero_levels": st.booleans(),
}
of_numbers = {
    "unit_after": st.sampled_from(["mean", "range", "both", "none"]),
    "sub": st.just("Numbers"),
    **dict.fromkeys(("base", "mean_base", "range_base"), base),
}


@st.composite
def row(draw: st.DrawFn) -> Layout:
    """A row of any kind."""
    own = draw(some(any_row))
    if draw(st.booleans()):
        item = draw(st.sampled_from(NUMBERS))
        how = st.sampled_from(
            [row for row in lines_of(item) if re.search(r"m..n|range|median|\{q1", f"{row}")]
        )
        return {**own, **draw(how), **draw(some(of_numbers)), "item": item}
    item = draw(counted)
    count = {"cell": st.sampled_from(["{n}", "{pct}", "{n}/{d}", "{share} {share}"])}
    own |= draw(some(count | {"denominator": st.sampled_from(DENOMINATORS)})) | {"item": item}
    if draw(st.booleans()):
        return own | {"show": "inline", "level": draw(choices[item])} | draw(some({"sub": st.just("Sub")}))
    shown = {"show": st.lists(choices[item], unique=True)}
    return own | draw(some(of_levels | shown))


tables = st.fixed_dictionaries(
    {"rows": st.lists(row(), max_size=5)},
    optional={
        "columns": some({"by": columns, "overall": st.sampled_from(["first", "last", "none"])}),
        "language": st.sampled_from(["en", "de", "fr", "es"]),
        "decimal_mark": st.sampled_from([".", ","]),
        "missing": missing,
        "zero_levels": st.booleans(),
    },
)
styles = some(
    {
        "percent": some(
            {"decimals": digits, "full": st.just("all"), "zero": st.just("0"), "zero_cell": st.just("–")}
            | {"sign": st.sampled_from(["cell", "head"])}
        ),
        "number": some(
            {"decimals": digits, "quartiles": st.sampled_from(["inclusive", "exclusive"])}
            | {"rounding": st.sampled_from(["half_up", "half_even"])}
        ),
    }
)


@settings(max_examples=200)
@given(people, tables, styles)
def test_any_layout_that_is_read_prints(those: list[Participant], table: Layout, defaults: Layout) -> None:
    made = build(those, table, defaults)
    assert all(len(row.cells) == len(made.columns) for row in made.rows)
    assert not any("{" in text for row in made.rows for text in row.cells)
    assert not any("{" in note.text for note in made.notes)


@given(people, tables, styles)
def test_every_mark_has_one_note_and_every_marked_note_a_row(
    those: list[Participant], table: Layout, defaults: Layout
) -> None:
    made = build(those, table, defaults)
    marks = [note.mark for note in made.notes if note.mark]
    assert marks == list(dict.fromkeys(row.mark for row in made.rows if row.mark))
    assert len(set(marks)) == len(marks)
