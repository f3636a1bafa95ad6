"""A small coded study in which everything is awkward to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pimhcli.analysis.passages import Passage
from pimhcli.coding.codebook import Code, Codebook
from pimhcli.coding.excerpts import Coding, Excerpt
from pimhcli.tables import participation, quotes, themes

if TYPE_CHECKING:
    from pimhcli.tables.model import Table

BOOK = Codebook(
    (
        Code("cost", "Cost & benefit <of> | *care*", "theme"),
        Code("sum", "=SUM(A1:A9)", "sub-theme", "cost"),
        Code("rtl", "שלום | עולם", "sub-theme", "cost"),
        Code("deep", "Deep “code”", "code", "rtl"),
        Code("deeper", "Deeper_code", "code", "deep"),
        Code(
            "long",
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
            "theme",
        ),
        Code("loose", "Loose end", "code"),
        Code("looser", "Another", "code"),
    )
)
# codes, quote, participants, transcript, first and last turn
MATERIAL = (
    ("rtl deep", "שלום לכולם, we cope", "PX2 PX10", "fg1", 3, 4),
    ("sum", "=1+1 | <b>bold</b> & *stars* `code` [link](x) #1 ~~ \\ &copy; _it_", "PX1", "fg2", 1, 1),
    ("sum cost", "He said:\nPX1: “yes”, 'no', \"so\"", "PX1 PX2", "fg1", 7, 8),
    ("deeper", "👨‍👩‍👧 a family\u00a0of\tthree", "", "fg1", 9, 9),
    ("long", "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 2, "PX10", "fg1", 12, 12),
    ("sum gone", "+44 is a number, −1 too", "PX2", "fg1", 11, 11),
)
STARRED = 5  # place of the key quote


def _passage(number: int, codes: str, quote: str, people: str, place: tuple[str, int, int]) -> Passage:
    group, first, last = place
    codings = tuple(
        Coding(f"id{number}{code}", code, quote, number, number + 9, star=number == STARRED, by="anna")
        for code in codes.split()
    )
    named = tuple(people.split())
    return Passage(Excerpt(group, codings), first, last, named or ("Moderator",), named, group)


@pytest.fixture(scope="session")
def book() -> Codebook:
    return BOOK


@pytest.fixture(scope="session")
def material() -> list[Passage]:
    return [
        _passage(number, codes, quote, people, (group, first, last))
        for number, (codes, quote, people, group, first, last) in enumerate(MATERIAL)
    ]


@pytest.fixture(scope="session")
def every_table(book: Codebook, material: list[Passage]) -> dict[str, Table]:
    return {
        "themes": themes.build(book),
        "themes-counted": themes.build_counted(book, material),
        "quotes": quotes.build(book, material),
        "participants-by-theme": participation.build(book, material, ["PX1", "PX2", "PX3", "PX10"]),
    }
