"""Reads the key of names: who is called what from now on. The key itself stays outside the study."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.findings import Finding
from pimhcli.folding import did_you_mean, fold, fold_name
from pimhcli.transcripts.name_shapes import bared, flat, parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pimhcli.findings import Severity
    from pimhcli.sheets.cells import Cell, Sheet

COLUMNS = {
    "name": ("name", "real name", "original"),
    "pseudonym": ("pseudonym", "replacement", "new name"),
    "also": ("also", "also called", "other names", "nicknames", "variants"),
    "exact": ("exact", "match case"),
    "kind": ("kind", "type"),
}
NEEDED = ("name", "pseudonym")
_COLUMN_OF = {fold_name(name): column for column, names in COLUMNS.items() for name in names}
KNOWN = frozenset(_COLUMN_OF)
_YES = frozenset({"yes", "y", "true", "1", "x"})
_NO = frozenset({"", "no", "n", "false", "0"})


class Entry(msgspec.Struct, frozen=True):
    """One person, place or thing that is called otherwise.

    Args:
        name: as it may stand in a transcript, without punctuation around it.
        pseudonym: what it is replaced by, as it stands.
        also: nicknames, short forms and misspellings.
        exact: only in this very case, and then everywhere.
        kind: ``person``, ``place`` or what the key says; empty when it says nothing.
        where: the row, as a message names it.
    """

    name: str
    pseudonym: str
    also: tuple[str, ...] = ()
    exact: bool = False
    kind: str = ""
    where: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and all other forms of it."""
        return self.name, *self.also


class Key(msgspec.Struct, frozen=True):
    """Names and their pseudonyms.

    Args:
        entries: in the order of the file.
    """

    entries: tuple[Entry, ...] = ()


def read(sheet: Sheet) -> tuple[Key, list[Finding]]:
    """The key in a sheet, and what is wrong with it; with an error it is not to be used.

    Args:
        sheet: with a heading for each column; ``name`` and ``pseudonym`` have to be there.
    """
    headings = [_COLUMN_OF.get(fold_name(cell.text), "") for cell in sheet.header]
    found = [*_missing(sheet, headings), *_unknown(sheet), *_doubled(sheet, headings)]
    if not {*NEEDED} <= {*headings}:
        return Key(), found
    columns = {column: i for i, column in enumerate(headings) if column}
    entries: list[Entry] = []
    for row in sheet.rows:
        cells = {column: row[i] for column, i in columns.items()}
        entry, wrong = _entry(sheet, cells)
        found += wrong
        entries += [entry] if entry else []
    return Key(tuple(entries)), [*found, *_at_odds(entries)]


def _missing(sheet: Sheet, headings: list[str]) -> Iterator[Finding]:
    names = ", ".join(cell.text for cell in sheet.header)
    for needed in NEEDED:
        if needed not in headings:
            message = f"there is no column `{needed}`; its columns are: {names}."
            yield Finding(sheet.where, message, "Head a column with it.")


def _unknown(sheet: Sheet) -> Iterator[Finding]:
    known = [name for names in COLUMNS.values() for name in names]
    for i, cell in enumerate(sheet.header):
        if cell.text and fold_name(cell.text) not in KNOWN:
            hint = did_you_mean(cell.text, known) or f"Used are: {', '.join(COLUMNS)}."
            message = f"the column '{cell.text}' is not used."
            yield Finding(sheet.at_header(i), message, hint, "warning")


def _doubled(sheet: Sheet, headings: list[str]) -> Iterator[Finding]:
    for i, column in enumerate(headings):
        if column and column in headings[:i]:
            first = sheet.header[headings.index(column)].text
            message = f"the columns '{first}' and '{sheet.header[i].text}' both give the {column}."
            yield Finding(sheet.at_header(i), message, "Keep one of them.")


def _entry(sheet: Sheet, cells: dict[str, Cell]) -> tuple[Entry | None, list[Finding]]:
    """The entry of a row; none, with findings, when it cannot be one."""
    words = {column: cell.text for column, cell in cells.items()}
    where = sheet.at(cells["name"])
    exact = fold(words.get("exact", ""))
    wrong = [
        Finding(where, f"the row has no {needed}.", "Fill it in, or take the row out.")
        for needed in NEEDED
        if not words[needed].strip()
    ]
    if exact not in _YES | _NO:
        message = f"exact: '{words['exact']}' is neither yes nor no."
        wrong.append(Finding(where, message, "Write yes, or leave it blank."))
    if words["name"].strip() and not any(map(str.isalnum, words["name"])):
        message = f"the name '{words['name']}' has no letter and no digit."
        wrong.append(Finding(where, message, "Correct it, or take the row out."))
    if wrong:
        return None, wrong
    also = tuple(bared(form) for form in words.get("also", "").split(";") if form.strip())
    name, pseudonym = bared(words["name"]), " ".join(words["pseudonym"].split())
    return Entry(name, pseudonym, also, exact in _YES, words.get("kind", ""), where), []


def _at_odds(entries: list[Entry]) -> list[Finding]:
    """What the rows say against each other."""
    first: dict[str, Entry] = {}
    found: list[Finding] = []
    for entry in entries:
        for form in dict.fromkeys(map(flat, entry.forms)):
            before = first.setdefault(form, entry)
            if before is not entry:
                found.append(_twice(entry, before, form))
    return [*found, *_in_names(entries)]


def _twice(entry: Entry, before: Entry, form: str) -> Finding:
    name = next(one for one in entry.forms if flat(one) == form)
    same = before.pseudonym == entry.pseudonym
    row = before.where.rpartition(", ")[2]
    message = f"'{name}' stands in {row} too" + (
        "." if same else f", where it becomes '{before.pseudonym}' and not '{entry.pseudonym}'."
    )
    severity: Severity = "note" if same else "error"
    return Finding(entry.where, message, "Keep one of the two.", severity)


def _in_names(entries: list[Entry]) -> Iterator[Finding]:
    """Pseudonyms that hold a name, or stand in one: what was replaced could not be told from what was not."""
    # a pseudonym in brackets is told from the same word in a name: [hospital]
    names = _by_first((parts(form), form) for entry in entries for form in entry.forms)
    pseudonyms = _by_first((parts(entry.pseudonym), entry.pseudonym) for entry in entries)
    for entry in entries:
        bare = tuple(map(bared, parts(entry.pseudonym)))
        for name in dict.fromkeys(_within(bare, names)):
            message = f"the pseudonym '{entry.pseudonym}' holds '{name}', which is a name of the key."
            yield Finding(entry.where, message, "Choose another pseudonym.")
        for form in entry.forms:
            for other in dict.fromkeys(_within(parts(form), pseudonyms)):
                if parts(form) != parts(other):
                    message = f"the name '{form}' holds '{other}', which is a pseudonym of the key."
                    yield Finding(entry.where, message, f"Write the pseudonym in brackets: [{other}].")


Words = tuple[str, ...]


def _by_first(some: Iterable[tuple[Words, str]]) -> dict[str, list[tuple[Words, str]]]:
    """Names by their first words."""
    found: dict[str, list[tuple[Words, str]]] = {}
    for words, name in some:
        if words:
            found.setdefault(words[0], []).append((words, name))
    return found


def _within(words: Words, names: dict[str, list[tuple[Words, str]]]) -> Iterator[str]:
    """The names that stand in some words."""
    for at, first in enumerate(words):
        for wanted, name in names.get(first, ()):
            if words[at : at + len(wanted)] == wanted:
                yield name
