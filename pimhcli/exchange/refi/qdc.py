"""A codebook alone as a .qdc file, the other format of REFI-QDA."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from pimhcli.errors import ProblemsError
from pimhcli.exchange.codebooks.model import Book
from pimhcli.exchange.model import Set
from pimhcli.exchange.refi import book_in
from pimhcli.exchange.refi.book_out import below, entry, level_sets
from pimhcli.exchange.refi.elements import Oddities, children, first, guid, local, root, targets
from pimhcli.exchange.refi.xml import element, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.exchange.model import Code

SPACE = "urn:QDA-XML:codebook:1.0"


def written(codes: Sequence[Code], origin: str) -> bytes:
    """The file; the same bytes for the same codebook.

    The order of elements is that of the schema Codebook.xsd; notes on codes have no place in it.

    Args:
        codes: the entries, at least one, parents before children.
        origin: the program that writes it.
    """
    made = element("CodeBook", xmlns=SPACE, origin=origin)
    under = below(codes)
    wrapped(made, "Codes", (entry(code, under) for code in under[""]))
    wrapped(made, "Sets", map(_set, level_sets(codes)))
    for notes in [*made.iter("Code")]:
        for note in notes.findall("NoteRef"):
            notes.remove(note)
    ET.indent(made, " ")
    data: bytes = ET.tostring(made, "utf-8", xml_declaration=True)
    return data + b"\n"


def read(data: bytes, file: str, split: str = "") -> Book:
    """The codebook of a file, of any version of the format.

    Args:
        data: the whole file.
        file: its name, for messages.
        split: what stands between the names of a path, where names are paths; empty where they are not.

    Raises:
        ProblemsError: it is no codebook, or is damaged or hostile.
    """
    book, odd = root(data, file), Oddities()
    if local(book) != "CodeBook":
        raise ProblemsError(
            f"{file} holds no codebook but <{local(book)}>.",
            hint="Export the codebook from the program that it comes from: REFI-QDA codebook (.qdc).",
        )
    if (space := book.tag.rpartition("}")[0].strip("{")) != SPACE:
        odd.odd("file", f"it is of the version {space or 'without a name'}; it was read as 1.0.")
    codes = book_in.codes(book, odd, split)
    if not codes:
        raise ProblemsError(f"{file} holds no codes.", hint="Export the codebook anew.")
    if (book.get("origin") or "").startswith("pimh"):
        codes, _ = book_in.levelled(codes, [_read_set(one) for one in children(first(book, "Sets"), "Set")])
    return Book(tuple(codes), findings=odd.findings(file))


def _set(one: Set) -> ET.Element:
    made = element("Set", one.description, guid=one.guid, name=one.name)
    made.extend(ET.Element("MemberCode", guid=key) for key in one.codes)
    return made


def _read_set(one: ET.Element) -> Set:
    return Set(guid(one), one.get("name") or "", codes=targets(one, "MemberCode"))
