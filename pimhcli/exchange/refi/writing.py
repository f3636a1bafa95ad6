"""Writes a project as a .qdpx file: project.qde and the texts, the same bytes for the same project."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Literal, get_args
from xml.etree import ElementTree as ET

import msgspec

from pimhcli.exchange.refi.book_out import below, entry, level_sets
from pimhcli.exchange.refi.xml import clean, described, element, refs, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pimhcli.exchange.model import Case, Note, Project, Selection, Set, Source, Tag, ValueType

Newlines = Literal["lf", "crlf"]
NEWLINES: tuple[Newlines, ...] = get_args(Newlines)
SPACE = "urn:QDA-XML:project:1.0"
UTF16 = "UTF-16"  # in the origin of a file whose positions count its units
VALUES: Mapping[ValueType, str] = {
    "Text": "TextValue",
    "Boolean": "BooleanValue",
    "Integer": "IntegerValue",
    "Float": "FloatValue",
    "Date": "DateValue",
    "DateTime": "DateTimeValue",
}
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first day that a zip can tell
_LONGEST = 100  # characters of a quote that a selection has as its name


class Wish(msgspec.Struct, frozen=True):
    """How a file is to be written.

    Args:
        unit: what positions count: code points, as the standard says, or UTF-16 units, as NVivo does.
        newlines: how lines end in the texts; positions count an end of line as one in any case.
    """

    unit: Literal["cp", "utf16"] = "cp"
    newlines: Newlines = "lf"


def written(project: Project, wish: Wish | None = None) -> bytes:
    """The file.

    The order of elements, and which may be there empty, is that of the schema Project.xsd of 18 March 2019.

    Args:
        project: what to write.
        wish: how; as the standard says when left out.
    """
    wish = wish or Wish()
    members = {"project.qde": _Writer(project, wish).xml()}
    texts = {one.guid: one.text for one in project.sources} | {one.guid: one.text for one in project.notes}
    for guid, text in texts.items():
        ended = text.replace("\n", "\r\n") if wish.newlines == "crlf" else text
        members[f"sources/{guid}.txt"] = ended.encode("utf-8", "replace")
    return packed(members)


def packed(members: Mapping[str, bytes]) -> bytes:
    """An archive that has the same bytes whenever it is made.

    Args:
        members: contents by name.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(members):
            member = zipfile.ZipInfo(name, _LONG_AGO)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0  # else it tells the machine
            archive.writestr(member, members[name])
    return out.getvalue()


class _Writer:
    """Makes the elements of one project."""

    def __init__(self, project: Project, wish: Wish) -> None:
        self._project, self._wish = project, wish
        self._types = {variable.guid: variable.type for variable in project.variables}
        self._below = below(project.codes)
        self._selections: dict[str, list[Selection]] = {}
        for selection in project.selections:
            self._selections.setdefault(selection.source, []).append(selection)

    def xml(self) -> bytes:
        p = self._project
        root = element(
            "Project", xmlns=SPACE, name=p.name, origin=self._origin(), creatingUserGUID=p.coder,
            creationDateTime=p.created, modifiedDateTime=p.modified,
        )  # fmt: skip
        root.set("name", clean(p.name))
        wrapped(root, "Users", [element("User", guid=c.guid, name=c.name, id=c.name) for c in p.coders])
        if top := self._below.get(""):
            wrapped(ET.SubElement(root, "CodeBook"), "Codes", (entry(code, self._below) for code in top))
        wrapped(root, "Variables", [
            element("Variable", v.description, guid=v.guid, name=v.name or "?", typeOfVariable=v.type)
            for v in p.variables
        ])  # fmt: skip
        wrapped(root, "Cases", map(self._case, p.cases))
        wrapped(root, "Sources", map(self._source, p.sources))
        wrapped(root, "Notes", map(_note, p.notes))
        wrapped(root, "Sets", map(_set, (*p.sets, *level_sets(p.codes))))
        described(root, p.description)
        root.extend(refs("NoteRef", p.noted))
        ET.indent(root, " ")
        made: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
        return made + b"\n"

    def _origin(self) -> str:
        return f"{self._project.origin} ({UTF16})" if self._wish.unit == "utf16" else self._project.origin

    def _case(self, case: Case) -> ET.Element:
        made = element("Case", case.description, guid=case.guid, name=case.name)
        for variable, value in case.values.items():
            one = ET.SubElement(made, "VariableValue")
            one.extend(refs("VariableRef", [variable]))
            ET.SubElement(one, VALUES[self._types[variable]]).text = clean(value)
        made.extend(refs("SourceRef", case.sources))
        made.extend(refs("SelectionRef", case.selections))
        return made

    def _source(self, source: Source) -> ET.Element:
        made = _text("TextSource", source)
        place = _units(source.text) if self._wish.unit == "utf16" else None
        selections = sorted(self._selections.get(source.guid, ()), key=lambda s: (s.start, s.end, s.guid))
        made.extend(_selection(one, place) for one in selections)
        made.extend(map(_coding, source.tags))
        made.extend(refs("NoteRef", source.notes))
        return made


def _text(tag: str, one: Source | Note) -> ET.Element:
    return element(
        tag, one.description, guid=one.guid, name=one.name, plainTextPath=f"internal://{one.guid}.txt",
        creatingUser=one.coder, creationDateTime=one.at,
    )  # fmt: skip


def _note(note: Note) -> ET.Element:
    return _text("Note", note)


def _selection(one: Selection, place: Sequence[int] | None) -> ET.Element:
    start, end = (one.start, one.end) if place is None else (place[one.start], place[one.end])
    made = element(
        "PlainTextSelection", one.memo, guid=one.guid, name=title(one.quote), startPosition=str(start),
        endPosition=str(end), creatingUser=one.coder, creationDateTime=one.at,
    )  # fmt: skip
    made.extend(map(_coding, one.tags))
    made.extend(refs("NoteRef", one.notes))
    return made


def _coding(tag: Tag) -> ET.Element:
    made = element("Coding", guid=tag.guid, creatingUser=tag.coder, creationDateTime=tag.at)
    made.extend(refs("CodeRef", [tag.code]))
    made.extend(refs("NoteRef", tag.notes))
    return made


def _set(one: Set) -> ET.Element:
    made = element("Set", one.description, guid=one.guid)
    made.set("name", clean(one.name))
    for tag, members in (("MemberCode", one.codes), ("MemberSource", one.sources), ("MemberNote", one.notes)):
        made.extend(refs(tag, members))
    return made


def _units(text: str) -> list[int]:
    """Where each code point begins, in UTF-16 units."""
    found, at = [0], 0
    for character in text:
        at += 1 + (character > "\uffff")
        found.append(at)
    return found


def title(quote: str) -> str:
    """A quote as the name of a selection: on one line, and no more of it than 100 characters."""
    line = " ".join(quote.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
