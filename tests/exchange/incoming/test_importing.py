"""A project becomes part of a study, once: however often it comes, and whatever program it went through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec
import pytest
from building import run

from pimhcli.exchange.imports import maps
from pimhcli.exchange.outgoing.project import Wish, sent
from pimhcli.exchange.refi import writing
from pimhcli.exchange.refi.guids import guid
from pimhcli.study.material import all_excerpts
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

    from pimhcli.exchange.model import Project

GUID = re.compile(r"[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}")


def exported(study: Path, wish: Wish | None = None) -> Project:
    return sent(Study(study), wish or Wish()).project


def renewed(project: Project) -> Project:
    """The project as a program leaves it that gives everything a new GUID."""
    text = msgspec.json.encode(project).decode()
    return msgspec.json.decode(GUID.sub(lambda one: guid("renewed", "x", one[0]), text), type=type(project))


def written(study: Path, project: Project, name: str = "there.qdpx") -> str:
    (study.parent / name).write_bytes(writing.written(project))
    return f"../{name}"


def told(study: Path) -> list[tuple[str, str, str, str]]:
    """All codings: words, code by its path, coder, note."""
    open_study = Study(study)
    return [
        (one.quote, open_study.codebook.path(open_study.codebook.key_of(coding.code)), coding.by, coding.memo)
        for one in all_excerpts(open_study)
        for coding in one.codings
    ]


@pytest.fixture
def new(coded: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty study beside the coded one."""
    root = coded.parent / "new"
    assert run("init", str(root), "--questionnaire", "blank") == 0
    monkeypatch.chdir(root)
    return root


def test_what_is_here_already_changes_nothing(coded: Path, pimh: Pimh) -> None:
    file = written(coded, exported(coded))
    before = told(coded)
    ran = pimh("import", file)
    assert (ran.code, "is here already" in ran.talk) == (0, True)
    assert (told(coded), (coded / "imports").exists()) == (before, False)


def test_what_went_through_a_program_that_renews_guids_is_not_doubled(coded: Path, pimh: Pimh) -> None:
    before = told(coded)
    ran = pimh("import", written(coded, renewed(exported(coded))))
    assert (ran.code, "is here already" in ran.talk) == (0, True)
    assert told(coded) == before


def test_a_new_study_gets_the_text_the_codebook_and_every_coding(coded: Path, new: Path, pimh: Pimh) -> None:
    project = exported(coded)
    ran = pimh("import", written(new, project), "--coder", "anna")
    assert sorted(told(new)) == sorted(told(coded))
    assert Study(new).transcript("fg1").text == Study(coded).transcript("fg1").text
    levels = {(code.name, code.level, code.definition) for code in Study(coded).codebook.codes}
    assert {(code.name, code.level, code.definition) for code in Study(new).codebook.codes} == levels
    assert ran.code == 0
    assert (new / "participants.csv").read_text("utf-8-sig").split() == (
        (coded / "participants.csv").read_text("utf-8-sig").split()
    )


def test_everything_keeps_the_guid_that_it_came_with(coded: Path, new: Path) -> None:
    project = exported(coded)
    assert run("import", written(new, project), "--coder", "anna") == 0
    again = exported(new)
    for kind in ("codes", "sources", "selections"):
        there = {one.guid for one in getattr(project, kind)}
        assert {one.guid for one in getattr(again, kind)} == there
    (kept,) = maps(Study(new))
    assert (new / "imports").glob("*/project.qdpx")
    assert kept.origin.startswith("pimh")


def test_what_a_colleague_coded_there_comes_and_the_rest_stays(coded: Path, pimh: Pimh) -> None:
    project = exported(coded)
    first = project.selections[0]
    more = msgspec.structs.replace(
        first, guid=guid("x", "new"), start=first.start, end=first.start + 7, memo="Ben saw it.",
        tags=(msgspec.structs.replace(first.tags[0], guid=guid("x", "tag")),),
    )  # fmt: skip
    before = told(coded)
    there = msgspec.structs.replace(project, selections=(*project.selections, more))
    ran = pimh("import", written(coded, there))
    assert ran.code == 0
    assert len(told(coded)) == len(before) + 1
    assert any(memo == "Ben saw it." for _, _, _, memo in told(coded))


