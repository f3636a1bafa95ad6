"""The talk around a quote never holds what somebody did not agree to have printed, nor tells who that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import STUDY, lines, made_study, run

from pimhcli.analysis.exchange import UNPRINTED
from pimhcli.study.exchanging import Exchanges
from pimhcli.study.material import gathered
from pimhcli.study.study import Study
from pimhcli.study.unprinted import unprinted

if TYPE_CHECKING:
    from pathlib import Path

TALK = """
    Moderator: Who goes to the meeting?
    P1: My boss never lets me go there.
    Moderator: And you, p 1, do you mind?
    P2: I go. It is my own time.
    Moderator: So her boss never lets me go there, she says.
    P3: [contribution withdrawn]
    P2: Well, it is hard.
"""
ANSWERS = """
    participant_id,age,job
    P1,34,Nurse
    P2,41,Nurse
    P3,29,Nurse
"""
REFUSED = "    consent:\n      P1: {quote: no}\n"


@pytest.fixture
def talk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study in which P1 refuses to be quoted, with one excerpt of P2."""
    monkeypatch.delenv("PIMH_STUDY", raising=False)
    root = made_study(tmp_path / "study", talk=TALK, participants=ANSWERS, study=STUDY + REFUSED)
    monkeypatch.chdir(root)
    assert run("excerpt", "add", "--quote", "I go.", "--code", "practice", "--coder", "anna") == 0
    return root


def printed(root: Path, around: int) -> list[tuple[str, str]]:
    study = Study(root)
    (passage,) = gathered(study)
    return [(one.speaker, one.words) for one in Exchanges(study, around).lines(passage)]


def test_what_repeats_names_or_is_of_one_who_refused_is_one_mark(talk: Path) -> None:
    assert printed(talk, 9) == [
        ("Moderator", "Who goes to the meeting?"),
        ("", UNPRINTED),
        ("P2", "I go. …"),
        ("", UNPRINTED),
        ("P2", "Well, it is hard."),
    ]


def test_where_everybody_agrees_all_is_printed_but_what_was_withdrawn(talk: Path) -> None:
    (talk / "study.yaml").write_text(lines(STUDY), "utf-8")
    assert ("P1", "My boss never lets me go there.") in printed(talk, 2)
    assert [words for speaker, words in printed(talk, 2) if not speaker] == [UNPRINTED]


def test_the_turns_that_are_not_printed_are_known_by_number(talk: Path) -> None:
    assert unprinted(Study(talk)) == {"fg1": {2, 3, 5}}


def test_without_talk_around_it_a_quote_stands_alone(talk: Path) -> None:
    assert printed(talk, 0) == []


@pytest.mark.parametrize("form", ["csv", "md", "text"])
def test_no_table_of_quotes_holds_any_of_it(
    talk: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    capsys.readouterr()
    assert run("table", "quotes", "--context", "3", "--format", form) == 0
    out = capsys.readouterr().out
    assert ("boss" in out, "p 1" in out, "Well, it is hard." in out) == (False, False, True)
    assert talk.exists()
