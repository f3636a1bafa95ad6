"""What is read in a page stands out from its ground on light and on dark: a contrast of 4.5 and more."""

from __future__ import annotations

import re

import pytest

from pimhcli.resources import template

STYLE = template("report/page.css")
GROUNDS = STYLE.split("@media screen and (prefers-color-scheme: dark)", 1)
PAIRS = [
    ("ink", "ground"), ("quiet", "ground"), ("link", "ground"), ("ink", "notice"),
    *(("on-hue", f"hue{hue}") for hue in range(6)),
]  # fmt: skip


def luminance(colour: str) -> float:
    """As WCAG 2.1 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("ground", GROUNDS, ids=["light", "dark"])
@pytest.mark.parametrize(("words", "behind"), PAIRS)
def test_words_can_be_read(ground: str, words: str, behind: str) -> None:
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", ground))
    low, high = sorted(map(luminance, (colours[words], colours[behind])))
    assert (high + 0.05) / (low + 0.05) >= 4.5
