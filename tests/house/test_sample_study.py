"""The sample study is what the program makes of the raw sample files, and prints the paper's numbers."""

from __future__ import annotations

import re
import socket
from typing import TYPE_CHECKING, NoReturn

import msgspec
import pytest

from pimhcli.cli.app import run
from pimhcli.coding.excerpts import Coding
from pimhcli.resources import folder
from pimhcli.storage import jsonlines

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = folder("sample_data") / "study"
# The 19 numbers of the model paper's Table 2
NUMBERS = [
    "2 (28.57%)", "2 (28.57%)", "3 (42.86%)", "1 (14.29%)", "37.6 years (34–42 years)",
    "2 (28.57%)", "3 (42.86%)", "2 (28.57%)", "5 (71.43%)", "5.86 years (2–11 years)",
    "7 (100%)", "4.85 (1–13 years)", "6 (85.71%)", "3.93 years (1–13 years)",
    "6 (85.71%)", "5 (71.43%)", "4 (57.14%)", "5 (71.43%)", "12.86 months (4–19 months)",
]  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study that the demo makes, with every socket shut."""

    def shut(*_: object, **__: object) -> NoReturn:
        pytest.fail("the demo reached for the network")

    place = tmp_path_factory.mktemp("demo") / "study"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", shut)
        patch.setattr(socket, "getaddrinfo", shut)
        assert run(["demo", str(place)]) == 0
    return place


def codings(study: Path) -> list[Coding]:
    """The codings without what differs from run to run: ids and times."""
    text = (study / "codings" / "fg1" / "anna.jsonl").read_text("utf-8")
    lines = jsonlines.read(text, "anna.jsonl", Coding).records
    return sorted(
        (msgspec.structs.replace(line, id="", at="") for line in lines),
        key=lambda c: (c.start, c.end, c.code),
    )


@pytest.mark.parametrize(
    "name", ["study.yaml", "questionnaire.yaml", "codebook.yaml", "participants.csv", "transcripts/fg1.txt",
             "reports/table-2.md", "reports/table-2.csv", "reports/table-2.html", "reports/table-3.md"]
)  # fmt: skip
def test_the_demo_makes_the_sample_study(made: Path, name: str) -> None:
    assert (made / name).read_bytes() == (SAMPLE / name).read_bytes()


def test_the_demo_makes_the_sample_codings_but_for_ids_and_times(made: Path) -> None:
    assert codings(made) == codings(SAMPLE)


def test_the_sample_report_is_current(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(SAMPLE, tmp_path / "study")
    assert run(["-C", str(tmp_path / "study"), "report"]) == 0
    assert (tmp_path / "study/reports/report.md").read_bytes() == (SAMPLE / "reports/report.md").read_bytes()


def test_table_2_prints_the_19_numbers_of_the_paper(capsys: pytest.CaptureFixture[str]) -> None:
    run(["-C", str(SAMPLE), "table", "2", "--format", "md"])
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith("|")][2:]
    assert [value for row in rows if (value := row.split("|")[2].strip())] == NUMBERS


def test_table_2_explains_its_oddities(capsys: pytest.CaptureFixture[str]) -> None:
    run(["-C", str(SAMPLE), "table", "2"])
    text = " ".join(capsys.readouterr().out.split())
    assert "8 answers from 7 participants; percentages are of n = 7 and add up to 114.29%" in text
    assert "Mean over all 7, with 0 counted for the 1 not asked; range over the 6 above zero" in text
    assert "answers are in parts of a year; the mean is exact" in text


def test_table_3_prints_four_themes_and_thirteen_sub_themes(capsys: pytest.CaptureFixture[str]) -> None:
    run(["-C", str(SAMPLE), "table", "3", "--format", "csv"])
    _, *rows = capsys.readouterr().out.splitlines()
    assert len(rows) == 13
    assert len([row for row in rows if re.match(r'"?Theme \d:', row)]) == 4


def test_the_sample_has_a_real_group_and_enough_coding() -> None:
    lines = codings(SAMPLE)
    assert len({(line.start, line.end) for line in lines}) >= 60
    assert any(line.star for line in lines)
    assert len((SAMPLE / "transcripts/fg1.txt").read_text("utf-8").splitlines()) >= 150
