"""Codebooks to and from files, by the endings of their names, and into a study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli import __version__, decoding
from pimhcli.errors import ProblemsError, UsageError
from pimhcli.exchange.codebooks import columns, outlines, table_in, table_out
from pimhcli.exchange.imports import Names
from pimhcli.exchange.incoming.codes import merged
from pimhcli.exchange.outgoing import codes as outgoing
from pimhcli.exchange.refi import qdc
from pimhcli.exchange.tidy import formats
from pimhcli.findings import Finding, errors
from pimhcli.folding import did_you_mean
from pimhcli.sheets import reading
from pimhcli.storage import files
from pimhcli.study.codebook_acts import BookPlan, planned
from pimhcli.study.material import all_excerpts
from pimhcli.wording import count

if TYPE_CHECKING:
    from pathlib import Path

    from pimhcli.exchange.codebooks.model import Book
    from pimhcli.study.study import Study

FORMATS = ("xlsx", "csv", "qdc", "md")
_OUTLINES = (".md", ".markdown", ".txt")


def suffix(path: Path) -> str:
    """The format of a file to write, by the ending of its name.

    Raises:
        UsageError: it is none of the formats.
    """
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        hint = did_you_mean(form, FORMATS) or f"End it in .{', .'.join(FORMATS)}."
        raise UsageError(f"The name {path.name} does not tell the format.", hint=hint)
    return form


def written(study: Study, form: str) -> str | bytes:
    """The codebook of a study as the content of a file.

    Args:
        study: the open study.
        form: one of FORMATS.

    Raises:
        ProblemsError: the codebook is empty.
    """
    book = study.codebook
    if not book.codes:
        raise ProblemsError("The codebook is empty.", hint='Start it: pimh codebook add "My first theme"')
    if form == "qdc":
        names = Names(study)
        used = {book.key_of(key) for excerpt in all_excerpts(study) for key in excerpt.codes}
        entries = outgoing.codes(book, lambda key: names.guid("code", key), used)
        return qdc.written(entries, f"pimh {__version__}")
    if form == "md":
        return outlines.written(book)
    grid = table_out.grid(book)
    return formats.csv_text(grid) if form == "csv" else formats.workbook([grid])


def read(path: Path, split: str = "", sheet: str | None = None) -> Book:
    """The codebook of a file.

    Args:
        path: of the file.
        split: what stands between the names of a path, where names are paths.
        sheet: the sheet of a workbook; None to find it.

    Raises:
        UsageError: it cannot be read.
        ProblemsError: it is no codebook, or damaged.
    """
    data, file = files.read_bytes(path), path.name
    ending = path.suffix.lower()
    if ending == ".qdpx":
        raise UsageError(f"{file} is a whole project.", hint=f"Take it in with: pimh import {path}")
    if ending == ".qdc":
        return qdc.read(data, file, split)
    if ending in _OUTLINES:
        return outlines.read(decoding.decode(data, file).text, file)
    table, findings = reading.read(data, file, columns.KNOWN, sheet)
    stops = errors(findings)
    if table is None or stops:
        raise ProblemsError(
            f"{file} could not be read whole.", hint="Mend it, and try again.", findings=stops
        )
    return table_in.read(table, split)


def plan(study: Study, coder: str, book: Book, file: str, *, theirs: bool = False) -> BookPlan:
    """Works out what there is to take into the codebook of a study; nothing is taken out.

    Args:
        study: the open study; what is told is added to its findings.
        coder: who does it.
        book: what the file says.
        file: its name.
        theirs: whether what it says counts where the codebook says something else.
    """
    names = Names(study)
    own = {names.guid("code", entry.id): entry.id for entry in study.codebook.codes}
    keys = {guid: key for guid, key in book.keys.items() if _is_usable(study, key)}
    done = merged(study.codebook, book.codes, names.came_in("code") | own | keys, theirs=theirs)
    told = (Finding("codebook.yaml", one, "To take theirs: --theirs", "note") for one in done.told)
    study.findings += [*book.findings, *told]
    if not done.edits:
        return BookPlan(f"All that {file} holds is in the codebook already.")
    new = sum(edit.before is None for edit in done.edits)
    changed = len({edit.before.id for edit in done.edits if edit.before})
    parts = [f"{count(new, 'new entry', 'new entries')}"] * bool(new)
    parts += [f"{count(changed, 'changed entry', 'changed entries')}"] * bool(changed)
    return planned(coder, "codebook import", f"Took {' and '.join(parts)} from {file}.", done.edits)


def _is_usable(study: Study, key: str) -> bool:
    """Whether a key of a file may be one here: it is one already, or looks as one does."""
    return key in study.codebook.by_key or study.codebook.new_key(key) == key
