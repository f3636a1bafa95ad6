"""Codebooks as files: what is written reads back, and tables of every make are understood."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from building import coded, csv_file, pimh, source, study, workbook, written
from exchange.projects import codebooks
from hypothesis import given
from lxml import etree
from openpyxl import Workbook
from openpyxl.styles import Alignment

from pimhcli.coding.codebook import Codebook, outline
from pimhcli.errors import ProblemsError
from pimhcli.exchange.codebooks import columns, outlines, table_in, table_out
from pimhcli.exchange.incoming.codes import merged
from pimhcli.exchange.outgoing.codes import codes
from pimhcli.exchange.refi import qdc
from pimhcli.exchange.refi.guids import guid
from pimhcli.exchange.tidy import formats
from pimhcli.sheets import reading
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from building import Pimh

    from pimhcli.exchange.codebooks.model import Book
    from pimhcli.exchange.model import Code

__all__ = ["coded", "pimh", "source", "study"]

SCHEMA = Path(__file__).parents[1] / "refi" / "schemas" / "Codebook.xsd"
TREE = ["Barriers", "  Time", "    Shifts", "  Staff", "Benefits"]


def became(book: Book) -> Codebook:
    """The codebook that an empty study gets of a file."""
    return merged(Codebook(()), book.codes, book.keys).book


def tree(book: Book) -> list[str]:
    return ["  " * depth + code.name for depth, code in outline(became(book))]


def from_table(text: str, split: str = "") -> Book:
    sheet, findings = reading.read(text.encode(), "book.csv", columns.KNOWN)
    assert sheet is not None
    assert not findings
    return table_in.read(sheet, split)


def told(book: Codebook, *left_out: str) -> list[dict[str, object]]:
    """All that is known of each entry, in order; parents by their paths."""
    fields = {"name", "level", "definition", "include", "exclude", "example", "colour", "status"}
    return [
        {"path": book.path(code.id)} | {field: getattr(code, field) for field in fields - {*left_out}}
        for _, code in outline(book)
    ]


@given(codebooks())
def test_a_qdc_fits_the_schema_and_reads_back_as_the_same_codebook(came: tuple[Code, ...]) -> None:
    book = merged(Codebook(()), came, {}).book
    if not book.codes:
        return
    data = qdc.written(codes(book, lambda key: guid("study", "code", key), set()), "pimh")
    etree.XMLSchema(file=str(SCHEMA)).assertValid(etree.fromstring(data))
    assert told(became(qdc.read(data, "book.qdc"))) == told(book)


@given(codebooks())
def test_a_table_reads_back_as_the_same_codebook(came: tuple[Code, ...]) -> None:
    book = merged(Codebook(()), came, {}).book
    if not book.codes:
        return
    grid = table_out.grid(book)
    for data, file in ((formats.csv_text(grid).encode(), "b.csv"), (formats.workbook([grid]), "b.xlsx")):
        sheet, _ = reading.read(data, file, columns.KNOWN)
        assert sheet is not None
        again = table_in.read(sheet)
        assert told(became(again)) == told(book)
        assert {code.id for code in became(again).codes} == {code.id for code in book.codes}


@given(codebooks())
def test_an_outline_reads_back_with_the_same_words(came: tuple[Code, ...]) -> None:
    def bare(entries: list[dict[str, object]]) -> list[dict[str, object]]:
        return [{key: " ".join(str(words).split()) for key, words in one.items()} for one in entries]

    book = merged(Codebook(()), came, {}).book
    if not book.codes:
        return
    again = outlines.read(outlines.written(book), "book.md")
    assert bare(told(became(again), "colour")) == bare(told(book, "colour"))


@pytest.mark.parametrize(
    ("table", "split"),
    [
        ("Name,Parent\nBarriers,\nTime,Barriers\nShifts,Time\nStaff,Barriers\nBenefits,\n", ""),
        ("Code;Parent code\nShifts;Barriers > Time\nTime;Barriers\nStaff;Barriers\nBenefits;\n", ""),
        ("Name\nBarriers\n  Time\n\tShifts\n  Staff\nBenefits\n", ""),
        ("path\nBarriers > Time > Shifts\nBarriers > Staff\nBenefits\n", ""),
        ("CODE NAME\nBarriers::Time\nBarriers::Time::Shifts\nBarriers::Staff\nBenefits\n", ""),
        ("tag,description\nBarriers.Time.Shifts,\nBarriers.Staff,\nBenefits,\n", "."),
        ("Theme,Sub-theme,Code\nBarriers,Time,Shifts\n,Staff,\nBenefits,,\n", ""),
        ("theme,subtheme,code\nBarriers,,\n,Time,\n,,Shifts\n,Staff,\nBenefits,,\n", ""),
        ("Level 1,Level 2,Level 3\nBarriers,Time,Shifts\nBarriers,Staff,\nBenefits,,\n", ""),
        ("Node,Files,References\nBarriers,1,2\n   Time,1,2\n      Shifts,1,2\n   Staff,,\nBenefits,,\n", ""),
    ],
)
def test_a_table_is_nested_however_it_tells_it(table: str, split: str) -> None:
    assert sorted(tree(from_table(table, split))) == sorted(TREE)


def test_a_dot_is_part_of_a_name_unless_it_is_asked_for() -> None:
    assert tree(from_table("name\nTime etc. and more\n")) == ["Time etc. and more"]


def test_the_indents_of_excel_nest_too(tmp_path: Path) -> None:
    book = Workbook()
    for row, (name, steps) in enumerate([("Name", 0), ("Barriers", 0), ("Time", 1), ("Staff", 1)], 1):
        cell = book.active.cell(row, 1, name)
        cell.alignment = Alignment(indent=steps)
    stream = io.BytesIO()
    book.save(stream)
    sheet, _ = reading.read(stream.getvalue(), "b.xlsx", columns.KNOWN)
    assert sheet is not None
    assert tree(table_in.read(sheet)) == ["Barriers", "  Time", "  Staff"]


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Description", "definition"), ("Comment", "definition"), ("CODE MEMO", "definition"),
        ("Inclusion criteria", "include"), ("when not to use", "exclude"), ("Ankerbeispiel", "example"),
        ("Color", "colour"),
    ],
)  # fmt: skip
def test_columns_are_known_by_their_usual_names(head: str, field: str) -> None:
    (code,) = became(from_table(f"Name,{head}\nTime,#0b5cad\n")).codes
    assert getattr(code, field) == ("blue" if field == "colour" else "#0b5cad")


def test_a_column_of_levels_decides_what_an_entry_is() -> None:
    book = became(from_table("name,level,parent\nTime,code,\nBarriers,theme,\nStaff,code,Barriers\n"))
    assert {code.name: code.level for code in book.codes} == {
        "Time": "code", "Barriers": "theme", "Staff": "code",
    }  # fmt: skip


def test_what_no_codebook_has_is_told_with_its_place() -> None:
    book = from_table("Name,Weather,Definition\nTime,fine,too little\n,,of nobody\nTime,,again\n")
    assert [(one.where, one.severity) for one in book.findings] == [
        ("book.csv, line 1, column B", "note"),
        ("book.csv, line 3", "warning"),
        ("book.csv, line 4", "warning"),
    ]
    assert book.codes[0].definition == "too little"


def test_entries_that_stand_under_each_other_are_told() -> None:
    book = from_table("Name,Parent\nA,B\nB,A\n")
    assert "in the end, under it" in str(book.findings[0])
    assert sorted(tree(book)) == ["  B", "A"] or sorted(tree(book)) == ["  A", "B"]


@pytest.mark.parametrize("text", ["What,Who\na,b\n", "Name,Definition\n,x\n"])
def test_a_table_without_names_is_refused(text: str) -> None:
    with pytest.raises(ProblemsError):
        from_table(text)


def test_an_outline_of_headings_lists_and_bold_names_is_understood() -> None:
    text = """
