"""Where codings stand in their transcript as it is now, whatever was done to it since they were made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.transcripts.mapping.mapping import LOST, Mapped, Mapping
from pimhcli.transcripts.mapping.quoted import Quote, Quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.coding.excerpts import Coding
    from pimhcli.transcripts.mapping.mapping import Status
    from pimhcli.transcripts.mapping.quoted import Candidate

# How alike the context of a quote has to be, 0 to 100: of a usual one, and of one that says much itself
_CONTEXT, _CONTEXT_OF_LONG, _LONG = 65, 45, 40
_CLEAR = 12  # ... and by how much more than that of any other place
# Of words that were changed
_CONTEXT_OF_CHANGED, _ALIKE = 80, 85
_LEAST = 60  # below it nothing is shown as a place
_SHOWN = 5


class Anchors:
    """Where the codings of one transcript stand in its text now.

    Args:
        text: the transcript's text now.
        version: the id of that text.
        older: gives the text of an earlier version by its id, or None where it is not known any more.
    """

    def __init__(self, text: str, version: str, older: Callable[[str], str | None]) -> None:
        self._text, self._version, self._older = text, version, older
        self._known: dict[str, tuple[str, Mapping] | None] = {}
        self._quoted = Quoted(text)

    def anchor(self, coding: Coding) -> Mapped:
        """Where a coding stands.

        What it stands on is followed from the version that it was made on. Where that is not known, or
        its quote is not what stands there, the quote is looked for by its words and those around it.

        Args:
            coding: as stored.
        """
        start, end = coding.span
        if not coding.quote:
            return LOST
        if coding.text in {"", self._version}:
            if self._text[start:end] == coding.quote:
                return Mapped("same", start, end)
            return self._by_quote(coding)
        known = self._mapping(coding.text)
        if known is None or known[0][start:end] != coding.quote:
            return self._by_quote(coding)
        place = known[1].place(start, end)
        return Mapped(place.status, place.start, place.end)

    def candidates(self, coding: Coding) -> tuple[Mapped, ...]:
        """The places that a coding may stand at, the likeliest first; at most five, for a person to choose.

        Args:
            coding: one that is lost, or not certain.
        """
        now = self.anchor(coding)
        quote = _quote(coding)
        found = [*self._quoted.exact(quote), *self._quoted.alike(quote)]
        spans = [(one.start, one.end) for one in found if one.likeness >= _LEAST]
        if now.status != "lost":
            spans.insert(0, (now.start, now.end))
        return tuple(Mapped("review", *span) for span in list(dict.fromkeys(spans))[:_SHOWN])

    def _mapping(self, version: str) -> tuple[str, Mapping] | None:
        if version not in self._known:
            old = self._older(version)
            self._known[version] = None if old is None else (old, Mapping(old, self._text))
        return self._known[version]

    def _by_quote(self, coding: Coding) -> Mapped:
        quote = _quote(coding)
        exact = self._quoted.exact(quote)
        if exact and exact[0].context >= _CONTEXT_OF_CHANGED:
            return self._at(exact[0], coding, sure=_is_clear(exact))
        # where the context is another one, the quote may have been changed in its old one
        alike = [one for one in self._quoted.alike(quote) if one.likeness >= _LEAST]
        if exact and (not alike or exact[0].score >= alike[0].score):
            return self._at(exact[0], coding, sure=_is_clear(exact) and _fits(exact[0], quote))
        if not alike:
            return LOST
        best = alike[0]
        sure = best.context >= _CONTEXT_OF_CHANGED and best.likeness >= _ALIKE and _is_clear(alike)
        return self._at(best, coding, sure=sure and not exact)

    def _at(self, place: Candidate, coding: Coding, *, sure: bool) -> Mapped:
        equal = self._text[place.start : place.end] == coding.quote
        status: Status = "review" if not sure else "same" if equal else "changed"
        return Mapped(status, place.start, place.end)


def _quote(coding: Coding) -> Quote:
    return Quote(coding.quote, coding.pre, coding.post, coding.start)


def _is_clear(places: list[Candidate]) -> bool:
    return len(places) == 1 or places[0].score - places[1].score >= _CLEAR


def _fits(place: Candidate, quote: Quote) -> bool:
    least = _CONTEXT_OF_LONG if len(quote.words) >= _LONG else _CONTEXT
    return place.context >= least
