"""Reads a paper, or another document of words and tables: Word (.docx) and Markdown (.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli import archives
from pimhcli.decoding import decode
from pimhcli.errors import ProblemsError
from pimhcli.strangers import Stranger, known

if TYPE_CHECKING:
    from pimhcli.documents.model import Document

LARGEST = 50_000_000  # bytes; a thesis with its pictures is smaller
_MARKDOWN = (".md", ".markdown")
_AS_DOCX = "Open it in Word, save it as .docx, and use that."
_STARTS = {
    b"%PDF-": Stranger("is a PDF", _AS_DOCX),
    b"{\\rtf": Stranger("is a rich text (.rtf)", _AS_DOCX),
    archives.OLD_OFFICE: Stranger(
        "is an old Word document (.doc), or one with a password",
        "Open it in Word and save it as .docx, without a password; then use that.",
    ),
}
_OTHERS = {
    "word/document.xml": None,
    "content.xml": Stranger(
        "is a LibreOffice document", "Open it in LibreOffice, save it as Word (.docx), and use that."
    ),
    "Index/Document.iwa": Stranger("is a Pages document", "Open it in Pages and export it to Word."),
    "xl/workbook.xml": Stranger("is a workbook", "Save the text as .docx or .md, and use that."),
}


def read(data: bytes, file: str) -> Document:
    """The paragraphs and tables of a document.

    Args:
        data: the whole file.
        file: its name, for messages; where its bytes do not tell what it is, its ending does.

    Raises:
        ProblemsError: it is of another kind, too large, or damaged.
    """
    if len(data) > LARGEST:
        raise ProblemsError(
            f"{file} is {len(data) // 1_000_000} MB, larger than any paper.",
            hint="Save it without its pictures, and use that.",
        )
    stranger = known(data, _STARTS)
    if data.startswith(archives.ZIP) and (stranger := _packed(data, file)) is None:
        from pimhcli.documents import word

        return word.read(data, file)
    if stranger:
        raise ProblemsError(f"{file} {stranger.found}.", hint=stranger.hint)
    return _markdown(data, file)


def _packed(data: bytes, file: str) -> Stranger | None:
    """What a .zip file is; None for a Word document, and for what only its reader can tell."""
    with archives.opened(data, file) as archive:
        names = frozenset(archive.namelist())
    return next((other for member, other in _OTHERS.items() if member in names), None)


def _markdown(data: bytes, file: str) -> Document:
    if not file.lower().endswith(_MARKDOWN):
        is_word = file.lower().endswith(".docx")
        what = (
            "is damaged or was not saved to its end"
            if is_word
            else "is no Word document (.docx) or Markdown (.md)"
        )
        raise ProblemsError(f"{file} {what}.", hint=_AS_DOCX)
    from pimhcli.documents import markdown

    return markdown.read(decode(data, file).text, file)
