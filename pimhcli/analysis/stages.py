"""The usual stages of each approach, and what in a study tells how far a stage is."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pimhcli.folding import fold

Sign = Literal["reading", "coding", "themes", "reviewing", "defining", "comparing", "reporting", ""]


class Usual(NamedTuple):
    """A stage that an approach usually has.

    Args:
        name: as it is usually called.
        sign: what in the study tells how far it is.
    """

    name: str
    sign: Sign


class Course(NamedTuple):
    """The usual course of an analysis.

    Args:
        source: who describes it, as papers cite them.
        stages: in order.
    """

    source: str
    stages: tuple[Usual, ...]


COURSES: dict[str, Course] = {
    "reflexive_ta": Course(
        "Braun & Clarke, 2012",
        (
            Usual("Familiarisation with the data", "reading"),
            Usual("Generating initial codes", "coding"),
            Usual("Searching for themes", "themes"),
            Usual("Reviewing potential themes", "reviewing"),
            Usual("Defining and naming themes", "defining"),
            Usual("Producing the report", "reporting"),
        ),
    ),
    "codebook_ta": Course(
        "Brooks, McCluskey, Turley & King, 2015",
        (
            Usual("Familiarisation with the data", "reading"),
            Usual("Preliminary coding", "coding"),
            Usual("Organising themes into clusters", "themes"),
            Usual("Defining an initial template", "defining"),
            Usual("Applying and modifying the template", "coding"),
            Usual("Finalising the template", "reviewing"),
        ),
    ),
    "coding_reliability_ta": Course(
        "Guest, MacQueen & Namey, 2012",
        (
            Usual("Familiarisation with the data", "reading"),
            Usual("Developing the codebook", "defining"),
            Usual("Coding by two coders apart", "comparing"),
            Usual("Settling differences and revising the codebook", "reviewing"),
            Usual("Coding all of the data", "coding"),
            Usual("Reporting the themes", "reporting"),
        ),
    ),
    "framework": Course(
        "Ritchie & Spencer, 1994",
        (
            Usual("Familiarisation", "reading"),
            Usual("Identifying a thematic framework", "themes"),
            Usual("Indexing", "coding"),
            Usual("Charting", "reviewing"),
            Usual("Mapping and interpretation", "reporting"),
        ),
    ),
    "content_analysis": Course(
        "Elo & Kyngäs, 2008",
        (
            Usual("Making sense of the data", "reading"),
            Usual("Open coding", "coding"),
            Usual("Grouping into categories", "themes"),
            Usual("Abstraction", "defining"),
            Usual("Reporting", "reporting"),
        ),
    ),
}

# What the name of a stage that is nobody's usual one speaks of: the first that fits
_WORDS: tuple[tuple[Sign, tuple[str, ...]], ...] = (
    ("reading", ("familiar", "reading", "immers", "sense of the data")),
    ("reporting", ("report", "writ", "consolidat", "mapping", "interpret")),
    ("comparing", ("agree", "reliab", "two coders", "second coder")),
    ("reviewing", ("review", "chart", "revis", "final", "check")),
    ("defining", ("defin", "naming", "abstract", "codebook", "template")),
    ("themes", ("theme", "thematic", "categor", "cluster", "grouping")),
    ("coding", ("cod", "index")),
)  # fmt: skip


def sign_of(name: str) -> Sign:
    """What tells how far a stage is; nothing where its name speaks of nothing that a study shows.

    Args:
        name: as the study calls the stage.
    """
    words = fold(name)
    known = {fold(usual.name): usual.sign for course in COURSES.values() for usual in course.stages}
    if words in known:
        return known[words]
    return next((sign for sign, parts in _WORDS if any(part in words for part in parts)), "")
