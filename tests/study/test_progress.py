"""Which transcript is meant, how far somebody is in it, and which of its turns are left to code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import STUDY, run, written

from pimhcli.errors import UsageError
from pimhcli.study.material import gathered
from pimhcli.study.overview import transcript_states
from pimhcli.study.progress import choices, uncoded
from pimhcli.study.study import Study
from pimhcli.transcripts.roster import Cast
from pimhcli.transcripts.turns import parse

if TYPE_CHECKING:
    from pathlib import Path

TALK = parse("Moderator: And?\nP1: Yes.\nP2:\nP2: No. \n  Never.\nP1: Ever.\n")
CAST = Cast(("P1", "P2"))


@pytest.mark.parametrize("words", ["fg1", "FG 1", "Fg-1"])
def test_a_transcript_is_known_in_any_spelling(coded: Path, words: str) -> None:
    study = Study(coded)
    assert (study.id_of(words), study.called(words).id) == ("fg1", "fg1")


def test_the_only_transcript_need_not_be_named(coded: Path) -> None:
    assert Study(coded).called("").id == "fg1"
    written(coded / "transcripts" / "fg2.txt", "P1: Yes.")
    assert Study(coded).id_of("") == ""
    with pytest.raises(UsageError, match=r"Which transcript\?"):
        Study(coded).called("")


def test_a_transcript_that_there_is_not_is_refused_with_the_nearest(coded: Path) -> None:
    with pytest.raises(UsageError, match="There is no transcript 'fg11'") as caught:
        Study(coded).called("fg11")
    assert caught.value.hint == "Did you mean 'fg1'?"


def test_left_to_code_are_turns_of_participants_that_have_words_and_no_excerpt() -> None:
    assert uncoded(TALK, frozenset(), CAST) == {2, 4, 5}
    assert uncoded(TALK, frozenset({4}), CAST) == {2, 5}


def test_with_speakers_only_their_turns_are_left_to_code() -> None:
    assert uncoded(TALK, frozenset(), CAST, ("P2", "Moderator")) == {4}


def test_the_figures_of_all_coders_are_those_of_their_excerpts_together(coded: Path) -> None:
    written(coded / "study.yaml", f"{STUDY}    - id: ben\n")
    assert run("-C", coded, "excerpt", "add", "--quote", "I ask", "--code", "practice", "--coder", "ben") == 0
    written(coded / "transcripts" / "fg2.txt", "P9: Yes.")
    study = Study(coded)
    states = transcript_states(study, gathered(study))
    assert [(s.id, s.turns, s.coded, s.excerpts, s.unknown) for s in states] == [
        ("fg1", 6, 3, 3, ()),
        ("fg2", 1, 0, 0, ("P9",)),
    ]
    mine = [(one.id, one.turns, one.coded, one.excerpts) for one in choices(study, "anna")]
    assert mine == [("fg1", 6, 2, 2), ("fg2", 1, 0, 0)]


def test_turns_of_observers_are_not_left_to_code_and_those_without_a_name_are() -> None:
    talk = parse("Moderator: And?\nObserver: Time.\nAll: Yes.\nUnidentified: No.\nDr Ash: Well.\n")
    assert uncoded(talk, frozenset(), Cast(("P1",), (), ("Dr Ash",))) == {3, 4}
