"""Highlights that Taguette itself exported become excerpts of the transcripts that are here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import codings, csv_file
from exchange.incoming.taguette import running

from pimhcli.exchange.codebooks import files
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

PARAGRAPHS = (
    "Moderator: What has changed?",
    "P1: We slow down now. We listen more than we did.",
    "P2: I ask the mother first. It’s the mother who knows.",
)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a real Taguette exports of a document with two highlights, one of which has two tags."""
    folder = tmp_path_factory.mktemp("taguette")
    text = "".join(PARAGRAPHS).encode()
    with running(folder) as taguette:
        document = taguette.document("FG1", PARAGRAPHS)
        slow, mothers = taguette.tag("pace.slower"), taguette.tag("mothers")
        for quote, tags in (("We listen more", [slow, mothers]), ("It’s the mother who knows.", [mothers])):
            start = text.index(quote.encode())
            taguette.highlight(document, (start, start + len(quote.encode())), tags)
        for what, name in (
            ("highlights/.csv", "h.csv"), ("highlights/.xlsx", "h.xlsx"), ("codebook.qdc", "book.qdc"),
            ("codebook.csv", "book.csv"), ("codebook.xlsx", "book.xlsx"),
        ):  # fmt: skip
            (folder / name).write_bytes(taguette.exported(what))
    return folder


@pytest.mark.parametrize("file", ["h.csv", "h.xlsx"])
def test_each_highlight_is_an_excerpt_with_all_its_tags(
    study: Path, exported: Path, pimh: Pimh, file: str
) -> None:
    ran = pimh("import", exported / file, "--split", ".")
    assert ran.code == 0, ran.talk
    assert {(one["quote"], one["code"]) for one in codings(study)} == {
        ("We listen more", "slower"), ("We listen more", "mothers"),
        ("It’s the mother who knows.", "mothers"),
    }  # fmt: skip
    assert Study(study).codebook.path("slower") == "pace > slower"


def test_a_dot_stays_in_the_name_unless_it_is_asked_for(study: Path, exported: Path, pimh: Pimh) -> None:
    assert pimh("import", exported / "h.csv").code == 0
    assert "pace.slower" in {code.name for code in Study(study).codebook.codes}


def test_importing_again_doubles_nothing(study: Path, exported: Path, pimh: Pimh) -> None:
    assert pimh("import", exported / "h.csv").code == 0
    before = codings(study)
    assert pimh("import", exported / "h.xlsx").code == 0
    assert codings(study) == before


def test_it_is_one_act_that_can_be_undone(study: Path, exported: Path, pimh: Pimh) -> None:
    assert pimh("import", exported / "h.csv", "--dry-run").code == 0
    assert codings(study) == []
    assert pimh("import", exported / "h.csv").code == 0
    assert pimh("undo").code == 0
    assert codings(study) == []


@pytest.mark.parametrize("file", ["book.qdc", "book.csv", "book.xlsx"])
def test_its_codebook_comes_in(exported: Path, file: str) -> None:
    book = files.read(exported / file, ".")
    assert {code.name for code in book.codes} >= {"pace", "slower", "mothers"}
    assert not [one for one in book.findings if one.severity == "warning"]


def test_words_that_stand_in_no_transcript_are_told(study: Path, source: Path, pimh: Pimh) -> None:
    rows = (["1", "FG1", "x", "We listen more"], ["2", "FG1", "x", "Nobody said so"], ["3", "FG1", "", "We"])
    ran = pimh("import", csv_file(source / "h.csv", "id,document,tag,content", *rows))
    assert ran.code == 1
    assert "h.csv, line 3" in ran.talk
    assert "has no tag" in ran.talk
    assert [one["quote"] for one in codings(study)] == ["We listen more"]


def test_another_sheet_is_refused_with_what_it_may_be(study: Path, source: Path, pimh: Pimh) -> None:
    ran = pimh("import", csv_file(source / "a.csv", "participant_id,age", ["P1", "3"]))
    assert (ran.code, "pimh load" in ran.talk) == (1, True)
