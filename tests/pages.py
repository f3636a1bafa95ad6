"""Reads a web page back: its text, its ids and links, and whether every tag is closed where it has to be."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple

_VOID = frozenset({"meta", "br", "link", "img", "hr"})


class Element(NamedTuple):
    """One element as it begins: the tag with its attributes."""

    tag: str
    attributes: dict[str, str | None]


class Read(HTMLParser):
    """A page, read.

    Args:
        page: its HTML; anything that is not well formed fails the test.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.text = ""
        self.spoken = ""  # without the numbers of excerpts, the style, and the page's head
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert not self._open, f"never closed: {self._open}"

    @property
    def ids(self) -> list[str]:
        return [one.attributes["id"] or "" for one in self.elements if "id" in one.attributes]

    @property
    def links(self) -> list[str]:
        return [one.attributes["href"] or "" for one in self.elements if one.tag == "a"]

    def of(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of all elements of a tag."""
        return [one.attributes for one in self.elements if one.tag == tag]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens an element."""
        assert len(dict(attrs)) == len(attrs)
        self.elements.append(Element(tag, dict(attrs)))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Closes the innermost element, which has to be of this tag."""
        assert self._open
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Adds to the text."""
        self.text += data
        if not {"sup", "style", "head"} & set(self._open):
            self.spoken += data
