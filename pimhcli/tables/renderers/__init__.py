"""One renderer a format; each takes a Table and gives text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.tables.renderers import csv, html, markdown, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.tables.model import Table

FORMATS: dict[str, Callable[[Table], str]] = {
    "text": text.render,
    "md": markdown.render,
    "csv": csv.render,
    "html": html.render,
}
