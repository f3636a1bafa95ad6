"""Names that are words as well: nothing that pimh wrote tells them afterwards, and answers stay answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import history, lines, made_study, snapshot, word_document, workbook, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Pimh

DO = ("transcript", "pseudonymise", "--yes", "--coder", "anna", "--key")
TALK = """
    Moderator: What has changed?
    Rose: I told Grace O'Shea about it, and she saw.
    Will: Rose said that it will be better. Will it?
    Grace O'Shea: So said Will to Rose, and it was.
"""
ANSWERS = "participant_id,age,job\nRose,34,Nurse\nWill,41,Nurse\nGrace O'Shea,51,Psychologist\n"
KEY = "name,pseudonym\nRose,P1\nWill,P2\nGrace O'Shea,P3\n"
QUESTIONS = """
    items:
      origin: {text: Origin, type: single, levels: [White, Black]}
      lives: {text: Where, type: several, levels: [Cork, May Street]}
      said: {text: Anything else, type: text}
    table:
      rows:
      - {item: origin, label: Origin, show: levels}
"""


@pytest.fixture
def worded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study of three who are called by words; the key lies beside it."""
    root = made_study(tmp_path / "study", talk=TALK, participants=ANSWERS)
    written(tmp_path / "key.csv", KEY).chmod(0o600)
    monkeypatch.chdir(root)
    return root


def named(path: Path) -> list[str]:
    """The names that a text file holds."""
    text = path.read_text("utf-8-sig")
    return [name for name in ("Rose", "Will", "Grace", "Shea") if name in text]


def test_reports_in_which_a_speaker_stands_alone_go(worded: Path, pimh: Pimh) -> None:
    for name in ("who.csv", "who.md", "who.html", "who.tex", "who.docx", "who.xlsx"):
        assert pimh("table", "participation", "-o", f"reports/{name}").code == 0
    ran = pimh(*DO, "../key.csv")
    assert (ran.code, list((worded / "reports").iterdir())) == (0, [])
    assert "Some reports were removed: pimh report and pimh table make them anew." in ran.talk


def test_a_report_that_can_be_rewritten_stays(worded: Path, pimh: Pimh) -> None:
    path = written(worded / "reports" / "said.md", "    So said Will to Rose, and it was.")
    assert pimh(*DO, "../key.csv").code == 0
    assert path.read_text("utf-8") == "So said P2 to P1, and it was."


def test_a_name_with_an_apostrophe_is_found_in_a_web_page(worded: Path, pimh: Pimh) -> None:
    report = written(worded / "reports" / "said.html", "<p>as Grace O&#x27;Shea said</p>")
    own = written(worded / "own.html", "<p>as Grace O&#39;Shea said</p>")
    ran = pimh(*DO, "../key.csv")
    assert (ran.code, report.exists(), own.exists()) == (1, False, True)
    assert "own.html: still holds names of the key." in ran.talk


def test_reports_made_anew_are_no_reason_to_go_on(worded: Path, pimh: Pimh) -> None:
    assert pimh("excerpt", "add", "--quote", "Will it?", "--code", "barriers").code == 0
    assert pimh(*DO, "../key.csv").code == 0
    assert pimh("report").code == 0
    before = snapshot(worded)
    assert "Nothing is left to replace." in pimh(*DO, "../key.csv").talk
    assert snapshot(worded) == before


def test_the_history_tells_nobody_whose_answers_were_changed(worded: Path, pimh: Pimh) -> None:
    table = workbook(
        worded.parent / "answers.xlsx",
        [["participant_id", "age", "job"], ["Rose", 35, "Nurse"], ["Will", 42, "Nurse"]],
    )
    assert pimh("load", table, "--yes", "--coder", "anna").code == 0
    assert "Will" in str(history(worded)[0]["answers"])
    assert pimh(*DO, "../key.csv").code == 0
    assert {one["participant"] for one in history(worded)[0]["answers"]} == {"P1", "P2", "P3"}


