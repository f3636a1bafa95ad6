"""Whole files, read and replaced."""

from __future__ import annotations

import errno
import os
import random
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pimhcli.errors import BusyError, StudyError, UsageError
from pimhcli.storage import files
from pimhcli.storage.files import digest, read_bytes, read_text, replace, shown, sweep, within

ROOT = Path(__file__).parents[2]

SAVE_FOR_EVER = """
import sys
from pathlib import Path
from pimhcli.storage.files import replace
path = Path(sys.argv[1])
for number in range(10**9):
    replace(path, b"%d\\n" % number * 20_000)
    print(number, flush=True)
"""
SAVE_TOO_MUCH = """
import resource, signal, sys
from pathlib import Path
from pimhcli.errors import BusyError
from pimhcli.storage.files import replace
from pimhcli.storage.journal import append
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
save = {"replace": replace, "append": append}[sys.argv[2]]
try:
    save(Path(sys.argv[1]), b"x" * 80_000)
except BusyError as error:
    print(error)
"""


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def python(script: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *words],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary())
def test_a_file_holds_what_it_was_replaced_by(tmp_path: Path, data: bytes) -> None:
    replace(tmp_path / "study.yaml", data)
    assert read_bytes(tmp_path / "study.yaml") == data
    assert names(tmp_path) == ["study.yaml"]


def test_missing_folders_are_made(tmp_path: Path) -> None:
    replace(tmp_path / "codings" / "fg1" / "anna.jsonl", b"{}\n")
    assert (tmp_path / "codings" / "fg1" / "anna.jsonl").read_bytes() == b"{}\n"


def test_a_file_that_is_what_was_seen_is_replaced(tmp_path: Path) -> None:
    replace(tmp_path / "a", b"old")
    replace(tmp_path / "a", b"new", seen=digest(b"old"))
    assert (tmp_path / "a").read_bytes() == b"new"


def test_a_file_that_changed_since_it_was_seen_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"from an editor")
    with pytest.raises(BusyError, match="changed on disk since it was read; nothing was written"):
        replace(tmp_path / "a", b"new", seen=digest(b"old"))
    assert (tmp_path / "a").read_bytes() == b"from an editor"


def test_a_file_that_should_not_exist_yet_is_made(tmp_path: Path) -> None:
    replace(tmp_path / "a", b"new", seen=None)
    assert (tmp_path / "a").read_bytes() == b"new"


def test_a_file_that_should_not_exist_yet_and_does_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(BusyError, match="changed on disk"):
        replace(tmp_path / "a", b"new", seen=None)
    assert (tmp_path / "a").read_bytes() == b"old"


