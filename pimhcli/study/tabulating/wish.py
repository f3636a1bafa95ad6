"""What the user asks of a table besides its name."""

from __future__ import annotations

import msgspec

from pimhcli.study import demographic
from pimhcli.tables.matrix import Cells


class Wish(msgspec.Struct, frozen=True):
    """What is asked of a table; what is left out is as usual.

    Args:
        by: what its columns are by: an item of the questionnaire, focus_group or participant.
        below: hides what would show fewer people; None for as the table is laid out.
        counts: whether themes are shown with excerpts, participants and groups.
        group: the only focus group to show.
        of: the only coder whose excerpts count.
        cells: what stands in the cells of a matrix.
        anyway: whether numbers are wanted that the approach of the study does not ask for.
        context: how many turns before and after each quote are wanted.
    """

    by: str = ""
    below: int | None = None
    counts: bool = False
    group: str = ""
    of: str = ""
    cells: Cells = "excerpts"
    anyway: bool = False
    context: int = 0

    @property
    def demographic(self) -> demographic.Wish:
        """What of it is about the table of demographics."""
        return demographic.Wish(self.by, self.below)

    @property
    def given(self) -> tuple[str, ...]:
        """The names of what is asked."""
        usual = Wish()
        return tuple(f for f in self.__struct_fields__ if getattr(self, f) != getattr(usual, f))


# as they are asked for on the command line
OPTIONS = {
    "by": "--by",
    "below": "--suppress-below",
    "counts": "--counts",
    "group": "--group",
    "of": "--of",
    "cells": "--cells",
    "anyway": "--anyway",
    "context": "--context",
}
