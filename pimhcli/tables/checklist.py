"""A reporting checklist as a table: what the study has for each item, and what is still to be said."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.tables.model import Column, Note, Row, Table
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Line(NamedTuple):
    """One item of a checklist and what there is for it.

    Args:
        number: of the item.
        domain: the part of the checklist that it stands in; empty where there are none.
        name: what it asks for, in a few words.
        said: what the study has for it; empty for nothing.
        sources: where that comes from: files, or pimh itself.
        ask: what a person still has to say; empty for nothing.
        checked: what the checks of it found; empty where there are none.
    """

    number: int
    domain: str
    name: str
    said: str = ""
    sources: tuple[str, ...] = ()
    ask: str = ""
    checked: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether something is said, and nothing is left to say."""
        return bool(self.said) and not self.ask


class Guideline(NamedTuple):
    """A reporting guideline.

    Args:
        name: the name it is asked for by, as ``coreq``.
        title: as it is spoken of.
        reference: where it was published.
    """

    name: str
    title: str
    reference: str


def build(guideline: Guideline, lines: Sequence[Line]) -> Table:
    """The checklist, an item a row, those of a domain under its heading.

    Args:
        guideline: which it is.
        lines: its items in order, with what there is for each.
    """
    columns = (Column("Item", wide=True), Column("In this study", wide=True), Column("From", wide=True))
    return Table(guideline.name, guideline.title, columns, tuple(_rows(lines)), _notes(guideline, lines))


def _rows(lines: Sequence[Line]) -> Iterator[Row]:
    for domain, those in groupby(lines, key=lambda line: line.domain):
        if domain:
            yield Row((domain, "", ""), heading=True)
        yield from (
            Row((f"{line.number}. {line.name}", _has(line), ", ".join(line.sources))) for line in those
        )


def _has(line: Line) -> str:
    to_say = f"To say: {line.ask}" if line.ask else ""
    return "\n".join(filter(None, (line.said, line.checked if line.said else "", to_say)))


def _notes(guideline: Guideline, lines: Sequence[Line]) -> tuple[Note, ...]:
    answered = sum(line.is_answered for line in lines)
    part = sum(bool(line.said and line.ask) for line in lines)
    told = (
        f"Of {count(len(lines), 'item')}, {answered} {'is' if answered == 1 else 'are'} answered, {part} in "
        f"part, and {len(lines) - answered - part} not at all."
    )
    write = (
        f"What only you can say goes into study.yaml, under reporting: {guideline.name}:, with the item's "
        "number, as  17: The guide is in Appendix 1 and was piloted with two colleagues."
    )
    return Note(told), Note(write), Note(f"{guideline.reference} The items are named in our own words.")
