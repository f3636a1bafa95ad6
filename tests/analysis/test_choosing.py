"""Passages are chosen by what is asked for, and by all of it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pimhcli.analysis.choosing import Choice, chosen
from pimhcli.errors import ProblemsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.codebook import Codebook


@pytest.fixture
def material(passage: Callable[..., Passage]) -> list[Passage]:
    return [
        passage("friends", people="PX1", quote="We’re coping"),
        passage("speech", people="PX2", group="fg2", star=True, by="ben"),
        passage("support", people="PX1 PX2"),
        passage("gone"),
    ]


@pytest.mark.parametrize(
    ("choice", "positions"),
    [
        (Choice(), [0, 1, 2, 3]),
        (Choice(code="coping"), [0, 1]),
        (Choice(code="Coping > Talking"), [0, 1]),
        (Choice(code="With friends"), [0]),
        (Choice(code="loose"), []),
        (Choice(participant="px 1"), [0, 2]),
        (Choice(participant="moderator"), [0, 1, 2, 3]),
        (Choice(participant="PX9"), []),
        (Choice(group="FG2"), [1]),
        (Choice(transcript="fg1"), [0, 2, 3]),
        (Choice(coder="Ben"), [1]),
        (Choice(text="WE'RE"), [0]),
        (Choice(text="  coping "), [0]),
        (Choice(starred=True), [1]),
        (Choice(code="coping", participant="PX2", starred=True), [1]),
        (Choice(code="support", coder="ben"), []),
    ],
)
def test_what_fits_all_that_is_asked_for_is_chosen_in_order(
    book: Codebook, material: list[Passage], choice: Choice, positions: list[int]
) -> None:
    assert chosen(book, material, choice) == [material[position] for position in positions]


def test_a_code_that_is_not_there_is_refused(book: Codebook, material: list[Passage]) -> None:
    with pytest.raises(ProblemsError, match=r"'Copping' is not in the codebook\. Did you mean 'Coping'\?"):
        chosen(book, material, Choice(code="Copping"))
