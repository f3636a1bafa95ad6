"""Where the times of the recording are known, turns and excerpts are shown with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import written

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

TALK = """
    Moderator: So?
    [00:00:03.120-00:00:13] P1: One two three four five six seven eight nine ten.
    [0:20] P2: No.
"""
CUES = "start,end,words\n00:00:03.120,00:00:08,5\n00:00:09,00:00:13,5\n"


@pytest.fixture
def timed(study: Path) -> Path:
    written(study / "transcripts" / "fg1.txt", TALK)
    written(study / "transcripts" / "fg1.cues.csv", CUES)
    return study


def shown(pimh: Pimh, quote: str) -> tuple[str, object]:
    """What is shown of a new excerpt, and its time for programs."""
    assert pimh("excerpt", "add", "--quote", quote, "--code", "practice").code == 0
    excerpt = pimh("excerpt", "list", "--json").data[0]["id"]
    return pimh("excerpt", "show", excerpt).out, pimh("excerpt", "show", excerpt, "--json").data["time"]


def test_a_turn_is_shown_with_its_time_to_the_second(timed: Path, pimh: Pimh) -> None:
    lines = pimh("transcript", "show").out.splitlines()
    assert lines[0] == "   1  Moderator: So?"
    assert lines[1].startswith("   2  [00:00:03] P1: One")
    assert lines[2] == "   3  [0:20] P2: No."


def test_an_excerpt_has_the_time_of_its_piece(timed: Path, pimh: Pimh) -> None:
    out, time = shown(pimh, "six seven")
    assert (time, "at 00:00:09 of the recording" in out) == ("00:00:09", True)


def test_without_pieces_an_excerpt_has_about_the_time_of_its_place_in_the_turn(
    timed: Path, pimh: Pimh
) -> None:
    (timed / "transcripts" / "fg1.cues.csv").unlink()
    assert shown(pimh, "six seven")[1] == "00:00:08"


def test_an_excerpt_of_a_turn_without_a_time_has_none(timed: Path, pimh: Pimh) -> None:
    out, time = shown(pimh, "So?")
    assert (time, "of the recording" in out) == (None, False)


def test_a_damaged_line_of_times_is_told_and_passed_over(timed: Path, pimh: Pimh) -> None:
    path = timed / "transcripts" / "fg1.cues.csv"
    path.write_text(CUES + "soon,later,many\n", "utf-8")
    assert pimh("excerpt", "add", "--quote", "six seven", "--code", "practice").code == 0
    excerpt = pimh("excerpt", "list", "--json").data[0]["id"]
    ran = pimh("excerpt", "show", excerpt)
    assert (ran.code, "fg1.cues.csv:4: this is no start" in ran.talk) == (0, True)
