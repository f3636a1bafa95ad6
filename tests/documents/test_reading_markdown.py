"""What is read of Markdown documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from pimhcli.documents.reading import read

if TYPE_CHECKING:
    from pimhcli.documents.model import Document


def _read(text: str) -> Document:
    return read(text.encode(), "paper.md")


def test_a_paragraph_has_its_line_and_no_marks() -> None:
    (heading, prose) = _read("## Findings\n\nWe *met* **five**\nof [them](x.md).\n").paragraphs
    assert (heading.where, heading.text, heading.heading) == ("paper.md:1", "Findings", 2)
    assert (prose.where, prose.text) == ("paper.md:3", "We met five of them.")


def test_front_matter_is_left_out_and_lines_still_count_from_the_first() -> None:
    (only,) = _read("---\ntitle: A\n---\nWords.\n").paragraphs
    assert (only.where, only.text) == ("paper.md:4", "Words.")


def test_a_block_quote_is_set_apart() -> None:
    quote, prose = _read("> It helps.\n\nSo they said.\n").paragraphs
    assert (quote.quoted, prose.quoted) == (True, False)


def test_a_table_has_rows_of_one_length_each_with_its_line() -> None:
    (grid,) = _read("Table 2. Who\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 |\n\nNote. So.\n").grids
    assert grid.rows == (("a", "b"), ("1", "2"), ("3", ""))
    assert grid.places == ("paper.md:3", "paper.md:5", "paper.md:6")
    assert (grid.caption, grid.notes) == ("Table 2. Who", ("Note. So.",))


def test_a_caption_may_stand_below_its_table() -> None:
    (grid,) = _read("| a | b |\n|---|---|\n| 1 | 2 |\n\nTable: Who took part\n").grids
    assert grid.caption == "Table: Who took part"


def test_a_raised_letter_stays_apart() -> None:
    assert _read("| 5<sup>a</sup> | b |\n|---|---|\n").grids[0].rows[0][0] == "5ᵃ"


def test_what_is_struck_out_is_gone() -> None:
    assert _read("We met ~~six~~five.\n").paragraphs[0].text == "We met five."


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    clean = "".join(c for c in text if c.isprintable() or c == "\n")
    for grid in _read(clean).grids:
        assert {len(row) for row in grid.rows} == {len(grid.rows[0])}
