"""Which labels that stand once are speakers, and which are the first words of a sentence."""

from __future__ import annotations

import pytest

from pimhcli.transcripts.readers.labels import Labels, looks_like_a_name, taken_for_words, voice


@pytest.mark.parametrize(
    "label",
    [
        "PX1",
        "px 3",
        "P",
        "I",
        "Dr. Tom O'Shea",
        "Anna-Lena Smith (nurse)",
        "van der Berg",
        "Will Young",
        "speaker 12",
        "interviewer",
        "1M",
        "All",
        "PX1 and PX2",
        "Several voices",
        "Unknown Speaker",
        "主持人",
    ],
)
def test_a_name_a_code_and_several_voices_look_like_a_speaker(label: str) -> None:
    assert looks_like_a_name(label)


@pytest.mark.parametrize(
    "label",
    [
        "The point is",
        "My question",
        "Note",
        "Re",
        "PS",
        "Monday",
        "12 March 2025",
        "9 pm",
        "People said",
        "THE POINT IS",
        "because",
        "One more thing",
        "Question 3",
        "In conclusion",
        "A very long label of six words",
        "What now?",
    ],
)
def test_the_first_words_of_a_sentence_do_not(label: str) -> None:
    assert not looks_like_a_name(label)


def heads(*lines: str, known: frozenset[str] = frozenset()) -> list[str]:
    labels = Labels(lines, known)
    return [said.speaker for i in range(len(lines)) if (said := labels.head(i))]


def test_a_label_that_comes_back_is_a_speaker() -> None:
    assert heads("The Chair: one", "PX1: two", "The Chair: three") == ["The Chair", "PX1", "The Chair"]


def test_a_clause_is_no_speaker_however_often_it_comes() -> None:
    assert heads("PX1: one", "The point is: two", "PX1: x", "The point is: three") == ["PX1", "PX1"]


def test_a_note_is_no_speaker_however_often_it_comes() -> None:
    assert heads("PX1: one", "Note: two", "PX1: x", "Note: three") == ["PX1", "PX1"]


def test_a_label_that_the_study_knows_is_a_speaker() -> None:
    assert heads("PX1: one", "The Note: two", "PX1: x", known=frozenset({"thenote"}))[1] == "The Note"


def test_a_name_in_lower_case_is_a_speaker_when_it_comes_back() -> None:
    assert heads("PX1: one", "anna smith: two", "PX1: x", "anna smith: y")[1] == "anna smith"


def test_what_was_taken_for_words_is_told_with_its_line() -> None:
    labels = Labels(["PX1: one", "", "My question: why?", "PX1: two"], frozenset())
    assert taken_for_words(labels.taken) == (
        "'My question:' (line 3) was taken for words, not for a speaker.",
    )


def test_many_that_were_taken_for_words_are_counted() -> None:
    labels = Labels(["PX1: one", *["Note: two"] * 8, "PX1: two"], frozenset())
    notes = taken_for_words(labels.taken)
    assert len(notes) == 6
    assert notes[-1] == "So was the beginning of 3 more."


def test_marks_of_the_direction_of_writing_are_no_part_of_a_name() -> None:
    said = voice("\u202bדנה\u202c\u200f: \u200fכן")
    assert said
    assert (said.speaker, said.text) == ("דנה", "\u200fכן")


def test_a_wide_colon_ends_a_label_and_no_other_one_is_changed() -> None:
    said = voice("小王：谢谢：你")
    assert said
    assert (said.speaker, said.text) == ("小王", "谢谢：你")


@pytest.mark.parametrize("label", ["[Anna]", "(Anna)", "<Anna>", "**Anna**"])
def test_signs_that_set_a_name_off_are_no_part_of_it(label: str) -> None:
    said = voice(f"[0:03] {label}: yes")
    assert said
    assert (said.speaker, said.text, said.start) == ("Anna", "yes", 3000)


def test_a_mark_before_a_label_stands_among_the_words() -> None:
    lines = ["PX1: one", "[inaudible] Several: Yes!", "(laughs) px 1: two"]
    labels = Labels(lines, frozenset())
    found = [(said.speaker, said.text) for i in range(3) if (said := labels.head(i))]
    assert found == [("PX1", "one"), ("Several", "[inaudible] Yes!"), ("px 1", "(laughs) two")]


def test_behind_a_mark_a_label_that_stands_once_is_taken_for_words() -> None:
    assert heads("PX1: one", "(laughs) Dear Diary: two", "PX1: x") == ["PX1", "PX1"]


def test_a_label_that_comes_back_needs_no_blank_behind_it() -> None:
    lines = ("PX1: one", "PX2:two", "PX1:three", "PX2:4 years", "Jo:no")
    assert heads(*lines) == ["PX1", "PX2", "PX1", "PX2"]


@pytest.mark.parametrize(
    "line", ["John 3:16 says so", "https://x.org is it", "mailto:a@b.org", "9:30 it was"]
)
def test_verses_addresses_and_times_are_no_label_however_often_they_come(line: str) -> None:
    assert heads("PX1: one", line, "PX1: x", line) == ["PX1", "PX1"]


@pytest.mark.parametrize(
    "label",
    [
        "For example",
        "Zum Beispiel",
        "Oui, par exemple",
        "例えば",
        "はい。例えば",
        "Also",
        "I came late. Well",
    ],
)
def test_the_beginning_of_a_sentence_is_no_speaker_however_often_it_comes(label: str) -> None:
    assert heads("PX1: one", f"{label}: two", "PX1: x", f"{label}: three") == ["PX1", "PX1"]


def test_question_and_answer_are_speakers_when_they_come_back() -> None:
    talk = ("Question: one", "Answer: two", "Question: three", "Answer: four")
    assert heads(*talk) == ["Question", "Answer", "Question", "Answer"]
