"""The points of a review are answered one after the other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pimhcli.cli import review_views
from pimhcli.cli.review_desk import ReviewDesk
from pimhcli.cli.review_lines import Reply
from pimhcli.errors import PimhError, UsageError
from pimhcli.study import review_answers
from pimhcli.wording import count

if TYPE_CHECKING:
    from pimhcli.coding.reviews import Verdict
    from pimhcli.study.study import Study

HELP = """\
a  accept: what is suggested is done at once; a query needs words: a WORDS
d  decline: d WORDS     o  leave open: o WORDS
s  skip     u  undo     x  stop     ?  this help"""
_VERDICTS: dict[str, Verdict] = {"a": "accept", "d": "decline", "o": "discuss"}
_NAMES = {"accept": "a", "decline": "d", "open": "o", "skip": "s", "undo": "u", "stop": "x", "quit": "x"}


class Answering:
    """Somebody who answers the points of a review.

    Args:
        study: as it was opened.
        coder: who answers.
    """

    prompt = "a, d, o, s, u, x or ? "

    def __init__(self, study: Study, coder: str) -> None:
        self._desk = ReviewDesk(study, coder)
        others = any(member.id != coder for member in study.settings.team)
        waiting = [point for point in self._desk.matter.points if point.is_open]
        self._keys = [p.remark.id for p in waiting if p.remark.by != coder or not others]
        self._own = len(waiting) - len(self._keys)
        self._at = 0

    @property
    def is_empty(self) -> bool:
        """Whether no point waits for an answer."""
        return not self._keys

    def opening(self) -> str:
        """How many points wait, what can be typed, and the first of them."""
        return f"{count(len(self._keys), 'point')} to answer.\n{HELP}\n{self._here()}"

    def answer(self, line: str) -> Reply:
        """Does what a line says; whatever is wrong with it is told, and nothing is changed then.

        Args:
            line: as typed.
        """
        name, _, words = line.strip().partition(" ")
        name = _NAMES.get(name.casefold(), name.casefold())
        try:
            return self._done(name, words)
        except PimhError as error:
            return Reply(f"{error.message} {error.hint}", ok=False)

    def closing(self) -> str:
        """What is left."""
        waits = "waits" if self._own == 1 else "wait"
        own = f" {count(self._own, 'open point')} of your own {waits} for others." if self._own else ""
        if self.is_empty:
            return f"No point waits for your answer.{own}"
        left = len(self._keys) - self._at
        rest = f"{left:,} left." if left else "that was all."
        go_on = " Go on with: pimh review answer" if left else ""
        return f"{count(self._desk.done, 'answer')} saved; {rest}{own}{go_on}"

    def _done(self, name: str, words: str) -> Reply:
        if name in _VERDICTS:
            act = partial(
                review_answers.answer, key=self._keys[self._at], verdict=_VERDICTS[name], words=words
            )
            return self._go_on(self._desk.do(act, self._at))
        if name == "s":
            return self._go_on("Skipped.")
        if name == "u":
            sentence, self._at = self._desk.undo()
            return Reply(f"{sentence}\n{self._here()}")
        if name in {"", "?", "help"}:
            return Reply(HELP if name else self._here())
        if name != "x":
            raise UsageError(f"'{name}' is not understood.", hint="Type one of a, d, o, s, u, x; ? helps.")
        return Reply(done=True)

    def _go_on(self, told: str) -> Reply:
        self._at += 1
        if self._at == len(self._keys):
            return Reply(told, done=True)
        return Reply(f"{told}\n{self._here()}")

    def _here(self) -> str:
        matter, at = self._desk.matter, self._at
        head = f"\n{at + 1} of {len(self._keys)}"
        found = [point for point in matter.points if point.remark.id == self._keys[at]]
        if not found:
            return f"{head}\nIt was taken back meanwhile."
        return "\n".join([head, *review_views.point(matter, found[0], whole=True)])
