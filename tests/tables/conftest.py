"""A small coded study in which everything is awkward to print."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tables.paper import papers_table
from tables.talking import BOTH, ONE, interaction_of, participation_of, questions_of

from pimhcli.analysis.passages import Passage
from pimhcli.analysis.together import pairs
from pimhcli.coding.codebook import Code, Codebook
from pimhcli.coding.excerpts import Coding, Excerpt
from pimhcli.tables import checklist, exemplars, matrix, quotes, saturation, themes, together
from pimhcli.tables import codebook as of_codebook
from pimhcli.tables.checklist import Guideline, Line
from pimhcli.tables.matrix import Part, Shape
from pimhcli.tables.model import Column, Figure, Note, Row, Table

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
PARTS = (
    Part("Nurses & co", frozenset({"PX1"})),
    Part("=fg2", frozenset(), "fg2"),
    Part("Nobody", frozenset()),
)
GROUPS = ("fg1", "=fg2", "fg 3", "fg_4", "fg5", "fg6", "fg7")
CODES = ("abcdefghijklmnopqrst", "abu", "cv", "d", "wx", "a", "b")
LINES = (
    Line(1, "Team", "Who moderated", "Anna & Ben", ("study.yaml, team",)),
    Line(2, "Team", "Credentials", ask="such as PhD | RN."),
    Line(13, "Design", "Non-participation", "7 of 9", ("study.yaml",), "why.", "Checked: nothing found."),
)
STARRED = 5  # place of the key quote

# columns for groups, decimal commas, marks and indents: what a demographics table can hold
BY_GROUP = Table(
    "demographics",
    "Tabelle 2. Angaben & Antworten",
    (
        Column("Frage"),
        Column("FG 1 (n = 4)", "right", numeric=True),
        Column("FG 2 (n = 3)", "right", numeric=True),
        Column("k. A.", "center"),
        Column("Alle (n = 7)", "right", numeric=True),
    ),
    (
        Row(("Beruf", "", "", "", ""), heading=True, mark="a"),
        Row(("Psychologie", "1 (25,00%)", "1 (33,33%)", "", "2 (28,57%)"), indent=1),
        Row(("davon in Ausbildung", "25,00%", "0%", "–", "14,29%"), indent=2),
        Row(("Alter, Mittel", "37,5", "−3", "1", "37,57"), mark="b"),
        Row(("=SUM(A1:A9)\nzweite Zeile", "-1", "+2", "@x", "1,2,3")),
    ),
    (Note("n = 7."), Note("Mehrere Antworten waren möglich.", "a"), Note("3 von 7 in halben Jahren.", "b")),
    (
        Figure("Beruf > Psychologie", "Alle (n = 7)", "percent", Fraction(200, 7), 7),
        Figure("=1+1", "Alle (n = 7)", "n", Fraction(2), 7),
    ),
    ",",
)


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
        "demographics": papers_table(),
        "by-group": BY_GROUP,
        "themes": themes.build(book),
        "themes-counted": themes.build_counted(book, material),
        "quotes": quotes.build(book, material),
        "participants-by-theme": matrix.of_participants(book, material, ["PX1", "PX2", "PX3", "PX10"]),
        "matrix": matrix.build(book, material, PARTS, Shape("matrix", "Themes by <group>", "quotes")),
        "exemplars": exemplars.build(book, material, withheld=2),
        "codebook": of_codebook.build(book, material),
        "co-occurrence": together.build(book, pairs(book, material)),
        "saturation": saturation.build(GROUPS, [frozenset(codes) for codes in CODES]),
        "coreq": checklist.build(Guideline("coreq", "COREQ & criteria", "Tong 2007."), LINES),
        "participation": participation_of(BOTH),
        "interaction": interaction_of(ONE),
        "questions": questions_of(BOTH),
    }
