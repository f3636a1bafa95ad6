"""pimh init: an empty study that reads back without a word, and nothing else touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import made_study, snapshot, written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pimhcli.storage import files
from pimhcli.study.starting import start
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

FILES = [".gitattributes", ".gitignore", "codebook.yaml", "questionnaire.yaml", "study.yaml"]
FOLDERS = ["codings", "history", "memos", "reports", "transcripts"]


def test_an_empty_study_has_its_files_and_folders(tmp_path: Path, pimh: Pimh) -> None:
    assert pimh("init", tmp_path / "new").code == 0
    assert sorted(snapshot(tmp_path / "new")) == sorted(FILES + FOLDERS)


def test_the_names_of_all_that_was_added_are_told(tmp_path: Path, pimh: Pimh) -> None:
    told = pimh("init", tmp_path / "new").talk
    assert all(f"  {name}\n" in told for name in FILES)
    assert all(f"  {name}/\n" in told for name in FOLDERS)


@pytest.mark.parametrize("name", ["study.yaml", "questionnaire.yaml", "codebook.yaml"])
def test_each_file_tells_in_comments_how_it_is_filled_in(tmp_path: Path, pimh: Pimh, name: str) -> None:
    pimh("init", tmp_path)
    text = (tmp_path / name).read_text("utf-8")
    assert text.startswith("# ")
    assert sum(line.lstrip().startswith("#") for line in text.splitlines()) >= 5


@pytest.mark.parametrize("questionnaire", ["focus-group", "blank"])
def test_every_file_reads_back_without_a_finding(tmp_path: Path, pimh: Pimh, questionnaire: str) -> None:
    pimh("init", tmp_path, "--questionnaire", questionnaire)
    study = Study(tmp_path)
    assert (study.settings.id != "", study.codebook.codes) == (True, ())
    assert len(study.questionnaire.items) == (0 if questionnaire == "blank" else 16)
    assert study.findings == []


def test_a_questionnaire_that_does_not_come_with_pimh_is_refused(tmp_path: Path, pimh: Pimh) -> None:
    ran = pimh("init", tmp_path / "new", "--questionnaire", "empty")
    assert ran.code == 2
    assert "Choose focus-group or blank" in ran.talk
    assert not (tmp_path / "new").exists()


def test_without_a_title_the_folder_gives_it(tmp_path: Path, pimh: Pimh) -> None:
    pimh("init", tmp_path / "my-first_study")
    assert Study(tmp_path / "my-first_study").settings.title == "My first study"


@pytest.mark.parametrize(
    "title",
    [
        '"Being heard": staff’s view',
        "Ärztinnen – 母乳 😀",
        "$id # no comment",
        "back\\slash: [x] {y}",
        "- no",
    ],
)
def test_a_title_comes_back_as_it_was_typed(tmp_path: Path, pimh: Pimh, title: str) -> None:
    assert pimh("init", tmp_path, "--title", title).code == 0
    assert Study(tmp_path).settings.title == title


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=40))
def test_any_title_of_visible_characters_comes_back(
    tmp_path_factory: pytest.TempPathFactory, title: str
) -> None:
    root = tmp_path_factory.mktemp("study")
    if "\ufffe" in title or "\uffff" in title or not title.split():
        return
    start(root, title, "blank")
    assert Study(root).settings.title == " ".join(title.split())


@pytest.mark.parametrize("title", ["a\x1b[31mb", "a\x9bb", "half \udcff"])
def test_a_title_with_an_invisible_character_is_refused(tmp_path: Path, pimh: Pimh, title: str) -> None:
    ran = pimh("init", tmp_path / "new", "--title", title)
    assert (ran.code, (tmp_path / "new").exists()) == (2, False)
    assert "invisible" in ran.talk


def test_a_folder_that_is_a_study_is_left_as_it_is(study: Path, pimh: Pimh) -> None:
    before = snapshot(study)
    ran = pimh("init", study)
    assert ran.code == 2
    assert "is a study already" in ran.talk
    assert snapshot(study) == before


def test_a_folder_inside_a_study_is_refused(study: Path, pimh: Pimh) -> None:
    ran = pimh("init", study / "transcripts" / "deeper")
    assert ran.code == 2
    assert f"lies inside the study {study}" in ran.talk
    assert not (study / "transcripts" / "deeper").exists()


def test_a_file_is_no_place_for_a_study(tmp_path: Path, pimh: Pimh) -> None:
    ran = pimh("init", written(tmp_path / "notes", "mine"))
    assert ran.code == 2
    assert "is a file" in ran.talk


def test_a_folder_keeps_its_files_and_only_the_new_ones_are_named(tmp_path: Path, pimh: Pimh) -> None:
    written(tmp_path / "notes.txt", "mine")
    written(tmp_path / ".gitignore", "*.bak")
    ran = pimh("init", tmp_path)
    assert ran.code == 0
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert (tmp_path / ".gitignore").read_text() == "*.bak"
    assert "Left as they were: .gitignore" in ran.talk
    assert "  .gitignore\n" not in ran.talk
    assert "notes.txt" not in ran.talk


def test_a_file_that_init_would_have_to_replace_stops_it(tmp_path: Path, pimh: Pimh) -> None:
    written(tmp_path / "codebook.yaml", "themes: []")
    before = snapshot(tmp_path)
    ran = pimh("init", tmp_path)
    assert ran.code == 2
    assert "codebook.yaml" in ran.talk
    assert snapshot(tmp_path) == before


def test_an_init_that_was_interrupted_can_be_run_again(
    tmp_path: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = files.replace

    def killed_at_the_last(path: Path, data: bytes, *, seen: str | None) -> None:
        if path.name == "study.yaml":
            raise KeyboardInterrupt
        whole(path, data, seen=seen)

    with monkeypatch.context() as during:
        during.setattr(files, "replace", killed_at_the_last)
        assert pimh("init", tmp_path).code == 130
    assert (tmp_path / "codebook.yaml").exists()
    assert pimh("init", tmp_path).code == 0
    assert Study(tmp_path).settings.title


def test_two_studies_never_have_one_id(tmp_path: Path, pimh: Pimh) -> None:
    for name in ("a", "b"):
        pimh("init", tmp_path / name)
    assert Study(tmp_path / "a").settings.id != Study(tmp_path / "b").settings.id


def test_what_is_told_next_can_be_typed(tmp_path: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert 'Next:\n  cd "my study"\n  pimh load' in pimh("init", "my study").talk
    assert "Next:\n  pimh load" in pimh("-C", "elsewhere", "init").talk


def test_the_builders_of_these_tests_make_a_good_study(tmp_path: Path, pimh: Pimh) -> None:
    ran = pimh("-C", made_study(tmp_path), "status")
    assert (ran.code, "Next:" in ran.out, ran.talk) == (0, True, "")


def test_a_folder_beside_the_study_one_stands_in_is_no_folder_inside_it(study: Path, pimh: Pimh) -> None:
    assert pimh("init", "../another").code == 0
