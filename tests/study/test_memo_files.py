"""The folder memos: files of any hand are read, and each that is not as it should be is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import run

from pimhcli.study import memo_files
from pimhcli.study.memo_files import every, new_name, slug
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from pimhcli.study.memo_files import MemoFile

MADE = """\
---
id: abcdefghjk
on: transcript fg1
title: Price
by: anna
at: 2026-11-23T10:00:00.000Z
---

Text
"""


def put(root: Path, **contents: bytes | str) -> None:
    for name, data in contents.items():
        path = root / "memos" / name.replace("__", "/").replace("_md", ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)


def one(root: Path) -> MemoFile:
    (found,), warnings = every(Study(root))
    assert warnings == []
    return found


def told(root: Path) -> list[str]:
    found, warnings = every(Study(root))
    return [str(finding) for finding in (*warnings, *(f for memo in found for f in memo.findings))]


@pytest.mark.parametrize(
    "data", [MADE.encode(), MADE.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + MADE.encode()]
)
def test_line_ends_and_a_byte_order_mark_change_nothing(study: Path, data: bytes) -> None:
    put(study, a_md=data)
    memo = one(study).memo
    assert (memo.id, memo.title, memo.on.name, memo.text) == ("abcdefghjk", "Price", "fg1", "Text")
    assert told(study) == []


def test_an_empty_file_is_a_memo_called_as_the_file(study: Path) -> None:
    put(study, empty_md="")
    assert (one(study).memo.title, one(study).memo.text) == ("empty", "")


def test_a_file_without_an_id_has_the_same_one_each_time(study: Path) -> None:
    put(study, a_md="# Notes")
    assert one(study).memo.id == one(study).memo.id
    assert len(one(study).memo.id) == 10


def test_a_file_of_a_megabyte_is_read(study: Path) -> None:
    put(study, big_md="---\non: study\n---\n" + "word " * 200_000)
    assert one(study).memo.holds("word")


def test_a_file_in_a_folder_within_is_read_and_a_hidden_one_is_not(study: Path) -> None:
    put(study, ideas__a_md="# Deep")
    put(study, **{".a_md.tmp": "half"})
    assert one(study).name == "ideas/a.md"


def test_other_kinds_of_files_are_named_and_left(study: Path) -> None:
    put(study, **{"notes.docx": b"PK\x03\x04"})
    (line,) = told(study)
    assert line.startswith("memos/notes.docx: is not read: memos are files that end in .md.")


def test_bytes_that_are_no_text_are_named_and_left(study: Path) -> None:
    put(study, a_md=b"\x00\x01\x02")
    (line,) = told(study)
    assert line.startswith("memos/a.md: is not read: ")


def test_what_an_old_editor_saved_is_read_and_told(study: Path) -> None:
    put(study, a_md="Caf\xe9".encode("cp1252"))
    assert one(study).memo.text == "Café"
    assert told(study) == ["memos/a.md: is saved as windows-1252. Save it again with the encoding UTF-8."]


def test_broken_front_matter_is_told_with_its_line_and_nothing_of_the_file_is_lost(study: Path) -> None:
    text = "---\nid: abc\ntitle: one: two\n---\nText"
    put(study, a_md=text)
    assert one(study).memo.text == text
    (line,) = told(study)
    assert line.startswith("memos/a.md:3:")


def test_an_unknown_key_is_told_with_what_could_be_meant(study: Path) -> None:
    put(study, a_md="---\ntag: [x]\non: study\n---\nText")
    (line,) = told(study)
    assert line.startswith("memos/a.md:2:")
    assert "Did you mean 'tags'?" in line


def test_two_versions_that_git_left_are_told_with_the_line(study: Path) -> None:
    put(study, a_md="one\n<<<<<<< HEAD\ntwo\n=======\nthree\n>>>>>>> other\n")
    (line,) = told(study)
    assert line.startswith("memos/a.md:2: git left two versions")


def test_a_copy_of_a_sync_program_is_read_beside_the_memo_and_named(study: Path) -> None:
    put(study, a_md=MADE)
    put(study, **{"a (1)_md": MADE.replace("Text", "Other text")})
    first, second = every(Study(study))[0]
    assert [first.name, second.name] == ["a (1).md", "a.md"]
    assert (second.memo.id, len({first.memo.id, second.memo.id})) == ("abcdefghjk", 2)
    (line,) = told(study)
    assert line.startswith("memos/a (1).md: looks like a copy of memos/a.md")
    assert line.endswith(f"pimh memo remove {first.memo.id}")


def test_a_copy_without_front_matter_is_known_by_its_name(study: Path) -> None:
    put(study, a_md="Text")
    put(study, **{"a (Anna's conflicted copy 2026-01-01)_md": "Other"})
    assert len(every(Study(study))[0]) == 2
    assert "looks like a copy of memos/a.md" in told(study)[0]


def test_memos_come_oldest_first_and_undated_ones_before_all(study: Path) -> None:
    put(study, c_md="x", b_md=MADE)
    put(study, **{"2026-11-22-a_md": "x", "2026-11-24-a_md": "x"})
    assert [memo.name for memo in every(Study(study))[0]] == [
        "c.md",
        "2026-11-22-a.md",
        "b.md",
        "2026-11-24-a.md",
    ]


def test_counting_reads_no_file(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(study, a_md="x", ideas__b_md="y")
    monkeypatch.setattr(memo_files, "read", None)
    assert memo_files.count(Study(study)) == 2


def test_a_study_without_the_folder_has_no_memos(study: Path) -> None:
    assert (every(Study(study)), memo_files.count(Study(study))) == (([], []), 0)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Price: who?", "price-who"),
        ("Ärger über Preise", "arger-uber-preise"),
        ("价格", "memo"),
        ("con", "con-1"),
    ],
)
def test_a_file_is_called_by_the_words_of_its_title(title: str, words: str) -> None:
    assert slug(title) == words
    assert new_name(title, "abcdefghjk", "2026-11-23") == f"2026-11-23-{words}-abcd.md"


def test_a_long_title_is_cut_between_words() -> None:
    assert (
        slug("one two three four five six seven eight nine ten") == "one-two-three-four-five-six-seven-eight"
    )
    assert slug("a" * 90) == "a" * 40


def test_two_memos_of_one_title_and_day_are_two_files(study: Path) -> None:
    assert (run("memo", "add", "Price"), run("memo", "add", "Price")) == (0, 0)
    assert len(list((study / "memos").iterdir())) == 2
