"""What the disk refuses is not done, and the next act does not do it unasked."""

from __future__ import annotations

import errno
import os
import resource
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from building import codings, csv_file, history, snapshot, written

from pimhcli.coding.growing import Draft
from pimhcli.errors import BusyError
from pimhcli.storage import files
from pimhcli.study import acting, codebook_acts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from building import Pimh

    from pimhcli.study.sitting import Sitting


@contextmanager
def full(name: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The disk is full when a file of this name is to be written."""
    whole = files._swap

    def swap(path: Path, data: bytes) -> None:
        if path.name == name:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        whole(path, data)

    with monkeypatch.context() as during:
        during.setattr(files, "_swap", swap)
        yield


@contextmanager
def no_file_longer_than(length: int) -> Iterator[None]:
    """The system refuses to make any file longer; what fits is written."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (length, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize(
    "words",
    [
        ("excerpt", "recode", "{id}", "--to", "practice"),
        ("excerpt", "resize", "{id}", "--quote", "We listen"),
        ("excerpt", "split", "{id}", "--before", "more"),
        ("excerpt", "star", "{id}"),
        ("excerpt", "memo", "{id}", "so"),
        ("excerpt", "remove", "{id}", "--yes"),
        ("undo",),
    ],
)
def test_an_act_on_a_full_disk_leaves_the_study_as_it_was(
    coded: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """S3: the disk is full."""
    before, key = snapshot(coded), codings(coded)[0]["id"]
    with full("anna.jsonl", monkeypatch):
        ran = pimh(*(word.format(id=key) for word in words))
    assert (ran.code, "was not saved: the disk is full." in ran.talk) == (4, True)
    assert snapshot(coded) == before


def test_a_history_that_takes_half_a_line_only_is_as_long_as_before(sitting: Sitting) -> None:
    """S3: RLIMIT_FSIZE."""
    root = sitting.study.root
    before = snapshot(root)
    (path,) = (root / "history").iterdir()
    with no_file_longer_than(path.stat().st_size + 40), pytest.raises(BusyError, match="was not saved"):
        sitting.do(acting.star, sitting.excerpts[0].id, on=True)
    assert snapshot(root) == before
    assert not sitting.excerpts[0].star


def test_what_was_refused_is_not_done_by_the_next_act(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S3: the act is rolled back."""
    with full("anna.jsonl", monkeypatch), pytest.raises(BusyError):
        sitting.undo()
    assert len(sitting.excerpts) == 2
    sitting.undo()
    assert len(sitting.excerpts) == 1


@pytest.mark.parametrize("file", ["codebook.yaml", "anna.jsonl"])
def test_an_act_on_codebook_and_codings_is_refused_whole(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    """S3: the disk is full."""
    before = snapshot(sitting.study.root)
    with full(file, monkeypatch), pytest.raises(BusyError):
        sitting.do(codebook_acts.take_out, "barriers")
    assert snapshot(sitting.study.root) == before
    assert "barriers" in sitting.book.by_key


def test_a_file_that_the_act_made_goes_again(
    coded: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S3: the disk is full."""
    written(coded / "transcripts" / "fg2.txt", "P1: Yes.")
    rows = (("fg2", "Yes.", "practice"), ("fg1", "I ask", "practice"))
    orders = csv_file(coded.parent / "in" / "c.csv", "transcript,quote,code", *rows)
    whole, swaps = files._swap, count()

    def second_fails(path: Path, data: bytes) -> None:
        if path.name == "anna.jsonl" and next(swaps):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        whole(path, data)

    monkeypatch.setattr(files, "_swap", second_fails)
    assert pimh("excerpt", "add", "--from", orders).code == 4
    assert (len(codings(coded)), codings(coded, "fg2"), len(history(coded))) == (2, [], 2)


def test_what_cannot_be_taken_back_stays_in_the_history_and_is_finished_by_the_next_act(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, swaps = files._swap, count()

    def first_succeeds(path: Path, data: bytes) -> None:
        if next(swaps):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        whole(path, data)

    with monkeypatch.context() as during:
        during.setattr(files, "_swap", first_succeeds)
        with pytest.raises(BusyError):
            sitting.do(codebook_acts.take_out, "barriers")
    assert history(sitting.study.root)[-1]["do"] == "codebook remove"
    sitting.do(codebook_acts.add, Draft("Costs"))
    assert "barriers" not in sitting.book.by_key
    assert [excerpt.quote for excerpt in sitting.excerpts] == ["We listen more than we did."]


def test_the_first_act_of_a_study_that_is_refused_leaves_no_history(
    study: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch
) -> None:
    words: dict[str, Any] = {"--quote": "People leave", "--code": "barriers"}
    with full("anna.jsonl", monkeypatch):
        assert pimh("excerpt", "add", *(part for pair in words.items() for part in pair)).code == 4
    assert list((study / "history").iterdir()) == []


@pytest.mark.parametrize(
    "words", [("star", "{id}"), ("memo", "{id}", "so"), ("recode", "{id}", "--to", "practice")]
)
def test_on_a_read_only_disk_an_act_says_so(read_only: Path, pimh: Pimh, words: tuple[str, ...]) -> None:
    """S3: read-only."""
    before, key = snapshot(read_only), codings(read_only)[0]["id"]
    ran = pimh("excerpt", *(word.format(id=key) for word in words))
    assert (ran.code, "the disk is read-only" in ran.talk) == (4, True)
    assert snapshot(read_only) == before
