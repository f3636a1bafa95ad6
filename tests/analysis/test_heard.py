"""Who is heard in the quotes: shares, evenness, who supplies much and who is in none."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pimhcli import numbers
from pimhcli.analysis.heard import Quoted, Share, balance, voices

# quotes and words of each participant in the paper by O'Leary, Wynne and Moore (2022)
PAPER = {
    "PX1": (7, 197),
    "PX2": (7, 233),
    "PX3": (1, 47),
    "PX4": (1, 23),
    "PX5": (1, 26),
    "PX6": (2, 60),
    "PX7": (2, 70),
}
QUOTES = st.lists(st.dictionaries(st.sampled_from("ABCDE"), st.integers(0, 60), max_size=3), max_size=12)


def quotes_of(shares: dict[str, tuple[int, int]]) -> list[Quoted]:
    return [
        Quoted({name: words - (number - 1) if at == 0 else 1})
        for name, (number, words) in shares.items()
        for at in range(number)
    ]


def test_the_papers_quotes_have_its_shares_and_its_gini() -> None:
    found = balance(quotes_of(PAPER), PAPER)
    assert {share.participant: (share.quotes, share.words) for share in found.shares} == PAPER
    assert (found.quotes, found.words) == (21, 656)
    assert [numbers.shown(value, 4) for value in (found.gini, found.corrected_gini) if value] == [
        "0.4218",
        "0.4921",
    ]


def test_in_the_paper_two_supply_much_and_nobody_is_unheard() -> None:
    found = balance(quotes_of(PAPER), PAPER)
    assert [share.participant for share in found.leading] == ["PX1", "PX2"]
    assert found.unheard == ()


def test_a_quote_of_two_counts_for_both_and_once_in_all() -> None:
    found = balance([Quoted({"P2": 4, "P10": 6})], ())
    assert found.shares == (Share("P2", 1, 4), Share("P10", 1, 6))
    assert (found.quotes, found.words) == (1, 10)


def test_of_two_participants_neither_supplies_much() -> None:
    assert balance(quotes_of({"P1": (9, 90), "P2": (1, 9)}), ()).leading == []


def test_of_three_over_half_is_much() -> None:
    shares = {"P1": (5, 50), "P2": (2, 20), "P3": (2, 20)}
    assert [share.participant for share in balance(quotes_of(shares), ()).leading] == ["P1"]


def test_three_quotes_are_never_much() -> None:
    assert balance(quotes_of({"P1": (3, 30)}), ("P2", "P3", "P4")).leading == []


def test_of_many_participants_it_takes_a_quarter_of_the_quotes() -> None:
    others = {f"P{number}": (1, 9) for number in range(2, 20)}
    assert balance(quotes_of({"P1": (4, 40)} | others), ()).leading == []


def test_who_could_be_quoted_and_is_not_is_unheard() -> None:
    assert balance([Quoted({"P1": 3})], ("P1", "P10", "P2")).unheard == ("P2", "P10")


def test_the_voices_of_an_entry_are_those_of_all_its_quotes() -> None:
    first, second = Quoted({"P1": 1}, entries=frozenset("ab")), Quoted({"P2": 1}, entries=frozenset("a"))
    assert voices([first, second]) == {"a": {"P1", "P2"}, "b": {"P1"}}


@given(QUOTES)
def test_the_shares_of_words_make_the_whole(said: list[dict[str, int]]) -> None:
    found = balance(map(Quoted, said), ())
    assert sum(share.words for share in found.shares) == found.words


@given(QUOTES)
def test_gini_lies_between_all_alike_and_one_for_all(said: list[dict[str, int]]) -> None:
    found = balance(map(Quoted, said), "ABCDE")
    assert found.gini is None or 0 <= found.gini <= Fraction(4, 5)
