"""The look of the report in Word: the styles of its own, or those of the study's reference document."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pimhcli import archives
from pimhcli.errors import ProblemsError, StudyError
from pimhcli.tables.renderers import docx as journal

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

REFERENCE = "templates/reference.docx"
TITLE, QUOTE, DIALOGUE, CAPTION, FIGURE = "Title", "Quote", "Dialogue", "Caption", "Figure"
BULLET, NUMBER = "List Bullet", "List Number"
CELL = "Table Text"
DEEPEST = 9  # level of a heading that Word has

_PAGE = (21.0, 29.7)  # cm
_MARGIN = 2.54  # cm
_INSET = 1.0  # cm by which a quote is set in
_HANGING = 2.2  # cm that the name of a speaker has
_HEADINGS = ((14, 16, 6), (12, 12, 4), (11, 10, 3), (11, 8, 2))  # size, points above and under
_NEEDED = (TITLE, QUOTE, CAPTION, BULLET, NUMBER, *(f"Heading {n}" for n in range(1, DEEPEST + 1)))


def opened(reference: bytes | None) -> Document:
    """An empty document in the look that is wanted, which has all styles that a report needs.

    Args:
        reference: the study's own reference document, whose styles, page and headers are taken; None for
            the usual look.

    Raises:
        StudyError: the reference document cannot be used.
    """
    from docx import Document

    if reference is None:
        document = Document()
        _journal(document)
    else:
        document = _reference(reference)
    _complete(document)
    return document


def room(document: Document) -> float:
    """The width in cm that a page has for text."""
    from docx.shared import Cm

    (section, *_) = document.sections
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    return ((section.page_width or Cm(_PAGE[0])) - margins) / Cm(1)


def _reference(data: bytes) -> Document:
    from docx import Document

    try:
        archives.opened(data, REFERENCE, "word/document.xml")
        document = Document(io.BytesIO(data))
        body = document.element.body
        for part in list(body):
            if not part.tag.endswith("}sectPr"):
                body.remove(part)
        _ = document.sections[0]  # a document without a page is of no use
    except ProblemsError as error:
        raise StudyError(error.message, hint=error.hint) from error
    except (KeyError, ValueError, AttributeError, LookupError, SyntaxError) as error:
        raise StudyError(
            f"{REFERENCE} cannot be used: it is no Word document that can be read.",
            hint="Save it in Word once more as .docx, or take it away to have the usual look.",
        ) from error
    return document


def _journal(document: Document) -> None:
    """The usual look: one typeface, black, A4."""
    from docx.shared import Cm

    (section,) = document.sections
    section.page_width, section.page_height = (Cm(side) for side in _PAGE)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN)
    journal.style(document, "Normal", size=11, before=0, after=6)
    document.styles["Normal"].paragraph_format.line_spacing = 1.15
    journal.style(document, TITLE, size=18, before=0, after=12)
    _without_rule(document.styles[TITLE].element)
    for level, (size, before, after) in enumerate(_HEADINGS, start=1):
        journal.style(document, f"Heading {level}", size=size, before=before, after=after)
    document.styles["Heading 3"].font.italic = True
    journal.style(document, CAPTION, size=11, before=10, after=4)
    document.styles[CAPTION].font.bold = True
    journal.style(document, QUOTE, size=11, before=0, after=6)
    document.styles[QUOTE].font.italic = False
    _set_in(document, QUOTE)
    _numbered_pages(document)


def _complete(document: Document) -> None:
    """Adds the styles that a document lacks; those that it has stay as they are."""
    from docx.enum.style import WD_STYLE_TYPE

    there = {style.name for style in document.styles}
    for name in (*_NEEDED, DIALOGUE, FIGURE, CELL, journal.NOTE):
        if name not in there:
            new = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            new.base_style = document.styles["Normal"] if "Normal" in there else None
            if name in _LOOKS:
                _LOOKS[name](document, name)
    document.styles[CAPTION].paragraph_format.keep_with_next = True
    document.styles[FIGURE].paragraph_format.keep_with_next = True  # its caption stands under it


def _set_in(document: Document, name: str) -> None:
    from docx.shared import Cm

    quote = document.styles[name].paragraph_format
    quote.left_indent = quote.right_indent = Cm(_INSET)


def _hanging(document: Document, name: str) -> None:
    from docx.shared import Cm, Pt

    said = document.styles[name].paragraph_format
    said.left_indent, said.first_line_indent = Cm(_INSET + _HANGING), Cm(-_HANGING)
    said.right_indent, said.space_after = Cm(_INSET), Pt(2)
    said.tab_stops.add_tab_stop(Cm(_INSET + _HANGING))


def _close(document: Document, name: str) -> None:
    from docx.shared import Pt

    cell = document.styles[name]
    cell.font.size = Pt(10)
    cell.paragraph_format.space_before = cell.paragraph_format.space_after = Pt(1)
    cell.paragraph_format.line_spacing = 1.0


def _small(document: Document, name: str) -> None:
    from docx.shared import Pt

    note = document.styles[name]
    note.font.size = Pt(9)
    note.paragraph_format.space_before, note.paragraph_format.space_after = Pt(3), Pt(3)
    note.paragraph_format.line_spacing = 1.0


_LOOKS: dict[str, Callable[[Document, str], None]] = {
    QUOTE: _set_in,
    DIALOGUE: _hanging,
    CELL: _close,
    journal.NOTE: _small,
}


def _without_rule(style: BaseOxmlElement) -> None:
    """Takes the rule away that stands under a title."""
    from docx.oxml.ns import qn

    for rule in style.iter(qn("w:pBdr")):
        rule.getparent().remove(rule)
        return


def _numbered_pages(document: Document) -> None:
    from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    (paragraph,) = document.sections[0].footer.paragraphs
    paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001  # the library has no fields
