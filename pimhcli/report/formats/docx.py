"""The report as a Word document: headings, captions, quotes and lists in styles that a study can replace."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pimhcli.figures.model import Figure
from pimhcli.report.blocks import Heading, Listing, Paragraph, Quote, Simple, captioned, table_of
from pimhcli.report.formats import word_styles as styles
from pimhcli.tables.model import Table
from pimhcli.tables.renderers import docx as journal
from pimhcli.tables.renderers.room import legal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document
    from docx.text.paragraph import Paragraph as WordParagraph

    from pimhcli.report.blocks import Block, Runs

_TYPED = "Courier New"
_POINT = 2.54 / 72  # cm


def render(blocks: Iterable[Block], reference: bytes | None = None) -> bytes:
    """The document; the same blocks give the same bytes.

    Args:
        blocks: the report.
        reference: a Word document whose styles, page and headers are taken; None for the usual look.

    Raises:
        StudyError: the reference document cannot be used.
    """
    document = styles.opened(reference)
    writer = _Writer(document)
    for block in captioned(blocks):
        writer.add(block)
    return journal.saved(document)


class _Writer:
    """Adds blocks to a document.

    Args:
        document: which has all the styles.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._room = styles.room(document)
        self._styles = {style.name: style for style in document.styles}

    def add(self, block: Block, depth: int = 0) -> None:
        """Adds one block.

        Args:
            block: what to add.
            depth: the number of lists that it stands in.
        """
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._say(styles.QUOTE if block.quoted else "Normal", block.runs)
            case Listing():
                self._listing(block, depth)
            case Quote():
                self._quote(block)
            case Simple():
                self._table(table_of(block))
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)

    def _paragraph(self, style: str) -> WordParagraph:
        paragraph = self._document.add_paragraph()
        if style != "Normal":
            # the library would look through all styles for each paragraph, which takes half of the time
            paragraph._p.style = self._styles[style].style_id  # noqa: SLF001
        return paragraph

    def _say(self, style: str, runs: Runs) -> WordParagraph:
        paragraph = self._paragraph(style)
        for run in runs:
            font = _TYPED if run.code else ""
            journal.say(paragraph, run.text, bold=run.strong, italic=run.emphasis, font=font)
        return paragraph

    def _table(self, table: Table) -> None:
        from docx.oxml.ns import qn

        journal.lay(self._document, table, self._room)
        grid = self._document.element.body.tbl_lst[-1]
        for paragraph in grid.iter(qn("w:p")):
            paragraph.style = self._styles[styles.CELL].style_id
        if not table.notes:  # two tables that follow each other would become one
            self._paragraph(journal.NOTE)

    def _heading(self, heading: Heading) -> None:
        level = min(heading.level - 1, styles.DEEPEST)
        self._say(f"Heading {level}" if level else styles.TITLE, heading.runs)

    def _listing(self, listing: Listing, depth: int) -> None:
        number = self._numbering(listing.start) if listing.numbered else None
        for item in listing.items:
            for place, block in enumerate(item):
                if place == 0 and isinstance(block, Paragraph):
                    style = styles.NUMBER if listing.numbered else styles.BULLET
                    _in_list(self._say(style, block.runs), number, depth)
                else:
                    self.add(block, depth + 1)

    def _numbering(self, start: int) -> int | None:
        """A list of its own, which starts to count anew; None where the document has no lists."""
        own = self._styles[styles.NUMBER].element.pPr
        if own is None or own.numPr is None:
            return None
        numbering = self._document.part.numbering_part.element
        known = numbering.num_having_numId(own.numPr.numId.val)
        new = numbering.add_num(known.abstractNumId.val)
        new.add_lvlOverride(ilvl=0).add_startOverride(start)
        return int(new.numId)

    def _quote(self, quote: Quote) -> None:
        star = " ★" if quote.star else ""
        if not quote.lines:
            said = self._paragraph(styles.QUOTE)
            journal.say(said, f"“{quote.words}” — {quote.speaker} ({quote.place}){star}")
            return
        for line in quote.lines:
            said = self._paragraph(styles.DIALOGUE)
            said.paragraph_format.keep_with_next = True
            journal.say(said, f"{line.speaker}:\t" if line.speaker else "\t", bold=True)
            journal.say(said, f"“{line.words}”" if line.part == "quote" else line.words)
        journal.say(self._paragraph(styles.QUOTE), f"— {quote.place}{star}")

    def _figure(self, figure: Figure) -> None:
        from docx.shared import Cm

        from pimhcli.figures import png

        paragraph = self._paragraph(styles.FIGURE)
        width = Cm(min(self._room, figure.printed_width * _POINT))
        shape = paragraph.add_run().add_picture(io.BytesIO(png.render(figure)), width=width)
        described = shape._inline.docPr  # noqa: SLF001  # the library has no text for those who cannot see
        described.set("descr", legal(figure.description))
        described.set("title", legal(figure.caption))
        described.set("name", figure.name)
        caption = self._paragraph(styles.CAPTION)
        caption.paragraph_format.keep_with_next = False  # it ends with the figure that it stands under
        journal.say(caption, figure.caption)


def _in_list(paragraph: WordParagraph, number: int | None, depth: int) -> None:
    from docx.shared import Cm

    if number is not None:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001  # the library has no lists
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = number
    if depth:
        paragraph.paragraph_format.left_indent = Cm(0.63 * (depth + 1))
