"""The page of the transcripts: every turn, the excerpts marked in its words, their codes beside them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pimhcli.analysis.exchange import UNPRINTED
from pimhcli.report.web import page
from pimhcli.report.web.marking import codes, marked, place
from pimhcli.report.web.page import Entry, Page, to
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from pimhcli.report.web.talk import Coded, Named, Shown, Talk, Talks

FILE = "transcripts.html"
_THEMES = Entry("Themes", "themes")
_NOTICE = (
    "For the team, not for publication: this page holds whole transcripts, not only what the report quotes."
)
_WITHHELD = "{} not printed for lack of consent; who spoke there, and what was coded, is left out too."


def render(talks: Talks, report: str, quoted: AbstractSet[str]) -> str:
    """The page as a file.

    Args:
        talks: what it shows.
        report: the page of the report.
        quoted: ids of the excerpts that have a place in the report.
    """
    contents = (_THEMES, *(Entry(talk.name, _anchor(talk)) for talk in talks.transcripts))
    parts = [_themes(talks.themes), *(_talk(talk, report, quoted) for talk in talks.transcripts)]
    return page.whole(
        Page(
            title=f"Transcripts: {talks.title}",
            language="en",
            contents=contents if talks.themes else contents[1:],
            main="\n".join(filter(None, parts)),
            notice=" ".join(filter(None, (_NOTICE, _withheld(talks)))),
            footer=f'<p><a href="{report}">The report</a></p>',
        )
    )


def _withheld(talks: Talks) -> str:
    held = sum(not turn.is_printed for talk in talks.transcripts for turn in talk.turns)
    are = "are" if held > 1 else "is"
    return _WITHHELD.format(f"{count(held, 'turn')} {are}") if held else ""


def _themes(themes: tuple[Named, ...]) -> str:
    lines = "\n".join(f"<li>{_named(theme)}</li>" for theme in themes)
    return (
        f'<section>\n<h2 id="themes">Themes</h2>\n<ul class="key">\n{lines}\n</ul>\n</section>'
        if themes
        else ""
    )


def _talk(talk: Talk, report: str, quoted: AbstractSet[str]) -> str:
    covering: dict[int, list[Coded]] = {}
    for one in talk.coded:
        for number in range(one.turn, one.last + 1):
            covering.setdefault(number, []).append(one)
    turns = "\n".join(
        _turn(talk.name, turn, covering.get(turn.number, ()), report, quoted) for turn in talk.turns
    )
    told = f"{count(len(talk.turns), 'turn')}, {count(len(talk.coded), 'excerpt')}."
    head = f'<h2 id="{_anchor(talk)}">{escape(talk.name)}</h2>'
    return f'<section class="talk">\n{head}\n<p>{told}</p>\n{turns}\n</section>'


def _anchor(talk: Talk) -> str:
    return f"t-{talk.name}"


def _turn(
    transcript: str, turn: Shown, covering: Iterable[Coded], report: str, quoted: AbstractSet[str]
) -> str:
    anchor = f"{transcript}-{turn.number}"
    own = list(covering)
    begun = frozenset(one.mark.excerpt for one in own if one.turn < turn.number)
    words = marked(turn.words, (one.mark for one in own), turn.start, begun)
    said = words if turn.is_printed else f"<em>{UNPRINTED}</em>"
    lines = "\n".join(_codes(one, turn.number, report, quoted) for one in own)
    beside = f'<ul class="codes" aria-label="Codes of turn {turn.number}">\n{lines}\n</ul>\n' if own else ""
    return (
        f'<div class="turn" id="{anchor}">\n'
        f'<p class="who"><a href="#{anchor}" aria-label="Turn {turn.number}">{turn.number}</a>'
        f" <bdi>{escape(turn.speaker)}</bdi></p>\n"
        f'<p class="said" dir="auto">{said}</p>\n{beside}</div>'
    )


def _codes(one: Coded, turn: int, report: str, quoted: AbstractSet[str]) -> str:
    excerpt, number = one.mark.excerpt, one.mark.number
    if one.turn < turn:
        return f'<li><a href="{to(codes(excerpt))}">{number}</a> goes on from turn {one.turn}</li>'
    parts = ["; ".join(map(_named, one.codes))]
    parts += ["★ key quote"] * one.star
    parts += [f"by <bdi>{escape(one.coder)}</bdi>"] * bool(one.coder)
    parts += [f'<a href="{to(f"q-{excerpt}", report)}">in the report</a>'] * (excerpt in quoted)
    anchor = escape(codes(excerpt))
    return f'<li id="{anchor}"><a href="{to(place(excerpt))}">{number}</a> {" · ".join(parts)}</li>'


def _named(code: Named) -> str:
    first, *others = code.names
    shown = f'<span class="hue{code.hue}">{escape(first)}</span>'
    return " › ".join((shown, *map(escape, others)))
