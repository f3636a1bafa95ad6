"""The colours that an entry of the codebook can have: the coding screen's own, or one in figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.errors import UsageError
from pimhcli.folding import did_you_mean, fold_name

if TYPE_CHECKING:
    from pimhcli.coding.codebook import Codebook

NAMES = ("blue", "green", "amber", "red", "purple", "teal")  # in the order of the screen's hues
NONE = "none"

_FIGURES = re.compile(r"#[0-9a-f]{6}")


def usable(words: str) -> str:
    """A colour as the codebook holds it; nothing for ``none``.

    Args:
        words: a name, or red, green and blue as ``#rrggbb``.

    Raises:
        UsageError: it is neither.
    """
    colour = words.strip().casefold()
    if _FIGURES.fullmatch(colour):
        return colour
    known = {fold_name(name): name for name in NAMES} | {NONE: ""}
    if fold_name(colour) not in known:
        names = f"{', '.join(NAMES)}, {NONE}, or figures such as #2a6f97"
        raise UsageError(
            f"There is no colour '{words.strip()}'.",
            hint=did_you_mean(colour, (*NAMES, NONE)) or f"There are: {names}.",
        )
    return known[fold_name(colour)]


def hues(book: Codebook) -> dict[str, int]:
    """The hues, as places in NAMES, of what stands at the top, each the next one, and of what was given one.

    Args:
        book: the codebook.
    """
    named = {code.id: NAMES.index(code.colour) for code in book.codes if code.colour in NAMES}
    return {code.id: number % len(NAMES) for number, code in enumerate(book.children())} | named
