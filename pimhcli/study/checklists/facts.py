"""What a checklist can be filled in from: the study, read once."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pimhcli.analysis.growth import sentences
from pimhcli.study import codebook_growth, memos, reviews
from pimhcli.study.material import gathered
from pimhcli.study.people import talks
from pimhcli.study.quoting import printed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.analysis.passages import Passage
    from pimhcli.analysis.people import Talk
    from pimhcli.study.study import Study


class Facts:
    """A study as checklists ask about it.

    Args:
        study: the open study.
    """

    def __init__(self, study: Study) -> None:
        self.study = study

    @cached_property
    def material(self) -> list[Passage]:
        """All passages."""
        return gathered(self.study)

    @cached_property
    def shown(self) -> list[Passage]:
        """Those that may be printed."""
        return printed(self.study, self.material)

    @cached_property
    def talks(self) -> list[Talk]:
        """What each label says in each transcript."""
        return talks(self.study)

    @cached_property
    def speaking(self) -> dict[str, set[str]]:
        """The focus groups in which each participant speaks, by the participant's id."""
        found: dict[str, set[str]] = {}
        for talk in self.talks:
            if talk.speaker.participant:
                found.setdefault(talk.speaker.participant, set()).add(talk.group)
        return found

    @cached_property
    def coders(self) -> list[str]:
        """Who coded."""
        return sorted({passage.excerpt.coder for passage in self.material})

    @cached_property
    def reviewed(self) -> Sequence[str]:
        """What was reviewed and by whom, in sentences."""
        return reviews.standing(self.study, self.material).sentences

    @cached_property
    def grown(self) -> Sequence[str]:
        """How codebook and coding grew, in sentences."""
        return sentences(codebook_growth.trail(self.study))

    @cached_property
    def noted(self) -> tuple[int, int]:
        """How many memos there are, and how many notes on excerpts."""
        found = memos.listed(self.study, memos.Choice())
        notes = sum(one.is_note for one in found)
        return len(found) - notes, notes
