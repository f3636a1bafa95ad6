"""OpenDocument texts (.odt) of LibreOffice and others: every paragraph and heading in order."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from pimhcli.archives import opened
from pimhcli.errors import ProblemsError
from pimhcli.transcripts.readers.layouts import Source
from pimhcli.transcripts.readers.word import is_turn, refuse_huge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_PARAGRAPHS = {f"{_TEXT}p", f"{_TEXT}h"}
_ROW, _CELL = f"{_TABLE}table-row", f"{_TABLE}table-cell"
# what was taken out, what is said beside the text, and what a program fills in
_ELSEWHERE = {
    f"{_TEXT}tracked-changes",
    f"{_TEXT}note",
    f"{_OFFICE}annotation",
    f"{_TEXT}table-of-content",
    f"{_TEXT}sequence-decls",
}
_MOST_BLANKS = 100  # that one mark may stand for
_DEEPEST = 200  # elements within each other


def is_one(data: bytes) -> bool:
    """Whether a zip is an OpenDocument text: its first member says so, or it holds one's content."""
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]:
        return True
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return False
    return "content.xml" in names and "mimetype" in names


def read(data: bytes, file: str) -> Source:
    """An .odt, paragraph by paragraph; the cells of a table's row that is a turn are one, with tabs between.

    Args:
        data: the whole file.
        file: its name, for messages.

    Raises:
        ProblemsError: the file is no OpenDocument text, or one far larger than any transcript.
    """
    body = _body(data, file)
    headings = ("".join(_words(heading, 0)) for heading in body.iter(f"{_TEXT}h"))
    return Source(file, "OpenDocument text", tuple(_paragraphs(body, 0)), tuple(headings))


def _body(data: bytes, file: str) -> Element:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    with opened(data, file, "content.xml") as archive:
        refuse_huge(archive.getinfo("content.xml").file_size, file)
        try:
            body: Element | None = fromstring(archive.read("content.xml")).find(
                f"{_OFFICE}body/{_OFFICE}text"
            )
        except (
            DefusedXmlException,
            ParseError,
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            ValueError,
            RuntimeError,
            NotImplementedError,
        ) as error:
            raise _unreadable(file, str(error)) from error
    if body is None:
        raise _unreadable(file, "it holds no text")
    return body


def _unreadable(file: str, why: str) -> ProblemsError:
    return ProblemsError(
        f"{file} is not an OpenDocument text that can be read ({why}).",
        hint="Open it in LibreOffice, save it as .odt or .docx under a new name, and add that.",
    )


def _paragraphs(element: Element, depth: int) -> Iterator[str]:
    for child in element if depth < _DEEPEST else ():
        if child.tag in _PARAGRAPHS:
            yield "".join(_words(child, 0))
            yield from _boxes(child)
        elif child.tag == _ROW and is_turn(cells := [_cell(cell) for cell in child.findall(_CELL)]):
            yield "\t".join(" ".join(filter(None, cell)) for cell in cells)
        elif child.tag not in _ELSEWHERE:
            yield from _paragraphs(child, depth + 1)


def _boxes(paragraph: Element) -> Iterator[str]:
    """The paragraphs of text boxes that are held by a paragraph."""
    for inner in paragraph.iter():
        if inner is not paragraph and inner.tag in _PARAGRAPHS:
            yield "".join(_words(inner, 0))


def _cell(cell: Element) -> list[str]:
    return [" ".join(words.split()) for words in _paragraphs(cell, 0)]


def _words(element: Element, depth: int) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            yield " " * min(int(count) if count.isdecimal() else 1, _MOST_BLANKS)
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag not in _ELSEWHERE | _PARAGRAPHS and depth < _DEEPEST:
            yield from _words(child, depth + 1)
        yield child.tail or ""
