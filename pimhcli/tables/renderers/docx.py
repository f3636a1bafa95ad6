"""A table as a Word document in the journals' form: three rules, its head on every page, notes under it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from pimhcli import archives
from pimhcli.tables.renderers.room import legal, shared

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.table import CT_Row, CT_Tbl, CT_Tc
    from docx.text.paragraph import Paragraph

    from pimhcli.tables.model import Align, Note, Row, Table

FONT = "Times New Roman"
_PAGE = (21.0, 29.7)  # cm
_MARGIN = 2.54  # cm
_WIDTH = _PAGE[0] - 2 * _MARGIN
_LETTER = 0.185  # cm, the width of one
_CROWDED = 1.25  # a table that wants so much more than an upright page has is turned
_GAP = 3  # characters between two columns
_INDENT = 0.5  # cm
_RULE = "8"  # eighths of a point
NOTE = "Table Note"  # the style of the notes under a table


def render(table: Table) -> bytes:
    """The document; the same table gives the same bytes.

    Args:
        table: what to print.
    """
    from docx import Document

    document = Document()
    room = _page(document, upright=sum(shared(table)) <= _CROWDED * _letters(_WIDTH, table))
    _styles(document)
    lay(document, table, room)
    return saved(document)


def lay(document: Document, table: Table, room: float) -> None:
    """Adds a table to a document, with its caption above and its notes under it.

    Args:
        document: which has the styles Caption and Table Note.
        table: what to print.
        room: the width in cm that there is for it.
    """
    if table.caption:
        say(document.add_paragraph(style="Caption"), table.caption)
    _grid(document, table, room)
    for note in table.notes:
        _note(document.add_paragraph(style=NOTE), note)


def saved(document: Document) -> bytes:
    """The document's bytes, which are the same for the same contents."""
    out = io.BytesIO()
    document.save(out)
    return archives.reproducible(out.getvalue())


