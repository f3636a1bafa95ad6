"""What is read of Word documents, and which files are refused."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pimhcli.documents.reading import read
from pimhcli.errors import ProblemsError


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_headings_are_known_by_their_style() -> None:
    made = docx.Document()
    made.add_heading("Findings", 2)
    made.add_paragraph("We found much.")
    heading, prose = read(_saved(made), "paper.docx").paragraphs
    assert (heading.text, heading.heading, prose.heading) == ("Findings", 2, 0)


def test_a_paragraph_is_found_by_its_number_and_empty_ones_do_not_count() -> None:
    made = docx.Document()
    for words in ("One", "", "Two"):
        made.add_paragraph(words)
    assert [p.where for p in read(_saved(made), "paper.docx").paragraphs] == [
        "paper.docx, paragraph 1",
        "paper.docx, paragraph 2",
    ]


def test_a_quotation_is_known_by_its_style() -> None:
    made = docx.Document()
    made.add_paragraph("It helps.", style="Intense Quote")
    assert read(_saved(made), "paper.docx").paragraphs[0].quoted


def test_tracked_insertions_count_and_what_was_taken_out_does_not() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("We met ")
    names = nsdecls("w")
    paragraph._p.append(parse_xml(f"<w:ins {names}><w:r><w:t>five</w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f"<w:del {names}><w:r><w:delText>six</w:delText></w:r></w:del>"))
    assert read(_saved(made), "paper.docx").paragraphs[0].text == "We met five"


def test_a_raised_digit_stays_apart_from_the_number_before_it() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("5")
    paragraph.add_run("1").font.superscript = True
    assert read(_saved(made), "paper.docx").paragraphs[0].text == "5¹"


def test_merged_cells_stand_once() -> None:
    made = docx.Document()
    table = made.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Wide"
    table.cell(0, 2).merge(table.cell(1, 2)).text = "High"
    table.cell(1, 0).text = "a"
    (grid,) = read(_saved(made), "paper.docx").grids
    assert grid.rows == (("Wide", "", "High"), ("a", "", ""))


def test_a_row_is_found_by_table_and_number() -> None:
    made = docx.Document()
    made.add_table(2, 2).cell(1, 1).text = "x"
    assert read(_saved(made), "paper.docx").grids[0].places[1] == "paper.docx, table 1, row 2"


def test_a_table_has_the_caption_above_it_and_the_notes_below_it() -> None:
    made = docx.Document()
    made.add_paragraph("Table 2. Who took part")
    made.add_table(1, 2).cell(0, 0).text = "Age"
    made.add_paragraph("Note. Of seven.")
    made.add_paragraph("Then we went on.")
    (grid,) = read(_saved(made), "paper.docx").grids
    assert (grid.caption, grid.notes) == ("Table 2. Who took part", ("Note. Of seven.",))


def test_a_number_and_a_title_above_a_table_are_both_its_caption() -> None:
    made = docx.Document()
    made.add_paragraph("Table 2")
    made.add_paragraph("Who took part")
    made.add_table(1, 2).cell(0, 0).text = "Age"
    assert read(_saved(made), "paper.docx").grids[0].caption == "Table 2 Who took part"


def test_a_sentence_on_a_table_is_no_caption() -> None:
    made = docx.Document()
    made.add_paragraph("Table 2 shows who took part.")
    made.add_table(1, 2).cell(0, 0).text = "Age"
    assert not read(_saved(made), "paper.docx").grids[0].caption


def test_the_words_in_a_frame_of_one_cell_are_paragraphs() -> None:
    made = docx.Document()
    made.add_table(1, 1).cell(0, 0).text = "A box."
    document = read(_saved(made), "paper.docx")
    assert [p.text for p in document.paragraphs] == ["A box."]
    assert not document.grids


@pytest.mark.parametrize(
    ("data", "file", "hint"),
    [
        (b"%PDF-1.7", "paper.pdf", "save it as .docx"),
        (b"\xd0\xcf\x11\xe0rest", "paper.doc", "save it as .docx"),
        (b"{\\rtf1 x}", "paper.rtf", "save it as .docx"),
        (b"nothing of the kind", "paper.docx", "save it as .docx"),
        (b"PK\x03\x04broken", "paper.docx", "save it under a new name"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, file: str, hint: str) -> None:
    with pytest.raises(ProblemsError) as refused:
        read(data, file)
    assert hint in refused.value.hint


def test_a_word_document_cut_short_is_refused() -> None:
    whole = _saved(docx.Document())
    with pytest.raises(ProblemsError):
        read(whole[: len(whole) // 2], "paper.docx")
