"""The texts that files of any kind hold, and files with their texts replaced."""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pimhcli import archives
from pimhcli.decoding import decode
from pimhcli.errors import PimhError, ProblemsError
from pimhcli.storage import yamledit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TAG = re.compile(r"<[^>]*>")
# where a cell of a sheet is, such as P1, which looks like a participant's id
_CELL = re.compile(r"""(?<=\s)(?:r|ref|sqref|activeCell|topLeftCell)=["'][A-Z]{1,3}\d[^"']*["']""")
_LEGIBLE = re.compile(rb"[\x20-\x7e]{16,}")  # in what is no text; shorter ones stand there by chance
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$", re.MULTILINE)


def as_text(data: bytes) -> str:
    """The text of a file of any usual encoding; nothing for what is none.

    Args:
        data: the whole file.
    """
    try:
        return decode(data, "").text
    except ProblemsError:
        return ""


def readable(data: bytes) -> Iterator[str]:
    """The texts that a file holds: its own, or those of all members of a zip, as .docx and .xlsx are.

    Args:
        data: the whole file.
    """
    if not data.startswith(archives.ZIP):
        yield as_text(data) or _legible(data)
        return
    damaged = (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, zlib.error)
    with suppress(*damaged), zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            if member.file_size <= archives.LARGEST:
                part = archive.read(member)
                text = as_text(part) or _legible(part)
                if member.filename.startswith("xl/"):
                    text = _CELL.sub("", text)
                # a word may be cut in two by the tags of its formatting, or stand in one
                yield text
                yield html.unescape(_TAG.sub("", text))


def in_yaml(text: str, words: Callable[[str], str]) -> str:
    """A YAML file with its texts and its comments replaced; its keys stay.

    Args:
        text: the whole file.
        words: any text with what is to go replaced.
    """

    def change(document: Any) -> None:  # noqa: ANN401  # a ruamel mapping
        _replace_below(document, words)

    try:
        edited = yamledit.edit(text, change)
    except (PimhError, ValueError, AttributeError):  # no YAML that pimh reads: whatever it is, it is text
        return words(text)
    return _COMMENT.sub(lambda comment: words(comment[0]), edited)


def _replace_below(node: Any, words: Callable[[str], str]) -> None:  # noqa: ANN401  # of ruamel
    entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in list(entries):
        if not isinstance(value, str):
            _replace_below(value, words)
        elif (new := words(value)) != value:
            # of the same class, which knows the quotes that it stands in
            node[key] = type(value)(new)


def _legible(data: bytes) -> str:
    """What can be read in a file that is no text."""
    return "\n".join(part.decode() for part in _LEGIBLE.findall(data))


def deep(value: Any, words: Callable[[str], str]) -> Any:  # noqa: ANN401  # any JSON
    """Any value of JSON with all its texts replaced, keys among them.

    Args:
        value: the value.
        words: any text with what is to go replaced.
    """
    if isinstance(value, str):
        return words(value)
    if isinstance(value, list | tuple):
        return [deep(one, words) for one in value]
    if isinstance(value, dict):
        return {deep(key, words): deep(one, words) for key, one in value.items()}
    return value
