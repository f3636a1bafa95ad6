"""In the report a quote of several voices is dialogue, and a quote may stand in its exchange."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.analysis.exchange import Line
from pimhcli.report.context import context
from pimhcli.report.formats import markdown
from pimhcli.report.rendering import render
from pimhcli.report.wish import Wish
from pimhcli.study.material import verbatim
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pimhcli.report.blocks import Quote
    from pimhcli.report.context import Section


def quotes(sections: tuple[Section, ...]) -> list[Quote]:
    return [one for part in sections for one in (*part.quotes, *quotes(part.below))]


def test_a_quote_of_several_speakers_has_a_line_for_each(report: Callable[[], str]) -> None:
    lines = "> **PX2:** “There is hope.”\n>\n> **PX1:** “There is none”\n>\n> — fg1, turns 3–4\n"
    assert lines in report()


def test_a_quote_of_one_speaker_has_no_lines(root: Path) -> None:
    study = Study(root)
    found = quotes(context(study, verbatim(study)).results)
    assert {one.place: bool(one.lines) for one in found} == {
        "fg1, turn 4": False,
        "fg1, turn 2": False,
        "fg1, turns 3–4": True,
    }


def test_every_quote_names_its_excerpt_and_transcript(root: Path) -> None:
    study = Study(root)
    material = verbatim(study)
    found = {(one.excerpt, one.transcript) for one in quotes(context(study, material).results)}
    assert found <= {(one.excerpt.id, "fg1") for one in material}


def test_the_talk_around_a_quote_stands_beside_it_where_it_is_wanted(root: Path) -> None:
    study = Study(root)
    values = context(study, verbatim(study), Wish(around=1))
    (found,) = [one for one in quotes(values.results) if one.place == "fg1, turn 4"]
    assert [line.part for line in found.lines] == ["before", "quote"]
    assert found.lines[0] == Line("PX2", "There is hope.", "before", 3)
    text = markdown.render(*render(values, root / "templates"))
    assert "> **PX2:** There is hope.\n>\n> **PX1:** “There is none" in text
