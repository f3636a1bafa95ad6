"""What the page of the transcripts shows, worked out of a study: its turns, and what was coded in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding import colours
from pimhcli.folding import natural
from pimhcli.report.web.marking import Mark
from pimhcli.study.unprinted import unprinted
from pimhcli.transcripts.turns import WITHDRAWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.codebook import Codebook
    from pimhcli.study.study import Study
    from pimhcli.transcripts.turns import Transcript, Turn


class Named(msgspec.Struct, frozen=True):
    """A code of an excerpt, with the entries above it.

    Args:
        names: from the theme down.
        hue: of the theme, counted from 0.
    """

    names: tuple[str, ...]
    hue: int = 0


class Coded(msgspec.Struct, frozen=True):
    """An excerpt as the page shows it.

    Args:
        mark: where it stands.
        codes: what it is coded with.
        turn: number of the turn that it begins in.
        last: number of the turn that it ends in.
        coder: whose it is; empty where one alone has coded.
        star: whether it is a key quote.
    """

    mark: Mark
    codes: tuple[Named, ...]
    turn: int
    last: int
    coder: str = ""
    star: bool = False


class Shown(msgspec.Struct, frozen=True):
    """A turn as the page shows it.

    Args:
        number: of the turn.
        speaker: the label; empty where the words are not printed, as it would tell who refused.
        words: as they stand in the transcript.
        start: offset of the words in its text, in code points.
        is_printed: whether the words may be printed.
    """

    number: int
    speaker: str
    words: str
    start: int
    is_printed: bool = True


class Talk(msgspec.Struct, frozen=True):
    """One transcript.

    Args:
        name: its id.
        turns: in order.
        coded: its excerpts, in order.
    """

    name: str
    turns: tuple[Shown, ...]
    coded: tuple[Coded, ...]


class Talks(msgspec.Struct, frozen=True):
    """All transcripts.

    Args:
        title: of the study.
        themes: the names of the themes, each with its hue.
        transcripts: in order.
    """

    title: str
    themes: tuple[Named, ...]
    transcripts: tuple[Talk, ...]

    @property
    def excerpts(self) -> frozenset[str]:
        """The ids of the excerpts that have a place in the page."""
        return frozenset(one.mark.excerpt for talk in self.transcripts for one in talk.coded)


def talks(study: Study, material: Iterable[Passage]) -> Talks:
    """The transcripts without the words of those who did not agree to be quoted, nor excerpts of these.

    Args:
        study: the open study.
        material: its passages, of any coders.
    """
    book, passed = study.codebook, list(material)
    names = _names(book)
    several = len({one.excerpt.coder for one in passed}) > 1
    own: dict[str, list[Passage]] = {name: [] for name in study.transcript_ids}
    for one in passed:
        if one.stands:
            own[one.excerpt.transcript].append(one)
    hidden = unprinted(study)
    found = tuple(
        _talk(study.transcript(name), own[name], hidden[name], names, several=several)
        for name in sorted(study.transcript_ids, key=natural)
    )
    themes = tuple(names[code.id] for code in book.themes())
    return Talks(study.settings.title, themes, found)


def _names(book: Codebook) -> dict[str, Named]:
    """How each entry is named, by its key and by those that it had."""
    hues = colours.hues(book)
    return {
        key: Named(
            tuple(one.name for one in line),
            next((hues[one.id] for one in reversed(line) if one.id in hues), 0),
        )
        for key in book.by_key
        if (line := book.line(key))
    }


def _talk(
    transcript: Transcript,
    own: Iterable[Passage],
    hidden: frozenset[int],
    names: Mapping[str, Named],
    *,
    several: bool,
) -> Talk:
    printed = [one for one in own if hidden.isdisjoint(range(one.turn, one.last_turn + 1))]
    printed.sort(key=lambda one: (one.excerpt.span[0], -one.excerpt.span[1], one.excerpt.id))
    return Talk(
        transcript.id,
        tuple(_shown(transcript, turn, hidden) for turn in transcript.turns),
        tuple(_coded(one, number, names, several=several) for number, one in enumerate(printed, 1)),
    )


def _shown(transcript: Transcript, turn: Turn, hidden: frozenset[int]) -> Shown:
    if turn.number in hidden and turn.text != WITHDRAWN:
        return Shown(turn.number, "", "", turn.start, is_printed=False)
    return Shown(turn.number, turn.speaker, transcript.text[turn.start : turn.end], turn.start)


def _coded(one: Passage, number: int, names: Mapping[str, Named], *, several: bool) -> Coded:
    excerpt = one.excerpt
    codes = tuple(names.get(key, Named((key,))) for key in excerpt.codes)
    mark = Mark(excerpt.id, number, *excerpt.span, codes[0].hue)
    coder = excerpt.coder if several else ""
    return Coded(mark, codes, one.turn, one.last_turn, coder, excerpt.star)
