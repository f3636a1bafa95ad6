"""The cases that come in, as participants with their answers, and their variables as items."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import msgspec

from pimhcli.exchange.incoming import items
from pimhcli.exchange.incoming.codes import one_line
from pimhcli.findings import Finding, errors
from pimhcli.folding import fold_name
from pimhcli.questionnaire import loading, schema
from pimhcli.questionnaire.answers import ID, to_csv
from pimhcli.questionnaire.layout import TableLayout
from pimhcli.sheets.cells import guarded, unguarded
from pimhcli.storage import files, yamledit, yamlfile
from pimhcli.study.folder import Write
from pimhcli.study.study import PARTICIPANTS
from pimhcli.wording import count, together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pimhcli.exchange.imports import Names
    from pimhcli.exchange.incoming.items import Column
    from pimhcli.exchange.model import Case, Project
    from pimhcli.questionnaire.schema import Questionnaire
    from pimhcli.study.study import Study

    Rows = dict[str, dict[str, str]]

FORM = "questionnaire.yaml"


class People(msgspec.Struct, frozen=True):
    """The participants that came in.

    Args:
        writes: of participants.csv and questionnaire.yaml.
        new: the ids of those who are new.
        items: the ids of items that are new.
        answers: how many answers are new of those who were here.
        guids: what the participants and items were called there, by kind and by what they are called here.
        told: what there is to know.
    """

    writes: tuple[Write, ...] = ()
    new: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    answers: int = 0
    guids: dict[str, dict[str, str]] = {}
    told: tuple[Finding, ...] = ()


def taken(study: Study, project: Project, known: Names, file: str) -> People:
    """The participants of a project.

    Who is here is filled in; where an answer differs, the one here stays.

    Args:
        study: the open study.
        project: what comes in.
        known: the GUIDs of the study's own things.
        file: the name of the file, for messages.
    """
    return _Taking(study, project, known, file).done()


class _Taking:
    def __init__(self, study: Study, project: Project, known: Names, file: str) -> None:
        self._study, self._known, self._file = study, known, file
        self._kinds = {one.guid: one.type for one in project.variables}
        self._told: list[Finding] = []
        self._cases = self._named(project.cases)
        used = {guid for case in self._cases.values() for guid in case.values}
        variables = [one for one in project.variables if one.guid in used or self._cases]
        self._columns = [*self._readable(items.columns(study.questionnaire, variables, known))]

    def done(self) -> People:
        if not self._cases:
            return People(told=tuple(self._told))
        rows = self._rows()
        new = tuple(name for name in self._cases if name not in rows)
        answers = self._fill(rows)
        text, form = self._form()
        people, findings = loading.from_csv(_sheet(form, rows), form, PARTICIPANTS)
        if stops := errors(findings):
            what = f"what is known of {count(len(self._cases), 'case')} was not taken in: {stops[0].message}"
            hint = "Load the answers to the questionnaire from a table: pimh load ANSWERS.xlsx"
            return People(told=(*self._told, Finding(self._file, what, hint, "warning")))
        made = tuple(column.item for column in self._columns if column.entry is not None)
        if new and len(new) < len(rows):
            verbs = ("is", "counts") if len(new) == 1 else ("are", "count")
            what = f"{together(list(new))} {verbs[0]} new there, and {verbs[1]} in Table 2."
            hint = "Take out whoever is no participant: pimh participant withdraw ID"
            self._told.append(Finding(PARTICIPANTS, what, hint, "note"))
        is_something = new or made or answers
        writes = self._writes({FORM: text, PARTICIPANTS: to_csv(form, people)}) if is_something else ()
        return People(tuple(writes), new, made, answers, self._guids(), tuple(self._told))

    def _named(self, cases: Iterable[Case]) -> dict[str, Case]:
        """The cases by the ids of participants; one without a name is of a text, not of a person."""
        here = {fold_name(one.id): one.id for one in self._study.participants}
        by_guid = self._known.came_in("participant")
        by_guid |= {self._known.guid("participant", own): own for own in here.values()}
        found: dict[str, Case] = {}
        nameless = 0
        for case in cases:
            if not case.name.strip():
                nameless += 1
                continue
            name = by_guid.get(case.guid) or one_line(case.name)
            found.setdefault(here.setdefault(fold_name(name), name), case)
        if nameless:
            what = f"the variables of {count(nameless, 'text')} were not taken in: no participant is named."
            self._told.append(Finding(self._file, what, "Give each case a name there.", "warning"))
        return found

    def _readable(self, columns: Sequence[Column]) -> Iterator[Column]:
        """The columns whose values their items can take; a new item takes them as text otherwise."""
        for column in columns:
            stop = self._problem(column)
            if not stop:
                yield column
            elif column.entry is not None and not column.is_several:
                yield column.as_text()
            else:
                what = f"its answers to '{column.item}' were not taken in: {stop.message}"
                hint = "Mend the item in questionnaire.yaml, and import again."
                self._told.append(Finding(self._file, what, hint, "warning"))

    def _problem(self, column: Column) -> Finding | None:
        """Why the values of a column cannot be answers to its item."""
        form = self._with([column])
        if form is None:
            return Finding(FORM, "it would be no item.")
        item = msgspec.structs.replace(form.by_id[column.item], asked_if=None)
        alone = msgspec.structs.replace(form, items=(item,), table=TableLayout())
        cells = {name: {item.id: column.cell(case.values, self._kinds)} for name, case in self._cases.items()}
        _, findings = loading.from_csv(_sheet(alone, cells), alone, self._file)
        return next(iter(errors(findings)), None)

    def _with(self, columns: Sequence[Column]) -> Questionnaire | None:
        """The questionnaire with new items; None where they would not be valid."""
        if all(column.entry is None for column in columns):
            return self._study.questionnaire
        form, findings = schema.read(yamlfile.parse(self._yaml(columns), FORM), FORM)
        return None if errors(findings) else form

    def _form(self) -> tuple[str, Questionnaire]:
        return self._yaml(self._columns), self._with(self._columns) or self._study.questionnaire

    def _yaml(self, columns: Sequence[Column]) -> str:
        path = self._study.root / FORM
        text = files.decoded(path, self._study.folder.read(path))
        new = {column.item: column.entry for column in columns if column.entry is not None}

        def change(document: Any) -> None:  # noqa: ANN401  # a ruamel mapping
            if not document.get("items"):
                document["items"] = {}
            for item, entry in new.items():
                document["items"][item] = entry

        return yamledit.edit(text, change) if new else text

    def _rows(self) -> Rows:
        """The cells of participants.csv by participant and item."""
        path = self._study.root / PARTICIPANTS
        if not self._study.folder.exists(path):
            return {}
        text = files.decoded(path, self._study.folder.read(path))
        return {
            unguarded(row[ID]): {item: unguarded(cell or "") for item, cell in row.items() if item != ID}
            for row in csv.DictReader(io.StringIO(text, newline=""))
        }

    def _fill(self, rows: Rows) -> int:
        """Puts the answers into the rows; gives how many are new of those who were here."""
        filled = differ = 0
        for name, case in self._cases.items():
            is_here = name in rows
            row = rows.setdefault(name, {})
            for column in self._columns:
                cell = column.cell(case.values, self._kinds)
                if cell and not row.get(column.item):
                    row[column.item] = cell
                    filled += is_here
                elif cell and not self._is_same(column, row[column.item], cell):
                    differ += 1
        if differ:
            what = f"{count(differ, 'answer')} differ there; yours stay."
            self._told.append(Finding(PARTICIPANTS, what, "", "note"))
        return filled

    def _is_same(self, column: Column, ours: str, theirs: str) -> bool:
        """Whether two cells are the same answer to an item, such as 41 and 41.0."""
        form = self._study.questionnaire
        item = form.by_id.get(column.item)
        if item is None:
            return ours == theirs
        free = msgspec.structs.replace(item, asked_if=None)
        alone = msgspec.structs.replace(form, items=(free,), table=TableLayout())
        both = {"1": {item.id: ours}, "2": {item.id: theirs}}
        people, _ = loading.from_csv(_sheet(alone, both), alone, PARTICIPANTS)
        return len({str(one.answers[item.id].value) for one in people}) == 1

    def _writes(self, texts: dict[str, str]) -> Iterator[Write]:
        for name, text in texts.items():
            path = self._study.root / name
            old = self._study.folder.read(path) if self._study.folder.exists(path) else None
            new = files.encoded(name, text)
            if old != new:
                yield Write(name, new, None if old is None else files.digest(old))

    def _guids(self) -> dict[str, dict[str, str]]:
        of_items = {
            f"{column.item}/{level}" if level else column.item: guid
            for column in self._columns
            for level, guid in column.variables.items()
        }
        return {"participant": {name: case.guid for name, case in self._cases.items()}, "item": of_items}


def _sheet(form: Questionnaire, rows: Rows) -> str:
    """Rows as a sheet of answers."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = [item.id for item in form.asked]
    writer.writerow([ID, *names])
    for name, row in rows.items():
        writer.writerow([guarded(name), *(guarded(row.get(item, "")) for item in names)])
    return out.getvalue()
