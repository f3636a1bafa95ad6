"""Names that come back by a merge stand in the new words; a second key goes on from the first."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from building import codings, history, run, snapshot, written
from named_study import key, named_study, telling

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

DO = ("transcript", "pseudonymise", "--yes", "--key")


@pytest.fixture
def named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The study with its names; the key lies beside it."""
    monkeypatch.delenv("PIMH_STUDY", raising=False)
    monkeypatch.delenv("PIMH_CODER", raising=False)
    key(tmp_path / "key.csv")
    return named_study(tmp_path / "study")


def git(root: Path, *words: str) -> None:
    who = ("-c", "user.name=Example", "-c", "user.email=example@example.org")
    subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True)


def two_clones(root: Path) -> Path:
    """Puts the study under git, and gives another clone of it."""
    written(root / ".gitattributes", "*.jsonl text eol=lf merge=union\n")
    written(root / ".gitignore", ".pimh/\noriginals/\n")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Begin")
    other = root.parent / "other"
    git(root, "clone", "-q", str(root), str(other))
    return other


@pytest.fixture
def merged(named: Path) -> Path:
    """The study pseudonymised, with a coding merged into it that was made elsewhere before that."""
    other = two_clones(named)
    words = ("--quote", "As Zoe says", "--code", "barriers", "--memo", "so Mimi thinks")
    assert run("excerpt", "add", *words, "-C", other) == 0
    git(other, "add", "-A")
    git(other, "commit", "-q", "-m", "Code more")
    assert run(*DO, named.parent / "key.csv", "-C", named) == 0
    git(named, "add", "-A")
    git(named, "commit", "-q", "-m", "Pseudonyms")
    git(named, "pull", "-q", "--no-rebase", "--no-edit", str(other), "main")
    return named


def test_rows_of_a_merge_stand_in_the_new_words_at_once(merged: Path, pimh: Pimh) -> None:
    assert telling(merged / "codings")
    quotes = [row["quote"] for row in pimh("excerpt", "list", "--json", "-C", merged).data]
    assert sorted(quotes)[:3] == [
        "As P3 says",
        "P3 and P1 leave",
        "They all say so many things here, day after day after day, said P1 once to all of us.",
    ]
    for table in ("3", "participation"):
        assert "maya" not in pimh("table", table, "-C", merged).out.casefold()


def test_of_a_memo_that_was_rewritten_the_older_line_does_not_come_back(merged: Path, pimh: Pimh) -> None:
    memos = {row["memo"] for row in pimh("excerpt", "list", "--json", "-C", merged).data}
    assert {"P1’s word", "see P3"} <= memos


def test_sync_takes_the_old_words_out_of_the_codings(merged: Path, pimh: Pimh) -> None:
    assert pimh("transcript", "sync", "-C", merged).code == 0
    assert "zoe" not in str([row["quote"] for row in codings(merged)]).casefold()
    assert len(codings(merged)) == 4


def test_pseudonymising_again_takes_them_out_of_all(merged: Path, pimh: Pimh) -> None:
    assert telling(merged / "history")
    ran = pimh(*DO, merged.parent / "key.csv", "-C", merged)
    assert (ran.code, telling(merged), len(codings(merged))) == (0, [], 4)
    assert pimh(*DO, merged.parent / "key.csv", "-C", merged).talk == "Nothing is left to replace.\n"


def test_git_is_named_as_out_of_reach(merged: Path, pimh: Pimh) -> None:
    written(merged / "memos" / "new.md", "Maya again.")
    assert "git history still holds the names: " in pimh(*DO, merged.parent / "key.csv", "-C", merged).talk


def test_a_second_key_goes_on_from_the_pseudonyms_of_the_first(merged: Path, pimh: Pimh) -> None:
    assert pimh(*DO, merged.parent / "key.csv", "-C", merged).code == 0
    second = written(merged.parent / "second.csv", "name,pseudonym\nP1,Participant-one\nP3,Ada\n")
    assert pimh(*DO, second, "-C", merged).code == 0
    text = (merged / "transcripts" / "fg1.txt").read_text("utf-8")
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in codings(merged))
    assert "As Ada says" in {row["quote"] for row in codings(merged)}
    told = [one["sentence"] for one in history(merged) if one["do"] != "transcript add"]
    assert "P1" not in "".join([text, *told])


def test_a_row_from_before_both_keys_stands_in_the_words_of_the_second(named: Path, pimh: Pimh) -> None:
    old = (named / "codings" / "fg1" / "anna.jsonl").read_bytes()
    assert pimh(*DO, named.parent / "key.csv", "-C", named).code == 0
    second = written(named.parent / "second.csv", "name,pseudonym\nP1,Participant-one\nP3,Ada\n")
    assert pimh(*DO, second, "-C", named).code == 0
    (named / "codings" / "fg1" / "anna.jsonl").write_bytes(old)
    quotes = {row["quote"] for row in pimh("excerpt", "list", "--json", "-C", named).data}
    assert "Ada and Participant-one leave" in quotes


def test_a_name_that_was_cut_off_in_a_sentence_leaves_nothing_of_it(named: Path, pimh: Pimh) -> None:
    text = "So much was said that day about the ward and the people who work on it, Maya Byrne"
    for end in range(70, 84):
        assert pimh("transcript", "replace", "fg1", "the ward", f"{text[:end]} ward", "-C", named).code == 0
        assert pimh("transcript", "replace", "fg1", f"{text[:end]} ward", "the ward", "-C", named).code == 0
    assert pimh(*DO, named.parent / "key.csv", "-C", named).code == 0
    told = [one["sentence"] for one in history(named) if one["do"] == "transcript replace"]
    assert len(told) == 28
    assert not [one for one in told for stub in (" M", " By", " B…") if stub in one]
    assert telling(named) == []


def test_a_pseudonym_with_a_comma_stays_one_cell(named: Path, pimh: Pimh) -> None:
    path = written(named.parent / "key.csv", 'name,pseudonym\nNurse,"[ward, north]"\n')
    assert pimh(*DO, path, "-C", named).code == 0
    assert 'P2,41,"[ward, north]"\n' in (named / "participants.csv").read_text("utf-8-sig")
    assert "[ward, north]" in pimh("table", "demographics", "-C", named).out


def test_what_could_not_be_read_any_more_is_refused(named: Path, pimh: Pimh) -> None:
    before = snapshot(named)
    path = written(named.parent / "key.csv", "name,pseudonym,also\nPractice,Barriers,practice\n")
    ran = pimh(*DO, path, "-C", named)
    assert (ran.code, snapshot(named)) == (1, before)
    assert "With these pseudonyms the study could not be read any more; nothing was written." in ran.talk


def test_a_transcript_that_is_called_by_a_name_keeps_its_excerpts_and_its_group(
    named: Path, pimh: Pimh
) -> None:
    (named / "transcripts" / "fg1.txt").rename(named / "transcripts" / "maya.txt")
    (named / "codings" / "fg1").rename(named / "codings" / "maya")
    path = named / "study.yaml"
    path.write_text(path.read_text("utf-8").replace("- id: fg1", "- id: fg1\n  transcripts: [maya]"), "utf-8")
    ran = pimh(*DO, named.parent / "key.csv", "-C", named)
    assert (ran.code, "transcripts/maya.txt: is called by a name of the key." in ran.talk) == (1, True)
    assert "in 1 transcript and " in history(named)[-1]["sentence"]
    groups = {
        (row["transcript"], row["group"]) for row in pimh("excerpt", "list", "--json", "-C", named).data
    }
    assert groups == {("maya", "fg1")}
