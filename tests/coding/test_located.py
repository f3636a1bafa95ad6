"""A coding stands in the text that it was made on, or that it was found again in, and in no other."""

from __future__ import annotations

import msgspec

from pimhcli.coding.acts import Desk, Wanted, add
from pimhcli.coding.excerpts import locate

TEXT = "PX1: We cope with it as we can. It is hard for us all, and it stays that way.\nPX2: It is hard.\n"
START = TEXT.index("It is hard")
DESK = Desk("fg1", TEXT, "v1", (), "anna", "2026-02", lambda: "id")
HARD = add(DESK, [Wanted(START, START + len("It is hard"), ("hard",))]).after[0]


def test_on_its_own_version_a_coding_stands_where_it_says() -> None:
    assert locate(HARD, TEXT, "v1") == HARD.span


def test_on_another_version_it_stands_nowhere_until_it_was_found_there() -> None:
    assert locate(HARD, TEXT, "v2") is None


def test_a_coding_with_other_words_than_its_own_version_stands_nowhere() -> None:
    assert locate(msgspec.structs.replace(HARD, quote="It was hard"), TEXT, "v1") is None


def test_a_coding_that_tells_no_version_stands_where_its_words_are() -> None:
    assert locate(msgspec.structs.replace(HARD, text=""), TEXT, "v9") == HARD.span
