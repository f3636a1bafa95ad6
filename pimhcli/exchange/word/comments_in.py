"""Reads the comments of a Word document with the words that each is on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from pimhcli.archives import opened
from pimhcli.documents.word_xml import FALLBACK, W, parsed
from pimhcli.exchange.refi.elements import moment

if TYPE_CHECKING:
    from collections.abc import Iterator

_HINT = "Open it in Word, save it as .docx under a new name, and use that."
_BLANKS = {f"{W}tab": "\t", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-"}


class Comment(msgspec.Struct, frozen=True):
    """A comment.

    Args:
        start: offset of the first character it is on, in the document's text, in code points.
        end: offset behind the last.
        author: as Word shows it.
        at: when it was made, UTC, as 2026-11-23T10:04:11Z; empty where the file does not tell.
        lines: its paragraphs.
    """

    start: int
    end: int
    author: str
    at: str
    lines: tuple[str, ...]


class Commented(msgspec.Struct, frozen=True):
    """A document with its comments.

    Args:
        text: its paragraphs, a line each; what was taken out as a tracked change is not in it.
        comments: in the order of their places.
    """

    text: str
    comments: tuple[Comment, ...]


def read(data: bytes, file: str) -> Commented:
    """The text of a document, and its comments.

    A comment on no words is on the paragraph that it stands in.

    Args:
        data: the whole file.
        file: its name, for messages.

    Raises:
        ProblemsError: it is no Word document that can be read.
    """
    opened(data, file, "word/document.xml").close()
    document = parsed(data, file, _HINT)
    body = _Body()
    for paragraph in document.element.body.iter(f"{W}p"):
        if not any(above.tag == FALLBACK for above in paragraph.iterancestors()):
            body.take(paragraph)
    placed = ((one, str(one.comment_id)) for one in document.comments)
    found = [_comment(one, *body.span(key)) for one, key in placed if body.has(key)]
    found.sort(key=lambda one: (one.start, one.end))
    return Commented("\n".join(body.lines), tuple(found))


def _comment(one: Any, start: int, end: int) -> Comment:  # noqa: ANN401  # of python-docx
    at = moment(one.timestamp.isoformat()) if one.timestamp else ""
    lines = tuple(text for each in one.paragraphs if (text := each.text.strip()))
    return Comment(start, end, one.author, at, lines)


class _Body:
    """The paragraphs of a document, and where comments begin and end in them."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._at = 0
        self._starts: dict[str, int] = {}
        self._ends: dict[str, int] = {}
        self._around: dict[str, tuple[int, int]] = {}  # the paragraph of a comment's mark

    def take(self, paragraph: Any) -> None:  # noqa: ANN401  # lxml has no types
        """Takes the next paragraph."""
        start, line = self._at, ""
        marks: list[str] = []
        for element in _parts(paragraph):
            key = element.get(f"{W}id", "")
            if element.tag == f"{W}commentRangeStart":
                self._starts.setdefault(key, start + len(line))
            elif element.tag == f"{W}commentRangeEnd":
                self._ends[key] = start + len(line)
            elif element.tag == f"{W}commentReference":
                marks.append(key)
            else:
                line += _BLANKS.get(element.tag) or (element.text or "").replace("\n", " ")
        self._around |= dict.fromkeys(marks, (start, start + len(line)))
        self.lines.append(line)
        self._at += len(line) + 1

    def has(self, key: str) -> bool:
        """Whether a comment has a place in the text."""
        return key in self._around or (key in self._starts and key in self._ends)

    def span(self, key: str) -> tuple[int, int]:
        """What a comment is on."""
        start, end = self._starts.get(key, 0), self._ends.get(key, 0)
        return (start, end) if start < end else self._around.get(key, (start, end))


def _parts(paragraph: Any) -> Iterator[Any]:  # noqa: ANN401  # lxml has no types
    """The texts and marks of a paragraph in order; another paragraph in it, as of a text box, is its own."""
    wanted = {f"{W}t", f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference", *_BLANKS}
    for element in paragraph.iter():
        if element.tag not in wanted:
            continue
        nearest = next(above for above in element.iterancestors(f"{W}p"))
        if nearest is paragraph and not any(
            above.tag in (FALLBACK, f"{W}moveFrom", f"{W}pPr") for above in element.iterancestors()
        ):
            yield element
