"""The report as Markdown: the templates' own text, with its tables and quotes laid out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.report.blocks import Quote
from pimhcli.report.parsing import STANDS
from pimhcli.tables.model import Table
from pimhcli.tables.renderers import markdown
from pimhcli.tables.renderers.markdown import escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.report.rendering import Part

_MANY_BLANK = re.compile(r"\n{3,}")


def render(text: str, parts: Sequence[Part]) -> str:
    """The report; figures, which Markdown cannot hold, are left out.

    Args:
        text: Markdown, in which parts stand as marks of their numbers.
        parts: the tables, quotes and figures.
    """
    whole = STANDS.sub(lambda found: _laid(parts[int(found[1])]) if int(found[1]) < len(parts) else "", text)
    return _MANY_BLANK.sub("\n\n", whole).strip() + "\n"


def _laid(part: Part) -> str:
    if isinstance(part, Table):
        return markdown.render(part)
    return _quote(part) if isinstance(part, Quote) else ""


def _quote(one: Quote) -> str:
    star = " ★" if one.star else ""
    if not one.lines:
        return f"> “{escaped(one.words)}” — {escaped(one.speaker)} ({escaped(one.place)}){star}"
    said = [f"> {_line(line.speaker, line.words, is_quote=line.part == 'quote')}\n>" for line in one.lines]
    return "\n".join((*said, f"> — {escaped(one.place)}{star}"))


def _line(speaker: str, words: str, *, is_quote: bool) -> str:
    who = f"**{escaped(speaker)}:** " if speaker else ""
    return who + (f"“{escaped(words)}”" if is_quote else escaped(words))
