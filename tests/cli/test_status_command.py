"""pimh status: what is there and the right next step, for the study that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import STUDY, made_study, written

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

FULL = """
    research_question: Why?
    setting: A clinic.
    recruitment: {invited: 3}
    focus_groups: [{id: fg1, date: 2026-05-14, minutes: 60, attended: 2}]
    reflexivity: We are nurses.
    ethics: Approved.
"""


def next_step(pimh: Pimh) -> str:
    return str(pimh("status", "--json").data["next"]["command"])


def test_in_an_empty_study_the_next_step_is_to_load(
    tmp_path: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch
) -> None:
    pimh("init", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert next_step(pimh).startswith("pimh load")
    shown = pimh("status").out
    assert "16 items" in shown
    assert "none loaded" in shown


def test_without_items_the_questionnaire_comes_first(
    tmp_path: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch
) -> None:
    pimh("init", tmp_path, "--questionnaire", "blank")
    monkeypatch.chdir(tmp_path)
    assert "questionnaire.yaml has no items yet" in pimh("status").out


def test_with_answers_the_next_step_is_a_transcript(study: Path, pimh: Pimh) -> None:
    (study / "transcripts" / "fg1.txt").unlink()
    assert next_step(pimh).startswith("pimh transcript add")


def test_with_a_transcript_the_next_step_is_to_code(study: Path, pimh: Pimh) -> None:
    assert next_step(pimh) == "pimh code fg1"


def test_with_codes_and_no_theme_the_next_step_is_a_theme(study: Path, pimh: Pimh) -> None:
    written(study / "codebook.yaml", "codes:\n- name: Leaving\n")
    pimh("excerpt", "add", "--quote", "People leave", "--code", "Leaving")
    assert next_step(pimh).startswith("pimh codebook add")


def test_what_study_yaml_does_not_say_is_named_before_the_report(coded: Path, pimh: Pimh) -> None:
    shown = pimh("status").out
    assert "study.yaml does not say yet: research_question" in shown
    assert next_step(pimh) == "pimh report"


def test_when_all_is_there_the_next_step_is_the_report(coded: Path, pimh: Pimh) -> None:
    written(coded / "study.yaml", STUDY + FULL)
    shown = pimh("status").out
    assert "All parts are there" in shown
    assert "not said yet" not in shown


def test_the_figures_of_the_study(coded: Path, pimh: Pimh) -> None:
    pimh("report")
    shown = " ".join(pimh("status").out.split())
    for figure in (
        "participants 2 loaded",
        "transcript fg1: 6 turns, 2 coded, 2 excerpts",
        "codebook 2 themes, 1 sub-theme, 0 codes",
        "excerpts 2, 1 of them key quotes (anna 2)",
        "report reports/report.md",
    ):
        assert figure in shown


def test_speakers_whom_nobody_knows_are_named(study: Path, pimh: Pimh) -> None:
    written(study / "transcripts" / "fg2.txt", "P9: Yes.\nP1: No.")
    assert "neither participant nor moderator: P9" in pimh("status").out


def test_a_quote_that_stands_no_longer_is_named(coded: Path, pimh: Pimh) -> None:
    path = coded / "transcripts" / "fg1.txt"
    path.write_text(path.read_text("utf-8").replace("People leave", ""), "utf-8")
    ran = pimh("status")
    assert ran.code == 0
    assert 'its quote no longer stands there: "People leave"' in ran.talk
    assert next_step(pimh) == "pimh transcript review fg1"


def test_what_is_wrong_with_a_quote_is_told_alike_by_status_and_sync(coded: Path, pimh: Pimh) -> None:
    path = coded / "transcripts" / "fg1.txt"
    path.write_text(path.read_text("utf-8").replace("People leave", ""), "utf-8")
    told, *_ = pimh("status").talk.splitlines()
    synced, *_ = pimh("transcript", "sync", "fg1").talk.splitlines()
    assert told.removeprefix("warning: ") == synced
    assert "pimh transcript review fg1" in told


def test_codings_whose_transcript_is_gone_are_named(coded: Path, pimh: Pimh) -> None:
    (coded / "transcripts" / "fg1.txt").rename(coded / "transcripts" / "elsewhere.txt")
    assert "warning: codings/fg1: there is no transcripts/fg1.txt" in pimh("status").talk


@pytest.mark.parametrize(
    "name",
    ["anna (conflicted copy 2026-11-23).jsonl", "anna-DESKTOP-4F2K9.jsonl", "anna (1).jsonl", "anna 2.jsonl"],
)
def test_copies_that_a_sync_program_made_are_named_and_left_out(coded: Path, pimh: Pimh, name: str) -> None:
    folder = coded / "codings" / "fg1"
    (folder / name).write_bytes((folder / "anna.jsonl").read_bytes())
    ran = pimh("status")
    assert f"warning: codings/fg1/{name}: is left out" in ran.talk
    assert "excerpts       2," in ran.out


def test_a_transcript_whose_name_is_none_is_named_and_left_out(study: Path, pimh: Pimh) -> None:
    written(study / "transcripts" / "fg1 (1).txt", "P1: Yes.")
    ran = pimh("status")
    assert "warning: transcripts/fg1 (1).txt: is left out" in ran.talk
    assert ran.out.count("turns,") == 1


class TestWhichStudyIsMeant:
    @pytest.fixture
    def outside(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.delenv("PIMH_STUDY", raising=False)
        (tmp_path / "outside").mkdir()
        monkeypatch.chdir(tmp_path / "outside")
        return tmp_path / "outside"

    @pytest.fixture
    def there(self, tmp_path: Path) -> Path:
        return made_study(tmp_path / "there")

    def test_pimh_alone_inside_a_study_is_status(self, coded: Path, pimh: Pimh) -> None:
        assert pimh() == pimh("status")

    def test_pimh_alone_outside_is_the_help(self, outside: Path, pimh: Pimh) -> None:
        ran = pimh()
        assert (ran.code, "Usage: pimh" in ran.out, "demo" in ran.out) == (0, True, True)

    def test_pimh_alone_in_a_broken_study_says_what_is_broken(self, study: Path, pimh: Pimh) -> None:
        written(study / "study.yaml", "title: [")
        ran = pimh()
        assert (ran.code, "study.yaml:2:1" in ran.talk) == (3, True)

    def test_another_command_outside_says_how_to_get_in(self, outside: Path, pimh: Pimh) -> None:
        ran = pimh("status")
        assert (ran.code, "pimh init my-study" in ran.talk) == (3, True)

    def test_the_study_is_found_from_a_folder_in_it(
        self, study: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(study / "transcripts")
        assert pimh("status").out.startswith("Looking   back")

    @pytest.mark.parametrize("option", ["-C", "--study"])
    def test_an_option_names_it(self, outside: Path, there: Path, pimh: Pimh, option: str) -> None:
        assert f"({there})" in pimh(option, "../there", "status").out

    def test_the_environment_names_it(
        self, outside: Path, there: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PIMH_STUDY", str(there))
        assert f"({there})" in pimh().out

    def test_the_option_wins_over_the_environment(
        self, outside: Path, there: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PIMH_STUDY", str(outside))
        assert pimh("-C", there, "status").code == 0

    @pytest.mark.parametrize("words", [(), ("status",)])
    def test_an_environment_that_names_no_study_is_an_error(
        self, outside: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
    ) -> None:
        monkeypatch.setenv("PIMH_STUDY", str(outside))
        ran = pimh(*words)
        assert (ran.code, "has no study.yaml" in ran.talk) == (3, True)

    def test_a_folder_that_is_not_there_is_an_error(self, outside: Path, pimh: Pimh) -> None:
        ran = pimh("-C", "nowhere", "status")
        assert (ran.code, "nowhere is no folder" in ran.talk) == (3, True)


def test_the_study_may_be_named_before_or_after_the_command(
    study: Path, pimh: Pimh, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert pimh("status", "-C", study).out == pimh("-C", study, "status").out != ""


def test_codes_that_the_codebook_lacks_are_warned_of(coded: Path, pimh: Pimh) -> None:
    written(coded / "codebook.yaml", "themes: []\n")
    ran = pimh("status")
    assert ran.code == 0
    assert "warning: codebook.yaml: there is no id 'slowing-down'" in ran.talk
    assert "Codings no longer fit" in ran.out
    assert next_step(pimh) == "pimh codebook show"


def test_a_report_that_was_made_of_other_files_is_told_of(coded: Path, pimh: Pimh) -> None:
    pimh("report")
    path = coded / "study.yaml"
    path.write_text(path.read_text("utf-8") + "consent: {P1: {quote: no}}\n", "utf-8")
    told = "note: reports/report.md: was made before study.yaml changed; it may hold what may be"
    assert told in pimh("status").talk


def test_a_report_of_the_present_files_is_not_told_of(coded: Path, pimh: Pimh) -> None:
    written(coded / "templates" / "_own*.j2", "")
    pimh("report")
    assert "was made before" not in pimh("status").talk


def test_of_a_report_that_lists_no_files_nothing_is_told(coded: Path, pimh: Pimh) -> None:
    (coded / "reports").mkdir(exist_ok=True)
    (coded / "reports" / "report.md").write_bytes(b"Our own words, \xe4.\n")
    ran = pimh("status")
    assert (ran.code, "was made before" in ran.talk) == (0, False)


def test_of_many_changed_files_the_first_are_named(coded: Path, pimh: Pimh) -> None:
    pimh("report")
    for i in range(5):
        written(coded / "templates" / f"{i}.j2", "")
    (coded / "codebook.yaml").write_bytes((coded / "codebook.yaml").read_bytes() + b"\n")
    told = "made before codebook.yaml, templates/0.j2, templates/1.j2 and 3 other files changed"
    assert told in pimh("status").talk
