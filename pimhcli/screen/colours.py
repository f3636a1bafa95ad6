"""All styles of the screen: on dark, on light, and without any colour."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from rich.style import Style

if TYPE_CHECKING:
    from pimhcli.screen.marks import Shade

Ground = Literal["dark", "light", "none"]
Role = Literal["plain", "dim", "bold", "bar", "wrong", "here", "title"]  # of words around the transcript


class Words(NamedTuple):
    """What a stretch of words is, for its style.

    Args:
        shade: what covers it; None where nothing does, or none is to be seen.
        current: whether it belongs to the excerpt being worked on.
        selected: whether it is selected.
        hit: whether a search found it.
        quiet: whether its speaker is filtered out.
    """

    shade: Shade | None = None
    current: bool = False
    selected: bool = False
    hit: bool = False
    quiet: bool = False


class Look(NamedTuple):
    """The styles of one ground.

    Args:
        ground: what everything is painted upon, so that it can be read whatever the terminal's own is.
        text: words that nothing covers.
        quiet: what stands back: numbers of uncoded turns, speakers filtered out.
        shades: words of an excerpt, by hue.
        others: words that only others have coded, by hue.
        overlap: added to those of two excerpts or more, one of them the coder's own.
        current: added to words, lane and names of the excerpt being worked on.
        selected: of what is selected.
        hit: of what a search found.
        cursor: of the character at the cursor.
        lanes: lanes and names, by hue.
        star: the sign of a key quote.
    """

    ground: Style
    text: Style
    quiet: Style
    shades: tuple[Style, ...]
    others: tuple[Style, ...]
    overlap: Style
    current: Style
    selected: Style
    hit: Style
    cursor: Style
    lanes: tuple[Style, ...]
    star: Style


_BOLD = Style(bold=True)
_UNDERLINE = Style(underline=True)


def look(ground: Ground) -> Look:
    """The styles for a ground; those for ``none`` are made of attributes alone."""
    return _LOOKS[ground]


def line_styles(ground: Ground) -> dict[Role, Style]:
    """The styles of the lines around the transcript and over it, for a ground."""
    return _LINES[ground]


@lru_cache(maxsize=1024)
def words_style(look: Look, words: Words) -> Style:
    """The style of a stretch of words.

    Args:
        look: of the ground.
        words: what they are.
    """
    style = look.quiet if words.quiet else look.text
    if words.shade and not words.quiet:
        shades = look.shades if words.shade.own else look.others
        style = shades[words.shade.hue % len(shades)]
    # a selection and a hit are seen upon what covers the words, and keep its attributes
    style += look.selected if words.selected else look.hit if words.hit else Style.null()
    if words.shade and words.shade.overlap and words.shade.own:
        style += look.overlap
    return style + look.current if words.current else style


def lane_style(look: Look, hue: int, *, current: bool) -> Style:
    """The style of an excerpt's lane and of its names.

    Args:
        look: of the ground.
        hue: the excerpt's.
        current: whether it is being worked on.
    """
    style = look.lanes[hue % len(look.lanes)]
    return style + look.current if current else style


def _styles(colours: tuple[str, ...], ink: str = "") -> tuple[Style, ...]:
    """Colours to write in, or with an ink colours to write upon."""
    return tuple(Style(color=ink, bgcolor=colour) if ink else Style(color=colour) for colour in colours)


# of lanes and names, and of words that only others have coded
_ON_DARK = _styles(("#6cb6ff", "#6fdd8b", "#f0c14b", "#ff8f9c", "#c9a2ff", "#4fd6d6"))
_ON_LIGHT = _styles(("#0b5cad", "#1a6e2e", "#855500", "#b3283c", "#6b34b8", "#006d6d"))


# Blue, green, amber, red, purple, teal: each apart from the others in 16 and in 256 colours where it can be,
# words at a contrast of 4.5 to what is behind them and more
_LOOKS: dict[Ground, Look] = {
    "dark": Look(
        ground=Style(bgcolor="#121212"),
        text=Style(color="#e4e4e4"),
        quiet=Style(color="#949494"),
        shades=_styles(("#1d4675", "#2a5a1d", "#6b4e00", "#7a2e3d", "#543280", "#0f5c5c"), "#f4f4f4"),
        others=_ON_DARK,
        overlap=_UNDERLINE,
        current=_BOLD,
        selected=Style(color="#0a0a0a", bgcolor="#b4d0ff"),
        hit=Style(color="#0a0a0a", bgcolor="#e5c34b"),
        cursor=Style(color="#000000", bgcolor="#ffffff", bold=True),
        lanes=_ON_DARK,
        star=Style(color="#f0c14b", bold=True),
    ),
    "light": Look(
        ground=Style(bgcolor="#ffffff"),
        text=Style(color="#1a1a1a"),
        quiet=Style(color="#616161"),
        shades=_styles(("#a8cdf5", "#a5dfb0", "#f0d060", "#f5b0b8", "#cdb4f2", "#88d8d8"), "#111111"),
        others=_ON_LIGHT,
        overlap=_UNDERLINE,
        current=_BOLD,
        selected=Style(color="#ffffff", bgcolor="#1f4e9e"),
        hit=Style(color="#ffffff", bgcolor="#7a5200"),
        cursor=Style(color="#ffffff", bgcolor="#000000", bold=True),
        lanes=_ON_LIGHT,
        star=Style(color="#855500", bold=True),
    ),
    "none": Look(
        ground=Style.null(),
        text=Style.null(),
        quiet=Style(dim=True),
        shades=(_UNDERLINE,),
        others=(Style(italic=True),),
        overlap=_BOLD,
        current=_BOLD,
        selected=Style(reverse=True),
        hit=Style(italic=True, bold=True),
        cursor=Style(reverse=True, bold=True),
        lanes=(Style.null(),),
        star=_BOLD,
    ),
}

_ATTRIBUTES: dict[Role, Style] = {
    "plain": Style.null(),
    "dim": Style(dim=True),
    "bold": Style(bold=True),
    "bar": Style(reverse=True),
    "wrong": Style(bold=True, reverse=True),
    "here": Style(reverse=True, bold=True),
    "title": Style(bold=True, underline=True),
}


def _coloured(ink: str, quiet: str, bar: str, line: str) -> dict[Role, Style]:
    """The styles of one ground: what is written in, and what is written upon."""
    return {
        "plain": Style(color=ink),
        "dim": Style(color=quiet),
        "bold": Style(color=ink, bold=True),
        "bar": Style(color=ink, bgcolor=bar),
        "wrong": Style(color="#ffffff", bgcolor="#a4262c", bold=True),
        "here": Style(color=ink, bgcolor=line, bold=True),
        "title": Style(color=ink, bgcolor=bar, bold=True),
    }


_LINES: dict[Ground, dict[Role, Style]] = {
    "dark": _coloured("#e4e4e4", "#a0a0a0", "#30363d", "#2f4f7f"),
    "light": _coloured("#1a1a1a", "#5a5a5a", "#d0d7de", "#b8d4f5"),
    "none": _ATTRIBUTES,
}
