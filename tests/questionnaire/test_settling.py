"""What survey tools write for those who were not asked is no answer of theirs."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from pimhcli.questionnaire import loading
from pimhcli.questionnaire.answers import Answer, to_csv

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.questionnaire.loading import Loaded
    from pimhcli.questionnaire.schema import Questionnaire

    Make = Callable[[str], Questionnaire]
    Told = Callable[[Loaded], list[str]]

UNASKED = Answer("not asked")
CHAIN = """
    why: {type: text, asked_if: {many: [no]}},
    many: {type: yes/no, derived: {from: n, at_least: 2}},
    n: {type: integer, asked_if: kids, not_asked: 0},
    kids: {type: yes/no}
"""


@pytest.mark.parametrize(
    ("item", "heads", "cells", "answer"),
    [
        ("{type: integer, asked_if: kids}", "a", "0", UNASKED),
        ("{type: integer, asked_if: kids, not_asked: 0}", "a", "0", Answer("not asked", Fraction(0))),
        ("{type: number, asked_if: kids, not_asked: 1}", "a", "0", Answer("not asked", Fraction(1))),
        ("{type: yes/no, asked_if: kids}", "a", "no", UNASKED),
        ("{type: several, levels: [x, y], asked_if: kids}", "a", "none of them", UNASKED),
        ("{type: several, levels: [x, y], asked_if: kids}", "a [x],a [y]", "0,0", UNASKED),
    ],
)
def test_a_zero_or_no_of_who_was_not_asked_is_no_answer(
    small: Make, item: str, heads: str, cells: str, answer: Answer
) -> None:
    form = small(f"a: {item}, kids: {{type: yes/no}}")
    loaded = loading.load(f"id,kids,{heads}\nP1,no,{cells}\n".encode(), "a.csv", form)
    assert loaded.findings == ()
    assert loaded.participants[0].answers["a"] == answer


@pytest.mark.parametrize("kids", ["yes", ""])
def test_a_zero_of_who_may_have_been_asked_is_an_answer(small: Make, kids: str) -> None:
    form = small("a: {type: integer, asked_if: kids}, kids: {type: yes/no}")
    loaded = loading.load(f"id,kids,a\nP1,{kids},0\n".encode(), "a.csv", form)
    assert loaded.participants[0].answers["a"] == Answer("answered", 0)


@pytest.mark.parametrize("items", [CHAIN, ",".join(reversed(CHAIN.split(",\n")))])
def test_who_was_asked_is_settled_along_what_it_depends_on(small: Make, items: str) -> None:
    form = small(items)
    people = loading.load(b"id,kids,n,why\nP1,no,0,\n", "a.csv", form).participants
    assert people[0].answers["why"] == UNASKED
    assert tuple(loading.from_csv(to_csv(form, people), form, "p")[0]) == people


def test_an_answer_behind_a_no_that_was_not_asked_is_told(small: Make, told: Told) -> None:
    form = small(
        "b: {type: text, asked_if: {a: [no]}}, a: {type: yes/no, asked_if: kids}, kids: {type: yes/no}"
    )
    loaded = loading.load(b"id,kids,a,b\nP1,no,no,because\n", "a.csv", form)
    (found,) = told(loaded)
    assert "b: answered ('because') though by the answer to 'a' it was not asked." in found
