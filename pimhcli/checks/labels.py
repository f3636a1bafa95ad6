"""Whether quotes or their labels tell who it is of the few that the demographics table counts."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.findings import Finding
from pimhcli.folding import fold
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pimhcli.findings import Severity
    from pimhcli.questionnaire.answers import Participant
    from pimhcli.questionnaire.items import Item
    from pimhcli.questionnaire.layout import RowLayout, TableLayout

_ENDS = frozenset(("range", "min", "max", "list"))
_SHORT = 2  # letters; words such as OT stand in other words too often
_SELF = r"(?:as an?|i(?:'m| am| was)(?: \w+)?? an?|being an?|me,? an?|we|us|our|my|i(?:'m| am) (?:the|only))"
_AGED = re.compile(
    r"\b(?:i(?:'m| am| was| turned)|at|aged) (\d{2})\b(?! ?(?:%|per|percent|o'clock|minutes|am|pm))"
)
_LABEL = "Give the person a code such as P3 in place of what tells something of them."


class Voiced(NamedTuple):
    """A printed quote with who says it.

    Args:
        where: its place, for messages: excerpt, transcript and turn.
        words: the quote.
        label: what stands beside it for the speaker.
        people: the ids of the participants who speak in it.
    """

    where: str
    words: str
    label: str
    people: tuple[str, ...]


class Cell(NamedTuple):
    """What one participant answered and the demographics table prints.

    Args:
        item: its id.
        told: what the table prints, as a sentence names it.
        spellings: the level and its synonyms, folded; none of a number.
        people: the ids of all who gave it.
        number: the answer where it is a number; else empty.
    """

    item: str
    told: str
    spellings: tuple[str, ...]
    people: frozenset[str]
    number: str = ""


def cells(layout: TableLayout, items: Mapping[str, Item], people: Sequence[Participant]) -> list[Cell]:
    """What the table tells of participants' answers: counted levels, and the least and the greatest number.

    Args:
        layout: of the table; what it hides or gathers is left out.
        items: of the questionnaire, by id.
        people: all participants.
    """
    found = [cell for line in layout.rows for cell in _of_line(line, items, people)]
    return [cell for cell in found if len(cell.people) >= layout.suppress_below]


def labels(quotes: Sequence[Voiced], printed: Iterable[Cell], below: int = 5) -> list[Finding]:
    """What a reader of both learns: the quote's own words, or its label, hold an answer that few have.

    Findings are copied into mails and issues; they never say whose the quote is.

    Args:
        quotes: those that are printed.
        printed: the answers in the table.
        below: fewer people than this are few.
    """
    few = [cell for cell in printed if 0 < len(cell.people) < below]
    by_label = Counter(quote.label for quote in quotes)
    said = [finding for quote in quotes for finding in _said(quote, few, by_label)]
    return [*_labelled(quotes, few), *said]


def _said(quote: Voiced, few: Iterable[Cell], by_label: Mapping[str, int]) -> Iterator[Finding]:
    """That somebody says of oneself, in a quote, what few have answered."""
    words = fold(quote.words)
    for cell in few:
        own = cell.people.intersection(quote.people)
        if own and (told := _telling(words, cell)):
            others = by_label[quote.label] - 1
            joined = f", and so {count(others, 'other quote')} with the same label" if others else ""
            message = f"it says '{told}', and the table prints {cell.told}: who reads both knows whose it is"
            yield Finding(quote.where, f"{message}{joined}.", _advice(cell), _severity(cell))


def _telling(words: str, cell: Cell) -> str:
    """The words by which somebody tells that they have gone by the answer; empty for none."""
    if cell.number:
        return next((found[0] for found in _AGED.finditer(words) if found[1] == cell.number), "")
    for spelling in cell.spellings:
        found = re.search(rf"(?<!\w){_SELF} (?:\w+ )?{re.escape(spelling)}s?(?!\w)", words)
        if found:
            return found[0]
    return ""


def _labelled(quotes: Iterable[Voiced], few: Sequence[Cell]) -> Iterator[Finding]:
    """That what stands beside quotes for the speaker holds an answer that few have given, once a label."""
    for label in dict.fromkeys(quote.label for quote in quotes):
        for cell in few:
            if held := next((word for word in cell.spellings if _holds(fold(label), word)), ""):
                message = f"the label holds '{held}', and the table prints {cell.told}."
                yield Finding(f"quotes of {label}", message, _LABEL, _severity(cell))


def _holds(label: str, word: str) -> bool:
    """Whether a word stands in a label, where digits may follow it, as in ``nurse2``."""
    return re.search(rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])", label) is not None


def _severity(cell: Cell) -> Severity:
    return "warning" if len(cell.people) == 1 else "note"


def _advice(cell: Cell) -> str:
    return f"Quote less of it (pimh excerpt resize), or print {cell.item} coarser (pimh check disclosure)."


def _of_line(line: RowLayout, items: Mapping[str, Item], people: Sequence[Participant]) -> Iterator[Cell]:
    item = items.get(line.item)
    if item and line.counts and item.type in {"single", "several"}:
        yield from (cell for cell in _levels(item, line, people) if len(cell.people) >= line.other_below)
    elif item and item.is_measured and not _ENDS.isdisjoint(line.parts):
        yield from _ends(item, people)


def _levels(item: Item, line: RowLayout, people: Sequence[Participant]) -> Iterator[Cell]:
    for level in line.levels:
        own = frozenset(one.id for one in people if level in one.answers[item.id].chosen)
        words = (fold(word) for word in (level, *item.synonyms.get(level, ())) if len(word) > _SHORT)
        told = f"{item.id}: {level}, {count(len(own), 'participant')}"
        yield Cell(item.id, told, tuple(dict.fromkeys(words)), own)


def _ends(item: Item, people: Sequence[Participant]) -> Iterator[Cell]:
    answers = [(one.id, one.answers[item.id]) for one in people]
    known = [
        (answer.number, name) for name, answer in answers if answer.state == "answered" and answer.number
    ]
    for end, called in ((min(known), "least"), (max(known), "greatest")) if known else ():
        own = frozenset(name for number, name in known if number == end[0])
        yield Cell(item.id, f"{item.id}: {end[0]} as the {called}", (), own, str(end[0]))
