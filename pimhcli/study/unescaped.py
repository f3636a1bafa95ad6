"""Texts of files as people read them: without what JSON, HTML and LaTeX write for other characters."""

from __future__ import annotations

import html
import re

_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([nrtbf])|([^\w\s]))")


def unescaped(text: str) -> str:
    r"""A text, or a whole file, without the escapes in it.

    >>> unescaped(r"Zo\u00eb O&#x27;Shea")
    "Zoë O'Shea"
    """
    if "\\" in text:
        text = _ESCAPED.sub(_meant, text)
    return html.unescape(text) if "&" in text else text


def _meant(escape: re.Match[str]) -> str:
    code, blank, itself = escape.groups()
    return chr(int(code, 16)) if code else " " if blank else itself
