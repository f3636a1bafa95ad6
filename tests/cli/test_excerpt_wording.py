"""pimh excerpt wording: a quote is printed with cuts and insertions, and never in other words."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from building import codings, history, snapshot, written

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

QUOTE = "We listen more than we did."
WORDING = "We listen … [now]"


@pytest.fixture
def worded(coded: Path, pimh: Pimh) -> str:
    """The id of an excerpt of the coded study that is worded for print."""
    key = the_id(pimh, QUOTE)
    assert pimh("excerpt", "wording", key, WORDING).code == 0
    assert coded.exists()
    return key


def the_id(pimh: Pimh, text: str) -> str:
    (excerpt,) = pimh("excerpt", "list", "--text", text, "--json").data
    return str(excerpt["id"])


def quotes(pimh: Pimh, *words: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(pimh("table", "quotes", "--format", "csv", *words).out)))


def test_the_act_is_told_in_a_sentence_and_stored_with_the_coding(coded: Path, pimh: Pimh) -> None:
    ran = pimh("excerpt", "wording", the_id(pimh, QUOTE), WORDING)
    assert (ran.code, ran.talk) == (0, f'Worded for print: fg1, turn 2, P1: "{QUOTE}"\n')
    (row,) = [row for row in codings(coded) if row["quote"] == QUOTE]
    assert (row["wording"], history(coded)[-1]["do"]) == (WORDING, "excerpt wording")


def test_a_changed_word_is_refused_by_name_and_nothing_is_written(coded: Path, pimh: Pimh) -> None:
    key, before = the_id(pimh, QUOTE), snapshot(coded)
    ran = pimh("excerpt", "wording", key, "We hear more than we did.")
    assert (ran.code, snapshot(coded)) == (1, before)
    assert "does not say “hear” there" in ran.talk


def test_it_is_undone_and_redone(worded: str, pimh: Pimh) -> None:
    def printed() -> str:
        return str(pimh("excerpt", "show", worded, "--json").data["printed"])

    assert (pimh("undo").code, printed(), pimh("redo").code, printed()) == (0, QUOTE, 0, WORDING)


def test_it_can_be_tried_without_writing(coded: Path, pimh: Pimh) -> None:
    key, before = the_id(pimh, QUOTE), snapshot(coded)
    assert pimh("excerpt", "wording", key, WORDING, "--dry-run").code == 0
    assert snapshot(coded) == before


def test_cleared_the_quote_is_printed_as_it_stands(worded: str, pimh: Pimh) -> None:
    assert pimh("excerpt", "wording", worded, "--clear").talk.startswith("Took the wording from: fg1")
    assert quotes(pimh)[0].keys().isdisjoint({"In the transcript"})


def test_the_quote_itself_is_no_wording(coded: Path, pimh: Pimh) -> None:
    assert "nothing changes" in pimh("excerpt", "wording", the_id(pimh, QUOTE), QUOTE).talk
    assert coded.exists()


@pytest.mark.parametrize("words", [(), (WORDING, "--clear")])
def test_either_words_or_none_are_to_be_given(worded: str, pimh: Pimh, words: tuple[str, ...]) -> None:
    ran = pimh("excerpt", "wording", worded, *words)
    assert (ran.code, "How shall it be printed?" in ran.talk) == (2, True)


def test_the_table_of_quotes_prints_it_and_has_the_words_as_they_stand(worded: str, pimh: Pimh) -> None:
    (row,) = [row for row in quotes(pimh) if row["Excerpt"] == worded]
    assert (row["Quote"], row["In the transcript"]) == (WORDING, QUOTE)


def test_the_report_prints_it(coded: Path, worded: str, pimh: Pimh) -> None:
    assert (pimh("report").code, bool(worded)) == (0, True)
    text = (coded / "reports" / "report.md").read_text("utf-8")
    assert ("We listen …" in text, QUOTE in text) == (True, False)


@pytest.mark.parametrize("command", [("report",), ("table", "quotes")])
def test_one_that_no_longer_fits_stops_what_would_print_it(
    worded: str, pimh: Pimh, command: tuple[str, ...]
) -> None:
    pimh("excerpt", "resize", worded, "--quote", "more than we did.")
    ran = pimh(*command)
    assert (ran.code, "from “listen” on" in ran.talk) == (1, True)
    assert f"pimh excerpt wording {worded}" in ran.talk


def test_a_correction_of_the_transcript_that_it_does_not_know_is_told(
    coded: Path, worded: str, pimh: Pimh
) -> None:
    path = coded / "transcripts" / "fg1.txt"
    written(path, path.read_text("utf-8").replace("We listen more", "We listened more"))
    assert (pimh("report").code, "from “listen” on" in pimh("report").talk) == (1, True)
    assert worded


def test_a_pseudonym_reaches_it(coded: Path, pimh: Pimh, source: Path) -> None:
    key = the_id(pimh, QUOTE)
    pimh("excerpt", "wording", key, "We [at Corrib House] listen more than we did.")
    rules = written(source / "key.csv", "name,pseudonym,kind\nCorrib House,[the unit],place\n")
    assert pimh("transcript", "pseudonymise", "--key", rules, "--yes").code == 0
    assert [path for path, data in snapshot(coded).items() if b"Corrib" in data] == []


def test_a_withdrawal_takes_it_with_the_words(coded: Path, pimh: Pimh) -> None:
    pimh("excerpt", "add", "--turn", "2", "--to-turn", "3", "--code", "barriers")
    key = the_id(pimh, "P2: I ask")
    pimh("excerpt", "wording", key, "We … listen more … P2: I … ask … the mother.")
    assert pimh("participant", "withdraw", "P1", "--turns", "--yes").code == 0
    left = [data for data in snapshot(coded).values() if b"listen more" in data]
    assert ([row["quote"][-6:] for row in codings(coded) if row.get("wording")], left) == ([], [])
