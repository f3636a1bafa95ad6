"""Reads a .qdpx file as a project, tolerant of what the programs do otherwise than the standard says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import msgspec

from pimhcli.errors import ProblemsError
from pimhcli.exchange.model import VALUE_TYPES, Case, Coder, Note, Project, Received, Selection, Set, Variable
from pimhcli.exchange.refi import book_in, guids, offsets, packed
from pimhcli.exchange.refi.elements import (
    Oddities,
    children,
    first,
    guid,
    local,
    moment,
    root,
    target,
    targets,
    words,
)
from pimhcli.exchange.refi.texts_in import Reader, Text
from pimhcli.exchange.refi.writing import UTF16
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from xml.etree.ElementTree import Element

    from pimhcli.exchange.model import Code, ValueType
    from pimhcli.exchange.refi.packed import Package

CoderFrom = Literal["coding", "selection"]
CODER_FROM: tuple[CoderFrom, ...] = get_args(CoderFrom)
_ASIDE = {"Graphs": ("Graph", "network"), "Links": ("Link", "link")}  # what a study has no place for

_TRUTHS = {"1": "true", "0": "false"}


class Wish(msgspec.Struct, frozen=True):
    """What the user says of a file.

    Args:
        counting: how positions in its texts are counted.
        coder_from: whether a coding's own coder counts, or that of its passage, where they differ.
        split: what stands between the names of a path, where the names of codes are paths.
        speakers: the name of the code above those that tell who speaks; empty where there is none.
    """

    counting: offsets.Wish = offsets.Wish()
    coder_from: CoderFrom = "coding"
    split: str = ""
    speakers: str = ""


def read(data: bytes, file: str, wish: Wish) -> Received:
    """The project of a file.

    Args:
        data: the whole file.
        file: its name, for messages.
        wish: what the user says of it.

    Raises:
        ProblemsError: it is no project, damaged, or could do harm.
    """
    package = packed.opened(data, file)
    element = root(package.project, file)
    if local(element) != "Project":
        raise ProblemsError(
            f"{file} holds no project but <{local(element)}>.",
            hint="Export the whole project from the program that it comes from: REFI-QDA project (.qdpx).",
        )
    return _Reading(package, element, file, wish).received()


class _Reading:
    """One file on its way into the model."""

    def __init__(self, package: Package, element: Element, file: str, wish: Wish) -> None:
        self._package, self._root, self._file, self._wish = package, element, file, wish
        self._odd = Oddities()
        self._origin = element.get("origin", "")
        self._is_ours = self._origin.startswith("pimh")
        self._coders = book_in.coders(first(element, "Users"))
        self._codes = book_in.codes(first(element, "CodeBook"), self._odd, wish.split)
        reader = Reader(
            package,
            self._origin,
            _counting(self._origin, wish),
            self._odd,
            by_selection=wish.coder_from == "selection",
        )
        self._texts = [*reader.texts(first(element, "Sources"))]
        self._notes: list[Note] = []
        self._places: list[Selection] = []  # passages that notes have of themselves

    def received(self) -> Received:
        top = self._root
        self._read_notes()
        selections = self._linked([*(one for text in self._texts for one in text.selections), *self._places])
        selections, cases = self._without_speakers(selections, [*self._cases()])
        known = {code.guid for code in self._codes}
        selections = [self._known(one, known) for one in self._joined(selections)]
        self._meet(who for one in selections for who in (one.coder, *(tag.coder for tag in one.tags)))
        codes, sets = self._levels([*self._sets()])
        project = Project(
            name=top.get("name", "").removesuffix(".qda"),
            origin=self._origin,
            description=words(top, "Description"),
            coder=guids.plain(top.get("creatingUserGUID", "")),
            created=moment(top.get("creationDateTime", "")),
            modified=moment(top.get("modifiedDateTime", "")),
            coders=tuple(self._coders),
            codes=tuple(codes),
            variables=tuple(self._variables()),
            cases=tuple(cases),
            sources=tuple(text.source for text in self._texts),
            selections=tuple(selections),
            notes=tuple(self._notes),
            sets=tuple(sets),
            noted=targets(top, "NoteRef"),
        )
        return Received(project, self._odd.findings(self._file), tuple(self._aside()))

    def _read_notes(self) -> None:
        bearers = {
            note: text for text in self._texts for note in text.source.notes
        }  # a passage in a note is one of the source that bears it
        for element in children(first(self._root, "Notes"), "Note"):
            key = guid(element)
            path = element.get("plainTextPath", "")
            data = self._package.find(path) if path else None
            text = offsets.decoded(data)[0].removeprefix("\ufeff") if data is not None else ""
            text = (text or words(element, "PlainTextContent")).replace("\r\n", "\n").replace("\r", "\n")
            if path and data is None:
                self._odd.dropped("memo", f"the text of “{element.get('name', '')}” is not in the file.")
            described = words(element, "Description")
            self._notes.append(
                Note(
                    key, element.get("name") or "", text or described, described if text else "",
                    guids.plain(element.get("creatingUser", "")), moment(element.get("creationDateTime", "")),
                )
            )  # fmt: skip
            if key in bearers:
                self._places += self._of_note(element, bearers[key], key)

    def _of_note(self, element: Element, text: Text, note: str) -> Iterator[Selection]:
        for one in children(element, "PlainTextSelection"):
            ends = (one.get("startPosition", ""), one.get("endPosition", ""))
            if not all(end.isdecimal() for end in ends):
                continue
            start, end = (text.placed.at(int(position)) for position in ends)
            if start is not None and end is not None and start < end:
                yield Selection(guid(one), text.source.guid, start, end, notes=(note,))

    def _linked(self, selections: Sequence[Selection]) -> list[Selection]:
        """Passages with the notes that a link connects with them."""
        notes = {note.guid for note in self._notes}
        more: dict[str, list[str]] = {}
        for link in children(first(self._root, "Links"), "Link"):
            ends = [guids.plain(link.get(name, "")) for name in ("originGUID", "targetGUID")]
            for note, other in (ends, ends[::-1]):
                if note in notes:
                    more.setdefault(other, []).append(note)
        return [
            msgspec.structs.replace(one, notes=(*one.notes, *more[one.guid])) if one.guid in more else one
            for one in selections
        ]

    def _joined(self, selections: Sequence[Selection]) -> Iterator[Selection]:
        """Passages, where f4 makes a second one of the note on a passage joined with the first."""
        bare = {
            (one.source, one.start, one.end): one
            for one in selections
            if not (one.tags or one.notes or self._is_ours) and one.memo
        }
        tagged = {
            (one.source, one.start, one.end): one.guid for one in selections if one.tags and not one.memo
        }
        for one in selections:
            place = (one.source, one.start, one.end)
            if tagged.get(place) == one.guid and place in bare:
                self._odd.odd("note", "it was a second passage at the same place; it joins the coded one.")
                yield msgspec.structs.replace(one, memo=bare[place].memo)
            elif bare.get(place) is not one or place not in tagged:
                yield one

    def _known(self, one: Selection, codes: Collection[str]) -> Selection:
        """A passage without what refers to nothing in the file."""
        kept = tuple(tag for tag in one.tags if tag.code in codes)
        if lost := len(one.tags) - len(kept):
            self._odd.dropped("coding", "the codebook of the file lacks its code.", number=lost)
        return msgspec.structs.replace(one, tags=kept) if lost else one

    def _meet(self, coders: Iterable[str]) -> None:
        """Gives a name to those whom passages name and the file does not."""
        named = {coder.guid for coder in self._coders} | {""}
        strangers = [who for who in dict.fromkeys(coders) if who not in named]
        for number, who in enumerate(strangers, 1):
            self._odd.odd("coder", f"the file does not tell the name; called unknown-{number}.")
            self._coders.append(Coder(who, f"unknown-{number}"))

    def _without_speakers(
        self, selections: Sequence[Selection], cases: list[Case]
    ) -> tuple[list[Selection], list[Case]]:
        """NVivo has a code and a case of one GUID for each speaker: their codings tell who speaks."""
        people = {code.guid for code in self._codes} & {case.guid for case in cases}
        if not people:
            return [*selections], cases
        turns: dict[str, list[str]] = {}
        kept: list[Selection] = []
        for one in selections:
            tags = tuple(tag for tag in one.tags if tag.code not in people)
            for tag in one.tags:
                if tag.code in people:
                    turns.setdefault(tag.code, []).append(one.guid)
            if tags or one.memo or one.notes or not one.tags:
                kept.append(msgspec.structs.replace(one, tags=tags))
        self._codes = [code for code in self._codes if code.guid not in people]
        number = sum(map(len, turns.values()))
        self._odd.odd(
            "file", f"{count(number, 'coding')} in it say who speaks; here the labels in the text do."
        )
        return kept, [
            msgspec.structs.replace(case, selections=(*case.selections, *turns.get(case.guid, ())))
            for case in cases
        ]

    def _variables(self) -> Iterator[Variable]:
        for one in children(first(self._root, "Variables"), "Variable"):
            kind = one.get("typeOfVariable", "Text")
            known: ValueType = next((each for each in VALUE_TYPES if each.lower() == kind.lower()), "Text")
            yield Variable(guid(one), one.get("name") or "variable", known, words(one, "Description"))

    def _cases(self) -> Iterator[Case]:
        """The cases, and for the variables of a source a case without a name."""
        known = self._by_file()
        for one in children(first(self._root, "Cases"), "Case"):
            sources = tuple(known.get(key, key) for key in targets(one, "SourceRef"))
            yield Case(
                guid(one), one.get("name") or "", words(one, "Description"), _values(one), sources,
                targets(one, "SelectionRef"),
            )  # fmt: skip
        for one in children(first(self._root, "Sources")):
            if values := _values(one):
                yield Case(f"{guid(one)}/variables", values=values, sources=(guid(one),))

    def _by_file(self) -> dict[str, str]:
        """The sources by the names of their files, to which QualCoder refers instead."""
        found: dict[str, str] = {}
        for one in children(first(self._root, "Sources")):
            path = one.get("plainTextPath") or one.get("path") or ""
            stem = path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
            found[guids.plain(stem)] = guid(one)
        own = {text.source.guid for text in self._texts}
        return {name: key for name, key in found.items() if name not in own}

    def _sets(self) -> Iterator[Set]:
        for one in children(first(self._root, "Sets"), "Set"):
            yield Set(
                guid(one), one.get("name") or "", words(one, "Description"), targets(one, "MemberCode"),
                targets(one, "MemberSource"), targets(one, "MemberNote"),
            )  # fmt: skip

    def _levels(self, sets: Sequence[Set]) -> tuple[list[Code], list[Set]]:
        """The codes with the levels that sets of our own files tell, and the other sets."""
        if not self._is_ours:
            return self._codes, [*sets]
        return book_in.levelled(self._codes, sets)

    def _is_of_note(self, link: Element) -> bool:
        """Whether something is a link between a note and what it is on, which is taken in with the note."""
        ends = {guids.plain(link.get(name, "")) for name in ("originGUID", "targetGUID")}
        return any(note.guid in ends for note in self._notes)

    def _aside(self) -> Iterator[str]:
        for wrapper, (name, noun) in _ASIDE.items():
            found = children(first(self._root, wrapper), name)
            if number := sum(not self._is_of_note(one) for one in found):
                yield count(number, noun)
        if whole := sum(len(text.source.tags) for text in self._texts):
            yield f"{count(whole, 'coding')} of whole documents"


def _counting(origin: str, wish: Wish) -> offsets.Wish:
    """How positions are counted, where it is known: our own files say it in their origin."""
    if not origin.startswith("pimh") or any(wish.counting):
        return wish.counting
    return offsets.Wish("lf", "utf16" if UTF16 in origin else "cp")


def _values(element: Element) -> dict[str, str]:
    """The values of variables; an empty one is none."""
    found: dict[str, str] = {}
    for one in children(element, "VariableValue"):
        ref = first(one, "VariableRef")
        value = next((child for child in children(one) if local(child) != "VariableRef"), None)
        text = (value.text or "") if value is not None else ""
        if ref is not None and text.strip():
            is_truth = value is not None and local(value) == "BooleanValue"
            found[target(ref)] = _TRUTHS.get(text.strip(), text) if is_truth else text
    return found
