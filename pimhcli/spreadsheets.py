"""Keeps a text that looks like a formula from being run by the spreadsheet that opens it."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[\d.,]+%?")


def guarded(cell: str) -> str:
    """The cell with a ' before it where a spreadsheet would take it for a formula; numbers stay.

    >>> guarded("=1+1"), guarded("-0.5"), guarded("- well")
    ("'=1+1", '-0.5', "'- well")
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before it was guarded.

    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and guarded(cell[1:]) == cell else cell
