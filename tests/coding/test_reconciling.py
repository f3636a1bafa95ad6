"""Two codebooks that were one are made one again, and nothing that either side made is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from pimhcli.coding import codebook
from pimhcli.coding.codebook import CHILD_LISTS, TOP_LISTS, Code, Codebook, Edit
from pimhcli.coding.comparing import differences, edited
from pimhcli.coding.merging import found_by
from pimhcli.coding.reconciling import Reconciled, reconciled
from pimhcli.storage import yamlfile
from pimhcli.study import codebook_file

if TYPE_CHECKING:
    from collections.abc import Iterable

VALUE = Code("value", "Value", "theme", definition="What it is worth.")
COST = Code("cost", "Cost", "sub-theme", "value", definition="Money.")
PRICE = Code("price", "Price", "code", "cost")
TIME = Code("time", "Time", "sub-theme", "value")
TRUST = Code("trust", "Trust", "theme")
BASE = Codebook((VALUE, COST, PRICE, TIME, TRUST))


def book(*changed: Code, without: Iterable[str] = ()) -> Codebook:
    """The base with some entries changed or added, and others gone."""
    new = {code.id: code for code in changed}
    there = {code.id: code for code in BASE.codes if code.id not in without} | new
    return _levelled(there)


def both(ours: Codebook, theirs: Codebook, **answers: str) -> Reconciled:
    """Answers by clash, a dot in its id written as two underscores."""
    given_ = {key.replace("__", "."): answer for key, answer in answers.items()}
    return reconciled(BASE, ours, theirs, given_)  # type: ignore[arg-type]


def keys(found: Reconciled) -> set[str]:
    return {code.id for code in found.book.codes}


def test_what_one_side_changed_and_the_other_did_not_is_taken_field_by_field() -> None:
    found = both(book(replace(COST, name="Costs")), book(replace(COST, definition="What is paid.")))
    assert found.clashes == ()
    assert found.book.by_key["cost"] == replace(COST, name="Costs", definition="What is paid.")


def test_new_entries_of_both_sides_stand_one_behind_the_other() -> None:
    one, two = (Code(key, key.title(), "sub-theme", "value") for key in ("effort", "worry"))
    found = both(book(one), book(two))
    assert [code.id for code in found.book.subthemes("value")] == ["cost", "time", "effort", "worry"]
    assert found.clashes == ()


def test_the_same_entry_made_on_both_sides_is_one() -> None:
    new = Code("effort", "Effort", "sub-theme", "value")
    found = both(book(new), book(replace(new, definition="Work.")))
    assert found.book.by_key["effort"].definition == "Work."
    assert found.clashes == ()


def test_two_definitions_of_one_entry_are_asked_about() -> None:
    ours, theirs = book(replace(COST, definition="Euros.")), book(replace(COST, definition="Hours."))
    (clash,) = both(ours, theirs).clashes
    assert (clash.id, clash.choices) == ("cost.definition", ("ours", "theirs", "both"))
    assert both(ours, theirs, cost__definition="theirs").book.by_key["cost"].definition == "Hours."
    assert both(ours, theirs, cost__definition="both").book.by_key["cost"].definition == "Euros.\nHours."


def test_a_name_that_was_not_chosen_still_finds_the_entry() -> None:
    ours, theirs = (book(replace(COST, name=name, former=("Cost",))) for name in ("Costs", "Expense"))
    found = both(ours, theirs, cost__name="theirs").book
    assert [code.name for code in found.find("Costs")] == ["Expense"]
    assert found.by_key["cost"].former == ("Cost", "Costs")


def test_an_entry_that_one_side_took_out_goes() -> None:
    assert keys(both(BASE, book(without=["time"]))) == {"value", "cost", "price", "trust"}
    assert keys(both(book(without=["time"]), BASE)) == {"value", "cost", "price", "trust"}


def test_an_entry_that_one_side_took_out_and_the_other_changed_is_asked_about() -> None:
    ours, theirs = book(replace(TIME, name="Hours")), book(without=["time"])
    assert [clash.id for clash in both(ours, theirs).clashes] == ["time.presence"]
    assert "time" in keys(both(ours, theirs))
    assert "time" not in keys(both(ours, theirs, time__presence="theirs"))


def test_an_entry_that_one_side_took_out_and_the_other_coded_with_is_asked_about() -> None:
    found = reconciled(BASE, BASE, book(without=["time"]), {}, used={"time"})
    assert [clash.id for clash in found.clashes] == ["time.presence"]


def test_an_entry_under_one_that_was_taken_out_brings_it_back() -> None:
    new = Code("wage", "Wage", "code", "time")
    found = both(book(new), book(without=["time"]))
    assert (found.brought_back, found.book.by_key["wage"].parent) == (("time",), "time")


def test_an_entry_under_one_that_was_merged_goes_to_what_took_its_place() -> None:
    new = Code("wage", "Wage", "code", "time")
    merged = book(replace(COST, former=("time", "Time")), without=["time"])
    found = both(book(new), merged)
    assert (found.brought_back, found.book.by_key["wage"].parent) == ((), "cost")


def test_a_merge_on_one_side_takes_codings_along_without_a_question() -> None:
    merged = book(replace(COST, former=("time", "Time")), without=["time"])
    found = reconciled(BASE, BASE, merged, {}, used={"time"})
    assert (found.clashes, found.book.key_of("time")) == ((), "cost")


def test_what_was_merged_into_an_entry_goes_on_with_it_when_the_other_side_merged_that() -> None:
    ours = book(replace(COST, former=("time", "Time")), without=["time"])
    theirs = book(replace(TIME, former=("trust", "Trust")), without=["trust"])
    found = both(ours, theirs)
    assert (found.clashes, found.book.key_of("trust")) == ((), "cost")


def test_an_entry_merged_into_two_others_becomes_one_of_them() -> None:
    ours = book(replace(COST, former=("time",)), without=["time"])
    theirs = book(replace(TRUST, former=("time",)), without=["time"])
    assert [clash.id for clash in both(ours, theirs).clashes] == ["time.successor"]
    assert both(ours, theirs).book.key_of("time") == "cost"
    assert both(ours, theirs, time__successor="theirs").book.key_of("time") == "trust"


def test_two_of_one_name_in_one_place_become_one_entry_with_both_keys() -> None:
    ours = book(Code("effort", "Effort", "sub-theme", "value"))
    theirs = book(Code("work", "Effort", "sub-theme", "value", definition="Work."))
    found = both(ours, theirs)
    assert [clash.id for clash in found.clashes] == ["effort.twins"]
    assert found.book.by_key["effort"].definition == "Work."
    assert both(ours, theirs, effort__twins="theirs").book.key_of("effort") == "work"


def test_two_themes_each_moved_under_the_other_stay_apart() -> None:
    ours = book(replace(VALUE, parent="trust", level="sub-theme"))
    theirs = book(replace(TRUST, parent="value", level="sub-theme"))
    found = both(ours, theirs)
    assert keys(found) == {code.id for code in BASE.codes}
    assert found.book.by_key["trust"].parent == ""


def test_a_code_added_under_a_theme_that_became_a_sub_theme_gets_a_level_it_can_have() -> None:
    moved = book(replace(VALUE, parent="trust", level="sub-theme"))
    found = both(moved, book(Code("effort", "Effort", "sub-theme", "value")))
    assert (found.clashes, found.book.by_key["effort"].level) == ((), "code")


def test_an_order_that_only_the_other_side_changed_counts() -> None:
    turned = Codebook((TRUST, VALUE, TIME, COST, PRICE))
    assert [code.id for code in both(BASE, turned).book.codes] == ["trust", "value", "time", "cost", "price"]


def test_without_a_base_nothing_goes() -> None:
    found = reconciled(Codebook(), book(without=["time"]), book(without=["trust"]), {})
    assert keys(found) == {code.id for code in BASE.codes}
    assert found.clashes == ()


@st.composite
def grown(draw: st.DrawFn, start: Codebook) -> Codebook:
    """A codebook after some random edits that each leave it whole."""
    codes = {code.id: code for code in start.codes}
    for _ in range(draw(st.integers(0, 6))):
        key = draw(st.sampled_from([*codes, "new-1", "new-2"]))
        words = draw(st.sampled_from(["", "One.", "Two."]))
        known = codes.get(key)
        if known and draw(st.booleans()):
            codes[key] = replace(known, definition=words)
        elif known and not any(code.parent == key for code in codes.values()) and draw(st.booleans()):
            heir = draw(st.sampled_from(["", *(other for other in codes if other != key)]))
            del codes[key]
            if heir:
                codes[heir] = found_by(codes[heir], (key,))
        else:
            where = [code for code in codes.values() if not _is_below(codes, code.id, key)]
            above = draw(st.sampled_from([None, *where]))
            moved = known or Code(key, draw(st.sampled_from([key, "Effort"])), "code")
            codes[key] = _hung(moved, above)
            for child in [code for code in codes.values() if code.parent == key]:
                codes[child.id] = _hung(child, codes[key])
    named: set[tuple[object, str]] = set()
    whole = []
    for code in codes.values():
        name = code.name if (code.home, code.name) not in named else code.id
        named.add((code.home, name))
        whole.append(replace(code, name=name))
    return _levelled({code.id: code for code in whole})


def _is_below(codes: dict[str, Code], key: str, above: str) -> bool:
    while key:
        if key == above:
            return True
        key = codes[key].parent
    return False


def _hung(code: Code, above: Code | None) -> Code:
    lists = CHILD_LISTS[above.level] if above else TOP_LISTS
    return replace(code, parent=above.id if above else "", level=lists[-1][1])


def _levelled(codes: dict[str, Code]) -> Codebook:
    found: list[Code] = []

    def below(above: Code | None) -> None:
        for code in codes.values():
            if code.parent == (above.id if above else ""):
                levels = [level for _, level in (CHILD_LISTS[above.level] if above else TOP_LISTS)]
                found.append(code if code.level in levels else replace(code, level=levels[0]))
                below(found[-1])

    below(None)
    return edited(Codebook(), [Edit(after=code) for code in found])


@st.composite
def clones(draw: st.DrawFn) -> tuple[Codebook, Codebook, Codebook]:
    base = draw(grown(BASE))
    return base, draw(grown(base)), draw(grown(base))


def written(found: Codebook) -> str:
    return codebook_file.edited("themes: []\ncodes: []\n", [Edit(after=code) for code in found.codes])


@given(clones(), st.sampled_from(["ours", "theirs"]))
def test_every_entry_of_either_side_is_there_or_accounted_for(
    books: tuple[Codebook, Codebook, Codebook], side: str
) -> None:
    base, ours, theirs = books
    answers: dict[str, str] = {}
    found = reconciled(base, ours, theirs, answers)  # type: ignore[arg-type]
    while left := [clash.id for clash in found.clashes if clash.id not in answers]:
        answers[left[0]] = side
        found = reconciled(base, ours, theirs, answers)  # type: ignore[arg-type]
    old = {code.id for code in base.codes}
    for key in {code.id for code in (*ours.codes, *theirs.codes)}:
        is_on_both = all(key in {code.id for code in one.codes} for one in (ours, theirs))
        assert key in found.book.by_key or (key in old and not is_on_both)


@given(clones())
def test_what_comes_of_it_can_be_written_and_read_again(books: tuple[Codebook, Codebook, Codebook]) -> None:
    base, ours, theirs = books
    merged = reconciled(base, ours, theirs, {}).book
    text = codebook_file.edited(written(ours), differences(ours, merged))
    again, findings = codebook.read(yamlfile.parse(text, "codebook.yaml"))
    assert findings == []
    assert {code.id: code.home for code in again.codes} == {code.id: code.home for code in merged.codes}
    assert [code.id for code in again.codes] == [code.id for code in merged.codes]


@given(clones())
def test_two_sides_that_are_the_same_stay_as_they_are(books: tuple[Codebook, Codebook, Codebook]) -> None:
    base, ours, _ = books
    assert reconciled(base, ours, ours, {}) == Reconciled(ours)
