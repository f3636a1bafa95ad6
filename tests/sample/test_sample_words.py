"""The sample study's words: the Word file is the text, and every excerpt stands where it says."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pimhcli.coding import codebook
from pimhcli.storage import yamlfile
from pimhcli.transcripts import readers

if TYPE_CHECKING:
    from pimhcli.coding.codebook import Code
    from pimhcli.transcripts.drafts import Utterance

HERE = Path(__file__).parent
RAW = HERE.parents[1] / "sample_data" / "raw"
EXCERPTS = list(csv.DictReader((RAW / "excerpts.csv").read_text(encoding="utf-8").splitlines()))
SPOKEN = readers.read((HERE / "focus-group.txt").read_bytes(), "focus-group.txt").utterances
BOOK, PROBLEMS = codebook.read(
    yamlfile.parse((RAW / "codebook.yaml").read_text(encoding="utf-8"), "codebook.yaml"), "codebook.yaml"
)
SUBTHEMES = [sub for theme in BOOK.themes() for sub in BOOK.subthemes(theme.id)]


def said(row: dict[str, str]) -> Utterance:
    """The one turn in which a row's quote stands."""
    (turn,) = (turn for turn in SPOKEN if row["quote"] in turn.text)
    return turn


def coded(subtheme: Code) -> list[dict[str, str]]:
    """The rows coded with a sub-theme or with a code under it."""
    return [row for row in EXCERPTS if BOOK.find(row["code"])[0].id in BOOK.under(subtheme.id)]


def test_the_word_file_holds_the_turns_of_the_text() -> None:
    word = readers.read((RAW / "focus-group.docx").read_bytes(), "focus-group.docx")
    assert word.utterances == SPOKEN


def test_three_turns_go_on_in_a_second_paragraph() -> None:
    text = (HERE / "focus-group.txt").read_text(encoding="utf-8")
    assert len(text.splitlines()) == 4 + len(SPOKEN) + 3


def test_the_codebook_has_no_problems_and_the_themes_of_the_paper() -> None:
    assert not PROBLEMS
    assert (len(BOOK.themes()), len(SUBTHEMES)) == (4, 13)


@pytest.mark.parametrize("row", EXCERPTS, ids=lambda row: row["quote"][:30])
def test_a_quote_stands_once_in_its_turn(row: dict[str, str]) -> None:
    turn = said(row)
    assert turn.text.count(row["quote"]) == 1
    assert row["turn"] in ("", str(SPOKEN.index(turn) + 1))


def test_every_participant_is_quoted_and_the_moderator_is_not() -> None:
    assert {said(row).speaker for row in EXCERPTS} == {f"P{number}" for number in range(1, 8)}


def test_every_code_names_one_entry_of_the_codebook() -> None:
    assert [row["code"] for row in EXCERPTS if len(BOOK.find(row["code"])) != 1] == []


@pytest.mark.parametrize("subtheme", SUBTHEMES, ids=lambda subtheme: subtheme.id)
def test_a_sub_theme_has_four_excerpts_two_voices_and_a_starred_quote(subtheme: Code) -> None:
    rows = coded(subtheme)
    assert len(rows) >= 4
    assert len({said(row).speaker for row in rows}) >= 2
    assert any(row["star"] == "yes" for row in rows)
