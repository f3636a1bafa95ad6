"""Memos in the report: only when they are asked for, by what they are on, and told of where they quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from building import STUDY, lines, run, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Pimh

REFUSES = lines(STUDY) + "consent:\n  P1: {quote: no}\n"


def report(root: Path, *words: str) -> str:
    assert run("report", *words) == 0
    return (root / "reports" / "report.md").read_text("utf-8")


def memos_of(text: str) -> str:
    return text.partition("## Memos\n")[2].partition("\n## ")[0]


def test_memos_are_printed_only_when_they_are_asked_for(coded: Path) -> None:
    run("memo", "add", "They hesitate.")
    assert "They hesitate." not in report(coded)
    assert "They hesitate." in memos_of(report(coded, "--memos"))


def test_they_stand_by_what_they_are_on_with_the_notes_told_apart(
    coded: Path, golden: Callable[[str, str], None]
) -> None:
    for name, text in {
        "a": "---\nby: anna\nat: 2020-01-02T10:00:00Z\ntags: [method]\ntitle: On *it*\n---\n# One\n\n*two*",
        "b": "---\nid: bb\nby: ben\nat: 2020-01-03\non: turn 2\ntranscript: fg1\n---\nWe wonder.",
        "c": "---\nid: cc\non: theme Practice\n---\nBroad.",
        "d": "---\nid: dd\non: participant P9\n---\nWho?",
    }.items():
        written(coded / "memos" / f"{name}.md", text)
    (file,) = (coded / "codings" / "fg1").glob("*.jsonl")
    key = file.read_text("utf-8").rpartition('{"id":"')[2][:10]
    day = file.read_text("utf-8").rpartition('"at":"')[2][:10]
    shown = memos_of(report(coded, "--memos"))
    golden("report-memos.md", shown.replace(key, "k7m2q4rd9x").replace(day, "2020-01-04"))


def test_headings_of_a_memo_stand_below_those_of_the_report(coded: Path) -> None:
    written(coded / "memos" / "a.md", "# One\n\nTwo\n===\n\nThree\n---\n\n- four\n---\n\n####### five")
    shown = memos_of(report(coded, "--memos"))
    for words in ("##### One\n", "##### Two\n", "###### Three\n", "- four\n---\n", "\n####### five"):
        assert words in shown


def test_without_any_memo_or_note_there_is_no_section(study: Path) -> None:
    assert "## Memos" not in report(study, "--memos")


def test_the_report_names_the_memos_it_was_made_from_and_is_out_of_date_when_one_changes(
    coded: Path, pimh: Pimh
) -> None:
    path = written(coded / "memos" / "a.md", "One")
    assert "| memos/a.md |" in report(coded, "--memos")
    assert "was made before" not in pimh("check", "roster").talk + pimh("table", "3").talk
    path.write_text("Two", "utf-8")
    assert "memos" not in report(coded)


def test_a_memo_that_repeats_words_of_one_who_may_not_be_quoted_is_warned_of(coded: Path, pimh: Pimh) -> None:
    written(coded / "study.yaml", REFUSES)
    written(coded / "memos" / "a.md", "They say: people leave, and what they know leaves with them. Why?")
    ran = pimh("report", "--memos")
    assert "warning: memos/a.md: the memo repeats words of somebody" in ran.talk
    assert "the memo repeats" not in pimh("report").talk
    assert pimh("check", "memos").code == 1


def test_the_quote_of_a_note_is_not_printed_without_consent(coded: Path) -> None:
    assert "People leave" in memos_of(report(coded, "--memos"))
    written(coded / "study.yaml", REFUSES)
    shown = memos_of(report(coded, "--memos"))
    assert "turnover" in shown
    assert "People leave" not in shown
