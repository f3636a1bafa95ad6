"""A row is painted in exactly its cells: gutter, lanes, words in the styles of what covers them, names."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from pimhcli.screen.colours import Ground, Words, look, words_style
from pimhcli.screen.graphemes import shown
from pimhcli.screen.marks import Mark, Scene, Shade
from pimhcli.screen.motions import nearest
from pimhcli.screen.painting import ASCII_SIGNS, SIGNS, Painter, Signs, Target, frame
from pimhcli.screen.wrapping import Layout
from pimhcli.transcripts.turns import Transcript, parse

if TYPE_CHECKING:
    from rich.color import Color
    from rich.style import Style

TALK = """\
Moderator: How was it?
PX1: It was hard, and it’s still hard for most of us I think.
PX2:
PX1: Zoo 👩‍👧 a\tb \x1b[31m \u202e 🇩🇪 你好吗 e\u0301 नि end.
"""
NONE = look("none")
STAR = Mark(
    "e1", TALK.index("It was"), TALK.index(" for"), 0, ("hard work",), star=True, memo=True, codes=("c1",)
)
INNER = Mark("e2", TALK.index("still"), TALK.index("hard for"), 1, ("still", "now"), codes=("c2",))


def painter(scene: Scene, width: int = 60, talk: str = TALK, signs: Signs = SIGNS) -> Painter:
    transcript = parse(talk)
    columns = frame(transcript, width, margin=scene.margin)
    made = Painter(Layout(transcript, columns.text), columns, NONE, signs)
    made.show(scene)
    return made


def rows(scene: Scene, width: int = 60, signs: Signs = SIGNS) -> list[str]:
    made = painter(scene, width, signs=signs)
    return ["".join(segment.text for segment in made.row(row)) for row in range(made.layout.rows)]


def styled(scene: Scene, style: Style, width: int = 60) -> str:
    """The text of all segments of a style."""
    made = painter(scene, width)
    found = (segment for row in range(made.layout.rows) for segment in made.row(row))
    return "".join(segment.text for segment in found if segment.style == style)


def test_a_pane_of_80_cells_shows_numbers_speakers_lanes_and_words() -> None:
    """V1: no text is cut at 80 cells."""
    assert [row.rstrip() for row in rows(Scene((STAR, INNER), cursor=len(TALK) - 1), 44)] == [
        "  1 Moderat…     How was it?",
        "  2 PX1     ★┌   It was hard, and it’s",
        "             └╻  still hard for most of us",
        "                 I think.",
        "  3 PX2",
        "▶ 4 PX1          Zoo 👩 a    b ·[31m · DE",
        "                 你好吗 é न· end.",
    ]


HIS = msgspec.structs.replace(STAR, coder="ben")


@pytest.mark.parametrize(("signs", "lanes"), [(SIGNS, (" ╭", "╻╰")), (ASCII_SIGNS, (" .", "!'"))])
def test_the_lanes_of_others_have_signs_of_their_own(signs: Signs, lanes: tuple[str, str]) -> None:
    """Never by colour alone; and one's own excerpt has the first lane."""
    found = rows(Scene((HIS, INNER)), 44, signs)
    assert (found[1][12:16], found[2][12:16]) == (f" {lanes[0]} ", f" {lanes[1]} ")


def test_the_names_of_others_excerpts_begin_with_whose_they_are() -> None:
    assert rows(Scene((HIS,)), 90)[1].rstrip().endswith(" ben: hard work*")


def test_without_colours_words_that_others_alone_have_coded_are_slanted() -> None:
    """V5: and those of one's own excerpt are underlined as ever, also where another overlaps with it."""
    scene = Scene((HIS, INNER), cursor=len(TALK) - 1)
    assert styled(scene, NONE.others[0]) == "It was hard, and it’s hard"
    assert styled(scene, NONE.shades[0] + NONE.overlap) == "still "


def test_a_terminal_without_utf_8_gets_ascii_signs() -> None:
    """V6: lanes, star and cursor's turn in ASCII."""
    found = rows(Scene((STAR, INNER), cursor=len(TALK) - 1), 44, ASCII_SIGNS)
    assert (found[1][12:16], found[2][12:16], found[5][0]) == ("*/  ", " \\! ", ">")


def test_names_stand_beside_the_row_in_which_their_excerpts_begin() -> None:
    found = rows(Scene((STAR, INNER)), 90)
    assert found[1][-23:] == " hard work* still, now "
    assert {row[-23:].strip() for row in (found[0], *found[2:])} == {""}


def test_names_are_only_there_where_there_is_room_and_they_are_wanted() -> None:
    transcript = parse(TALK)
    assert frame(transcript, 89, margin=True).names == 0
    assert frame(transcript, 90, margin=False).names == 0
    assert frame(transcript, 90, margin=True).text == 90 - 17 - 23 - 1


@given(
    st.lists(st.tuples(st.integers(0, len(TALK)), st.integers(0, len(TALK))).map(sorted), max_size=8),
    st.integers(0, len(TALK)),
    st.integers(40, 130),
)
def test_rows_are_exactly_as_wide_as_the_pane(spans: list[list[int]], cursor: int, width: int) -> None:
    """V7: whatever is shown, what stands to the right of the pane is in one column."""
    marks = tuple(
        Mark(str(n), start, end, n, ("x\x1b", "你好" * n), memo=True) for n, (start, end) in enumerate(spans)
    )
    places = sorted({edge for span in spans for edge in span})
    scene = Scene(marks, cursor, (min(places), max(places)) if places else None, "1")
    made = painter(scene, width)
    for row in range(made.layout.rows):
        segments = made.row(row)
        assert sum(cell_len(segment.text) for segment in segments) == width
        assert all(segment.style is not None for segment in segments)
        assert not any(
            sign < " " or sign in "\x7f\x9b\u202e" for segment in segments for sign in segment.text
        )


@given(st.integers(0, len(TALK)), st.integers(40, 100))
def test_the_cursor_is_painted_in_its_cell(offset: int, width: int) -> None:
    """V10: the painted cursor is where the layout says."""
    made = painter(Scene(cursor=offset), width)
    row, column = made.cursor
    at, found = 0, []
    for segment in made.row(row):
        found += [at] if segment.style == NONE.cursor else []
        at += cell_len(segment.text)
    assert found == [made.frame.gutter + column]


@given(st.integers(0, len(TALK)), st.integers(0, len(TALK)), st.integers(40, 100))
def test_what_is_painted_as_selected_is_what_is_selected(one: int, other: int, width: int) -> None:
    """A2: the highlighted text is the selected one, across turns too."""
    transcript = parse(TALK)
    layout = Layout(transcript, 40)
    start, end = sorted((nearest(layout, one), nearest(layout, other)))
    spans = [(max(start, turn.start), min(end, turn.end)) for turn in transcript.turns]
    selected = "".join(shown(TALK[first:last]) for first, last in spans)
    painted = styled(Scene(selection=(start, end), cursor=end), NONE.selected, width)
    # blanks at a row's end may hang over it
    assert "".join(painted.split()) == "".join(selected.split())


def test_excerpt_overlap_selection_and_cursor_differ_without_colour() -> None:
    """V5: told apart by attributes."""
    selection = (TALK.index("for most"), TALK.index(" us I"))
    scene = Scene((STAR, INNER), cursor=TALK.index("think"), selection=selection)
    assert styled(scene, NONE.shades[0]) == "It was hard, and it’s hard"
    assert styled(scene, NONE.shades[0] + NONE.overlap) == "still "
    assert styled(scene, NONE.selected) == "for most of"
    assert styled(scene, NONE.cursor) == "t"


def test_the_excerpt_being_worked_on_has_a_bold_lane_and_bold_words() -> None:
    scene = Scene((STAR, INNER), current="e2", cursor=len(TALK))
    assert styled(scene, NONE.lanes[0] + NONE.current) == "★╻"
    assert styled(scene, NONE.shades[0] + NONE.overlap + NONE.current) == "still "


def test_highlights_off_leaves_the_lanes() -> None:
    scene = Scene((STAR, INNER), highlights=False)
    assert styled(scene, NONE.shades[0]) == ""
    assert "★╻╻" in "".join(rows(scene))


def test_only_the_code_in_focus_is_highlighted() -> None:
    scene = Scene((STAR, INNER), focus=frozenset({"c2"}))
    assert styled(scene, NONE.shades[0]) == "still "


def test_search_hits_are_seen_even_from_one_row_to_the_next() -> None:
    hits = tuple((at, at + 7) for at in (TALK.index("hard, a"), TALK.index("hard fo")))
    assert styled(Scene(hits=hits), NONE.hit) == "hard, ahard fo"


def test_speakers_filtered_out_and_numbers_of_uncoded_turns_stand_back() -> None:
    scene = Scene(speakers=frozenset({"PX1", "PX2"}), coded=frozenset({1, 2}), cursor=TALK.index("Zoo"))
    assert styled(scene, NONE.quiet) == "  1 Moderat…How was it?  3 ▶ 4 "


@pytest.mark.parametrize(
    ("row", "column", "target"),
    [
        (1, 17, Target("text", TALK.index("It was"))),
        (1, 20, Target("text", TALK.index("was hard"))),
        (1, 5, Target("text", TALK.index("It was"))),
        (1, 13, Target("lane", TALK.index("It was"), "e1")),
        (1, 14, Target("lane", TALK.index("It was"), "e2")),
        (1, 15, Target("text", TALK.index("It was"))),
        (1, 70, Target("name", TALK.index(" think"), "e1")),
        (1, 80, Target("name", TALK.index(" think"), "e2")),
        (2, 80, Target("text", TALK.index("\nPX2"))),
    ],
)
def test_a_cell_stands_for_an_offset_a_lane_or_a_name(row: int, column: int, target: Target) -> None:
    assert painter(Scene((STAR, INNER)), 90).target(row, column) == target


def luminance(color: Color | None) -> float:
    assert color is not None
    parts = [value / 255 for value in color.get_truecolor()]
    red, green, blue = (v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: Color | None, ground: Color | None) -> float:
    low, high = sorted((luminance(ink), luminance(ground)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("name", "ground"), [("dark", "#1e1e1e"), ("light", "#ffffff")])
def test_all_that_is_written_in_colour_can_be_read(name: Ground, ground: str) -> None:
    from rich.style import Style

    behind = Style(bgcolor=ground)
    here = look(name)
    for style in (
        here.text,
        here.quiet,
        here.star,
        *here.shades,
        *here.others,
        *here.lanes,
        here.selected,
        here.hit,
        here.cursor,
    ):
        seen = behind + style
        assert contrast(seen.color, seen.bgcolor) >= 4.5, str(style)


def test_without_colour_no_style_has_one() -> None:
    """V5: no colour code can come out."""
    flags = [
        Words(shade, *four)
        for shade in (None, Shade(3, overlap=True), Shade(3, overlap=True, own=False))
        for four in [(True,) * 4, (False,) * 4]
    ]
    styles = [words_style(NONE, words) for words in flags] + [NONE.cursor, NONE.star, *NONE.lanes]
    assert all(style.color is None and style.bgcolor is None for style in styles)


@pytest.mark.parametrize("name", get_args(Ground))
def test_covered_selected_found_and_plain_words_differ(name: Ground) -> None:
    here = look(name)
    kinds = [
        Words(),
        Words(Shade(0, overlap=False)),
        Words(Shade(0, overlap=True)),
        Words(Shade(0, overlap=False, own=False)),
        Words(selected=True),
        Words(hit=True),
        Words(quiet=True),
    ]
    assert all(one != other for one, other in combinations([words_style(here, kind) for kind in kinds], 2))


def test_a_row_of_ten_thousand_turns_costs_what_a_row_of_ten_costs() -> None:
    def transcript(turns: int) -> Transcript:
        return parse("\n".join(["A: one two three four five six"] * turns))

    long, short = transcript(10_000), transcript(10)
    marks = tuple(Mark(str(n), long.turns[n].start, long.turns[n].end) for n in range(4_000))
    for size, given_marks in ((short, marks[:10]), (long, marks)):
        columns = frame(size, 60, margin=True)
        made = Painter(Layout(size, columns.text), columns, NONE, SIGNS)
        made.show(Scene(given_marks, selection=(0, len(size.text))))
        assert len(list(made._stretches(2))) == 1
