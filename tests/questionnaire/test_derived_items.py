"""Items that follow from others are worked out when the answers are read."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.questionnaire import loading
from pimhcli.questionnaire.answers import DECLINED, MISSING, Answer, to_csv
from pimhcli.questionnaire.deriving import band_names, derived
from pimhcli.questionnaire.items import Derivation, Item

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from pimhcli.questionnaire.answers import Value
    from pimhcli.questionnaire.loading import Loaded
    from pimhcli.questionnaire.schema import Questionnaire

    Told = Callable[[Loaded], list[str]]
    Make = Callable[[str], Questionnaire]
    Problems = Callable[[str], list[str]]

CHAIN = """
    band: {type: single, derived: {from: age, bands: [30, 40]}},
    age: {type: integer, unit: years, derived: {from: birth_year, age_in: 2026}},
    birth_year: {type: integer}
"""


def worked_out(questionnaire: Questionnaire, item: str, source: str, cell: str) -> Answer:
    """The answer to an item that follows from a source with this cell, the others blank."""
    heads = [asked.id for asked in questionnaire.asked]
    cells = [cell if head == source else "" for head in heads]
    loaded = loading.load(f"id,{','.join(heads)}\nP1,{','.join(cells)}\n".encode(), "a.csv", questionnaire)
    assert loaded.findings == ()
    return loaded.participants[0].answers[item]


@pytest.mark.parametrize(
    ("source", "derived_item", "cell", "value"),
    [
        ("{type: integer}", "{type: integer, derived: {from: s, age_in: 2026}}", "1990", 36),
        ("{type: date}", "{type: integer, derived: {from: s, age_in: 2026}}", "1990-12-31", 36),
        ("{type: date}", "{type: integer, derived: {from: s, age_on: 2026-06-04}}", "1990-06-04", 36),
        ("{type: date}", "{type: integer, derived: {from: s, age_on: 2026-06-04}}", "1990-06-05", 35),
        ("{type: date}", "{type: integer, derived: {from: s, age_on: 2026-02-28}}", "2000-02-29", 25),
        ("{type: date}", "{type: integer, derived: {from: s, age_on: 2026-03-01}}", "2000-02-29", 26),
        ("{type: date}", "{type: integer, derived: {from: s, age_on: 2024-02-29}}", "2000-02-29", 24),
        ("{type: integer}", "{type: single, derived: {from: s, bands: [30, 40]}}", "29", "under 30"),
        ("{type: integer}", "{type: single, derived: {from: s, bands: [30, 40]}}", "39", "30–39"),
        ("{type: integer}", "{type: single, derived: {from: s, bands: [30, 40]}}", "40", "40 or more"),
        ("{type: number}", "{type: single, derived: {from: s, bands: [2, 5]}}", "4.99", "2 to under 5"),
        (
            "{type: duration, unit: years}",
            "{type: single, derived: {from: s, bands: [1.5]}}",
            "18 months",
            "1.5 or more",
        ),
        (
            "{type: integer}",
            "{type: single, levels: [young, old], derived: {from: s, bands: 40}}",
            "40",
            "old",
        ),
        ("{type: integer}", "{type: yes/no, derived: {from: s, at_least: 1}}", "0", "no"),
        ("{type: integer}", "{type: yes/no, derived: {from: s, at_least: 1}}", "1", "yes"),
        (
            "{type: single, levels: [A, B, C]}",
            "{type: single, derived: {from: s, groups: {first: [A, b], rest: C}}}",
            "B",
            "first",
        ),
        (
            "{type: several, levels: [A, B, C]}",
            "{type: several, derived: {from: s, groups: {first: [A, B], rest: C}}}",
            "A; B",
            ("first",),
        ),
        (
            "{type: scale, min: 1, max: 3}",
            "{type: yes/no, derived: {from: s, groups: {yes: 3, no: [1, 2]}}}",
            "2",
            "no",
        ),
    ],
)
def test_an_item_is_worked_out_from_another(
    small: Make, source: str, derived_item: str, cell: str, value: Value
) -> None:
    form = small(f"d: {derived_item}, s: {source}")
    assert worked_out(form, "d", "s", cell) == Answer("answered", value)


def test_a_chain_is_worked_out_in_whatever_order_it_stands(small: Make) -> None:
    assert worked_out(small(CHAIN), "band", "birth_year", "1990") == Answer("answered", "30–39")


@pytest.mark.parametrize(("cell", "answer"), [("", MISSING), ("prefer not to say", DECLINED)])
def test_no_answer_of_a_kind_is_none_of_that_kind_all_along_a_chain(
    small: Make, cell: str, answer: Answer
) -> None:
    assert worked_out(small(CHAIN), "band", "birth_year", cell) == answer


def test_a_number_that_stands_for_not_asked_is_not_banded(small: Make) -> None:
    form = small(
        "kids: {type: yes/no}, n: {type: integer, asked_if: kids, not_asked: 0},"
        "size: {type: single, derived: {from: n, bands: [2]}}"
    )
    assert worked_out(form, "size", "kids", "no") == Answer("not asked")


def test_who_was_asked_may_follow_from_what_is_worked_out(small: Make) -> None:
    form = small(
        "ward: {type: text, asked_if: is_old}, is_old: {type: yes/no, derived: {from: age, at_least: 40}},"
        "age: {type: integer}"
    )
    assert worked_out(form, "ward", "age", "39") == Answer("not asked")
    assert worked_out(form, "ward", "age", "40") == MISSING


def test_whoever_was_not_asked_the_source_was_not_asked_what_depends_on_it(small: Make) -> None:
    form = small(
        "ward: {type: text, asked_if: is_old}, is_old: {type: yes/no, derived: {from: age, at_least: 40}},"
        "age: {type: integer, asked_if: kids}, kids: {type: yes/no}"
    )
    assert worked_out(form, "ward", "kids", "no") == Answer("not asked")


def test_items_worked_out_are_not_written(small: Make) -> None:
    people = loading.load(b"id,birth_year\nP1,1990\n", "a.csv", small(CHAIN)).participants
    assert to_csv(small(CHAIN), people) == "participant_id,birth_year\nP1,1990\n"


@pytest.mark.parametrize("file", ["answers.csv", "participants.csv"])
def test_a_column_of_an_item_that_is_worked_out_is_named(small: Make, file: str) -> None:
    _, findings = loading.from_csv("participant_id,birth_year,age\nP1,1990,36\n", small(CHAIN), file)
    assert [str(finding) for finding in findings] == [
        (
            f"{file}, line 1, column C: 'age' is worked out from 'birth_year'. "
            "Leave the column out with ignore."
        )
    ]


def test_an_age_below_nothing_is_named_with_the_cell_that_it_follows_from(small: Make, told: Told) -> None:
    loaded = loading.load(b"id,birth_year\nP1,2030\n", "a.csv", small(CHAIN))
    assert told(loaded) == [
        "a.csv, line 2: age: by the answer to 'birth_year' it is -4. Correct the answer that it follows from."
    ]
    assert loaded.participants[0].answers["band"] == MISSING


@given(st.dates(), st.dates())
def test_an_age_is_the_number_of_birthdays(born: date, day: date) -> None:
    item = Item("age", "integer", derived=Derivation("born", age_on=day))
    age = derived(item, {"born": Answer("answered", born)}).value
    years = range(born.year + 1, day.year + 1)
    birthdays = sum((born.month, born.day) <= (day.month, day.day) or year < day.year for year in years)
    assert max(int(str(age)), 0) == birthdays


@given(st.lists(st.integers(0, 99), min_size=1, max_size=5, unique=True).map(sorted), st.integers(0, 120))
def test_every_whole_number_falls_into_the_band_that_names_it(bands: list[int], number: int) -> None:
    cuts = tuple(map(Fraction, bands))
    names = band_names(cuts, whole=True)
    item = Item("band", "single", levels=names, derived=Derivation("n", bands=cuts))
    name = str(derived(item, {"n": Answer("answered", number)}).value)
    ends = [int(part) for part in name.replace("under ", "").replace(" or more", "").split("–")]
    if name.startswith("under"):
        assert number < ends[0]
    else:
        assert ends[0] <= number
        assert name.endswith("more") or number <= ends[-1]


@pytest.mark.parametrize(
    ("item", "message"),
    [
        (
            "{type: integer, derived: {from: birth_yaer, age_in: 2026}}",
            (
                "questionnaire.yaml:2:39: items[d].derived: `from` names 'birth_yaer', which is no item. "
                "Did you mean 'birth_year'?"
            ),
        ),
        (
            "{type: integer, derived: {age_in: 2026}}",
            "items[d].derived: `from` is missing. Name the item that it follows from: from: birth_year.",
        ),
        (
            "{type: integer, derived: {from: birth_year, age_on: 2026-06-04}}",
            "items[d].derived: `age_on` is for items of type date; 'birth_year' is integer.",
        ),
        (
            "{type: text, derived: {from: birth_year, age_in: 2026}}",
            (
                "what `age_in` makes of 'birth_year' is of type integer; this one is text. "
                "Write type: integer."
            ),
        ),
        (
            "{type: single, derived: {from: job, groups: {x: [A, B]}}}",
            "what `groups` makes of 'job' is of type several; this one is single. Write type: several.",
        ),
        (
            "{type: integer, derived: {from: birth_year}}",
            "items[d].derived: it does not say how. Write one of: age_in, age_on, bands, at_least, groups.",
        ),
        (
            "{type: integer, derived: {from: birth_year, age_in: 2026, at_least: 1}}",
            "items[d].derived: `age_in` and `at_least` are two ways.",
        ),
        (
            "{type: integer, derived: {from: birth_year, age_inn: 2026}}",
            "items[d].derived: unknown key `age_inn`. Did you mean 'age_in'?",
        ),
        (
            "{type: integer, derived: {from: born, age_on: 4 June 2026}}",
            (
                "`age_on` should be a day as year-month-day, found '4 June 2026'. "
                "For example age_on: 2026-06-04."
            ),
        ),
        (
            "{type: single, derived: {from: birth_year, bands: [40, 30]}}",
            "`bands` should rise; 30 comes after 40. Write each band once, the lowest first.",
        ),
        (
            "{type: single, derived: {from: birth_year, bands: [old]}}",
            "`bands` should hold numbers, found 'old'.",
        ),
        (
            "{type: single, derived: {from: birth_year, bands: []}}",
            "`bands` should hold numbers, found none.",
        ),
        (
            "{type: single, levels: [a, b, c], derived: {from: birth_year, bands: [40]}}",
            "`bands` makes 2 levels, and `levels` has 3. Give one level more than bands.",
        ),
        (
            "{type: several, derived: {from: job, groups: {x: [A]}}}",
            "'B' of 'job' stands in no group. List it in one, or give it one of its own.",
        ),
        (
            "{type: several, derived: {from: job, groups: {x: [A, B], y: [A]}}}",
            "items[d].derived.groups: 'A' stands in both 'x' and 'y'. Keep it in one of them.",
        ),
        (
            "{type: several, derived: {from: job, groups: {x: [A, Bee]}}}",
            "items[d].derived.groups: 'Bee' is no level of the item. Its levels: A, B.",
        ),
        (
            "{type: several, levels: [Health], derived: {from: job, groups: {Helth: [A, B]}}}",
            "'Helth' is no level of the item. Did you mean 'Health'?",
        ),
        (
            "{type: integer, derived: {from: d, age_in: 2026}}",
            "items[d].derived: it comes back to this item itself. Remove one of the steps.",
        ),
        (
            "{type: integer, missing: [x], derived: {from: birth_year, age_in: 2026}}",
            (
                "items[d]: `missing` has no meaning in an item that is worked out from another. "
                "Say it of the item 'birth_year', or leave it out."
            ),
        ),
        (
            "{type: integer, aliases: [x], asked_if: kids, derived: {from: birth_year, age_in: 2026}}",
            "items[d]: `aliases` has no meaning in an item that is worked out",
        ),
    ],
)
def test_a_derivation_that_cannot_be_meant_is_named(problems: Problems, item: str, message: str) -> None:
    others = "birth_year: {type: integer}, born: {type: date}, job: {type: several, levels: [A, B]}"
    found = problems(f"items:\n  {{d: {item},\n  {others}, kids: {{type: yes/no}}}}\n")
    assert any(message in text for text in found), found


def test_a_circle_of_derivations_is_named_at_each_of_its_items(problems: Problems) -> None:
    found = problems(
        "items: {a: {type: integer, derived: {from: b, age_in: 1}},"
        "b: {type: integer, derived: {from: a, age_in: 1}},"
        "c: {type: integer, derived: {from: a, age_in: 1}}}"
    )
    assert [text.split(": ")[1] for text in found] == ["items[a].derived", "items[b].derived"]


def test_a_circle_through_who_was_asked_is_named(problems: Problems) -> None:
    (found,) = problems(
        "items: {n: {type: integer, asked_if: has}, has: {type: yes/no, derived: {from: n, at_least: 1}}}"
    )
    assert "items[n]: `asked_if` comes back to this item itself." in found


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (
            "85",
            (
                "a.csv, line 2: born: found '85', expected a year of birth with four digits, such as 1985. "
                "Did you mean '1985'?"
            ),
        ),
        ("850", "expected a year of birth with four digits, such as 1985. Write all four digits."),
        ("5", "expected a year of birth with four digits, such as 1985. Write all four digits."),
        (
            "1785",
            (
                "a.csv, line 2: age: by the answer to 'born' it is 241. "
                "Correct the answer that it follows from."
            ),
        ),
        ("2012", "a.csv, line 2: age: by the answer to 'born' it is 14, expected at least 18."),
        ("1930", "a.csv, line 2: age: by the answer to 'born' it is 96, expected at most 90."),
    ],
)
def test_an_age_that_cannot_be_is_named_at_the_answer_that_it_follows_from(
    small: Make, told: Told, cell: str, message: str
) -> None:
    form = small(
        "born: {type: integer},"
        "age: {type: integer, min: 18, max: 90, derived: {from: born, age_in: 2026}},"
        "band: {type: single, derived: {from: age, bands: 40}}"
    )
    (found,) = told(loading.load(f"id,born\nP1,{cell}\n".encode(), "a.csv", form))
    assert message in found
