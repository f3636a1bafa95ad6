"""pimh transcript add: who the speakers of a source are, by options, by a file, or as somebody says it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from building import history, snapshot, workbook, written

from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable

    from building import Pimh

CHECKOUT = Path(__file__).parents[2]
GOLDEN = CHECKOUT / "tests" / "golden" / "transcript-preview.txt"
CAPTIONS = """\
    WEBVTT

    1
    00:00:00.000 --> 00:00:04.000
    Maya Byrne: Shall we begin?

    2
    00:00:05.000 --> 00:00:09.500
    Speaker 2: I nearly missed the bus this morning.

    3
    00:00:10.000 --> 00:00:21.000
    Speaker 2: And it was raining.

    4
    00:00:40.000 --> 00:00:41.000
    All: Yes!

    5
    00:00:50.000 --> 00:00:55.000
    P2: It was.
"""
NAMES = ("--map", "Maya Byrne=moderator", "--map", "Speaker 2=p 1")


@pytest.fixture
def captions(source: Path) -> Path:
    return written(source / "meeting.vtt", CAPTIONS)


def stored(study: Path, name: str = "meeting") -> list[str]:
    return (study / "transcripts" / f"{name}.txt").read_text("utf-8").splitlines()


def test_the_preview_tells_what_a_file_is_and_who_speaks_for_how_long(captions: Path, pimh: Pimh) -> None:
    told = pimh("transcript", "add", captions, "--map", "Maya Byrne=moderator", "--dry-run").talk
    assert told == GOLDEN.read_text("utf-8")


def test_a_map_may_give_a_role(study: Path, captions: Path, pimh: Pimh) -> None:
    assert pimh("transcript", "add", captions, *NAMES).code == 0
    labels = [line.partition("] ")[2].partition(":")[0] for line in stored(study)]
    assert labels == ["Moderator", "P1", "All", "P2"]


def test_names_of_the_source_are_kept_nowhere_in_the_study(study: Path, captions: Path, pimh: Pimh) -> None:
    assert pimh("transcript", "add", captions, *NAMES).code == 0
    assert [path for path, data in snapshot(study).items() if b"Maya" in data or b"Speaker 2" in data] == []


def test_a_map_file_names_the_speakers(study: Path, source: Path, captions: Path, pimh: Pimh) -> None:
    names = written(source / "names.csv", "label,name\nMaya Byrne,moderator\nSpeaker 2,P1\nTom,P9\n")
    assert pimh("transcript", "add", captions, "--map-file", names).code == 0
    assert "P1: I nearly missed the bus" in stored(study)[1]


def test_a_map_file_may_be_a_workbook(study: Path, source: Path, captions: Path, pimh: Pimh) -> None:
    names = workbook(source / "names.xlsx", [["Maya Byrne", "moderator"], ["Speaker 2", "P1"]])
    assert pimh("transcript", "add", captions, "--map-file", names).code == 0
    assert "P1:" in stored(study)[1]


def test_a_map_on_the_command_line_counts_more_than_the_file(
    study: Path, source: Path, captions: Path, pimh: Pimh
) -> None:
    names = written(source / "names.csv", "Maya Byrne,moderator\nSpeaker 2,P2\n")
    assert pimh("transcript", "add", captions, "--map-file", names, "--map", "Speaker 2=P1").code == 0
    assert "P1:" in stored(study)[1]


def test_a_wrong_row_of_a_map_file_is_told_and_nothing_is_added(
    study: Path, source: Path, captions: Path, pimh: Pimh
) -> None:
    before = snapshot(study)
    names = workbook(source / "names.xlsx", [["label", "name"], ["Maya Byrne", "7"]])
    ran = pimh("transcript", "add", captions, "--map-file", names)
    assert (ran.code, "names.xlsx, sheet 'Responses', cell A2: '7'" in ran.talk) == (1, True)
    assert snapshot(study) == before


def test_two_labels_of_one_participant_become_one_speaker(study: Path, captions: Path, pimh: Pimh) -> None:
    names = ("--map", "Maya Byrne=P1", "--map", "Speaker 2=P1")
    ran = pimh("transcript", "add", captions, *names)
    assert (ran.code, "'Maya Byrne' and 'Speaker 2' become one speaker, P1" in ran.talk) == (0, True)
    assert "P1: Shall we begin? I nearly missed the bus" in stored(study)[0]


def test_an_observer_is_written_into_study_yaml(study: Path, source: Path, pimh: Pimh) -> None:
    file = written(source / "fg2.txt", "Moderator: So?\nDr Ash: Time.\nP1: Yes.\nDr Ash: Thanks.\nP1: No.")
    assert pimh("transcript", "add", file, "--observer", "Dr Ash").code == 0
    settings = Study(study).settings
    assert (settings.observers, settings.moderators) == (("Dr Ash",), ())


def test_an_observer_by_the_usual_word_needs_no_line(study: Path, source: Path, pimh: Pimh) -> None:
    before = (study / "study.yaml").read_bytes()
    file = written(source / "fg2.txt", "P1: Yes.\nNote-taker: Time.\nP1: No.\nNote-taker: Thanks.")
    assert "observer" in pimh("transcript", "add", file, "--observer", "note taker").talk
    assert (study / "study.yaml").read_bytes() == before.replace(b"", b"") + b"focus_groups:\n- id: fg2\n"


def test_the_answer_for_programs_has_roles_and_times(captions: Path, pimh: Pimh) -> None:
    (found,) = pimh("transcript", "add", captions, *NAMES, "--json").data
    assert [one["role"] for one in found["speakers"]] == [
        "moderator",
        "participant",
        "several",
        "participant",
    ]
    assert found["times"]["P1"] == 16_000
    assert (found["reason"], found["cues"]) == ("the line WEBVTT at the top", 5)


def test_somebody_at_the_terminal_is_asked_who_speaks(
    study: Path, captions: Path, pimh: Pimh, asked: Callable[[str], None]
) -> None:
    asked("m\np 1\ny")
    ran = pimh("transcript", "add", captions)
    assert ran.code == 0
    assert "Who is 'Speaker 2' in meeting.vtt (1 turn, 11 words: “I nearly missed the bus" in ran.talk
    assert ran.talk.rindex("participant P1") > ran.talk.index("Who is 'Speaker 2'")
    assert stored(study)[0].endswith("Moderator: Shall we begin?")


def test_a_wrong_answer_is_asked_again_with_the_nearest_id(
    study: Path, captions: Path, pimh: Pimh, asked: Callable[[str], None]
) -> None:
    asked("o\nPP1\nP1\ny")
    ran = pimh("transcript", "add", captions)
    assert (ran.code, "There is no participant 'PP1'. Did you mean 'P1'?" in ran.talk) == (0, True)
    assert "Observer: Shall we begin?" in stored(study)[0]


def test_enter_leaves_a_speaker_as_it_is_and_the_last_question_tells(
    study: Path, captions: Path, pimh: Pimh, asked: Callable[[str], None]
) -> None:
    before = snapshot(study)
    asked("u\n\nn")
    ran = pimh("transcript", "add", captions)
    assert (ran.code, "Neither participant nor moderator: 'Speaker 2'" in ran.talk) == (1, True)
    assert snapshot(study) == before


def test_where_the_answers_end_nothing_is_added(
    study: Path, captions: Path, pimh: Pimh, asked: Callable[[str], None]
) -> None:
    before = snapshot(study)
    asked("m")
    ran = pimh("transcript", "add", captions)
    assert (ran.code, ran.talk.endswith("Nothing was added.\n")) == (1, True)
    assert snapshot(study) == before


def test_a_label_means_another_person_in_another_file(
    study: Path, source: Path, pimh: Pimh, asked: Callable[[str], None]
) -> None:
    files = [written(source / f"{name}.txt", "Moderator: So?\nSpeaker 1: Yes.") for name in ("a", "b")]
    asked("P1\nP2\ny")
    assert pimh("transcript", "add", *files).code == 0
    assert (stored(study, "a")[1], stored(study, "b")[1]) == ("P1: Yes.", "P2: Yes.")


def test_before_answers_are_loaded_those_are_asked_of_who_have_no_id(
    study: Path, captions: Path, pimh: Pimh, asked: Callable[[str], None]
) -> None:
    (study / "participants.csv").unlink()
    asked("m\nP1\ny")
    ran = pimh("transcript", "add", captions)
    assert (ran.code, ran.talk.count("Who is '"), "Who is 'P2'" in ran.talk) == (0, 2, False)
    assert "P1: I nearly" in stored(study)[1]


def test_yes_asks_nothing(study: Path, captions: Path, pimh: Pimh, asked: Callable[[str], None]) -> None:
    asked("")
    ran = pimh("transcript", "add", captions, "--yes")
    assert (ran.code, "Who is" in ran.talk, len(history(study))) == (0, False, 1)


@pytest.mark.skipif(os.name != "posix", reason="there are no pseudo-terminals here")
def test_a_person_at_a_real_terminal_is_asked_and_answers(study: Path, captions: Path) -> None:
    import pexpect

    words = ["-m", "pimhcli", "transcript", "add", str(captions)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PIMH_")}
    environment = kept | {"PYTHONPATH": str(CHECKOUT)}
    child = pexpect.spawn(
        sys.executable, words, dimensions=(40, 100), encoding="utf-8", timeout=60, env=environment
    )
    for question, answer in {"'Maya Byrne'": "m", "'Speaker 2'": "P1", "Add them": "y"}.items():
        child.expect_exact(question)
        child.expect_exact("[y/N] " if question == "Add them" else "as it is: ")
        child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert "P1: I nearly missed" in stored(study)[1]
