"""What every reader of Word documents needs: the document once it is known to be one, and the words in it."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from pimhcli.errors import ProblemsError

if TYPE_CHECKING:
    from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# what was taken out, what is no words, what says the same once more, and the paragraphs of a text box
_ELSEWHERE = {f"{W}del", f"{W}moveFrom", f"{W}pPr", FALLBACK, f"{W}p"}
_SPOKEN = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
_RAISED = str.maketrans("0123456789abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")


def parsed(data: bytes, file: str, hint: str) -> Any:  # noqa: ANN401  # python-docx tells no types
    """The document as python-docx knows it.

    Args:
        data: the whole file.
        file: its name, for messages.
        hint: what to do with one that cannot be read, a full sentence.

    Raises:
        ProblemsError: it cannot be read.
    """
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        return Document(io.BytesIO(data))
    except (
        OpcError,
        BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        KeyError,
        SyntaxError,
        NotImplementedError,
    ) as error:
        message = f"{file} is not a Word document that can be read ({error})."
        raise ProblemsError(message, hint=hint) from error


def words(element: Any, *, raised: bool = False) -> Iterator[str]:  # noqa: ANN401
    """The words of an element in order: tracked insertions count, what was taken out does not.

    Args:
        element: a paragraph, or a part of one.
        raised: whether raised digits and letters are given as such, so that a note's 1 behind 5 makes no 51.
    """
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _SPOKEN:
            yield _SPOKEN[child.tag]
        elif raised and child.tag == f"{W}r" and _is_raised(child):
            yield "".join(words(child)).translate(_RAISED)
        elif child.tag not in _ELSEWHERE:
            yield from words(child, raised=raised)


def _is_raised(run: Any) -> bool:  # noqa: ANN401
    mark = run.find(f"{W}rPr/{W}vertAlign")
    return mark is not None and mark.get(f"{W}val") == "superscript"


def raised(text: str) -> str:
    """Text in raised digits and letters, as far as there are any.

    >>> raised("a1")
    'ᵃ¹'
    """
    return text.translate(_RAISED)