def test_an_answer_to_be_chosen_stays_though_somebody_is_called_so(tmp_path: Path, pimh: Pimh) -> None:
    answers = (
        "participant_id,origin,lives,said\nP1,White,Cork; May Street,I saw White\nP2,Black,Cork,So May said\n"
    )
    root = made_study(tmp_path / "study", participants=answers, questionnaire=QUESTIONS)
    key = written(tmp_path / "key.csv", "name,pseudonym,also\nAnn White,P8,White\nMay Street,P9,May\n")
    ran = pimh(*DO, key, "-C", root)
    assert ran.code == 0
    assert (root / "participants.csv").read_text("utf-8-sig") == lines("""
        participant_id,origin,lives,said
        P1,White,Cork; P9,I saw P8
        P2,Black,Cork,So P9 said
    """)
    assert "levels: [Cork, P9]" in (root / "questionnaire.yaml").read_text("utf-8")
    assert "note: participants.csv: has answers to choose from that are names of the key too" in ran.talk
    assert "Nothing is left to replace." in pimh(*DO, key, "-C", root).talk


def test_speakers_who_become_one_are_told(worded: Path, pimh: Pimh) -> None:
    (worded / "participants.csv").unlink()
    written(worded.parent / "key.csv", "name,pseudonym\nRose,P1\nWill,P1\n")
    ran = pimh(*DO, "../key.csv")
    assert "transcripts/fg1.txt: Rose and Will speak as one from now on: P1." in ran.talk


def test_what_to_know_before_is_told_before_the_question(
    worded: Path, pimh: Pimh, asked: Callable[[str], None]
) -> None:
    (worded / "participants.csv").unlink()
    written(worded.parent / "key.csv", "name,pseudonym\nRose,P1\nWill,P1\n")
    asked("n")
    talk = pimh(*(word for word in DO if word != "--yes"), "../key.csv").talk
    assert talk.index("speak as one from now on") < talk.index("Replace them for good?")


def test_what_was_written_while_it_asked_is_rewritten_too(
    worded: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrote(*_: object, **__: object) -> bool:
        written(worded / "memos" / "new.md", "I met Rose.")
        return True

    monkeypatch.setattr("pimhcli.cli.output.agreed", wrote)
    assert pimh(*DO, "../key.csv").code == 0
    assert (worded / "memos" / "new.md").read_text("utf-8") == "I met P1."


def test_a_document_beside_the_reports_that_may_hold_a_name_is_told(worded: Path, pimh: Pimh) -> None:
    word_document(worded / "own.docx", "Will")
    ran = pimh(*DO, "../key.csv")
    assert (ran.code, (worded / "own.docx").exists()) == (0, True)
    assert "warning: own.docx: holds a name of the key, or an ordinary word." in ran.talk


def test_a_dry_run_tells_the_labels_of_many_turns_in_a_line(tmp_path: Path, pimh: Pimh) -> None:
    talk = "".join(f"Maya: This is number {n}.\nModerator: And?\n" for n in range(8))
    root = made_study(tmp_path / "study", talk=talk)
    key = written(tmp_path / "key.csv", "name,pseudonym\nMaya,P7\n")
    out = pimh("transcript", "pseudonymise", "--key", key, "--dry-run", "-C", root).out
    assert "Maya becomes P7: 8 places\n  fg1: [Maya → P7] speaks in 8 turns: 1, 3, 5, 7, 9, …, 15\n" in out


def test_a_name_is_known_behind_what_programs_write_for_other_characters(worded: Path, pimh: Pimh) -> None:
    for name, text in (("a.json", r'{"a": "Grace O\u2019Shea"}'), ("b.json", r'["C:\\Grace O\"Shea"]')):
        written(worded / name, text)
    assert pimh(*DO, "../key.csv").code == 0
    assert (named(worded / "a.json"), named(worded / "b.json")) == ([], ["Grace", "Shea"])


def test_a_file_of_json_without_a_name_stays_to_the_letter(worded: Path, pimh: Pimh) -> None:
    path = written(worded / "own.json", r'{ "a":   "Zo\u00eb" }')
    assert pimh(*DO, "../key.csv").code == 0
    assert path.read_text("utf-8") == r'{ "a":   "Zo\u00eb" }'
