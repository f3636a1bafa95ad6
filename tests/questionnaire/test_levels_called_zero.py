"""A 0 in the column of a level called 0 is a tick where ticks are the names of levels, and else none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pimhcli.questionnaire import loading
from pimhcli.questionnaire.answers import MISSING, Answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.questionnaire.schema import Questionnaire

    Make = Callable[[str], Questionnaire]

LABELS = 'n: {type: several, levels: ["0", "1"]}'
CODES = 'n: {type: several, levels: [none, some], codes: {"0": none, "1": some}}'


def answers(form: Questionnaire, *rows: str) -> list[Answer]:
    lines = "".join(f"P{i},{row}\n" for i, row in enumerate(rows))
    loaded = loading.load(f"id,n___0,n___1\n{lines}".encode(), "a.csv", form)
    assert loaded.findings == ()
    return [person.answers["n"] for person in loaded.participants]


def ticked(form: Questionnaire, *levels: str) -> Answer:
    return Answer("answered", tuple(form.items[0].levels[int(level)] for level in levels))


@pytest.mark.parametrize("item", [LABELS, CODES])
def test_a_zero_is_a_tick_where_a_blank_is_none(small: Make, item: str) -> None:
    form = small(item)
    assert answers(form, "0,", ",1", "0,1", ",") == [
        ticked(form, "0"),
        ticked(form, "1"),
        ticked(form, "0", "1"),
        MISSING,
    ]


@pytest.mark.parametrize("item", [LABELS, CODES])
def test_a_zero_is_no_tick_where_it_is_none_elsewhere(small: Make, item: str) -> None:
    form = small(item)
    assert answers(form, "0,1", "1,0", "0,0") == [ticked(form, "1"), ticked(form, "0"), ticked(form)]


@pytest.mark.parametrize("item", [LABELS, CODES])
def test_a_zero_is_no_tick_where_no_row_leaves_one_column_blank(small: Make, item: str) -> None:
    form = small(item)
    assert answers(form, "0,1", "0,1", ",") == [ticked(form, "1"), ticked(form, "1"), MISSING]
