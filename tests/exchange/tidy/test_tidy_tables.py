"""The study as tables of data: what stands in them, in each format, read by the programs' own readers."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from building import coded, made_study, pimh, run, source, study, written
from openpyxl import load_workbook
from pyarrow import parquet

from pimhcli.exchange.tidy import formats
from pimhcli.exchange.tidy.model import Field, Grid
from pimhcli.exchange.tidy.study import grids
from pimhcli.study import starting
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Pimh

__all__ = ["coded", "pimh", "source", "study"]

SEVERAL = """
    items:
      roles: {text: "Your roles?", type: several, levels: [Ward nurse, Ward nurse!, Lead]}
      years: {text: "How long?", type: duration, unit: years}
      born: {text: "When born?", type: date}
      trained: {text: "Trained?", type: yes/no}
      age: {text: "How old?", type: integer}
      over: {type: yes/no, derived: {from: age, at_least: 40}}
"""
PEOPLE = """
    participant_id,roles,years,born,trained,age
    P1,Ward nurse; Lead,6y 11m,1990-02-03,yes,40
    P2,,prefer not to say,,no,
"""


def table(root: Path, name: str) -> list[dict[str, Any]]:
    (grid,) = (one for one in grids(Study(root)) if one.name == name)
    return [dict(zip((field.name for field in grid.fields), row, strict=True)) for row in grid.rows]


@pytest.fixture
def answered(tmp_path: Path) -> Path:
    return made_study(tmp_path / "answered", questionnaire=SEVERAL, participants=PEOPLE)


def test_the_sample_of_a_study_is_written_as_it_ever_was(
    coded: Path, golden: Callable[[str, str], None]
) -> None:
    made = [one for one in grids(Study(coded)) if one.name not in {"excerpts", "codings"}]
    golden("tidy-participants.csv", formats.as_csv(made)["participants.csv"])
    golden("tidy-turns.csv", formats.as_csv(made)["turns.csv"])
    golden("tidy-tables.json", formats.as_json(made))


def test_the_dictionary_names_every_column_of_every_table(coded: Path) -> None:
    made = grids(Study(coded))
    rows = list(csv.DictReader(io.StringIO(formats.as_csv(made)["dictionary.csv"])))
    assert [(row["table"], row["column"]) for row in rows] == [
        (grid.name, field.name) for grid in made for field in grid.fields
    ]
    assert all(row["says"] and row["type"] for row in rows)


def test_the_columns_of_what_is_coded_keep_their_names(coded: Path) -> None:
    named = {grid.name: " ".join(field.name for field in grid.fields) for grid in grids(Study(coded))}
    assert named["turns"] == (
        "transcript group turn speaker role participant_id time until start end words may_quote text"
    )
    assert named["excerpts"] == (
        "excerpt transcript group coder turn last_turn start end speakers participants codes quote printed"
        " memo star may_quote made"
    )
    assert named["codings"] == (
        "coding excerpt transcript group coder code code_name level theme subtheme participants start end"
        " quote memo star made changed"
    )
    assert named["codes"] == (
        "code position name level parent path definition include exclude example colour retired former"
    )
    assert named["answers"] == "participant_id item state value number"


def test_a_coding_stands_with_its_theme_its_words_and_who_says_them(coded: Path) -> None:
    first, second = table(coded, "codings")
    assert (first["code"], first["theme"], first["subtheme"]) == ("slowing-down", "Practice", "Slowing down")
    assert (second["theme"], second["subtheme"], second["level"]) == ("Barriers", None, "theme")
    assert (second["participants"], second["memo"], second["star"]) == ("P1", "turnover", True)
    text = (coded / "transcripts" / "fg1.txt").read_text("utf-8")
    assert text[second["start"] : second["end"]] == second["quote"] == "People leave"


def test_codes_that_were_merged_count_once_on_a_passage(coded: Path) -> None:
    words = ("--quote", "People leave", "--code", "practice")
    assert (run("excerpt", "add", *words), len(table(coded, "codings"))) == (0, 3)
    assert run("codebook", "merge", "barriers", "--into", "practice") == 0
    assert [row["code"] for row in table(coded, "codings")] == ["slowing-down", "practice"]
    assert [row["codes"] for row in table(coded, "excerpts")] == ["slowing-down", "practice"]


def test_an_excerpt_whose_words_are_gone_has_no_turn(coded: Path) -> None:
    written(coded / "transcripts" / "fg1.txt", "P1: Something else entirely was put here in its place.")
    assert [row["turn"] for row in table(coded, "excerpts")] == [None, None]


def test_each_turn_says_who_speaks_and_what_that_is(coded: Path) -> None:
    rows = table(coded, "turns")
    assert [row["role"] for row in rows[:2]] == ["moderator", "participant"]
    assert [row["participant_id"] for row in rows[:2]] == [None, "P1"]
    assert rows[1]["words"] == 10


def test_whose_words_may_not_be_printed_is_marked(coded: Path) -> None:
    path = coded / "study.yaml"
    path.write_text(path.read_text("utf-8") + "consent:\n  P1: {quote: no}\n", "utf-8")
    assert {row["participant_id"]: row["may_quote"] for row in table(coded, "participants")} == {
        "P1": False,
        "P2": True,
    }
    assert {row["speaker"]: row["may_quote"] for row in table(coded, "turns")} == {
        "Moderator": True,
        "P1": False,
        "P2": True,
    }
    assert not any(row["may_quote"] for row in table(coded, "excerpts"))


def test_answers_have_the_types_of_their_items(answered: Path) -> None:
    first, second = table(answered, "participants")
    assert first["years"] == pytest.approx(6 + 11 / 12, abs=0)
    assert (first["born"].isoformat(), first["trained"], first["age"], first["over"]) == (
        "1990-02-03", True, 40, True,
    )  # fmt: skip
    assert (second["years"], second["born"], second["trained"]) == (None, None, False)


def test_several_answers_are_a_text_and_a_yes_or_no_for_each_level(answered: Path) -> None:
    first, second = table(answered, "participants")
    assert first["roles"] == "Ward nurse; Lead"
    ticked = ("roles__ward_nurse", "roles__ward_nurse_2", "roles__lead")
    assert [first[name] for name in ticked] == [True, False, True]
    assert [second[name] for name in ticked] == [None, None, None]


def test_why_there_is_no_answer_is_told(answered: Path) -> None:
    rows = [row for row in table(answered, "answers") if row["item"] in {"roles", "years"}]
    assert [(row["participant_id"], row["state"], row["value"]) for row in rows] == [
        ("P1", "answered", "Ward nurse"),
        ("P1", "answered", "Lead"),
        ("P1", "answered", "6y 11m"),
        ("P2", "missing", None),
        ("P2", "declined", None),
    ]


def test_every_format_holds_the_same(coded: Path, pimh: Pimh) -> None:
    for form in ("csv", "xlsx", "json", "parquet"):
        assert pimh("export", form).code == 0
    data = coded / "reports" / "data"
    whole = json.loads(data.with_suffix(".json").read_text("utf-8"))
    book = load_workbook(data.with_suffix(".xlsx"))
    assert book.sheetnames == [*whole]
    for name, rows in whole.items():
        assert parquet.read_table(data / f"{name}.parquet").to_pylist() == rows
        head, *cells = book[name].iter_rows(values_only=True)
        assert [dict(zip(head, row, strict=True)) for row in cells] == rows
        with (data / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            read = list(csv.DictReader(file))
        assert read == [{key: _as_text(value) for key, value in row.items()} for row in rows]


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


@pytest.mark.parametrize("words", ["=1+1", "@me", "- well", "#N/A", "-1", "e\u0301😀\u200f"])
def test_no_text_becomes_a_formula_an_error_or_a_number(words: str) -> None:
    grid = Grid("turns", "a turn", (Field("text", "string", "what was said"),), ((words,),))
    book = load_workbook(io.BytesIO(formats.as_xlsx([grid])))
    assert (book["turns"]["A2"].value, book["turns"]["A2"].data_type) == (words, "s")
    cell = formats.as_csv([grid])["turns.csv"].splitlines()[1]
    assert cell.removeprefix("'") == words
    assert cell[0] not in "=+@-"


def test_a_text_too_long_for_excel_is_cut_there_and_counted() -> None:
    grid = Grid("turns", "a turn", (Field("text", "string", "what was said"),), (("a" * 40_000,),))
    value = load_workbook(io.BytesIO(formats.as_xlsx([grid])))["turns"]["A2"].value
    assert (len(value), value[-5:], formats.cut([grid])) == (formats.MOST, "(cut)", 1)


def test_the_same_study_gives_the_same_bytes(coded: Path) -> None:
    one, two = grids(Study(coded)), grids(Study(coded))
    assert formats.as_csv(one) == formats.as_csv(two)
    assert formats.as_xlsx(one) == formats.as_xlsx(two)
    assert formats.as_parquet(one) == formats.as_parquet(two)


def test_a_study_with_nothing_in_it_has_tables_with_heads_alone(tmp_path: Path) -> None:
    starting.start(tmp_path / "new", "New", "blank")
    made = grids(Study(tmp_path / "new"))
    assert not any(grid.rows for grid in made)
    assert parquet.read_table(io.BytesIO(formats.as_parquet(made)["codings.parquet"])).num_rows == 0


def test_a_machine_without_pyarrow_is_told_what_to_do(
    coded: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda _: None)
    ran = pimh("export", "parquet")
    assert (ran.code, "pip install" in ran.talk) == (2, True)
    assert not (coded / "reports" / "data").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("csv", "-o", "a.csv"), "Name a folder: -o a"),
        (("csv", "-o", "study.yaml"), "is no folder"),
        (("parquet", "-o", "codings"), "among the files of the study itself"),
        (("xlsx", "-o", "data.xls"), "Name it data.xlsx."),
        (("json", "-o", "history/data.json"), "among the files of the study itself"),
    ],
)
def test_what_cannot_be_written_is_refused(
    coded: Path, pimh: Pimh, words: tuple[str, ...], told: str
) -> None:
    ran = pimh("export", *words)
    assert (ran.code, told in ran.talk) == (2, True)


def test_tables_that_are_there_are_replaced_only_when_that_is_said(coded: Path, pimh: Pimh) -> None:
    assert pimh("export", "csv", "-o", "../data").code == 0
    (coded.parent / "data" / "turns.csv").write_text("mine", "utf-8")
    assert pimh("export", "csv", "-o", "../data").code == 2
    assert (coded.parent / "data" / "turns.csv").read_text("utf-8") == "mine"
    assert pimh("export", "csv", "-o", "../data", "--yes").code == 0
    assert (coded.parent / "data" / "turns.csv").read_text("utf-8-sig").startswith("transcript,")