def test_a_coding_removed_here_does_not_come_back(coded: Path, pimh: Pimh) -> None:
    file = written(coded, exported(coded))
    key = all_excerpts(Study(coded))[0].id
    assert run("excerpt", "remove", key, "--yes") == 0
    before = told(coded)
    ran = pimh("import", file)
    assert (told(coded), "removed or undone here" in ran.talk) == (before, True)


def test_undo_takes_the_import_back(coded: Path, new: Path) -> None:
    assert run("import", written(new, exported(coded)), "--coder", "anna") == 0
    assert run("undo", "--coder", "anna") == 0
    assert (told(new), Study(new).codebook.codes) == ([], ())


def test_a_dry_run_writes_nothing(coded: Path, new: Path, pimh: Pimh) -> None:
    ran = pimh("import", written(new, exported(coded)), "--coder", "anna", "--dry-run")
    assert "Would do: Took in 1 transcript" in ran.talk
    assert not [*(new / "transcripts").iterdir()]


def test_memos_come_with_what_they_are_on(coded: Path, new: Path) -> None:
    fg1 = ("--transcript", "fg1")
    for words in ((), fg1, ("--code", "barriers"), ("--turn", "2", *fg1)):
        assert run("-C", str(coded), "memo", "add", f"A memo {' '.join(words)}.", *words) == 0
    project = exported(coded)
    assert run("import", written(new, project), "--coder", "anna") == 0
    again = exported(new)
    assert {note.text for note in again.notes} == {note.text for note in project.notes}
    assert again.noted == project.noted
    assert [one.notes for one in again.sources] == [one.notes for one in project.sources]
    assert {one.guid for one in again.codes if one.notes} == {one.guid for one in project.codes if one.notes}
    assert len([one for one in again.selections if one.notes]) == 1


def test_codes_that_tell_who_speaks_come_back_as_nothing(coded: Path, pimh: Pimh) -> None:
    before = told(coded)
    ran = pimh("import", written(coded, exported(coded, Wish("codes"))))
    assert ("is here already" in ran.talk, told(coded)) == (True, before)


def test_a_definition_that_differs_is_told_and_theirs_counts_only_when_asked(coded: Path, pimh: Pimh) -> None:
    assert run("codebook", "describe", "barriers", "--definition", "Ours.") == 0
    project = exported(coded)
    codes = tuple(
        msgspec.structs.replace(code, definition="Theirs." if code.definition == "Ours." else code.definition)
        for code in project.codes
    )
    file = written(coded, msgspec.structs.replace(project, codes=codes))
    assert "yours stays" in pimh("import", file).talk
    assert Study(coded).codebook.by_key["barriers"].definition == "Ours."
    assert pimh("import", file, "--theirs").code == 0
    assert Study(coded).codebook.by_key["barriers"].definition == "Theirs."


def test_a_text_without_speakers_begins_with_nobody_known(new: Path, pimh: Pimh) -> None:
    from exchange.refi import deviations as d

    (new.parent / "a.qdpx").write_bytes(d.file(text=b"Fou words about time, and no label.\n"))
    ran = pimh("import", "../a.qdpx", "--coder", "anna")
    assert (ran.code, "called Unidentified" in ran.talk) == (0, True)
    assert [quote for quote, *_ in told(new)] == ["words about time"]
    assert "is here already" in pimh("import", "../a.qdpx", "--coder", "anna").talk


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("nothing.qdpx",), "nothing.qdpx"),
        (("study.yaml.qdpx",), "is no REFI-QDA project"),
        (("a.qdpx", "--offsets", "utf8"), "--offsets takes no 'utf8'"),
    ],
)
def test_what_cannot_be_taken_in_leaves_the_study_as_it_was(
    coded: Path, pimh: Pimh, words: tuple[str, ...], why: str
) -> None:
    (coded / "study.yaml.qdpx").write_bytes((coded / "study.yaml").read_bytes())
    before = told(coded)
    ran = pimh("import", *words)
    assert (ran.code in (1, 2), why in ran.talk, told(coded)) == (True, True, before)
