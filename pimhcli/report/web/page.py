"""The frame of a page: one file that needs no other, with its landmarks and its style."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

import msgspec

from pimhcli.resources import template
from pimhcli.tables.renderers import html
from pimhcli.tables.renderers.room import legal

if TYPE_CHECKING:
    from collections.abc import Iterable


class Entry(msgspec.Struct, frozen=True):
    """A line of a page's contents.

    Args:
        words: what stands in it.
        anchor: the id that it leads to.
        below: the lines under it.
    """

    words: str
    anchor: str
    below: tuple[Entry, ...] = ()


class Page(msgspec.Struct, frozen=True):
    """What stands in a page; all but the title and the contents is HTML.

    Args:
        title: its only heading of the first level.
        language: that it is in, as web pages name it.
        contents: what it consists of.
        main: the page itself.
        notice: what a reader has to know first; empty for nothing.
        footer: what stands under it; empty for nothing.
    """

    title: str
    language: str
    contents: tuple[Entry, ...]
    main: str
    notice: str = ""
    footer: str = ""


def whole(page: Page) -> str:
    """The page as a file.

    Args:
        page: what stands in it.
    """
    notice = f'<p class="notice">{page.notice}</p>\n' if page.notice else ""
    footer = f"<footer>\n{page.footer}\n</footer>\n" if page.footer else ""
    return legal(f"""\
<!DOCTYPE html>
<html lang="{escape(page.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>{escape(page.title)}</title>
<style>
{html.STYLE}
{template("report/page.css")}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header>
<h1 dir="auto">{escape(page.title)}</h1>
{notice}</header>
{_contents(page.contents)}<main id="main" tabindex="-1">
{page.main}
</main>
{footer}</body>
</html>
""")


def to(anchor: str, file: str = "") -> str:
    """The address of a place in a page, as an attribute has it.

    Args:
        anchor: the id of the place.
        file: the page; empty for the same one.
    """
    return f"{file}#{quote(anchor)}"


def _contents(entries: tuple[Entry, ...]) -> str:
    if not entries:
        return ""
    return f'<nav aria-labelledby="contents">\n<h2 id="contents">Contents</h2>\n{_lines(entries)}\n</nav>\n'


def _lines(entries: Iterable[Entry]) -> str:
    lines = "\n".join(map(_line, entries))
    return f"<ul>\n{lines}\n</ul>"


def _line(entry: Entry) -> str:
    below = f"\n{_lines(entry.below)}\n" if entry.below else ""
    return f'<li><a href="{to(entry.anchor)}" dir="auto">{escape(entry.words)}</a>{below}</li>'
