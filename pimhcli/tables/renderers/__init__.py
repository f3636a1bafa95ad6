"""One renderer a format; each takes a Table and gives text, or the bytes of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pimhcli.tables.renderers import csv, docx, html, latex, markdown, text, xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.tables.model import Table


class Format(NamedTuple):
    """A format of tables.

    Args:
        render: prints a table in it.
        suffixes: what the names of its files end in, the usual one first.
        is_binary: whether it is bytes, which belong in a file and not on a terminal.
    """

    render: Callable[[Table], str | bytes]
    suffixes: tuple[str, ...]
    is_binary: bool = False


FORMATS = {
    "text": Format(text.render, (".txt",)),
    "md": Format(markdown.render, (".md",)),
    "csv": Format(csv.render, (".csv",)),
    "html": Format(html.render, (".html", ".htm")),
    "docx": Format(docx.render, (".docx",), is_binary=True),
    "xlsx": Format(xlsx.render, (".xlsx",), is_binary=True),
    "latex": Format(latex.render, (".tex",)),
}
