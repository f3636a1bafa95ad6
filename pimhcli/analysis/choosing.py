"""Chooses passages by code, speaker, place, coder and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding.growing import one
from pimhcli.folding import fold, fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.codebook import Codebook


class Choice(msgspec.Struct, frozen=True):
    """What to keep; an empty field keeps all.

    Args:
        code: key, name or path of an entry; those under it count too.
        participant: who has to speak.
        group: the focus group.
        transcript: the transcript.
        coder: whose excerpts.
        text: words in the quote, whatever their case.
        starred: only key quotes.
    """

    code: str = ""
    participant: str = ""
    group: str = ""
    transcript: str = ""
    coder: str = ""
    text: str = ""
    starred: bool = False


def chosen(book: Codebook, material: Iterable[Passage], choice: Choice) -> list[Passage]:
    """The passages that fit a choice, in their order.

    Args:
        book: the codebook.
        material: all passages.
        choice: what to keep.

    Raises:
        ProblemsError: the code is not in the codebook.
    """
    keys = book.under(one(book, choice.code).id) if choice.code else frozenset()
    return [
        passage
        for passage in material
        if _fits(passage, choice) and (not choice.code or _has(book, passage, keys))
    ]


def _has(book: Codebook, passage: Passage, keys: frozenset[str]) -> bool:
    return any(book.key_of(key) in keys for key in passage.excerpt.codes)


def _fits(passage: Passage, choice: Choice) -> bool:
    excerpt = passage.excerpt
    named = (
        (choice.group, passage.group),
        (choice.transcript, excerpt.transcript),
        (choice.coder, excerpt.coder),
    )
    if any(wanted and fold_name(wanted) != fold_name(found) for wanted, found in named):
        return False
    speaks = {fold_name(name) for name in (*passage.participants, *passage.speakers)}
    if choice.participant and fold_name(choice.participant) not in speaks:
        return False
    return (excerpt.star or not choice.starred) and fold(choice.text) in fold(excerpt.quote)
