"""A quote in its exchange: the talk before and after it, and a quote of several voices as dialogue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from pimhcli.transcripts.wordings import CUT, voiced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pimhcli.analysis.passages import Passage
    from pimhcli.analysis.voices import Said

UNPRINTED = "[contribution not printed]"  # whose it is stays untold, and how much it is too
Part = Literal["before", "quote", "after"]


class Line(msgspec.Struct, frozen=True):
    """What one voice says in a quote or right around it.

    Args:
        speaker: the participant's id, or the label; empty where it is not printed.
        words: as they are printed.
        part: whether they are the quote, or the talk before or after it.
        turn: number of the turn; 0 where it is not printed.
    """

    speaker: str
    words: str
    part: Part = "quote"
    turn: int = 0


def lines(
    passage: Passage, said: Sequence[Said], text: str, around: int, may_print: Callable[[Said], bool]
) -> tuple[Line, ...]:
    """A quote in its exchange; none for a quote of one turn that stands alone.

    Args:
        passage: a passage that may be printed.
        said: all turns of its transcript, and whose they are.
        text: the transcript's text.
        around: how many turns before and after it are wanted.
        may_print: whether a turn around it may be printed.
    """
    if not passage.stands or not (around or passage.last_turn > passage.turn):
        return ()
    first, last = passage.turn - 1, passage.last_turn
    quote = list(_worded(passage, said[first:last]) or _spoken(passage, said[first:last], text))
    if around:
        quote = _with_cuts(quote, passage, said[first:last], text)
    return (
        *_around(said[max(first - around, 0) : first], "before", may_print),
        *quote,
        *_around(said[last : last + around], "after", may_print),
    )


def _around(said: Iterable[Said], part: Part, may_print: Callable[[Said], bool]) -> Iterator[Line]:
    was_printed = True
    for one in (one for one in said if one.turn.text):
        is_printed = may_print(one)
        if is_printed:
            yield Line(one.voice.name, one.turn.text, part, one.turn.number)
        elif was_printed:
            yield Line("", UNPRINTED, part)
        was_printed = is_printed


def _spoken(passage: Passage, said: Iterable[Said], text: str) -> Iterator[Line]:
    """The quote as it stands, turn by turn."""
    start, end = passage.excerpt.span
    for one in said:
        words = " ".join(text[max(start, one.turn.start) : min(end, one.turn.end)].split())
        if words:
            yield Line(one.voice.name, words, turn=one.turn.number)


def _worded(passage: Passage, said: Sequence[Said]) -> list[Line]:
    """The quote as it is worded for print; nothing where it has no wording."""
    excerpt, found = passage.excerpt, list[Line]()
    left = iter(said)
    for voice in voiced(excerpt.wording, excerpt.quote) if excerpt.wording else ():
        one = next((turn for turn in left if voice.label in {"", turn.turn.speaker}), said[-1])
        found.append(Line(one.voice.name, voice.words, turn=one.turn.number))
    return found


def _with_cuts(quote: list[Line], passage: Passage, said: Sequence[Said], text: str) -> list[Line]:
    """The quote with an ellipsis where its first turn begins before it, or its last goes on behind it."""
    start, end = passage.excerpt.span
    first, last = quote[0], quote[-1]
    if _has_words(text[said[0].turn.start : start]) and not first.words.startswith(CUT):
        quote[0] = first = msgspec.structs.replace(first, words=f"{CUT} {first.words}")
    last = first if len(quote) == 1 else last
    if _has_words(text[end : said[-1].turn.end]) and not last.words.endswith(CUT):
        quote[-1] = msgspec.structs.replace(last, words=f"{last.words} {CUT}")
    return quote


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))
