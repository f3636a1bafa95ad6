"""Whether every theme and sub-theme has excerpts, a definition and a quote that may be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pimhcli.findings import Finding
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FILE = "codebook.yaml"
_SHOWN = 4  # names that a finding lists


class Entry(NamedTuple):
    """An entry of the codebook, and what stands under it.

    Args:
        name: its name.
        level: theme, sub-theme or code.
        line: where it stands in the file; 0 where that is not known.
        is_defined: whether it has a definition.
        excerpts: its own and those under it.
        quotes: those of them that may be printed.
        is_retired: whether it takes no new excerpts.
    """

    name: str
    level: str
    line: int = 0
    is_defined: bool = False
    excerpts: int = 0
    quotes: int = 0
    is_retired: bool = False

    @property
    def where(self) -> str:
        """Its place in the file."""
        return f"{FILE}:{self.line}" if self.line else FILE


def themes(entries: Iterable[Entry]) -> list[Finding]:
    """The themes and sub-themes that lack something; of a study in which nothing is coded, one note.

    Args:
        entries: of the codebook, in order.
    """
    those = [one for one in entries if one.level != "code" and not one.is_retired]
    if not any(one.excerpts for one in those):
        nothing = Finding(FILE, "nothing is coded yet.", "Code a transcript: pimh code", "note")
        return [nothing] if those else []
    return [*_empty(those), *_unquoted(those), *_undefined(those)]


def unused(entries: Iterable[Entry]) -> list[Finding]:
    """The codes that nothing is coded with; none while nothing is coded at all.

    Args:
        entries: of the codebook, in order.
    """
    everything = list(entries)
    if not any(one.excerpts for one in everything):
        return []
    return [
        Finding(
            one.where,
            f"nothing is coded with the code '{one.name}'.",
            f'Code with it, or let it go: pimh codebook retire "{one.name}"',
            "note",
        )
        for one in everything
        if one.level == "code" and not one.excerpts and not one.is_retired
    ]


def _empty(those: Sequence[Entry]) -> Iterator[Finding]:
    for one in those:
        if not one.excerpts:
            hint = "Code with it, merge it into another (pimh codebook merge), or take it out of the paper."
            yield Finding(one.where, f"the {one.level} '{one.name}' has no excerpt.", hint, "warning")


def _unquoted(those: Sequence[Entry]) -> Iterator[Finding]:
    for one in those:
        if one.excerpts and not one.quotes:
            of = count(one.excerpts, "excerpt")
            hint = "Ask for consent to quote, or tell it in your own words without a quote."
            told = f"none of {of} of the {one.level} '{one.name}' may be printed as a quote."
            yield Finding(one.where, told, hint, "warning")


def _undefined(those: Sequence[Entry]) -> Iterator[Finding]:
    bare = [one for one in those if not one.is_defined]
    if bare:
        named = ", ".join(f"'{one.name}'" for one in bare[:_SHOWN])
        more = f" and {len(bare) - _SHOWN} more" if len(bare) > _SHOWN else ""
        told = f"{len(bare)} of {count(len(those), 'theme or sub-theme', 'themes and sub-themes')}"
        verb = "has" if len(bare) == 1 else "have"
        hint = 'Say what each means, and what not: pimh codebook describe NAME --definition "…"'
        yield Finding(bare[0].where, f"{told} {verb} no definition: {named}{more}.", hint, "note")
