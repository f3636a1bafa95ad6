"""A copy that is given away: all that may be known is in it, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import run, written

from pimhcli.analysis.consent import Consent
from pimhcli.analysis.sharing import sharing
from pimhcli.exchange import sharing as copies
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

DATA = {
    "README.txt", "study.yaml", "questionnaire.yaml", "codebook.yaml", "participants.csv",
    "transcripts/fg1.txt", "codings/fg1/coder-1.jsonl",
}  # fmt: skip


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8-sig")
        for path in folder.rglob("*")
        if path.is_file()
    }


def consenting(root: Path, lines: str) -> None:
    path = root / "study.yaml"
    path.write_text(path.read_text("utf-8") + f"consent:\n{lines}", "utf-8")


@pytest.fixture
def full(coded: Path) -> Path:
    """The coded study with everything that is not to be given away."""
    written(coded / "originals" / "fg1.docx", "secret original")
    written(coded / "keys" / "key.csv", "name,pseudonym")
    written(coded / "reports" / "report.md", "secret report")
    assert run("memo", "add", "Secret thought") == 0
    assert run("snapshot", "add", "one") == 0
    return coded


def test_it_holds_the_data_and_the_coding_and_nothing_else(full: Path, pimh: Pimh) -> None:
    ran = pimh("export", "share", "--everyone", "-o", "../given")
    assert ran.code == 0, ran.talk
    assert set(contents(full.parent / "given")) == DATA


def test_no_name_memo_comment_time_or_path_is_in_it(full: Path, pimh: Pimh) -> None:
    assert pimh("export", "share", "--everyone", "-o", "../given").code == 0
    whole = "\n".join(contents(full.parent / "given").values()).casefold()
    for words in (
        "anna",
        "turnover",
        "secret",
        "a working title",
        "how we code",
        "focus group of may",
        "2026-",
        str(full),
    ):
        assert words.casefold() not in whole


def test_it_is_a_study_with_the_same_excerpts_and_tables(full: Path, pimh: Pimh) -> None:
    assert pimh("export", "share", "--everyone", "-o", "../given").code == 0
    given = Study(full.parent / "given")
    text = given.transcript("fg1").text
    found = given.codings("fg1", "coder-1").records
    assert [text[one.start : one.end] for one in found] == [one.quote for one in found]
    here, there = pimh("table", "themes"), pimh("-C", "../given", "table", "themes")
    assert there.out == here.out
    assert pimh("-C", "../given", "check").code in (0, 1)


def test_codings_of_an_edited_transcript_stand_where_their_words_are_now(full: Path, pimh: Pimh) -> None:
    path = full / "transcripts" / "fg1.txt"
    path.write_text(
        path.read_text("utf-8").replace("What has changed?", "So, what has changed here?"), "utf-8"
    )
    assert pimh("export", "share", "--everyone", "-o", "../given").code == 0
    given = Study(full.parent / "given")
    text = given.transcript("fg1").text
    assert [text[one.start : one.end] for one in given.codings("fg1", "coder-1").records] == [
        "We listen more than we did.", "People leave",
    ]  # fmt: skip


def test_whoever_did_not_agree_is_left_out_with_row_and_words(full: Path, pimh: Pimh) -> None:
    consenting(full, "  P1: {share: no}\n  P2: {share: yes}\n")
    ran = pimh("export", "share", "-o", "../given")
    assert (ran.code, "Left out: 1 participant." in ran.talk) == (0, True)
    found = contents(full.parent / "given")
    said_by_others = {"We slow down", "slow down now,", "slow down now."}
    assert "P1" not in "\n".join(found.values())
    whole = " ".join("\n".join(found.values()).split())
    for turn in Study(full).transcript("fg1").turns:
        words = turn.text.split()
        runs = {" ".join(words[place : place + 3]) for place in range(len(words) - 2)}
        # "slow down now" is what P2 says too
        assert turn.speaker != "P1" or not [one for one in runs - said_by_others if one in whole]
    assert "It’s the mother who knows." in found["transcripts/fg1.txt"]
    assert not any(name.startswith(".pimh") for name in found)


def test_where_anybody_was_asked_it_takes_a_yes(full: Path, pimh: Pimh) -> None:
    consenting(full, "  P1: {share: yes}\n")
    assert pimh("export", "share", "-o", "../given", "--json").data["left_out"] == ["P2"]


def test_where_nobody_was_asked_nothing_is_written(full: Path, pimh: Pimh) -> None:
    ran = pimh("export", "share", "-o", "../given")
    assert (ran.code, "--everyone" in ran.talk) == (1, True)
    assert sorted(path.name for path in full.parent.iterdir()) == ["in", "study"]


def test_an_item_of_the_questionnaire_can_ask(full: Path) -> None:
    written(
        full / "questionnaire.yaml",
        "items:\n  age: {type: integer}\n  job: {type: text}\n  open: {type: yes/no, consent: share}\n",
    )
    written(full / "participants.csv", "participant_id,age,job,open\nP1,34,x,yes\nP2,41,y,no\nP3,40,z,\n")
    study = Study(full)
    told = sharing(("P1", "P2", "P3", "P4"), (), study.questionnaire.items, study.participants)
    assert (told.is_asked, told.refused, told.silent) == (True, ("P2",), ("P3", "P4"))


def test_a_line_about_sharing_says_nothing_about_quoting(full: Path, pimh: Pimh) -> None:
    consenting(full, "  P1: {share: no}\n")
    assert Study(full).settings.consent == (
        Consent("P1", Study(full).settings.consent[0].where, None, False),
    )
    assert pimh("participant", "show", "P1", "--json").data["may_quote"] is True


def test_what_does_not_print_the_words_is_kept_in_the_copy(full: Path, pimh: Pimh) -> None:
    consenting(full, "  P1: {share: yes, quote: no}\n  P2: {share: yes}\n")
    assert pimh("export", "share", "-o", "../given").code == 0
    assert Study(full.parent / "given").settings.consent[0].quote is False


def test_a_moderator_called_by_name_is_told(full: Path, pimh: Pimh) -> None:
    path = full / "study.yaml"
    path.write_text(path.read_text("utf-8") + "focus_groups:\n- {id: fg1, moderator: Fiona}\n", "utf-8")
    text = full / "transcripts" / "fg1.txt"
    text.write_text(text.read_text("utf-8").replace("Moderator:", "Fiona:"), "utf-8")
    assert "“Fiona” may be the name" in pimh("export", "share", "--everyone", "-o", "../given").talk


@pytest.mark.parametrize("out", ["../in", "inner", "reports/given"])
def test_a_folder_that_is_there_or_in_a_study_is_refused(full: Path, pimh: Pimh, out: str) -> None:
    assert pimh("export", "share", "--everyone", "-o", out).code == 2


def test_what_fails_leaves_nothing_behind(full: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "_traces", lambda *_: 1 // 0)
    assert pimh("export", "share", "--everyone", "-o", "../given").code == 70
    assert sorted(path.name for path in full.parent.iterdir()) == ["in", "study"]
