"""The report as a Word document: real headings, captions, quotes and lists, and a study's own styles."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.shared import Pt

from pimhcli.errors import StudyError
from pimhcli.figures.model import Figure, Rect
from pimhcli.report import writing
from pimhcli.report.blocks import Heading, Line, Listing, Paragraph, Quote, Run, Simple
from pimhcli.report.formats import docx
from pimhcli.report.wish import Wish
from pimhcli.study.study import Study
from pimhcli.tables.model import Column, Note, Row, Table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from docx.document import Document as Opened

    from pimhcli.report.blocks import Block

TABLE = Table("t", "Table 2. People", (Column("Item"), Column("n")), (Row(("Age", "7")),), (Note("n = 7."),))
EXCHANGE = (Line("Mod", "And then?", "before", 1), Line("P1", "We left.", "quote", 2))


def made(*blocks: Block, reference: bytes | None = None) -> Opened:
    return Document(io.BytesIO(docx.render(blocks, reference)))


def styles(document: Opened) -> list[tuple[str | None, str]]:
    return [(one.style.name if one.style else None, one.text) for one in document.paragraphs]


def said(text: str) -> tuple[Run, ...]:
    return (Run(text),)


def test_the_first_heading_is_the_title_and_the_others_are_headings_of_word() -> None:
    document = made(*(Heading(level, said(f"h{level}")) for level in (1, 2, 3, 4)))
    assert styles(document) == [
        ("Title", "h1"),
        ("Heading 1", "h2"),
        ("Heading 2", "h3"),
        ("Heading 3", "h4"),
    ]


def test_a_table_has_its_caption_above_and_its_notes_under_it() -> None:
    document = made(TABLE, Paragraph(said("after")))
    assert styles(document) == [
        ("Caption", "Table 2. People"),
        ("Table Note", "Note. n = 7."),
        ("Normal", "after"),
    ]
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["Item", "n"],
        ["Age", "7"],
    ]


def test_each_of_several_tables_stands_under_its_own_caption() -> None:
    document = made(TABLE, Table("u", "Table 3", (Column("Theme"),), (Row(("Hope",)),)))
    assert [table.rows[1].cells[0].text for table in document.tables] == ["Age", "Hope"]


def test_a_quote_stands_in_the_style_of_quotes() -> None:
    assert styles(made(Quote("We left.", "P1", "fg1, turn 2", star=True))) == [
        ("Quote", "“We left.” — P1 (fg1, turn 2) ★")
    ]


def test_a_dialogue_has_a_line_for_each_voice() -> None:
    assert styles(made(Quote("We left.", "P1", "fg1, turn 2", lines=EXCHANGE))) == [
        ("Dialogue", "Mod:\tAnd then?"), ("Dialogue", "P1:\t“We left.”"), ("Quote", "— fg1, turn 2"),
    ]  # fmt: skip


def test_every_numbered_list_counts_from_its_own_start() -> None:
    lists = [Listing(((Paragraph(said("x")),),), numbered=True, start=n) for n in (1, 4)]
    document = made(*lists)
    numbers = [int(n) for one in document.paragraphs for n in one._p.xpath("w:pPr/w:numPr/w:numId/@w:val")]
    starts = document.part.numbering_part.element.xpath(
        " | ".join(f"w:num[@w:numId='{n}']//w:startOverride/@w:val" for n in numbers)
    )
    assert (len(set(numbers)), sorted(starts)) == (2, ["1", "4"])


def test_words_keep_their_look() -> None:
    (paragraph,) = made(
        Paragraph((Run("a", strong=True), Run("b", emphasis=True), Run("c", code=True)))
    ).paragraphs
    assert [(run.bold, run.italic, run.font.name) for run in paragraph.runs] == [
        (True, None, None), (None, True, None), (None, None, "Courier New"),
    ]  # fmt: skip


def test_a_table_of_the_text_is_a_table_of_word() -> None:
    simple = Simple((said("File"),), ((said("study.yaml"),),))
    assert made(simple).tables[0].rows[1].cells[0].text == "study.yaml"


def test_a_figure_is_described_for_those_who_cannot_see_it() -> None:
    figure = Figure("map", "Figure 1. Map", "Two themes.", 100, 50, (Rect(1, 1, 9, 9, "#0072b2"),))
    document = made(figure)
    (shape,) = document.inline_shapes
    assert (shape._inline.docPr.get("descr"), shape.width) == ("Two themes.", Pt(100))
    assert styles(document)[1] == ("Caption", "Figure 1. Map")


def test_the_cells_of_a_table_stand_closer_than_the_text_around_it() -> None:
    document = made(TABLE)
    (cell,) = document.tables[0].rows[1].cells[0].paragraphs
    assert (cell.style and cell.style.name, document.styles["Table Text"].paragraph_format.line_spacing) == (
        "Table Text",
        1.0,
    )


def test_a_numbered_line_above_a_table_of_the_text_is_its_caption() -> None:
    simple = Simple((said("Term"),), ((said("AMH"),),))
    assert styles(made(Paragraph(said("Table 1. Words")), simple))[0] == ("Caption", "Table 1. Words")


def test_two_tables_that_follow_each_other_stay_two() -> None:
    simple = Simple((said("Term"),), ((said("AMH"),),))
    tags = [part.tag.rpartition("}")[2] for part in made(simple, simple).element.body]
    assert tags == ["tbl", "p", "tbl", "p", "sectPr"]


def test_a_report_is_as_its_golden_file_has_it(golden: Callable[[str, str], None]) -> None:
    quotes = (Quote("We left.", "P1", "fg1, turn 2", lines=EXCHANGE), Quote("So.", "P2", "fg1, turn 3"))
    listing = Listing(((Paragraph(said("x")),), (Paragraph(said("y")),)))
    blocks = (Heading(1, said("Hope")), Heading(2, said("Results")), listing, TABLE, *quotes)
    with zipfile.ZipFile(io.BytesIO(docx.render(blocks))) as archive:
        text = archive.read("word/document.xml").decode()
    golden("report.docx.xml", text.replace("><", ">\n<") + "\n")


def test_a_reference_document_lends_its_styles_and_none_of_its_words() -> None:
    own = Document()
    own.add_paragraph("Not to be printed")
    own.styles["Heading 1"].font.name = "Garamond"
    own.sections[0].page_width = Pt(500)
    out = io.BytesIO()
    own.save(out)
    document = made(Heading(2, said("Results")), reference=out.getvalue())
    assert styles(document) == [("Heading 1", "Results")]
    assert (document.styles["Heading 1"].font.name, document.sections[0].page_width) == ("Garamond", Pt(500))


@pytest.mark.parametrize("data", [b"", b"no document", b"PK\x03\x04 torn"])
def test_a_damaged_reference_document_is_refused_by_its_name(data: bytes) -> None:
    with pytest.raises(StudyError, match=r"templates/reference\.docx"):
        made(reference=data)


def test_a_workbook_is_no_reference_document() -> None:
    from openpyxl import Workbook

    out = io.BytesIO()
    Workbook().save(out)
    with pytest.raises(StudyError, match=r"templates/reference\.docx is no"):
        made(reference=out.getvalue())


def test_the_same_study_gives_the_same_bytes(root: Path) -> None:
    first, second = (writing.made(Study(root), Wish(("docx",))).files for _ in range(2))
    assert first["reports/report.docx"] == second["reports/report.docx"]


def test_the_document_names_nobody_as_its_author() -> None:
    assert made(Heading(1, said("x"))).core_properties.author == ""
