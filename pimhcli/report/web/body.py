"""The blocks of the report as HTML, with the contents that its headings make."""

from __future__ import annotations

import re
from html import escape
from itertools import chain, count
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pimhcli.figures.model import Figure
from pimhcli.report.blocks import Heading, Listing, Paragraph, Quote, Simple
from pimhcli.report.web.marking import place
from pimhcli.report.web.page import Entry, to
from pimhcli.tables.model import Table
from pimhcli.tables.renderers import html

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from pimhcli.report.blocks import Block, Line, Run, Runs

_IN_CONTENTS = (2, 3)  # levels of headings
_SCHEMES = frozenset({"", "http", "https", "mailto"})
_NOT_A_LETTER = re.compile(r"[\W_]+")
_PARTS = {"before": "Before the quote: ", "quote": "", "after": "After the quote: "}


class Body:
    """The text of the report.

    Args:
        blocks: in order; the first heading of the first level is the page's title, and not among them.
        transcripts: the page of the transcripts, to which quotes lead.
        excerpts: ids of the excerpts that have a place in it.
    """

    def __init__(self, blocks: Iterable[Block], transcripts: str, excerpts: AbstractSet[str]) -> None:
        self.quoted: set[str] = set()  # ids of the excerpts that have a place in this page
        self._transcripts = transcripts
        self._excerpts = excerpts
        self._level = 1
        self._anchors = {"main", "contents"}
        self._headings: list[tuple[int, str, str]] = []
        self.main = self._laid(blocks)

    @property
    def contents(self) -> tuple[Entry, ...]:
        """The headings of the second level, each with those of the third under it."""
        found: list[tuple[str, str, list[Entry]]] = []
        for level, words, anchor in self._headings:
            if level == _IN_CONTENTS[0] or not found:
                found.append((words, anchor, []))
            else:
                found[-1][2].append(Entry(words, anchor))
        return tuple(Entry(words, anchor, tuple(below)) for words, anchor, below in found)

    def _laid(self, blocks: Iterable[Block]) -> str:
        return "\n".join(map(self._block, blocks))

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                return self._heading(block)
            case Listing():
                return self._listing(block)
            case Quote():
                return self._quote(block)
            case _:
                return _unlinked(block)

    def _heading(self, heading: Heading) -> str:
        """A heading; no level is left out, so that they make an outline whatever a template has."""
        level = self._level = max(2, min(heading.level, self._level + 1, 6))
        words = "".join(run.text for run in heading.runs)
        anchor = self._anchor(words)
        if level in _IN_CONTENTS:
            self._headings.append((level, " ".join(words.split()), anchor))
        return f'<h{level} id="{escape(anchor)}" dir="auto">{_runs(heading.runs)}</h{level}>'

    def _anchor(self, words: str) -> str:
        own = _NOT_A_LETTER.sub("-", words.casefold()).strip("-") or "part"
        names = chain([own], (f"{own}-{number}" for number in count(2)))
        free = next(name for name in names if name not in self._anchors)
        self._anchors.add(free)
        return free

    def _listing(self, listing: Listing) -> str:
        tag = "ol" if listing.numbered else "ul"
        start = f' start="{listing.start}"' if listing.numbered and listing.start != 1 else ""
        items = "\n".join(f"<li>{self._item(item)}</li>" for item in listing.items)
        return f"<{tag}{start}>\n{items}\n</{tag}>"

    def _item(self, blocks: tuple[Block, ...]) -> str:
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            return _runs(blocks[0].runs)
        return self._laid(blocks)

    def _quote(self, quote: Quote) -> str:
        anchor = (
            ""
            if quote.excerpt in self.quoted or not quote.excerpt
            else f' id="{escape(f"q-{quote.excerpt}")}"'
        )
        self.quoted.add(quote.excerpt)
        where = escape(quote.place)
        if quote.excerpt in self._excerpts:
            where = f'<a href="{to(place(quote.excerpt), self._transcripts)}">{where}</a>'
        words = "\n".join(map(_line, quote.lines)) or f'<p dir="auto">“{_text(quote.words)}”</p>'
        star = ' <span class="star">★ key quote</span>' if quote.star else ""
        return (
            f'<figure class="quote"{anchor}>\n<blockquote>\n{words}\n</blockquote>\n'
            f"<figcaption>— <bdi>{escape(quote.speaker)}</bdi> ({where}){star}</figcaption>\n</figure>"
        )


def _unlinked(block: Paragraph | Simple | Table | Figure) -> str:
    """What is laid out alike wherever it stands."""
    match block:
        case Paragraph():
            return _paragraph(block)
        case Simple():
            return _simple(block)
        case Table():
            return _table(block)
        case Figure():
            return _figure(block)


def _line(line: Line) -> str:
    told = f'<span class="unseen">{_PARTS[line.part]}</span>' if _PARTS[line.part] else ""
    voice = f"<b><bdi>{escape(line.speaker)}</bdi>:</b> " if line.speaker else ""
    return f'<p class="line {line.part}" dir="auto">{told}{voice}{_text(line.words)}</p>'


def _paragraph(paragraph: Paragraph) -> str:
    words = f'<p dir="auto">{_runs(paragraph.runs)}</p>'
    return f"<blockquote>\n{words}\n</blockquote>" if paragraph.quoted else words


def _simple(table: Simple) -> str:
    head = "".join(f'<th scope="col">{_runs(cell)}</th>' if cell else "<td></td>" for cell in table.head)
    rows = "\n".join(f"<tr>{''.join(f'<td>{_runs(cell)}</td>' for cell in row)}</tr>" for row in table.rows)
    grid = f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
    return _scrolling(grid, "Table")


def _table(table: Table) -> str:
    notes = html.notes(table.notes) if table.notes else ""
    grid = _scrolling(html.grid(table), table.caption or "Table")
    return f'<div class="table" lang="{escape(table.language)}">\n{grid}\n{notes}\n</div>'


def _scrolling(grid: str, name: str) -> str:
    """A table that scrolls by itself where it is too wide, with the keyboard too."""
    return f'<div class="scroll" role="group" tabindex="0" aria-label="{escape(name)}">\n{grid}\n</div>'


def _figure(figure: Figure) -> str:
    from pimhcli.figures import svg

    words = f"<details><summary>The figure in words</summary><p>{_text(figure.description)}</p></details>"
    return (
        f'<figure class="picture" lang="{escape(figure.language)}">\n{svg.render(figure)}\n'
        f"<figcaption>{_text(figure.caption)}</figcaption>\n{words}\n</figure>"
    )


def _runs(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    words = _text(run.text)
    for tag, wanted in (("code", run.code), ("em", run.emphasis), ("strong", run.strong)):
        words = f"<{tag}>{words}</{tag}>" if wanted else words
    return f'<a href="{escape(run.link)}">{words}</a>' if _is_harmless(run.link) else words


def _is_harmless(link: str) -> bool:
    """Whether a link leads to a page, and is no program."""
    try:
        return bool(link) and urlsplit(link.strip()).scheme.lower() in _SCHEMES
    except ValueError:
        return False


def _text(words: str) -> str:
    return escape(words).replace("\n", "<br>")
