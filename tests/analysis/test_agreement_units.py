"""Agreement: what counts as a unit, who applied what there, and where coders differ."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from random import Random

from agreeing import JUNE, MAY, SAID, coded, lines_of, made, turns
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.analysis.agreement.coefficients import Undefined, alpha, kappa
from pimhcli.analysis.agreement.comparing import ALL, Estimate, Manner, by_sets, compared
from pimhcli.analysis.agreement.differing import differences
from pimhcli.analysis.agreement.marks import Coded, Material, material
from pimhcli.analysis.agreement.stretches import Stretch, Unit, cells, size

QUICK = Manner(resamples=20)


@st.composite
def materials(draw: st.DrawFn) -> Material:
    """Excerpts of two or three coders anywhere in the transcripts."""
    coders = draw(st.integers(2, 3))
    spans = st.tuples(st.integers(0, len(MAY)), st.integers(1, 120))
    found = draw(
        st.lists(
            st.tuples(
                st.sampled_from(("may", "june")),
                st.integers(0, coders - 1),
                spans,
                st.sampled_from(("slow", "listen")),
            ),
            max_size=12,
        )
    )
    own = [
        Coded(name, coder, (start, start + length), (entry,)) for name, coder, (start, length), entry in found
    ]
    return material(("anna", "ben", "cara")[:coders], turns(), own, ("slow", "listen"))


def test_turns_of_moderators_are_no_units() -> None:
    assert [(turn.transcript, turn.number) for turn in turns()] == [
        ("may", 2), ("may", 3), ("may", 5), ("may", 6), ("may", 7), ("june", 1), ("june", 3),
    ]  # fmt: skip


def test_words_that_were_taken_back_are_no_units() -> None:
    assert [size(turn, "turn") for turn in turns("june")] == [1, 1]


def test_an_excerpt_in_a_moderators_turn_alone_is_left_out_and_counted() -> None:
    found = made(2)
    assert found.outside == 1
    assert "practice" not in found.marks


def test_a_code_is_present_in_a_turn_in_which_any_word_is_coded_with_it() -> None:
    (line,) = lines_of()["listen"]
    assert (line.units, line.applied, line.shared) == (7, (2, 2), 1)
    assert line.tally == {(True, False): 1, (False, True): 1, (True, True): 1, (False, False): 4}
    assert line.agreeing == Fraction(5, 7)


def test_sentences_are_told_apart() -> None:
    (line,) = lines_of(unit="sentence")["slow"]
    assert (line.units, line.applied, line.shared) == (11, (1, 2), 1)


def test_characters_are_counted_each() -> None:
    (line,) = lines_of(unit="character")["slow"]
    assert line.applied == (len("We slow down now."), len("We slow down now. We listen"))
    assert line.units == sum(len(turn.words) for turn in turns())


def test_free_segments_run_on_through_what_is_no_unit() -> None:
    span = (MAY.index("knows."), MAY.index("People leave") + len("People"))
    found = made(2, [Coded("may", 0, span, ("slow",)), coded("may", 1, "slow", "knows.")])
    (own,), (other,) = found.marks["slow"].segments
    assert (own[1] - own[0], other[1] - other[0]) == (len("knows.") + len("People"), len("knows."))


def test_the_value_of_a_code_is_that_of_its_tally() -> None:
    own = {entry: lines[0] for entry, lines in lines_of().items() if entry != ALL}
    assert list(own) == ["slow", "listen", "barriers"]
    for line in own.values():
        assert line.tally
        assert line.kappa
        assert line.kappa.value == kappa(line.tally).coefficient
        assert line.alpha.value == alpha(line.tally).coefficient


def test_all_codes_together_sum_what_was_observed_and_expected() -> None:
    lines = lines_of()
    each = [kappa(line.tally) for entry, (line,) in lines.items() if entry != ALL and line.tally]
    observed, expected = (Fraction(sum(part[at] for part in each)) for at in range(2))
    (together,) = lines[ALL]
    assert together.kappa
    assert together.kappa.value == 1 - observed / expected
    assert together.units == 3 * 7


def test_three_coders_have_a_line_together_and_one_for_each_pair() -> None:
    first, *pairs = lines_of(3)["barriers"]
    assert (first.coders, first.kappa) == (("anna", "ben", "cara"), None)
    assert [line.coders for line in pairs] == [("anna", "ben"), ("anna", "cara"), ("ben", "cara")]
    assert first.agreeing == sum(line.agreeing or 0 for line in pairs) / 3


def test_where_all_coded_everything_there_is_no_chance_to_disagree() -> None:
    everything = [Coded("june", coder, (0, len(JUNE)), ("slow",)) for coder in range(2)]
    (line,) = compared(made(2, everything, "june"), QUICK)["slow"]
    assert line.kappa
    assert isinstance(line.kappa.value, Undefined)
    assert line.agreeing == 1
    assert line.alpha.interval is None


def test_sets_of_codes_are_compared_whole() -> None:
    both = [coded("june", 0, "slow", "We listen."), coded("june", 0, "listen", "We listen.")]
    half = coded("june", 1, "slow", "We listen.")
    # {slow, listen} and {slow} are 1 − ½ · ⅔ apart; by chance: 4 of 12 ordered pairs of {} with each of them
    expected = Fraction(2 * (2 * 1 + 2 * 1) + 2 * Fraction(2, 3), 12)
    found = by_sets(made(2, [*both, half], "june"), "turn")
    assert found == 1 - Fraction(2, 3) / 2 / expected


def test_the_list_has_the_words_of_each_and_nothing_of_who_did_not_code() -> None:
    found = [(one.stretch.number, one.entry, one.words) for one in differences(made(2), "turn")]
    assert found == [
        (2, "listen", ("We listen | more than we did.", "")),
        (3, "listen", ("", "I ask the mother first.")),
        (3, "barriers", ("People leave.", "")),
    ]


def test_by_characters_the_list_has_what_begins_or_ends_otherwise() -> None:
    found = {(one.stretch.number, one.entry): one.units for one in differences(made(2), "free")}
    assert found[2, "slow"] == len(" We listen")
    assert (1, "listen") not in found


@given(found=materials())
def test_what_is_listed_and_what_is_agreed_on_are_all_units(found: Material) -> None:
    for unit in ("turn", "sentence", "character"):
        listed = Counter[str]()
        for one in differences(found, unit):
            listed[one.entry] += one.units
        for entry, (line, *_) in compared(found, Manner(unit, resamples=0)).items():
            agreed = sum(times for who, times in (line.tally or {}).items() if len(set(who)) == 1)
            assert entry == ALL or listed[entry] + agreed == line.units


@given(found=materials(), unit=st.sampled_from(("turn", "sentence", "character")))
def test_the_cells_of_a_turn_are_all_its_units(found: Material, unit: Unit) -> None:
    for marks in found.marks.values():
        for at, extents in marks.extents.items():
            stretch = found.stretches[at]
            assert sum(units for _, units in cells(stretch, unit, extents)) == size(stretch, unit)


@given(found=materials())
def test_free_segments_hold_the_characters_that_are_coded(found: Material) -> None:
    for entry, (line, *_) in compared(found, Manner("character", resamples=0)).items():
        if entry != ALL:
            segments = found.marks[entry].segments
            assert line.applied == tuple(sum(end - start for start, end in own) for own in segments)


def test_transcripts_of_one_turn_each_are_drawn_anew_too() -> None:
    each = [Stretch(f"answer{at}", 1, f"P{at}", 0, "We listen.") for at in range(9)]
    said = [Coded(f"answer{at}", coder, (0, 2), ("slow",)) for at in range(6) for coder in range(at % 3)]
    (line,) = compared(material(("anna", "ben"), each, said, ("slow",)), QUICK)["slow"]
    assert line.alpha.interval
    assert line.alpha.interval.low < line.alpha.interval.high


def test_one_turn_alone_has_no_interval() -> None:
    said = coded("june", 0, "slow", "People leave.")
    found = material(("anna", "ben"), turns("june")[1:], [said], ("slow",))
    (line,) = compared(found, Manner("sentence", resamples=20))["slow"]
    assert (line.units, line.alpha) == (2, Estimate(Fraction(0)))


def test_the_same_seed_gives_the_same_intervals() -> None:
    first, again, other = (compared(made(3), Manner(seed=seed, resamples=30)) for seed in (1, 1, 2))
    assert first == again != other


def test_the_order_in_which_excerpts_come_does_not_matter() -> None:
    said = [coded(*one) for one in SAID]
    shuffled = Random(1).sample(said, len(said))
    assert compared(made(3, shuffled), QUICK) == compared(made(3, said), QUICK)
