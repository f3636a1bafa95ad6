"""Reads a project of QualCoder: the database data.qda, which is SQLite."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any

import msgspec

from pimhcli.errors import ProblemsError
from pimhcli.exchange.model import (
    Case,
    Code,
    Coder,
    Note,
    Project,
    Received,
    Selection,
    Source,
    Tag,
    Variable,
)
from pimhcli.exchange.refi import guids
from pimhcli.exchange.refi.descriptions import unfolded
from pimhcli.exchange.refi.elements import Oddities, colour, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pimhcli.exchange.model import ValueType

    Row = dict[str, Any]

MAGIC = b"SQLite format 3\x00"
LARGEST = 512 * 1024 * 1024  # bytes of a database
_MOST_STEPS = 2_000_000_000  # of the machine that runs a query; an honest one takes a thousandth
_EVERY = 1_000_000
_NEEDED = ("project", "source", "code_name", "code_text")
_MEDIA = {"code_image": "picture", "code_av": "recording"}


def read(data: bytes, file: str) -> Received:
    """The project of a database.

    Texts, codes with their categories, coded passages, annotations, cases with their attributes, and the
    journal. Positions are code points of the text as the database has it.

    Args:
        data: the whole file.
        file: its name, for messages.

    Raises:
        ProblemsError: it is no database of QualCoder, or is damaged.
    """
    if not data.startswith(MAGIC) or len(data) > LARGEST:
        raise _refused(file)
    try:
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(data)
            database.row_factory = sqlite3.Row
            steps = iter(range(_MOST_STEPS // _EVERY))
            database.set_progress_handler(lambda: next(steps, None) is None, _EVERY)
            return _Reading(_Tables(database, file), file).received()
    except sqlite3.Error as error:
        raise _refused(file) from error


def _refused(file: str) -> ProblemsError:
    return ProblemsError(
        f"{file} is no project of QualCoder, or it is damaged.",
        hint="Name the folder that ends in .qda, or the file data.qda in it; close QualCoder first.",
    )


class _Tables:
    """The tables of a database, whatever columns its version has."""

    def __init__(self, database: sqlite3.Connection, file: str) -> None:
        self._database = database
        names = database.execute("select name from sqlite_master where type = 'table'")
        self._names = {row[0] for row in names}
        if not self._names.issuperset(_NEEDED):
            raise _refused(file)

    def rows(self, table: str) -> list[Row]:
        """The rows of a table in the order in which they were made; none where there is no such table."""
        if table not in self._names:
            return []
        found = self._database.execute(f'select * from "{table}" order by rowid')  # noqa: S608  # no words of users
        return [dict(row) for row in found]


class _Reading:
    """One database on its way into the model."""

    def __init__(self, tables: _Tables, file: str) -> None:
        self._tables, self._file, self._odd = tables, file, Oddities()
        (self._about, *_) = tables.rows("project") or [{}]
        # a database has only numbers of its own; the moment it was made tells it from others
        self._own = f"QualCoder {_text(self._about, 'date')}"
        self._texts = {row["id"]: _text(row, "fulltext") for row in tables.rows("source")}

    def received(self) -> Received:
        codes, sources = [*self._codes()], [*self._sources()]
        selections = [*self._selections({code.guid for code in codes})]
        notes, aside = [*self._journal()], tuple(self._aside())
        variables = [*self._variables()]
        project = Project(
            name=self._file.removesuffix(".qda"),
            origin=_text(self._about, "about") or "QualCoder",
            description=_text(self._about, "memo"),
            created=moment(_text(self._about, "date")),
            coders=tuple(self._coders()),
            codes=tuple(codes),
            variables=tuple(variables),
            cases=tuple(self._cases({one.name: one.guid for one in variables})),
            sources=tuple(sources),
            selections=tuple(selections),
            notes=(*notes, *self._memos()),
            noted=tuple(note.guid for note in notes),
        )
        return Received(project, self._odd.findings(self._file), aside)

    def _guid(self, kind: str, key: object) -> str:
        return guids.guid(self._own, kind, str(key))

    def _coders(self) -> Iterator[Coder]:
        tables = ("code_text", "annotation", "journal", "source")
        owners = (_text(row, "owner") for table in tables for row in self._tables.rows(table))
        named = [_text(self._about, "codername"), *owners]
        yield from (Coder(self._guid("coder", name), name) for name in dict.fromkeys(named) if name)

    def _codes(self) -> Iterator[Code]:
        """Categories and codes, those above before those under them."""
        rows = {("cat", row["catid"]): row for row in self._tables.rows("code_cat")}
        rows |= {("code", row["cid"]): row for row in self._tables.rows("code_name")}
        done: set[tuple[str, Any]] = set()
        for key in rows:
            line = [key]
            while (above := _above(rows[line[-1]])) in rows and above not in line:
                line.append(above)
            for one in reversed(line):
                if one not in done:
                    done.add(one)
                    yield self._code(one, rows[one], rows.keys())

    def _code(self, key: tuple[str, Any], row: Row, known: Iterable[tuple[str, Any]]) -> Code:
        above = _above(row)
        code = Code(
            self._guid(*key),
            _text(row, "name"),
            self._guid(*above) if above in known else "",
            colour=colour(_text(row, "color")),
            is_codable=key[0] == "code",
        )
        return msgspec.structs.replace(code, **unfolded(_text(row, "memo")))

    def _sources(self) -> Iterator[Source]:
        for row in self._tables.rows("source"):
            name = _text(row, "name")
            if row.get("fulltext") is None:
                self._odd.dropped("source", f"“{name}” has no text.", "A study holds texts alone.")
                continue
            notes = (self._guid("source memo", row["id"]),) if _text(row, "memo") else ()
            text = _line_feeds(self._texts[row["id"]])
            at = moment(_text(row, "date"))
            coder = self._guid("coder", _text(row, "owner"))
            yield Source(self._guid("source", row["id"]), name, text, coder=coder, at=at, notes=notes)

    def _memos(self) -> Iterator[Note]:
        for row in self._tables.rows("source"):
            if _text(row, "memo") and row.get("fulltext") is not None:
                yield self._note("source memo", row["id"], _text(row, "name"), row, "memo")

    def _journal(self) -> Iterator[Note]:
        for row in self._tables.rows("journal"):
            yield self._note("journal", row["jid"], _text(row, "name"), row, "jentry")

    def _note(self, kind: str, key: object, name: str, row: Row, field: str) -> Note:
        coder, at = self._guid("coder", _text(row, "owner")), moment(_text(row, "date"))
        return Note(self._guid(kind, key), name, _line_feeds(_text(row, field)), coder=coder, at=at)

    def _selections(self, codes: set[str]) -> Iterator[Selection]:
        for row in self._tables.rows("code_text"):
            code = self._guid("code", row["cid"])
            if code not in codes:
                self._odd.dropped("coding", "its code is not in the database.")
            elif selection := self._selection("coding", row["ctid"], row):
                tag = Tag(self._guid("tag", row["ctid"]), code, selection.coder, selection.at)
                yield Selection(
                    selection.guid, selection.source, selection.start, selection.end, _text(row, "seltext"),
                    selection.memo, selection.coder, selection.at, (tag,),
                )  # fmt: skip
        for row in self._tables.rows("annotation"):
            if selection := self._selection("annotation", row["anid"], row):
                yield selection

    def _selection(self, kind: str, key: object, row: Row) -> Selection | None:
        """A passage without its code; None where it has no place in a text."""
        text, start, end = self._texts.get(row.get("fid")), row.get("pos0"), row.get("pos1")
        if text is None or not isinstance(start, int) or not isinstance(end, int):
            self._odd.dropped("passage", "its text is not in the database.")
            return None
        if not 0 <= start < end <= len(text):
            self._odd.dropped("passage", "it is empty, or lies outside of its text.")
            return None
        start, end = (len(_line_feeds(text[:place])) for place in (start, end))
        source = self._guid("source", row["fid"])
        coder, at = self._guid("coder", _text(row, "owner")), moment(_text(row, "date"))
        return Selection(
            self._guid(kind, key), source, start, end, memo=_text(row, "memo"), coder=coder, at=at
        )

    def _variables(self) -> Iterator[Variable]:
        for row in self._tables.rows("attribute_type"):
            if _text(row, "caseOrFile") == "case":
                kind: ValueType = "Float" if _text(row, "valuetype") == "numeric" else "Text"
                name = _text(row, "name")
                yield Variable(self._guid("attribute", name), name, kind, _text(row, "memo"))

    def _cases(self, variables: dict[str, str]) -> Iterator[Case]:
        values: dict[object, dict[str, str]] = {}
        for row in self._tables.rows("attribute"):
            name, value = _text(row, "name"), _text(row, "value").strip()
            if _text(row, "attr_type") == "case" and name in variables and value:
                values.setdefault(row["id"], {})[variables[name]] = value
        sources: dict[object, list[str]] = {}
        for row in self._tables.rows("case_text"):
            sources.setdefault(row["caseid"], []).append(self._guid("source", row["fid"]))
        for row in self._tables.rows("cases"):
            key = row["caseid"]
            yield Case(
                self._guid("case", key), _text(row, "name"), _text(row, "memo"), values.get(key, {}),
                tuple(dict.fromkeys(sources.get(key, ()))),
            )  # fmt: skip

    def _aside(self) -> Iterator[str]:
        for table, what in _MEDIA.items():
            if number := len(self._tables.rows(table)):
                self._odd.dropped("coding", f"it lies on a {what}.", number=number)
        starred = Counter(bool(row.get("important")) for row in self._tables.rows("code_text"))
        if starred[True]:
            yield f"{starred[True]} marks of importance"


def _above(row: Row) -> tuple[str, Any]:
    """The category or code that another stands under; codes stand under codes since version 4."""
    if row.get("supercid") is not None:
        return "code", row["supercid"]
    return "cat", row.get("supercatid" if "supercatid" in row else "catid")


def _text(row: Row, field: str) -> str:
    value = row.get(field)
    return value if isinstance(value, str) else ""


def _line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
