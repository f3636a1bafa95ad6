"""What the report's templates are given: plain values, worked out before any template runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli import __version__
from pimhcli.analysis import growth
from pimhcli.analysis.counts import Counts, by_entry, counted
from pimhcli.figures.model import Figure
from pimhcli.report.blocks import Quote
from pimhcli.report.inputs import Input, inputs
from pimhcli.report.memos import Memos, memos
from pimhcli.report.wish import Wish
from pimhcli.study import codebook_growth, demographic, reviews
from pimhcli.study.exchanging import Exchanges
from pimhcli.study.people import misnamed
from pimhcli.study.quoting import printed, refused
from pimhcli.study.reviews import Standing
from pimhcli.study.settings import APPROACHES, FocusGroup, Settings
from pimhcli.tables import themes
from pimhcli.tables.model import Table
from pimhcli.tables.quotes import quote_order, speakers
from pimhcli.transcripts.roster import roster

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.codebook import Code, Codebook
    from pimhcli.study.study import Study
    from pimhcli.transcripts.segments import Span


class Section(msgspec.Struct, frozen=True):
    """A theme, sub-theme or code in the results.

    Args:
        number: ``1`` for the first theme, ``1.2`` for its second sub-theme; empty for a code.
        name: its name.
        definition: what it means.
        counts: excerpts | participants | groups, those of the entries under it included.
        quotes: those coded with the entry itself that may be printed, key quotes first.
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
    """All that the templates can use.

    Args:
        counts: excerpts | participants | groups of the whole study.
        results: the themes.
        loose: the codes in no theme.
        withheld: excerpts that are not printed for lack of consent.
        memos: the memos and notes, when they are asked for.
        review: what was reviewed, and by whom.
        audit: how codebook and coding grew, in sentences, when they are asked for.
        only_key_quotes: whether the quotes are key quotes alone.
        figures: the figures by name, where a format shows them.
    """

    study: Settings
    approach: str
    participants: int
    sessions: tuple[Session, ...]
    coders: tuple[str, ...]
    counts: Counts
    results: tuple[Section, ...]
    loose: tuple[Section, ...]
    withheld: int
    memos: tuple[Memos, ...]
    review: Standing
    audit: tuple[str, ...]
    table2: Table
    table3: Table
    version: str
    inputs: tuple[Input, ...]
    only_key_quotes: bool
    figures: dict[str, Figure]


def context(study: Study, material: Sequence[Passage], wish: Wish | None = None) -> Context:
    """Works the report's contents out.

    Args:
        study: the open study; consent lines that name nobody are added to its findings.
        material: its passages, every quote known to stand.
        wish: what is wanted of the report; None for as usual.
    """
    wish = wish or Wish()
    study.findings += misnamed(study)
    book, found = study.codebook, by_entry(study.codebook, material)
    shown = [one for one in printed(study, material) if one.excerpt.star or not wish.key_quotes]
    quotes = _quotes(book, shown, Exchanges(study, wish.around))
    refusing = refused(study)
    return Context(
        study=study.settings,
        approach=APPROACHES[study.settings.approach],
        participants=len(study.participants),
        sessions=_sessions(study),
        coders=tuple(dict.fromkeys(passage.excerpt.coder for passage in material)),
        counts=counted(material),
        results=tuple(_section(book, found, quotes, c, f"{i}") for i, c in enumerate(book.themes(), 1)),
        loose=tuple(_section(book, found, quotes, c, "") for c in book.children() if c.level == "code"),
        withheld=sum(not refusing.may_quote(passage) for passage in material),
        memos=memos(study, material) if wish.memos else (),
        review=reviews.standing(study, material),
        audit=growth.sentences(codebook_growth.trail(study)) if wish.audit else (),
        table2=demographic.table(study) if study.participants else Table("demographics", "", (), ()),
        table3=themes.build(book),
        version=__version__,
        inputs=inputs(study.root, with_memos=wish.memos),
        only_key_quotes=wish.key_quotes,
        figures=_figures(study, material) if wish.is_pictured else {},
    )


def _figures(study: Study, material: Sequence[Passage]) -> dict[str, Figure]:
    from pimhcli.study.figures import figures

    return {one.name: one for one in figures(study, material)}


def _quotes(book: Codebook, shown: Iterable[Passage], exchanges: Exchanges) -> dict[str, tuple[Quote, ...]]:
    """The quotes of each entry itself, by its key; words that several coded with it stand there once."""
    found: dict[str, dict[tuple[str, Span], Quote]] = {}
    for passage in sorted(
        shown, key=quote_order
    ):  # a key quote of one coder comes before the same of another
        excerpt = passage.excerpt
        quote = Quote(
            excerpt.printed,
            speakers(passage),
            passage.place,
            excerpt.star,
            excerpt.id,
            excerpt.transcript,
            exchanges.lines(passage),
        )
        for key in map(book.key_of, excerpt.codes):
            found.setdefault(key, {}).setdefault((excerpt.transcript, excerpt.span), quote)
    return {key: tuple(own.values()) for key, own in found.items()}


def _section(
    book: Codebook,
    found: dict[str, list[Passage]],
    quotes: dict[str, tuple[Quote, ...]],
    code: Code,
    number: str,
) -> Section:
    subthemes = [child.id for child in book.subthemes(code.id)]
    return Section(
        number=number,
        name=code.name,
        definition=code.definition,
        counts=counted(found[code.id]),
        quotes=quotes.get(code.id, ()),
        below=tuple(
            _section(
                book,
                found,
                quotes,
                child,
                f"{number}.{subthemes.index(child.id) + 1}" if child.id in subthemes else "",
            )
            for child in book.children(code.id)
        ),
    )


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
