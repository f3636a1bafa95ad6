"""Writes a project as a .qdpx file: project.qde and the texts, the same bytes for the same project."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Literal, get_args
from xml.etree import ElementTree as ET

import msgspec

from pimhcli.exchange.refi import guids
from pimhcli.exchange.refi.descriptions import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pimhcli.exchange.model import Case, Code, Note, Project, Selection, Set, Source, Tag, ValueType

Newlines = Literal["lf", "crlf"]
NEWLINES: tuple[Newlines, ...] = get_args(Newlines)
SPACE = "urn:QDA-XML:project:1.0"
LEVELS = {"theme": "Themes", "sub-theme": "Sub-themes", "code": "Codes"}  # names of sets of codes
RETIRED = "Retired codes"
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
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # by XML 1.0


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
        self._below: dict[str, list[Code]] = {}
        for code in project.codes:
            self._below.setdefault(code.parent, []).append(code)
        self._selections: dict[str, list[Selection]] = {}
        for selection in project.selections:
            self._selections.setdefault(selection.source, []).append(selection)

    def xml(self) -> bytes:
        p = self._project
        root = _element(
            "Project", xmlns=SPACE, name=p.name, origin=self._origin(), creatingUserGUID=p.coder,
            creationDateTime=p.created, modifiedDateTime=p.modified,
        )  # fmt: skip
        root.set("name", clean(p.name))
        _wrapped(root, "Users", [_element("User", guid=c.guid, name=c.name, id=c.name) for c in p.coders])
        if top := self._below.get(""):
            _wrapped(ET.SubElement(root, "CodeBook"), "Codes", map(self._code, top))
        _wrapped(root, "Variables", [
            _element("Variable", v.description, guid=v.guid, name=v.name or "?", typeOfVariable=v.type)
            for v in p.variables
        ])  # fmt: skip
        _wrapped(root, "Cases", map(self._case, p.cases))
        _wrapped(root, "Sources", map(self._source, p.sources))
        _wrapped(root, "Notes", map(_note, p.notes))
        _wrapped(root, "Sets", map(_set, (*p.sets, *self._levels())))
        _described(root, p.description)
        root.extend(_refs("NoteRef", p.noted))
        ET.indent(root, " ")
        made: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
        return made + b"\n"

    def _origin(self) -> str:
        return f"{self._project.origin} ({UTF16})" if self._wish.unit == "utf16" else self._project.origin

    def _code(self, code: Code) -> ET.Element:
        codable = "true" if code.is_codable else "false"
        made = _element("Code", folded(code), guid=code.guid, name=code.name, isCodable=codable)
        made.set("name", clean(code.name))
        if code.colour:
            made.set("color", code.colour)
        made.extend(_refs("NoteRef", code.notes))
        made.extend(map(self._code, self._below.get(code.guid, ())))
        return made

    def _case(self, case: Case) -> ET.Element:
        made = _element("Case", case.description, guid=case.guid, name=case.name)
        for variable, value in case.values.items():
            one = ET.SubElement(made, "VariableValue")
            one.extend(_refs("VariableRef", [variable]))
            ET.SubElement(one, VALUES[self._types[variable]]).text = clean(value)
        made.extend(_refs("SourceRef", case.sources))
        made.extend(_refs("SelectionRef", case.selections))
        return made

    def _source(self, source: Source) -> ET.Element:
        made = _text("TextSource", source)
        place = _units(source.text) if self._wish.unit == "utf16" else None
        selections = sorted(self._selections.get(source.guid, ()), key=lambda s: (s.start, s.end, s.guid))
        made.extend(_selection(one, place) for one in selections)
        made.extend(map(_coding, source.tags))
        made.extend(_refs("NoteRef", source.notes))
        return made

    def _levels(self) -> list[Set]:
        """Sets that tell which entries are themes, sub-themes and codes: the format has no place for it."""
        from pimhcli.exchange.model import Set

        found: dict[str, list[str]] = {}
        for code in self._project.codes:
            if code.level:
                found.setdefault(LEVELS[code.level], []).append(code.guid)
            if code.status:
                found.setdefault(RETIRED, []).append(code.guid)
        return [
            Set(guids.guid(codes[0], "level", name), name, codes=tuple(codes))
            for name in (*LEVELS.values(), RETIRED)
            if (codes := found.get(name))
        ]


def _text(tag: str, one: Source | Note) -> ET.Element:
    return _element(
        tag, one.description, guid=one.guid, name=one.name, plainTextPath=f"internal://{one.guid}.txt",
        creatingUser=one.coder, creationDateTime=one.at,
    )  # fmt: skip


def _note(note: Note) -> ET.Element:
    return _text("Note", note)


def _selection(one: Selection, place: Sequence[int] | None) -> ET.Element:
    start, end = (one.start, one.end) if place is None else (place[one.start], place[one.end])
    made = _element(
        "PlainTextSelection", one.memo, guid=one.guid, name=title(one.quote), startPosition=str(start),
        endPosition=str(end), creatingUser=one.coder, creationDateTime=one.at,
    )  # fmt: skip
    made.extend(map(_coding, one.tags))
    made.extend(_refs("NoteRef", one.notes))
    return made


def _coding(tag: Tag) -> ET.Element:
    made = _element("Coding", guid=tag.guid, creatingUser=tag.coder, creationDateTime=tag.at)
    made.extend(_refs("CodeRef", [tag.code]))
    made.extend(_refs("NoteRef", tag.notes))
    return made


def _set(one: Set) -> ET.Element:
    made = _element("Set", one.description, guid=one.guid)
    made.set("name", clean(one.name))
    for tag, members in (("MemberCode", one.codes), ("MemberSource", one.sources), ("MemberNote", one.notes)):
        made.extend(_refs(tag, members))
    return made


def _element(tag: str, description: str = "", **attributes: str) -> ET.Element:
    """An element with those attributes that say something, and what is said of it."""
    made = ET.Element(tag, {name: clean(value) for name, value in attributes.items() if value})
    _described(made, description)
    return made


def _described(element: ET.Element, words: str) -> None:
    if words:
        ET.SubElement(element, "Description").text = clean(words)


def _wrapped(parent: ET.Element, tag: str, children: Iterable[ET.Element]) -> None:
    """Elements in the list that holds them, which may not be there empty."""
    if found := [*children]:
        ET.SubElement(parent, tag).extend(found)


def _refs(tag: str, targets: Iterable[str]) -> list[ET.Element]:
    return [ET.Element(tag, targetGUID=target) for target in targets]


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


def clean(text: str) -> str:
    """A text as XML can hold it: what it has no place for becomes U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text)
