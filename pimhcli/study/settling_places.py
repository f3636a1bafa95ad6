"""The excerpts whose place is not sure since their transcript was edited, and what is decided about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding.excerpts import Excerpt, excerpts
from pimhcli.errors import ProblemsError, UsageError
from pimhcli.study import extents
from pimhcli.study.acting import Plan, Told, resize
from pimhcli.study.material import excerpt_called
from pimhcli.transcripts.mapping.mapping import Status
from pimhcli.transcripts.quotes import Finder
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pimhcli.study.study import Study
    from pimhcli.transcripts.mapping.mapping import Mapped

_TOLD = Told("transcript review", "Found the excerpt again")


class Unsure(msgspec.Struct, frozen=True):
    """An excerpt to be looked at.

    Args:
        excerpt: as it was coded.
        status: ``review`` where there is a likely place, ``lost`` where there is none.
        places: where it may stand now, the likeliest first, start and end in the transcript's text.
    """

    excerpt: Excerpt
    status: Status
    places: tuple[tuple[int, int], ...]


def unsure(study: Study, transcripts: Iterable[str]) -> list[Unsure]:
    """The excerpts of some transcripts that are to be looked at, by transcript and place.

    Args:
        study: the open study.
        transcripts: ids.
    """
    found: list[Unsure] = []
    for name in transcripts:
        for coder in study.coders(name):
            file = study.codings(name, coder)
            for excerpt in excerpts(name, file.records):
                status = file.status(excerpt)
                if status in ("review", "lost"):
                    found.append(Unsure(excerpt, status, _places(study, excerpt, file.anchors)))
    return found


def accept(study: Study, coder: str, key: str, number: int) -> Plan:
    """Says that an excerpt stands in one of the places where it may stand.

    Args:
        study: the open study.
        coder: who says it.
        key: the id of an excerpt, or its first letters.
        number: of the place, the likeliest is 1.

    Raises:
        ProblemsError: there is no such excerpt, or its place is sure.
        UsageError: there is no such place.
    """
    one = _named(study, key)
    if not 1 <= number <= len(one.places):
        known = f"{count(len(one.places), 'likely place')}, not {number}" if one.places else "no likely place"
        hint = f'Give it its words: pimh transcript review --move {key} --quote "…"'
        raise UsageError(f"The excerpt {key} has {known}.", hint=hint)
    return resize(study, coder, key, *one.places[number - 1], _TOLD)


def move(study: Study, coder: str, key: str, quote: str, number: int | None = None) -> Plan:
    """Says which words are those of an excerpt.

    Args:
        study: the open study.
        coder: who says it.
        key: the id of an excerpt, or its first letters.
        quote: the words as they stand now.
        number: of their places, from the first on; None when there should be one.

    Raises:
        ProblemsError: there is no such excerpt, or the words stand nowhere, or in several places.
        UsageError: they have no place of this number.
    """
    excerpt = excerpt_called(study, key)
    if number is None:
        return resize(study, coder, key, *extents.meant(study, excerpt, quote), _TOLD)
    every = places(study, excerpt.transcript, quote)
    if not 1 <= number <= len(every):
        hint = f"See the turns: pimh transcript show {excerpt.transcript}"
        raise UsageError(f"The words stand in {count(len(every), 'place')}, not {number}.", hint=hint)
    return resize(study, coder, key, *every[number - 1], _TOLD)


def places(study: Study, transcript: str, quote: str) -> list[tuple[int, int]]:
    """Where words are said in a transcript, start and end in its text.

    Args:
        study: the open study.
        transcript: its id.
        quote: the words.
    """
    known = study.transcript(transcript)
    spans = (known.said(found.start, found.end) for found in Finder(known).places(quote))
    return [(start, end) for start, end in spans if start < end]


def _named(study: Study, key: str) -> Unsure:
    excerpt = excerpt_called(study, key)
    found = next((one for one in unsure(study, [excerpt.transcript]) if one.excerpt == excerpt), None)
    if found is None:
        hint = "See what is to be reviewed: pimh transcript review"
        raise ProblemsError(f"The place of the excerpt {excerpt.id} is sure.", hint=hint)
    return found


def _places(study: Study, excerpt: Excerpt, anchors: Mapping[str, Mapped]) -> tuple[tuple[int, int], ...]:
    coding = excerpt.codings[0]
    known = anchors.get(coding.id)
    likely = [known] if known and known.status == "review" else []
    every = [*likely, *study.anchors(excerpt.transcript).candidates(coding)]
    return tuple(dict.fromkeys((one.start, one.end) for one in every if one.start < one.end))
