"""Random names."""

from __future__ import annotations

from pimhcli.storage.ids import ALPHABET, new_id


def test_a_name_is_ten_characters_that_nobody_misreads() -> None:
    made = new_id()
    assert len(made) == 10
    assert set(made) <= set(ALPHABET)
    assert not set("ilou") & set(ALPHABET)


def test_every_character_of_the_alphabet_is_used() -> None:
    assert set(new_id(5000)) == set(ALPHABET)


def test_ten_thousand_names_differ() -> None:
    assert len({new_id() for _ in range(10_000)}) == 10_000
