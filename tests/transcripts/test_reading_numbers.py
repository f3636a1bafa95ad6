"""Speakers whose labels are bare numbers, and the numbers that are none."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from docx import Document

from pimhcli.transcripts import readers
from pimhcli.transcripts.readers import numbers

if TYPE_CHECKING:
    from pimhcli.transcripts.drafts import Draft

TALK = ("1: Hello.", "7: Yes.", "1: So?", "7: No.")


def voices(draft: Draft) -> list[tuple[str, str, int | None]]:
    return [(said.speaker, said.text, said.start) for said in draft.utterances]


def read(text: str) -> Draft:
    return readers.read(text.encode(), "fg1.txt")


def captions(*payloads: str) -> Draft:
    cues = (f"00:0{i}:00.000 --> 00:0{i}:09.000\n{said}\n" for i, said in enumerate(payloads))
    return read("\n".join(["WEBVTT", "", *cues]))


def test_a_number_that_comes_back_is_a_speaker_and_told() -> None:
    draft = read("\n".join(TALK))
    assert voices(draft)[:2] == [("Speaker 1", "Hello.", None), ("Speaker 7", "Yes.", None)]
    assert "Bare numbers before a colon were taken for speakers" in draft.notes[0]
    assert draft.notes[0].endswith(": 1, 7.")


def test_numbers_in_a_word_document_are_speakers() -> None:
    document, stream = Document(), io.BytesIO()
    for words in TALK:
        document.add_paragraph(words)
    document.save(stream)
    draft = readers.read(stream.getvalue(), "fg1.docx")
    assert [said.speaker for said in draft.utterances] == ["Speaker 1", "Speaker 7"] * 2


def test_numbers_in_captions_are_speakers_and_told() -> None:
    draft = captions(*TALK)
    assert voices(draft)[1] == ("Speaker 7", "Yes.", 60_000)
    assert any(note.endswith(": 1, 7.") for note in draft.notes)


def test_a_number_in_captions_that_stands_once_is_told() -> None:
    draft = captions("Nora: We have", "7: no more.", "Nora: So?", "Ben: No.")
    assert [said.speaker for said in draft.utterances] == ["Nora", "Nora", "Nora", "Ben"]
    assert "Taken for words and not for speakers: '7:'." in draft.notes


def test_a_change_of_speaker_and_marks_may_stand_before_a_number() -> None:
    draft = captions(">> 1: Hello.", "<i>7: Yes.</i>", "- 1: So?", "7: No.")
    assert [said.speaker for said in draft.utterances] == ["Speaker 1", "Speaker 7"] * 2


@pytest.mark.parametrize(
    "lines",
    [
        ("[0:01] 1: Hello.", "[0:02] 7: Yes.", "[0:03] 1: So?", "[0:04] 7: No."),
        ("1: Hello. [0:01]", "7: Yes. [0:02]", "1: So? [0:03]", "7: No. [0:04]"),
        ("1: [0:01] Hello.", "7: [0:02] Yes.", "1: [0:03] So?", "7: [0:04] No."),
        ("0:01 1: Hello.", "0:02 7: Yes.", "0:03 1: So?", "0:04 7: No."),
        ("#00:01# 1: Hello.", "#00:02# 7: Yes.", "#00:03# 1: So?", "#00:04# 7: No."),
        ("Transcript", "00:00:01", "1: Hello.", "00:00:02", "7: Yes.", "1: So?", "7: No."),
        ("1  0:01", "Hello.", "7  0:02", "Yes.", "1  0:03", "So?", "7  0:04", "No."),
    ],
)
def test_numbers_keep_their_times(lines: tuple[str, ...]) -> None:
    found = voices(read("\n".join(lines)))
    assert found[1] == ("Speaker 7", "Yes.", 2000)
    assert len(found) == 4


@pytest.mark.parametrize("line", ["17:30: we met", "7:1 for us", "7. Yes", "123: Yes", "7:yes"])
def test_times_ratios_and_points_are_no_numbers_of_speakers(line: str) -> None:
    assert numbers.named([line, line]) == ([line, line], ())


def test_a_list_in_somebodys_turn_is_words_and_told() -> None:
    draft = read("PX1: I have\n1: time\n2: money\n3: a room\nPX2: Good.")
    assert voices(draft)[0][1] == "I have 1: time 2: money 3: a room"
    assert len(draft.notes) == 3


def test_where_several_numbers_come_back_one_that_stands_once_is_a_speaker() -> None:
    lines, _ = numbers.named([*TALK, "9: Eh."])
    assert lines[-1] == "Speaker 9: Eh."


def test_beside_one_number_that_comes_back_the_others_are_words() -> None:
    lines, _ = numbers.named(["7: Yes.", "PX1: I have", "1: time", "2: money", "7: No."])
    assert lines[2] == "1: time"
    assert numbers.left(lines) == [(2, "1:"), (3, "2:")]


def test_a_number_that_only_stands_within_cues_is_words() -> None:
    draft = captions("Nora: We have", "Ben: at\n5: late", "Nora: at\n5: too", "Ben: No.")
    assert [said.speaker for said in draft.utterances] == ["Nora", "Ben", "Nora", "Ben"]


def test_numbers_of_lines_before_names_are_no_speakers() -> None:
    lines = ["1: Moderator: Hi", "2: PX1: hello", "1: Moderator: no", "2: PX1: yes"]
    assert numbers.named(lines) == (lines, ())


@pytest.mark.parametrize("label", ["[7]:", "(7):", "#7:", "**7**:", "7 :", "7："])
def test_a_number_may_be_set_off(label: str) -> None:
    lines, _ = numbers.named([f"{label} Yes.", "PX1: So", f"{label} No."])
    assert lines[0].startswith("Speaker 7")
    assert len(read("\n".join(lines)).utterances) == 3


def test_a_number_among_the_words_stays_as_it_is() -> None:
    lines, _ = numbers.named([*TALK, "1: we said 7: no, [7]: no."])
    assert lines[-1] == "Speaker 1: we said 7: no, [7]: no."