def _page(document: Document, *, upright: bool) -> float:
    """Sets the page up, and gives the width in cm that it has for the table."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    (section,) = document.sections
    width, height = _PAGE if upright else _PAGE[::-1]
    section.orientation = WD_ORIENT.PORTRAIT if upright else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.left_margin = section.right_margin = Cm(_MARGIN)
    return width - 2 * _MARGIN


def _styles(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    document.styles.add_style(NOTE, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    style(document, "Normal", size=10, before=1, after=1)
    style(document, "Caption", size=11, before=0, after=4)
    style(document, NOTE, size=9, before=3, after=0)
    caption = document.styles["Caption"]
    caption.paragraph_format.keep_with_next = True


def style(document: Document, name: str, *, size: int, before: int, after: int) -> None:
    """Sets a style in the journals' type, black and single-spaced.

    Args:
        document: which has it.
        name: of the style.
        size: of the letters, in points.
        before: room above a paragraph, in points.
        after: room under it.
    """
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    own = document.styles[name]
    own.font.name, own.font.size = FONT, Pt(size)
    own.font.color.rgb = RGBColor(0, 0, 0)
    fonts = own.element.rPr.rFonts
    for of in ("w:cs", "w:eastAsia"):  # of scripts such as Hebrew, and Chinese
        fonts.set(qn(of), FONT)
    for of in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(of), None)  # the theme of a heading would win over its font
    own.paragraph_format.space_before, own.paragraph_format.space_after = Pt(before), Pt(after)
    own.paragraph_format.line_spacing = 1.0


def _grid(document: Document, table: Table, room: float) -> None:
    from docx.oxml.ns import qn

    document.add_table(len(table.rows) + 1, len(table.columns)).autofit = True
    grid = document.element.body.tbl_lst[-1]
    width = grid.tblPr.find(qn("w:tblW"))
    width.set(qn("w:type"), "pct")
    width.set(qn("w:w"), "5000")  # fiftieths of a percent of the page
    _widths(grid, shared(table, _letters(room, table)), room)
    head, *lines = grid.tr_lst
    _head(document, head, table)
    for line, row in zip(lines, table.rows, strict=True):
        _row(document, line, row, [column.align for column in table.columns])
    for cell in grid.tr_lst[-1].tc_lst:
        _rule(cell, "bottom")


def _letters(room: float, table: Table) -> float:
    """The characters that there is room for in so many cm, once there are gaps between the columns."""
    return room / _LETTER - _GAP * len(table.columns)


def _widths(grid: CT_Tbl, shares: list[int], room: float) -> None:
    from docx.shared import Cm

    shares = [share + _GAP for share in shares]
    widths = [Cm(room * share / sum(shares)) for share in shares]
    for column, width in zip(grid.tblGrid.gridCol_lst, widths, strict=True):
        column.w = width
    for line in grid.tr_lst:
        for cell, width in zip(line.tc_lst, widths, strict=True):
            cell.width = width


def _head(document: Document, line: CT_Row, table: Table) -> None:
    _keep(line, "w:cantSplit", "w:tblHeader")
    for cell, column in zip(line.tc_lst, table.columns, strict=True):
        _rule(cell, "top")
        _rule(cell, "bottom")
        paragraph = _paragraph(document, cell, column.align)
        paragraph.paragraph_format.keep_with_next = True
        say(paragraph, column.label, bold=True)


def _row(document: Document, line: CT_Row, row: Row, aligns: list[Align]) -> None:
    from docx.shared import Cm

    _keep(line, "w:cantSplit")
    for place, (cell, words) in enumerate(zip(line.tc_lst, row.cells, strict=True)):
        paragraph = _paragraph(document, cell, "left" if place == 0 else aligns[place])
        if row.heading:
            paragraph.paragraph_format.keep_with_next = True
        say(paragraph, words)
        if place == 0 and row.indent:
            paragraph.paragraph_format.left_indent = Cm(_INDENT * row.indent)
        if place == 0 and row.mark:
            paragraph.add_run(legal(row.mark)).font.superscript = True


def _paragraph(document: Document, cell: CT_Tc, align: Align) -> Paragraph:
    from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
    from docx.text.paragraph import Paragraph

    paragraph = Paragraph(cell.p_lst[0], document)
    if align != "left":
        paragraph.alignment = WD_PARAGRAPH_ALIGNMENT[align.upper()]
    return paragraph


def say(
    paragraph: Paragraph, words: str, *, bold: bool = False, italic: bool = False, font: str = ""
) -> None:
    """Adds words to a paragraph; where they are written from right to left, so is it.

    Args:
        paragraph: where they go.
        words: any text.
        bold: whether they are bold.
        italic: whether they are italic.
        font: other than that of the paragraph; empty for that.
    """
    if not words:
        return
    run = paragraph.add_run(legal(words))
    if bold:
        run.bold = True
    if italic:
        run.italic = True
    if font:
        run.font.name = font
    if _is_leftward(words):
        run.font.rtl = True
        _leftward(paragraph)


def _is_leftward(words: str) -> bool:
    return next((way != "L" for c in words if (way := bidirectional(c)) in {"L", "R", "AL"}), False)


def _leftward(paragraph: Paragraph) -> None:
    from docx.oxml import OxmlElement

    properties = paragraph.paragraph_format.element.get_or_add_pPr()
    properties.insert_element_before(OxmlElement("w:bidi"), "w:spacing", "w:ind", "w:jc")


def _note(paragraph: Paragraph, note: Note) -> None:
    if note.mark:
        paragraph.add_run(legal(note.mark)).font.superscript = True
    else:
        paragraph.add_run(legal(note.lead)).italic = True
    paragraph.add_run(f" {legal(note.text)}")


def _keep(line: CT_Row, *tags: str) -> None:
    """Marks a row: not to be split over two pages, or to stand on top of each."""
    from docx.oxml import OxmlElement

    properties = line.get_or_add_trPr()
    for tag in tags:
        properties.append(OxmlElement(tag))


def _rule(cell: CT_Tc, edge: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = cell.get_or_add_tcPr()
    borders = properties.find(qn("w:tcBorders"))
    if borders is None:
        borders = OxmlElement("w:tcBorders")
        properties.append(borders)
    rule = OxmlElement(f"w:{edge}", {qn("w:val"): "single", qn("w:sz"): _RULE, qn("w:color"): "000000"})
    borders.append(rule)
