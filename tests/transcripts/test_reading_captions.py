"""Captions: who speaks in a cue, which words before a colon are a name, and what is no speech."""

from __future__ import annotations

import pytest

from pimhcli.errors import ProblemsError
from pimhcli.transcripts import readers
from pimhcli.transcripts.drafts import Draft, Utterance
from pimhcli.transcripts.times import clock

NAMES = ("Nora", "Ben", "Ana")


def read(text: str, *known: str, unidentified: bool = False) -> Draft:
    wish = readers.Wish(unidentified=unidentified)
    return readers.read(text.encode(), "fg1.vtt", frozenset(known), wish)


def vtt(*payloads: str) -> str:
    """A cue a second, three seconds apart, so that none are joined."""
    cues = (f"{clock(4_000 * i)} --> {clock(4_000 * i + 1_000)}\n{said}" for i, said in enumerate(payloads))
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


def said(draft: Draft) -> list[tuple[str, str]]:
    return [(each.speaker, each.text) for each in draft.utterances]


def test_two_voices_in_a_cue_are_two_turns_at_its_time() -> None:
    draft = read(vtt("<v Nora>Yes.</v><v Ben>No.</v>"))
    assert draft.utterances == (Utterance("Nora", "Yes.", 0, 1000), Utterance("Ben", "No.", 0, 1000))


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("<v Nora>", "Nora"),
        ("<v.loud.first Nora>", "Nora"),
        ("<v\tNora Keller>", "Nora Keller"),
        ("<v O&#39;Hara, Dr. Ben>", "O'Hara, Dr. Ben"),
        ("<v maya byrne>", "Maya byrne"),
        ("<v (guest)>", "guest"),
        ("<v 42>", "Speaker 42"),
        ("<v \u200fNora>", "Nora"),
        ("<v 👩>", "👩"),
    ],
)
def test_a_voice_tag_names_the_speaker(tag: str, name: str) -> None:
    assert said(read(vtt(f"{tag}Yes."))) == [(name, "Yes.")]


def test_words_before_a_colon_are_words_where_tags_tell_the_voices() -> None:
    assert said(read(vtt("<v Nora>Ben: he left.", "<v Nora>Ben: he did."))) == [
        ("Nora", "Ben: he left."),
        ("Nora", "Ben: he did."),
    ]


def test_words_without_a_voice_among_voices_are_nobodys() -> None:
    assert said(read(vtt("<v Nora>Yes.", "Mhm."))) == [("Nora", "Yes."), ("Unidentified", "Mhm.")]


def test_a_cue_without_a_name_among_names_goes_on_with_the_speaker_before() -> None:
    assert said(read(vtt("Nora: Yes.", "Well.", "Ben: No."))) == [
        ("Nora", "Yes."),
        ("Nora", "Well."),
        ("Ben", "No."),
    ]


def test_a_first_cue_without_a_name_is_nobodys() -> None:
    assert said(read(vtt("Mhm.", "Nora: Yes.", "Nora: No.")))[0] == ("Unidentified", "Mhm.")


@pytest.mark.parametrize(
    "words", ["I mean: yes.", "At 17:30: yes.", "See https://example.org/a", "My question: why?"]
)
def test_first_words_of_a_sentence_are_no_speaker(words: str) -> None:
    assert said(read(vtt("Nora: So?", words, "Ben: No."))) == [
        ("Nora", "So?"),
        ("Nora", words),
        ("Ben", "No."),
    ]


def test_words_that_were_taken_for_no_speaker_are_told() -> None:
    draft = read(vtt("Nora: So?", "I mean: yes.", "Ben: No."))
    assert draft.notes == ("Taken for words and not for speakers: 'I mean:'.",)


def test_a_name_in_lower_case_is_a_speaker_when_it_comes_back() -> None:
    assert said(read(vtt("nora keller: So?", "nora keller: Yes.", "Ben: No.")))[1] == ("Nora keller", "Yes.")


