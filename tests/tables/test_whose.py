"""A table of excerpts says whose they are where that is a question, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from pimhcli.coding.excerpts import Excerpt
from pimhcli.tables import themes, whose

if TYPE_CHECKING:
    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.codebook import Codebook


def by(coder: str, passage: Passage) -> Passage:
    codings = tuple(msgspec.structs.replace(coding, by=coder) for coding in passage.excerpt.codings)
    return msgspec.structs.replace(passage, excerpt=Excerpt(passage.excerpt.transcript, codings))


def notes(book: Codebook, material: list[Passage], *, only: bool = False) -> list[str]:
    made = whose.told(themes.build_counted(book, material), material, only=only)
    return [note.text for note in made.notes if note.text.startswith("Excerpts of")]


def test_of_one_coder_alone_nothing_is_said(book: Codebook, material: list[Passage]) -> None:
    assert notes(book, material) == []
    assert notes(book, []) == []


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("ben",), "Excerpts of anna and ben; words that both coded are an excerpt of each."),
        (
            ("dora", "ben"),
            "Excerpts of anna, ben and dora; words that several of them coded are an excerpt of each.",
        ),
    ],
)
def test_several_coders_are_named_with_how_they_are_counted(
    book: Codebook, material: list[Passage], names: tuple[str, ...], told: str
) -> None:
    assert notes(book, [*material, *(by(name, material[0]) for name in names)]) == [told]


def test_that_one_coder_was_asked_for_is_said(book: Codebook, material: list[Passage]) -> None:
    assert notes(book, [by("ben", material[0])], only=True) == ["Excerpts of ben only."]