# Codebook

## Barriers
What holds people
back.

Include: time and money

- **Time**: too little of it
    - Shifts
- Staff \\*new\\*

## Benefits
"""
    book = became(outlines.read(text, "book.md"))
    assert {code.name for code in book.codes} == {"Barriers", "Time", "Shifts", "Staff *new*", "Benefits"}
    assert book.path("shifts") == "Barriers > Time > Shifts"
    assert (book.by_key["barriers"].definition, book.by_key["barriers"].include) == (
        "What holds people back.", "time and money",
    )  # fmt: skip
    assert book.by_key["time"].definition == "too little of it"


def test_a_text_without_items_is_refused() -> None:
    with pytest.raises(ProblemsError, match="no list"):
        outlines.read("Only words.\n", "book.md")


CODE = '<Code guid="{%s}" name="%s" isCodable="true"/>'
ONE = CODE % ("6f9619ff-8b86-d011-b42d-00cf4fc964ff", "interesting.places")


@pytest.mark.parametrize("space", ["codebook:1.0", "codebook:0:4", "codebook:1:0"])
@pytest.mark.parametrize(
    "sets", ["", "<Sets/>", "<Sets><Set guid='x' name='y'><MemberCode guid='z'/></Set></Sets>"]
)
def test_what_programs_make_of_a_qdc_is_read(space: str, sets: str) -> None:
    xml = f"<CodeBook xmlns='urn:QDA-XML:{space}'><Codes>{ONE}</Codes>{sets}</CodeBook>"
    book = qdc.read(b"\xef\xbb\xbf" + xml.encode(), "book.qdc")
    assert tree(book) == ["interesting.places"]
    assert bool(book.findings) == (space != "codebook:1.0")
    assert tree(qdc.read(xml.encode(), "book.qdc", ".")) == ["interesting", "  places"]


@pytest.mark.parametrize(
    "xml", ["<Project/>", "<CodeBook><Codes/></CodeBook>", "<!DOCTYPE a><CodeBook/>", "<CodeBook", ""]
)
def test_what_is_no_codebook_is_refused(xml: str) -> None:
    with pytest.raises(ProblemsError):
        qdc.read(xml.encode(), "book.qdc")


@pytest.mark.parametrize("form", ["qdc", "xlsx", "csv", "md"])
def test_a_codebook_goes_out_and_in_without_doubling(coded: Path, pimh: Pimh, form: str) -> None:
    assert pimh("codebook", "export", "-o", f"../book.{form}").code == 0
    before = (coded / "codebook.yaml").read_text("utf-8")
    ran = pimh("codebook", "import", f"../book.{form}")
    assert (ran.code, "already" in ran.talk) == (0, True)
    assert (coded / "codebook.yaml").read_text("utf-8") == before


@pytest.mark.parametrize("form", ["qdc", "xlsx", "csv", "md"])
def test_a_codebook_is_the_same_bytes_each_time(coded: Path, pimh: Pimh, form: str) -> None:
    for name in ("a", "b"):
        assert pimh("codebook", "export", "-o", f"../{name}.{form}").code == 0
    assert (coded.parent / f"a.{form}").read_bytes() == (coded.parent / f"b.{form}").read_bytes()


def test_what_comes_in_is_one_act_that_can_be_undone(coded: Path, source: Path, pimh: Pimh) -> None:
    file = csv_file(
        source / "b.csv", "name,parent,definition", ["Time", "Barriers", "too little"], ["Barriers", "", "x"]
    )
    before = Study(coded).codebook
    assert pimh("codebook", "import", file, "--dry-run").code == 0
    assert Study(coded).codebook == before
    ran = pimh("codebook", "import", file)
    assert "Took 1 new entry and 1 changed entry from b.csv." in ran.talk
    assert Study(coded).codebook.path("time") == "Barriers > Time"
    assert "how we code" in (coded / "codebook.yaml").read_text("utf-8")
    assert pimh("undo").code == 0
    assert Study(coded).codebook.codes == before.codes


def test_where_both_say_something_one_side_counts(coded: Path, source: Path, pimh: Pimh) -> None:
    assert pimh("codebook", "describe", "barriers", "--definition", "ours").code == 0
    file = csv_file(source / "b.csv", "name,definition", ["Barriers", "theirs"])
    assert "yours stays" in pimh("codebook", "import", file).talk
    assert Study(coded).codebook.by_key["barriers"].definition == "ours"
    assert pimh("codebook", "import", file, "--theirs").code == 0
    assert Study(coded).codebook.by_key["barriers"].definition == "theirs"


def test_what_was_left_out_makes_the_exit_code_1(coded: Path, source: Path, pimh: Pimh) -> None:
    file = csv_file(source / "b.csv", "name,definition", ["Time", "a"], ["", "b"])
    assert pimh("codebook", "import", file).code == 1
    assert "time" in Study(coded).codebook.by_key


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "../in/none.qdc"), "none.qdc"),
        (("import", "../in/whole.qdpx"), "pimh import"),
        (("import", "../in/other.xlsx"), "no column of names"),
        (("export", "-o", "book.pdf"), "End it in .xlsx"),
        (("export", "-o", "codings/book.md"), "among the files of the study itself"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    coded: Path, source: Path, pimh: Pimh, words: tuple[str, ...], said: str
) -> None:
    written(source / "whole.qdpx", "x")
    workbook(source / "other.xlsx", [["What", "Who"], ["a", "b"]])
    before = (coded / "codebook.yaml").read_bytes()
    ran = pimh("codebook", *words)
    assert (ran.code in (1, 2), said in ran.talk) == (True, True)
    assert (coded / "codebook.yaml").read_bytes() == before


def test_an_empty_codebook_is_not_written(study: Path, pimh: Pimh) -> None:
    written(study / "codebook.yaml", "themes: []\n")
    assert (pimh("codebook", "export").code, (study / "reports").exists()) == (1, False)
