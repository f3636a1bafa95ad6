"""Somebody at a review: acts that are saved one by one, and taken back one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.errors import BusyError, ProblemsError
from pimhcli.study import saving, undoing
from pimhcli.study.review_matter import Matter
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.study.acting import Plan

    Act = Callable[[Study, str], Plan]


class ReviewDesk:
    """A person at work on a review.

    Args:
        study: as it was opened.
        coder: who is at work.

    Attributes:
        matter: what is reviewed, as it is on disk since the last act.
        done: how many acts were saved and not taken back.
    """

    def __init__(self, study: Study, coder: str) -> None:
        self.coder = coder
        self.matter = Matter(study)
        self._places: list[tuple[str, int]] = []  # the ids of the acts, and where they were done

    @property
    def done(self) -> int:
        """How many acts were saved and not taken back."""
        return len(self._places)

    def do(self, act: Act, at: int) -> str:
        """Does an act on the study as it is now, and gives its sentence.

        Args:
            act: works it out.
            at: the place where the person is, to which an undo comes back.
        """
        plan = self._performed(lambda fresh: act(fresh, self.coder))
        if plan.step:
            self._places.append((plan.step.record.id, at))
        return plan.sentence

    def undo(self) -> tuple[str, int]:
        """Takes the last of these acts back: its sentence, and the place where it was done.

        Raises:
            ProblemsError: there is none.
            BusyError: it is the last one no longer.
        """
        if not self._places:
            raise ProblemsError(
                "There is nothing to undo here.", hint="What was done before: pimh log; pimh undo."
            )
        key, at = self._places[-1]

        def work_out(fresh: Study) -> Plan:
            back = undoing.undo(fresh, self.coder)
            if back.act.id != key:
                raise BusyError("Another act came in between; nothing was changed.", hint="See: pimh log")
            return back

        plan = self._performed(work_out)
        self._places.pop()
        return plan.sentence, at

    def _performed(self, work_out: Callable[[Study], Plan]) -> Plan:
        before = self.matter.study
        plan = saving.perform(before.root, work_out, before)
        self.matter = Matter(Study(before.root, before))
        return plan
