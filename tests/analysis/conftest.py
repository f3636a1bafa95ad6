"""A codebook and passages made of few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pimhcli.analysis.passages import Passage
from pimhcli.coding.codebook import Code, Codebook
from pimhcli.coding.excerpts import Coding, Excerpt

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="session")
def book() -> Codebook:
    return Codebook(
        (
            Code("coping", "Coping", "theme"),
            Code("talking", "Talking", "sub-theme", "coping", former=("speech",)),
            Code("friends", "With friends", "code", "talking"),
            Code("resting", "Resting", "sub-theme", "coping"),
            Code("support", "Support", "theme"),
            Code("loose", "Loose end", "code"),
        )
    )


@pytest.fixture(scope="session")
def passage() -> Callable[..., Passage]:
    def made(
        *codes: str,
        people: str = "",
        group: str = "fg1",
        quote: str = "words",
        star: bool = False,
        by: str = "anna",
    ) -> Passage:
        codings = tuple(Coding(code, code, quote, 0, 5, star=star, by=by) for code in codes)
        speakers = tuple(people.split())
        return Passage(Excerpt(group, codings), 1, 1, ("Moderator", *speakers), speakers, group)

    return made