def test_a_file_that_was_removed_since_it_was_seen_is_not_made_again(tmp_path: Path) -> None:
    with pytest.raises(BusyError, match="changed on disk"):
        replace(tmp_path / "a", b"new", seen=digest(b"old"))
    assert not (tmp_path / "a").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    replace(tmp_path / "a", b"old")
    (tmp_path / "a").chmod(0o640)
    replace(tmp_path / "a", b"new")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    replace(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EACCES, "you have no permission"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_a_refused_save_says_why_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(BusyError, match=words):
        replace(tmp_path / "a", b"new")
    assert {entry.name: entry.read_bytes() for entry in tmp_path.iterdir()} == {"a": b"old"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files")
@pytest.mark.parametrize("save", ["replace", "append"])
def test_a_disk_that_fills_up_half_way_leaves_the_file_as_it_was(tmp_path: Path, save: str) -> None:
    (tmp_path / "a").write_bytes(b"old\n")
    with python(SAVE_TOO_MUCH, str(tmp_path / "a"), save) as process:
        said, _ = process.communicate()
    assert "larger than this system allows" in said
    assert {entry.name: entry.read_bytes() for entry in tmp_path.iterdir()} == {"a": b"old\n"}


def test_twenty_kills_lose_no_acknowledged_save_and_leave_no_half_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    for _ in range(20):
        process = python(SAVE_FOR_EVER, str(path))
        assert process.stdout
        process.stdout.readline()
        time.sleep(random.uniform(0, 0.03))
        process.kill()
        saved = 0 if (rest := process.communicate()[0]) == "" else int(rest.split("\n")[-2])
        lines = path.read_text().splitlines()
        assert len(lines) == 20_000
        assert len(set(lines)) == 1
        assert int(lines[0]) >= saved


def test_a_file_that_another_program_holds_for_a_moment_is_replaced_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really, refused = os.replace, [PermissionError(13, "held"), PermissionError(13, "held")]

    def held(source: Path, target: Path) -> None:
        if refused:
            raise refused.pop()
        really(source, target)

    monkeypatch.setattr(files, "_PAUSES", (0, 0))
    monkeypatch.setattr(os, "replace", held)
    replace(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"


def test_temporary_files_of_an_hour_ago_are_swept_and_nothing_else(tmp_path: Path) -> None:
    long_ago = time.time() - 4000
    for name in (".a.0k3m5n7p.tmp", "mine.tmp", ".hidden"):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (long_ago, long_ago))
    (tmp_path / ".b.0k3m5n7p.tmp").touch()
    sweep(tmp_path)
    assert names(tmp_path) == [".b.0k3m5n7p.tmp", ".hidden", "mine.tmp"]


def test_a_folder_that_does_not_exist_needs_no_sweeping(tmp_path: Path) -> None:
    sweep(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_missing_file_brings_the_nearest_name_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "answers.xlsx").touch()
    with pytest.raises(UsageError, match=r"anwsers\.xlsx cannot be read: there is no such file") as caught:
        read_bytes(tmp_path / "anwsers.xlsx")
    assert caught.value.hint == "Did you mean 'answers.xlsx'?"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no folder .*data"):
        read_bytes(tmp_path / "data" / "answers.xlsx")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="it is a folder"):
        read_bytes(tmp_path)


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UsageError, match="you have no permission"):
        read_bytes(tmp_path / "a")


def test_text_is_read_without_byte_order_mark_and_with_line_feeds(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\n")
    assert read_text(tmp_path / "a.txt") == "one\ntwo\nthree\n"


def test_text_in_windows_1252_is_named_with_its_line_and_character(tmp_path: Path) -> None:
    (tmp_path / "study.yaml").write_bytes(b"title: x\r\nquestion: what\x92s it like\n")
    with pytest.raises(StudyError, match=r"study\.yaml:2: expected text saved as UTF-8, .*'’'"):
        read_text(tmp_path / "study.yaml")


def test_text_in_utf_16_is_called_that(tmp_path: Path) -> None:
    (tmp_path / "study.yaml").write_bytes("title: x\n".encode("utf-16"))
    with pytest.raises(StudyError, match=r"study\.yaml:1: .*UTF-16"):
        read_text(tmp_path / "study.yaml")


@pytest.mark.parametrize("name", ["codebook.yaml", "participants.csv", "fg1.txt"])
def test_a_merge_that_git_left_open_is_named_with_its_line(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> theirs\n")
    with pytest.raises(StudyError, match=rf"{name}:2: git left two versions"):
        read_text(tmp_path / name)


def test_a_transcript_may_talk_of_arrows(tmp_path: Path) -> None:
    (tmp_path / "fg1.txt").write_text("<<<<<<< she wrote\n")
    assert read_text(tmp_path / "fg1.txt") == "<<<<<<< she wrote\n"


def test_a_path_within_the_folder_is_given_back_whole(tmp_path: Path) -> None:
    assert within(tmp_path, Path("transcripts/fg1.txt")) == tmp_path.resolve() / "transcripts" / "fg1.txt"


@pytest.mark.parametrize("path", ["../other", "transcripts/../../other", "/etc/passwd", "out/file"])
def test_a_path_that_leads_out_of_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    root = tmp_path / "study"
    root.mkdir()
    (root / "out").symlink_to(tmp_path)
    with pytest.raises(UsageError, match="leads outside"):
        within(root, Path(path))


def test_a_path_below_the_current_folder_is_shown_relative_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown(tmp_path / "study" / "study.yaml") == str(Path("study", "study.yaml"))
    assert shown(tmp_path.parent / "x") == str(tmp_path.parent / "x")
