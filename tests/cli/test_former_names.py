"""A name or key that an entry had once goes on finding it, wherever a code can be named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import csv_file, written

from pimhcli.study.study import Study
from pimhcli.study.talking import conversations

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

OLD = ("Barriers", "barriers", "Hurdles", "Practice > Barriers")


@pytest.fixture
def merged(coded: Path, pimh: Pimh) -> Path:
    """The coded study in which Barriers was renamed, moved and merged into another entry."""
    for words in (
        ("rename", "barriers", "Hurdles"),
        ("move", "barriers", "--under", "practice"),
        ("add", "Obstacles", "--under", "practice"),
        ("merge", "barriers", "--into", "obstacles"),
    ):
        assert pimh("codebook", *words).code == 0
    return coded


@pytest.mark.parametrize("name", OLD)
def test_excerpts_are_coded_and_found_by_an_old_name(merged: Path, pimh: Pimh, name: str) -> None:
    ran = pimh("excerpt", "add", "--quote", "And what is hard?", "--code", name, "--json")
    assert ran.data["placed"][0]["codes"] == ["obstacles"]
    assert len(pimh("excerpt", "list", "--code", name, "--json").data) == 2


def test_an_order_sheet_finds_a_code_by_its_old_name(merged: Path, source: Path, pimh: Pimh) -> None:
    rows = [("And what is hard?", name) for name in OLD]
    sheet = csv_file(source / "orders.csv", "quote,code", *rows)
    assert pimh("excerpt", "add", "--from", sheet, "--json").data["new_codings"] == 1


def test_coding_a_span_again_by_an_old_name_changes_nothing(merged: Path, pimh: Pimh) -> None:
    ran = pimh("excerpt", "add", "--quote", "People leave", "--code", "Barriers")
    assert (ran.code, ran.talk) == (0, "It is coded so already; nothing changes.\n")


def test_the_codes_of_agreement_may_be_named_as_they_were_called(merged: Path, pimh: Pimh) -> None:
    text = (merged / "study.yaml").read_text("utf-8")
    written(merged / "study.yaml", f"{text}interaction:\n  dissent: [Hurdles]\n")
    assert Study(merged).settings.interaction.dissent == ("Hurdles",)
    assert pimh("table", "questions").code == 0
    assert conversations(Study(merged))


def test_an_excerpt_is_recoded_from_an_old_key(merged: Path, pimh: Pimh) -> None:
    (one,) = pimh("excerpt", "list", "--code", "obstacles", "--json").data
    assert [code["key"] for code in one["codes"]] == ["obstacles"]
    assert pimh("excerpt", "recode", one["id"], "--from", "Hurdles", "--to", "slowing-down").code == 0
    assert pimh("excerpt", "list", "--code", "obstacles").code == 1
