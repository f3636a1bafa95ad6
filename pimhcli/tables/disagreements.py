"""The list of disagreements: what each coder coded where another did not, side by side, to be discussed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.tables.agreement_notes import left_out, together, where
from pimhcli.tables.model import Column, Note, Row, Table
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.analysis.agreement.differing import Difference
    from pimhcli.coding.codebook import Codebook
    from pimhcli.tables.agreement_notes import Scope

NOT_CODED = "not coded"
_WITHHELD = "(not printed for lack of consent)"


def build(book: Codebook, found: Sequence[Difference], scope: Scope, pairs: int) -> Table:
    """Lists the disagreements in the order of the transcripts.

    Args:
        book: the codebook.
        found: the disagreements.
        scope: who is compared on what.
        pairs: how many turns and entries were compared, each turn once for each entry.
    """
    columns = (
        Column("Place"),
        Column("Speaker"),
        Column("Code", wide=True),
        *(Column(coder, wide=True) for coder in scope.coders),
    )
    rows = tuple(Row(_cells(book, difference)) for difference in found)
    caption = f"Where {together(scope.coders)} differ"
    alike = pairs - len(found)
    notes = (
        Note(
            f"{count(len(found), 'disagreement')}; agreed in {alike:,} of {pairs:,} pairs of turn and code."
        ),
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
        _named(book, difference.entry),
        *words,
    )


def _named(book: Codebook, key: str) -> str:
    name = book.name_of(key)
    return name if len(book.find(name)) == 1 else book.path(key)


def _words(own: str, *, is_printable: bool) -> str:
    if not own:
        return NOT_CODED
    return own if is_printable else _WITHHELD