def test_a_name_that_starts_many_cues_is_a_speaker_whatever_it_looks_like() -> None:
    assert {speaker for speaker, _ in said(read(vtt(*["phone of Ben: Yes."] * 3, "Nora: No.")))} == {
        "Phone of Ben",
        "Nora",
    }


def test_one_known_name_is_a_speaker_among_many_cues_without_names() -> None:
    payloads = ["Mhm."] * 30
    assert said(read(vtt("PX1: Yes.", *payloads), "px1"))[0] == ("PX1", "Yes.")


def test_one_name_among_many_cues_without_names_is_none() -> None:
    with pytest.raises(ProblemsError, match="no speaker was found"):
        read(vtt("Conclusion: yes.", *["Mhm."] * 30))


def test_each_line_of_a_cue_may_have_its_speaker() -> None:
    draft = read(vtt("Nora: So?\nBen: Yes.\nReally.", "Ben: I did."))
    assert said(draft) == [("Nora", "So?"), ("Ben", "Yes. Really."), ("Ben", "I did.")]


def test_a_wrapped_line_that_looks_like_a_name_is_words() -> None:
    assert said(read(vtt("Nora: We met at\nHarvard: it was hot.", "Ben: Yes.")))[0] == (
        "Nora",
        "We met at Harvard: it was hot.",
    )


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("[SPEAKER_00]: Yes.", "SPEAKER_00"),
        ("[Nora Keller]: Yes.", "Nora Keller"),
        ("(speaker 1) Yes.", "speaker 1"),
    ],
)
def test_programs_write_the_speaker_in_brackets(line: str, speaker: str) -> None:
    assert said(read(vtt(line))) == [(speaker, "Yes.")]


def test_a_voice_that_a_program_could_not_tell_is_nobodys() -> None:
    assert said(read(vtt("(speaker 1) Yes.", "(speaker ?) No.")))[1] == ("Unidentified", "No.")


def test_labels_of_programs_are_told_to_be_checked() -> None:
    (note,) = read(vtt("[SPEAKER_00]: Yes.")).notes
    assert note.startswith("Labels such as SPEAKER_00 are mostly a program's")


def test_labels_that_the_study_knows_are_not_told() -> None:
    assert read(vtt("[Speaker 1]: Yes."), "speaker1").notes == ()


def test_marks_and_entities_of_captions_are_no_words() -> None:
    draft = read(
        vtt("<v Nora><b>Yes</b> <c.red>and</c> <00:00:00.500>1 &lt; 2 &amp; <lang en>no</lang>&nbsp;<3")
    )
    assert said(draft) == [("Nora", "Yes and 1 < 2 & no <3")]


def test_notes_styles_and_regions_are_no_speech() -> None:
    text = vtt("Nora: Yes.", "NOTE well", "Ben: No.").replace(
        "\n\n00:00:08", "\n\nNOTE one\ntwo\n\nSTYLE\n::cue {}\n\nREGION\nid:a\n\n00:00:08"
    )
    assert [words for _, words in said(read(text))] == ["Yes.", "NOTE well", "No."]


def test_words_after_a_blank_line_in_a_cue_are_not_lost() -> None:
    assert said(read(vtt("Nora: Yes.\n\nReally.", "Nora: No.")))[0] == ("Nora", "Yes. Really.")


def test_hours_may_be_left_out_and_settings_may_follow() -> None:
    draft = read("WEBVTT\n\n01:02.003 --> 01:03.004 align:start size:20%\n<v Nora>Yes.\n")
    assert draft.utterances == (Utterance("Nora", "Yes.", 62_003, 63_004),)


@pytest.mark.parametrize(
    "times", ["00:00:09.000 --> 00:00:02.000", "-00:00:01.000 --> 00:00:02.000", "0:99:99 --> 1"]
)
def test_times_that_cannot_be_are_left_out_with_a_note(times: str) -> None:
    draft = read(f"WEBVTT\n\n{times}\n<v Nora>Yes.\n")
    assert (draft.utterances[0].text, draft.utterances[0].end) == ("Yes.", None)
    assert draft.notes


