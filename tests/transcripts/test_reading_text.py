"""Text files become turns, whatever program wrote them and whatever stands above the first turn."""

from __future__ import annotations

import codecs

import pytest

from pimhcli.errors import ProblemsError
from pimhcli.transcripts import readers
from pimhcli.transcripts.drafts import Draft, Utterance

TALK = "Moderator: Naïve – or “not”?\nPX1: It’s fine.\nModerator: €5?\n"
UTTERANCES = (
    Utterance("Moderator", "Naïve – or “not”?"),
    Utterance("PX1", "It’s fine."),
    Utterance("Moderator", "€5?"),
)


def read(text: str, *known: str) -> Draft:
    return readers.read(text.encode(), "fg1.txt", frozenset(known))


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TALK.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TALK.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TALK.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TALK.encode("utf-16-be"), "utf-16-be"),
        (TALK.encode("utf-16-le"), "utf-16-le"),
        (TALK.encode("utf-16-be"), "utf-16-be"),
        (TALK.encode("cp1252"), "windows-1252"),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_usual_encoding_and_line_end_gives_the_same_words(
    data: bytes, encoding: str, ending: str
) -> None:
    wide = encoding if encoding.startswith("utf-16") else "ascii"
    draft = readers.read(data.replace("\n".encode(wide), ending.encode(wide)), "fg1.txt")
    assert draft.utterances == UTTERANCES
    assert draft.format == f"Plain transcript, text ({encoding})"


def test_a_paragraph_without_a_name_continues_the_turn_before_it() -> None:
    draft = read("PX1: one\n\ntwo\n  three\nPX2: four\nPX1: five")
    assert draft.utterances[0] == Utterance("PX1", "one two three")


def test_time_codes_are_kept() -> None:
    assert read("[00:01] PX1: one\n[0:02:03] PX1: two").utterances == (
        Utterance("PX1", "one", 1_000),
        Utterance("PX1", "two", 123_000),
    )


def test_what_stands_before_the_first_label_is_front_matter() -> None:
    assert read("Focus group 1\n\nRecorded in Leeds.\nPX1: one").front == (
        "Focus group 1",
        "Recorded in Leeds.",
    )


def test_labelled_lines_at_the_top_that_are_no_speech_are_front_matter() -> None:
    draft = read("Date: 14 May\nPresent: PX1, PX2\nModerator: Hello.\nPX1: Hi.\nModerator: So?")
    assert draft.front == ("Date: 14 May", "Present: PX1, PX2")
    assert draft.utterances[0] == Utterance("Moderator", "Hello.")


def test_a_known_speaker_ends_the_front_matter_even_when_nobody_speaks_twice() -> None:
    draft = read("Date: 14 May\nPX1: one\nPX2: two", "px1", "px2")
    assert draft.front == ("Date: 14 May",)
    assert [said.speaker for said in draft.utterances] == ["PX1", "PX2"]


def test_when_nobody_is_known_and_nobody_speaks_twice_every_label_is_a_speaker() -> None:
    assert [said.speaker for said in read("Anna: one\nBen: two").utterances] == ["Anna", "Ben"]


def test_spellings_of_a_name_count_as_one_speaker() -> None:
    assert read("Date: 14 May\nPX 1: one\nBen: two\npx1: three").front == ("Date: 14 May",)


def test_an_exported_transcript_can_be_read_again() -> None:
    draft = read("# Date: 14 May\nPX1: one\nPX2: two\nPX1: three")
    assert draft.front == ("Date: 14 May",)


def test_tabs_and_line_separators_within_a_paragraph_become_blanks() -> None:
    assert read("PX1:\tone\t\ttwo\u2028 three\nPX1: four").utterances[0].text == "one two three"


def test_text_without_speakers_is_refused_with_an_example() -> None:
    with pytest.raises(ProblemsError, match=r"fg1\.txt: no speaker was found\.") as caught:
        read("Only words.\nAnd more.")
    assert "PX2: I think" in caught.value.hint


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n"])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(ProblemsError, match=r"fg1\.txt is empty"):
        readers.read(data, "fg1.txt")


def test_an_old_word_document_is_refused_with_the_way_out() -> None:
    with pytest.raises(ProblemsError, match=r"old Word document \(\.doc\)") as caught:
        readers.read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "fg1.doc")
    assert "save it as .docx" in caught.value.hint


def test_page_numbers_are_left_out_with_a_note() -> None:
    draft = read("PX1: one\nPage 1 of 3\ntwo\nPX2: three\nPage 2 of 3\nPX1: four")
    assert [said.text for said in draft.utterances] == ["one two", "three", "four"]
    assert draft.notes == ("Left out: 2 page numbers.",)


def test_pages_that_somebody_names_in_no_order_are_words() -> None:
    assert read("PX1: one\nPage 7\nPage 3\nPX2: two\nPX1: x").utterances[0].text == "one Page 7 Page 3"


@pytest.mark.parametrize("step", [1, 5, 10])
def test_numbers_of_lines_are_left_out_whether_each_has_one_or_not(step: int) -> None:
    lines = [f"{'Anna' if i % 2 else 'Ben'}: word{i}" for i in range(1, 61)]
    numbered = [line if i % step else f"{i}  {line}" for i, line in enumerate(lines, 1)]
    draft = read("\n".join(numbered))
    assert [f"{said.speaker}: {said.text}" for said in draft.utterances] == lines
    assert draft.notes == (f"Left out: {60 // step} line numbers.",)


def test_numbers_of_lines_may_begin_again_on_every_page() -> None:
    lines = [f"{'Anna' if i % 2 else 'Ben'}: word{i}" for i in range(50)]
    draft = read("\n".join(f"{i % 25 + 1:2} {line}" for i, line in enumerate(lines)))
    assert [f"{said.speaker}: {said.text}" for said in draft.utterances] == lines


def test_much_before_the_first_turn_is_told() -> None:
    draft = read("\n".join(["Q. Why was it so?", "A. Because."] * 20) + "\nPX1: yes\nPX2: no\nPX1: so")
    assert "40 paragraphs stand before the first turn" in draft.notes[-1]


@pytest.mark.parametrize("sign", ["[", "("])
def test_a_time_in_brackets_behind_the_name_is_when_the_turn_begins(sign: str) -> None:
    time = {"[": "[00:00:03]", "(": "(00:00:03)"}[sign]
    draft = read(f"Anna:\t{time}\tone\nBen: {time}\ntwo\n")
    assert [(said.speaker, said.text, said.start) for said in draft.utterances] == [
        ("Anna", "one", 3000),
        ("Ben", "two", 3000),
    ]
