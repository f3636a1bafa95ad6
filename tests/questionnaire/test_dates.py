"""Dates are read in the order that the questionnaire names, and those that begin with a year in any."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.questionnaire import loading
from pimhcli.questionnaire.items import DATE_ORDERS, DateOrder, Item
from pimhcli.questionnaire.schema import Questionnaire
from pimhcli.questionnaire.values import CellReader
from pimhcli.sheets.cells import Cell

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.questionnaire.answers import Answer
    from pimhcli.questionnaire.loading import Loaded
    from pimhcli.questionnaire.refusals import Refusal

    Told = Callable[[Loaded], list[str]]
    Problems = Callable[[str], list[str]]

SINCE = Item("since", "date")
STYLES = {"ymd": "%Y-%m-%d", "dmy": "%d/%m/%Y", "mdy": "%m/%d/%Y"}


def read(text: str, order: DateOrder = "ymd") -> Answer | Refusal:
    return CellReader(SINCE, date_order=order).read(Cell("line 2", text))


@pytest.mark.parametrize("order", DATE_ORDERS)
@pytest.mark.parametrize(
    "text",
    [
        "2023-01-04",
        "2023-01-04 00:00:00",
        "2023-01-04T00:00",
        "2023-01-04T09:30:15.250Z",
        "2023/1/4",
        "2023.01.04 9:30 PM",
    ],
)
def test_a_date_that_begins_with_its_year_is_read_in_any_order_without_its_time(
    text: str, order: DateOrder
) -> None:
    assert getattr(read(text, order), "value", None) == date(2023, 1, 4)


@pytest.mark.parametrize("text", ["01/09/2015", "1.9.2015", "01-09-2015 10:22", "1/9/2015, 10:22"])
@pytest.mark.parametrize(("order", "day"), [("dmy", date(2015, 9, 1)), ("mdy", date(2015, 1, 9))])
def test_day_and_month_are_read_in_the_order_that_is_named(text: str, order: DateOrder, day: date) -> None:
    assert getattr(read(text, order), "value", None) == day


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(DATE_ORDERS))
def test_every_day_is_read_back_in_its_order(day: date, order: DateOrder) -> None:
    assert getattr(read(day.strftime(STYLES[order]), order), "value", None) == day


EITHER = "Write date_order: dmy in questionnaire.yaml if the day comes first, mdy if the month does."


@pytest.mark.parametrize(
    ("text", "order", "hint"),
    [
        ("01/09/2015", "ymd", EITHER),
        ("25.12.2015", "ymd", "If the day comes first, write date_order: dmy in questionnaire.yaml."),
        ("12/25/2015", "dmy", "If the month comes first, write date_order: mdy in questionnaire.yaml."),
        ("1/9/15", "dmy", "Write the year with four digits."),
        ("31/31/2015", "dmy", ""),
        ("2015-13-01", "ymd", ""),
        ("01/09-2015", "dmy", ""),
        ("20150901", "ymd", ""),
    ],
)
def test_a_date_in_another_order_is_refused_with_what_to_write(
    text: str, order: DateOrder, hint: str
) -> None:
    assert getattr(read(text, order), "hint", None) == hint


def test_the_order_counts_for_the_dates_that_ages_follow_from(read_schema: Callable[..., object]) -> None:
    made = read_schema("""
        date_order: dmy
        items:
          born: {type: date}
          age: {type: integer, derived: {from: born, age_on: 2026-06-04}}
    """)
    assert isinstance(made, tuple)
    questionnaire, findings = made
    assert isinstance(questionnaire, Questionnaire)
    loaded = loading.load(b"id,born\nP1,05/06/1990\n", "a.csv", questionnaire)
    assert (findings, loaded.findings) == ([], ())
    assert loaded.participants[0].answers["age"].value == 35


def test_an_order_that_is_none_is_named(problems: Problems) -> None:
    (found,) = problems("date_order: daymonth")
    assert "`date_order` is 'daymonth', expected one of: ymd, dmy, mdy." in found
