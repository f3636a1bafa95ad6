"""The codebook, the excerpts and the codings as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.exchange.tidy.model import SEVERAL, Field, Grid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.codebook import Code, Codebook
    from pimhcli.coding.excerpts import Coding
    from pimhcli.exchange.tidy.model import Value

TRANSCRIPT = (
    Field("transcript", "string", "the transcript"),
    Field("group", "string", "the focus group"),
)
SPAN = (
    Field(
        "start", "integer", "offset of its first character in the transcript, counted from 0", "characters"
    ),
    Field("end", "integer", "offset behind its last character", "characters"),
)
_EXCERPT = Field("excerpt", "string", "the excerpt: a passage that one coder coded")
_CODER = Field("coder", "string", "who coded it")
_MEMO = Field("memo", "string", "the coder’s note on it")
_STAR = Field("star", "boolean", "whether it is marked as a key quote")
_WHEN = Field("made", "string", "when it was coded first, in UTC (ISO 8601)")
_QUOTE = Field("quote", "string", "its words, exactly as in the transcript")


def codes(book: Codebook) -> Grid:
    """A row an entry of the codebook, in its order.

    Args:
        book: the codebook.
    """
    fields = (
        Field("code", "string", "the key of the entry, which never changes"),
        Field("position", "integer", "its place in the codebook, counted from 1"),
        Field("name", "string", "its name"),
        Field("level", "string", "what it is", levels=("theme", "sub-theme", "code")),
        Field("parent", "string", "the key of the entry above it"),
        Field("path", "string", "the names from the theme down, joined by ' > '"),
        Field("definition", "string", "what it means"),
        Field("include", "string", "when to use it"),
        Field("exclude", "string", "when not to use it"),
        Field("example", "string", "words that show it"),
        Field("colour", "string", "its colour on the coding screen"),
        Field("retired", "boolean", "whether it takes no new excerpts"),
        Field("former", "string", "keys and names that it had before"),
    )
    rows = tuple(
        (
            one.id, place, one.name, one.level, one.parent or None, book.path(one.id), one.definition or None,
            one.include or None, one.exclude or None, one.example or None, one.colour or None,
            one.is_retired, SEVERAL.join(one.former) or None,
        )
        for place, one in enumerate(book.codes, 1)
    )  # fmt: skip
    return Grid("codes", "a theme, sub-theme or code", fields, rows)


def excerpts(passages: Iterable[Passage], book: Codebook, may_quote: Callable[[Passage], bool]) -> Grid:
    """A row a passage that one coder coded.

    Args:
        passages: all coded material, with who speaks in it.
        book: the codebook.
        may_quote: whether a passage may be printed.
    """
    fields = (
        _EXCERPT,
        *TRANSCRIPT,
        _CODER,
        Field(
            "turn",
            "integer",
            "the number of the turn it starts in; none when its words are gone",
        ),
        Field("last_turn", "integer", "the number of the turn it ends in"),
        *SPAN,
        Field("speakers", "string", "the labels of all who speak in it"),
        Field("participants", "string", "those of them who are participants"),
        Field("codes", "string", "the keys of its codes"),
        _QUOTE,
        Field("printed", "string", "its words as they are printed"),
        _MEMO,
        _STAR,
        Field("may_quote", "boolean", "whether all who speak in it may be quoted"),
        _WHEN,
    )
    rows = tuple(_excerpt(one, book, may_quote=may_quote(one)) for one in passages)
    return Grid("excerpts", "a passage that one coder coded", fields, rows)


def codings(passages: Iterable[Passage], book: Codebook) -> Grid:
    """A row a code on a passage.

    Args:
        passages: all coded material.
        book: the codebook.
    """
    fields = (
        Field("coding", "string", "the coding: one code on one passage by one coder"),
        _EXCERPT,
        *TRANSCRIPT,
        _CODER,
        Field("code", "string", "the key of the code"),
        Field("code_name", "string", "its name"),
        Field("level", "string", "what it is", levels=("theme", "sub-theme", "code")),
        Field("theme", "string", "the name of the theme it belongs to"),
        Field("subtheme", "string", "the name of the sub-theme it belongs to"),
        Field("participants", "string", "the participants who speak in the passage"),
        *SPAN,
        _QUOTE,
        _MEMO,
        _STAR,
        _WHEN,
        Field("changed", "string", "when it was changed last, in UTC (ISO 8601)"),
    )
    rows = tuple(
        _coding(coding, key, passage, book)
        for passage in passages
        for key, coding in _first_of_each(passage, book)
    )
    return Grid("codings", "a code on a passage", fields, rows)


def _first_of_each(passage: Passage, book: Codebook) -> Iterator[tuple[str, Coding]]:
    """The codings of an excerpt by the keys that their codes have now; of codes that were merged, one."""
    found: dict[str, Coding] = {}
    for coding in passage.excerpt.codings:
        found.setdefault(book.key_of(coding.code), coding)
    yield from found.items()


def _excerpt(passage: Passage, book: Codebook, *, may_quote: bool) -> tuple[Value, ...]:
    one = passage.excerpt
    keys = [key for key, _ in _first_of_each(passage, book)]
    return (
        one.id, one.transcript, passage.group, one.coder, passage.turn or None, passage.last_turn or None,
        *one.span, SEVERAL.join(passage.speakers) or None, SEVERAL.join(passage.participants) or None,
        SEVERAL.join(keys), one.quote, one.printed, one.memo or None, one.star, may_quote,
        one.codings[0].since or None,
    )  # fmt: skip


def _coding(coding: Coding, key: str, passage: Passage, book: Codebook) -> tuple[Value, ...]:
    one = book.by_key.get(key)
    line = book.line(key) if one else ()
    return (
        coding.id, passage.excerpt.id, passage.excerpt.transcript, passage.group, coding.by, key,
        one.name if one else None, one.level if one else None,
        _named(line, "theme"), _named(line, "sub-theme"),
        SEVERAL.join(passage.participants) or None, *coding.span, coding.quote, coding.memo or None,
        coding.star, coding.since or None, coding.at or None,
    )  # fmt: skip


def _named(line: Iterable[Code], level: str) -> str | None:
    return next((one.name for one in line if one.level == level), None)
