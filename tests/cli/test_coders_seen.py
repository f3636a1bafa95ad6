"""It is plain whose codings commands show and count: all coders', one's if asked for, blind one's own."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from building import STUDY, run, written

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

BOTH = "Excerpts of anna and ben; words that both coded are an excerpt of each."
TABLES = (("themes", "--counts"), ("quotes",), ("participants-by-theme",))


@pytest.fixture
def shared(coded: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Anna's two excerpts, and one of ben on the words of one of them."""
    written(coded / "study.yaml", f"{STUDY}    - id: ben\n")
    words = ("--quote", "People leave", "--code", "barriers", "--memo", "his own thought")
    assert run("excerpt", "add", "--coder", "ben", *words) == 0
    capsys.readouterr()
    return coded


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("words", TABLES)
def test_tables_of_excerpts_name_the_coders_where_there_are_several(
    pimh: Pimh, words: tuple[str, ...]
) -> None:
    assert BOTH in pimh("--json", "table", *words).data["notes"][-1]["text"]


@pytest.mark.usefixtures("coded")
@pytest.mark.parametrize("words", TABLES)
def test_they_name_nobody_where_there_is_one(pimh: Pimh, words: tuple[str, ...]) -> None:
    assert "Excerpts of" not in pimh("table", *words).out


@pytest.mark.usefixtures("shared")
def test_a_table_counts_one_coder_s_excerpts_alone(pimh: Pimh) -> None:
    everyone, bens = (pimh("--json", "table", "themes", "--counts", *of).data for of in ((), ("--of", "Ben")))
    assert [row["cells"][2] for row in everyone["rows"]] == ["1", "1", "2"]
    assert [row["cells"][2] for row in bens["rows"]] == ["0", "0", "1"]
    assert bens["notes"][-1]["text"] == "Excerpts of ben only."


@pytest.mark.usefixtures("shared")
def test_a_coder_whom_there_is_not_is_refused(pimh: Pimh) -> None:
    ran = pimh("table", "quotes", "--of", "zoe")
    assert (ran.code, "There is no coder 'zoe' here." in ran.talk, "anna, ben" in ran.talk) == (2, True, True)


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("name", ["themes", "demographics", "participation"])
def test_a_table_of_no_excerpts_cannot_be_of_a_coder(pimh: Pimh, name: str) -> None:
    ran = pimh("table", name, "--of", "ben")
    assert (ran.code, "themes with --counts" in ran.talk) == (2, True)


@pytest.mark.usefixtures("shared")
def test_the_report_says_how_the_words_of_several_are_counted(pimh: Pimh, shared: Path) -> None:
    assert pimh("report").code == 0
    report = (shared / "reports" / "report.md").read_text("utf-8")
    told = "Coded by anna and ben: 3 excerpts; words that several of them coded are an excerpt of each."
    assert told in report


@pytest.mark.usefixtures("shared")
def test_words_that_several_coded_with_one_code_are_printed_once_in_the_report(
    pimh: Pimh, shared: Path
) -> None:
    assert pimh("report").code == 0
    report = (shared / "reports" / "report.md").read_text("utf-8")
    assert report.count("“People leave”") == 1
    assert "*2 excerpts | 1 participant | 1 group*" in report


REACTED = ("--quote", "I ask the mother first.", "--code", "agreement")


def agreed(pimh: Pimh) -> None:
    """Ben codes what a participant answers as agreement."""
    assert pimh("codebook", "add", "Agreement", "--coder", "ben").code == 0
    assert pimh("excerpt", "add", "--coder", "ben", *REACTED).code == 0


@pytest.mark.usefixtures("shared")
def test_reactions_to_questions_are_of_one_coder_alone_if_asked_for(pimh: Pimh) -> None:
    agreed(pimh)
    marked = {
        of: "agree" in str([row["cells"] for row in pimh("--json", "table", "questions", *of).data["rows"]])
        for of in ((), ("--of", "ben"), ("--of", "anna"))
    }
    assert marked == {(): True, ("--of", "ben"): True, ("--of", "anna"): False}
    assert "Excerpts of anna only." in pimh("table", "questions", "--of", "anna").out


@pytest.mark.usefixtures("shared")
def test_reactions_to_questions_name_those_who_coded_them_where_there_are_several(pimh: Pimh) -> None:
    agreed(pimh)
    assert "Excerpts of" not in pimh("table", "questions").out
    assert pimh("excerpt", "add", "--coder", "anna", *REACTED).code == 0
    assert BOTH in pimh("--json", "table", "questions").data["notes"][-1]["text"]


@pytest.mark.usefixtures("shared")
def test_the_list_of_excerpts_names_the_coder_of_each(pimh: Pimh) -> None:
    assert [row["coder"] for row in pimh("--json", "excerpt", "list").data] == ["anna", "anna", "ben"]
    heads = [line for line in pimh("excerpt", "list").out.splitlines() if "fg1, turn" in line]
    assert [line.split("(")[1].split(",")[0] for line in heads] == ["anna", "anna", "ben"]
    assert pimh("excerpt", "list", "--of", "ben").out == pimh("excerpt", "list", "--coder", "ben").out


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(("option", "seen"), [((), True), (("--blind",), False)])
def test_blind_coding_tells_nothing_of_others(
    pimh: Pimh, monkeypatch: pytest.MonkeyPatch, option: tuple[str, ...], *, seen: bool
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("go 5\nexcerpts\ncodes\nothers\n"))
    ran = pimh("code", "--plain", "--coder", "anna", *option)
    assert ran.code == 0
    told = ran.out + ran.talk
    assert ("his own thought" in told, "ben" in told) == (seen, seen)
    assert ("Blind: the excerpts of anna only." in told) is not seen
