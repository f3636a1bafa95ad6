"""What is written is a REFI-QDA project: by the schema, by another program, and to the byte."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from exchange.projects import projects
from hypothesis import given
from lxml import etree

from pimhcli.exchange.model import Case, Code, Coder, Project, Selection, Source, Tag, Variable
from pimhcli.exchange.refi import writing
from pimhcli.exchange.refi.writing import Wish, written

SCHEMA = etree.XMLSchema(etree.parse(str(Path(__file__).parent / "schemas" / "Project.xsd")))
SPACE = {"r": "urn:QDA-XML:project:1.0"}
A, B, C, D = ("6F9619FF-8B86-5011-842D-00CF4FC964F" + end for end in "ABCD")
SMALL = Project(
    "A study", "pimh 0", coder=A, coders=(Coder(A, "anna"),), codes=(Code(B, "Theme"),),
    sources=(Source(C, "fg1", "P1: 😀 yes.\nP2: no."),),
    selections=(Selection(D, C, 4, 10, "😀 yes.", "why?", A, "2026-11-23T10:04:11Z", (Tag(A, B, A),)),),
)  # fmt: skip


def opened(data: bytes) -> tuple[zipfile.ZipFile, Any]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return archive, etree.fromstring(archive.read("project.qde"))


@given(projects())
def test_every_project_fits_the_schema(project: Project) -> None:
    _, root = opened(written(project))
    assert SCHEMA.validate(root), SCHEMA.error_log


@given(projects())
def test_a_project_is_the_same_bytes_each_time(project: Project) -> None:
    assert written(project) == written(project)


@given(projects())
def test_every_reference_is_to_something_in_the_file(project: Project) -> None:
    _, root = opened(written(project))
    guids = root.xpath("//@guid")
    assert len(set(guids)) == len(guids)
    assert {*root.xpath("//@targetGUID"), *root.xpath("//@creatingUser")} <= set(guids)


@given(projects())
def test_every_text_is_in_the_file_to_the_letter_and_each_passage_in_its_text(project: Project) -> None:
    archive, root = opened(written(project))
    for source in project.sources:
        assert archive.read(f"sources/{source.guid}.txt").decode() == source.text
    spans = {one.guid: (str(one.start), str(one.end)) for one in project.selections}
    found = root.iterfind(".//r:PlainTextSelection", SPACE)
    assert {one.get("guid"): (one.get("startPosition"), one.get("endPosition")) for one in found} == spans


@given(projects())
def test_codes_hang_under_their_parents_in_order(project: Project) -> None:
    _, root = opened(written(project))
    above = {one.get("guid"): one.getparent().get("guid") or "" for one in root.iterfind(".//r:Code", SPACE)}
    assert above == {code.guid: code.parent for code in project.codes}


def test_another_program_reads_it_and_loses_nothing(tmp_path: Path) -> None:
    from pyrefiqda import RefiProject

    variable, case = Variable(B, "years", "Float"), Case(C, "P1", values={B: "4.5"}, sources=(C,))
    file = tmp_path / "small.qdpx"
    file.write_bytes(written(msgspec.structs.replace(SMALL, variables=(variable,), cases=(case,))))
    loaded = RefiProject.load(str(file), str(tmp_path / "unpacked"))
    again = tmp_path / "again.qdpx"
    RefiProject.save(loaded, str(again), str(tmp_path / "unpacked"))
    kept = [
        (one.tag, sorted(one.attrib.items()), (one.text or "").strip())
        for data in (file, again)
        for one in opened(data.read_bytes())[1].iter()
    ]
    half = len(kept) // 2
    assert [(tag, words) for tag, _, words in kept[:half]] == [(tag, words) for tag, _, words in kept[half:]]


def test_positions_count_utf16_units_where_that_is_asked_for() -> None:
    _, root = opened(written(SMALL, Wish("utf16")))
    (one,) = root.iterfind(".//r:PlainTextSelection", SPACE)
    assert (one.get("startPosition"), one.get("endPosition")) == ("4", "11")


def test_lines_end_in_two_characters_where_that_is_asked_for_and_positions_stay() -> None:
    archive, root = opened(written(SMALL, Wish(newlines="crlf")))
    assert b"yes.\r\nP2" in archive.read(f"sources/{C}.txt")
    (one,) = root.iterfind(".//r:PlainTextSelection", SPACE)
    assert one.get("endPosition") == "10"


def test_a_selection_is_called_by_the_beginning_of_its_quote_on_one_line() -> None:
    assert writing.title("a \n b " + "c" * 200) == "a b " + "c" * 96 + "…"


def test_what_xml_has_no_place_for_is_marked_in_names_and_stays_in_texts() -> None:
    archive, root = opened(
        written(msgspec.structs.replace(SMALL, name="a\x0bb", sources=(Source(C, "t", "x\x0by" * 9),)))
    )
    assert root.get("name") == "a\ufffdb"
    assert b"\x0b" in archive.read(f"sources/{C}.txt")


@pytest.mark.parametrize("name", ["Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Sets"])
def test_a_list_of_nothing_is_not_there(name: str) -> None:
    _, root = opened(written(Project("empty", "pimh 0")))
    assert root.find(f"r:{name}", SPACE) is None
    assert SCHEMA.validate(root)
