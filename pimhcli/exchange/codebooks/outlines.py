"""A codebook as an outline in Markdown: nested lists going out, lists or headings coming in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.coding.codebook import outline
from pimhcli.errors import ProblemsError
from pimhcli.exchange.codebooks.columns import level
from pimhcli.exchange.codebooks.growing import Growing
from pimhcli.exchange.codebooks.model import Book
from pimhcli.exchange.model import Code
from pimhcli.exchange.refi.descriptions import folded, unfolded
from pimhcli.folding import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.coding.codebook import Code as Entry
    from pimhcli.coding.codebook import Codebook

TITLE = "Codebook"
_TITLES = frozenset(
    map(fold_name, (TITLE, "Code book", "Codes", "Themes", "Themes and sub-themes", "Codebuch"))
)
_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<words>.*?)(?:\s+#+)?\s*")
_ITEM = re.compile(r"(?P<indent>\s*)(?:[-*+]|\d+[.)])\s+(?P<words>.*?)\s*")
_BOLD = re.compile(r"\*\*(?P<name>(?:\\.|[^\\])+?)\*\*\s*(?P<rest>.*)")
_SAID = re.compile(r"\*\((?P<level>theme|sub-theme|code)(?P<retired>, retired)?\)\*\s*(?P<rest>.*)")
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|&~])")
_START = re.compile(r"^([-+]|\d+(?=[.)]))")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~0-9])")
_STEP = 2  # blanks by which an entry is further in than the one above it


def written(book: Codebook) -> str:
    """The outline: an entry an item with its level, what it means below it, paragraph by paragraph.

    Args:
        book: the codebook.
    """
    lines = [f"# {TITLE}", ""]
    for depth, code in outline(book):
        lines += _entry(code, " " * _STEP * depth)
    return "\n".join(lines).rstrip("\n") + "\n"


def _entry(code: Entry, margin: str) -> Iterator[str]:
    retired = ", retired" if code.is_retired else ""
    yield f"{margin}- **{_escaped(code.name)}** *({code.level}{retired})*"
    yield ""
    meant = folded(Code("", "", "", code.definition, code.include, code.exclude, code.example))
    for words in filter(None, map(str.strip, meant.split("\n"))):
        yield f"{margin}{' ' * _STEP}{_escaped(words)}"
        yield ""


def read(text: str, file: str) -> Book:
    """The codebook of an outline.

    An item or heading is an entry: the words in bold at its start are its name, else all of it. What stands
    below is what it means; paragraphs that begin with Include:, Exclude: or Example: say so.

    Args:
        text: the whole file.
        file: its name, for messages.

    Raises:
        ProblemsError: it has neither items nor headings.
    """
    reading = _Reading()
    for line in text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"):
        reading.take(line)
    reading.close()
    if not reading.found.codes:
        raise ProblemsError(
            f"{file} has no list and no headings that could be codes.",
            hint="Write each code as an item: - **Name**, with those under it further in.",
        )
    return Book(tuple(reading.found.codes.values()))


class _Reading:
    """An outline, line by line."""

    def __init__(self) -> None:
        self.found = Growing()
        self._above: list[tuple[int, str]] = []
        self._key = ""
        self._paragraphs: list[str] = []
        self._goes_on = False

    def take(self, line: str) -> None:
        """Takes the next line."""
        if heading := _HEADING.fullmatch(line):
            if len(heading["marks"]) > 1 or fold_name(heading["words"]) not in _TITLES:
                self._open(len(heading["marks"]), heading["words"])
        elif item := _ITEM.fullmatch(line):
            # behind any heading: seven and more
            self._open(7 + len(item["indent"].expandtabs(4)), item["words"])
        elif not line.strip():
            self._goes_on = False
        elif self._key:
            self._say(line.strip())

    def close(self) -> None:
        """Gives the last entry what was said of it."""
        if self._key:
            text = "\n".join(_ESCAPED.sub(r"\1", one) for one in self._paragraphs)
            self.found.say(self._key, **{field: words.strip() for field, words in unfolded(text).items()})
        self._paragraphs, self._goes_on = [], False

    def _say(self, words: str) -> None:
        if self._goes_on and self._paragraphs:
            self._paragraphs[-1] += f" {words}"
        else:
            self._paragraphs.append(words)
        self._goes_on = True

    def _open(self, place: int, words: str) -> None:
        self.close()
        while self._above and self._above[-1][0] >= place:
            self._above.pop()
        bold = _BOLD.fullmatch(words)
        name, rest = (bold["name"], bold["rest"]) if bold else (words, "")
        said = _SAID.fullmatch(rest)
        rest = said["rest"] if said else rest
        self._key = self.found.under(self._above[-1][1] if self._above else "", _ESCAPED.sub(r"\1", name))
        self._above.append((place, self._key))
        if said:
            self.found.say(self._key, level=level(said["level"]), status="retired" if said["retired"] else "")
        if rest := rest.lstrip(":–—- "):
            self._say(rest)


def _escaped(words: str) -> str:
    return _START.sub(r"\\\1", _SPECIAL.sub(r"\\\1", words))
