"""Codes excerpts of the study: from the command line or from a file of orders."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding import acts, editing, growing, placing
from pimhcli.coding.codebook import Code, Codebook
from pimhcli.errors import PimhError, ProblemsError
from pimhcli.findings import Finding
from pimhcli.folding import did_you_mean
from pimhcli.study import acting, extents, history
from pimhcli.study.saving import Step
from pimhcli.transcripts.quotes import Finder
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.coding.placing import Order
    from pimhcli.study.extents import Extent
    from pimhcli.study.study import Study

_SLASH = re.compile(r"\s*/\s*")


class Placed(msgspec.Struct, frozen=True):
    """An order that could be carried out.

    Args:
        where: the line or option it came from.
        transcript: the transcript's id.
        start: offset of the quote in its text.
        end: offset behind it.
        quote: the words as they stand there.
        codes: keys of codebook entries.
        exact: false when white space, quotation marks or dashes differed.
    """

    where: str
    transcript: str
    start: int
    end: int
    quote: str
    codes: tuple[str, ...]
    exact: bool


class Plan(msgspec.Struct, frozen=True):
    """What coding would do.

    Args:
        orders: how many were asked for.
        placed: those that have their place.
        excerpts: how many excerpts are made or changed; fewer than orders when several are about one span.
        new_codings: how many codings are new; fewer when a span had its code already.
        new_codes: entries that the codebook gets.
        problems: one for each order that has no place, or no code.
        step: the act; None when nothing changes.
        warnings: what the study's files had to be told of when they were read.
    """

    orders: int
    placed: tuple[Placed, ...]
    excerpts: int
    new_codings: int
    new_codes: tuple[Code, ...]
    problems: tuple[Finding, ...]
    step: Step | None
    warnings: tuple[Finding, ...] = ()


def plan(
    study: Study,
    orders: Iterable[Order],
    coder: str,
    *,
    create: bool,
    under: str = "",
    extent: Extent | None = None,
) -> Plan:
    """Finds the place of every quote and works out the codings.

    Args:
        study: the open study.
        orders: what is wanted.
        coder: whose codings they become.
        create: whether codes that are missing are made.
        under: key, name or path of the entry that they hang on then, made as well if it is missing.
        extent: the span, when the orders give no quote.

    Raises:
        UsageError: the extent is not in the transcript.
    """
    planner = _Planner(study, coder, create=create)
    planner.under, planner.extent = under, extent
    return planner.plan(list(orders))


class _Planner:
    def __init__(self, study: Study, coder: str, *, create: bool) -> None:
        self.study = study
        self.coder = coder
        self.create = create
        self.under = ""
        self.extent: Extent | None = None
        self.book = study.codebook
        self.made: list[Code] = []
        self._finders: dict[str, Finder] = {}
        self._keys: dict[str, str] = {}

    def plan(self, orders: list[Order]) -> Plan:
        placed: list[Placed] = []
        wanted: dict[str, list[acts.Wanted]] = {}
        problems: list[Finding] = []
        for order in orders:
            found = self._place(order)
            if isinstance(found, Finding):
                problems.append(found)
                continue
            placed.append(found)
            want = acts.Wanted(found.start, found.end, found.codes, order.memo, order.star)
            wanted.setdefault(found.transcript, []).append(want)
        changes = tuple(c for name, wants in wanted.items() if (c := self._change(name, wants)).after)
        return Plan(
            orders=len(orders),
            placed=tuple(placed),
            excerpts=_excerpts(changes),
            new_codings=_new(changes),
            new_codes=tuple(self.made),
            problems=tuple(problems),
            step=self._step(placed, changes),
            warnings=tuple(self.study.findings),
        )

    def _place(self, order: Order) -> Placed | Finding:
        name = self.study.id_of(order.transcript)
        if not name:
            hint = did_you_mean(order.transcript, self.study.transcript_ids) or (
                f"Transcripts here: {', '.join(self.study.transcript_ids) or 'none yet'}."
            )
            named = (
                f"there is no transcript '{order.transcript}'."
                if order.transcript
                else "in which transcript?"
            )
            return Finding(order.where, named, hint)
        finder = self._finder(name)
        extent = self.extent
        span = extents.place(extent, finder.transcript) if extent else placing.place(order, finder)
        if isinstance(span, Finding):
            return span
        codes = self._codes(order)
        if isinstance(codes, Finding):
            return codes
        quote = finder.transcript.text[span.start : span.end]
        return Placed(order.where, name, span.start, span.end, quote, codes, span.exact)

    def _finder(self, name: str) -> Finder:
        if name not in self._finders:
            self._finders[name] = Finder(self.study.transcript(name))
        return self._finders[name]

    def _codes(self, order: Order) -> tuple[str, ...] | Finding:
        if not order.codes:
            return Finding(order.where, "no code is given.", "Name at least one code.")
        book, made = self.book, len(self.made)
        unknown = [words for words in order.codes if not self._key(words)]
        if unknown:
            if self.book is not book:
                # an order that is not carried out makes no codes either
                self.book = book
                del self.made[made:]
                self._keys.clear()
            hint = "" if self.create else " Add it, or let --create make it."
            where = "--code" if order.where == "--quote" else order.where
            return Finding(where, self.book.explain(unknown[0]) + hint)
        keys = tuple(self._key(words) for words in order.codes)
        try:
            editing.refuse_retired(self.book, keys)
        except ProblemsError as error:
            return Finding(order.where, error.message, error.hint)
        return keys

    def _key(self, words: str) -> str:
        """The key of the one entry that words name, made if need be and allowed; else nothing."""
        if words not in self._keys:
            found = self.book.find(words)
            if not found and self.create:
                found = self._grown(words)
            self._keys[words] = found[0].id if len(found) == 1 else ""
        return self._keys[words]

    def _grown(self, words: str) -> tuple[Code, ...]:
        """The entry that words name, made with the missing ones above it."""
        try:
            made = growing.path_made(self.book, " > ".join(filter(None, (self._above(), words))))
        except PimhError:  # a path that cannot be made is reported as unknown
            return ()
        self.made += made
        self.book = Codebook((*self.book.codes, *made))
        return made[-1:]

    def _above(self) -> str:
        """The path that new codes hang on."""
        found = self.book.find(self.under)
        return self.book.path(found[0].id) if len(found) == 1 else _SLASH.sub(" > ", self.under)

    def _change(self, name: str, wanted: list[acts.Wanted]) -> acts.Change:
        return acts.add(acting.desk(self.study, self.coder, name), wanted)

    def _step(self, placed: list[Placed], changes: tuple[acts.Change, ...]) -> Step | None:
        if not changes:
            return None
        sentence, made = self._sentence(placed, changes), editing.made(self.made)
        return Step(history.record(self.coder, "excerpt add", sentence, edits=made, changes=changes))

    def _sentence(self, placed: list[Placed], changes: tuple[acts.Change, ...]) -> str:
        if len(placed) != 1:
            return f"Coded {count(_excerpts(changes), 'excerpt')}: {count(_new(changes), 'new coding')}."
        (one,) = placed
        place = placing.passage(self.study.transcript(one.transcript), one.start, one.end)
        return f"Coded {acting.quoted(self.book, one.codes)}: {place}"


def _excerpts(changes: tuple[acts.Change, ...]) -> int:
    """How many excerpts changes make or touch: a span with several codes is one."""
    return len({(change.transcript, one.start, one.end) for change in changes for one in change.after})


def _new(changes: tuple[acts.Change, ...]) -> int:
    return sum(len(change.after) - len(change.before) for change in changes)
