"""Small studies out of a few readable lines, commands run in this process, and what a folder holds."""

from __future__ import annotations

import csv
import io
import json
from textwrap import dedent
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from docx import Document
from openpyxl import Workbook

from pimhcli.cli import app

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    Pimh = Callable[..., "Ran"]

STUDY = """
    # our notes on the study
    format: 1
    id: 5b0e2c7e-6f0e-4d0e-9a55-0c9f4b9b7a11
    title: Looking   back     # a working title
    team:
    - id: anna
      name: Anna Example
"""
QUESTIONNAIRE = """
    items:
      age: {text: "How old are you?", type: integer, unit: years, min: 18, max: 75}
      job: {text: Your profession, type: single, levels: [Psychologist, Nurse]}
    table:
      rows:
      - {item: age, label: Age, stat: mean_range}
      - {item: job, label: Profession, show: levels}
"""
CODEBOOK = """
    # how we code

    themes:
    - id: practice
      name: Practice      # what people do
      subthemes:
      - id: slowing-down
        name: Slowing down
    - id: barriers
      name: Barriers
"""
ANSWERS = """
    participant_id,age,job
    P1,34,Psychologist
    P2,41,Nurse
"""
TALK = """
    Focus group of May
    Moderator: What has changed?
    P1: We slow down now. We listen more than we did.
    P2: I ask the mother first. It’s the mother who knows.
    Moderator: And what is hard?
    P1: People leave, and what they know leaves with them.
    P2: We slow down now, that is hard too.
"""


class Ran(NamedTuple):
    """What a command gave: its exit code, its data on standard output, and its talk."""

    code: int
    out: str
    talk: str

    @property
    def envelope(self) -> dict[str, Any]:
        """The one object of ``--json``."""
        return json.loads(self.out)  # type: ignore[no-any-return]

    @property
    def data(self) -> Any:
        """What programs get."""
        return self.envelope["data"]


def run(*args: str | Path) -> int:
    """Runs a command line in this process and gives its exit code."""
    return app.run([str(arg) for arg in args])


def lines(text: str) -> str:
    """A text written with the indentation of the code around it."""
    return dedent(text).removeprefix("\n")


def made_study(root: Path, *, talk: str = TALK, **files: str) -> Path:
    """A study with answers, a codebook and the transcript fg1, and nothing coded.

    Args:
        root: its folder.
        talk: the transcript; empty for none.
        files: other contents for study, questionnaire, codebook or participants.
    """
    texts = {"study": STUDY, "questionnaire": QUESTIONNAIRE, "codebook": CODEBOOK} | files
    for name, text in texts.items():
        suffix = "csv" if name == "participants" else "yaml"
        written(root / f"{name}.{suffix}", text)
    if "participants" not in files:
        written(root / "participants.csv", ANSWERS)
    if talk:
        written(root / "transcripts" / "fg1.txt", talk)
    return root


def written(path: Path, text: str) -> Path:
    """A text file; its folder is made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(lines(text), "utf-8", newline="\n")
    return path


def workbook(path: Path, rows: Iterable[Sequence[object]], **more: Iterable[Sequence[object]]) -> Path:
    """An .xlsx with a sheet Responses, and others by name."""
    book = Workbook()
    book.remove(book.active)
    for title, content in ({"Responses": rows} | more).items():
        sheet = book.create_sheet(title)
        for row in content:
            sheet.append(row)
    book.save(path)
    return path


def word_document(path: Path, paragraphs: str) -> Path:
    """A .docx with one paragraph a line."""
    document = Document()
    for paragraph in lines(paragraphs).splitlines():
        document.add_paragraph(paragraph)
    document.save(str(path))
    return path


def csv_file(path: Path, header: str, *rows: Sequence[str]) -> Path:
    """A .csv of a heading line and rows of cells."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([header.split(","), *rows])
    return written(path, out.getvalue())


def snapshot(root: Path) -> dict[str, bytes]:
    """Every byte of a folder by path; what .pimh keeps for itself is left out."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in sorted(root.rglob("*"))
        if ".pimh" not in path.relative_to(root).parts
    }


def changed_lines(before: str, after: str) -> list[str]:
    """The lines of a text that are new, when all the old ones are still there in their order; else fails."""
    old, new = before.splitlines(), []
    for line in after.splitlines():
        if old and old[0] == line:
            del old[0]
        else:
            new.append(line)
    assert not old, f"these lines went or moved: {old}"
    return new


def history(root: Path) -> list[dict[str, Any]]:
    """All records of the study's history."""
    texts = [path.read_text("utf-8") for path in sorted((root / "history").glob("*.jsonl"))]
    return [json.loads(line) for text in texts for line in text.splitlines()]


def codings(root: Path, transcript: str = "fg1", coder: str = "anna") -> list[dict[str, Any]]:
    """One coder's codings as stored, without their tombstones."""
    path = root / "codings" / transcript / f"{coder}.jsonl"
    rows = map(json.loads, path.read_text("utf-8").splitlines()) if path.exists() else ()
    return [row for row in rows if "deleted" not in row]


@pytest.fixture
def pimh(capsys: pytest.CaptureFixture[str]) -> Pimh:
    """Runs a command line in this process."""

    def ran(*args: str | Path) -> Ran:
        capsys.readouterr()
        code = run(*args)
        out, talk = capsys.readouterr()
        return Ran(code, out, talk)

    return ran


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small study with nothing coded, which is the current folder; beside it lies a folder for sources."""
    monkeypatch.delenv("PIMH_STUDY", raising=False)
    monkeypatch.delenv("PIMH_CODER", raising=False)
    (tmp_path / "in").mkdir()
    root = made_study(tmp_path / "study")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def source(study: Path) -> Path:
    """The folder beside the study that files come from."""
    return study.parent / "in"


@pytest.fixture
def coded(study: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The study with two excerpts of anna: one starred and with a memo."""
    slow = ("--quote", "We listen more than we did.", "--code", "slowing-down")
    leave = ("--quote", "People leave", "--code", "barriers", "--memo", "turnover", "--star")
    assert (run("excerpt", "add", *slow), run("excerpt", "add", *leave)) == (0, 0)
    capsys.readouterr()
    return study


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a person at a terminal, who types an answer to what a command asks."""

    def types(answer: str) -> None:
        stdin = io.StringIO(f"{answer}\n")
        stdin.isatty = lambda: True  # type: ignore[method-assign]
        monkeypatch.setattr("sys.stdin", stdin)

    return types
