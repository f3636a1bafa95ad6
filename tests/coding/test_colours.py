"""The colours of entries."""

from __future__ import annotations

import pytest

from pimhcli.coding.colours import NAMES, usable
from pimhcli.errors import UsageError


@pytest.mark.parametrize(("words", "colour"), [(" Blue ", "blue"), ("#2A6F97", "#2a6f97"), ("none", "")])
def test_a_colour_is_a_name_or_figures_or_none(words: str, colour: str) -> None:
    assert usable(words) == colour


@pytest.mark.parametrize("words", ["gren", "#12", "", "12345"])
def test_what_is_no_colour_is_refused_with_those_there_are(words: str) -> None:
    with pytest.raises(UsageError) as caught:
        usable(words)
    assert any(name in caught.value.hint for name in NAMES)
