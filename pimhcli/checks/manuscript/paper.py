"""A paper held against the study: everything that is wrong with it, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.checks.claims import claims
from pimhcli.checks.manuscript import names, numbers, quotes, tables
from pimhcli.checks.manuscript.quotations import Quotation, body, quotations
from pimhcli.checks.manuscript.speakers import Names
from pimhcli.checks.prose import Prose
from pimhcli.checks.repeated import Printed, repeated
from pimhcli.documents.model import Grid, Paragraph

if TYPE_CHECKING:
    from pimhcli.checks.manuscript.known import Known
    from pimhcli.documents.model import Document
    from pimhcli.findings import Finding


def wrong(document: Document, known: Known) -> list[Finding]:
    """What is wrong with a paper, by its places.

    Args:
        document: the paper.
        known: what the study knows.
    """
    blocks = body(document)
    said = quotations(blocks, Names(known.people))
    found = [*quotes.wrong(said, known), *_repeated(said, known)]
    found += names.wrong(blocks, known.themes)
    for block in blocks:
        if isinstance(block, Grid):
            found += tables.wrong(block, known.tables, known.themes)
        elif not block.quoted:
            found += numbers.wrong(block, known.numbers)
    if known.claims:
        prose = [
            Prose(one.where, one.text) for one in blocks if isinstance(one, Paragraph) and not one.quoted
        ]
        found += claims(prose, known.claims)
    return _in_order(document, found)


def _repeated(said: list[Quotation], known: Known) -> list[Finding]:
    return repeated(
        [
            Printed(one.where, one.words, one.speakers[0].name if len(one.speakers) == 1 else "")
            for one in said
            if one.sure and not any(known.forbids(speaker.name) for speaker in one.speakers)
        ]
    )


def _in_order(document: Document, found: list[Finding]) -> list[Finding]:
    places = [place for block in document.blocks for place in _places(block)]
    order = {place: at for at, place in enumerate(places)}
    return sorted(dict.fromkeys(found), key=lambda finding: order.get(finding.where, -1))


def _places(block: Paragraph | Grid) -> tuple[str, ...]:
    return (block.where, *block.places) if isinstance(block, Grid) else (block.where,)
