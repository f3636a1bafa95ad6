"""The sentences of a paragraph."""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.!?])(?<!\bvs\.)(?<!al\.)(?<!e\.g\.)(?<!i\.e\.)\s+(?=[A-Z“‘\"'(])|\n")


def sentences(text: str) -> list[str]:
    """The sentences of a text; a point in a number or an abbreviation ends none."""
    return [sentence for sentence in _END.split(text) if sentence.strip()]
