"""How a quote may be printed: cut with ellipses and with [insertions], and no word of it changed."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.folding import fold
from pimhcli.transcripts.turns import label_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

CUT = "…"
_CUT = re.compile(r"\[\s*(?:…|\.{3,})\s*\]|…|\.{3,}|(?<!\S)\.(?:[ \t]\.){2}(?!\S)")
_INSERTED = re.compile(r"\[[^][]*\]")
_TOKEN = re.compile(r"(?:\[[^][]*\]|[^\s–—])+")
_MEANT = "%‰"  # punctuation by Unicode that is said
_INSTEAD = 6  # words that an insertion may stand in place of without an ellipsis


class Voiced(NamedTuple):
    """What one voice says in a quote.

    Args:
        label: whose words they are; empty at the start of a quote, which begins within a turn.
        words: what is said, on one line.
    """

    label: str
    words: str


class _Label(NamedTuple):
    """That another voice begins."""

    written: str


class _Word(NamedTuple):
    """A word: as it is written, and the parts of it around insertions, folded."""

    written: str
    parts: tuple[str, ...]


class _Inserted(NamedTuple):
    """Words of the researcher's own: they explain those before them, or stand in place of some."""


class _Cut(NamedTuple):
    """An ellipsis, in place of any number of words."""


class _Place(NamedTuple):
    """How far a quote was followed.

    Args:
        at: how many of its words and labels lie behind.
        is_unnamed: whether a label was left out, so that what follows is nobody's.
    """

    at: int
    is_unnamed: bool = False


def voiced(words: str, quote: str = "") -> tuple[Voiced, ...]:
    """A quote, or the wording of one, voice by voice.

    Args:
        words: as they stand in the transcript, labels of later turns included, or as they are to be printed.
        quote: for a wording the quote itself: only its labels count, which may stand anywhere in a line.
    """
    known = {voice.label for voice in voiced(quote)[1:]} if quote else None
    if known:
        names = "|".join(map(re.escape, sorted(known)))
        words = re.sub(rf"\s+(?=(?:{names})\s*:(?:\s|$))", "\n", words)
    first, *others = (line.strip() for line in words.strip().split("\n"))
    found = [Voiced("", first)]
    for line in filter(None, others):
        label = label_of(line)
        if label and (known is None or label.name in known):
            found.append(Voiced(label.name, line[label.end :]))
        else:
            found[-1] = Voiced(found[-1].label, f"{found[-1].words} {line}".strip())
    return tuple(found)


def written(wording: str, quote: str) -> str:
    """A wording as it is stored: every voice of the quote on its own line; nothing where it is the quote.

    Args:
        wording: how the quote is to be printed.
        quote: its words, as they stand in the transcript.
    """
    voices = voiced(wording, quote)
    if voices == voiced(quote):
        return ""
    return "\n".join(f"{voice.label}: {voice.words}" if voice.label else voice.words for voice in voices)


def differing(wording: str, quote: str) -> str:
    """The first word of a wording that does not stand there in the quote; nothing when every word does.

    Words are compared as ``folding.fold`` has them; punctuation is left to the researcher, as a cut often
    needs another. An ellipsis stands for any words, an insertion in brackets for none or for up to six; what
    is left out at the ends needs neither. A turn that begins within the quote keeps its label, so that
    nobody's words are printed as another's.

    Args:
        wording: how the quote is to be printed.
        quote: its words, as they stand in the transcript.

    Returns:
        The word as it is written; all of the wording when it has no word of the quote.
    """
    said = list(_said(quote))
    first_turn = next((at for at, one in enumerate(said) if isinstance(one, _Label)), len(said))
    places, followed = {_Place(at) for at in range(first_turn + 1)}, False
    for piece in _pieces(wording, quote):
        if isinstance(piece, _Cut):
            places = set(_anywhere_behind(places, said))
        elif isinstance(piece, _Inserted):
            places = set(_a_little_behind(places, said))
        else:
            places = {_Place(one.at + 1) for one in places if _is_there(piece, one, said)}
            followed = followed or isinstance(piece, _Word)
            if not places:
                return piece.written
    return "" if followed else wording


def advice(quote: str) -> str:
    """How a quote can be worded, for one whose wording does not fit it.

    Args:
        quote: its words, as they stand in the transcript.
    """
    labels = ", ".join(dict.fromkeys(f"{voice.label}:" for voice in voiced(quote)[1:]))
    cuts = "Write … where words are left out, and [words of your own] in brackets."
    return f"{cuts} Begin the words of each later speaker with the label: {labels}" if labels else cuts


def _said(quote: str) -> Iterator[_Label | _Word]:
    """The words of a quote, and the labels between them."""
    for label, words in voiced(quote):
        if label:
            yield _Label(label)
        for token in re.split(r"[\s–—]+", _CUT.sub(" ", words)):
            if word := fold(_unpointed(token)):
                yield _Word(token, (word,))


def _pieces(wording: str, quote: str) -> Iterator[_Label | _Word | _Inserted | _Cut]:
    for label, words in voiced(wording, quote):
        if label:
            yield _Label(label)
        for token in _TOKEN.findall(_CUT.sub(f" {CUT} ", words)):
            parts = tuple(fold(_unpointed(part)) for part in _INSERTED.split(token))
            if token == CUT:
                yield _Cut()
            elif any(parts):
                yield _Word(token, parts)
            elif len(parts) > 1:
                yield _Inserted()


def _unpointed(token: str) -> str:
    """A token without the punctuation around it."""
    start, end = 0, len(token)
    while start < end and _is_point(token[start]):
        start += 1
    while end > start and _is_point(token[end - 1]):
        end -= 1
    return token[start:end]


def _is_point(character: str) -> bool:
    return unicodedata.category(character)[0] == "P" and character not in _MEANT


def _is_there(piece: _Label | _Word, place: _Place, said: Sequence[_Label | _Word]) -> bool:
    """Whether a word or a label of a wording is the next of the quote."""
    if place.at == len(said):
        return False
    there = said[place.at]
    if isinstance(piece, _Label) or isinstance(there, _Label):
        return piece == there
    return not place.is_unnamed and _fits(piece.parts, there.parts[0])


def _fits(parts: tuple[str, ...], word: str) -> bool:
    """Whether a word is the one that is written with insertions in it, such as ``[T]he``."""
    first, *inner, last = parts if len(parts) > 1 else (*parts, "")
    if len(parts) == 1:
        return word == first
    at = len(first)
    for part in inner:
        found = word.find(part, at)
        at = found + len(part) if found >= 0 else len(word) + 1
    return word.startswith(first) and word.endswith(last) and at <= len(word) - len(last)


def _anywhere_behind(places: Collection[_Place], said: Sequence[_Label | _Word]) -> Iterator[_Place]:
    """All places from the given ones on; behind a label that was passed over nobody is named."""
    named = unnamed = False
    for at in range(len(said) + 1):
        if at and isinstance(said[at - 1], _Label):
            named, unnamed = False, unnamed or named
        named = named or _Place(at) in places
        unnamed = unnamed or _Place(at, is_unnamed=True) in places
        if named:
            yield _Place(at)
        if unnamed:
            yield _Place(at, is_unnamed=True)


def _a_little_behind(places: Collection[_Place], said: Sequence[_Label | _Word]) -> Iterator[_Place]:
    """The places that an insertion leads to: it stands in place of few words, and of one voice's alone."""
    for place in places:
        yield place
        for at, one in enumerate(said[place.at : place.at + _INSTEAD], place.at + 1):
            if isinstance(one, _Label):
                break
            yield place._replace(at=at)
