"""Agreement: what holds of the coefficients whatever coders said."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.analysis.agreement.coefficients import (
    UNVARIED,
    Undefined,
    agreeing,
    alpha,
    kappa,
    pooled,
)
from pimhcli.analysis.agreement.resampling import draws, interval
from pimhcli.analysis.agreement.unitizing import alpha_u, united

Unit = tuple[int | None, ...]

VALUES = st.integers(0, 3)
PAIRS = st.lists(st.tuples(VALUES, VALUES), max_size=30)
UNITS = st.integers(2, 4).flatmap(
    lambda coders: st.lists(st.tuples(*[st.none() | VALUES] * coders), min_size=1, max_size=20)
)
SEGMENTS = st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20)), max_size=6).map(
    lambda spans: united((start, start + own) for start, own in spans)
)


@given(units=UNITS)
def test_it_does_not_matter_who_is_named_first(units: list[Unit]) -> None:
    tally = Counter(units)
    for order in permutations(range(len(units[0]))):
        turned = Counter(tuple(unit[one] for one in order) for unit in units)
        assert alpha(turned) == alpha(tally)
        assert agreeing(turned) == agreeing(tally)


@given(units=PAIRS)
def test_kappa_is_the_same_from_either_side(units: list[tuple[int, int]]) -> None:
    assert kappa(Counter(units)) == kappa(Counter((b, a) for a, b in units))


@given(units=PAIRS, chance=st.randoms(use_true_random=False))
def test_the_order_of_the_units_does_not_matter(units: list[tuple[int, int]], chance: object) -> None:
    shuffled = list(units)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # the strategy gives a random.Random
    assert alpha(Counter(shuffled)) == alpha(Counter(units))
    assert kappa(Counter(shuffled)) == kappa(Counter(units))


@given(units=PAIRS)
def test_a_coefficient_is_exact_and_at_most_one(units: list[tuple[int, int]]) -> None:
    for found in (kappa(Counter(units)), alpha(Counter(units))):
        assert isinstance(found.coefficient, (Fraction, Undefined))
        assert not isinstance(found.coefficient, Fraction) or -1 <= found.coefficient <= 1


@given(units=PAIRS)
def test_it_is_one_only_where_nobody_disagrees(units: list[tuple[int, int]]) -> None:
    alike = all(a == b for a, b in units)
    for found in (kappa(Counter(units)).coefficient, alpha(Counter(units)).coefficient):
        if isinstance(found, Fraction):
            assert (found == 1) is alike


@given(units=st.lists(VALUES, max_size=30))
def test_coders_who_say_the_same_agree_wholly_or_there_is_nothing_to_tell(units: list[int]) -> None:
    tally = Counter((value, value) for value in units)
    wanted = Fraction(1) if len(set(units)) > 1 else Undefined(UNVARIED)
    assert (kappa(tally).coefficient, alpha(tally).coefficient) == (wanted, wanted)
    assert agreeing(tally) == (1 if units else None)


@given(units=PAIRS)
def test_alpha_lies_above_scotts_pi_by_the_small_sample(units: list[tuple[int, int]]) -> None:
    """Of two coders and no missing values 1 − α = (1 − π)(2N − 1) / 2N (Krippendorff 2011)."""
    found = alpha(Counter(units)).coefficient
    if isinstance(found, Fraction):
        values = Counter(value for unit in units for value in unit)
        n = len(units)
        by_chance = sum((Fraction(times, 2 * n) ** 2 for times in values.values()), Fraction(0))
        differing = Fraction(sum(a != b for a, b in units), n)
        assert 1 - found == differing / (1 - by_chance) * Fraction(2 * n - 1, 2 * n)


@given(units=PAIRS)
def test_a_code_pooled_with_itself_is_itself(units: list[tuple[int, int]]) -> None:
    tally = Counter(units)
    assert pooled([kappa(tally)] * 3).coefficient == kappa(tally).coefficient


@given(one=SEGMENTS, other=SEGMENTS)
def test_alpha_u_is_the_same_from_either_side_and_one_only_for_the_same_cuts(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    found = alpha_u([one, other], 100)
    assert found == alpha_u([other, one], 100)
    assert (found.observed == 0) is (one == other)


@given(spans=st.lists(st.tuples(st.integers(0, 50), st.integers(1, 9)), max_size=9))
def test_united_segments_hold_the_same_and_never_overlap(spans: list[tuple[int, int]]) -> None:
    segments = [(start, start + own) for start, own in spans]
    found = united(segments)
    assert {at for span in found for at in range(*span)} == {at for span in segments for at in range(*span)}
    assert all(before[1] <= after[0] for before, after in pairwise(found))


@given(turns=st.integers(2, 40), seed=st.integers())
def test_a_resample_has_as_many_turns_as_there_are(turns: int, seed: int) -> None:
    assert [(len(drawn), sum(drawn)) for drawn in draws(turns, 3, seed)] == [(turns, turns)] * 3


@pytest.mark.parametrize("turns", [0, 1])
def test_one_turn_alone_is_not_drawn_anew(turns: int) -> None:
    assert list(draws(turns, 3, 7)) == []


def test_the_same_seed_draws_the_same_and_another_does_not() -> None:
    first, again, other = (list(draws(40, 5, seed)) for seed in (7, 7, 8))
    assert first == again != other


def test_the_interval_leaves_as_many_values_below_as_above() -> None:
    values = [Fraction(at, 1000) for at in range(1000)]
    found = interval(reversed(values))
    assert found is not None
    assert found == (values[25], values[974], 0)


@pytest.mark.parametrize("values", [[], [Undefined(UNVARIED)] * 3])
def test_without_any_value_there_is_no_interval(values: list[Undefined]) -> None:
    assert interval(values) is None


def test_resamples_without_a_value_are_left_out_and_counted() -> None:
    found = interval([Fraction(1, 2), Undefined(UNVARIED), Fraction(1, 3)])
    assert found == (Fraction(1, 3), Fraction(1, 2), 1)
