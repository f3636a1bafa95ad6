"""Who speaks of what: themes and sub-themes down, participants, focus groups or levels of an item across."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from pimhcli.analysis.counts import by_entry
from pimhcli.folding import natural
from pimhcli.numbers import NOTHING
from pimhcli.tables.model import Column, Note, Row, Table
from pimhcli.tables.quotes import quote_order, speakers
from pimhcli.tables.themes import title

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.codebook import Code, Codebook

Cells = Literal["excerpts", "participants", "presence", "quotes"]
CELLS: tuple[Cells, ...] = get_args(Cells)

_EXPLAINED: dict[Cells, str] = {
    "excerpts": "Number of excerpts in which {who}; an empty cell: none.",
    "participants": "Number of participants who speak in excerpts of it; an empty cell: none.",
    "presence": "1: {who} in an excerpt of it; 0: in none.",
    "quotes": "The words of the excerpts in which {who}, key quotes first; an empty cell: none.",
}


class Part(NamedTuple):
    """What one column is of.

    Args:
        label: the words at its head.
        people: ids of the participants in it.
        group: the focus group that it is, whoever speaks there; empty where it is of people.
    """

    label: str
    people: frozenset[str]
    group: str = ""

    def holds(self, passage: Passage) -> bool:
        """Whether a passage belongs in the column."""
        return passage.group == self.group if self.group else not self.people.isdisjoint(passage.participants)

    @property
    def is_empty(self) -> bool:
        """Whether nobody is in it, so that nobody could have spoken."""
        return not (self.people or self.group)


class Shape(NamedTuple):
    """How the matrix is made.

    Args:
        name: of the table.
        caption: the line above it.
        cells: what stands in them.
        who: whose speaking is meant, for the note.
    """

    name: str
    caption: str
    cells: Cells = "excerpts"
    who: str = "the participant speaks"


def of_participants(book: Codebook, material: Iterable[Passage], participants: Sequence[str]) -> Table:
    """The matrix of themes and participants, in excerpts.

    Args:
        book: the codebook.
        material: the coded passages.
        participants: ids of all participants; those who are never quoted keep their column.
    """
    passages = list(material)
    shape = Shape("participants-by-theme", "Participants by theme")
    return build(book, passages, one_each(passages, participants), shape)


def one_each(material: Iterable[Passage], participants: Iterable[str]) -> list[Part]:
    """A column for each participant, and for everyone who speaks in the material."""
    spoke = {person for passage in material for person in passage.participants}
    return [Part(person, frozenset({person})) for person in sorted({*participants, *spoke}, key=natural)]


def build(book: Codebook, material: Iterable[Passage], parts: Sequence[Part], shape: Shape) -> Table:
    """The matrix.

    Args:
        book: the codebook.
        material: the coded passages; for quotes, those that may be printed.
        parts: what the columns are of.
        shape: how it is made.
    """
    found = by_entry(book, material)
    rows = [
        Row((label, *(_cell(found[code.id], part, shape.cells) for part in parts)), indent=depth)
        for code, label, depth in _entries(book)
    ]
    return Table(shape.name, shape.caption, _columns(parts, shape.cells), tuple(rows), _notes(parts, shape))


def _entries(book: Codebook) -> Iterator[tuple[Code, str, int]]:
    for number, theme in enumerate(book.themes(), start=1):
        yield theme, title(theme, number), 0
        yield from ((code, code.name, 1) for code in book.subthemes(theme.id))


def _columns(parts: Iterable[Part], cells: Cells) -> tuple[Column, ...]:
    first = Column("Themes and sub-themes")
    if cells == "quotes":
        return (first, *(Column(part.label, wide=True) for part in parts))
    return (first, *(Column(part.label, "right", numeric=True) for part in parts))


def _cell(passages: Iterable[Passage], part: Part, cells: Cells) -> str:
    if part.is_empty:
        return NOTHING
    own = [passage for passage in passages if part.holds(passage)]
    match cells:
        case "excerpts":
            return str(len(own) or "")
        case "participants":
            return str(len(_speaking(own, part.people)) or "")
        case "presence":
            return str(int(bool(own)))
        case "quotes":
            return "\n".join(map(_quote, sorted(own, key=quote_order)))


def _speaking(passages: Iterable[Passage], people: Collection[str]) -> set[str]:
    return {person for passage in passages for person in passage.participants if person in people}


def _quote(passage: Passage) -> str:
    return f"“{passage.excerpt.printed}” ({speakers(passage)}; {passage.place})"


def _notes(parts: Sequence[Part], shape: Shape) -> tuple[Note, ...]:
    notes = [Note(_EXPLAINED[shape.cells].format(who=shape.who))]
    if any(part.is_empty for part in parts):
        notes.append(Note(f"{NOTHING}: no participant is in the column."))
    people = [person for part in parts for person in part.people]
    if len(people) != len(set(people)):
        notes.append(Note("Somebody with several answers stands in the column of each."))
    return tuple(notes)
