"""Word documents: every paragraph of the body in order, tables, insertions and text boxes included."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from pimhcli.archives import opened
from pimhcli.errors import ProblemsError
from pimhcli.transcripts.readers.layouts import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# what was taken out, what is no words, what says the same once more, and the paragraphs of a text box
_ELSEWHERE = {f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", _FALLBACK, f"{_W}p"}
_SPOKEN = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}


def read(data: bytes, file: str) -> Source:
    """A .docx, paragraph by paragraph.

    Args:
        data: the whole file.
        file: its name, for messages.

    Raises:
        ProblemsError: the file is no Word document.
    """
    return Source(file, "Word document", tuple(_paragraphs(_body(data, file))))


def _body(data: bytes, file: str) -> Any:  # noqa: ANN401  # an lxml element
    from docx import Document
    from docx.opc.exceptions import OpcError

    opened(data, file, "word/document.xml")
    try:
        return Document(io.BytesIO(data)).element.body
    except (OpcError, BadZipFile, zlib.error, EOFError, ValueError, KeyError, SyntaxError) as error:
        raise ProblemsError(
            f"{file} is not a Word document that can be read ({error}).",
            hint="Open it in Word, save it as .docx under a new name, and add that.",
        ) from error


def _paragraphs(body: Any) -> Iterator[str]:  # noqa: ANN401
    # python-docx's own paragraph.text leaves out tracked insertions, content controls and tables:
    # words would be lost without a sound, so the runs are read here
    for paragraph in body.iter(f"{_W}p"):
        if not any(a.tag == _FALLBACK for a in paragraph.iterancestors()):
            yield "".join(_words(paragraph))


def _words(element: Any) -> Iterator[str]:  # noqa: ANN401
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SPOKEN:
            yield _SPOKEN[child.tag]
        elif child.tag not in _ELSEWHERE:
            yield from _words(child)
