"""What was changed in the codebook by hand is found and told in words."""

from __future__ import annotations

import pytest

from pimhcli.coding import hand_edits
from pimhcli.coding.codebook import Code, Codebook
from pimhcli.coding.written_entries import Written, written
from pimhcli.storage import yamlfile

COST = Code("cost", "Cost", "code", "value", definition="Money.")
VALUE = Code("value", "Value", "theme")
KNOWN = {"value": VALUE, "cost": COST}


def told(*codes: Code) -> list[str]:
    book = Codebook(codes)
    return [hand_edits.told(edit, book) for edit in hand_edits.found(KNOWN, book)]


def test_a_codebook_that_is_as_the_history_knows_it_was_not_changed() -> None:
    assert told(VALUE, COST) == []


@pytest.mark.parametrize(
    ("cost", "words"),
    [
        (Code("cost", "Price", "code", "value", definition="Money."), "renamed to 'Price'"),
        (Code("cost", "Cost", "code", "", definition="Money."), "moved to the top"),
        (Code("cost", "Cost", "sub-theme", "value", definition="Money."), "made a sub-theme"),
        (Code("cost", "Cost", "code", "value", exclude="time"), "described otherwise"),
        (Code("cost", "Cost", "code", "value", "Money.", colour="red"), "given another colour"),
        (Code("cost", "Cost", "code", "value", "Money.", status="retired"), "retired"),
        (Code("cost", "Cost", "code", "value", "Money.", former=("Fee",)), "given other former names"),
    ],
)
def test_a_change_is_told_in_words(cost: Code, words: str) -> None:
    assert told(VALUE, cost) == [f"'Cost' was {words}"]


def test_what_came_and_went_is_told() -> None:
    assert told(VALUE, Code("time", "Time", "code")) == ["'Time' was added", "'Cost' was taken out"]


def test_what_another_took_over_by_hand_did_not_just_go() -> None:
    assert told(Code("value", "Value", "theme", former=("cost",)))[-1] == "'Cost' became 'Value'"


def test_each_entry_of_the_file_has_its_line() -> None:
    text = "# ours\nthemes:\n- id: value\n  name: Value\n  codes:\n  - name: Cost of it\n"
    assert written(yamlfile.parse(text, "")) == {
        "value": Written(3, has_id=True),
        "cost-of-it": Written(6, has_id=False),
    }
