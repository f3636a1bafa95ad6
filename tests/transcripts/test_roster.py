"""Who speaks in a transcript, how much, and whether the study knows them."""

from __future__ import annotations

import pytest

from pimhcli.transcripts.roster import Cast, Speaker, roster
from pimhcli.transcripts.turns import parse

CAST = Cast(("PX1", "PX2", "PX3"), ("Dr Reed",))


def speakers(text: str, cast: Cast = CAST) -> dict[str, Speaker]:
    return {speaker.label: speaker for speaker in roster(parse(text), cast)}


def test_speakers_come_by_first_turn_with_their_turns_and_words() -> None:
    found = roster(parse("PX2: one two\nPX1: three [laughs]\nPX2: four\n"), CAST)
    assert [(one.label, one.turns, one.words) for one in found] == [("PX2", 2, 3), ("PX1", 1, 1)]


@pytest.mark.parametrize("label", ["PX3", "px3", "PX 3", "px 3", "Px-3", "PX_3"])
def test_spellings_of_an_id_name_the_participant(label: str) -> None:
    (one,) = roster(parse(f"{label}: yes\n"), CAST)
    assert (one.role, one.participant, one.label) == ("participant", "PX3", label)


@pytest.mark.parametrize("label", ["Moderator", "interviewer", "FACILITATOR", "Dr Reed", "dr-reed"])
def test_moderators_are_known_by_the_study_or_by_the_usual_words(label: str) -> None:
    one = speakers(f"{label}: yes\n".replace("dr-reed", "Dr-reed"))
    assert [(found.role, found.participant) for found in one.values()] == [("moderator", "")]


def test_a_participant_who_is_named_as_a_moderator_is_still_a_participant() -> None:
    assert speakers("PX1: yes\n", Cast(("PX1",), ("PX1",)))["PX1"].role == "participant"


def test_an_unknown_speaker_comes_with_the_participant_it_could_be() -> None:
    one = speakers("PXX3: yes\n")["PXX3"]
    assert (one.role, one.suggestion) == ("unknown", "PX3")


def test_an_unknown_speaker_comes_with_the_commoner_spelling_in_the_transcript() -> None:
    found = speakers("Annabel: one\nAnnabel: two\nAnabel: three\n", Cast())
    assert (found["Anabel"].suggestion, found["Annabel"].suggestion) == ("Annabel", "")


def test_an_unknown_speaker_like_nobody_has_no_suggestion() -> None:
    assert speakers("Zoltan: yes\n")["Zoltan"].suggestion == ""


def test_everyone_known_is_folded_for_the_readers() -> None:
    assert {"px1", "drreed", "moderator"} <= CAST.known


def test_a_label_that_names_nobody_is_no_participant() -> None:
    assert CAST.participant("PX9") == ""


@pytest.mark.parametrize(
    ("role", "label"),
    [
        ("moderator", "Co-moderator"),
        ("moderator", "Moderator 2"),
        ("moderator", "Interviewerin"),
        ("observer", "Observer"),
        ("observer", "Note-taker"),
        ("observer", "Notetaker 1"),
        ("observer", "assistant moderator"),
        ("several", "All"),
        ("several", "Several voices"),
        ("several", "EVERYONE"),
        ("several", "both"),
        ("several", "Multiple Speakers"),
        ("several", "PX1/PX2"),
        ("several", "PX1 and px 3"),
        ("several", "PX1, PX2 & PX3"),
        ("unidentified", "Unidentified"),
        ("unidentified", "Unidentified 2"),
        ("unidentified", "Unknown Speaker"),
        ("unidentified", "Female voice"),
        ("unknown", "PX1 and Zoe"),
        ("unknown", "Allan"),
        ("unknown", "Speaker 2"),
    ],
)
def test_the_usual_words_tell_what_a_label_stands_for(role: str, label: str) -> None:
    assert CAST.role(label) == role


def test_an_observer_named_by_the_study_is_one() -> None:
    assert Cast((), (), ("Dr Ash",)).role("dr ash") == "observer"


def test_a_name_that_the_study_gives_counts_more_than_the_usual_word() -> None:
    assert Cast((), ("Observer",), ("Interviewer",)).role("Interviewer") == "observer"
    assert Cast((), ("Observer",)).role("observer") == "moderator"


@pytest.mark.parametrize("word", ["All", "Moderator", "Observer", "Unknown", "Speaker 2"])
def test_an_id_is_its_participants_whatever_else_the_word_means(word: str) -> None:
    one = speakers(f"{word}: yes\n", Cast((word,)))[word]
    assert (one.role, one.participant, one.unverified) == ("participant", word, False)


@pytest.mark.parametrize("label", ["Speaker 2", "SPEAKER_00", "Speaker1", "spk_0", "Speaker B", "Sprecher 3"])
def test_a_voice_that_a_program_told_apart_is_not_verified(label: str) -> None:
    (one,) = roster(parse(f"{label}: yes\n"), CAST)
    assert (one.role, one.unverified, one.suggestion) == ("unknown", True, "")


@pytest.mark.parametrize("label", ["Speakers", "Speaker", "Speakerphone", "PX9"])
def test_other_labels_were_not_told_apart_by_a_program(label: str) -> None:
    assert not speakers(f"{label}: yes\n")[label].unverified


def test_the_words_of_participants_and_of_unknown_labels_count_as_participants_talk() -> None:
    found = roster(parse("PX1: a\nZoe: b\nModerator: c\nObserver: d\nAll: e\nUnclear: f\n"), CAST)
    assert [one.label for one in found if one.is_counted] == ["PX1", "Zoe"]


def test_an_observer_of_the_study_is_known_to_the_readers_and_the_usual_word_is_not() -> None:
    known = Cast((), (), ("Dr Ash",)).known
    assert ("drash" in known, "observer" in known) == (True, False)
