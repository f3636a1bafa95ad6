"""The append-only history."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pimhcli.errors import BusyError
from pimhcli.storage.journal import append, last

if TYPE_CHECKING:
    from pathlib import Path

lines = st.binary(max_size=9000).map(lambda data: data.replace(b"\n", b" "))


@pytest.fixture
def history(tmp_path: Path) -> Path:
    return tmp_path / "history" / "anna-k3f9.jsonl"


def test_the_first_record_makes_the_file_and_its_folder(history: Path) -> None:
    append(history, b'{"do":"add"}')
    assert history.read_bytes() == b'{"do":"add"}\n'


def test_a_record_that_brings_its_newline_gets_no_second(history: Path) -> None:
    append(history, b"one\n")
    append(history, b"two\nthree\n")
    assert history.read_bytes() == b"one\ntwo\nthree\n"


def test_a_record_does_not_stick_to_a_torn_line(history: Path) -> None:
    append(history, b"one")
    history.write_bytes(history.read_bytes() + b'{"do":"ad')
    append(history, b"two")
    assert history.read_bytes() == b'one\n{"do":"ad\ntwo\n'


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.lists(lines, min_size=1, max_size=4), st.binary(max_size=5000).map(lambda b: b.replace(b"\n", b"")))
def test_the_last_complete_line_is_the_last_that_was_appended(
    history: Path, records: list[bytes], torn: bytes
) -> None:
    history.unlink(missing_ok=True)
    for record in records:
        append(history, record)
    with history.open("ab") as file:
        file.write(torn)
    assert last(history) == records[-1]


def test_a_history_that_does_not_exist_has_no_last_line(history: Path) -> None:
    assert last(history) is None


def test_a_history_of_one_torn_line_has_no_last_line(tmp_path: Path) -> None:
    torn = tmp_path / "anna.jsonl"
    torn.write_bytes(b'{"do":')
    assert last(torn) is None


def test_a_history_is_as_long_as_before_when_the_disk_refuses(
    history: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(history, b"one")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BusyError, match="the disk is full"):
        append(history, b"two")
    assert history.read_bytes() == b"one\n"
