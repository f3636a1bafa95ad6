"""The excerpts that could be quoted under each theme and sub-theme, and suggestions among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.analysis.counts import counted
from pimhcli.tables.model import Column, Note, Row, Table
from pimhcli.tables.quotes import KEY, speakers
from pimhcli.wording import count, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pimhcli.analysis.suggesting import Candidate, Section, Suggestion
    from pimhcli.coding.codebook import Codebook

NAME = "selection"
COLUMNS = (
    Column("Quote", wide=True),
    Column("Speaker"),
    Column("Group"),
    Column("Words", "right", numeric=True),
    Column("Key"),
    Column("Excerpt"),
)
SUGGESTED = (Column("Sub-theme", wide=True), *COLUMNS[:4], COLUMNS[5])
_SUGGESTED = (
    "Each is said by whoever is least heard so far, in 15 to 60 words.",
    "Read it in its place before you choose: pimh excerpt show ID --context 2.",
    "Choose one: pimh excerpt star ID; or several: pimh quotes --star ID --star ID.",
)
_COUNTED = (
    "Behind each entry: excerpts that may be printed | participants in them | focus groups, and key quotes."
)


def build(book: Codebook, sections: Iterable[Section], notes: Iterable[str] = ()) -> Table:
    """What could be quoted, key quotes first.

    Args:
        book: the codebook.
        sections: in its order.
        notes: sentences on how the key quotes are spread.
    """
    rows = [row for section in sections for row in _rows(book, section)]
    told = (_COUNTED, f"{KEY} marks key quotes.", *notes)
    return Table(NAME, "Excerpts to choose quotes from", COLUMNS, tuple(rows), tuple(map(Note, told)))


def build_suggested(book: Codebook, suggestions: Sequence[Suggestion], notes: Iterable[str] = ()) -> Table:
    """Which excerpts could be key quotes beside those that are.

    Args:
        book: the codebook.
        suggestions: in the order in which they were chosen.
        notes: sentences on how the key quotes are spread.
    """
    rows = []
    for one in suggestions:
        *cells, _, excerpt = _cells(one.candidate)
        rows.append(Row((_place(book, one), *cells, excerpt)))
    told = (*_SUGGESTED, *notes)
    return Table(NAME, "Excerpts that could be key quotes", SUGGESTED, tuple(rows), tuple(map(Note, told)))


def _rows(book: Codebook, section: Section) -> list[Row]:
    own = section.candidates
    tally = counted(one.passage for one in own)
    head = f"{book.path(section.key)} ({tally}; {count(len(section.starred), 'key quote')})"
    ordered = sorted(own, key=lambda one: not one.is_star)
    return [
        Row((head, *[""] * (len(COLUMNS) - 1)), heading=True),
        *(Row(_cells(one), indent=1) for one in ordered),
    ]


def _cells(one: Candidate) -> tuple[str, ...]:
    passage = one.passage
    star = KEY if one.is_star else ""
    words = shortened(passage.excerpt.printed)
    return words, speakers(passage), passage.group, str(one.words), star, passage.excerpt.id


def _place(book: Codebook, one: Suggestion) -> str:
    why = f"only {one.lone} is heard" if one.lone else "no key quote yet"
    return f"{book.name_of(one.key)} ({why})"
