"""The acts on the codebook: about one entry, whatever its names and keys were, and taken back in full."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from building import codings, written

from pimhcli.coding.acts import Wanted
from pimhcli.coding.growing import Draft
from pimhcli.errors import BusyError, ProblemsError
from pimhcli.study import acting, codebook_acts
from pimhcli.study.sitting import Sitting

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh


def codes(root: Path, coder: str = "anna") -> list[str]:
    return [row["code"] for row in codings(root, coder=coder)]


def coded_by_ben(root: Path, code: str) -> None:
    """Ben's only coding comes in, as by a merge."""
    path = root / "codings" / "fg1" / "ben.jsonl"
    path.write_text(json.dumps(codings(root)[0] | {"id": "bens", "by": "ben", "code": code}) + "\n", "utf-8")


@pytest.fixture
def renamed_key(coded: Path) -> Path:
    """The coded study in which the key of Barriers was another when its excerpt was coded."""
    book = coded / "codebook.yaml"
    book.write_text(
        book.read_text("utf-8").replace("- id: barriers\n", "- id: hurdles\n  aliases: [barriers]\n")
    )
    return coded


@pytest.fixture
def later(renamed_key: Path) -> Sitting:
    """Anna at work once the key was changed."""
    return Sitting(renamed_key, "fg1", "anna")


def test_taking_an_entry_out_leaves_the_codings_of_another_whose_key_was_its_name(sitting: Sitting) -> None:
    sitting.do(codebook_acts.add, Draft("barriers", under="practice"))
    sitting.do(codebook_acts.rename, "barriers-2", "Pressure")
    assert codebook_acts.uses(sitting.study, "barriers-2") == 0
    sitting.do(codebook_acts.take_out, "barriers-2")
    assert codes(sitting.study.root) == ["slowing-down", "barriers"]


def test_codings_by_a_former_key_go_with_their_entry_and_come_back_with_it(later: Sitting) -> None:
    root = later.study.root
    later.do(codebook_acts.take_out, "hurdles")
    assert codes(root) == ["slowing-down"]
    later.undo()
    assert codes(root) == ["slowing-down", "barriers"]


def test_an_entry_that_is_used_by_a_former_key_is_not_taken_out_again_with_it(later: Sitting) -> None:
    later.do(codebook_acts.take_out, "hurdles")
    later.undo()
    coded_by_ben(later.study.root, "barriers")
    with pytest.raises(ProblemsError, match="'Barriers' is used by other excerpts now"):
        later.redo()


def test_an_entry_goes_with_as_many_codings_as_were_agreed_to(sitting: Sitting) -> None:
    plan = sitting.do(codebook_acts.take_out, "barriers", agreed=1)
    assert plan.sentence == "Took 'Barriers' out of the codebook, and 1 coding with it."


@pytest.mark.parametrize("agreed", [0, 2])
def test_an_entry_stays_when_it_has_other_codings_than_were_agreed_to(sitting: Sitting, agreed: int) -> None:
    with pytest.raises(BusyError, match=f"'Barriers' has 1 coding now, not {agreed}"):
        sitting.do(codebook_acts.take_out, "barriers", agreed=agreed)
    assert codes(sitting.study.root) == ["slowing-down", "barriers"]


@pytest.mark.parametrize("field", ["definition", "include", "exclude"])
def test_an_entry_made_with_blanks_around_its_words_is_taken_back(
    coded: Path, pimh: Pimh, field: str
) -> None:
    before = (coded / "codebook.yaml").read_bytes()
    assert pimh("codebook", "add", "Costs", f"--{field}", " what it takes \n").code == 0
    assert pimh("undo").code == 0
    assert (coded / "codebook.yaml").read_bytes() == before


@pytest.mark.parametrize("name", ["Hindrances", "barriers"])
def test_a_new_name_for_an_entry_with_a_former_key_is_taken_back(later: Sitting, name: str) -> None:
    path = later.study.root / "codebook.yaml"
    before = path.read_bytes()
    later.do(codebook_acts.rename, "hurdles", name)
    after = path.read_bytes()
    later.undo()
    assert path.read_bytes() == before
    later.redo()
    assert path.read_bytes() == after


def test_undo_takes_the_last_act_back_when_it_took_out_a_code_of_another_transcript(sitting: Sitting) -> None:
    written(sitting.study.root / "transcripts" / "fg2.txt", "P1: Yes, we do.")
    sitting.do(codebook_acts.add, Draft("Only there"))
    sitting.do(acting.code, "fg2", Wanted(4, 15, ("only-there",)))
    sitting.do(acting.star, sitting.excerpts[0].id, on=True)
    out = sitting.do(codebook_acts.take_out, "only-there")
    assert sitting.undo().sentence == f"Undid: {out.sentence}"
    assert sitting.excerpts[0].star
