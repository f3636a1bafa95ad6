"""The memos as the report prints them when it is asked to, from the study down to its parts."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding.memos import KINDS
from pimhcli.study import memo_checks
from pimhcli.study.memos import Choice, listed
from pimhcli.study.quoting import refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.memos import Kind
    from pimhcli.study.memos import Listed
    from pimhcli.study.study import Study

_ON: dict[Kind, str] = {
    "study": "On the study",
    "group": "On focus groups",
    "transcript": "On transcripts",
    "turn": "On turns",
    "excerpt": "On excerpts",
    "code": "On themes, sub-themes and codes",
    "participant": "On participants",
}
_HEADING = re.compile(r"^(#{1,6})(?=[ \t])", re.MULTILINE)
_UNDERLINED = re.compile(r"^(?![-*+>#][ \t])(\S.*)\n(=|-)\2*[ \t]*$", re.MULTILINE)
_DEPTH = 5  # the level of a heading within a memo, at least


class Note(msgspec.Struct, frozen=True):
    """A memo, or the note on an excerpt.

    Args:
        title: of a memo; empty where its text begins so, and for a note.
        by: the coder, and the day.
        tags: words to find it by.
        text: the researcher's own Markdown.
    """

    title: str
    by: str
    tags: tuple[str, ...]
    text: str


class Noted(msgspec.Struct, frozen=True):
    """Something that memos are on.

    Args:
        what: how it is called; empty for the study.
        quote: the words of an excerpt, where they may be printed.
        problem: why it cannot be found any more; empty when it is there.
        memos: those on it, oldest first.
        notes: the notes that coders wrote on it while coding.
    """

    what: str
    quote: str
    problem: str
    memos: tuple[Note, ...]
    notes: tuple[Note, ...]


class Memos(msgspec.Struct, frozen=True):
    """The memos on things of one kind."""

    heading: str
    on: tuple[Noted, ...]


def memos(study: Study, material: Iterable[Passage]) -> tuple[Memos, ...]:
    """All memos and notes; of words in them that may not be printed the study's findings tell.

    Args:
        study: the open study.
        material: its passages.
    """
    refusing = refused(study)
    quotes = {one.excerpt.id: one.excerpt.quote for one in material if refusing.may_quote(one)}
    everything = sorted(listed(study, Choice()), key=_place)
    study.findings += memo_checks.quoting(study, everything)
    found = []
    for kind, group in groupby(everything, key=lambda one: one.target.kind):
        things = groupby(group, key=lambda one: one.target.what)
        found.append(Memos(_ON[kind], tuple(_noted(list(those), quotes) for _, those in things)))
    return tuple(found)


def _place(one: Listed) -> tuple[object, ...]:
    target = one.target
    return KINDS.index(target.kind), target.transcript, target.turn, target.what, one.memo.at


def _noted(those: Sequence[Listed], quotes: dict[str, str]) -> Noted:
    target = those[0].target
    return Noted(
        target.what,
        quotes.get(target.name, "") if target.kind == "excerpt" else "",
        target.problem,
        tuple(_note(one) for one in those if not one.is_note),
        tuple(_note(one) for one in those if one.is_note),
    )


def _note(one: Listed) -> Note:
    memo = one.memo
    by = ", ".join(filter(None, (memo.by, memo.at[:10])))
    begins_so = memo.text.lstrip("#>*- \n").startswith(memo.title.removesuffix("…"))
    return Note("" if begins_so else memo.title, by, memo.tags, _lowered(memo.text))


def _lowered(text: str) -> str:
    """Markdown whose headings stand below those of the report."""
    marked = _UNDERLINED.sub(lambda line: f"{'#' if line[2] == '=' else '##'} {line[1]}", text.strip())
    return _HEADING.sub(lambda marks: "#" * min(_DEPTH - 1 + len(marks[1]), 6), marked)
