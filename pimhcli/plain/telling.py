"""Says a turn, an excerpt or a code in words, one thing a line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pimhcli.coding.picking import Index, plain
from pimhcli.plain.words import flat
from pimhcli.wording import count, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.coding.codebook import Code, Codebook
    from pimhcli.coding.excerpts import Excerpt
    from pimhcli.plain.reading import Reading
    from pimhcli.study.sitting import Sitting


def turn(reading: Reading) -> str:
    """The turn that somebody is at: who speaks, its sentences by number, its excerpts.

    Raises:
        ProblemsError: the transcript has none.
    """
    own, sitting = reading.sentences, reading.sitting
    here, beside = map(reading.touching, (sitting.excerpts, sitting.others))
    text = reading.transcript.text
    of_others = f", {len(beside):,} of others" if beside else ""
    figures = f"{_some(len(own), 'sentence')}, {_some(len(here), 'excerpt')}{of_others}"
    head = f"Turn {reading.at} of {len(reading.transcript.turns)}, {flat(reading.turn.speaker)}. {figures}."
    said = "  ".join(f"{n}. {flat(text[start:end])}" for n, (start, end) in enumerate(own, start=1))
    return "\n".join(filter(None, (head, said, *excerpts(reading))))


def excerpts(reading: Reading) -> tuple[str, ...]:
    """The excerpts of the turn, one a line: the coder's own by number, then those of others by name."""
    sitting = reading.sitting
    numbered = [(f"e{n}", e) for n, e in enumerate(reading.touching(sitting.excerpts), start=1)]
    named = [(f"of {e.coder}", e) for e in reading.touching(sitting.others)]
    return tuple(
        f"Excerpt {which}{_turns(reading, e)}: {excerpt(sitting.book, e)}" for which, e in (*numbered, *named)
    )


def every_excerpt(reading: Reading) -> str:
    """All excerpts that are shown, one a line, each with its turn and its number there, or who made it."""
    sitting, seen = reading.sitting, Counter[int]()
    lines: list[tuple[int, str]] = []
    for found in (*sitting.excerpts, *sitting.others):
        touched = reading.transcript.turns_of(*found.span)
        own = found.coder == sitting.coder
        seen.update(turn.number for turn in touched if own)
        for first in touched[:1]:
            which = f"e{seen[first.number]}" if own else f"of {found.coder}"
            said = f"{flat(first.speaker)}, {which}: {excerpt(sitting.book, found)}"
            lines.append((first.number, f"Turn {first.number}, {said}"))
    lines.sort(key=lambda line: line[0])
    head = f"{_some(len(lines), 'excerpt').capitalize()} in {sitting.name}{whose(sitting)}."
    return "\n".join([head, *(line for _, line in lines)])


def whose(sitting: Sitting) -> str:
    """Whose excerpts are shown and counted, as it ends a sentence; nothing where nobody else has any."""
    if sitting.blind:
        return f", blind: of {sitting.coder} alone"
    names = ", ".join(sitting.beside)
    if not names:
        return ""
    return f", of {sitting.coder} and of {names}" if sitting.shows_others else f", of {sitting.coder} alone"


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
    shown = (*reading.sitting.excerpts, *reading.sitting.others)
    uses = Counter(book.key_of(key) for e in shown for key in e.codes)
    found = _meant(book, words) if words else book.codes
    if not found:
        return f"No code fits '{flat(words)}'." if words else "There are no codes yet. Add one: new NAME"
    counted = whose(reading.sitting)
    head = [f"{count(len(found), 'entry', 'entries')}; excerpts in {reading.sitting.name}{counted}:"]
    return "\n".join([*(head if counted else ()), *(_code(book, code, uses[code.id]) for code in found)])


def _meant(book: Codebook, words: str) -> list[Code]:
    """What can be coded with and words may mean, then what is retired and has them in its name."""
    retired = (code for code in book.codes if code.is_retired and plain(words) in plain(code.name))
    return [*Index(book).ranked(words), *retired]


def _code(book: Codebook, code: Code, uses: int) -> str:
    kinds = [*([] if code.level == "code" else [code.level]), *(["retired"] * code.is_retired)]
    level = f" ({', '.join(kinds)})" if kinds else ""
    above = " > ".join(flat(one.name) for one in book.line(code.id)[:-1])
    return f"{flat(code.name)}{level}{f', in {above}' if above else ''}, {_some(uses, 'excerpt')}"


def _turns(reading: Reading, found: Excerpt) -> str:
    numbers = [turn.number for turn in reading.transcript.turns_of(*found.span)]
    return f", turns {numbers[0]}-{numbers[-1]}" if len(numbers) > 1 else ""


def _some(number: int, noun: str) -> str:
    return count(number, noun) if number else f"no {noun}s"
