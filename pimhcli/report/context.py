"""What the report's templates are given: plain values, worked out before any template runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli import __version__
from pimhcli.analysis.counts import Counts, by_entry, counted
from pimhcli.report.inputs import Input, inputs
from pimhcli.study.settings import APPROACHES, FocusGroup, Settings
from pimhcli.tables import demographics, themes
from pimhcli.tables.model import Table
from pimhcli.tables.quotes import quote_order, speakers
from pimhcli.transcripts.roster import roster

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.codebook import Code, Codebook
    from pimhcli.study.study import Study


class Quote(msgspec.Struct, frozen=True):
    """A quote as the report shows it: the words, who speaks, and where."""

    words: str
    speaker: str
    place: str
    star: bool


class Section(msgspec.Struct, frozen=True):
    """A theme, sub-theme or code in the results.

    Args:
        number: ``1`` for the first theme, ``1.2`` for its second sub-theme; empty for a code.
        name: its name.
        definition: what it means.
        counts: excerpts | participants | groups, those of the entries under it included.
        quotes: those coded with the entry itself, key quotes first.
        below: the entries under it.
    """

    number: str
    name: str
    definition: str
    counts: Counts
    quotes: tuple[Quote, ...]
    below: tuple[Section, ...]


class Session(msgspec.Struct, frozen=True):
    """A focus group and its transcripts in figures.

    Args:
        group: what study.yaml says of it.
        turns: turns in its transcripts.
        words: words spoken in them.
        speaking: participants who speak in them.
    """

    group: FocusGroup
    turns: int
    words: int
    speaking: int


class Context(msgspec.Struct, frozen=True):
    """All that the templates can use."""

    study: Settings
    approach: str
    participants: int
    sessions: tuple[Session, ...]
    coders: tuple[str, ...]
    counts: Counts
    results: tuple[Section, ...]
    loose: tuple[Section, ...]
    table2: Table
    table3: Table
    version: str
    inputs: tuple[Input, ...]


def context(study: Study, material: Sequence[Passage]) -> Context:
    """Works the report's contents out.

    Args:
        study: the open study.
        material: its passages, every quote known to stand.
    """
    book, found = study.codebook, by_entry(study.codebook, material)
    return Context(
        study=study.settings,
        approach=APPROACHES[study.settings.approach],
        participants=len(study.participants),
        sessions=_sessions(study),
        coders=tuple(dict.fromkeys(passage.excerpt.coder for passage in material)),
        counts=counted(material),
        results=tuple(_section(book, found, code, f"{i}") for i, code in enumerate(book.themes(), 1)),
        loose=tuple(_section(book, found, code, "") for code in book.children() if code.level == "code"),
        table2=demographics.build(study.questionnaire, study.participants),
        table3=themes.build(book),
        version=__version__,
        inputs=inputs(study.root),
    )


def _section(book: Codebook, found: dict[str, list[Passage]], code: Code, number: str) -> Section:
    own = sorted((p for p in found[code.id] if code.id in _keys(book, p)), key=quote_order)
    subthemes = [child.id for child in book.subthemes(code.id)]
    return Section(
        number=number,
        name=code.name,
        definition=code.definition,
        counts=counted(found[code.id]),
        quotes=tuple(Quote(p.excerpt.quote, speakers(p), p.place, p.excerpt.star) for p in own),
        below=tuple(
            _section(
                book,
                found,
                child,
                f"{number}.{subthemes.index(child.id) + 1}" if child.id in subthemes else "",
            )
            for child in book.children(code.id)
        ),
    )


def _keys(book: Codebook, passage: Passage) -> set[str]:
    return {book.key_of(key) for key in passage.excerpt.codes}


def _sessions(study: Study) -> tuple[Session, ...]:
    """The focus groups of study.yaml, then those that only their transcripts tell of."""
    known = {group.id: group for group in study.settings.focus_groups}
    own: dict[str, list[str]] = {name: [] for name in known}
    for name in study.transcript_ids:
        own.setdefault(study.settings.group_of(name), []).append(name)
    return tuple(_session(study, known.get(group, FocusGroup(group)), names) for group, names in own.items())


def _session(study: Study, group: FocusGroup, names: list[str]) -> Session:
    cast = study.cast
    everyone = [speaker for name in names for speaker in roster(study.transcript(name), cast)]
    speaking = {speaker.participant for speaker in everyone if speaker.participant}
    turns, words = sum(s.turns for s in everyone), sum(s.words for s in everyone)
    return Session(group, turns, words, len(speaking))
