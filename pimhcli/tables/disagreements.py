"""The list of disagreements: what each coder coded where another did not, side by side, to be discussed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.tables.agreement_notes import called, left_out, where
from pimhcli.tables.model import Column, Note, Row, Table
from pimhcli.wording import count, together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.analysis.agreement.differing import Difference
    from pimhcli.coding.codebook import Codebook
    from pimhcli.tables.agreement_notes import Scope

NOT_CODED = "not coded"
_WITHHELD = "(not printed for lack of consent)"


def build(book: Codebook, found: Sequence[Difference], scope: Scope) -> Table:
    """Lists the disagreements in the order of the transcripts.

    Args:
        book: the codebook.
        found: the disagreements.
        scope: who is compared on what.
    """
    entry = scope.entries.removesuffix("s")
    columns = (
        Column("Place"),
        Column("Speaker"),
        Column(entry.capitalize(), wide=True),
        *(Column(coder, wide=True) for coder in scope.coders),
    )
    rows = tuple(Row(_cells(book, difference)) for difference in found)
    caption = f"Where {together(scope.coders)} differ"
    pairs = len(scope.material.stretches) * len(scope.material.marks)
    agreed = f"{pairs - len(found):,} of {pairs:,} pairs of turn and {entry}"
    notes = (
        Note(f"{count(len(found), 'disagreement')}; agreed in {agreed}."),
        Note(f"{where(scope)}."),
        *left_out(scope),
    )
    return Table("disagreements", caption, columns, rows, notes)


def _cells(book: Codebook, difference: Difference) -> tuple[str, ...]:
    stretch = difference.stretch
    words = (_words(own, is_printable=difference.is_printable) for own in difference.words)
    return (
        f"{stretch.transcript}, turn {stretch.number}",
        stretch.speaker,
        called(book, difference.entry),
        *words,
    )


def _words(own: str, *, is_printable: bool) -> str:
    if not own:
        return NOT_CODED
    return own if is_printable else _WITHHELD
