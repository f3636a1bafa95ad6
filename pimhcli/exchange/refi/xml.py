"""Elements of a REFI-QDA file as it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterable

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # by XML 1.0


def element(tag: str, description: str = "", **attributes: str) -> ET.Element:
    """An element with those attributes that say something, and what is said of it."""
    made = ET.Element(tag, {name: clean(value) for name, value in attributes.items() if value})
    described(made, description)
    return made


def described(parent: ET.Element, words: str) -> None:
    """Says something of an element; nothing where there is nothing to say."""
    if words:
        ET.SubElement(parent, "Description").text = clean(words)


def wrapped(parent: ET.Element, tag: str, children: Iterable[ET.Element]) -> None:
    """Elements in the list that holds them, which may not be there empty."""
    if found := [*children]:
        ET.SubElement(parent, tag).extend(found)


def refs(tag: str, targets: Iterable[str]) -> list[ET.Element]:
    """References to things by their GUIDs."""
    return [ET.Element(tag, targetGUID=target) for target in targets]


def clean(text: str) -> str:
    """A text as XML can hold it: what it has no place for becomes U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text)
