"""What the study loses with one participant, and where others repeat what that one said."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.analysis.counts import Counts, by_entry, counted
from pimhcli.coding.codebook import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.codebook import Codebook
    from pimhcli.transcripts.turns import Turn

RUN = 5  # words in a row that two people hardly say alike
_NEAR = 2  # turns; an echo comes at once
# in scripts without blanks each character counts as a word; a letter may be followed by its accents
_LETTER = r"[^\W_](?:[^\W_]|[\u0300-\u036f])*"
_WORD = re.compile(rf"[\u3040-\u30ff\u3400-\u9fff]|{_LETTER}(?:['’]{_LETTER})*")


class Word(NamedTuple):
    """A word of a text.

    Args:
        start: offset in the text, in code points.
        end: offset behind it.
        folded: as it is compared.
    """

    start: int
    end: int
    folded: str


class Loss(msgspec.Struct, frozen=True):
    """What an entry of the codebook loses.

    Args:
        key: of the entry.
        path: its name with those above it.
        level: theme, sub-theme or code.
        before: its counts with the participant.
        after: its counts without.
    """

    key: str
    path: str
    level: Level
    before: Counts
    after: Counts

    @property
    def loses_only_voice(self) -> bool:
        """Whether no participant is left in it."""
        return bool(self.before.participants and not self.after.participants)

    @property
    def loses_all(self) -> bool:
        """Whether no excerpt is left in it."""
        return not self.after.excerpts


class Echo(NamedTuple):
    """That somebody repeats what another said a moment before or after.

    Args:
        turn: in which it is repeated.
        words: what is repeated, as it stands there.
    """

    turn: Turn
    words: str


def words_of(text: str) -> list[Word]:
    """The words of a text as they are compared: no case, one kind of apostrophe, no marks between them."""
    return [Word(*found.span(), _folded(found[0])) for found in _WORD.finditer(text)]


def _folded(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold().replace("’", "'")


def runs(words: Sequence[str], length: int = RUN) -> Iterator[tuple[str, ...]]:
    """Every so many words that follow each other, in order.

    Args:
        words: of one text.
        length: how many.
    """
    return (tuple(words[i : i + length]) for i in range(len(words) - length + 1))


def losses(book: Codebook, before: Iterable[Passage], after: Iterable[Passage]) -> list[Loss]:
    """The entries of the codebook that lose something, in its order.

    Args:
        book: the codebook.
        before: all passages that count with the participant.
        after: those that count without.
    """
    old, new = by_entry(book, before), by_entry(book, after)
    found = (
        Loss(code.id, book.path(code.id), code.level, counted(old[code.id]), counted(new[code.id]))
        for code in book.codes
    )
    return [loss for loss in found if loss.before != loss.after]


def echoes(turns: Sequence[Turn], own: frozenset[int]) -> list[Echo]:
    """Where others repeat five words in a row, or more, of turns close by.

    Args:
        turns: of one transcript, in order.
        own: the numbers of those that are looked for.
    """
    found = []
    for index, turn in enumerate(turns):
        near = [one for one in turns[max(index - _NEAR, 0) : index + _NEAR + 1] if one.number in own]
        if near and turn.number not in own and (words := _repeated(turn.text, near)):
            found.append(Echo(turn, words))
    return found


def _repeated(text: str, near: Iterable[Turn]) -> str:
    said = {run for one in near for run in runs([word.folded for word in words_of(one.text)])}
    words = words_of(text)
    hits = [i for i, run in enumerate(runs([word.folded for word in words])) if run in said]
    return text[words[hits[0]].start : words[hits[-1] + RUN - 1].end] if hits else ""
