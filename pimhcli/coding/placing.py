"""Finds the span that an order to code means: the one place of its quote, or the reason why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.findings import Finding
from pimhcli.transcripts.quotes import Place
from pimhcli.wording import LONG, count, shortened

if TYPE_CHECKING:
    from pimhcli.transcripts.quotes import Finder
    from pimhcli.transcripts.turns import Transcript

SHOWN = 5  # candidates that a message lists


class Order(msgspec.Struct, frozen=True):
    """What somebody wants coded, before it is known whether it can be.

    Args:
        where: the line or option it comes from, for messages.
        transcript: the transcript as named.
        quote: the words.
        codes: keys, names or paths of codebook entries.
        turn: the turn that the quote starts in; None looks everywhere.
        occurrence: which of several places is meant, counted from 1; None when there should be one.
        memo: a note on the excerpt.
        star: a key quote.
    """

    where: str
    transcript: str
    quote: str
    codes: tuple[str, ...]
    turn: int | None = None
    occurrence: int | None = None
    memo: str = ""
    star: bool = False


def place(order: Order, finder: Finder) -> Place | Finding:
    """The one place that an order means.

    Args:
        order: with a quote, and perhaps a turn and an occurrence.
        finder: of the order's transcript.
    """
    transcript = finder.transcript
    if not order.quote.strip():
        return Finding(order.where, "the quote is empty.", "Give the words to be coded.")
    if order.turn is not None and not 1 <= order.turn <= len(transcript.turns):
        last = len(transcript.turns)
        return Finding(order.where, f"{transcript.id} has no turn {order.turn}; its turns are 1 to {last}.")
    anywhere = finder.places(order.quote, order.turn)
    places = tuple(found for found in (_said(one, transcript) for one in anywhere) if found.start < found.end)
    if not places:
        return _unspoken(order, transcript) if anywhere else _absent(order, finder)
    chosen = order.occurrence or 1
    if chosen > len(places) or (order.occurrence is None and len(places) > 1):
        return _ambiguous(order, places, transcript)
    return places[chosen - 1]


def _said(found: Place, transcript: Transcript) -> Place:
    """A place without a label at its ends: a quote is often copied with the name before it."""
    start, end = transcript.said(found.start, found.end)
    return found if (start, end) == (found.start, found.end) else Place(start, end, exact=False)


def passage(transcript: Transcript, start: int, end: int) -> str:
    """A span as messages show it: ``fg1, turn 12, P3: "…"``."""
    turn = transcript.turn_at(start)
    short = shortened(transcript.text[start:end])
    return f'{transcript.id}, turn {turn.number}, {turn.speaker}: "{short}"' if turn else f'"{short}"'


def _absent(order: Order, finder: Finder) -> Finding:
    transcript = finder.transcript
    within = f"turn {order.turn} of {transcript.id}" if order.turn else transcript.id
    message = f'the quote "{shortened(order.quote)}" does not stand in {within}.'
    if order.turn and (elsewhere := finder.places(order.quote)):
        return Finding(order.where, message, _listed("It stands here:", elsewhere, transcript))
    near = finder.nearest(order.quote)
    if near is None:
        return Finding(order.where, message, "Nothing like it was found; check the transcript's name.")
    found = passage(transcript, near.start, near.end)
    return Finding(order.where, message, f"Nearest ({near.likeness}% alike): {found}")


def _unspoken(order: Order, transcript: Transcript) -> Finding:
    message = f'nobody says "{shortened(order.quote)}" in {transcript.id}.'
    where = "It stands before the first turn, or in a speaker's name, only; code the words of a turn."
    return Finding(order.where, message, where)


def _ambiguous(order: Order, places: tuple[Place, ...], transcript: Transcript) -> Finding:
    within = f"turn {order.turn} of {transcript.id}" if order.turn else transcript.id
    message = f'the quote "{shortened(order.quote)}" stands in {count(len(places), "place")} of {within}'
    asked = f", and occurrence {order.occurrence} was asked for." if order.occurrence else "."
    lead = f"Give the {'' if order.turn else 'turn, or the '}occurrence, of one:"
    return Finding(order.where, message + asked, _listed(lead, places, transcript))


def _listed(lead: str, places: tuple[Place, ...], transcript: Transcript) -> str:
    lines = [
        f"\n  {number}. {passage(transcript, *_with_context(p, transcript))}"
        for number, p in enumerate(places[:SHOWN], start=1)
    ]
    more = f"\n  and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
    return lead + "".join(lines) + more


def _with_context(found: Place, transcript: Transcript) -> tuple[int, int]:
    """A short quote says little of its place, so some words after it are shown too."""
    turn = transcript.turn_at(found.start)
    return found.start, max(found.end, min(turn.end if turn else found.end, found.start + LONG))
