"""pimh table coreq and srqr: what is filled in from the study, what is asked, and what a person adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import STUDY, written

from pimhcli.study.checklists.coreq import COREQ
from pimhcli.study.checklists.srqr import SRQR
from pimhcli.study.settings import GUIDELINES

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

    from pimhcli.study.checklists.items import Checklist


def cell(pimh: Pimh, number: int, name: str = "coreq") -> str:
    rows = pimh("table", name, "--json").data["rows"]
    return next(str(row["cells"][1]) for row in rows if row["cells"][0].startswith(f"{number}. "))


@pytest.mark.parametrize("checklist", [COREQ, SRQR], ids=["coreq", "srqr"])
def test_a_checklist_has_as_many_items_as_its_guideline(checklist: Checklist) -> None:
    assert len(checklist.items) == GUIDELINES[checklist.guideline.name]


@pytest.mark.parametrize("checklist", [COREQ, SRQR], ids=["coreq", "srqr"])
def test_every_item_that_may_stay_empty_says_what_to_do(checklist: Checklist) -> None:
    always = {"Methodological orientation", "Software"}
    assert {item.name for _, item in checklist.items if not item.ask} <= always


@pytest.mark.parametrize(
    ("number", "starts"),
    [
        (9, "reflexive thematic analysis"),
        (12, "2 participants in 1 focus group"),
        (18, "No: everybody who speaks does so in one focus group"),
        (22, "not sought"),
        (24, "1 coder (anna)"),
        (25, "2 themes, 1 sub-theme; 0 of 3 have a definition"),
        (27, "pimh "),
        (29, "2 quotes of 1 of 2 participants, 1 of them key quotes; 2 of 2 with the participant's id"),
        (30, "1 of 1 sub-theme has an excerpt; 0 of 1 are shown by more than one participant"),
        (31, "Practice; Barriers"),
    ],
)  # fmt: skip
def test_an_item_is_filled_in_from_the_study(coded: Path, pimh: Pimh, number: int, starts: str) -> None:
    assert cell(pimh, number).startswith(starts)


def test_what_only_a_person_can_say_is_asked(coded: Path, pimh: Pimh) -> None:
    assert cell(pimh, 17).startswith("To say: ")


def test_what_a_person_said_is_printed_and_no_longer_asked(coded: Path, pimh: Pimh) -> None:
    written(coded / "study.yaml", STUDY + "\n    reporting: {coreq: {17: Topics in Appendix 1; piloted.}}\n")
    assert cell(pimh, 17) == "Topics in Appendix 1; piloted."


def test_what_the_team_is_stands_in_study_yaml(coded: Path, pimh: Pimh) -> None:
    written(coded / "study.yaml", STUDY + "      credentials: PhD\n")
    assert cell(pimh, 2) == "Anna Example: PhD"


def test_those_who_did_not_take_part_are_counted(coded: Path, pimh: Pimh) -> None:
    written(coded / "study.yaml", STUDY + "    recruitment: {invited: 5}\n")
    assert cell(pimh, 13).startswith("2 of 5 invited took part; 3 did not")


def test_several_groups_have_their_minutes_summed_with_mean_and_range(coded: Path, pimh: Pimh) -> None:
    groups = "    focus_groups: [{id: fg1, minutes: 60}, {id: fg2, minutes: 75}]\n"
    written(coded / "study.yaml", STUDY + groups)
    assert cell(pimh, 21).startswith("135 minutes in 2 focus groups; mean 67.5, range 60–75")


def test_an_item_that_the_guideline_does_not_have_is_told(coded: Path, pimh: Pimh) -> None:
    written(coded / "study.yaml", STUDY + "    reporting: {coreq: {33: More.}}\n")
    ran = pimh("table", "coreq")
    assert (ran.code, "unknown key `33`" in ran.talk) == (3, True)


def test_srqr_asks_for_funding(coded: Path, pimh: Pimh) -> None:
    assert cell(pimh, 21, "srqr").startswith("To say: who paid")
