"""Says a turn, an excerpt or a code in words, one thing a line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pimhcli.coding.picking import Index
from pimhcli.plain.words import flat
from pimhcli.wording import count, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.coding.codebook import Code, Codebook
    from pimhcli.coding.excerpts import Excerpt
    from pimhcli.plain.reading import Reading


def turn(reading: Reading) -> str:
    """The turn that somebody is at: who speaks, its sentences by number, its excerpts.

    Raises:
        ProblemsError: the transcript has none.
    """
    own, here = reading.sentences, reading.touching(reading.sitting.excerpts)
    text = reading.transcript.text
    figures = f"{_some(len(own), 'sentence')}, {_some(len(here), 'excerpt')}"
    head = f"Turn {reading.at} of {len(reading.transcript.turns)}, {flat(reading.turn.speaker)}. {figures}."
    said = "  ".join(f"{n}. {flat(text[start:end])}" for n, (start, end) in enumerate(own, start=1))
    return "\n".join(filter(None, (head, said, *excerpts(reading))))


def excerpts(reading: Reading) -> tuple[str, ...]:
    """The excerpts of the turn, one a line."""
    here = enumerate(reading.touching(reading.sitting.excerpts), start=1)
    book = reading.sitting.book
    return tuple(f"Excerpt e{n}{_turns(reading, e)}: {excerpt(book, e)}" for n, e in here)


def every_excerpt(reading: Reading) -> str:
    """All excerpts of the transcript, one a line, each with its turn and its number there."""
    lines, seen = [], Counter[int]()
    for found in reading.sitting.excerpts:
        touched = reading.transcript.turns_of(*found.span)
        seen.update(turn.number for turn in touched)
        for first in touched[:1]:
            said = excerpt(reading.sitting.book, found)
            lines.append(f"Turn {first.number}, {flat(first.speaker)}, e{seen[first.number]}: {said}")
    return "\n".join([f"{_some(len(lines), 'excerpt').capitalize()} in {reading.sitting.name}.", *lines])


def excerpt(book: Codebook, found: Excerpt) -> str:
    """An excerpt: its codes, its words, its star and its memo.

    Args:
        book: the codebook.
        found: the excerpt.
    """
    star = ", starred" if found.star else ""
    memo = f", memo: {flat(found.memo)}" if found.memo else ""
    return f'{names(book, found.codes)}, "{shortened(found.quote)}"{star}{memo}'


def names(book: Codebook, keys: Iterable[str]) -> str:
    """The names of codes; a key that the codebook lacks stands for itself."""
    return ", ".join(flat(book.name_of(key)) for key in keys)


def codes(reading: Reading, words: str) -> str:
    """The entries of the codebook that words may mean, one a line, with their excerpts in the transcript.

    Args:
        reading: where somebody is.
        words: a part of a name; empty for all.
    """
    book = reading.sitting.book
    uses = Counter(book.key_of(key) for e in reading.sitting.excerpts for key in e.codes)
    found = Index(book).ranked(words) if words else book.codes
    if not found:
        return f"No code fits '{flat(words)}'." if words else "There are no codes yet. Add one: new NAME"
    return "\n".join(_code(book, code, uses[code.id]) for code in found)


def _code(book: Codebook, code: Code, uses: int) -> str:
    level = "" if code.level == "code" else f" ({code.level})"
    above = " > ".join(flat(one.name) for one in book.line(code.id)[:-1])
    return f"{flat(code.name)}{level}{f', in {above}' if above else ''}, {_some(uses, 'excerpt')}"


def _turns(reading: Reading, found: Excerpt) -> str:
    numbers = [turn.number for turn in reading.transcript.turns_of(*found.span)]
    return f", turns {numbers[0]}-{numbers[-1]}" if len(numbers) > 1 else ""


def _some(number: int, noun: str) -> str:
    return count(number, noun) if number else f"no {noun}s"
