"""The check of balance: who supplies much, who is never quoted, and what is shown by one voice."""

from __future__ import annotations

from pimhcli.analysis.heard import Quoted
from pimhcli.checks.balance import Heard, told, uneven
from pimhcli.coding.codebook import Code, Codebook

BOOK = Codebook(
    (
        Code("work", "Work", "theme"),
        Code("pace", "Pace", "sub-theme", "work"),
        Code("trust", "Trust", "sub-theme", "work"),
    )
)
PEOPLE = ("P1", "P2", "P3", "P4")


def quoted(name: str, entry: str = "pace", words: int = 10, group: str = "fg1") -> Quoted:
    return Quoted({name: words}, group, frozenset({"work", entry}))


def evenly() -> tuple[Quoted, ...]:
    return tuple(quoted(name, entry) for entry in ("pace", "trust") for name in PEOPLE)


def found(heard: Heard) -> list[tuple[str, str]]:
    return [(finding.severity, finding.message) for finding in uneven(BOOK, heard)]


def test_quotes_of_everybody_alike_give_no_finding() -> None:
    assert found(Heard(evenly(), False, PEOPLE, groups=("fg1",))) == []


def test_without_quotes_there_is_nothing_to_say() -> None:
    heard = Heard((), False, PEOPLE, groups=("fg1",))
    assert (found(heard), told(heard)) == ([], "")


def test_who_supplies_much_is_told_with_quotes_words_and_an_equal_share() -> None:
    heard = Heard((*evenly(), *[quoted("P1")] * 8), True, PEOPLE)
    told_of = "P1 supplies 10 of 16 key quotes and 100 of 160 words; an equal share would be 4."
    assert found(heard) == [("warning", told_of)]


def test_who_speaks_and_is_never_quoted_is_named() -> None:
    heard = Heard(evenly() * 2, False, (*PEOPLE, "P5"))
    assert found(heard) == [("warning", "P5 speaks, and is in no quote.")]


def test_with_fewer_than_two_quotes_a_head_it_is_a_note() -> None:
    heard = Heard(evenly(), False, (*PEOPLE, "P5"))
    assert found(heard) == [("note", "P5 speaks, and is in no quote.")]


def test_of_many_who_are_never_quoted_the_first_are_named() -> None:
    heard = Heard(evenly(), False, tuple(f"P{number}" for number in range(1, 30)))
    _, message = found(heard)[0]
    assert message.startswith("P5, P6, P7,")
    assert message.endswith("P16 and 13 more speak, and are in no quote.")


def test_where_somebody_refused_nobody_is_named_who_is_not_quoted() -> None:
    heard = Heard(evenly(), False, (*PEOPLE, "P5"), withheld=True)
    assert found(heard) == [("note", "1 participant speaks, and is in no quote.")]


def test_who_is_in_no_quote_has_no_line_in_the_table() -> None:
    assert "P5" not in told(Heard(evenly(), False, (*PEOPLE, "P5"), withheld=True))


def test_a_focus_group_without_a_quote_is_told() -> None:
    (finding,) = uneven(BOOK, Heard(evenly(), False, PEOPLE, groups=("fg1", "fg2")))
    assert str(finding).startswith("focus group fg2: no quote comes from it.")


def test_a_subtheme_of_one_voice_is_a_note_with_who_else_could_be_quoted() -> None:
    heard = Heard(
        (*evenly()[:4], quoted("P1", "trust")), False, PEOPLE, coded={"trust": frozenset({"P1", "P4"})}
    )
    message = "1 of 2 sub-themes with quotes is shown by one voice: Trust (P1; 1 more could be quoted)."
    assert found(heard) == [("note", message)]


def test_the_table_ends_with_gini_plain_and_corrected() -> None:
    assert told(Heard((quoted("P1"), quoted("P2"), quoted("P2")), False, ())).splitlines()[-1] == (
        "Gini of the quotes: 0.17; 0.33 corrected for 2 participants (0: all alike, 1: one has all)."
    )
