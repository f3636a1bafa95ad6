"""Projects of any kind, for what must hold of all of them."""

from __future__ import annotations

from hypothesis import strategies as st

from pimhcli.exchange.model import (
    Case,
    Code,
    Coder,
    Note,
    Project,
    Selection,
    Set,
    Source,
    Tag,
    Variable,
)
from pimhcli.exchange.refi.guids import guid

# emoji, right-to-left, marks that join, blanks of all kinds, what XML minds, and what it has no place for
ALPHABET = "ab é😀👩‍👧שלוםمرحبا\u00a0\u2028\u0301<&\"'>]\x00\x0b\ufffe"
TEXTS = st.lists(st.sampled_from([*ALPHABET, "\n", "]]>", "Include: ", "|"]), max_size=30).map("".join)
NAMES = st.text(st.sampled_from([*ALPHABET]), min_size=1, max_size=20)
TIMES = st.sampled_from(["", "2026-11-23T10:04:11Z"])
ANNA, BEN = guid("s", "coder", "anna"), guid("s", "coder", "ben")


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """A project whose parts refer to one another as they should."""
    codes = draw(codebooks())
    notes = draw(_notes())
    note_guids = tuple(note.guid for note in notes)
    sources = tuple(
        Source(guid("s", "source", str(number)), name, text, notes=note_guids[:1])
        for number, (name, text) in enumerate(draw(st.lists(st.tuples(NAMES, TEXTS), max_size=3)))
    )
    selections = [
        draw(_selection(source, codes, str(number)))
        for source in sources
        for number in range(draw(st.integers(0, 4)))
    ]
    variables = (
        Variable(guid("s", "item", "a"), "a", "Text", draw(TEXTS)),
        Variable(guid("s", "item", "b"), "b", "Float"),
        Variable(guid("s", "item", "c"), "c", "Boolean"),
    )
    values = dict(zip((one.guid for one in variables), (draw(TEXTS), "-1.5", "true"), strict=True))
    guids = tuple(source.guid for source in sources)
    sets = (Set(guid("s", "set"), draw(NAMES), draw(TEXTS), sources=guids, notes=note_guids),)
    return Project(
        name=draw(NAMES), origin="pimh 0", description=draw(TEXTS), coder=ANNA, created=draw(TIMES),
        coders=(Coder(ANNA, "anna"), Coder(BEN, draw(NAMES))), codes=codes, variables=variables,
        cases=(Case(guid("s", "case"), draw(NAMES), values=values, sources=guids),), sources=sources,
        selections=tuple(selections), notes=notes, sets=sets * bool(guids), noted=note_guids,
    )  # fmt: skip


@st.composite
def codebooks(draw: st.DrawFn) -> tuple[Code, ...]:
    """A codebook up to seven deep."""
    made: list[Code] = []
    depths = {"": 0}
    for number in range(draw(st.integers(0, 9))):
        parent = draw(st.sampled_from(sorted(one for one, depth in depths.items() if depth < 7)))
        key = guid("s", "code", str(number))
        depths[key] = depths[parent] + 1
        texts = draw(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS))
        level = draw(st.sampled_from(["", "theme", "sub-theme", "code"]))
        colour = draw(st.sampled_from(["", "#0B5CAD"]))
        made.append(Code(key, draw(NAMES), parent, *texts, colour, level=level))
    return tuple(made)


@st.composite
def _notes(draw: st.DrawFn) -> tuple[Note, ...]:
    return tuple(
        Note(guid("s", "note", str(number)), name, text, coder=ANNA, at=draw(TIMES))
        for number, (name, text) in enumerate(draw(st.lists(st.tuples(NAMES, TEXTS), max_size=2)))
    )


@st.composite
def _selection(draw: st.DrawFn, source: Source, codes: tuple[Code, ...], key: str) -> Selection:
    """A passage that may be empty, lie in another, or be there twice."""
    start, end = sorted(draw(st.tuples(*(st.integers(0, len(source.text)),) * 2)))
    name = f"{source.guid}/{key}"
    coder = draw(st.sampled_from([ANNA, BEN]))
    tags = tuple(
        Tag(guid("s", "tag", name, code.guid), code.guid, coder, draw(TIMES))
        for code in (draw(st.lists(st.sampled_from(codes), unique=True, max_size=2)) if codes else ())
    )
    return Selection(
        guid("s", "selection", name), source.guid, start, end, source.text[start:end], draw(TEXTS), coder,
        draw(TIMES), tags,
    )  # fmt: skip
