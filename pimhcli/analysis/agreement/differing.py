"""Where coders differ: each turn in which one applied an entry and another did not, with their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pimhcli.analysis.agreement.stretches import cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pimhcli.analysis.agreement.marks import Material
    from pimhcli.analysis.agreement.stretches import Stretch, Unit
    from pimhcli.transcripts.segments import Span


class Difference(NamedTuple):
    """A turn and an entry on which coders do not agree.

    Args:
        stretch: the turn.
        entry: the key of the entry.
        words: what each of them coded with it there; empty for nothing.
        units: on how many units of the turn they do not agree.
        is_printable: whether the words may be printed.
    """

    stretch: Stretch
    entry: str
    words: tuple[str, ...]
    units: int
    is_printable: bool


def differences(material: Material, unit: Unit) -> list[Difference]:
    """The disagreements in the order of the transcripts, those of one turn in the order of the codebook.

    Args:
        material: what the coders made of the turns.
        unit: of the comparison; of free segments each character that differs counts.
    """
    found = _found(material, "character" if unit == "free" else unit)
    return [difference for _, difference in sorted(found, key=lambda placed: placed[0])]


def _found(material: Material, unit: Unit) -> Iterator[tuple[int, Difference]]:
    for entry, marks in material.marks.items():
        for at, extents in marks.extents.items():
            stretch = material.stretches[at]
            parts = cells(stretch, unit, extents)
            if units := sum(times for who, times in parts if len(set(who)) > 1):
                words = tuple(_words(stretch, own) for own in extents)
                yield at, Difference(stretch, entry, words, units, at not in material.hidden)


def _words(stretch: Stretch, spans: Iterable[Span]) -> str:
    base = stretch.start
    return " … ".join(stretch.words[start - base : end - base] for start, end in spans)
