"""The quotes: one row for each excerpt under each of its codes, key quotes first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pimhcli.analysis.consent import Refusals
from pimhcli.tables.model import Column, Note, Row, Table
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.analysis.exchange import Line
    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.codebook import Codebook, Level

KEY = "★"
EVERYBODY_AGREES = Refusals()
COLUMNS = ("Theme", "Sub-theme", "Code", "Quote", "Speaker", "Group", "Turn", "Key quote", "Excerpt")
BEFORE, AFTER, VERBATIM = "Before", "After", "In the transcript"
_WIDE = frozenset({"Quote", BEFORE, AFTER, VERBATIM})
Exchange = Callable[["Passage"], "tuple[Line, ...]"]


def build(
    book: Codebook,
    material: Iterable[Passage],
    refused: Refusals = EVERYBODY_AGREES,
    exchange: Exchange | None = None,
) -> Table:
    """Lists the quotes in the order of the codebook, as they are printed.

    Where one is printed with … or [insertions], a last column has its words as they stand.

    Args:
        book: the codebook.
        material: the coded passages.
        refused: whose words may not be printed; passages in which they speak are left out and counted.
        exchange: gives a passage in its exchange, where the talk before and after it is wanted.
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
    rows = [
        dict(zip(COLUMNS, (*path_of(book, key), *_cells(passage)), strict=True)) | _more(passage, exchange)
        for key, passage in coded
    ]
    labels = [label for label in _labels(in_exchange=exchange is not None) if _is_needed(label, rows)]
    notes = [Note(f"{KEY} marks key quotes. An excerpt with several codes stands once under each.")]
    if withheld := len(passages) - len(allowed):
        notes.append(Note(f"{unprinted(withheld)}."))
    columns = tuple(Column(label, wide=label in _WIDE) for label in labels)
    cells = tuple(Row(tuple(row[label] for label in labels)) for row in rows)
    return Table("quotes", "Quotes by theme and sub-theme", columns, cells, tuple(notes))


def unprinted(excerpts: int) -> str:
    """How many excerpts are held back; never whose, which would tell who refused."""
    return f"{count(excerpts, 'excerpt')} {'is' if excerpts == 1 else 'are'} not printed for lack of consent"


def quote_order(passage: Passage) -> tuple[bool, str, tuple[int, int], bool]:
    """Sorts key quotes first, then by transcript and place."""
    excerpt = passage.excerpt
    # of the same words of two coders those that are worded for print stand first
    return not excerpt.star, excerpt.transcript, excerpt.span, not excerpt.wording


def speakers(passage: Passage) -> str:
    """Who speaks in a passage: participants by id, others by their label."""
    return ", ".join(passage.participants or passage.speakers)


def path_of(book: Codebook, key: str) -> tuple[str, str, str]:
    """The theme, the sub-theme and the code that an entry is or stands under; empty where it has none."""
    levels: dict[Level, str] = {}
    for code in book.line(key):
        levels[code.level] = " > ".join(filter(None, (levels.get(code.level), code.name)))
    return levels.get("theme", ""), levels.get("sub-theme", ""), levels.get("code", "")


def _cells(passage: Passage) -> tuple[str, ...]:
    excerpt = passage.excerpt
    turn = str(passage.turn) if passage.turn == passage.last_turn else f"{passage.turn}–{passage.last_turn}"
    star = KEY if excerpt.star else ""
    return excerpt.printed, speakers(passage), passage.group, turn if passage.stands else "", star, excerpt.id


def _labels(*, in_exchange: bool) -> tuple[str, ...]:
    if not in_exchange:
        return (*COLUMNS, VERBATIM)
    at = COLUMNS.index("Quote")
    return (*COLUMNS[:at], BEFORE, "Quote", AFTER, *COLUMNS[at + 1 :], VERBATIM)


def _is_needed(label: str, rows: Iterable[dict[str, str]]) -> bool:
    return label != VERBATIM or any(row[VERBATIM] for row in rows)


def _more(passage: Passage, exchange: Exchange | None) -> dict[str, str]:
    """What is told of a quote besides: the talk around it, and its own words where others are printed."""
    lines = exchange(passage) if exchange else ()
    return {
        BEFORE: _talk(line for line in lines if line.part == "before"),
        AFTER: _talk(line for line in lines if line.part == "after"),
        VERBATIM: passage.excerpt.quote if passage.excerpt.wording else "",
    }


def _talk(lines: Iterable[Line]) -> str:
    return "\n".join(f"{line.speaker}: {line.words}" if line.speaker else line.words for line in lines)
