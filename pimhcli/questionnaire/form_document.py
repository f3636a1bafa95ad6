"""The blank form as a Word document for paper: each participant's begins on a new page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pimhcli import archives
from pimhcli.questionnaire import form, form_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from pimhcli.questionnaire.form import Question
    from pimhcli.questionnaire.schema import Questionnaire

TITLE = "Questionnaire"
_INTRODUCTION = "Leave a question blank if you prefer not to answer it."
_BLANK_ID = "_" * 24
_FONT, _SIZE, _SMALL = "Arial", 10, 9  # points
_MARGIN, _INDENT = 2.0, 0.9  # cm
_PAPER = (21.0, 29.7)  # cm, A4


def made(questionnaire: Questionnaire, ids: Sequence[str]) -> bytes:
    """The bytes of the .docx; the same each time.

    Args:
        questionnaire: its items.
        ids: one for every copy; an empty one is left to be written in by hand.
    """
    from docx import Document

    document = Document()
    _set_up(document)
    questions = form.questions(questionnaire)
    title = form_words.one_line(questionnaire.title) or TITLE
    for i, name in enumerate(ids):
        _start(document, title, name, is_first=i == 0)
        for question in questions:
            _ask(document, question)
    stream = io.BytesIO()
    document.save(stream)
    return archives.reproducible(stream.getvalue())


def _set_up(document: Document) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    (section,) = document.sections
    section.page_width, section.page_height = map(Cm, _PAPER)
    section.left_margin = section.right_margin = Cm(_MARGIN)
    section.top_margin = section.bottom_margin = Cm(_MARGIN)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(_SIZE)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1
    heading = document.styles["Heading 1"]
    heading.font.name, heading.font.size, heading.font.color.rgb = _FONT, Pt(16), RGBColor(0, 0, 0)
    for script in ("asciiTheme", "hAnsiTheme"):  # they would outdo the font that is named
        heading.element.rPr.rFonts.attrib.pop(qn(f"w:{script}"), None)


def _start(document: Document, title: str, name: str, *, is_first: bool) -> None:
    from docx.shared import Pt

    heading = document.add_heading(title, level=1)
    heading.paragraph_format.page_break_before = not is_first
    heading.paragraph_format.space_before = Pt(0)
    person = _line(document, f"Participant id: {form_words.one_line(name) or _BLANK_ID}")
    person.paragraph_format.space_before = Pt(6)
    _line(document, _INTRODUCTION).paragraph_format.space_before = Pt(6)


def _ask(document: Document, question: Question) -> None:
    from docx.shared import Cm, Pt

    item = question.item
    asked = document.add_paragraph(f"{question.number}.\t")
    asked.paragraph_format.first_line_indent = Cm(-_INDENT)
    asked.paragraph_format.space_before = Pt(7)
    if question.condition:
        asked.add_run(f"{question.condition}: ").italic = True
    asked.add_run(form_words.question(item)).bold = True
    task = form_words.task(item)
    if task:
        asked.add_run(f"  {task}").font.size = Pt(_SMALL)
    offered = (*form_words.places(item), form_words.refusal(item))
    places = [_line(document, place) for place in filter(None, offered)]
    for paragraph in (asked, *places):
        paragraph.paragraph_format.left_indent = Cm(_INDENT)
        paragraph.paragraph_format.keep_together = True
    # a question stays on the page of its answers
    for paragraph in (asked, *places[:-1]):
        paragraph.paragraph_format.keep_with_next = True


def _line(document: Document, words: str) -> Paragraph:
    from docx.shared import Pt

    paragraph = document.add_paragraph(words)
    paragraph.paragraph_format.space_before = Pt(2)
    return paragraph
