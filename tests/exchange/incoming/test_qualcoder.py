"""A project of QualCoder comes in, whatever version of its database it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from building import codings

from pimhcli.errors import ProblemsError
from pimhcli.exchange import qualcoder
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

# the tables of QualCoder 3.8, as its own program makes them, but for what is drawn
TABLES = """
CREATE TABLE project (databaseversion text, date text, memo text, about text, bookmarkfile integer,
  bookmarkpos integer, codername text);
CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text,
  date text, av_text_id integer, risid integer, unique(name));
CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text,
  supercatid integer, unique(name));
CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text,
  color text, unique(name));
CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer,
  pos1 integer, owner text, date text, memo text, avid integer, important integer);
CREATE TABLE code_image (imid integer primary key, id integer, cid integer);
CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text,
  owner text, date text);
CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text);
CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text);
CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer);
CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text,
  valuetype text);
CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer,
  date text, owner text);
"""
TEXT = "Moderator: 😀 What?\r\nP1: We slow down now. 😀 We listen.\r\nP2: I ask the mother."
WHEN = "2026-05-04 10:11:12"


def made(path: Path, *more: str, newer: bool = False) -> Path:
    """A folder of QualCoder with a text, three codes in a category, and two coders."""
    path.mkdir()
    with closing(sqlite3.connect(path / "data.qda")) as database:
        database.executescript(TABLES)
        add = database.execute
        add("insert into project values ('v7', ?, 'about us', 'QualCoder 3.8', 0, 0, 'default')", (WHEN,))
        add(
            "insert into source values (1, 'talk.docx', ?, null, 'loud room', 'ann', ?, null, null)",
            (TEXT, WHEN),
        )
        add(
            "insert into source values (2, 'photo.png', null, '/images/photo.png', '', 'ann', ?, null, null)",
            (WHEN,),
        )
        add("insert into code_cat values (1, 'Pace', 'ann', ?, '', 2)", (WHEN,))
        add("insert into code_cat values (2, 'Work', 'ann', ?, 'all of it', null)", (WHEN,))
        add("insert into code_name values (1, 'Slow', 'not fast', 1, 'ann', ?, '#FF0000')", (WHEN,))
        add("insert into code_name values (2, 'Mothers', '', null, 'ben', ?, '#00FF00')", (WHEN,))
        for number, (code, words, owner) in enumerate(
            [(1, "We slow down now.", "ann"), (2, "I ask the mother.", "ben"), (1, "We listen.", "ann")], 1
        ):
            start = TEXT.index(words)
            row = (number, code, words, start, start + len(words), owner, WHEN)
            add("insert into code_text values (?, ?, 1, ?, ?, ?, ?, ?, 'a note', null, 1)", row)
        add("insert into annotation values (1, 1, ?, ?, 'smiles', 'ben', ?)", (*_span("We listen."), WHEN))
        add("insert into journal values (1, 'First day', 'All went well.', ?, 'ann')", (WHEN,))
        add("insert into code_image values (1, 2, 1)")
        if newer:
            add("alter table code_name add column supercid integer")
            add("insert into code_name values (3, 'Very slow', '', null, 'ann', ?, '#0000FF', 1)", (WHEN,))
        for line in more:
            add(line)
        database.commit()
    return path


def _span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def test_texts_codes_codings_and_coders_come_in(study: Path, source: Path, pimh: Pimh) -> None:
    ran = pimh("import", made(source / "ours.qda"))
    assert ran.code == 1  # a picture was coded
    assert {(one["quote"], one["code"], one["memo"]) for one in codings(study, "talk", "ann")} == {
        ("We slow down now.", "slow", "a note"), ("We listen.", "slow", "a note"),
    }  # fmt: skip
    assert [one["quote"] for one in codings(study, "talk", "ben")] == ["I ask the mother."]
    book = Study(study).codebook
    assert (book.path("slow"), book.by_key["slow"].definition) == ("Work > Pace > Slow", "not fast")
    assert (study / "transcripts" / "talk.txt").read_bytes() == TEXT.replace("\r\n", "\n").encode()


def test_the_file_in_the_folder_may_be_named_too(study: Path, source: Path, pimh: Pimh) -> None:
    assert "from ours.qda" in pimh("import", made(source / "ours.qda") / "data.qda").talk


def test_codes_stand_under_codes_since_version_4(study: Path, source: Path, pimh: Pimh) -> None:
    pimh("import", made(source / "ours.qda", newer=True))
    assert Study(study).codebook.path("very-slow") == "Work > Pace > Slow > Very slow"


def test_journal_annotations_and_memos_become_memos(study: Path, source: Path, pimh: Pimh) -> None:
    pimh("import", made(source / "ours.qda"))
    told = {memo["text"].strip() for memo in pimh("memo", "list", "--json").data}
    assert told == {"All went well.", "smiles", "loud room", "a note"}


def test_importing_again_doubles_nothing(study: Path, source: Path, pimh: Pimh) -> None:
    file = made(source / "ours.qda")
    pimh("import", file)
    before = (codings(study, "talk", "ann"), (study / "codebook.yaml").read_text("utf-8"))
    assert "here already" in pimh("import", file).talk
    assert (codings(study, "talk", "ann"), (study / "codebook.yaml").read_text("utf-8")) == before


def test_what_is_dropped_is_told(study: Path, source: Path, pimh: Pimh) -> None:
    lost = "insert into code_text values (9, 77, 1, 'x', 0, 1, 'ann', '', '', null, 0)"
    outside = "insert into code_text values (10, 1, 1, 'x', 5, 9999, 'ann', '', '', null, 0)"
    nowhere = "insert into annotation values (9, 55, 0, 1, 'x', 'ann', '')"
    ran = pimh("import", made(source / "ours.qda", lost, outside, nowhere))
    for told in (
        "“photo.png” has no text", "1 coding: its code is not", "1 coding: it lies on a picture",
        "it is empty, or lies outside", "its text is not in the database",
    ):  # fmt: skip
        assert told in ran.talk
    assert "3 marks of importance" in ran.talk


def test_cases_come_with_their_attributes(tmp_path: Path) -> None:
    cases = (
        "insert into cases values (1, 'P1', '', 'ann', '')",
        "insert into case_text values (1, 1, 1, 0, 20)",
        "insert into attribute_type values ('age', '', 'ann', 'How old?', 'case', 'numeric')",
        "insert into attribute_type values ('size', '', 'ann', '', 'file', 'numeric')",
        "insert into attribute values (1, 'age', 'case', '41', 1, '', 'ann')",
        "insert into attribute values (2, 'size', 'file', '9', 1, '', 'ann')",
    )
    data = (made(tmp_path / "a.qda", *cases) / "data.qda").read_bytes()
    project = qualcoder.read(data, "a.qda").project
    (variable,), (case,) = project.variables, project.cases
    assert (variable.name, variable.type, variable.description) == ("age", "Float", "How old?")
    assert (case.name, case.values) == ("P1", {variable.guid: "41"})
    assert case.sources == (project.sources[0].guid,)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", qualcoder.MAGIC, qualcoder.MAGIC + b"\x00" * 5000])
def test_what_is_no_database_of_qualcoder_is_refused(data: bytes) -> None:
    with pytest.raises(ProblemsError, match="no project of QualCoder"):
        qualcoder.read(data, "a.qda")


def test_another_database_is_refused_and_nothing_is_written(study: Path, source: Path, pimh: Pimh) -> None:
    with closing(sqlite3.connect(source / "other.qda")) as database:
        database.execute("create table x (y)")
        database.execute("create view code_text as select 1")
        database.commit()
    ran = pimh("import", source / "other.qda")
    assert (ran.code, "data.qda" in ran.talk) == (1, True)
    assert not (study / "imports").exists()


def test_categories_under_each_other_in_a_circle_come_in_all_the_same(tmp_path: Path) -> None:
    circle = "update code_cat set supercatid = 1 where catid = 2"
    data = (made(tmp_path / "a.qda", circle) / "data.qda").read_bytes()
    received = qualcoder.read(data, "a.qda")
    assert {code.name for code in received.project.codes} == {"Slow", "Mothers", "Pace", "Work"}
