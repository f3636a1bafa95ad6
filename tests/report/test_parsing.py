"""The report's Markdown as blocks: what formats lay out, whatever a template or a researcher writes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.report.blocks import Block, Heading, Listing, Paragraph, Quote, Run, Simple, captioned
from pimhcli.report.formats import docx, latex
from pimhcli.report.parsing import blocks
from pimhcli.tables.model import Column, Row, Table

TABLE = Table("t", "Table 2. People", (Column("Item"),), (Row(("Age",)),))
QUOTE = Quote("words", "P1", "fg1, turn 2")


def parsed(text: str) -> tuple[Block, ...]:
    return blocks(text, (TABLE, QUOTE))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Results *now*", Heading(2, (Run("Results "), Run("now", emphasis=True)))),
        ("one\ntwo", Paragraph((Run("one two"),))),
        ("one<br>two", Paragraph((Run("one\ntwo"),))),
        ("**a** `b` [c](https://d.org)", Paragraph((
            Run("a", strong=True), Run(" "), Run("b", code=True), Run(" "), Run("c", link="https://d.org"),
        ))),
        ("> said", Paragraph((Run("said"),), quoted=True)),
        ("3. x", Listing(((Paragraph((Run("x"),)),),), numbered=True, start=3)),
        ("- x\n- y", Listing(((Paragraph((Run("x"),)),), (Paragraph((Run("y"),)),)))),
        ("| a | b |\n| --- | --- |\n| 1 | |", Simple(((Run("a"),), (Run("b"),)), (((Run("1"),), ()),))),
        (r"\*not bold\* \<b\>", Paragraph((Run("*not bold* <b>"),))),
        ("<script>x</script>", Paragraph((Run("<script>x</script>"),))),
    ],
)  # fmt: skip
def test_markdown_becomes_a_block(text: str, expected: Block) -> None:
    assert parsed(text) == (expected,)


def test_a_part_stands_where_its_mark_stands() -> None:
    assert parsed("before\n\n\ue0000\ue001\n\n\ue0001\ue001\n\nafter")[1:3] == (TABLE, QUOTE)


def test_a_mark_within_a_paragraph_parts_it() -> None:
    before, part, after = parsed("before \ue0001\ue001 after")
    assert (part, before, after) == (QUOTE, Paragraph((Run("before "),)), Paragraph((Run(" after"),)))


def test_a_line_with_a_number_takes_no_table_that_stands_further_down() -> None:
    found = parsed("Table 1. Words\n\nmore words\n\n| a |\n| --- |\n| 1 |")
    assert tuple(captioned(found)) == found


def test_a_line_with_a_number_alone_stays_where_it_is() -> None:
    found = parsed("Table 1. Words\n\nTable 2. More")
    assert tuple(captioned(found)) == found


def test_the_mark_of_no_part_is_nothing() -> None:
    assert parsed("\ue0007\ue001") == ()


@given(st.text(alphabet="ab *_`>#|-1.[]()<>\\\n\ue000\ue001&;~0", max_size=80))
def test_whatever_is_written_can_be_laid_out(text: str) -> None:
    found = parsed(text)
    assert latex.render(found).endswith("\\end{document}\n")
    assert all(isinstance(one, Block) for one in found)


@given(st.text(max_size=40))
def test_words_without_markup_come_through(text: str) -> None:
    plain = " ".join("".join(c for c in text if c.isalnum()).split())
    assert (
        "".join(run.text for one in parsed(plain) if isinstance(one, Paragraph) for run in one.runs) == plain
    )


@pytest.mark.parametrize("text", ["", "#", "- \n  - x\n    1. y", "> > x", "| a |\n| --- |", "\x0b", "=" * 9])
def test_odd_markdown_makes_a_word_document(text: str) -> None:
    assert docx.render(parsed(text)).startswith(b"PK")
