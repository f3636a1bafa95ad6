"""Finds the quotations of a paper, each with whoever it is said to be by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.checks.manuscript.marks import Quoted, quoted
from pimhcli.documents.model import Grid, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pimhcli.checks.manuscript.speakers import Named, Names
    from pimhcli.documents.model import Document

_IN_BRACKETS = re.compile(r"\s*[.,;]?\s*[(\[]([^()\[\]]{1,80})[)\]]")
_BEHIND_DASH = re.compile(r"\s*(?:[-–—]|\n)\s*(.{1,60})$", re.DOTALL)
_SAID_BEHIND = re.compile(r"[\s,]*(?:[a-z]+ed|said|says|told|put it|in the words of)?,?\s*")
_SENTENCE_END = re.compile(r"[.!?…][)\]]?\s+(?=[A-Z])|\n")
_AT_END = re.compile(r"\s*[(\[]([^()\[\]]{1,80})[)\]]\s*\.?\s*$|\s*(?:[-–—]|\n)\s*([^-–—\n]{1,60})$")
_QUOTE_HEAD = re.compile(r"quot|excerpt|extract|illustrat|exempl|verbatim", re.IGNORECASE)
_LAST = re.compile(r"(?:references|bibliography|literature cited|works cited)\W*$", re.IGNORECASE)
_LONG = 8  # words; a sentence of fewer with a name behind it is hardly a quotation without marks


class Quotation(NamedTuple):
    """Words that a paper prints as somebody's.

    Args:
        where: their place.
        words: as printed, without quotation marks.
        speakers: who is said to speak; empty where nobody is named.
        sure: whether they are marked as a quotation; else they may be prose that ends with a name.
    """

    where: str
    words: str
    speakers: tuple[Named, ...] = ()
    sure: bool = True


def quotations(blocks: Sequence[Paragraph | Grid], names: Names) -> list[Quotation]:
    """The quotations of a paper, in order.

    Args:
        blocks: its paragraphs and tables.
        names: of all who may speak.
    """
    found: list[Quotation] = []
    before = ""
    for at, block in enumerate(blocks):
        if isinstance(block, Grid):
            found += _of_table(block, names)
            continue
        behind = blocks[at + 1] if at + 1 < len(blocks) else None
        found += _of_paragraph(block, names, before, behind.text if isinstance(behind, Paragraph) else "")
        before = block.text
    return found


def body(document: Document) -> list[Paragraph | Grid]:
    """A paper up to its list of references."""
    blocks = list(document.blocks)
    ends = (
        at for at, one in enumerate(blocks) if isinstance(one, Paragraph) and _LAST.match(one.text.strip())
    )
    return blocks[: next(ends, len(blocks))]


def _of_paragraph(block: Paragraph, names: Names, before: str, behind: str) -> Iterator[Quotation]:
    lines = block.text.split("\n")
    labelled = [line for line in lines if _label(line, names)]
    if block.heading:
        return
    if labelled and (block.quoted or len(labelled) == len(lines)):
        yield from (_of_line(block.where, line, names) for line in lines)
    elif block.quoted:
        yield _set_apart(block, names, before, behind)
    else:
        yield from within(block.where, block.text, names)


def _label(line: str, names: Names) -> Named | None:
    """Whoever a line begins with, as in ``P3: …``."""
    name, colon, _ = line.partition(":")
    return names.alone(name) if colon else None


def _of_line(where: str, line: str, names: Names) -> Quotation:
    label = _label(line, names)
    words = line.partition(":")[2] if label else line
    return Quotation(where, _unmarked(words), (label,) if label else ())


def _set_apart(block: Paragraph, names: Names, before: str, behind: str) -> Quotation:
    """A quotation that is a paragraph of its own: its speaker stands at its end or around it."""
    words, speakers = _signed(block.text, names)
    if not speakers:
        alone = names.alone(behind)
        speakers = (alone,) if alone else _led_in(before, names) if before.rstrip().endswith(":") else ()
    return Quotation(block.where, _unmarked(words), speakers)


def _signed(text: str, names: Names) -> tuple[str, tuple[Named, ...]]:
    """A text without the name at its end, and whoever that is."""
    found = _AT_END.search(text)
    speakers = tuple(names.within(found[1] or found[2])) if found else ()
    return (text[: found.start()], speakers) if found and speakers else (text, ())


def _unmarked(words: str) -> str:
    return words.strip().strip('“”"„«»').strip()


def within(where: str, text: str, names: Names) -> Iterator[Quotation]:
    """The quotations within a text of prose.

    Args:
        where: its place.
        text: the prose.
        names: of all who may speak.
    """
    marked, last = list(quoted(text)), 0
    for one in marked:
        yield Quotation(where, one.words, _speakers(text, one, last, names))
        last = one.end
    if not marked:
        words, speakers = _signed(text, names)
        if speakers and len(words.split()) >= _LONG:
            yield Quotation(where, words, speakers, sure=False)


def _speakers(text: str, quote: Quoted, last: int, names: Names) -> tuple[Named, ...]:
    """Who is said to speak: the name behind the quotation, or the nearest one before it in its sentence."""
    behind = text[quote.end :]
    for pattern in (_IN_BRACKETS, _BEHIND_DASH):
        if (found := pattern.match(behind)) and (speakers := tuple(names.within(found[1]))):
            return speakers
    if before := _led_in(text[last : quote.start], names):
        return before
    said = _SAID_BEHIND.match(behind)
    first = next(names.within(behind), None)
    return (first,) if said and first and first.start == said.end() else ()


def _led_in(before: str, names: Names) -> tuple[Named, ...]:
    """The last name of the sentence that leads to a quotation."""
    sentence = _SENTENCE_END.split(before)[-1]
    return tuple(names.within(sentence))[-1:]


def _of_table(grid: Grid, names: Names) -> Iterator[Quotation]:
    """The quotations in a table: between marks, or in a column that is headed as theirs."""
    head = grid.rows[0]
    for row, place in zip(grid.rows[1:], grid.places[1:], strict=True):
        alone = [name for name in map(names.alone, row) if name]
        for title, cell in zip(head, row, strict=True):
            for line in filter(str.strip, cell.split("\n")):
                yield from _of_cell(place, line, names, alone, is_quote=bool(_QUOTE_HEAD.search(title)))


def _of_cell(
    where: str, line: str, names: Names, alone: Sequence[Named], *, is_quote: bool
) -> Iterator[Quotation]:
    found = [one for one in within(where, line, names) if one.sure]
    if not found and is_quote and not names.alone(line) and len(line.split()) > 2:
        words, speakers = _signed(line, names)
        label = _of_line(where, line, names)
        found = [label if label.speakers else Quotation(where, _unmarked(words), speakers)]
    for one in found:
        only = tuple(alone) if len(alone) == 1 else ()
        yield one if one.speakers else one._replace(speakers=only)
