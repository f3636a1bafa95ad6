"""What an entry means goes into one text, and comes out of it again."""

from __future__ import annotations

from exchange.projects import TEXTS
from hypothesis import given

from pimhcli.exchange.model import Code
from pimhcli.exchange.refi.descriptions import folded, unfolded


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_all_four_texts_come_back(definition: str, include: str, exclude: str, example: str) -> None:
    code = Code("G", "name", "", definition, include, exclude, example)
    found = {"include": "", "exclude": "", "example": ""} | unfolded(folded(code))
    wanted = {"definition": definition, "include": include, "exclude": exclude, "example": example}
    assert {name: text.strip() for name, text in found.items()} == {
        name: text.strip() for name, text in wanted.items()
    }


def test_each_text_is_a_paragraph_that_a_person_can_read() -> None:
    assert folded(Code("G", "name", "", "What it is", "doubts", "", "I waited")) == (
        "What it is\nInclude: doubts\nExample: I waited"
    )


def test_a_definition_that_looks_like_a_paragraph_of_ours_stays_the_definition() -> None:
    assert unfolded(folded(Code("G", "name", "", "Include: everything"))) == {
        "definition": "Include: everything"
    }
