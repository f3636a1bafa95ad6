"""What the commands work on: a place in the transcript, the excerpts there, and the codes used last."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from pimhcli.errors import BusyError, ProblemsError
from pimhcli.plain import naming, telling
from pimhcli.plain.reading import Reading
from pimhcli.study.resuming import used_lately

if TYPE_CHECKING:
    from pimhcli.coding.codebook import Code
    from pimhcli.coding.excerpts import Excerpt
    from pimhcli.study.sitting import Sitting


class Bench:
    """A coder's work on a transcript.

    Args:
        sitting: the coder at work.
    """

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.reading = Reading(sitting)
        self.last = sitting.place.last  # keys of the codes that were applied last
        self.known: dict[str, str] = {}  # keys by names of codes that were made clear by a number
        self.changed_elsewhere = False  # whether the excerpts here are others than those that were told

    @property
    def excerpts(self) -> tuple[Excerpt, ...]:
        """The coder's own excerpts that touch the turn, by position; e1 is the first of them."""
        return self.reading.touching(self.sitting.excerpts)

    @property
    def others(self) -> tuple[Excerpt, ...]:
        """The excerpts of other coders that touch the turn and are shown, by position."""
        return self.reading.touching(self.sitting.others)

    def excerpt(self, number: int, *, having: str = "") -> Excerpt:
        """The excerpt of the turn that is meant.

        Args:
            number: its number on the turn; 0 when none was named.
            having: the key of a code that it has to have, when none was named.

        Raises:
            ProblemsError: there is none, or several could be meant.
        """
        if self.changed_elsewhere:
            raise ProblemsError(
                "The excerpts of this turn were changed elsewhere just now.", hint="Type here to see them."
            )
        here = self.excerpts
        if number:
            return self._numbered(here, number)
        fitting = [e for e in here if not having or self._has(e, having)]
        if len(fitting) == 1:
            return fitting[0]
        raise self._unclear(here) if fitting else self._missing(having)

    def code(self, words: str) -> Code:
        """The one code that a name means."""
        return naming.one(self.sitting.book, words, self.known)

    def codes(self, words: str) -> tuple[str, ...]:
        """The keys of the codes that names with commas between them mean."""
        return naming.several(self.sitting.book, words, self.known)

    def keep(self) -> None:
        """Keeps the place for the next time; a disk that refuses loses the place and no data."""
        before, at = self.sitting.place, self.reading.at
        recent = used_lately(self.last, before.recent)
        offset = before.offset if before.turn == at else 0
        place = msgspec.structs.replace(before, turn=at, offset=offset, last=self.last, recent=recent)
        with suppress(BusyError):
            self.sitting.keep(msgspec.structs.replace(place, speakers=self.reading.speakers))

    def _has(self, excerpt: Excerpt, code: str) -> bool:
        return any(self.sitting.book.key_of(key) == code for key in excerpt.codes)

    def _numbered(self, here: tuple[Excerpt, ...], number: int) -> Excerpt:
        if 1 <= number <= len(here):
            return here[number - 1]
        raise ProblemsError(
            f"There is no e{number} on turn {self.reading.at}.",
            hint=f"Type here to see its excerpts. {self._of_others()}".strip(),
        )

    def _unclear(self, here: tuple[Excerpt, ...]) -> ProblemsError:
        listed = "; ".join(
            f"e{number} {telling.excerpt(self.sitting.book, e)}" for number, e in enumerate(here, start=1)
        )
        return ProblemsError(
            f"There are {len(here)} excerpts on turn {self.reading.at}: {listed}.",
            hint="Say which behind the command: e1.",
        )

    def _missing(self, having: str) -> ProblemsError:
        name = f" coded '{self.sitting.book.name_of(having)}'" if having else ""
        whose = " of yours" if self.others else ""
        missing = f"There is no excerpt{whose}{name} on turn {self.reading.at}."
        return ProblemsError(missing, hint=self._of_others())

    def _of_others(self) -> str:
        """Whose the other excerpts of the turn are, and what to do instead of changing them."""
        names = ", ".join(dict.fromkeys(excerpt.coder for excerpt in self.others))
        hint = 'Code the same words yourself: code "the words" NAME. To remark on it: pimh review'
        return f"Those of {names} stay as they are. {hint}" if names else ""
