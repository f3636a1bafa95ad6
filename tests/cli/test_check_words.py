"""The checks of words and voices on small studies: one that each finds wrong, and one that is right."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from building import STUDY, lines, made_study, run

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

ANSWERS = "participant_id,age,job\nP1,34,Psychologist\nP2,41,Nurse\nP3,50,Nurse\nP4,52,Nurse\n"
TALK = """
    Moderator: What has changed?
    P1: We slow down. As a psychologist I like that. We wait. We ask. We sit.
    P2: I ask the mother first.
    P3: I sit with them.
    P4: It is quiet now.
"""
BOOK = """
    themes:
    - id: practice
      name: Practice
      definition: {}
"""
BY_P1 = ("We slow down.", "We wait.", "We ask.", "We sit.")
BY_ALL = ("We slow down.", "I ask the mother first.", "I sit with them.", "It is quiet now.")


class Made(NamedTuple):
    """A small study.

    Args:
        quotes: what is coded with its theme.
        definition: of the theme.
        more: lines of study.yaml.
    """

    quotes: tuple[str, ...] = BY_ALL
    definition: str = "What people do."
    more: str = ""

    def at(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Makes it in a folder, which becomes the current one."""
        book, settings = BOOK.format(self.definition), f"{lines(STUDY)}{self.more}"
        made_study(root, talk=TALK, participants=ANSWERS, codebook=book, study=settings)
        monkeypatch.delenv("PIMH_CODER", raising=False)
        monkeypatch.chdir(root)
        for quote in self.quotes:
            assert run("excerpt", "add", "--quote", quote, "--code", "practice") == 0


EXAMPLES = {
    "balance": (Made(BY_P1), Made()),
    "claims": (
        Made(BY_ALL[:2], "All participants said that they slow down."),
        Made(BY_ALL, "All participants said that they slow down."),
    ),
    "approach": (
        Made(more="reflexivity: Themes emerged until saturation was reached.\n"),
        Made(more="reflexivity: We generated themes, and sought no saturation.\n"),
    ),
    "labels": (Made((*BY_ALL, "As a psychologist I like that.")), Made()),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_study_with_what_the_check_looks_for_is_warned_of(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pimh: Pimh
) -> None:
    EXAMPLES[name][0].at(tmp_path / "study", monkeypatch)
    ran = pimh("check", name, "--json")
    assert ran.code == 1
    assert "warning" in {finding["severity"] for finding in ran.data[0]["findings"]}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_study_that_is_right_gives_no_finding(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pimh: Pimh
) -> None:
    EXAMPLES[name][1].at(tmp_path / "study", monkeypatch)
    ran = pimh("check", name, "--json")
    assert (ran.code, ran.data[0]["findings"]) == (0, [])


def test_the_balance_is_that_of_the_key_quotes_once_there_are_any(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pimh: Pimh
) -> None:
    Made().at(tmp_path / "study", monkeypatch)
    run("excerpt", "star", pimh("excerpt", "list", "--json").data[0]["id"])
    (checked,) = pimh("check", "balance", "--json").data
    assert checked["text"].startswith("1 key quote with 3 words of participants.")
    assert [finding["message"] for finding in checked["findings"]] == [
        "P2, P3 and P4 speak, and are in no key quote."
    ]


def test_the_balance_never_tells_who_refused_to_be_quoted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pimh: Pimh
) -> None:
    Made(BY_P1 + BY_ALL[1:2], more="consent:\n  P2: {quote: no}\n").at(tmp_path / "study", monkeypatch)
    shown = pimh("check", "balance").out
    assert "2 participants speak, and are in no quote." in shown
    assert "P2" not in shown


def test_words_that_two_coders_marked_count_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pimh: Pimh
) -> None:
    team = "team:\n- id: anna\n- id: ben\n"
    Made(BY_ALL).at(tmp_path / "study", monkeypatch)
    path = tmp_path / "study" / "study.yaml"
    path.write_text(path.read_text("utf-8").partition("team:")[0] + team, "utf-8")
    again = ("excerpt", "add", "--quote", BY_ALL[0], "--code", "practice", "--coder", "ben")
    assert run(*again) == 0
    assert pimh("check", "balance", "--json").data[0]["text"].startswith("4 quotes with 16 words")
