"""Rows, labels and consent lines that do not agree are told with their place and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pimhcli.analysis.consent import Consent
from pimhcli.analysis.people import talks
from pimhcli.checks.roster import Roll, roster
from pimhcli.transcripts.roster import Cast
from pimhcli.transcripts.turns import parse

if TYPE_CHECKING:
    from pimhcli.findings import Finding

ER = "\N{CYRILLIC CAPITAL LETTER ER}"
CAST = Cast(("PX1", "PX2"), ("Dr Reed",))
AGREES = "Dr Reed: So?\nPX1: Yes.\nPX2: No.\nModerator: Well.\n"


def found(
    text: str = AGREES, cast: Cast = CAST, consents: tuple[Consent, ...] = (), **groups: str
) -> list[Finding]:
    texts = {"fg1": text} | groups
    said = [talk for name, words in texts.items() for talk in talks(parse(words, name), cast, name)]
    return roster(Roll(cast, said, consents))


def only(text: str = AGREES, cast: Cast = CAST, consents: tuple[Consent, ...] = (), **groups: str) -> Finding:
    (finding,) = found(text, cast, consents, **groups)
    return finding


def test_where_everything_agrees_nothing_is_found() -> None:
    assert found() == []


def test_a_label_without_a_row_is_told_with_place_turns_and_the_nearest_name() -> None:
    one = only(f"# front\n{AGREES}PXX2: Yes.\nPXX2: No.\n")
    assert (one.where, one.severity, one.hint) == ("transcripts/fg1.txt:6", "warning", "Did you mean 'PX2'?")
    assert "'PXX2' speaks (2 turns in fg1) and has no row" in one.message


def test_a_label_like_nobody_brings_what_to_do() -> None:
    assert "focus_groups in study.yaml" in only(f"{AGREES}Zoltan: Yes.\n").hint


def test_a_participant_who_never_speaks_is_told() -> None:
    one = only("PX1: Yes.\n")
    assert (one.where, one.severity) == ("participants.csv", "warning")
    assert "'PX2' has a row and never speaks" in one.message


@pytest.mark.parametrize("label", ["px2", "PX 2", "PX-2"])
def test_a_label_written_otherwise_than_the_row_is_a_note(label: str) -> None:
    one = only(f"PX1: Yes.\n{label}: No.\n")
    assert (one.severity, one.where) == ("note", "transcripts/fg1.txt:2")
    assert "taken for one person" in one.message


def test_a_label_with_a_look_alike_letter_is_told_by_the_name_of_the_letter() -> None:
    one = only(f"{AGREES}{ER}X2: Yes.\n")
    assert one.severity == "warning"
    assert "looks like 'PX2' (participants.csv)" in one.message
    assert "CYRILLIC CAPITAL LETTER ER and has no row" in one.message


@pytest.mark.parametrize(
    ("other", "differs"),
    [("PXl", "LATIN SMALL LETTER L"), ("PXI", "LATIN CAPITAL LETTER I"), (f"{ER}X1", "CYRILLIC")],
)
def test_two_rows_that_look_alike_are_told(other: str, differs: str) -> None:
    one = only(f"PX1: Yes.\n{other}: No.\n", Cast(("PX1", other)))
    assert (one.where, one.severity) == ("participants.csv", "warning")
    assert differs in one.message


def test_full_width_letters_are_a_spelling_of_the_same_name() -> None:
    assert only("PX1: Yes.\nＰＸ２: No.\n").severity == "note"


def test_labels_that_look_alike_are_told_before_answers_are_loaded() -> None:
    message, note = sorted(found("Anna B: Yes.\nanna-b: No.\n", Cast()), key=lambda one: one.severity)[::-1]
    assert "'anna-b' looks like 'Anna B' (transcripts/fg1.txt:1)" in message.message
    assert "case, a blank or a hyphen" in message.message
    assert note.severity == "note"


def test_a_participant_in_two_groups_is_a_note() -> None:
    one = only(fg2="PX1: Again.\n")
    assert (one.severity, one.where) == ("note", "transcripts/fg2.txt:1")
    assert "'PX1' speaks in 2 focus groups: fg1, fg2." in one.message


def test_a_moderator_written_in_two_ways_is_a_note() -> None:
    assert only(fg2="MODERATOR: Again.\n").severity == "note"


def test_a_moderator_may_speak_in_every_group() -> None:
    assert found(fg2="Moderator: Again.\n") == []


def test_a_moderators_label_that_is_a_participants_id_is_told() -> None:
    one = only(cast=Cast(("PX1", "PX2"), ("px 1", "Dr Reed")))
    assert "'PX1' is a participant's id and a moderator's label" in one.message


def test_a_consent_line_for_nobody_is_told_at_its_line() -> None:
    one = only(consents=(Consent("PX1", "study.yaml:8"), Consent("PXX2", "study.yaml:9")))
    assert (one.where, one.hint) == ("study.yaml:9", "Did you mean 'PX2'?")


def test_a_consent_line_that_only_looks_like_a_participant_is_for_nobody() -> None:
    assert only(consents=(Consent(f"{ER}X1"),)).hint == "Did you mean 'PX1'? It only looks the same."


def test_a_consent_line_may_name_a_label_in_any_spelling() -> None:
    assert found(consents=(Consent("dr-reed", "study.yaml:8"),)) == []


def test_one_who_did_not_answer_the_question_of_consent_is_told() -> None:
    said = talks(parse(AGREES, "fg1"), CAST, "fg1")
    (one,) = roster(Roll(CAST, said, (), [("may_quote", ["PX2"])]))
    assert "PX2: no answer to 'may_quote'" in one.message
    assert "quote: no" in one.hint


def test_one_whose_consent_stands_in_study_yaml_need_not_have_answered() -> None:
    said = talks(parse(AGREES, "fg1"), CAST, "fg1")
    assert roster(Roll(CAST, said, (Consent("px2"),), [("may_quote", ["PX2"])])) == []


def test_before_answers_are_loaded_a_note_says_so() -> None:
    one = only(cast=Cast())
    assert (one.severity, one.hint) == ("note", "Load them: pimh load ANSWERS.xlsx")


def test_before_a_transcript_is_there_a_note_says_so() -> None:
    (one,) = roster(Roll(CAST))
    assert (one.severity, one.hint) == ("note", "Add one: pimh transcript add FILE")


@pytest.mark.parametrize("label", ["Observer", "All", "Unidentified", "PX1/PX2"])
def test_observers_and_voices_without_a_name_need_no_row(label: str) -> None:
    assert found(f"{AGREES}{label}: Yes.\n", fg2=f"{label}: Yes.\n") == []


def test_a_voice_that_a_program_told_apart_is_told_with_its_place() -> None:
    one = only(f"{AGREES}Speaker 2: Yes.\nSpeaker 2: No.\n")
    assert (one.where, one.severity) == ("transcripts/fg1.txt:5", "warning")
    assert "'Speaker 2' (2 turns in fg1) was told apart by a program" in one.message


def test_a_voice_that_a_program_told_apart_is_told_before_answers_are_loaded_too() -> None:
    note, warning = sorted(found("SPEAKER_00: Yes.\n", Cast()), key=lambda one: one.severity)
    assert (note.severity, "told apart by a program" in warning.message) == ("note", True)


def test_an_observers_label_that_is_a_participants_id_is_told() -> None:
    one = only(cast=Cast(("PX1", "PX2"), ("Dr Reed",), ("px 1",)))
    assert "'PX1' is a participant's id and an observer's label" in one.message


def test_an_observer_written_in_two_ways_is_a_note() -> None:
    one = only(fg2="Observer: Yes.\nOBSERVER: No.\n")
    assert (one.severity, "taken for one person" in one.message) == ("note", True)
