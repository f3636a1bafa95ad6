"""Why the text of a cell is no answer to its item."""

from __future__ import annotations

import msgspec


class Refusal(msgspec.Struct, frozen=True):
    """What was expected where something else stood.

    Args:
        expected: completes the sentence "expected …", without its full stop.
        hint: what to do, a full sentence; empty when the rest says it.
    """

    expected: str
    hint: str = ""
