"""What an entry of the codebook means, as the one text that REFI-QDA has for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pimhcli.exchange.model import Code

_PARTS = {"include": "Include: ", "exclude": "Exclude: ", "example": "Example: "}
_START = re.compile(r"^(?P<bars>\|*)(?P<name>Include|Exclude|Example): ", re.MULTILINE)


def folded(code: Code) -> str:
    """The definition, and behind it what to include and exclude and an example, each in a paragraph.

    A line of a text that itself begins like such a paragraph gets a bar before it.

    Args:
        code: the entry.
    """
    parts = [
        _barred(code.definition),
        *(words + _barred(getattr(code, name)) for name, words in _PARTS.items() if getattr(code, name)),
    ]
    return "\n".join(part for part in parts if part)


def unfolded(text: str) -> dict[str, str]:
    """The definition, and what to include, exclude and give as an example, by the field's name.

    Args:
        text: of a description, LF line ends.
    """
    fields = {"definition": ""}
    found = [one for one in _START.finditer(text) if not one["bars"]]
    ends = [*(one.start() for one in found), len(text)]
    fields["definition"] = _unbarred(text[: ends[0]].removesuffix("\n") if found else text)
    for one, end in zip(found, ends[1:], strict=True):
        words = _unbarred(text[one.end() : end].removesuffix("\n") if end < len(text) else text[one.end() :])
        name = one["name"].lower()
        fields[name] = f"{fields[name]}\n{words}" if name in fields else words
    return fields


def _barred(text: str) -> str:
    return _START.sub(lambda one: f"|{one[0]}", text)


def _unbarred(text: str) -> str:
    return _START.sub(lambda one: one[0].removeprefix("|"), text)
