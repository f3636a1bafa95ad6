"""The report as a web page of one file, and beside it the transcripts, to which its quotes lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.report.blocks import Heading
from pimhcli.report.web import page, transcripts
from pimhcli.report.web.body import Body
from pimhcli.report.web.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.report.blocks import Block
    from pimhcli.report.web.talk import Talks

FILE = "report.html"


def render(blocks: Sequence[Block], language: str = "en", talks: Talks | None = None) -> dict[str, str]:
    """The pages, by the names of their files.

    Args:
        blocks: the report.
        language: that it is in, as web pages name it.
        talks: what the page of the transcripts shows; None for no such page.
    """
    title, rest = _title(blocks)
    body = Body(rest, transcripts.FILE, talks.excerpts if talks else frozenset())
    footer = (
        f'<p><a href="{transcripts.FILE}">The transcripts with what was coded in them</a>, for the team.</p>'
    )
    report = Page(title, language, body.contents, body.main, footer=footer if talks else "")
    pages = {FILE: page.whole(report)}
    return pages | {transcripts.FILE: transcripts.render(talks, FILE, body.quoted)} if talks else pages


def _title(blocks: Sequence[Block]) -> tuple[str, Sequence[Block]]:
    """The heading of the first level that the report starts with, and what comes after it."""
    match blocks:
        case [Heading(level=1) as heading, *_]:
            return " ".join("".join(run.text for run in heading.runs).split()), blocks[1:]
        case _:
            return "Report", blocks
