"""What a coder did in another copy of the study comes in by id: nothing is lost, and nothing newer goes."""

from __future__ import annotations

import json
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest
from building import codings, history, run, snapshot
from named_study import telling

from pimhcli.study import codebook_noting
from pimhcli.study.history import read_all
from pimhcli.study.material import gathered
from pimhcli.study.replaying import Replay
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Pimh

QUOTE = "People leave"


@pytest.fixture
def two(coded: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The study with ben in its team; beside it lies a copy, in which ben has coded."""
    text = (coded / "study.yaml").read_text("utf-8")
    (coded / "study.yaml").write_text(text.replace("team:\n", "team:\n- id: ben\n"), "utf-8")
    monkeypatch.setenv("PIMH_CODER", "anna")
    there = coded.parent / "theirs"
    shutil.copytree(coded, there, ignore=shutil.ignore_patterns(".pimh"))
    act(there, "excerpt", "add", "--quote", "It’s the mother who knows.", "--code", "practice")
    return coded


def act(root: Path, *words: str, coder: str = "ben") -> None:
    assert run("-C", root, *words, "--coder", coder) == 0


def there(root: Path) -> Path:
    return root.parent / "theirs"


def quotes(root: Path, coder: str) -> list[str]:
    return [row["quote"] for row in codings(root, coder=coder)]


def test_a_coders_codings_come_in_as_they_are(two: Path, pimh: Pimh) -> None:
    ran = pimh("import", there(two))
    assert ran.code == 0
    assert "fg1, ben: 1 new, 0 changed, 0 removed, 0 the same" in ran.talk
    assert codings(two, coder="ben") == codings(there(two), coder="ben")


def test_a_dry_run_tells_the_same_and_writes_nothing(two: Path, pimh: Pimh) -> None:
    before = snapshot(two)
    ran = pimh("import", there(two), "--dry-run")
    assert "fg1, ben: 1 new" in ran.talk
    assert snapshot(two) == before


def test_a_second_import_changes_nothing(two: Path, pimh: Pimh) -> None:
    pimh("import", there(two))
    before = snapshot(two)
    ran = pimh("import", there(two))
    assert "All that theirs holds is here already." in ran.talk
    assert snapshot(two) == before


def test_an_import_is_one_act_that_can_be_undone(two: Path, pimh: Pimh) -> None:
    pimh("import", there(two))
    assert [record["do"] for record in history(two) if record["by"] == "anna"][-1] == "import"
    assert pimh("undo", "--coder", "anna").code == 0
    assert codings(two, coder="ben") == []


def test_what_was_changed_later_here_stays(two: Path, pimh: Pimh) -> None:
    key = codings(two)[0]["id"]
    act(two, "excerpt", "memo", key, "first", coder="anna")
    act(two, "excerpt", "memo", key, "last", coder="anna")
    act(there(two), "excerpt", "memo", key, "theirs", coder="anna")
    pimh("import", there(two))
    assert codings(two)[0]["memo"] == "last"


def test_what_was_removed_there_goes_here_too(two: Path, pimh: Pimh) -> None:
    act(there(two), "excerpt", "remove", codings(two)[0]["id"], "--yes", coder="anna")
    ran = pimh("import", there(two))
    assert "fg1, anna: 0 new, 0 changed, 1 removed, 1 the same" in ran.talk
    assert quotes(two, "anna") == ["People leave"]


def test_excerpts_made_on_another_version_of_the_transcript_stand_where_their_words_are(
    two: Path, pimh: Pimh
) -> None:
    path = there(two) / "transcripts" / "fg1.txt"
    path.write_text(path.read_text("utf-8").replace("I ask the mother", "I always ask the mother"), "utf-8")
    act(there(two), "excerpt", "add", "--quote", "that is hard too", "--code", "practice")
    assert pimh("import", there(two)).code == 0
    study = Study(two)
    assert {p.excerpt.quote for p in gathered(study) if p.stands} >= {"that is hard too"}
    assert study.codings("fg1", "ben").anchors.keys()


@pytest.mark.parametrize("part", ["codings", "codings/fg1", "codings/fg1/ben.jsonl"])
def test_a_part_of_a_copy_is_enough(two: Path, pimh: Pimh, part: str) -> None:
    assert pimh("import", there(two) / part).code == 0
    assert quotes(two, "ben") == ["It’s the mother who knows."]


def test_a_file_that_was_sent_by_mail_is_enough(two: Path, source: Path, pimh: Pimh) -> None:
    shutil.copy(there(two) / "codings" / "fg1" / "ben.jsonl", source / "ben (2).jsonl")
    ran = pimh("import", source / "ben (2).jsonl")
    assert (ran.code, "--of ben" in ran.talk) == (2, True)
    assert pimh("import", source / "ben (2).jsonl", "--of", "ben").code == 0
    assert quotes(two, "ben") == ["It’s the mother who knows."]


@pytest.fixture
def zipped(two: Path, source: Path) -> Path:
    path = source / "from-ben.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(there(two).rglob("*.*")):
            if file.is_file() and ".pimh" not in file.parts:
                archive.write(file, f"my copy/{file.relative_to(there(two)).as_posix()}")
        archive.writestr("my copy/memos/../../evil.md", "no")
    return path


def test_a_zip_is_enough_and_leads_nowhere_else(two: Path, zipped: Path, pimh: Pimh) -> None:
    assert pimh("import", zipped).code == 0
    assert quotes(two, "ben") == ["It’s the mother who knows."]
    assert not list(two.parent.rglob("evil.md"))


def test_a_copy_of_another_study_is_refused(two: Path, pimh: Pimh) -> None:
    path = there(two) / "study.yaml"
    path.write_text(path.read_text("utf-8").replace("5b0e2c7e", "00000000"), "utf-8")
    ran = pimh("import", there(two))
    assert (ran.code, "is a copy of another study" in ran.talk) == (1, True)
    assert pimh("import", there(two), "--anyway").code == 0


def test_a_folder_that_is_no_part_of_a_study_is_named(two: Path, source: Path, pimh: Pimh) -> None:
    ran = pimh("import", source)
    assert (ran.code, "holds no part of a study" in ran.talk) == (2, True)


def test_codings_of_a_transcript_that_is_not_here_are_told_of(two: Path, pimh: Pimh) -> None:
    shutil.copytree(there(two) / "codings" / "fg1", there(two) / "codings" / "fg2")
    assert "there is no transcript fg2 here" in pimh("import", there(two)).talk


def test_a_file_that_began_as_a_copy_of_anothers_is_not_counted_twice(two: Path, pimh: Pimh) -> None:
    folder = there(two) / "codings" / "fg1"
    rows = (folder / "anna.jsonl").read_text("utf-8") + (folder / "ben.jsonl").read_text("utf-8")
    (folder / "ben.jsonl").write_text(rows, "utf-8")
    ran = pimh("import", there(two))
    assert "2 codings of another coder stand in it" in ran.talk
    assert quotes(two, "ben") == ["It’s the mother who knows."]


CHANGES: list[tuple[tuple[str, ...], Callable[[Study], object], object]] = [
    (("codebook", "add", "Money"), lambda s: "money" in s.codebook.by_key, True),
    (("codebook", "rename", "barriers", "Hurdles"), lambda s: s.codebook.name_of("barriers"), "Hurdles"),
    (("codebook", "merge", "slowing-down", "--into", "barriers"), lambda s: s.codebook.key_of("slowing-down"),
     "barriers"),
    (("codebook", "remove", "barriers", "--yes"), lambda s: "barriers" in s.codebook.by_key, False),
]  # fmt: skip


@pytest.mark.parametrize(("words", "seen", "value"), CHANGES)
def test_what_was_done_with_the_codebook_there_is_done_here(
    two: Path, pimh: Pimh, words: tuple[str, ...], seen: Callable[[Study], object], value: object
) -> None:
    act(there(two), *words)
    assert pimh("import", there(two)).code == 0
    assert seen(Study(two)) == value
    assert "# how we code" in (two / "codebook.yaml").read_text("utf-8")


@pytest.mark.parametrize(("words", "seen", "value"), CHANGES)
def test_what_was_done_with_the_codebook_here_is_not_taken_back(
    two: Path, pimh: Pimh, words: tuple[str, ...], seen: Callable[[Study], object], value: object
) -> None:
    act(two, *words)
    assert pimh("import", there(two)).code == 0
    assert seen(Study(two)) == value


def test_of_two_definitions_ours_stays_and_both_are_told(two: Path, pimh: Pimh) -> None:
    act(two, "codebook", "describe", "barriers", "--definition", "Ours.")
    act(there(two), "codebook", "describe", "barriers", "--definition", "Theirs.")
    ran = pimh("import", there(two))
    assert "Here: 'Ours.'. There: 'Theirs.'." in ran.talk
    assert Study(two).codebook.by_key["barriers"].definition == "Ours."


def test_the_log_tells_of_both_copies_and_replays_to_what_is_there(two: Path, pimh: Pimh) -> None:
    act(two, "codebook", "describe", "barriers", "--definition", "Ours.")
    act(there(two), "codebook", "rename", "barriers", "Hurdles")
    pimh("import", there(two))
    replay = Replay(read_all(two).records)
    assert codebook_noting.noticed(Study(two)) == []
    live = {c.id for c in replay.codings.values() if not c.deleted}
    assert live == {row["id"] for coder in ("anna", "ben") for row in codings(two, coder=coder)}


def test_memos_come_in_and_an_older_one_does_not(two: Path, pimh: Pimh) -> None:
    act(two, "memo", "add", "Ours.", coder="anna")
    act(there(two), "memo", "add", "Theirs.")
    pimh("import", there(two))
    texts = [path.read_text("utf-8") for path in (two / "memos").glob("*.md")]
    assert sorted("Ours." in text for text in texts) == [False, True]


def test_the_answer_to_programs_names_what_came(two: Path, pimh: Pimh) -> None:
    data = json.loads(pimh("import", there(two), "--dry-run", "--json").out)["data"]
    assert data["codings"][-1] == {
        "transcript": "fg1", "coder": "ben", "new": 1, "changed": 0, "removed": 0, "same": 0, "gone": 0,
    }  # fmt: skip


def test_codings_that_were_undone_here_are_not_said_to_be_here(two: Path, pimh: Pimh) -> None:
    pimh("import", there(two))
    pimh("undo", "--coder", "anna")
    ran = pimh("import", there(two))
    assert "fg1, ben: 0 new, 0 changed, 0 removed, 0 the same, 1 removed here" in ran.talk
    assert "Nothing of theirs is new; 1 coding of it removed or undone here, and left so." in ran.talk


def test_the_study_itself_is_refused(two: Path, pimh: Pimh) -> None:
    ran = pimh("import", two)
    assert (ran.code, "That is this study itself." in ran.talk) == (2, True)


@pytest.mark.parametrize(("name", "text"), [("a\nb.md", "x"), ("..\\a.md", "x"), ("a.md", "\x1b[31m")])
def test_a_memo_that_could_not_be_read_here_is_left_out(
    two: Path, source: Path, pimh: Pimh, name: str, text: str
) -> None:
    path = source / "memos.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"memos/{name}", text)
        archive.writestr("memos/fine.md", "Fine.")
    ran = pimh("import", path)
    assert (ran.code, "it was left out" in ran.talk) == (0, True)
    assert [memo.name for memo in (two / "memos").iterdir()] == ["fine.md"]
    assert pimh("undo", "--coder", "anna").code == 0


@pytest.mark.parametrize("side", [(), ("--theirs",)])
def test_a_code_that_stays_though_one_side_took_it_out_keeps_its_codings(
    two: Path, pimh: Pimh, side: tuple[str, ...]
) -> None:
    """Whichever side removed it and whichever counts: who keeps the code keeps what was coded with it."""
    removing, retiring = (two, there(two)) if side else (there(two), two)
    assert pimh("codebook", "remove", "barriers", "--yes", "-C", removing).code == 0
    assert pimh("codebook", "retire", "barriers", "-C", retiring).code == 0
    ran = pimh("import", there(two), *side)
    assert "1 coding came back with 'Barriers', which one side had taken out." in ran.talk
    assert QUOTE in quotes(two, "anna")
    assert Study(two).codebook.by_key["barriers"].status == "retired"
    assert pimh("import", there(two), *side).talk.count("came back") == 0
    assert pimh("undo").code == 0
    assert (QUOTE in quotes(two, "anna")) == (not side)


def test_a_code_that_goes_takes_its_codings_along(two: Path, pimh: Pimh) -> None:
    assert pimh("codebook", "remove", "barriers", "--yes", "-C", there(two)).code == 0
    assert pimh("codebook", "retire", "barriers").code == 0
    assert "came back" not in pimh("import", there(two), "--theirs").talk
    assert QUOTE not in quotes(two, "anna")


def test_withdrawn_words_do_not_come_back_with_a_code(two: Path, pimh: Pimh) -> None:
    assert pimh("codebook", "remove", "barriers", "--yes", "-C", there(two)).code == 0
    assert pimh("participant", "withdraw", "P1", "--all", "--yes").code in (0, 1)
    assert pimh("codebook", "retire", "barriers").code == 0
    assert pimh("import", there(two)).code == 0
    assert telling(two, (QUOTE.casefold(),)) == []
    assert Study(two).codebook.by_key["barriers"].status == "retired"


def test_a_coding_removed_once_more_stays_away(two: Path, pimh: Pimh) -> None:
    (row,) = (row for row in codings(two) if row["quote"] == QUOTE)
    assert pimh("codebook", "remove", "barriers", "--yes", "-C", there(two)).code == 0
    assert pimh("codebook", "retire", "barriers").code == 0
    assert pimh("import", there(two)).code == 0
    assert pimh("excerpt", "remove", row["id"], "--yes").code == 0
    shutil.rmtree(there(two))
    shutil.copytree(two, there(two), ignore=shutil.ignore_patterns(".pimh"))
    assert pimh("codebook", "remove", "barriers", "--yes", "-C", there(two)).code == 0
    assert pimh("codebook", "describe", "barriers", "--definition", "Walls.").code == 0
    assert "came back" not in pimh("import", there(two)).talk
    assert QUOTE not in quotes(two, "anna")
