"""The quotes: one row for each excerpt under each of its codes, key quotes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.analysis.consent import Refusals
from pimhcli.tables.model import Column, Note, Row, Table
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.codebook import Codebook, Level

KEY = "★"
EVERYBODY_AGREES = Refusals()
COLUMNS = ("Theme", "Sub-theme", "Code", "Quote", "Speaker", "Group", "Turn", "Key quote", "Excerpt")


def build(book: Codebook, material: Iterable[Passage], refused: Refusals = EVERYBODY_AGREES) -> Table:
    """Lists the quotes in the order of the codebook.

    Args:
        book: the codebook.
        material: the coded passages.
        refused: whose words may not be printed; passages in which they speak are left out and counted.
    """
    order = {code.id: position for position, code in enumerate(book.codes)}
    passages = list(material)
    allowed = [passage for passage in passages if refused.may_quote(passage)]
    coded = [
        (book.key_of(key), passage)
        for passage in allowed
        for key in passage.excerpt.codes
        if key in book.by_key
    ]
    coded.sort(key=lambda pair: (order[pair[0]], *quote_order(pair[1])))
    rows = tuple(Row((*_path(book, key), *_cells(passage))) for key, passage in coded)
    columns = tuple(Column(label, wide=label == "Quote") for label in COLUMNS)
    notes = [Note(f"{KEY} marks key quotes. An excerpt with several codes stands once under each.")]
    if withheld := len(passages) - len(allowed):
        notes.append(Note(f"{unprinted(withheld)}."))
    return Table("quotes", "Quotes by theme and sub-theme", columns, rows, tuple(notes))


def unprinted(excerpts: int) -> str:
    """How many excerpts are held back; never whose, which would tell who refused."""
    return f"{count(excerpts, 'excerpt')} {'is' if excerpts == 1 else 'are'} not printed for lack of consent"


def quote_order(passage: Passage) -> tuple[bool, str, tuple[int, int]]:
    """Sorts key quotes first, then by transcript and place."""
    return not passage.excerpt.star, passage.excerpt.transcript, passage.excerpt.span


def speakers(passage: Passage) -> str:
    """Who speaks in a passage: participants by id, others by their label."""
    return ", ".join(passage.participants or passage.speakers)


def _path(book: Codebook, key: str) -> tuple[str, str, str]:
    levels: dict[Level, str] = {}
    for code in book.line(key):
        levels[code.level] = " > ".join(filter(None, (levels.get(code.level), code.name)))
    return levels.get("theme", ""), levels.get("sub-theme", ""), levels.get("code", "")


def _cells(passage: Passage) -> tuple[str, ...]:
    excerpt = passage.excerpt
    turn = str(passage.turn) if passage.turn == passage.last_turn else f"{passage.turn}–{passage.last_turn}"
    star = KEY if excerpt.star else ""
    return excerpt.quote, speakers(passage), passage.group, turn if passage.stands else "", star, excerpt.id
