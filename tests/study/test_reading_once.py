"""What was read before is not read again: a study that follows an earlier one works out only what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from building import ANSWERS, QUESTIONNAIRE, written

from pimhcli.errors import StudyError
from pimhcli.questionnaire import loading
from pimhcli.storage import jsonlines
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

    from pimhcli.study.sitting import Sitting


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of answers that are worked out, in their order."""
    files: list[str] = []
    whole = loading.from_csv

    def noted(text: str, questionnaire: Any, file: str) -> Any:
        files.append(file)
        return whole(text, questionnaire, file)

    monkeypatch.setattr(loading, "from_csv", noted)
    return files


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders of the histories and codings that are decoded, in their order."""
    folders: list[str] = []
    whole = jsonlines.read

    def noted(text: str, file: str, kind: Any) -> Any:
        folders.append(file.partition("/")[0])
        return whole(text, file, kind)

    monkeypatch.setattr(jsonlines, "read", noted)
    return folders


def test_answers_that_stayed_as_they_were_are_worked_out_once(study: Path, parsed: list[str]) -> None:
    first = Study(study)
    assert len(first.participants) == 2
    assert Study(study, first).participants == first.participants
    assert parsed == ["participants.csv"]


def test_answers_that_changed_are_worked_out_anew(study: Path) -> None:
    first = Study(study)
    assert len(first.participants) == 2
    written(study / "participants.csv", f"{ANSWERS}    P3,50,Nurse\n")
    assert len(Study(study, first).participants) == 3


def test_answers_are_held_against_the_questions_as_they_are_now(study: Path) -> None:
    first = Study(study)
    assert len(first.participants) == 2
    written(study / "questionnaire.yaml", QUESTIONNAIRE.replace("Nurse", "Doctor"))
    with pytest.raises(StudyError, match=r"participants\.csv has 1 problem"):
        _ = Study(study, first).participants


@pytest.mark.parametrize(("before", "back"), [((), "undo"), (("undo",), "redo")])
def test_a_command_that_takes_back_decodes_the_history_once(
    coded: Path, pimh: Pimh, decoded: list[str], before: tuple[str, ...], back: str
) -> None:
    for act in before:
        pimh(act)
    decoded.clear()
    assert pimh(back).code == 0
    assert decoded.count("history") == 1


def test_whether_to_go_back_is_asked_of_the_history_that_undo_reads(
    sitting: Sitting, decoded: list[str]
) -> None:
    assert sitting.goes_back_to() is not None
    sitting.undo()
    assert decoded.count("history") == 1


def test_an_act_that_came_in_since_is_the_one_that_is_undone(sitting: Sitting, pimh: Pimh) -> None:
    assert sitting.goes_back_to() is not None
    assert pimh("codebook", "add", "Costs").code == 0
    assert sitting.undo().sentence.startswith("Undid: Added the theme 'Costs'")
