"""Bytes of a text file to text, whatever program wrote them."""

from __future__ import annotations

import codecs
import re

import msgspec

from pimhcli.errors import ProblemsError
from pimhcli.findings import Finding

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What no text file holds; tab, line feed and carriage return may stand.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Decoded(msgspec.Struct, frozen=True):
    """A file's text and how it was stored.

    Args:
        text: without byte-order mark, lines ended by LF.
        encoding: ``utf-8``, ``utf-16-le``, ``windows-1252`` and so on.
    """

    text: str
    encoding: str


def decode(data: bytes, file: str) -> Decoded:
    """Reads UTF-8, UTF-16 and UTF-32 by their mark, UTF-16 without one, else UTF-8, else Windows-1252.

    Args:
        data: the whole file.
        file: its name, for messages.

    Raises:
        ProblemsError: the file is no text: it holds control characters, or bytes of no encoding.
    """
    body, encoding = _without_mark(data)
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise _no_text(file, body, error.start) from None
        text, encoding = _windows(body, file), "windows-1252"
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_controls(text, file)
    return Decoded(text, encoding)


def _without_mark(data: bytes) -> tuple[bytes, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :], encoding
    # Latin script in UTF-16 has a zero in every second byte
    head = data[:200]
    if len(head) >= 4 and head[1::2].count(0) > len(head) // 4:
        return data, "utf-16-le"
    if len(head) >= 4 and head[::2].count(0) > len(head) // 4:
        return data, "utf-16-be"
    return data, "utf-8"


def _windows(body: bytes, file: str) -> str:
    try:
        return body.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _no_text(file, body, error.start) from None


def _no_text(file: str, body: bytes, start: int) -> ProblemsError:
    line = body.count(b"\n", 0, start) + 1
    return ProblemsError(
        f"{file}, line {line}: this is not readable text.",
        hint="Open the file in Word or an editor and save it again as plain text, encoding UTF-8.",
    )


def _refuse_controls(text: str, file: str) -> None:
    found = [
        Finding(
            f"{file}, line {text.count(chr(10), 0, m.start()) + 1}", f"control character U+{ord(m[0]):04X}."
        )
        for m in list(_CONTROL.finditer(text))[:20]
    ]
    if found:
        raise ProblemsError(
            f"{file} is not a plain text file: it holds control characters.",
            hint="Save it as plain text (UTF-8) or as .docx, and try again.",
            findings=found,
        )
