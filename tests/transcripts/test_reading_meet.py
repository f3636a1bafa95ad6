"""The document of Google Meet: what people say is data, and what a program wrote about it is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.transcripts import readers

if TYPE_CHECKING:
    from pimhcli.transcripts.drafts import Draft

SUMMARY = "Notes\nSummary\nMaya Byrne: was glad.\nNext steps\nTom: books a room.\n"
TALK = """\
Transcript
00:00:03
Maya: What would you call it?
Tom: Well.
Notes
Summary
Maya: And then?
00:01:00
Tom:
Details
"""
END = "Transcription ended after 00:02:00\n"
SAID = [
    ("Maya", "What would you call it?"),
    ("Tom", "Well. Notes Summary"),
    ("Maya", "And then?"),
    ("Tom", "Details"),
]


def read(text: str) -> Draft:
    return readers.read(text.encode(), "fg1.txt")


def said(text: str) -> list[tuple[str, str]]:
    return [(one.speaker, one.text) for one in read(text).utterances]


def test_a_word_that_heads_summaries_too_is_a_word_where_people_talk() -> None:
    assert said(SUMMARY + TALK + END) == SAID


def test_a_summary_behind_the_talk_is_left_out_with_a_note() -> None:
    assert said(TALK + END + SUMMARY) == SAID
    assert (
        "Left out: 5 paragraphs of a summary that a program wrote and nobody said."
        in read(TALK + END + SUMMARY).notes
    )


def test_a_summary_behind_a_talk_without_an_end_is_left_out() -> None:
    assert said(TALK.replace("Details\n", "Yes.\n") + SUMMARY) == [*SAID[:3], ("Tom", "Yes.")]


def test_a_time_of_day_in_the_summary_begins_no_talk() -> None:
    assert said("Notes\n10:00\nMaya: was glad.\n" + TALK + END) == SAID
