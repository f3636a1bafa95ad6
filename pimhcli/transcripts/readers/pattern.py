"""A layout that the user describes by how a turn begins, such as ``[{time}] {speaker}: {text}``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.errors import UsageError
from pimhcli.folding import did_you_mean
from pimhcli.transcripts.drafts import Draft
from pimhcli.transcripts.readers.heads import gathered, lines_of, turn_of
from pimhcli.transcripts.readers.layouts import Layout, Source
from pimhcli.transcripts.times import CLOCK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.transcripts.drafts import Utterance

# what each placeholder stands for; a speaker's name is never longer than a label
_PLACES = {
    "time": rf"(?P<time>{CLOCK})",
    "end": rf"(?P<end>{CLOCK})",
    "speaker": r"(?P<speaker>[^\s](?:[^\n]{0,61}?[^\s])?)",
    "text": r"(?P<text>[^\n]*?)",
    "skip": r"[^\n]{0,100}?",
}
_PIECE = re.compile(
    r"\{(?P<place>[^{}]*)\}|(?P<tab>\\t|\t)|(?P<blanks>[^\S\n\t]+)|(?P<break>\\n|\n)|(?P<literal>.)"
)
_EXAMPLE = "Write it as --pattern '[{time}] {speaker}: {text}'."
_LONGEST = 200  # characters of a pattern
_SKIPS = 2  # with more of them a long line would take minutes
_BLANKS = r"[^\S\n]{1,40}"  # any more would be tried one by one
_BREAKS = 3  # in a pattern
_LOOSE = r"\{(?:speaker|text|skip)\}"


def layout(pattern: str) -> Layout:
    r"""The layout that a pattern describes.

    Args:
        pattern: with the placeholders ``{speaker}`` and any of ``{time}``, ``{end}``, ``{text}`` and
            ``{skip}``; all else stands for itself, blanks for any run of them, ``\n`` for a line
            break and ``\t`` for a tab.

    Raises:
        UsageError: it is no pattern, and why.
    """
    _check(pattern)
    pieces = list(_PIECE.finditer(pattern.strip(" ")))
    breaks = sum(piece["break"] is not None for piece in pieces)
    form = re.compile("".join(map(_regex, pieces)))

    def read(source: Source, _known: frozenset[str]) -> Draft:
        front, said = gathered(_heads(lines_of(source), form, breaks))
        return Draft("", "", front, said)

    return Layout("pattern", f"Pattern '{pattern}'", lambda _source: "the pattern that you gave", read)


def _check(pattern: str) -> None:
    places = [piece["place"] for piece in _PIECE.finditer(pattern) if piece["place"] is not None]
    for place in places:
        if place not in _PLACES:
            raise _unknown(place)
        if place != "skip" and places.count(place) > 1:
            raise UsageError(f"The pattern has {{{place}}} twice.", hint=_EXAMPLE)
    if "speaker" not in places:
        raise UsageError(f"The pattern '{pattern}' does not tell where the {{speaker}} is.", hint=_EXAMPLE)
    if re.search(rf"{_LOOSE}\s*{_LOOSE}", pattern.replace("\t", r"\t")):
        raise UsageError("Nothing between two places of the pattern tells them apart.", hint=_EXAMPLE)
    breaks = sum(piece["break"] is not None for piece in _PIECE.finditer(pattern))
    if len(pattern) > _LONGEST or places.count("skip") > _SKIPS or breaks > _BREAKS:
        limits = f"It may have {_LONGEST} characters, {_SKIPS} {{skip}} and {_BREAKS} line breaks."
        raise UsageError("The pattern is too long.", hint=limits)


def _unknown(place: str) -> UsageError:
    known = ", ".join(f"{{{one}}}" for one in _PLACES)
    hint = did_you_mean(place, _PLACES) or f"It may hold {known}. {_EXAMPLE}"
    return UsageError(f"The pattern has no use for {{{place}}}.", hint=hint)


def _regex(piece: re.Match[str]) -> str:
    if piece["place"] is not None:
        return _PLACES[piece["place"]]
    if piece["blanks"]:
        return _BLANKS
    if piece["tab"]:
        return r" {0,40}\t[^\S\n]{0,40}"
    return r"[^\S\n]{0,40}\n\s{0,40}?" if piece["break"] else re.escape(piece["literal"])


def _heads(lines: list[str], form: re.Pattern[str], breaks: int) -> Iterator[tuple[str, Utterance | None]]:
    """Each line with the turn that it begins, those that a pattern of several lines took up left out."""
    index = 0
    while index < len(lines):
        found = form.fullmatch("\n".join(lines[index : index + breaks + 1]).strip())
        yield lines[index], turn_of(found) if found else None
        index += breaks + 1 if found else 1
