"""The words of one who does not agree to be quoted stand in no report and in no table, in any format."""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest
from building import run, snapshot, written

from pimhcli.tables.renderers import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from building import Pimh

TABLES = ("demographics", "themes", "quotes", "participants-by-theme")
REFUSED = ("listen more", "People leave", "slow down", "leaves with them")  # P1 alone, or P1 and P2 together
PRINTED = "I ask the mother first"


def forbid_by_line(study: Path) -> None:
    path = study / "study.yaml"
    path.write_text(path.read_text("utf-8") + "consent: {p 1: {quote: no}}\n", "utf-8")


def forbid_by_answer(study: Path) -> None:
    written(study / "questionnaire.yaml", "items:\n  ok: {text: Quotable, type: yes/no, consent: quote}\n")
    written(study / "participants.csv", "participant_id,ok\nP1,no\nP2,yes\n")


def forbid_a_label(study: Path) -> None:
    (study / "participants.csv").unlink()
    forbid_by_line(study)


@pytest.fixture(params=[forbid_by_line, forbid_by_answer, forbid_a_label])
def refused(request: pytest.FixtureRequest, coded: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The coded study with an excerpt of P2, and one of both, once P1 does not agree to be quoted."""
    assert run("excerpt", "add", "--quote", PRINTED, "--code", "practice", "--star") == 0
    assert run("excerpt", "add", "--turn", "5", "--to-turn", "6", "--code", "barriers") == 0
    request.param(coded)
    capsys.readouterr()
    return coded


def texts(path: Path) -> Iterator[str]:
    """All that a file holds, the parts of a document one by one."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as parts:
            yield from (parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    else:
        yield path.read_text("utf-8")


def leaked(paths: list[Path]) -> list[tuple[str, str]]:
    assert paths
    return [(p.name, words) for p in paths for text in texts(p) for words in REFUSED if words in text]


def test_the_report_and_its_tables_hold_none_of_it(refused: Path, pimh: Pimh) -> None:
    assert pimh("report").code == 0
    files = sorted((refused / "reports").iterdir())
    assert leaked(files) == []
    assert PRINTED in (refused / "reports" / "report.md").read_text("utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_no_table_in_any_format_holds_any_of_it(refused: Path, source: Path, pimh: Pimh, form: str) -> None:
    for name in TABLES if (refused / "participants.csv").exists() else TABLES[1:]:
        suffix = getattr(FORMATS[form], "suffixes", (".txt",))[0]
        out = source / f"{name}{suffix}"
        assert pimh("table", name, "--format", form, "-o", out, "--yes").code == 0
    assert leaked(sorted(source.iterdir())) == []
    assert any(PRINTED in text for path in source.glob("quotes.*") for text in texts(path))


def test_what_programs_get_of_the_quotes_holds_none_of_it(refused: Path, pimh: Pimh) -> None:
    out = pimh("table", "quotes", "--json").out
    assert [words for words in REFUSED if words in out] == []
    assert PRINTED in out


def test_counts_stay(refused: Path, pimh: Pimh) -> None:
    assert pimh("table", "themes", "--counts", "--format", "csv").out.splitlines()[-1].endswith(",2,2,1")
    pimh("report")
    text = (refused / "reports" / "report.md").read_text("utf-8")
    assert "*2 excerpts | 2 participants | 1 group*" in text


def test_the_number_of_excerpts_that_are_held_back_is_told_and_never_whose(refused: Path, pimh: Pimh) -> None:
    pimh("report")
    report = (refused / "reports" / "report.md").read_text("utf-8")
    assert "3 excerpts are not printed for lack of consent." in pimh("table", "quotes").out
    assert "The counts are of all excerpts; 3 excerpts are not printed for lack of consent." in report
    assert [line for line in report.splitlines() if "consent" in line and "P1" in line] == []


def test_where_everybody_agrees_nothing_is_told(coded: Path, pimh: Pimh) -> None:
    pimh("report")
    assert "consent" not in pimh("table", "quotes").out
    assert "consent" not in (coded / "reports" / "report.md").read_text("utf-8")


PRINTING = pytest.mark.parametrize("command", [("report",), ("table", "quotes")])


@PRINTING
def test_a_consent_line_that_names_nobody_stops_and_nothing_is_written(
    coded: Path, pimh: Pimh, command: tuple[str, ...]
) -> None:
    path = coded / "study.yaml"
    path.write_text(path.read_text("utf-8") + "consent: {P11: {quote: no}}\n", "utf-8")
    line = path.read_text("utf-8").count("\n")
    before = snapshot(coded)
    ran = pimh(*command)
    assert (ran.code, ran.out, snapshot(coded)) == (1, "", before)
    assert f"study.yaml:{line}: consent: 'P11' is nobody" in ran.talk
    assert "Did you mean 'P1'?" in ran.talk


def test_a_consent_line_may_come_before_everything_else(coded: Path, pimh: Pimh) -> None:
    (coded / "participants.csv").unlink()
    for folder in ("transcripts", "codings"):
        shutil.rmtree(coded / folder)
    forbid_by_line(coded)
    assert pimh("report").code == 0


def leave_open(study: Path, answers: str = "P1,\nP2,yes\n") -> None:
    written(study / "questionnaire.yaml", "items:\n  ok: {text: Quotable, type: yes/no, consent: quote}\n")
    written(study / "participants.csv", f"participant_id,ok\n{answers}")


@PRINTING
@pytest.mark.parametrize("answers", ["P1,\nP2,yes\n", "P1,prefer not to say\nP2,yes\n", "P2,yes\n"])
def test_the_words_of_one_who_did_not_answer_are_not_printed_which_is_told_once(
    coded: Path, pimh: Pimh, command: tuple[str, ...], answers: str
) -> None:
    leave_open(coded, answers)
    ran = pimh(*command)
    report = coded / "reports" / "report.md"
    told = (
        "warning: participants.csv: of 1 participant there is no answer to 'ok'; their words are not printed."
    )
    assert (ran.code, ran.talk.count(told)) == (0, 1)
    assert "P1" not in ran.talk
    assert "People leave" not in (report.read_text("utf-8") if report.exists() else ran.out)


@PRINTING
def test_a_yes_in_study_yaml_is_enough(coded: Path, pimh: Pimh, command: tuple[str, ...]) -> None:
    leave_open(coded)
    path = coded / "study.yaml"
    path.write_text(path.read_text("utf-8") + "consent: {P1: {quote: yes}}\n", "utf-8")
    ran = pimh(*command)
    report = coded / "reports" / "report.md"
    assert (ran.code, "no answer" in ran.talk) == (0, False)
    assert "People leave" in (report.read_text("utf-8") if report.exists() else ran.out)


def test_before_answers_are_loaded_the_question_decides_nothing(coded: Path, pimh: Pimh) -> None:
    leave_open(coded)
    (coded / "participants.csv").unlink()
    assert "People leave" in pimh("table", "quotes").out


@PRINTING
def test_a_code_that_is_called_by_withheld_words_is_warned_of(
    coded: Path, pimh: Pimh, command: tuple[str, ...]
) -> None:
    assert run("codebook", "add", "We listen more") == 0
    forbid_by_line(coded)
    talk = pimh(*command).talk
    assert "codebook.yaml: the theme 'We listen more' is called by words that are not printed" in talk
    assert "P1" not in talk


def test_a_template_of_the_studys_own_prints_none_of_it_either(refused: Path, pimh: Pimh) -> None:
    quotes = "{% for part in results %}{% for one in part.quotes %}{{ one.words }}\n{% endfor %}{% endfor %}"
    written(refused / "templates" / "results.md.j2", quotes)
    assert pimh("report").code == 0
    assert leaked([refused / "reports" / "report.md"]) == []
    assert PRINTED in (refused / "reports" / "report.md").read_text("utf-8")


def test_the_researchers_own_list_of_excerpts_shows_all(refused: Path, pimh: Pimh) -> None:
    out = pimh("excerpt", "list").out
    assert all(words in out for words in REFUSED)


def test_a_voice_that_may_be_that_of_one_who_refused_is_not_printed(coded: Path, pimh: Pimh) -> None:
    fg1 = coded / "transcripts" / "fg1.txt"
    fg1.write_text(fg1.read_text("utf-8") + "All: None of us sleeps.\nP2: I do sleep.\n", "utf-8")
    for words in ("None of us sleeps.", "I do sleep."):
        assert pimh("excerpt", "add", "--quote", words, "--code", "practice").code == 0
    assert "None of us sleeps" in pimh("table", "quotes").out
    forbid_by_line(coded)
    ran = pimh("table", "quotes")
    assert ("None of us" in ran.out, "I do sleep" in ran.out) == (False, True)
    assert "1 excerpt of several voices or of somebody unidentified may hold the words" in ran.talk
    assert pimh("report").code == 0
    files = sorted((coded / "reports").iterdir())
    assert not any("None of us sleeps" in text for file in files for text in texts(file))


def test_moderators_who_are_numbered_need_not_agree(coded: Path, pimh: Pimh) -> None:
    fg1 = coded / "transcripts" / "fg1.txt"
    fg1.write_text(fg1.read_text("utf-8") + "Moderator 2: Is that all of it?\n", "utf-8")
    written(coded / "questionnaire.yaml", "items:\n  ok: {text: Quotable, type: yes/no, consent: quote}\n")
    written(coded / "participants.csv", "participant_id,ok\nP1,yes\nP2,yes\n")
    assert pimh("excerpt", "add", "--quote", "Is that all of it?", "--code", "practice").code == 0
    assert "Is that all of it?" in pimh("table", "quotes").out


def test_it_is_told_where_another_repeats_words_that_are_not_printed(refused: Path, pimh: Pimh) -> None:
    path = refused / "transcripts" / "fg1.txt"
    again = "P2: P1 says people leave and what they know leaves with them.\n"
    path.write_text(path.read_text("utf-8") + again, "utf-8")
    assert "repeats words" not in pimh("table", "quotes").talk
    assert (
        run("excerpt", "add", "--quote", "people leave and what they know leaves", "--code", "barriers") == 0
    )
    assert "repeats words of somebody else that are not printed" in pimh("table", "quotes").talk
