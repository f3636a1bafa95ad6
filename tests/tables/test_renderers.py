"""Whatever stands in a table, every format shows it, and as nothing else than words."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pimhcli.sheets.cells import unguarded
from pimhcli.tables.model import Column, Note, Row, Table
from pimhcli.tables.renderers import csv as commas
from pimhcli.tables.renderers import html, markdown, text
from pimhcli.tables.renderers.text import shown

AWKWARD = "ab 1|<&*_`[]#~\\=\"'“é字👩‍👧ש\n\u00a0;"
words = st.text(st.sampled_from(AWKWARD), max_size=25)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 12))
    cells = st.lists(words, min_size=width, max_size=width).map(tuple)
    columns = draw(
        st.lists(
            st.builds(Column, words, st.sampled_from(["left", "right"]), st.booleans()),
            min_size=width,
            max_size=width,
        )
    )
    rows = draw(st.lists(st.builds(Row, cells, st.integers(0, 2)), max_size=4))
    notes = draw(st.lists(st.builds(Note, words), max_size=2))
    return Table("x", draw(words), tuple(columns), tuple(rows), tuple(notes))


def letters(printed: str) -> list[str]:
    """What can be seen, sorted: wrapping moves words, and must lose none."""
    return sorted(re.sub(r"[\s─\u200d]", "", printed))


@settings(deadline=None, max_examples=60)
@given(tables(), st.integers(20, 200))
@example(Table("x", "", (Column(""), Column("\u200d1")), ()), 20)
def test_a_text_table_shows_every_character_at_every_width(table: Table, width: int) -> None:
    everything = [table.caption, *(column.label for column in table.columns)]
    everything += [cell for row in table.rows for cell in row.cells]
    everything += [f"Note.{note.text}" for note in table.notes]
    assert letters(text.render(table, width)) == letters("".join(map(shown, everything)))


@pytest.mark.parametrize("width", range(60, 201, 20))
@pytest.mark.parametrize("name", ["themes", "themes-counted", "quotes", "participants-by-theme"])
def test_no_line_is_longer_than_the_terminal(every_table: dict[str, Table], name: str, width: int) -> None:
    from rich.cells import cell_len

    assert max(map(cell_len, text.render(every_table[name], width).splitlines())) <= width


def test_a_terminal_too_narrow_for_all_columns_gets_longer_lines_and_no_column_is_lost() -> None:
    people = list(map(str, range(10, 41)))
    table = Table("x", "", tuple(map(Column, people)), (Row(tuple("字" * len(people))),))
    printed = text.render(table, 60)
    assert printed.count("字") == len(people)
    assert all(person in printed for person in people)


def test_a_raised_letter_marks_a_row_and_its_note() -> None:
    table = Table("x", "Caption", (Column("A"),), (Row(("one",), mark="a"),), (Note("so.", "a"),))
    assert "oneᵃ" in text.render(table)
    assert "ᵃ so." in text.render(table)
    assert "one<sup>a</sup>" in markdown.render(table)
    assert "<sup>a</sup> so." in html.render(table)


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("a\tb", "a    b"),
        ("a\nb", "a\nb"),
        ("a\u00a0b\u2009c\u3000d\u2028e", "a b c d e"),
        ("\x1b[31mred", "·[31mred"),
        ("a\rb\x07", "a b·"),
        ("\u202eright to left", "·right to left"),
        ("👨‍👩‍👧", "👨‍👩‍👧"),
        ("می\u200cشود", "می\u200cشود"),
        ("שלום é 字", "שלום é 字"),
    ],
)
def test_nothing_shown_can_steer_a_terminal_and_letters_stay(words: str, printed: str) -> None:
    assert shown(words) == printed


@given(tables())
def test_a_csv_file_gives_the_cells_back(table: Table) -> None:
    head, *rows = csv.reader(io.StringIO(commas.render(table)))
    inset = [["  " * row.indent + row.cells[0], *row.cells[1:]] for row in table.rows]
    assert list(map(unguarded, head)) == [column.label for column in table.columns]
    assert [list(map(unguarded, row)) for row in rows] == inset


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-cmd", "@SUM(A1)"])
def test_a_cell_that_a_spreadsheet_would_run_is_guarded(cell: str) -> None:
    table = Table("x", "", (Column(cell),), (Row((cell,)),))
    assert commas.render(table) == f"'{cell}\n'{cell}\n"


def test_a_csv_file_with_decimal_commas_has_semicolons_between_its_cells() -> None:
    table = Table("x", "", (Column("A"), Column("B")), (Row(("one", "2,5")),), decimal_mark=",")
    assert commas.render(table) == "A;B\none;2,5\n"


def csv_cell(cell: str, mark: str = ".") -> str:
    """The only cell of a file without a head."""
    table = Table("x", "", (Column(""),), (Row((cell,)),), decimal_mark=mark)
    return commas.render(table).split("\n", 1)[1].rstrip("\n")


@pytest.mark.parametrize(
    "cell", ["3/9", "3-4", "1/2/2026", "2026-06-04", "10:30", "1 1/2", "(5)", "(28.57%)", "  3-4"]
)
def test_a_cell_that_excel_would_open_as_a_date_or_another_number_ends_in_a_no_break_space(cell: str) -> None:
    assert csv_cell(cell) == f"{cell}\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    "cell", ["3 (9%)", "75% (3/4)", "34–42", "37.57", "28.57%", "-3.5", "A/B", "3/A", "5"]
)
def test_a_cell_that_excel_opens_as_it_stands_is_left_alone(cell: str) -> None:
    assert csv_cell(cell) == cell


def test_two_numbers_with_a_point_are_a_date_only_where_commas_are_decimal_marks() -> None:
    assert (csv_cell("3.4"), csv_cell("3.4", ","), csv_cell("3,4", ",")) == (
        "3.4",
        "3.4\N{NO-BREAK SPACE}",
        "3,4",
    )


def test_a_csv_file_holds_neither_caption_nor_notes() -> None:
    table = Table("x", "Caption", (Column("A"),), (Row(("one",), indent=1),), (Note("note"),))
    assert commas.render(table) == "A\n  one\n"


class Cells(HTMLParser):
    """The texts of a page's cells."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in {"td", "th"}:
            self.cells.append("")
            self._inside = True
        elif tag == "br":
            self.cells[-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.cells[-1] += data


@given(tables())
def test_a_html_page_gives_the_cells_back(table: Table) -> None:
    page = Cells()
    page.feed(html.render(table))
    labels = [column.label.replace("\n", " ") for column in table.columns]
    found = [*(cell.replace("\n", " ") for cell in page.cells[: len(labels)]), *page.cells[len(labels) :]]
    assert found == [*labels, *(cell for row in table.rows for cell in row.cells)]


@given(tables())
def test_a_markdown_table_has_a_line_for_each_row_and_a_bar_for_each_column(table: Table) -> None:
    head = markdown.render(table).split("\n")[2 : 4 + len(table.rows)]
    bars = [len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in head]
    assert bars == [len(table.columns) + 1] * (len(table.rows) + 2)


@given(words)
def test_escaped_markdown_gives_the_words_back(said: str) -> None:
    shown_by_markdown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown.escaped(said).replace("<br>", "\n"))
    assert shown_by_markdown == said


