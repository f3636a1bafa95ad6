"""Whether names, places, dates or numbers are left by which somebody could be known."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.findings import Finding
from pimhcli.transcripts.name_shapes import flat
from pimhcli.transcripts.traces import Kind, Tracer
from pimhcli.wording import count, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pimhcli.findings import Severity
    from pimhcli.transcripts.pseudonym_key import Key

SHOWN = 4  # places that a message lists
_REPLACE = "Replace it: pimh transcript pseudonymise --key FILE"
_ADD = "If it is a name, add it to the key; if not, put it under not_names in study.yaml."
_TAKE_OUT = "Take it out of the text, or add it to the key."


class Source(NamedTuple):
    """A text of the study.

    Args:
        where: its file, as a message names it: ``transcripts/fg1.txt``.
        text: what stands there.
        spoken: it is a transcript's, with labels of speakers.
        lines: its lines are those of the file, so that a place can tell its line.
    """

    where: str
    text: str
    spoken: bool = False
    lines: bool = True


class _Telling(NamedTuple):
    """How a kind of trace is told.

    Args:
        severity: an error for what the key says is a name, a note for what needs no mending.
        is_what: what is said of the words.
        hint: what to do.
    """

    severity: Severity
    is_what: str
    hint: str


# In the order in which they are told
_TELLINGS: dict[Kind, _Telling] = {
    "name": _Telling("error", "is a name of the key", _REPLACE),
    "part": _Telling("warning", "is part of a name of the key", "Add it to that row of the key, under also."),
    "label": _Telling("warning", "speaks, and is no participant's id and no moderator", _ADD),
    "e-mail": _Telling("warning", "is an e-mail address", _TAKE_OUT),
    "phone": _Telling("warning", "looks like a telephone number", _TAKE_OUT),
    "number": _Telling("warning", "looks like the number of a person or a record", _TAKE_OUT),
    "handle": _Telling("warning", "looks like somebody's name on a platform", _TAKE_OUT),
    "age": _Telling("warning", "is an age that few people reach", "Write 90 or over."),
    "place": _Telling("warning", "looks like a place", _ADD),
    "capital": _Telling("warning", "has a capital within a sentence", _ADD),
    "perhaps": _Telling("note", "is a name of the key, or an ordinary word here", "Look at these places."),
    "web": _Telling("note", "is an address on the web", ""),
    "date": _Telling("note", "is a date", ""),
}
_KINDS = tuple(_TELLINGS)


class _Seen(NamedTuple):
    """A trace and its place, as a message names it."""

    kind: Kind
    words: str
    where: str


Found = dict[tuple[Kind, str], list[_Seen]]


def names(
    sources: Iterable[Source], key: Key | None = None, known: Iterable[str] = (), accepted: Iterable[str] = ()
) -> list[Finding]:
    """What is left, one finding for each word with its places: names of the key first, dates last.

    Args:
        sources: the texts, in the order in which places are told.
        key: of the names that were replaced; None where it is not at hand.
        known: participants' ids, labels of moderators, names of codes.
        accepted: words that somebody has looked at and that tell of nobody, whatever they look like.
    """
    looked_at = tuple(accepted)
    passed = frozenset(map(flat, looked_at))
    tracer = Tracer(key, (*known, *looked_at))
    found: Found = {}
    useless: list[str] = []
    for source in sources:
        starts = line_starts(source.text)
        for trace in tracer.traces(source.text, spoken=source.spoken):
            if trace.kind == "name" or flat(trace.words) not in passed:
                seen = _Seen(trace.kind, trace.words, _place(source, starts, trace.start))
                found.setdefault((_family(trace.kind), flat(trace.words)), []).append(seen)
        if not tracer.capitals(source.text, spoken=source.spoken).tell:
            useless.append(source.where)
    words = sorted(found.values(), key=lambda places: min(map(_rank, places)))
    return [*map(_told, words), *_useless(useless)]


def ids(participants: Iterable[str], accepted: Iterable[str] = ()) -> list[Finding]:
    """A note of ids that are words: they may be what the participants are really called.

    Args:
        participants: their ids.
        accepted: words that somebody has looked at.
    """
    passed = frozenset(map(flat, accepted))
    words = [f"'{one}'" for one in participants if _is_word(one) and flat(one) not in passed]
    if not words:
        return []
    message = f"{count(len(words), 'id')} may be somebody's name: {_first(words)}."
    hint = "If they are pseudonyms, put them under not_names in study.yaml; if not, give them some."
    return [Finding("participants.csv", message, hint, "note")]


def _is_word(name: str) -> bool:
    return len(name) > 1 and not any(map(str.isdigit, name))


def _family(kind: Kind) -> Kind:
    """The kind under which a word's places are told together."""
    return "capital" if kind in {"label", "place"} else kind


def _rank(seen: _Seen) -> int:
    return _KINDS.index(seen.kind)


def _told(places: Sequence[_Seen]) -> Finding:
    telling = _TELLINGS[min(places, key=_rank).kind]
    first, *others = places
    rest = list(dict.fromkeys(seen.where for seen in others if seen.where != first.where))
    also = f"; also {_first(rest)}" if rest else ""
    times = f" ({count(len(places), 'time')}{also})" if others else ""
    message = f"'{shortened(first.words)}' {telling.is_what}{times}."
    return Finding(first.where, message, telling.hint, telling.severity)


def _useless(where: list[str]) -> Iterator[Finding]:
    if where:
        message = (
            f"capitals tell no names in {_first(where)}, as many words have one or none can; "
            "they were left out."
        )
        yield Finding(where[0], message, "Read these for names yourself, or give the key.", "note")


def _first(words: Sequence[str]) -> str:
    more = f" and {len(words) - SHOWN} more" if len(words) > SHOWN else ""
    return f"{', '.join(words[:SHOWN])}{more}"


def line_starts(text: str) -> list[int]:
    """The offsets at which the lines of a text begin."""
    starts = [0]
    while (after := text.find("\n", starts[-1]) + 1) > 0:
        starts.append(after)
    return starts


def _place(source: Source, starts: Sequence[int], offset: int) -> str:
    return f"{source.where}:{bisect_right(starts, offset)}" if source.lines else source.where
