"""A layout that the user describes is read as described, and a wrong description is told."""

from __future__ import annotations

import pytest

from pimhcli.errors import UsageError
from pimhcli.transcripts import readers
from pimhcli.transcripts.drafts import Draft, Utterance
from pimhcli.transcripts.readers import Wish
from pimhcli.transcripts.readers.pattern import layout


def read(text: str, pattern: str) -> Draft:
    return readers.read(text.encode(), "fg1.txt", wish=Wish(pattern=pattern))


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("[{time}] {speaker}: {text}", "[0:03] Maya Byrne: Well: yes."),
        ("{speaker} ({time}) {text}", "Maya Byrne   (0:03)\tWell: yes."),
        ("{time} - {speaker} - {text}", "0:03 - Maya Byrne - Well: yes."),
        ("{skip}|{speaker}|{time}|{text}", "12|Maya Byrne|00:03|Well: yes."),
        ("{speaker} // {text} // {time}", "Maya Byrne // Well: yes. // 0:03"),
        (r"{speaker}\t{time}\t{text}", "Maya Byrne\t0:03\tWell: yes."),
        ("{speaker}\t{text} {time}", "Maya Byrne\tWell: yes. 0:03"),
        (r"{speaker} at {time}\n{text}", "Maya Byrne at 0:03\nWell: yes."),
        (r"{time}\n{speaker}\n{text}", "0:03\nMaya Byrne\nWell: yes."),
        ("{speaker}  {time}", "Maya Byrne 0:03\nWell: yes."),
        ("<{speaker}> {time}: {text}", "  <Maya Byrne> 0:03: Well: yes."),
    ],
)
def test_a_turn_is_read_as_the_pattern_describes_it(pattern: str, line: str) -> None:
    assert read(line, pattern).utterances == (Utterance("Maya Byrne", "Well: yes.", 3000),)


def test_a_pattern_may_tell_the_end() -> None:
    said = read("0:03-0:05 Tom: Yes.", "{time}-{end} {speaker}: {text}").utterances
    assert said == (Utterance("Tom", "Yes.", 3000, 5000),)


def test_lines_that_do_not_match_continue_the_turn_before_them() -> None:
    draft = read("Title\nTom = one\ntwo: three\n\nfour\nMaya = five", "{speaker} = {text}")
    assert draft.front == ("Title",)
    assert [said.text for said in draft.utterances] == ["one two: three four", "five"]


def test_the_pattern_stands_in_the_reason_why_the_file_was_read_so() -> None:
    draft = read("Tom = one", "{speaker} = {text}")
    assert draft.reason == "the pattern that you gave"
    assert "{speaker} = {text}" in draft.format


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("{time} {text}", "does not tell where the {speaker} is"),
        ("", "does not tell where the {speaker} is"),
        ("{speaker}: {word}", "no use for {word}"),
        ("{speaker}: {speaker}", "has {speaker} twice"),
        ("{speaker} {text}", "Nothing between two places"),
        ("{speaker}: {text}" + "x" * 200, "too long"),
        ("{skip}a{skip}b{skip}c{speaker}: {text}", "too long"),
        (r"{speaker}\n\n\n\n{text}", "too long"),
    ],
)
def test_a_wrong_pattern_is_refused_with_the_reason(pattern: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        layout(pattern)
    assert message in caught.value.message
    assert caught.value.hint


def test_a_misspelt_placeholder_is_told_the_right_one() -> None:
    with pytest.raises(UsageError) as caught:
        read("Tom: one", "{speeker}: {text}")
    assert caught.value.hint == "Did you mean 'speaker'?"


def test_signs_that_mean_something_to_a_search_stand_for_themselves() -> None:
    assert read("Tom (.*) [x] yes", "{speaker} (.*) [x] {text}").utterances == (Utterance("Tom", "yes"),)
