"""A project on its way from one program to another: what REFI-QDA has places for, whatever file it is in."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from pimhcli.findings import Finding

ValueType = Literal["Text", "Boolean", "Integer", "Float", "Date", "DateTime"]
VALUE_TYPES: tuple[ValueType, ...] = get_args(ValueType)


class Coder(msgspec.Struct, frozen=True):
    """Somebody who coded; a user in REFI-QDA.

    Args:
        guid: by which the others refer to it, as everywhere here: in upper case, without braces. Files that
            know no GUIDs have other texts here, each its own.
        name: as the other program shows it, or the id of a coder here.
    """

    guid: str
    name: str


class Code(msgspec.Struct, frozen=True):
    """An entry of the codebook, parents before children.

    Args:
        guid: its name among the others.
        name: without the names above it.
        parent: the guid of the entry above; empty at the top.
        definition: what it means.
        include: when to use it.
        exclude: when not to.
        example: words that show it.
        colour: as #RRGGBB; empty for none.
        is_codable: whether text may be coded with it; a theme need not be.
        level: theme, sub-theme or code; empty where the file does not tell.
        status: retired, or empty.
        notes: guids of the notes on it.
    """

    guid: str
    name: str
    parent: str = ""
    definition: str = ""
    include: str = ""
    exclude: str = ""
    example: str = ""
    colour: str = ""
    is_codable: bool = True
    level: str = ""
    status: str = ""
    notes: tuple[str, ...] = ()


class Tag(msgspec.Struct, frozen=True):
    """One code on a selection or on a whole source; a coding in REFI-QDA.

    Args:
        guid: its name among the others.
        code: the guid of the code.
        coder: the guid of who coded; empty where the file does not tell.
        at: when, UTC, as 2026-11-23T10:04:11Z; empty where the file does not tell.
        notes: guids of the notes on it.
    """

    guid: str
    code: str
    coder: str = ""
    at: str = ""
    notes: tuple[str, ...] = ()


class Source(msgspec.Struct, frozen=True):
    """A text that was coded.

    Args:
        guid: its name among the others.
        name: as the other program shows it, or the id of a transcript here.
        text: with LF line ends and no byte order mark; offsets count its code points.
        description: what is said of it.
        coder: the guid of who made it.
        at: when it was made, UTC.
        tags: codes on the whole of it.
        notes: guids of the notes on it.
    """

    guid: str
    name: str
    text: str
    description: str = ""
    coder: str = ""
    at: str = ""
    tags: tuple[Tag, ...] = ()
    notes: tuple[str, ...] = ()


class Selection(msgspec.Struct, frozen=True):
    """A passage of a source with what somebody made of it; without tags and memo it only bears notes.

    Args:
        guid: its name among the others.
        source: the guid of the source.
        start: offset of its first character in the source's text, in code points.
        end: offset behind its last one.
        quote: its words as the file has them, shortened perhaps; may be any other title.
        memo: the coder's note on it.
        coder: the guid of who made it; a tag's own coder goes before this one.
        at: when, UTC.
        tags: the codes on it.
        notes: guids of the notes on it.
    """

    guid: str
    source: str
    start: int
    end: int
    quote: str = ""
    memo: str = ""
    coder: str = ""
    at: str = ""
    tags: tuple[Tag, ...] = ()
    notes: tuple[str, ...] = ()


class Note(msgspec.Struct, frozen=True):
    """A memo; what it is on tells that it bears it.

    Args:
        guid: its name among the others.
        name: its title.
        text: as plain text or Markdown.
        description: what is said of it.
        coder: the guid of who wrote it.
        at: when, UTC.
    """

    guid: str
    name: str
    text: str
    description: str = ""
    coder: str = ""
    at: str = ""


class Variable(msgspec.Struct, frozen=True):
    """What is known of cases; an item of the questionnaire here.

    Args:
        guid: its name among the others.
        name: the item's id here.
        type: of its values.
        description: the question, and what answers there are.
    """

    guid: str
    name: str
    type: ValueType = "Text"
    description: str = ""


class Case(msgspec.Struct, frozen=True):
    """Somebody, or something, of which variables are known; a participant here.

    Args:
        guid: its name among the others.
        name: the participant's id here; empty for what only holds the variables of a source.
        description: what is said of it.
        values: the value of each variable that has one, by the variable's guid: true or false, a whole
            number, a decimal with a point, a date as 2026-11-23, or any text.
        sources: guids of the sources that it is in.
        selections: guids of the selections in which it speaks.
    """

    guid: str
    name: str = ""
    description: str = ""
    values: dict[str, str] = {}
    sources: tuple[str, ...] = ()
    selections: tuple[str, ...] = ()


class Set(msgspec.Struct, frozen=True):
    """Some codes, sources and notes that belong together.

    Args:
        guid: its name among the others.
        name: as the other program shows it; of sources the focus group.
        description: what is said of it.
        codes: guids of its codes.
        sources: guids of its sources.
        notes: guids of its notes.
    """

    guid: str
    name: str
    description: str = ""
    codes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Project(msgspec.Struct, frozen=True):
    """All that one program hands to another.

    Args:
        name: of the study.
        origin: the program that made the file, with its version.
        description: what is said of the study.
        coder: the guid of who made the project.
        created: when, UTC, as 2026-11-23T10:04:11Z; empty where the file does not tell.
        modified: when it was last changed, likewise.
        coders: who coded.
        codes: the codebook, parents before children, in order.
        variables: what is known of cases.
        cases: of whom it is known.
        sources: the texts.
        selections: passages of the texts with their codes.
        notes: the memos.
        sets: what belongs together.
        noted: guids of the notes on the project itself.
    """

    name: str = ""
    origin: str = ""
    description: str = ""
    coder: str = ""
    created: str = ""
    modified: str = ""
    coders: tuple[Coder, ...] = ()
    codes: tuple[Code, ...] = ()
    variables: tuple[Variable, ...] = ()
    cases: tuple[Case, ...] = ()
    sources: tuple[Source, ...] = ()
    selections: tuple[Selection, ...] = ()
    notes: tuple[Note, ...] = ()
    sets: tuple[Set, ...] = ()
    noted: tuple[str, ...] = ()


class Received(msgspec.Struct, frozen=True):
    """A project that came in.

    Args:
        project: what could be read of it.
        findings: a note for each oddity that was understood all the same, and for each choice that was made
            for the reader, such as how offsets are counted; a warning for each thing that is in the file
            and not in the project, though a study has a place for such things: it is dropped.
        aside: what a study has no place for, in words with numbers, such as ``3 networks``.
    """

    project: Project
    findings: tuple[Finding, ...] = ()
    aside: tuple[str, ...] = ()
