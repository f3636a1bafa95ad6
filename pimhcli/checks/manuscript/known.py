"""What a study knows that a paper on it can get wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from fractions import Fraction

    from pimhcli.checks.claims import Counts
    from pimhcli.tables.model import Table
    from pimhcli.transcripts.verbatim import Talk


class Theme(NamedTuple):
    """A theme or sub-theme.

    Args:
        name: as the codebook has it.
        number: of the theme, or of the sub-theme within it, counted from 1.
        parent: the name of the theme that a sub-theme belongs to; empty for a theme.
    """

    name: str
    number: int
    parent: str = ""

    @property
    def level(self) -> str:
        """What it is."""
        return "sub-theme" if self.parent else "theme"


class Measured(NamedTuple):
    """What Table 2 tells of an item that was answered with numbers.

    Args:
        names: by which a sentence may call it, folded.
        mean: exact.
        low: the least answer.
        high: the greatest.
    """

    names: tuple[str, ...]
    mean: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None


class Counted(NamedTuple):
    """How many gave an answer, and of how many: by which names a sentence may call them, folded."""

    names: tuple[str, ...]
    people: int
    of: int


class Numbers(NamedTuple):
    """The numbers of a study.

    Args:
        participants: those who took part.
        groups: focus groups.
        invited: people asked; None where the study does not say.
        minutes: how long each focus group lasted, as far as it is said.
        counted: the counts of Table 2.
        measured: the means and ranges of Table 2.
        others: further numbers of people or things that a paper may give as n.
    """

    participants: int = 0
    groups: int = 0
    invited: int | None = None
    minutes: tuple[int, ...] = ()
    counted: tuple[Counted, ...] = ()
    measured: tuple[Measured, ...] = ()
    others: frozenset[int] = frozenset()


class Known(NamedTuple):
    """What a paper is held against.

    Args:
        talk: all that was said.
        people: the ids of the participants and the labels of all others who speak.
        forbids: whether the words of a person may not be printed.
        themes: themes and sub-themes, in order.
        numbers: of the study.
        tables: the demographics table and the table of themes with its counts, as far as there are any.
        written: texts of the researchers' own that may stand between quotation marks, folded.
        claims: what "all" and "most" are held against.
    """

    talk: Talk
    people: tuple[str, ...]
    forbids: Callable[[str], bool]
    themes: Sequence[Theme] = ()
    numbers: Numbers = Numbers()
    tables: Sequence[Table] = ()
    written: frozenset[str] = frozenset()
    claims: Counts | None = None
