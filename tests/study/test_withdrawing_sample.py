"""A whole withdrawal from the sample study, proved by searching every byte of its folder."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from building import codings, run, written

from pimhcli.transcripts.turns import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from building import Pimh

SAMPLE = Path(__file__).parents[2] / "sample_data"
ID = re.compile(r"(?<![^\W_])p[ _-]?4(?![^\W_])", re.IGNORECASE)


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample study, of which much was made: reports, tables, a memo, an undone act, an original."""
    root = tmp_path / "sample"
    shutil.copytree(SAMPLE / "study", root)
    monkeypatch.delenv("PIMH_STUDY", raising=False)
    monkeypatch.setenv("PIMH_CODER", "anna")
    monkeypatch.chdir(root)
    (root / "originals").mkdir()
    shutil.copy(SAMPLE / "raw" / "focus-group.docx", root / "originals" / "fg1.docx")
    written(root / "memos" / "asking.md", f"# On p 4\nHm: “{phrases(root)[3][:90]}”, says P-4.\n")
    assert run("report") == 0
    assert run("table", "quotes", "-o", "reports/quotes.xlsx") == 0
    assert run("table", "quotes", "-o", "reports/quotes.docx") == 0
    (row, *_) = [row for row in codings(root) if row["quote"].startswith("when she left it just")]
    assert run("excerpt", "remove", row["id"], "--yes") == 0
    assert run("undo") == 0
    return root


def phrases(root: Path) -> list[str]:
    """All that P4 says in five words or more, and that nobody else says."""
    turns = parse((root / "transcripts" / "fg1.txt").read_text("utf-8")).turns
    others = "\n".join(turn.text for turn in turns if turn.speaker != "P4")
    said = [turn.text for turn in turns if turn.speaker == "P4" and len(turn.text.split()) >= 5]
    return [text for text in said if text not in others]


def contents(root: Path) -> Iterator[tuple[str, str]]:
    """Every file, and every member of the archives among them, as text."""
    for path in root.rglob("*"):
        if path.is_file():
            yield path.name, path.read_bytes().decode("utf-8", "replace")
        if path.is_file() and zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    yield f"{path.name}/{name}", archive.read(name).decode("utf-8", "replace")


def left(root: Path, sought: list[str]) -> list[str]:
    """Where any of some words, or the id, stands."""
    return [
        name
        for name, text in contents(root)
        if ID.search(text) or ID.search(name) or any(one in text or one[:40] in text for one in sought)
    ]


@pytest.fixture
def gone(sample: Path, pimh: Pimh) -> tuple[Path, list[str]]:
    """The same once P4 has withdrawn, and what P4 said."""
    turns = phrases(sample)
    owned = parse((sample / "transcripts" / "fg1.txt").read_text("utf-8"))
    quotes = [
        row["quote"]
        for row in codings(sample)
        if {turn.speaker for turn in owned.turns_of(row["start"], row["end"])} == {"P4"}
    ]
    assert (len(turns) > 10, len(quotes) > 10, len(left(sample, turns + quotes)) > 8) == (True, True, True)
    assert pimh("participant", "withdraw", "p4", "--all", "--yes").code == 0
    return sample, turns + quotes


def test_no_byte_of_the_folder_tells_of_the_participant(gone: tuple[Path, list[str]]) -> None:
    assert left(*gone) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        *(("status", 0), ("table 2", 0), ("table 3", 0), ("table quotes", 0), ("table participation", 0)),
        *(("report", 0), ("log", 0), ("participant list", 0), ("excerpt list", 0)),
        ("check", 1),  # as before: of some answers there are few
    ],
)
def test_the_study_goes_on_without(gone: tuple[Path, list[str]], line: str, code: int, pimh: Pimh) -> None:
    ran = pimh(*line.split())
    assert ran.code == code
    assert left(*gone) == []
    assert not ID.search(ran.out + ran.talk)


def test_undo_and_redo_bring_nothing_back(gone: tuple[Path, list[str]], pimh: Pimh) -> None:
    for act in ("undo", "redo"):
        while (ran := pimh(act)).code == 0:
            assert left(*gone) == []
        assert (ran.code, f"There is nothing to {act}." in ran.talk) == (1, True)


def test_all_other_excerpts_stand_word_for_word(gone: tuple[Path, list[str]], pimh: Pimh) -> None:
    text = (gone[0] / "transcripts" / "fg1.txt").read_text("utf-8")
    rows = codings(gone[0])
    assert len({(row["start"], row["end"]) for row in rows}) == 83
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in rows)


def test_the_turns_are_as_many_as_before(gone: tuple[Path, list[str]]) -> None:
    turns = parse((gone[0] / "transcripts" / "fg1.txt").read_text("utf-8")).turns
    assert len(turns) == 309
    assert [turn.text for turn in turns if turn.speaker == "Withdrawn"] == ["[contribution withdrawn]"] * 18
