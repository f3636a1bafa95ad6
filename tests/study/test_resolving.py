"""What a merge by git left in two versions is made one again; nothing is written before all is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import codings, history, run, snapshot
from cloning import by_ben, changed, committed, definition, in_git, merged

from pimhcli.cli import output
from pimhcli.storage import git
from pimhcli.study import codebook_noting
from pimhcli.study.material import gathered
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from building import Pimh


def definitions(here: Path, there: Path) -> None:
    """Both sides defined Barriers, each in another way."""
    assert run("codebook", "describe", "barriers", "--definition", "Ours.") == 0
    by_ben(there, "codebook", "describe", "barriers", "--definition", "Theirs.")
    merged(here, there)


def test_entries_added_on_both_sides_are_put_together_without_a_question(
    here: Path, there: Path, pimh: Pimh
) -> None:
    pimh("codebook", "add", "Money", "--under", "barriers")
    by_ben(there, "codebook", "add", "Weather", "--under", "barriers")
    merged(here, there)
    ran = pimh("resolve")
    assert ran.code == 0
    assert "git add --all" in ran.talk
    assert [code.id for code in Study(here).codebook.subthemes("barriers")] == ["money", "weather"]
    assert "name: Practice      # what people do" in (here / "codebook.yaml").read_text("utf-8")


def test_a_study_in_conflict_says_which_command_helps(here: Path, there: Path, pimh: Pimh) -> None:
    definitions(here, there)
    ran = pimh("status")
    assert ran.code == 3
    assert "git left two versions of these lines" in ran.talk
    assert "pimh resolve" in ran.talk


def test_without_a_terminal_a_clash_shows_both_sides_and_the_flags(
    here: Path, there: Path, pimh: Pimh
) -> None:
    definitions(here, there)
    before = snapshot(here)
    ran = pimh("resolve")
    assert ran.code == 2
    assert "the definition of 'Barriers' (key barriers)" in ran.talk
    assert "here, by anna, 20" in ran.talk
    assert "came in, by ben, 20" in ran.talk
    assert "--ours" in ran.talk
    assert snapshot(here) == before


@pytest.mark.parametrize(
    ("flag", "kept"), [("--ours", "Ours."), ("--theirs", "Theirs."), ("--both", "Ours.\nTheirs.")]
)
def test_a_flag_answers_for_all(here: Path, there: Path, pimh: Pimh, flag: str, kept: str) -> None:
    definitions(here, there)
    assert pimh("resolve", flag).code == 0
    assert definition(here) == kept
    assert codebook_noting.noticed(Study(here)) == []


def test_a_person_is_asked_about_each(
    here: Path, there: Path, pimh: Pimh, asked: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    definitions(here, there)
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    asked("what?\n2")
    ran = pimh("resolve")
    assert ran.code == 0
    assert "Theirs." in ran.out
    assert definition(here) == "Theirs."


def test_who_stops_has_changed_nothing(
    here: Path, there: Path, pimh: Pimh, asked: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    definitions(here, there)
    before = snapshot(here)
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    asked("q")
    assert pimh("resolve").code == 1
    assert snapshot(here) == before


def test_a_dry_run_shows_what_is_to_be_decided(here: Path, there: Path, pimh: Pimh) -> None:
    definitions(here, there)
    before = snapshot(here)
    ran = pimh("resolve", "--dry-run", "--json")
    assert ran.data["open"] == ["codebook.yaml: barriers.definition"]
    assert pimh("resolve", "--dry-run", "--ours").code == 0
    assert snapshot(here) == before


def test_resolving_is_one_record_that_no_undo_takes_back(here: Path, there: Path, pimh: Pimh) -> None:
    definitions(here, there)
    pimh("resolve", "--ours")
    assert [record["do"] for record in history(here)].count("resolve") == 1
    assert "Undid: Wrote the definition of 'Barriers'." in pimh("undo").talk


def test_an_entry_taken_out_there_and_coded_with_here_is_asked_about(
    here: Path, there: Path, pimh: Pimh
) -> None:
    by_ben(there, "codebook", "remove", "barriers", "--yes")
    pimh("codebook", "add", "Money")
    pimh("excerpt", "add", "--quote", "And what is hard?", "--code", "barriers")
    changed(there / "codebook.yaml", "name: Slowing down", "name: Slower")
    changed(here / "codebook.yaml", "name: Slowing down", "name: Slow")
    merged(here, there)
    (question, name) = pimh("resolve", "--dry-run", "--json").data["open"]
    assert (question, name) == ("codebook.yaml: slowing-down.name", "codebook.yaml: barriers.presence")
    assert pimh("resolve", "--ours").code == 0
    assert Study(here).codebook.by_key["barriers"].name == "Barriers"


def test_an_entry_that_git_left_twice_is_one_again(here: Path, pimh: Pimh) -> None:
    book = here / "codebook.yaml"
    text = book.read_text("utf-8")
    again = "- id: slowing-down\n  name: Slowing down\n  definition: Taking time.\n"
    book.write_text(text + again, "utf-8")
    assert pimh("status").code == 3
    ran = pimh("resolve", "--dry-run", "--json")
    assert ran.data["open"] == ["codebook.yaml: slowing-down.home"]
    assert pimh("resolve", "--theirs").code == 0
    (code,) = (c for c in Study(here).codebook.codes if c.id == "slowing-down")
    assert (code.parent, code.level, code.definition) == ("", "theme", "Taking time.")


def test_without_git_the_markers_alone_are_enough(here: Path, there: Path, pimh: Pimh) -> None:
    definitions(here, there)
    (here / ".git").rename(here.parent / "gone")
    assert pimh("resolve", "--theirs").code == 0
    assert definition(here) == "Theirs."


def test_a_codebook_of_which_one_side_cannot_be_read_is_left_to_the_researcher(
    here: Path, there: Path, pimh: Pimh
) -> None:
    changed(there / "codebook.yaml", "name: Barriers", "name: [Barriers")
    changed(here / "codebook.yaml", "name: Barriers", "name: Hurdles")
    merged(here, there)
    ran = pimh("resolve", "--ours")
    assert ran.code == 1
    assert "The codebook.yaml that came in has 1 problem" in ran.talk


TURNS = ("I ask the mother first.", "I ask the mother before.", "I see the mother first.")


def test_of_a_turn_corrected_on_both_sides_one_is_chosen_and_the_excerpts_stand(
    here: Path, there: Path, pimh: Pimh
) -> None:
    pimh("excerpt", "add", "--quote", "I ask the mother first", "--code", "practice")
    for root, words in ((here, TURNS[1]), (there, TURNS[2])):
        changed(root / "transcripts" / "fg1.txt", TURNS[0], words)
    merged(here, there)
    assert "transcripts/fg1.txt" in pimh("resolve").talk
    assert pimh("resolve", "--ours").code == 0
    assert TURNS[1] in Study(here).transcript("fg1").text
    assert {p.excerpt.quote for p in gathered(Study(here)) if p.stands} >= {"I ask the mother before"}


def test_the_questions_of_study_yaml_are_answered_line_by_line(here: Path, there: Path, pimh: Pimh) -> None:
    for root, words in ((here, "Ours"), (there, "Theirs")):
        changed(root / "study.yaml", "Looking   back", words)
    merged(here, there)
    assert pimh("resolve", "--theirs").code == 0
    assert Study(here).settings.title == "Theirs"


@pytest.fixture
def memo(here: Path, there: Path) -> Path:
    """A memo in both clones."""
    assert run("memo", "add", "As it was.") == 0
    committed(here)
    in_git(there, "pull", "-q", str(here), "main")
    (path,) = (here / "memos").glob("*.md")
    return path


def test_a_memo_written_on_by_both_can_keep_both(memo: Path, here: Path, there: Path, pimh: Pimh) -> None:
    changed(memo, "As it was.", "Ours.")
    changed(there / "memos" / memo.name, "As it was.", "Theirs.")
    merged(here, there)
    assert pimh("resolve", "--both").code == 0
    assert "Ours.\nTheirs.\n" in memo.read_text("utf-8")


def test_a_memo_removed_there_and_changed_here_is_asked_about(
    memo: Path, here: Path, there: Path, pimh: Pimh
) -> None:
    changed(memo, "As it was.", "Ours.")
    (there / "memos" / memo.name).unlink()
    merged(here, there)
    assert "one side removed and the other changed" in pimh("resolve").talk
    assert pimh("resolve", "--ours").code == 0
    assert memo.exists()
    assert pimh("resolve", "--theirs").code == 0
    assert not memo.exists()


def test_records_that_git_could_not_put_together_are_those_of_both(
    here: Path, there: Path, pimh: Pimh
) -> None:
    for root in (here, there):
        (root / ".gitattributes").unlink()
    pimh("excerpt", "add", "--quote", "People leave, and", "--code", "practice")
    by_ben(there, "excerpt", "add", "--quote", "I ask the mother first", "--code", "practice")
    (there / "codings" / "fg1" / "ben.jsonl").replace(there / "codings" / "fg1" / "anna.jsonl")
    merged(here, there)
    assert "<<<<<<<" in (here / "codings" / "fg1" / "anna.jsonl").read_text("utf-8")
    assert pimh("resolve").code == 0
    quotes = {row["quote"] for row in codings(here)}
    assert quotes >= {"People leave, and", "I ask the mother first"}
    assert "<<<<<<<" not in (here / "codings" / "fg1" / "anna.jsonl").read_text("utf-8")


def test_only_the_named_files_are_resolved(here: Path, there: Path, pimh: Pimh) -> None:
    changed(here / "study.yaml", "Looking   back", "Ours")
    changed(there / "study.yaml", "Looking   back", "Theirs")
    definitions(here, there)
    assert pimh("resolve", "study.yaml", "--ours").code == 0
    assert pimh("status").code == 3
    assert pimh("resolve", "codebook.yml", "--ours").talk.count("Did you mean 'codebook.yaml'?") == 1


def test_where_nothing_is_left_it_says_so(here: Path, pimh: Pimh) -> None:
    ran = pimh("resolve")
    assert (ran.code, ran.talk) == (0, "There is nothing to resolve.\n")


def test_a_kill_in_between_is_finished_by_the_next_command(
    here: Path, there: Path, pimh: Pimh, killed_before: Callable[[str], AbstractContextManager[None]]
) -> None:
    changed(here / "study.yaml", "Looking   back", "Ours")
    changed(there / "study.yaml", "Looking   back", "Theirs")
    definitions(here, there)
    with killed_before("study.yaml"):
        pimh("resolve", "--theirs")
    assert pimh("status").code == 0
    assert (Study(here).settings.title, definition(here)) == ("Theirs", "Theirs.")
    assert [record["do"] for record in history(here)].count("resolve") == 1


def test_pimh_never_writes_into_git(here: Path, there: Path, pimh: Pimh) -> None:
    definitions(here, there)
    index = (here / ".git" / "index").read_bytes()
    pimh("resolve", "--ours")
    assert (here / ".git" / "index").read_bytes() == index
    assert git.unmerged(here) == {"codebook.yaml": frozenset({1, 2, 3})}


@pytest.fixture
def finished(here: Path, there: Path) -> Path:
    """A merge that git finished without a conflict, in which a code that is in use was taken out."""
    by_ben(there, "codebook", "remove", "barriers", "--yes")
    assert run("excerpt", "add", "--quote", "And what is hard?", "--code", "barriers") == 0
    merged(here, there)
    return here


def test_a_code_that_a_clean_merge_took_from_codings_is_told_of(finished: Path, pimh: Pimh) -> None:
    ran = pimh("check", "codebook")
    assert ran.code == 1
    assert "pimh codebook restore barriers" in ran.out


def test_where_both_lines_cannot_stand_both_keeps_what_is_here(here: Path, there: Path, pimh: Pimh) -> None:
    for root, words in ((here, "Ours"), (there, "Theirs")):
        changed(root / "study.yaml", "Looking   back", words)
    merged(here, there)
    assert pimh("resolve", "--both").code == 0
    assert Study(here).settings.title == "Ours"


def test_lines_added_to_a_list_of_study_yaml_can_both_stay(here: Path, there: Path, pimh: Pimh) -> None:
    for root, name in ((here, "cara"), (there, "dora")):
        changed(root / "study.yaml", "- id: ben\n", f"- id: ben\n- id: {name}\n")
    merged(here, there)
    assert pimh("resolve", "--both").code == 0
    assert {"cara", "dora"} <= {member.id for member in Study(here).settings.team}


def test_while_another_file_is_in_conflict_git_is_not_to_be_finished(
    memo: Path, here: Path, there: Path, pimh: Pimh
) -> None:
    changed(memo, "As it was.", "Ours.")
    changed(there / "memos" / memo.name, "As it was.", "Theirs.")
    definitions(here, there)
    ran = pimh("resolve", "codebook.yaml", "--ours")
    assert f"memos/{memo.name}: a merge left two versions of it." in ran.talk
    assert "git add" not in ran.talk
    assert "git add --all" in pimh("resolve", "--ours").talk