def test_captions_without_any_cue_are_refused_with_the_line() -> None:
    with pytest.raises(
        ProblemsError, match=r"fg1\.vtt, line 1: WEBVTT stands at the top, but no line of times"
    ):
        read("WEBVTT\n\nNora: Yes.\n")


def test_text_that_is_named_srt_and_has_no_times_is_refused() -> None:
    with pytest.raises(ProblemsError, match="has no line of times"):
        readers.read(b"Nora: Yes.", "fg1.txt", wish=readers.Wish(layout="srt"))


def test_a_number_between_cues_is_no_word_even_where_the_blank_line_is_missing() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nNora: 42\n2\n00:00:05,000 --> 00:00:06,000\nNora: Yes.\n"
    assert said(read(text)) == [("Nora", "42"), ("Nora", "Yes.")]


def test_a_number_that_somebody_says_is_no_number_of_a_cue() -> None:
    text = "0:01.000 --> 0:02.000\nNora: How many?\n0:03.000 --> 0:04.000\nBen:\n12\n"
    text += "0:05.000 --> 0:06.000\nNora: Fine.\n"
    assert said(read(text)) == [("Nora", "How many?"), ("Ben", "12"), ("Nora", "Fine.")]


def test_the_last_cue_keeps_its_last_line() -> None:
    assert said(read(vtt("Nora: Yes.", "Ben: No.\n\n12"))) == [("Nora", "Yes."), ("Ben", "No. 12")]


@pytest.mark.parametrize("before", ["- ", ">> ", '<font color="#ffff00"><b>', "<i>- "])
def test_marks_before_a_name_are_no_part_of_it(before: str) -> None:
    assert said(read(vtt(f"{before}Nora: Yes.", f"{before}Ben: No.", "Nora: So."))) == [
        ("Nora", "Yes."),
        ("Ben", "No."),
        ("Nora", "So."),
    ]


def test_words_keep_their_own_dashes() -> None:
    assert said(read(vtt("Nora: and -- well", "Ben: No.")))[0] == ("Nora", "and -- well")


def test_a_voice_in_brackets_needs_no_colon() -> None:
    assert said(read(vtt("[SPEAKER_00] Yes.", "[laughs] Well.", "[SPEAKER_01] No."))) == [
        ("SPEAKER_00", "Yes."),
        ("Unidentified", "[laughs] Well."),
        ("SPEAKER_01", "No."),
    ]


def test_the_first_documents_of_teams_have_the_name_above_the_words() -> None:
    text = "0:0:3.12 --> 0:0:5.4\nNora Keller\nHello: all.\n0:1:6.0 --> 0:1:9.430\nBen Ash\nHi.\n"
    assert read(text).utterances == (
        Utterance("Nora Keller", "Hello: all.", 3120, 5400),
        Utterance("Ben Ash", "Hi.", 66_000, 69_430),
    )


def test_captions_of_two_lines_have_no_names_above() -> None:
    with pytest.raises(ProblemsError, match="no speaker was found"):
        read(vtt("I came late\nbecause of the bus", "It rained\nall day"))


def test_what_whisper_prints_has_times_and_voices() -> None:
    text = (
        "[00:03.120 --> 00:05.400]  [SPEAKER_00]: Well: yes.\n[00:09.000 --> 00:09.500]  [SPEAKER_01]: No.\n"
    )
    assert read(text).utterances == (
        Utterance("SPEAKER_00", "Well: yes.", 3120, 5400),
        Utterance("SPEAKER_01", "No.", 9000, 9500),
    )


def test_what_whisper_prints_without_voices_is_refused() -> None:
    with pytest.raises(ProblemsError, match="no speaker was found"):
        read("[00:03.120 --> 00:05.400]  Re: your mail\n[00:09.000 --> 00:09.500]  No.\n")


def test_what_stands_above_the_first_cue_is_front_matter() -> None:
    draft = read("Focus group 1\n\n1\n0:01.000 --> 0:02.000\nNora: Yes.\n")
    assert (draft.front, said(draft)) == (("Focus group 1",), [("Nora", "Yes.")])
