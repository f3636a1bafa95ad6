"""A document as it was read: its paragraphs and its tables, each with the place where a reader finds it."""

from __future__ import annotations

import msgspec


class Paragraph(msgspec.Struct, frozen=True):
    """One paragraph.

    Args:
        where: its place as a reader would look for it: ``paper.md:12``, ``paper.docx, paragraph 7``.
        text: its words; a line break within it is a newline.
        heading: the level of a heading, from 1; 0 for none.
        quoted: whether it is set apart as a quotation.
    """

    where: str
    text: str
    heading: int = 0
    quoted: bool = False


class Grid(msgspec.Struct, frozen=True):
    """One table as it is printed.

    Args:
        where: its place: ``paper.docx, table 2``, ``table2.csv``.
        rows: its rows with their cells, the head among them, all of one length; merged cells stand once, and
            are empty where they go on.
        places: the place of each row, such as ``paper.md:14`` or ``table2.xlsx, row 3``.
        caption: the line above it; empty when there is none.
        notes: the lines under it.
    """

    where: str
    rows: tuple[tuple[str, ...], ...]
    places: tuple[str, ...]
    caption: str = ""
    notes: tuple[str, ...] = ()


class Document(msgspec.Struct, frozen=True):
    """A whole document.

    Args:
        file: its name, for messages.
        blocks: its paragraphs and tables, in order.
    """

    file: str
    blocks: tuple[Paragraph | Grid, ...]

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Its paragraphs, those in no table."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def grids(self) -> tuple[Grid, ...]:
        """Its tables."""
        return tuple(block for block in self.blocks if isinstance(block, Grid))
