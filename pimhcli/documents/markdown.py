"""Markdown: paragraphs, headings, block quotes and tables, each with its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.documents.captions import captioned
from pimhcli.documents.model import Document, Grid, Paragraph
from pimhcli.documents.word_xml import raised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

# what many programs keep of a document before its first line
_FRONT = re.compile(r"---\n.*?\n(?:---|\.\.\.)(?:\n|$)", re.DOTALL)
_TAG = re.compile(r"</?\s*(\w+)[^>]*>")


def read(text: str, file: str) -> Document:
    """A Markdown document; what stands in it as code or in HTML is left out.

    Args:
        text: its text, LF line ends.
        file: its name, for messages.
    """
    from markdown_it import MarkdownIt

    body = (
        _FRONT.sub(lambda front: "\n" * front[0].count("\n"), text, count=1) if text[:4] == "---\n" else text
    )
    gathering = _Gathering(file)
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body):
        gathering.take(token)
    return Document(file, captioned(gathering.blocks))


class _Gathering:
    """Gathers the blocks of a document from what it is parsed into.

    Args:
        file: its name.
    """

    def __init__(self, file: str) -> None:
        self.blocks: list[Paragraph | Grid] = []
        self._file = file
        self._line = self._heading = self._quotes = self._grids = 0
        self._rows: list[list[str]] | None = None
        self._places: list[str] = []

    def take(self, token: Token) -> None:
        """Takes the next token."""
        self._line = token.map[0] + 1 if token.map else self._line
        self._quotes += token.nesting * (token.type.startswith("blockquote"))
        if token.type == "heading_open":
            self._heading = int(token.tag[1:])
        elif token.type == "table_open":
            self._rows, self._places = [], []
        elif token.type == "tr_open" and self._rows is not None:
            self._rows.append([])
            self._places.append(f"{self._file}:{self._line}")
        elif token.type == "table_close" and self._rows:
            self._close_table()
        elif token.type == "inline":
            self._take_words(_plain(token.children or ()))

    def _take_words(self, words: str) -> None:
        if self._rows is not None:
            self._rows[-1].append(words)
        elif words:
            where = f"{self._file}:{self._line}"
            self.blocks.append(Paragraph(where, words, self._heading, self._quotes > 0))
        self._heading = 0

    def _close_table(self) -> None:
        rows = tuple(map(tuple, self._rows or ()))
        self._grids += 1
        self.blocks.append(Grid(f"{self._file}, table {self._grids}", rows, tuple(self._places)))
        self._rows = None


def _plain(tokens: Sequence[Token]) -> str:
    """The words of a line without its marks; what is struck out is gone."""
    found, is_raised, struck = list[str](), False, 0
    for token in tokens:
        struck += token.nesting * (token.tag == "s")
        tag = _TAG.fullmatch(token.content) if token.type == "html_inline" else None
        if tag and tag[1].lower() == "sup":
            is_raised = not token.content.startswith("</")
        if struck == 0:
            words = _written(token, is_break=bool(tag and tag[1].lower() == "br"))
            found.append(raised(words) if is_raised else words)
    return "".join(found).strip()


def _written(token: Token, *, is_break: bool) -> str:
    if token.type == "hardbreak" or is_break:
        return "\n"
    if token.type == "softbreak":
        return " "
    return token.content if token.type in {"text", "text_special", "code_inline"} else ""
