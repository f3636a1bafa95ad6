"""Whether the coding bears out what is written of "all", "most" or "several" participants."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pimhcli.checks.prose import tied
from pimhcli.checks.quantities import found
from pimhcli.findings import Finding
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pimhcli.checks.prose import Prose
    from pimhcli.checks.quantities import Claim

_SAY = "Say how many it is, or 'some'; if more of them say it, code where they do."
_PERHAPS = "Right if it is about a part of the theme; else say how many it is."


class Counts(NamedTuple):
    """How many participants there are, and speak under what.

    Args:
        participants: of the whole study.
        coded: how many of them speak in the excerpts of a theme or sub-theme, by its key.
        names: of the themes and sub-themes, by key.
        wholes: other numbers that a text may take for all: of one focus group, of those invited.
    """

    participants: int
    coded: Mapping[str, int]
    names: Mapping[str, str]
    wholes: frozenset[int] = frozenset()


def claims(texts: Iterable[Prose], counts: Counts) -> list[Finding]:
    """The claims that the counts do not bear out.

    A claim is held against the theme or sub-theme that its text tells of, or that the sentence names;
    without either only its number of all participants can be wrong.

    Args:
        texts: the researchers' own.
        counts: what is known.
    """
    return [
        finding
        for prose in texts
        for sentence, key in tied(prose, counts.names)
        for claim in found(sentence)
        for finding in _wrong(prose.where, claim, key, counts)
    ]


def _wrong(where: str, claim: Claim, key: str, counts: Counts) -> Iterator[Finding]:
    if not counts.participants:
        return
    if claim.part is not None and claim.whole is not None and claim.part > claim.whole:
        yield Finding(where, f"'{claim.words}': there cannot be more than all.", "Mend the numbers.")
    elif claim.whole is not None and claim.whole not in {counts.participants, *counts.wholes}:
        there = count(counts.participants, "participant")
        hint = "Mend the number, or say of which participants it tells."
        yield Finding(where, f"'{claim.words}', but the study has {there}.", hint, "warning")
    elif key in counts.coded:
        yield from _against(where, claim, key, counts)


def _against(where: str, claim: Claim, key: str, counts: Counts) -> Iterator[Finding]:
    coded, everybody = counts.coded[key], counts.participants
    told = f"'{claim.words}', but {coded} of {count(everybody, 'participant')} "
    told += f"{'is' if coded == 1 else 'are'} coded with '{counts.names.get(key, key)}'."
    if claim.part is not None and claim.part > coded:
        yield Finding(where, told, _SAY, "warning")
    if claim.quantity and not claim.quantity.fits(coded, everybody):
        is_least = claim.quantity.least
        yield Finding(where, told, _SAY if is_least else _PERHAPS, "warning" if is_least else "note")
