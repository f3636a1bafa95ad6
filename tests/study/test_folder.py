"""A study can be seen as it would be once some files were written, though nothing was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from building import snapshot

from pimhcli.study.folder import Folder, Write
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path

TALK = b"Moderator: And?\nP1: No.\n"


def test_what_is_planned_is_read_in_place_of_what_is_there(coded: Path) -> None:
    before = snapshot(coded)
    study = Study(coded, planned=[Write("transcripts/fg1.txt", TALK, "…")])
    assert [turn.text for turn in study.transcript("fg1").turns] == ["And?", "No."]
    assert snapshot(coded) == before


def test_a_transcript_that_would_come_or_go_is_one_or_is_none(coded: Path) -> None:
    study = Study(
        coded, planned=[Write("transcripts/fg2.txt", TALK, None), Write("transcripts/fg1.txt", None, "…")]
    )
    assert study.transcript_ids == ("fg2",)
    assert study.lost_transcripts == ("fg1",)


def test_a_pattern_finds_no_file_of_a_folder_below(tmp_path: Path) -> None:
    (tmp_path / "memos").mkdir()
    folder = Folder(tmp_path, [Write("memos/old/a.md", b"", None), Write("memos/b.md", b"", None)])
    assert folder.matching("memos/*.md") == [tmp_path / "memos" / "b.md"]
