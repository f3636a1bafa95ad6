"""Saturation by source, against published and tested values."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pimhcli.analysis.saturation import Rule, fresh, saturation
from pimhcli.numbers import rounded


def test_each_further_source_is_measured_by_the_codes_of_the_base() -> None:
    found = saturation([4, 3, 2, 1, 1, 0, 0, 0])  # the vector that qdaR and qdaPy are tested with
    assert [run.of for run in found.runs] == [10, 10, 10]
    assert [run.ratio for run in found.runs][:2] == [Fraction(1, 10), 0]
    assert found.notation == "5+2"


def test_the_first_run_of_the_published_example_is_19_percent_of_the_base() -> None:
    first = saturation([20, 10, 5, 2, 4, 3]).runs[0]  # 37 codes in the base, 7 new in the first run
    assert first.ratio is not None
    assert rounded(100 * first.ratio, 0) == 19


def test_where_every_source_brings_as_much_it_is_never_reached() -> None:
    found = saturation([4] * 8)
    assert (found.reached, found.notation) == (None, "")


def test_too_few_sources_have_no_run() -> None:
    assert saturation([4, 0, 0, 0, 0]).runs == ()


def test_a_base_without_codes_tells_nothing() -> None:
    found = saturation([0, 0, 0, 0, 0, 0])
    assert (found.runs[0].ratio, found.at) == (None, None)


def test_at_the_threshold_it_is_reached() -> None:
    assert saturation([20, 0, 0, 0, 1, 0]).notation == "4+2"
    assert saturation([19, 0, 0, 0, 1, 0]).notation == ""


def test_another_rule_is_told_by_its_own_numbers() -> None:
    found = saturation([4, 2, 1, 0, 0, 0], Rule(base=2, run=3, threshold=Fraction(0)))
    assert [(run.first, run.last) for run in found.runs] == [(3, 5), (4, 6)]
    assert found.notation == "3+3"


@given(st.lists(st.frozensets(st.sampled_from("abcdefgh"))))
def test_what_is_new_adds_up_to_all_that_there_is(sources: list[frozenset[str]]) -> None:
    assert sum(fresh(sources)) == len(frozenset().union(*sources))
