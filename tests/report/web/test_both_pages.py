"""The report and the page of the transcripts lead to each other, and every place is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pages import Read

from pimhcli.report.blocks import Heading, Line, Listing, Paragraph, Quote, Run, Simple
from pimhcli.report.context import context
from pimhcli.report.formats import html
from pimhcli.report.web.talk import talks
from pimhcli.study.material import verbatim
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pimhcli.report.blocks import Block
    from pimhcli.report.context import Section


@pytest.fixture
def blocks(root: Path) -> list[Block]:
    """The report of the small study, laid out by hand."""
    study = Study(root)
    values = context(study, verbatim(study))
    words = (
        Run("We "),
        Run("read", emphasis=True),
        Run(" in "),
        Run("study.yaml", code=True),
        Run(".\nTwice."),
    )
    terms = Simple(((Run("Term"),), ()), (((Run("AMH"),), (Run("Adult <mental> health"),)),))
    lines = (Line("Mod", "How is it?", "before", 1), Line("PX1", "It is [always] hard … with money.", turn=2))
    return [
        Heading(1, (Run(values.study.title),)),
        Heading(2, (Run("Study and setting"),)),
        Paragraph(words),
        Paragraph((Run("Somebody wrote so.", link="https://example.org/?a=1&b=2"),), quoted=True),
        Listing(((Paragraph((Run("Reading"),)),), (Paragraph(words), terms)), numbered=True),
        values.table2,
        Heading(2, (Run("Results"),)),
        *(block for section in (*values.results, *values.loose) for block in laid(section)),
        Quote("", "PX1", "fg1, turn 2", star=True, excerpt="id1", lines=lines),
        values.table3,
    ]


def laid(section: Section) -> Iterator[Block]:
    """A theme with what is under it."""
    yield Heading(3, (Run(section.name),))
    yield from section.quotes
    for below in section.below:
        yield from laid(below)


@pytest.fixture
def pages(root: Path, blocks: list[Block]) -> dict[str, str]:
    """Both pages."""
    study = Study(root)
    return html.render(blocks, "en", talks(study, verbatim(study)))


def test_the_report_is_as_its_golden_file_has_it(
    golden: Callable[[str, str], None], pages: dict[str, str]
) -> None:
    golden("report.html", pages["report.html"].partition("<body>")[2])


def test_every_link_between_the_pages_leads_to_a_place(pages: dict[str, str]) -> None:
    ids = {name: set(Read(page).ids) for name, page in pages.items()}
    for here, page in pages.items():
        for link in Read(page).links:
            file, _, anchor = link.partition("#")
            assert ":" in link or not anchor or anchor in ids[file or here]


def test_every_quote_leads_to_the_transcript_and_back(pages: dict[str, str]) -> None:
    there = {link for link in Read(pages["report.html"]).links if link.startswith("transcripts.html#e-")}
    back = {link for link in Read(pages["transcripts.html"]).links if link.startswith("report.html#q-")}
    assert len(there) == len(back) == 3


def test_a_report_without_transcripts_says_nothing_of_them(blocks: list[Block]) -> None:
    made = html.render(blocks)
    assert list(made) == ["report.html"]
    assert "transcripts.html" not in made["report.html"]
