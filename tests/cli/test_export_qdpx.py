"""pimh export qdpx: the file, what is told of it, and what is refused."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh


def test_the_project_is_written_into_reports_and_told(coded: Path, pimh: Pimh) -> None:
    ran = pimh("export", "qdpx")
    assert ran.code == 0
    assert "In it: " in ran.talk
    with zipfile.ZipFile(coded / "reports" / "project.qdpx") as archive:
        assert "project.qde" in archive.namelist()


def test_the_same_study_gives_the_same_bytes(coded: Path, pimh: Pimh) -> None:
    assert pimh("export", "qdpx", "-o", "../a.qdpx").code == 0
    assert pimh("export", "qdpx", "-o", "../b.qdpx").code == 0
    assert (coded.parent / "a.qdpx").read_bytes() == (coded.parent / "b.qdpx").read_bytes()


@pytest.mark.parametrize("program", ["nvivo", "maxqda", "atlasti"])
def test_what_a_program_is_known_to_drop_is_told(coded: Path, pimh: Pimh, program: str) -> None:
    plain, told = pimh("export", "qdpx", "-o", "../a.qdpx"), pimh(
        "export", "qdpx", "-o", f"../{program}.qdpx", "--for", program
    )  # fmt: skip
    assert "Beware:" in told.talk
    assert "Beware:" not in plain.talk


def test_a_file_that_is_there_is_replaced_only_when_that_is_said(coded: Path, pimh: Pimh) -> None:
    (coded.parent / "a.qdpx").write_text("mine", "utf-8")
    assert pimh("export", "qdpx", "-o", "../a.qdpx").code == 2
    assert (coded.parent / "a.qdpx").read_text("utf-8") == "mine"
    assert pimh("export", "qdpx", "-o", "../a.qdpx", "--yes").code == 0
    assert zipfile.is_zipfile(coded.parent / "a.qdpx")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--for", "nvibo"), "Did you mean 'nvivo'?"),
        (("--speakers", "turns"), "There are: codes, refs."),
        (("--newlines", "cr"), "--newlines takes no 'cr'."),
        (("-o", "study.zip"), "Name it study.qdpx."),
        (("-o", "codings/a.qdpx"), "among the files of the study itself"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(
    coded: Path, pimh: Pimh, words: tuple[str, ...], told: str
) -> None:
    ran = pimh("export", "qdpx", *words)
    assert (ran.code, told in ran.talk) == (2, True)
    assert not (coded / "reports" / "project.qdpx").exists()
