"""pimh transcript add: what a source is taken for, what is kept of it, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import history, snapshot, written

from pimhcli.cli.transcript_add import FORMATS
from pimhcli.transcripts import readers
from pimhcli.transcripts.readers.refused import LARGEST

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

TALK = "Moderator: So?\nP1: Yes.\nP2: No.\n"
CAPTIONS = """\
    WEBVTT

    1
    00:00:00.000 --> 00:00:04.000
    Moderator: Shall we begin?

    2
    00:00:05.000 --> 00:00:09.500
    P1: I nearly missed

    3
    00:00:10.000 --> 00:00:21.000
    P1: the bus.
"""
CHAT = "10:00:04\tP2:\tSo did I.\n"


@pytest.fixture
def captions(source: Path) -> Path:
    return written(source / "meeting.vtt", CAPTIONS)


@pytest.fixture
def talk(source: Path) -> Path:
    return written(source / "Maya Byrne.TXT", TALK)


def test_the_help_lists_every_format() -> None:
    assert sorted(FORMATS) == sorted(layout.name for layout in readers.LAYOUTS)


def test_a_format_that_is_named_is_taken(talk: Path, pimh: Pimh) -> None:
    told = pimh("transcript", "add", talk, "--format", "Plain", "--dry-run").talk
    assert "Maya Byrne.TXT is taken for: Plain transcript, text (utf-8) (as you said)." in told


def test_a_format_that_there_is_not_is_refused_with_the_nearest(talk: Path, pimh: Pimh) -> None:
    ran = pimh("transcript", "add", talk, "--format", "oter")
    assert (ran.code, "Did you mean 'otter'?" in ran.talk) == (2, True)


def test_a_pattern_tells_how_a_turn_is_written(study: Path, source: Path, pimh: Pimh) -> None:
    file = written(source / "odd.txt", "<P1> 0:03 | Yes.\n<P2> 0:05 | No.\n")
    assert pimh("transcript", "add", file, "--pattern", "<{speaker}> {time} | {text}").code == 0
    assert (study / "transcripts" / "odd.txt").read_text("utf-8").endswith("[00:00:05] P2: No.\n")


def test_a_file_that_names_nobody_is_added_when_that_is_wished(study: Path, source: Path, pimh: Pimh) -> None:
    file = written(source / "notes.txt", "Nobody is named here.\n")
    assert pimh("transcript", "add", file).code == 1
    ran = pimh("transcript", "add", file, "--unidentified")
    assert (ran.code, "unidentified" in ran.talk) == (0, True)
    assert (study / "transcripts" / "notes.txt").read_text("utf-8") == "Unidentified: Nobody is named here.\n"


def test_times_of_pieces_that_were_joined_are_kept_beside_the_transcript(
    study: Path, captions: Path, pimh: Pimh
) -> None:
    ran = pimh("transcript", "add", captions)
    kept = (study / "transcripts" / "meeting.cues.csv").read_text("utf-8").splitlines()
    assert (len(kept), kept[-1]) == (4, "00:00:10,00:00:21,2")
    assert "3 pieces with times kept in transcripts/meeting.cues.csv" in ran.talk


def test_without_times_there_is_no_file_of_them(study: Path, talk: Path, pimh: Pimh) -> None:
    pimh("transcript", "add", talk)
    assert [path.name for path in (study / "transcripts").glob("*.csv")] == []


def test_the_chat_joins_in_as_turns(study: Path, source: Path, captions: Path, pimh: Pimh) -> None:
    chat = written(source / "chat.txt", CHAT)
    words = ("--chat", chat, "--chat-start", "10:00:00")
    assert pimh("transcript", "add", captions, *words).code == 0
    assert "P2: [chat] So did I." in (study / "transcripts" / "meeting.txt").read_text("utf-8")
    assert [one["file"] for one in history(study)[-1]["sources"]] == ["meeting.vtt", "chat.txt"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--chat", "chat.txt", "--chat-start", "ten"), "'ten' is no time of day"),
        (("--chat-start", "10:00:00"), "--chat-start is of a chat"),
    ],
)
def test_a_wrong_wish_for_the_chat_is_refused(
    captions: Path, pimh: Pimh, words: tuple[str, ...], why: str
) -> None:
    ran = pimh("transcript", "add", captions, *words)
    assert (ran.code, why in ran.talk) == (2, True)


def test_a_chat_is_of_one_transcript(source: Path, captions: Path, talk: Path, pimh: Pimh) -> None:
    ran = pimh("transcript", "add", captions, talk, "--chat", written(source / "chat.txt", CHAT))
    assert (ran.code, "--chat is of one meeting" in ran.talk) == (2, True)


def test_the_source_is_not_kept_unless_that_is_wished(study: Path, talk: Path, pimh: Pimh) -> None:
    assert pimh("transcript", "add", talk, "--group", "fg2").code == 0
    assert not (study / "originals").exists()
    (source,) = history(study)[-1]["sources"]
    assert (source["file"], len(source["sha256"])) == ("Maya Byrne.TXT", 64)


def test_the_source_is_kept_whole_and_out_of_git_when_that_is_wished(
    study: Path, talk: Path, pimh: Pimh
) -> None:
    written(study / ".gitignore", ".pimh/")
    ran = pimh("transcript", "add", talk, "--group", "fg2", "--keep-original")
    assert (ran.code, "is kept in originals/" in ran.talk) == (0, True)
    assert (study / "originals" / "fg2.txt").read_bytes() == talk.read_bytes()
    assert (study / ".gitignore").read_text("utf-8") == ".pimh/\noriginals/\n"


def test_a_second_source_that_is_kept_adds_no_second_line(study: Path, source: Path, pimh: Pimh) -> None:
    for name in ("a", "b"):
        assert pimh("transcript", "add", written(source / f"{name}.txt", TALK), "--keep-original").code == 0
    assert (study / ".gitignore").read_text("utf-8") == "originals/\n"


def test_a_dry_run_keeps_nothing(study: Path, talk: Path, pimh: Pimh) -> None:
    before = snapshot(study)
    assert pimh("transcript", "add", talk, "--keep-original", "--dry-run").code == 0
    assert snapshot(study) == before


def test_a_file_too_large_for_a_transcript_is_refused_before_it_is_read(
    study: Path, source: Path, pimh: Pimh
) -> None:
    before = snapshot(study)
    recording = source / "recording.txt"
    with recording.open("wb") as file:
        file.truncate(LARGEST + 1)
    ran = pimh("transcript", "add", recording)
    assert (ran.code, "recording.txt is too large for a transcript (20 MB)" in ran.talk) == (2, True)
    assert snapshot(study) == before


@pytest.mark.parametrize("name", ["nowhere.txt", "in"])
def test_what_is_no_file_is_refused(study: Path, pimh: Pimh, name: str) -> None:
    ran = pimh("transcript", "add", study.parent / name)
    assert (ran.code, "cannot be read" in ran.talk) == (2, True)
