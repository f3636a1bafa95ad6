"""Finds the caption and the notes of a table among the paragraphs around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from pimhcli.documents.model import Grid, Paragraph

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_NUMBERED = re.compile(
    r"(?:(?:Supplementary |Appendix )?Table\s+[A-Z]?\d+[a-z]?\b|Table:|:\s)", re.IGNORECASE
)
_NUMBER_ALONE = re.compile(r"(?:Supplementary |Appendix )?Table\s+[A-Z]?\d+[a-z]?[.:]?", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:Notes?\b|N\.B\.|NB\b|Abbreviations?\b|Source\b|[*†‡§¶]|\^\w{1,2}\^|\(?[a-h]\)?\s|[ᵃ-ᶻ¹²³⁰-⁹]|n\s*=|\d\s+[A-Z])"
)
_LONGEST = 300  # characters; a paragraph of more is prose that begins with "Table 2 shows"
_TELLING = re.compile(
    r"Table\s+\S+\s+(?:shows|presents|gives|lists|reports|summari[sz]es|contains|provides)\b"
)

Block = Paragraph | Grid


def captioned(blocks: Sequence[Block], styled: Collection[int] = ()) -> tuple[Block, ...]:
    """The blocks, with each table told its caption and notes; their paragraphs stay where they are.

    Args:
        blocks: of a document, in order.
        styled: which of them the document itself calls a caption.
    """
    found, used = list(blocks), set[int]()
    for at, block in enumerate(blocks):
        if isinstance(block, Grid):
            above = _above(blocks, at, styled) if at - 1 not in used else ()
            below = () if above else _below(blocks, at, styled)
            used.update(above, below)
            caption = " ".join(map(_text, (blocks[i] for i in (*above, *below))))
            notes = tuple(_notes(blocks, at + 1 + len(below)))
            found[at] = msgspec.structs.replace(block, caption=caption, notes=notes)
    return tuple(found)


def _text(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else ""


def _above(blocks: Sequence[Block], at: int, styled: Collection[int]) -> tuple[int, ...]:
    """The paragraphs right above a table that name it: one, or a number and the title under it."""
    if _is_caption(blocks, at - 1, styled):
        title_apart = at > 1 and _is_number_alone(blocks[at - 2])
        return (at - 2, at - 1) if title_apart else (at - 1,)
    if at > 1 and isinstance(blocks[at - 1], Paragraph) and _is_number_alone(blocks[at - 2]):
        return (at - 2, at - 1)
    return ()


def _below(blocks: Sequence[Block], at: int, styled: Collection[int]) -> tuple[int, ...]:
    # a caption with a table of its own below it is that one's
    is_free = at + 2 >= len(blocks) or isinstance(blocks[at + 2], Paragraph)
    return (at + 1,) if is_free and _is_caption(blocks, at + 1, styled) else ()


def _is_caption(blocks: Sequence[Block], at: int, styled: Collection[int]) -> bool:
    if not 0 <= at < len(blocks):
        return False
    block = blocks[at]
    if not isinstance(block, Paragraph) or len(block.text) > _LONGEST:
        return False
    return at in styled or (_NUMBERED.match(block.text) is not None and not _TELLING.match(block.text))


def _is_number_alone(block: Block) -> bool:
    return _NUMBER_ALONE.fullmatch(_text(block).strip()) is not None


def _notes(blocks: Sequence[Block], start: int) -> Iterator[str]:
    for block in blocks[start:]:
        if not isinstance(block, Paragraph) or block.heading or not _NOTE.match(block.text):
            return
        yield block.text