@pytest.mark.parametrize(
    ("words", "escaped"),
    [
        ("*so* _it_ `is`", r"\*so\* \_it\_ \`is\`"),
        ("[a](b) <b> #1 ~~x~~ | \\", r"\[a\](b) \<b\> \#1 \~\~x\~\~ \| " + "\\\\"),
        ("R&D, AT&T", "R&D, AT&T"),
        ("&copy; &#169; &amp;", r"\&copy; \&\#169; \&amp;"),
        ("one\ntwo", "one<br>two"),
    ],
)
def test_what_markdown_would_take_for_markup_is_escaped(words: str, escaped: str) -> None:
    assert markdown.escaped(words) == escaped


def test_a_row_is_set_in_by_its_indent() -> None:
    table = Table("x", "", (Column("A"),), (Row(("one",), indent=2),))
    assert "    one" in text.render(table)
    assert "| &emsp;&emsp;one |" in markdown.render(table)
    assert '<th scope="row" style="padding-left: 4em">one</th>' in html.render(table)


def test_a_column_stands_right_where_it_should() -> None:
    table = Table("x", "", (Column("A"), Column("Long head", "right")), (Row(("one", "2")),))
    assert " one           2" in text.render(table)
    assert "| --- | ---: |" in markdown.render(table)
    assert '<td class="right">2</td>' in html.render(table)


def test_columns_stand_closer_where_their_words_would_be_broken() -> None:
    heads = ("Day", "Added", "Moved", "Merged", "Split", "Themes", "Sub-themes", "Codes", "Excerpts")
    table = Table("x", "", tuple(map(Column, heads)), (Row(("2026-11-23", *"12345678")),))
    lines = text.render(table, 80).splitlines()
    assert max(map(len, lines)) <= 80
    assert [line.split() for line in lines if "Added" in line] == [[*heads]]
    assert any("2026-11-23" in line for line in lines)
