"""Which layout a file is read in, what is refused before it is read, and files that name nobody."""

from __future__ import annotations

import pytest

from pimhcli.errors import ProblemsError, UsageError
from pimhcli.folding import fold_name
from pimhcli.transcripts import readers
from pimhcli.transcripts.drafts import Utterance
from pimhcli.transcripts.readers import refused

UNIDENTIFIED = readers.Wish(unidentified=True)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"ID3\x04", "a sound recording"),
        (b"\xff\xfb\x90", "a sound recording"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "a sound recording"),
        (b"OggS\x00", "a sound recording"),
        (b"\x00\x00\x00\x20ftypM4A ", "a recording"),
        (b"\x1a\x45\xdf\xa3", "a recording"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "a picture"),
    ],
)
def test_a_file_that_is_no_text_is_refused_by_name(data: bytes, found: str) -> None:
    with pytest.raises(ProblemsError, match=f"fg1 is {found}") as caught:
        readers.read(data, "fg1")
    assert caught.value.hint


def test_a_file_over_50_mb_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(ProblemsError, match=r"is 100 MB; an hour of talk is some 60 kB") as caught:
        readers.read(bytes(100_000_000), "fg1.txt")
    assert "the recording itself" in caught.value.hint


def test_a_file_of_far_too_many_lines_is_refused() -> None:
    with pytest.raises(ProblemsError, match=r"has 500,001 lines"):
        readers.read(b"A: yes" + b"\n" * (refused.MOST_LINES + 1), "fg1.txt")


def test_blanks_without_end_in_a_line_are_read() -> None:
    draft = readers.read(("Nora: a" + " " * 200_000 + "\tb").encode(), "fg1.txt")
    assert draft.utterances[0].text.split() == ["a", "b"]


@pytest.mark.parametrize("name", ["vtt", "VTT", "zoom chat", "Whisper_Table"])
def test_a_layout_is_known_by_its_name_in_any_spelling(name: str) -> None:
    assert fold_name(readers.named(name).name) == fold_name(name)


def test_an_unknown_layout_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(UsageError, match="There is no format 'whispr'") as caught:
        readers.named("whispr")
    assert caught.value.hint == "Did you mean 'whisper'?"


def test_no_two_layouts_have_one_name() -> None:
    names = [layout.name for layout in readers.LAYOUTS]
    assert len(set(names)) == len(names)


def test_a_layout_that_was_named_is_the_one_that_reads() -> None:
    draft = readers.read(b"WEBVTT: yes\n", "fg1.txt", wish=readers.Wish(layout="plain"))
    assert (draft.utterances, draft.reason) == ((Utterance("WEBVTT", "yes"),), "as you said")


def test_the_format_and_the_reason_are_told() -> None:
    draft = readers.read(b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Nora>Yes.\n", "fg1.txt")
    assert (draft.format, draft.reason) == ("WebVTT captions, text (utf-8)", "the line WEBVTT at the top")


def test_captions_that_name_nobody_are_refused_with_what_they_are_and_what_to_do() -> None:
    with pytest.raises(
        ProblemsError, match=r"no speaker was found\. It was read as WebVTT captions"
    ) as caught:
        readers.read(b"WEBVTT\n\n00:01.000 --> 00:02.000\nYes.\n", "cc.vtt")
    assert "--unidentified" in caught.value.hint


def test_captions_that_name_nobody_are_one_speakers_when_that_is_wished() -> None:
    text = "00:01,000 --> 00:02,000\nYes.\n\n00:03,000 --> 00:04,000\nSo.\n\n00:07,000 --> 00:08,000\nNo.\n"
    assert readers.read(text.encode(), "cc.srt", wish=UNIDENTIFIED).utterances == (
        Utterance("Unidentified", "Yes. So.", 1_000, 4_000),
        Utterance("Unidentified", "No.", 7_000, 8_000),
    )


def test_paragraphs_that_name_nobody_are_turns_when_that_is_wished() -> None:
    draft = readers.read(b"Only words.\n\nAnd more.", "fg1.txt", wish=UNIDENTIFIED)
    assert draft.front == ()
    assert [(said.speaker, said.text) for said in draft.utterances] == [
        ("Unidentified", "Only words."),
        ("Unidentified", "And more."),
    ]


def test_a_file_without_any_words_is_refused_whatever_is_wished() -> None:
    with pytest.raises(ProblemsError, match="no speaker was found"):
        readers.read(b'{"segments": []}', "fg1.json", wish=UNIDENTIFIED)
