"""Files of the wrong kind: one clear message, the right exit code, and the study as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import snapshot, word_document, workbook

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

IMAGE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
CONTENTS = {
    "picture.png": IMAGE,
    "old.xls": OLD_OFFICE,
    "old.doc": OLD_OFFICE,
    "empty.csv": b"",
    "empty.docx": b"",
    "blank.txt": b" \n\n",
    "cut.xlsx": b"PK\x03\x04 this is not a whole archive",
    "cut.docx": b"PK\x03\x04 this is not a whole archive",
    "page.html": b"<html><body>Sign in to download</body></html>",
    "nul.txt": b"P1: Yes\x00 No",
}
COMMANDS = {
    "load": ("load",),
    "transcript add": ("transcript", "add"),
    "excerpt add": ("excerpt", "add", "--from"),
}


@pytest.fixture
def files(source: Path) -> Path:
    for name, data in CONTENTS.items():
        (source / name).write_bytes(data)
    word_document(source / "letter.docx", "Dear all,\nwe met.")
    workbook(source / "other.xlsx", [("colour", "size"), ("red", 3)])
    (source / "folder").mkdir()
    return source


@pytest.mark.parametrize("name", [*CONTENTS, "letter.docx", "other.xlsx"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_of_the_wrong_kind_has_problems(
    study: Path, files: Path, pimh: Pimh, command: str, name: str
) -> None:
    before = snapshot(study)
    ran = pimh(*COMMANDS[command], files / name)
    assert (ran.code, ran.out) == (1, "")
    assert name in ran.talk
    assert ran.talk.count("Error: ") == 1
    assert snapshot(study) == before


@pytest.mark.parametrize("name", ["folder", "missing.csv", "nowhere/at/all.csv"])
@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_no_file_cannot_be_meant(
    study: Path, files: Path, pimh: Pimh, command: str, name: str
) -> None:
    before = snapshot(study)
    ran = pimh(*COMMANDS[command], files / name)
    assert (ran.code, "cannot be read" in ran.talk) == (2, True)
    assert snapshot(study) == before


@pytest.mark.parametrize(
    ("command", "name", "says"),
    [
        ("load", "old.xls", "save it as .xlsx"),
        ("load", "page.html", "web page"),
        ("load", "cut.xlsx", "damaged"),
        ("load", "letter.docx", "is no Excel workbook (.xlsx)"),
        ("transcript add", "old.doc", "save it as .docx"),
        ("transcript add", "picture.png", "is a picture, not a transcript"),
        ("transcript add", "letter.docx", "no speaker was found"),
        ("transcript add", "empty.docx", "is empty"),
        ("excerpt add", "other.xlsx", "there is no column `quote`"),
    ],
)
def test_it_says_what_is_wrong_with_it(
    study: Path, files: Path, pimh: Pimh, command: str, name: str, says: str
) -> None:
    assert says in pimh(*COMMANDS[command], files / name).talk


def test_a_file_nearly_named_is_suggested(study: Path, files: Path, pimh: Pimh) -> None:
    assert "Did you mean 'letter.docx'?" in pimh("transcript", "add", files / "leter.docx").talk
