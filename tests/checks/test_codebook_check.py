"""The check of the codebook: each finding with its line and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.checks.codebook import Copied, Shelf, Use, codebook
from pimhcli.coding.codebook import Code, Codebook, Edit
from pimhcli.coding.written_entries import Written

if TYPE_CHECKING:
    from collections.abc import Iterable

VALUE = Code("value", "Value", "theme")
COST = Code("cost", "Cost", "code", "value", definition="Money.")
TIME = Code("time", "Time", "code", "value")


def shelf(*codes: Code, without_id: Iterable[str] = (), **more: object) -> Shelf:
    lines = {code.id: Written(2 * n, code.id not in set(without_id)) for n, code in enumerate(codes, 1)}
    return Shelf(Codebook(codes), lines, **more)  # type: ignore[arg-type]


def found(one: Shelf) -> list[tuple[str, str, str]]:
    return [
        (finding.severity, finding.where, f"{finding.message} {finding.hint}") for finding in codebook(one)
    ]


def test_a_codebook_of_themes_with_codes_is_clean() -> None:
    assert codebook(shelf(VALUE, COST, TIME)) == []


def test_an_entry_that_went_while_codings_use_it_can_be_put_back_or_merged() -> None:
    lost = {"cost": Use(2, "k7m2 in fg1")}
    ((severity, where, words),) = found(shelf(VALUE, TIME, lost=lost, known={"cost": COST, "time": TIME}))
    assert (severity, where) == ("error", "codebook.yaml:2")
    assert "'Cost' (key cost) is not in the codebook, and 2 excerpts are coded with it" in words
    assert "pimh codebook restore cost" in words
    assert "pimh codebook merge cost --into CODE" in words


def test_an_entry_without_an_id_that_was_renamed_is_recognised() -> None:
    price = Code("price", "Price", "code", "value")
    used = shelf(
        VALUE, price, TIME, without_id=["price"], lost={"cost": Use(1, "k in fg1")}, known={"time": TIME}
    )
    assert (
        "Was it renamed to 'Price' (line 4)? Then: pimh codebook merge cost --into price" in found(used)[0][2]
    )


def test_an_entry_whose_id_was_changed_is_recognised_by_its_definition() -> None:
    costs = Code("costs", "Costs", "code", "value", definition="Money.")
    other = Code("new", "New", "code", "value")
    used = shelf(VALUE, costs, other, lost={"cost": Use(1, "k in fg1")}, known={"cost": COST})
    assert "pimh codebook merge cost --into costs" in found(used)[0][2]


def test_a_key_of_which_nothing_is_known_can_be_merged() -> None:
    ((_, where, words),) = found(shelf(VALUE, TIME, lost={"x": Use(1, "k in fg1")}))
    assert where == "codebook.yaml"
    assert words.endswith("Merge it into another: pimh codebook merge x --into CODE")


def test_one_theme_under_two_names_is_told_with_both_lines() -> None:
    twin = Code("costs", "Costs", "theme")
    (alike, _) = found(shelf(VALUE, COST, twin))
    assert alike[:2] == ("warning", "codebook.yaml:6")
    assert "'Costs' and 'Value > Cost' (line 4) are nearly one name." in alike[2]
    assert "pimh codebook merge costs --into cost" in alike[2]


def test_many_entries_that_came_by_hand_are_one_line() -> None:
    by_hand = [Edit(after=code) for code in (VALUE, COST, TIME)]
    ((severity, _, words),) = found(shelf(VALUE, COST, TIME, by_hand=by_hand))
    assert (severity, "3 entries came into the codebook by hand. " in words) == ("note", True)
    assert "pimh codebook sync" in words


def test_a_change_by_hand_is_told_at_its_line() -> None:
    by_hand = [Edit(Code("cost", "Price", "code", "value", definition="Money."), COST), Edit(before=TIME)]
    notes = found(shelf(VALUE, COST, by_hand=by_hand))
    assert [note[1] for note in notes] == ["codebook.yaml:4", "codebook.yaml:2"]
    assert notes[0][2].startswith("'Price' was renamed to 'Cost' by hand.")


def test_a_former_name_that_is_another_entry_now_is_a_note() -> None:
    fee = Code("fee", "Fee", "code", "value", former=("Time",))
    ((severity, where, words),) = found(shelf(VALUE, fee, TIME))
    assert (severity, where) == ("note", "codebook.yaml:4")
    assert "'Time', which 'Fee' was called once, is the name of another entry now." in words


def test_codings_made_with_a_code_after_it_was_retired_are_a_note() -> None:
    ((severity, where, words),) = found(shelf(VALUE, COST, late={"cost": 2}))
    assert (severity, where) == ("note", "codebook.yaml:4")
    assert "'Cost' is retired, and 2 codings were made with it since." in words


def test_a_copied_file_of_codings_is_a_warning() -> None:
    ((severity, where, words),) = found(
        shelf(VALUE, COST, copied=[Copied("codings/fg1/ben.jsonl", "codings/fg1/anna.jsonl", 3)])
    )
    assert (severity, where) == ("warning", "codings/fg1/ben.jsonl")
    assert "3 codings of it stand in codings/fg1/anna.jsonl too" in words


def test_themes_with_nothing_under_them_are_one_note() -> None:
    ((severity, where, words),) = found(shelf(VALUE, Code("trust", "Trust", "theme")))
    assert (severity, where) == ("note", "codebook.yaml:2")
    assert "2 themes have no codes or sub-themes: 'Value', 'Trust'." in words
