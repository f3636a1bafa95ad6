"""JSON and tables of speech recognition, and what is said when they are damaged."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pimhcli.errors import ProblemsError
from pimhcli.transcripts import readers
from pimhcli.transcripts.drafts import Draft, Utterance


def read(text: str, file: str = "fg1.json") -> Draft:
    return readers.read(text.encode(), file, wish=readers.Wish(unidentified=True))


def segment(start: float, end: float, text: str, speaker: str = "A", **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "text": text, "speaker": speaker, **more}


def words(*spoken: tuple[str, str]) -> list[dict[str, Any]]:
    return [
        {"word": word, "start": i, "end": i + 0.5, "speaker": who} for i, (word, who) in enumerate(spoken)
    ]


def test_a_segment_is_cut_where_the_speaker_of_its_words_changes() -> None:
    spoken = words(("Yes,", "A"), ("so.", "A"), ("No", "B"), ("no.", "B"))
    draft = read(json.dumps({"segments": [segment(0, 4, " Yes, so. No  no.", words=spoken)]}))
    assert draft.utterances == (Utterance("A", "Yes, so.", 0, 1500), Utterance("B", "No  no.", 2000, 4000))


def test_words_of_one_speaker_name_a_segment_that_has_no_name() -> None:
    spoken = words(("Yes", "A"), ("so.", ""))
    draft = read(json.dumps({"segments": [segment(0, 2, " Yes so.", "", words=spoken)]}))
    assert draft.utterances == (Utterance("A", "Yes so.", 0, 2000),)


def test_scripts_without_blanks_are_cut_without_adding_any() -> None:
    spoken = words(("你", "A"), ("好", "A"), ("好", "B"))
    draft = read(json.dumps({"segments": [segment(0, 3, "你好好", words=spoken)]}))
    assert [said.text for said in draft.utterances] == ["你好", "好"]


def test_a_bare_list_of_segments_is_read() -> None:
    assert read(json.dumps([segment(0, 1, "Yes.")])).utterances == (Utterance("A", "Yes.", 0, 1000),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"segments": [\n{"start": 1.0, "te', r"fg1\.json, line 2, column 16: this is no whole JSON"),
        ('{"segments": [{"start": "soon"}]}', r"fg1\.json, segments\[0\]\.start: Expected `float \| null`"),
        ('{"segments": [{"text": null}]}', r"fg1\.json, segments\[0\]\.text: Expected `str`"),
        ('{"segments": 3}', r"fg1\.json, segments: Expected `array`"),
        ('{"results": []}', "holds neither `segments` nor `transcription`"),
        ("[" * 100_000, "nested deeper than any transcript"),
        ('{"transcription": [{"offsets": {"from": []}}]}', r"transcription\[0\]\.offsets\.from"),
    ],
)
def test_damaged_json_is_refused_with_the_place(text: str, message: str) -> None:
    with pytest.raises(ProblemsError, match=message):
        read(text)


@pytest.mark.parametrize("number", ["NaN", "-3", "1e999", "-1e999", "9" * 5000, "null"])
def test_a_time_that_cannot_be_is_left_out(number: str) -> None:
    draft = read(f'{{"segments": [{{"start": {number}, "end": 2, "text": "Yes.", "speaker": "A"}}]}}')
    assert draft.utterances == (Utterance("A", "Yes."),)


def test_times_that_cannot_be_are_told() -> None:
    assert read(json.dumps([segment(3, 1, "Yes.")])).notes == (
        "Times that cannot be, such as an end before its start, were left out of 1 piece, first of piece 1.",
    )


def test_what_no_text_file_can_hold_is_marked_in_the_words() -> None:
    text = '[{"text": "a\\u0000b\\ud800c\\r\\nd\\u2028e", "speaker": "A"}]'
    assert read(text).utterances[0].text == "a\ufffdb\ufffdc d e"


def test_a_change_of_speaker_that_is_marked_in_the_words_ends_a_turn() -> None:
    pieces = [
        {"offsets": {"from": 0, "to": 1}, "text": text} for text in (" Yes. [SPEAKER_TURN]", " No.", " No.")
    ]
    assert [said.text for said in read(json.dumps({"transcription": pieces})).utterances] == [
        "Yes.",
        "No. No.",
    ]


def test_a_table_may_have_times_in_seconds_or_as_clocks() -> None:
    draft = read("start,end,speaker,text\n1.5,2.5,A,Yes.\n00:00:09,0:00:10.5,A,No.\n", "fg1.csv")
    assert draft.utterances == (Utterance("A", "Yes.", 1500, 2500), Utterance("A", "No.", 9000, 10_500))


def test_a_table_whose_times_are_none_is_read_with_a_note() -> None:
    draft = read("start\tend\tspeaker\ttext\nx\ty\tA\tYes.\n", "fg1.tsv")
    assert draft.utterances == (Utterance("A", "Yes."),)
    assert draft.notes == ("1 row had a time that is none, first line 2.",)


def test_separators_in_the_last_cell_are_words() -> None:
    assert read("start,end,speaker,text\n1,2,A,Yes, and no, really.\n", "fg1.csv").utterances[0].text == (
        "Yes, and no, really."
    )


def test_a_line_without_tabs_goes_on_with_the_cell_before() -> None:
    text = "Speaker\tTimespan\tContent\nNora\t0:00:01\tYes.\nReally.\nBen\t0:00:05 - 0:00:06\tNo.\n"
    assert read(text, "fg1.txt").utterances == (
        Utterance("Nora", "Yes. Really.", 1000),
        Utterance("Ben", "No.", 5000, 6000),
    )


def test_a_turn_of_200_000_characters_is_one_turn() -> None:
    long = "word " * 40_000
    assert len(read(f"start,end,speaker,text\n1,2,A,{long}\n", "fg1.csv").utterances[0].text) == 199_999


def test_a_cell_that_is_never_closed_is_refused_with_the_line() -> None:
    with pytest.raises(ProblemsError, match=r"fg1\.csv, line \d+: the row cannot be read"):
        read('start,end,text\n1,2,"' + "word\n" * 300_000, "fg1.csv")


def test_a_segment_without_a_text_has_the_words() -> None:
    spoken = words((" Yes,", "A"), (" so.", "A"), (" No.", "B"))
    draft = read(json.dumps({"segments": [{"words": spoken}]}))
    assert draft.utterances == (Utterance("A", "Yes, so.", 0, 1500), Utterance("B", "No.", 2000, 2500))


def test_words_alone_are_enough() -> None:
    draft = read(json.dumps({"word_segments": words(("Yes,", "A"), ("so.", "A"), ("No.", "B"))}))
    assert [(said.speaker, said.text) for said in draft.utterances] == [("A", "Yes, so."), ("B", "No.")]
