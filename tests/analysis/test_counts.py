"""Counts go up the codebook, and count no excerpt, participant or group twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.analysis.counts import Counts, by_entry, counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.codebook import Codebook


def test_participants_and_groups_count_once(passage: Callable[..., Passage]) -> None:
    material = [
        passage("talking", people="PX1 PX2"),
        passage("talking", people="PX1"),
        passage("talking", people="PX3", group="fg2"),
        passage("talking"),
    ]
    assert counted(material) == Counts(excerpts=4, participants=3, groups=2)


def test_nothing_counts_nothing() -> None:
    assert str(counted([])) == "0 | 0 | 0"


def test_what_is_coded_with_an_entry_counts_for_all_above_it(
    book: Codebook, passage: Callable[..., Passage]
) -> None:
    found = by_entry(book, [passage("friends")])
    assert {key for key, passages in found.items() if passages} == {"friends", "talking", "coping"}


def test_an_excerpt_with_two_codes_of_a_theme_counts_once_in_the_theme(
    book: Codebook, passage: Callable[..., Passage]
) -> None:
    found = by_entry(book, [passage("friends", "talking", "resting", "coping")])
    assert [len(found[key]) for key in ("coping", "talking", "friends", "resting")] == [1, 1, 1, 1]


def test_an_excerpt_with_codes_of_two_themes_counts_in_both(
    book: Codebook, passage: Callable[..., Passage]
) -> None:
    found = by_entry(book, [passage("friends", "support")])
    assert (len(found["coping"]), len(found["support"])) == (1, 1)


def test_a_former_key_counts_for_the_entry_it_became(book: Codebook, passage: Callable[..., Passage]) -> None:
    assert len(by_entry(book, [passage("speech")])["talking"]) == 1


def test_a_key_that_is_not_in_the_codebook_counts_nowhere(
    book: Codebook, passage: Callable[..., Passage]
) -> None:
    assert not any(by_entry(book, [passage("gone")]).values())


def test_every_entry_has_its_passages_even_when_there_are_none(book: Codebook) -> None:
    assert by_entry(book, []) == {code.id: [] for code in book.codes}
