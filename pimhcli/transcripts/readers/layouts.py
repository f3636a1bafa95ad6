"""What a layout of transcripts is: how it is known, and how it is read."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.transcripts.drafts import Draft


class Source(msgspec.Struct, frozen=True, dict=True):
    """A file as text, whatever program it comes from.

    Args:
        file: its name, for messages.
        kind: what it is, in words, such as ``Word document`` or ``text (utf-8)``.
        paragraphs: in order; one may hold line breaks, and tabs between the cells of a table's row.
        headings: those of them that the program which wrote it calls headings.
    """

    file: str
    kind: str
    paragraphs: tuple[str, ...]
    headings: tuple[str, ...] = ()

    @cached_property
    def text(self) -> str:
        """All of it, one paragraph a line."""
        return "\n".join(self.paragraphs)


class Layout(NamedTuple):
    """One way in which programs and people write transcripts down.

    Args:
        name: what ``--format`` takes, such as ``otter``.
        title: in words, such as ``Otter``.
        recognise: the reason why a source is of this layout, such as ``names and times on lines of
            their own``; nothing when it is not.
        read: makes a draft of a source, given the folded names of participants and moderators.
    """

    name: str
    title: str
    recognise: Callable[[Source], str]
    read: Callable[[Source, frozenset[str]], Draft]
