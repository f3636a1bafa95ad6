"""The report as blocks: what each of its formats lays out in its own way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from pimhcli.analysis.exchange import Line as Line  # noqa: PLC0414
from pimhcli.analysis.exchange import Part as Part  # noqa: PLC0414
from pimhcli.figures.model import Figure
from pimhcli.tables.model import Column, Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NUMBERED = re.compile(r"\w+ [A-Z]?[0-9]+[.:]")  # how a caption begins


class Run(msgspec.Struct, frozen=True):
    """Some words of one look.

    Args:
        text: the words; a newline is a line break.
        strong: whether they are bold.
        emphasis: whether they are italic.
        code: whether they are what is typed or the name of a file.
        link: where they lead to; empty for nowhere.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    link: str = ""


Runs = tuple[Run, ...]


class Heading(msgspec.Struct, frozen=True):
    """A heading, of a level from 1."""

    level: int
    runs: Runs


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph; ``quoted`` when it is set apart as a quotation in the researcher's own Markdown."""

    runs: Runs
    quoted: bool = False


class Listing(msgspec.Struct, frozen=True):
    """A list, numbered or not; every item is blocks of its own."""

    items: tuple[tuple[Block, ...], ...]
    numbered: bool = False
    start: int = 1


class Simple(msgspec.Struct, frozen=True):
    """A table that stands in the text as Markdown: a head and rows of cells."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]


class Quote(msgspec.Struct, frozen=True):
    """A quote as the report shows it.

    Args:
        words: the quote as it is printed.
        speaker: who speaks in it.
        place: transcript and turn, as ``fg1, turn 12``.
        star: whether it is a key quote.
        excerpt: id of the excerpt.
        transcript: id of its transcript.
        lines: the quote in its exchange, voice by voice, where several speak in it or the talk around it is
            wanted; empty for a quote of one voice that stands alone.
    """

    words: str
    speaker: str
    place: str
    star: bool = False
    excerpt: str = ""
    transcript: str = ""
    lines: tuple[Line, ...] = ()


Block = Heading | Paragraph | Listing | Simple | Quote | Table | Figure


def words(runs: Runs) -> str:
    """The text of some runs, without their look."""
    return "".join(run.text for run in runs)


def captioned(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, in which a table of the text has the numbered line above it for its caption.

    Args:
        blocks: of a report.
    """
    above: Paragraph | None = None
    for block in blocks:
        if above and isinstance(block, Simple):
            yield table_of(block, words(above.runs))
            above = None
            continue
        if above:
            yield above
        above = block if isinstance(block, Paragraph) and _NUMBERED.match(words(block.runs)) else None
        if above is None:
            yield block
    if above:
        yield above


def table_of(simple: Simple, caption: str = "") -> Table:
    """A table of the text as any other table.

    Args:
        simple: its head and rows.
        caption: the line above it.
    """
    columns = tuple(Column(words(cell), wide=place > 0) for place, cell in enumerate(simple.head))
    return Table("", caption, columns, tuple(Row(tuple(map(words, row))) for row in simple.rows))
