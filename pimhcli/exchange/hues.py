"""The colours of the coding screen in figures, which other programs read."""

from __future__ import annotations

from pimhcli.coding import colours
from pimhcli.errors import UsageError

# as the coding screen shows them on a light ground
_FIGURES = dict(
    zip(colours.NAMES, ("#0b5cad", "#1a6e2e", "#855500", "#b3283c", "#6b34b8", "#006d6d"), strict=True)
)
_NAMES = {figures: name for name, figures in _FIGURES.items()}


def figures(colour: str) -> str:
    """A colour of the codebook as #RRGGBB; nothing for none.

    >>> figures("blue")
    '#0B5CAD'
    """
    try:
        usable = colours.usable(colour) if colour else ""
    except UsageError:  # written by hand
        return ""
    return _FIGURES.get(usable, usable).upper()


def named(colour: str) -> str:
    """A colour as the codebook has it, by its name where it has one; nothing for what is none.

    >>> named("#0B5CAD"), named("#ABCDEF"), named("reddish")
    ('blue', '#abcdef', '')
    """
    low = colour.strip().lower()
    try:
        return _NAMES.get(low) or (colours.usable(low) if low else "")
    except UsageError:
        return ""
