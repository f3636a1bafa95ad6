"""The highlights of Taguette, a sheet with a row a tag on a passage, as orders to code it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.coding.order_sheet import Orders
from pimhcli.coding.placing import Order
from pimhcli.errors import ProblemsError
from pimhcli.exchange.incoming.texts import stem
from pimhcli.findings import Finding, errors
from pimhcli.sheets import reading
from pimhcli.sheets.cells import heading_key
from pimhcli.storage import files
from pimhcli.study import names

if TYPE_CHECKING:
    from pathlib import Path

    from pimhcli.sheets.cells import Cell, Sheet
    from pimhcli.study.study import Study

COLUMNS = ("id", "document", "tag", "content")
SUFFIXES = (".csv", ".xlsx")


def orders(study: Study, path: Path, split: str = "") -> Orders:
    """What a sheet of highlights orders; tags on one highlight make one excerpt.

    Args:
        study: the open study, in whose transcripts the passages are looked for.
        path: of the .csv or .xlsx file.
        split: what stands between the names of a tag that is a path; empty where tags are names.

    Raises:
        UsageError: the file cannot be read.
        ProblemsError: it is no sheet of highlights.
    """
    sheet, findings = reading.read(files.read_bytes(path), path.name, frozenset(COLUMNS))
    columns = {heading_key(cell.text): place for place, cell in enumerate(sheet.header)} if sheet else {}
    stops = errors(findings)
    if sheet is None or stops or not columns.keys() >= set(COLUMNS):
        raise ProblemsError(
            f"{path.name} is no sheet of highlights of Taguette: they have the columns {', '.join(COLUMNS)}.",
            hint="In Taguette: Highlights, Export as CSV or Excel. For a sheet of your own: "
            "pimh excerpt add --from FILE --create. For answers: pimh load FILE.",
            findings=stops,
        )
    found, untagged = _gathered(sheet, columns, split)
    called = {one: _transcript(study, one) for one in {document for document, _, _, _ in found.values()}}
    made = tuple(
        Order(where, called[document], quote, tuple(tags)) for document, quote, where, tags in found.values()
    )
    return Orders(made, (*findings, *untagged))


def _gathered(
    sheet: Sheet, columns: dict[str, int], split: str
) -> tuple[dict[tuple[str, str], tuple[str, str, str, list[str]]], list[Finding]]:
    """The highlights by document and id: document, words, place and tags; and those without a tag."""
    found: dict[tuple[str, str], tuple[str, str, str, list[str]]] = {}
    untagged: list[Finding] = []

    def cell(row: tuple[Cell, ...], name: str) -> Cell:
        return row[columns[name]]

    for row in sheet.rows:
        document, tag, quote = cell(row, "document").text, cell(row, "tag").text, cell(row, "content").text
        where = sheet.at(cell(row, "content"))
        if not tag:
            untagged.append(Finding(where, "the highlight has no tag.", "Tag it in Taguette.", "warning"))
            continue
        key = (document, cell(row, "id").text)
        path = " > ".join(filter(None, map(str.strip, tag.split(split)))) if split else tag
        found.setdefault(key, (document, quote, where, []))[3].append(path or tag)
    return found, untagged


def _transcript(study: Study, document: str) -> str:
    """The transcript that a document is, by its name; the name itself where none is called so."""
    spellings = (document, stem(document), names.from_words(stem(document)))
    found = next((own for words in spellings if (own := study.id_of(words))), "")
    alone = study.transcript_ids if len(study.transcript_ids) == 1 else ()
    return found or next(iter(alone), document)
