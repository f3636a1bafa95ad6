"""The report's blocks as a page: an outline, quotes that lead to their place, and nothing that runs."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import Read

from pimhcli.figures.model import Figure
from pimhcli.report.blocks import Heading, Line, Listing, Paragraph, Quote, Run, Simple
from pimhcli.report.formats import html
from pimhcli.report.web.body import Body
from pimhcli.tables.model import Column, Note, Row, Table

HOSTILE = '</p><script>alert(1)</script><b title="x'
words = st.text(max_size=12)
runs = st.lists(st.builds(Run, words, st.booleans(), st.booleans(), st.booleans(), words), max_size=3).map(
    tuple
)
quotes = st.builds(
    Quote,
    words,
    words,
    words,
    st.booleans(),
    words,
    words,
    st.lists(st.builds(Line, words, words)).map(tuple),
)
leaves = (
    st.builds(Heading, st.integers(1, 6), runs)
    | st.builds(Paragraph, runs, st.booleans())
    | quotes
    | st.builds(Simple, st.tuples(runs, runs), st.lists(st.tuples(runs, runs), max_size=2).map(tuple))
)
items = st.lists(st.lists(leaves, max_size=2).map(tuple), max_size=2).map(tuple)
blocks = st.lists(leaves | st.builds(Listing, items, st.booleans(), st.integers(0, 9)), max_size=8)


def heading(level: int, text: str) -> Heading:
    return Heading(level, (Run(text),))


def body(*parts: object, excerpts: frozenset[str] = frozenset()) -> Read:
    return Read(Body(parts, "transcripts.html", excerpts).main)  # type: ignore[arg-type]


@given(blocks)
def test_any_blocks_make_a_page_whose_tags_are_closed_and_whose_ids_are_unique(parts: list[Heading]) -> None:
    page = Read(html.render(parts)["report.html"])
    ids = [one for one in page.ids if not one.startswith("q-")]
    assert len(set(ids)) == len(ids)


@given(st.lists(st.integers(1, 6), max_size=8))
def test_there_is_one_first_heading_and_no_level_is_left_out(levels: list[int]) -> None:
    page = Read(html.render([heading(level, "Part") for level in levels])["report.html"])
    found = [
        int(one.tag[1])
        for one in page.elements
        if re.fullmatch("h[1-6]", one.tag) and one.attributes.get("id") != "contents"
    ]
    assert found[0] == 1
    assert 1 not in found[1:]
    assert all(after <= before + 1 for before, after in pairwise(found))


def test_the_title_is_the_first_heading_of_the_report_and_stands_once() -> None:
    page = html.render([heading(1, "Hope & hardship"), heading(2, "Results")])["report.html"]
    assert page.count("Hope &amp; hardship") == 2
    assert "<title>Hope &amp; hardship</title>" in page


def test_the_contents_lead_to_the_headings_of_the_second_and_third_level() -> None:
    made = Body([heading(2, "Results"), heading(3, "Theme 1: Hope"), heading(4, "Deep")], "", frozenset())
    (results,) = made.contents
    assert (results.words, results.anchor) == ("Results", "results")
    assert [(one.words, one.anchor) for one in results.below] == [("Theme 1: Hope", "theme-1-hope")]


def test_two_headings_of_the_same_words_have_a_place_each() -> None:
    assert body(heading(2, "Hope 2"), heading(2, "Hope"), heading(2, "Hope")).ids == [
        "hope-2",
        "hope",
        "hope-3",
    ]


def test_the_page_has_its_landmarks_and_a_way_past_the_contents() -> None:
    page = Read(html.render([heading(1, "Hope"), heading(2, "Results")])["report.html"])
    assert {"header", "nav", "main"} <= {one.tag for one in page.elements}
    assert page.links[0] == "#main"


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs() -> None:
    page = html.render([heading(1, "Hope")])["report.html"]
    assert not re.search(r"<script|<link|src=|@import|url\(", page)


@pytest.mark.parametrize(
    "block",
    [
        heading(2, HOSTILE),
        Paragraph((Run(HOSTILE, strong=True, link=f"https://example.org/{HOSTILE}"),)),
        Quote(HOSTILE, HOSTILE, HOSTILE, excerpt=HOSTILE),
        Quote(HOSTILE, HOSTILE, HOSTILE, lines=(Line(HOSTILE, HOSTILE),)),
        Simple(((Run(HOSTILE),),), (((Run(HOSTILE),),),)),
        Table(
            "x",
            HOSTILE,
            (Column(HOSTILE),),
            (Row((HOSTILE,), mark="<b>"),),
            (Note(HOSTILE),),
            language=HOSTILE,
        ),
        Listing(((Paragraph((Run(HOSTILE),)),),)),
    ],
    ids=lambda block: type(block).__name__,
)
def test_hostile_words_are_shown_and_never_run(block: object) -> None:
    page = body(block, excerpts=frozenset({HOSTILE}))
    assert not {"script", "b title"} & {one.tag for one in page.elements}
    assert HOSTILE in page.text


def test_a_control_character_is_a_dot() -> None:
    assert "a·b" in html.render([Paragraph((Run("a\x00b"),))])["report.html"]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", " JavaScript:alert(1)", "java\nscript:x", "data:text/html,x"]
)
def test_a_link_that_is_a_program_is_words_alone(link: str) -> None:
    assert body(Paragraph((Run("here", link=link),))).links == []


@pytest.mark.parametrize("link", ["https://example.org/?a=1&b=2", "mailto:a@example.org", "figures/map.svg"])
def test_a_link_to_a_page_stays(link: str) -> None:
    assert body(Paragraph((Run("here", link=link),))).links == [link]


def test_a_quote_leads_to_its_place_in_the_transcripts() -> None:
    quote = Quote("There is hope.", "P2", "fg1, turn 3", star=True, excerpt="abc")
    page = body(quote, excerpts=frozenset({"abc"}))
    assert (page.ids, page.links) == (["q-abc"], ["transcripts.html#e-abc"])
    assert "“There is hope.”" in page.text
    assert "— P2 (fg1, turn 3) ★ key quote" in page.text


def test_a_quote_that_has_no_place_there_leads_nowhere() -> None:
    assert body(Quote("There is hope.", "P2", "fg1, turn 3", excerpt="abc")).links == []


def test_a_quote_that_stands_twice_has_one_place_in_the_report() -> None:
    quote = Quote("There is hope.", "P2", "fg1, turn 3", excerpt="abc")
    assert body(quote, quote).ids == ["q-abc"]


def test_an_exchange_is_laid_out_voice_by_voice_and_says_what_is_no_part_of_the_quote() -> None:
    lines = (
        Line("Mod", "How is it?", "before"),
        Line("P2", "Hard."),
        Line("", "[contribution not printed]", "after"),
    )
    page = body(Quote("Hard.", "P2", "fg1, turn 3", lines=lines))
    assert [one.get("class") for one in page.of("p")] == ["line before", "line quote", "line after"]
    assert "Before the quote: Mod: How is it?" in page.text
    assert "After the quote: [contribution not printed]" in page.text
    assert page.text.count("Hard.") == 1


def test_a_table_has_heads_of_columns_and_rows_and_scrolls_by_itself_with_the_keyboard() -> None:
    table = Table("x", "Table 2. People", (Column("Item"), Column("n")), (Row(("Age", "7")), Row(("", "8"))))
    page = body(table)
    assert [one.get("scope") for one in page.of("th")] == ["col", "col", "row"]
    (scrolling,) = (one for one in page.of("div") if one.get("class") == "scroll")
    assert (scrolling["tabindex"], scrolling["aria-label"]) == ("0", "Table 2. People")


def test_a_list_counts_from_where_it_starts() -> None:
    item = (Paragraph((Run("one"),)),)
    assert body(Listing((item,), numbered=True, start=3)).of("ol") == [{"start": "3"}]


def test_a_figure_stands_in_the_page_with_its_description_in_words() -> None:
    pytest.importorskip("pimhcli.figures.svg")
    page = body(Figure("map", "Figure 1. The themes", "Hope: 5 of 7.", 100, 50, ()))
    assert "Hope: 5 of 7." in page.text
    assert page.of("svg")
