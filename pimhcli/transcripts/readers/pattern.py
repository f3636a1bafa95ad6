"""A layout that the user describes by how a turn begins, such as ``[{time}] {speaker}: {text}``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.errors import UsageError
from pimhcli.folding import did_you_mean
from pimhcli.transcripts.drafts import Draft, Utterance
from pimhcli.transcripts.readers.heads import gathered, lines_of
from pimhcli.transcripts.readers.labels import unmarked
from pimhcli.transcripts.readers.layouts import Layout, Source
from pimhcli.transcripts.times import CLOCK, milliseconds

if TYPE_CHECKING:
    from collections.abc import Iterator

# what each placeholder stands for; a speaker's name is never longer than a label
_PLACES = {
    "time": rf"(?P<time>{CLOCK})",
    "end": rf"(?P<end>{CLOCK})",
    "speaker": r"(?P<speaker>[^\s](?:[^\n]{0,61}?[^\s])?)",
    "text": r"(?P<text>[^\n]*?)",
    "skip": r"[^\n]*?",
}
_PIECE = re.compile(r"\{(?P<place>[^{}]*)\}|(?P<blanks>(?:[^\S\n])+)|(?P<break>\\n|\n)|(?P<literal>.)")
_EXAMPLE = "Write it as --pattern '[{time}] {speaker}: {text}'."
_MOST = 200  # characters of a pattern; and of its placeholders, 12
_WINDOW = 3  # line breaks that a pattern may hold


def layout(pattern: str) -> Layout:
    r"""The layout that a pattern describes.

    Args:
        pattern: with the placeholders ``{speaker}`` and any of ``{time}``, ``{end}``, ``{text}`` and
            ``{skip}``; all else stands for itself, blanks for any run of them, ``\n`` for a line break.

    Raises:
        UsageError: it is no pattern, and why.
    """
    form, breaks = _compiled(pattern)

    def read(source: Source, _known: frozenset[str]) -> Draft:
        front, said = gathered(_heads(lines_of(source), form, breaks))
        return Draft("", "", front, said)

    return Layout("pattern", f"Pattern '{pattern}'", lambda _source: "the pattern that you gave", read)


def _compiled(pattern: str) -> tuple[re.Pattern[str], int]:
    places = _places(pattern)
    pieces = list(_PIECE.finditer(pattern.strip(" ")))
    breaks = sum(piece["break"] is not None for piece in pieces)
    if breaks > _WINDOW:
        raise UsageError(f"The pattern goes over more than {_WINDOW + 1} lines.", hint=_EXAMPLE)
    if "text" not in places and not pattern.rstrip().endswith("\\n"):
        # the words stand in the lines below
        return re.compile(rf"\s*{''.join(map(_regex, pieces))}\s*"), breaks
    return re.compile(rf"[^\S\n]*{''.join(map(_regex, pieces))}[^\S\n]*"), breaks


def _places(pattern: str) -> list[str]:
    places = [piece["place"] for piece in _PIECE.finditer(pattern) if piece["place"] is not None]
    unknown = next((place for place in places if place not in _PLACES), None)
    if unknown is not None:
        near = did_you_mean(unknown, _PLACES)
        known = ", ".join(f"{{{place}}}" for place in _PLACES)
        raise UsageError(
            f"The pattern has no use for {{{unknown}}}.", hint=near or f"It may hold {known}. {_EXAMPLE}"
        )
    if "speaker" not in places:
        raise UsageError(f"The pattern '{pattern}' does not tell where the {{speaker}} is.", hint=_EXAMPLE)
    twice = next((place for place in places if place != "skip" and places.count(place) > 1), None)
    if twice:
        raise UsageError(f"The pattern has {{{twice}}} twice.", hint=_EXAMPLE)
    if len(pattern) > _MOST or len(places) > 8:
        raise UsageError("The pattern is too long.", hint=_EXAMPLE)
    return _apart(pattern, places)


def _apart(pattern: str, places: list[str]) -> list[str]:
    """The places, when something stands between any two whose ends could not be told otherwise."""
    loose = r"\{(?:speaker|text|skip)\}"
    if re.search(rf"{loose}\s*{loose}", pattern):
        raise UsageError(
            "Two places of the pattern have nothing between them that tells them apart.", hint=_EXAMPLE
        )
    return places


def _regex(piece: re.Match[str]) -> str:
    if piece["place"] is not None:
        return _PLACES[piece["place"]]
    if piece["blanks"]:
        return r"[^\S\n]+" if piece.end() < len(piece.string) else r"[^\S\n]*"
    return r"[^\S\n]*\n\s*?" if piece["break"] else re.escape(piece["literal"])


def _heads(lines: list[str], form: re.Pattern[str], breaks: int) -> Iterator[tuple[str, Utterance | None]]:
    """Each line with the turn that it begins, those that a pattern of several lines took up left out."""
    index = 0
    while index < len(lines):
        found = form.fullmatch("\n".join(lines[index : index + breaks + 1]))
        yield lines[index], _turn(found) if found else None
        index += breaks + 1 if found else 1


def _turn(found: re.Match[str]) -> Utterance:
    told = found.groupdict()
    times = milliseconds(told.get("time") or ""), milliseconds(told.get("end") or "")
    return Utterance(unmarked(told["speaker"]), (told.get("text") or "").strip(), *times)
