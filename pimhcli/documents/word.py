"""Word documents: paragraphs with their headings, tables, and footnotes at the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from pimhcli.archives import opened
from pimhcli.documents.captions import captioned
from pimhcli.documents.model import Document, Grid, Paragraph
from pimhcli.documents.word_xml import FALLBACK, W, parsed, words
from pimhcli.errors import ProblemsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LARGEST = 60_000_000  # bytes of XML; a thesis of 1,000 pages has 10 million
_HINT = "Open it in Word, save it as .docx under a new name, and use that."
_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_HEADING = re.compile(r"heading (\d)")
_DEEPEST = 20  # styles that follow each other; more are a circle


class _Look(NamedTuple):
    """What a style makes of a paragraph."""

    heading: int = 0
    quoted: bool = False
    caption: bool = False


def read(data: bytes, file: str) -> Document:
    """A .docx: tracked insertions count, what was taken out and comments do not.

    Args:
        data: the whole file.
        file: its name, for messages.

    Raises:
        ProblemsError: it is no Word document that can be read.
    """
    with opened(data, file, "word/document.xml") as archive:
        if archive.getinfo("word/document.xml").file_size > _LARGEST:
            raise ProblemsError(f"{file} holds more text than any paper.", hint="Take the right file.")
    document = parsed(data, file, _HINT)
    body = _Body(file, {style.style_id: _look(style) for style in document.styles})
    for element in _outermost(document.element.body):
        body.take(element)
    return Document(file, (*captioned(body.blocks, body.captions), *_footnotes(document, file)))


class _Body:
    """Gathers the blocks of a document in order.

    Args:
        file: its name.
        looks: what each style makes of a paragraph, by the id of the style.
    """

    def __init__(self, file: str, looks: Mapping[str, _Look]) -> None:
        self.blocks: list[Paragraph | Grid] = []
        self.captions: set[int] = set()
        self._file, self._looks = file, looks
        self._paragraphs = self._tables = 0

    def take(self, element: Any) -> None:  # noqa: ANN401
        """Takes the next paragraph or table; a table of one cell is a frame around its paragraphs."""
        rows = list(_rows(element)) if element.tag == f"{W}tbl" else []
        if element.tag == f"{W}p":
            self._take_paragraph(element)
        elif sum(map(len, rows)) == 1:
            for paragraph in element.iter(f"{W}p"):
                self._take_paragraph(paragraph)
        elif rows:
            self._take_table(rows)

    def _take_paragraph(self, element: Any) -> None:  # noqa: ANN401
        text = _text(element)
        if not text:
            return
        style = element.find(f"{W}pPr/{W}pStyle")
        look = self._looks.get("" if style is None else style.get(f"{W}val"), _Look())
        if look.caption:
            self.captions.add(len(self.blocks))
        self._paragraphs += 1
        where = f"{self._file}, paragraph {self._paragraphs}"
        self.blocks.append(Paragraph(where, text, look.heading, look.quoted))

    def _take_table(self, rows: list[list[str]]) -> None:
        self._tables += 1
        where, wide = f"{self._file}, table {self._tables}", max(map(len, rows))
        places = tuple(f"{where}, row {number}" for number in range(1, len(rows) + 1))
        even = tuple((*row, *[""] * (wide - len(row))) for row in rows)
        self.blocks.append(Grid(where, even, places))


def _outermost(body: Any) -> Iterator[Any]:  # noqa: ANN401
    """The paragraphs and tables, in order, but for those within a table."""
    within: set[Any] = set()
    for element in body.iter(f"{W}p", f"{W}tbl"):
        if any(above.tag == FALLBACK or above in within for above in element.iterancestors()):
            continue
        if element.tag == f"{W}tbl":
            within.add(element)
        yield element


def _rows(table: Any) -> Iterator[list[str]]:  # noqa: ANN401
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl")) is table and row.find(f"{W}trPr/{W}del") is None:
            yield [text for cell in row.iter(f"{W}tc") if _row_of(cell) is row for text in _cell(cell)]


def _row_of(cell: Any) -> Any:  # noqa: ANN401
    return next(cell.iterancestors(f"{W}tr"))


def _cell(cell: Any) -> list[str]:  # noqa: ANN401
    """The words of a cell, and an empty text for each further column that it reaches over."""
    span, merged = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
    goes_on = merged is not None and merged.get(f"{W}val") != "restart"
    paragraphs = (p for p in cell.iter(f"{W}p") if not any(p.iterancestors(FALLBACK)))
    text = "" if goes_on else "\n".join(filter(None, map(_text, paragraphs)))
    columns = "1" if span is None else span.get(f"{W}val", "1")
    return [text, *[""] * (min(int(columns), 100) - 1 if columns.isdecimal() else 0)]


def _text(paragraph: Any) -> str:  # noqa: ANN401
    return "".join(words(paragraph, raised=True)).strip()


def _look(style: Any) -> _Look:  # noqa: ANN401
    """What a style, or the first one that it follows and whose name tells, makes of a paragraph."""
    for _ in range(_DEEPEST):
        # the name of a built-in style is English in every language
        name = (style.name or "").lower()
        if found := _HEADING.fullmatch(name):
            return _Look(int(found[1]))
        if name in {"title", "caption"} or "quot" in name or name == "block text":
            return _Look(int(name == "title"), "quot" in name or name == "block text", name == "caption")
        style = getattr(style, "base_style", None)
        if style is None:
            break
    return _Look()


def _footnotes(document: Any, file: str) -> Iterator[Paragraph]:  # noqa: ANN401
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype == _FOOTNOTES and not relation.is_external:
            notes = parse_xml(relation.target_part.blob).iter(f"{W}footnote")
            told = (" ".join(filter(None, map(_text, note.iter(f"{W}p")))) for note in notes)
            for number, text in enumerate(filter(None, told), 1):
                yield Paragraph(f"{file}, footnote {number}", text)
