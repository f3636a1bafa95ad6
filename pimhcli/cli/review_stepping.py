"""A reviewer goes from entry to entry and says of each, and of its quotes, what there is to say."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from pimhcli.cli import review_views
from pimhcli.cli.review_desk import ReviewDesk
from pimhcli.cli.review_lines import Reply
from pimhcli.errors import PimhError, ProblemsError, UsageError
from pimhcli.plain import naming
from pimhcli.plain.naming import UnknownCodeError
from pimhcli.study import review_acts, review_walk
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.cli.review_desk import Act
    from pimhcli.study.review_matter import Thing
    from pimhcli.study.review_walk import Quote, Stop
    from pimhcli.study.study import Study

PAGE = 3  # quotes shown at once: they fit a screen of 24 lines
HELP = """\
a  agree with it and the quotes shown, except where you raised a point
q  query: q WORDS, or q 2 WORDS on quote 2     c  another code: c 2 NAME
n  another name: n NAME     m  more quotes     t  turns around a quote: t 2
s  skip     b  back     u  undo     x  stop     ?  this help"""
_LINE = re.compile(r"\s*([a-zA-Z]+|\?)\s*(.*?)\s*", re.DOTALL)
_NUMBERED = re.compile(r"([0-9]{1,4})(?:[\s.:]+(.*))?", re.DOTALL)
_WORDS = {
    "agree": "a", "query": "q", "code": "c", "name": "n", "more": "m", "turns": "t", "skip": "s", "back": "b",
    "undo": "u", "stop": "x", "quit": "x", "exit": "x", "help": "?",
}  # fmt: skip
_ASKED = {
    "q": "Write the query; begin with the number of a quote if it is about one.",
    "c": "Write the number of the quote and the code that would be better.",
    "n": "Write the name that would be better.",
}


class Reviewing:
    """A reviewer at work.

    Args:
        study: as it was opened.
        reviewer: who reviews.
        only: the key of an entry: it and those below it alone; empty for all.
        again: also what was agreed with and is as it was.
    """

    prompt = "a, q, c, n, m, t, s, b, u, x or ? "

    def __init__(self, study: Study, reviewer: str, only: str = "", *, again: bool = False) -> None:
        self._desk = ReviewDesk(study, reviewer)
        self._only, self._again = only, again
        self._keys = self._due(again=again)
        self._at = 0
        self._shown = PAGE
        self._asked = ""  # the command whose words are typed on the next line
        self._offer: tuple[UnknownCodeError, Quote] | None = None  # codes, of which a number picks one
        if self._keys:
            self._arrive()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing left to look at."""
        return not self._keys

    def opening(self) -> str:
        """How much there is to look at, what can be typed, and the first entry."""
        matter, who = self._desk.matter, self._desk.coder
        own = sum(matter.is_own(who, passage) for passage in matter.passages)
        lines = [f"{who} reviews: {count(len(self._keys), 'entry', 'entries')} to look at."]
        if own:
            lines.append(
                f"{own:,} of {count(len(matter.passages), 'quote')} {'is' if own == 1 else 'are'} your own "
                "coding; to review that is no second reading."
            )
        return "\n".join([*lines, HELP, self._here()])

    def answer(self, line: str) -> Reply:
        """Does what a line says; whatever is wrong with it is told, and nothing is changed then.

        Args:
            line: as typed.
        """
        asked, self._asked = self._asked, ""
        offer, self._offer = self._offer, None
        try:
            if offer and line.strip().isdecimal():
                return self._picked(*offer, int(line.strip()[:4]))
            if asked:
                return self._done(asked, line.strip()) if line.strip() else Reply("Nothing was said.")
            name, words = _parted(line)
            return self._done(name, words)
        except PimhError as error:
            return Reply(f"{error.message} {error.hint}", ok=False)

    def closing(self) -> str:
        """How far the reviewer came."""
        command = f"pimh review --only {self._only}" if self._only else "pimh review"
        unread, whole = review_walk.unread(self._desk.matter, self._desk.coder, self._only)
        quotes = f" You have not looked at {unread:,} of {count(whole, 'quote')}." if unread else ""
        if self.is_empty:
            return f"There is no entry that you have not looked at.{quotes} Once more: {command} --again"
        said = f"{count(self._desk.done, 'act')} saved" if self._desk.done else "Nothing was said"
        left = len(self._keys) - self._at if self._again else len(self._due())
        if left:
            go_on = f"Once more: {command} --again" if self._again else f"Go on with: {command}"
            return f"{said}; {count(left, 'entry', 'entries')} left. {go_on}"
        once_more = f" More of them: {command} --again" if unread else ""
        return f"{said}; no entry is left.{quotes}{once_more}"

    def _done(self, name: str, words: str) -> Reply:
        if name in _ASKED and not words:
            self._asked = name
            return Reply(_ASKED[name])
        commands: dict[str, Callable[[str], Reply]] = {
            "a": self._agree, "q": self._query, "c": self._code, "n": self._name, "m": self._more,
            "t": self._turns, "s": self._skip, "b": self._back, "u": self._undo,
        }  # fmt: skip
        if name in commands:
            return commands[name](words)
        return Reply(done=True) if name == "x" else Reply(HELP if name == "?" else self._here())

    def _agree(self, _: str) -> Reply:
        things: list[Thing] = [self._stop.code, *(quote.passage for quote in self._page)]
        return self._go_on(self._do(partial(review_acts.agree, things=things)))

    def _query(self, words: str) -> Reply:
        quote, query = self._meant(words)
        thing = quote.passage if quote else self._stop.code
        return Reply(self._do(partial(review_acts.query, thing=thing, words=query)))

    def _code(self, words: str) -> Reply:
        quote, name = self._meant(words)
        quote = quote or self._only_quote("c 2 NAME")
        try:
            code = naming.one(self._desk.matter.book, name, {}).id
        except UnknownCodeError as error:
            if not error.choices:
                raise ProblemsError(error.message, hint="See the codes with: pimh codebook show") from error
            self._offer = error, quote
            raise
        return self._suggested(quote, code)

    def _picked(self, error: UnknownCodeError, quote: Quote, number: int) -> Reply:
        if not 1 <= number <= len(error.choices):
            self._offer = error, quote
            raise UsageError(f"Type a number from 1 to {len(error.choices)}.", hint="")
        return self._suggested(quote, error.choices[number - 1].id)

    def _suggested(self, quote: Quote, code: str) -> Reply:
        codes = self._stop.code.id, code
        return Reply(self._do(partial(review_acts.suggest_code, passage=quote.passage, codes=codes)))

    def _name(self, words: str) -> Reply:
        return Reply(self._do(partial(review_acts.suggest_name, code=self._stop.code, name=words)))

    def _more(self, _: str) -> Reply:
        if self._shown >= len(self._stop.quotes):
            return Reply("There are no more quotes here.")
        first, self._shown = self._shown, self._shown + PAGE
        return Reply(self._quotes(first))

    def _turns(self, words: str) -> Reply:
        quote = self._meant(words)[0] or self._only_quote("t 2")
        return Reply(review_views.talk_around(self._desk.matter, quote.passage))

    def _skip(self, _: str) -> Reply:
        return self._go_on("Skipped.")

    def _back(self, _: str) -> Reply:
        before = self._nearest(self._at - 1, -1)
        if before < 0:
            return Reply("This is the first.")
        self._at = before
        self._arrive(again=True)
        return Reply(self._here())

    def _undo(self, _: str) -> Reply:
        sentence, at = self._desk.undo()
        return self._went(at, sentence)

    def _do(self, act: Act) -> str:
        return self._desk.do(act, self._at)

    def _go_on(self, told: str) -> Reply:
        return self._went(self._at + 1, told)

    def _went(self, at: int, told: str) -> Reply:
        self._at = self._nearest(at, 1)
        if self._at == len(self._keys):
            return Reply(told, done=True)
        self._arrive()
        return Reply(f"{told}\n{self._here()}")

    def _nearest(self, at: int, step: int) -> int:
        """The place, or the nearest one behind or before it, of an entry that is in the codebook still."""
        known = self._desk.matter.book.by_key
        while 0 <= at < len(self._keys) and self._keys[at] not in known:
            at += step
        return at

    def _due(self, *, again: bool = False) -> list[str]:
        """The keys of the entries that are still to be looked at."""
        return review_walk.keys(self._desk.matter, self._desk.coder, self._only, again=again)

    def _arrive(self, *, again: bool = False) -> None:
        """Looks at the entry that it is the turn of; its quotes keep their numbers until it is left."""
        matter, who = self._desk.matter, self._desk.coder
        again = again or self._again
        self._stop: Stop = review_walk.stop(matter, who, self._keys[self._at], again=again)
        self._shown = PAGE

    @property
    def _page(self) -> tuple[Quote, ...]:
        """The quotes that were shown."""
        return self._stop.quotes[: self._shown]

    def _here(self) -> str:
        lines = [f"\n{self._at + 1} of {len(self._keys)}", *review_views.entry(self._desk.matter, self._stop)]
        if self._stop.looked_at:
            lines.append(f"  {count(self._stop.looked_at, 'quote')} of it you have looked at before.")
        return "\n".join([*lines, *([self._quotes(0)] if self._stop.quotes else [])])

    def _quotes(self, first: int) -> str:
        shown, whole = self._page[first:], len(self._stop.quotes)
        return "\n".join(review_views.quotes(self._desk.matter, self._stop.code.id, shown, first + 1, whole))

    def _meant(self, words: str) -> tuple[Quote | None, str]:
        """The quote whose number words begin with, if they do, and the rest of them."""
        found = _NUMBERED.fullmatch(words)
        if not found:
            return None, words
        if not 1 <= int(found[1]) <= len(self._page):
            raise UsageError(f"No quote {found[1]} was shown here.", hint=f"Shown: {len(self._page)}.")
        return self._page[int(found[1]) - 1], found[2] or ""

    def _only_quote(self, example: str) -> Quote:
        if len(self._page) != 1:
            raise UsageError("Which quote?", hint=f"Say its number: {example}")
        return self._page[0]


def _parted(line: str) -> tuple[str, str]:
    """The command of a line and what follows; nothing for an empty line."""
    if not line.strip():
        return "", ""
    found = _LINE.fullmatch(line)
    name = found[1].casefold() if found else line.strip()
    known = {*_WORDS.values()}
    if found and (name in known or name in _WORDS):
        return _WORDS.get(name, name), found[2]
    raise UsageError(
        f"'{line.strip()}' is not understood.", hint="Type one of a, q, c, n, m, t, s, b, u, x; ? helps."
    )
