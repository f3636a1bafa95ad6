"""Writes a transcript as a Word document, with each excerpt as a comment: tags, and the note below them."""

from __future__ import annotations

import io
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import msgspec

from pimhcli import archives
from pimhcli.tables.renderers.room import legal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Remark(msgspec.Struct, frozen=True):
    """A comment to be written.

    Args:
        start: offset of the first character that it is on, in the text.
        end: offset behind the last.
        author: who made it.
        at: when, as 2026-11-23T10:04:11Z; empty where that is not known.
        lines: its paragraphs.
    """

    start: int
    end: int
    author: str
    at: str
    lines: tuple[str, ...]


def written(text: str, labels: Iterable[tuple[int, int]], remarks: Sequence[Remark]) -> bytes:
    """The document: a paragraph a line of the text; the same bytes for the same text.

    Args:
        text: the transcript.
        labels: the spans of names of speakers, which are bold.
        remarks: the comments.
    """
    from docx import Document

    document = Document()
    bold = [*labels]
    ends = {0, len(text), *(end for span in bold for end in span)}
    cuts = sorted(ends | {end for one in remarks for end in (one.start, one.end)} | _lines(text))
    runs = _written(document, text, cuts, {start for start, _ in bold})
    for one in remarks:
        first, last = runs[bisect_right(cuts, one.start) - 1], runs[bisect_right(cuts, one.end - 1) - 1]
        _comment(document, (first, last), one)
    stream = io.BytesIO()
    document.save(stream)
    return archives.reproducible(stream.getvalue())


def _lines(text: str) -> set[int]:
    """Where lines end, and where the next begin."""
    found = {place for place, character in enumerate(text) if character == "\n"}
    return found | {place + 1 for place in found}


def _written(document: Any, text: str, cuts: Sequence[int], bold: set[int]) -> list[Any]:  # noqa: ANN401
    """The runs of all pieces between two cuts; that of an end of line opens the next paragraph."""
    paragraph = document.add_paragraph()
    runs: list[Any] = []
    for start, end in pairwise(cuts):
        piece = text[start:end]
        if piece == "\n":
            runs.append(None)
            paragraph = document.add_paragraph()
            continue
        run = paragraph.add_run(legal(piece))
        run.bold = True if start in bold else None
        runs.append(run)
    return runs


def _comment(document: Any, runs: tuple[Any, Any], remark: Remark) -> None:  # noqa: ANN401
    first, *rest = map(legal, remark.lines)
    initials = "".join(word[0] for word in remark.author.split()[:3]).upper()
    comment = document.add_comment(runs, first, author=legal(remark.author), initials=initials)
    for line in rest:
        comment.add_paragraph(line)
    from docx.oxml.ns import qn

    element = comment._comment_elm  # noqa: SLF001  # it writes the time of day, which is no part of a study
    name = qn("w:date")
    if remark.at:
        element.set(name, remark.at)
    elif name in element.attrib:
        del element.attrib[name]
