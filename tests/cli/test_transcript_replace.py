"""pimh transcript replace: words are corrected, and the excerpts go along in the same act."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import codings, snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh


def talk(root: Path) -> str:
    return (root / "transcripts" / "fg1.txt").read_text("utf-8")


def test_words_are_replaced_and_shown_as_they_were_and_as_they_are(coded: Path, pimh: Pimh) -> None:
    ran = pimh("transcript", "replace", "fg1", "more than we did", "more then we did")
    assert (ran.code, ran.out) == (0, "")
    assert ran.talk.splitlines()[:2] == [
        "turn 2: …: We slow down now. We listen more than we did.…",
        "becomes: …: We slow down now. We listen more then we did.…",
    ]
    assert "P1: We slow down now. We listen more then we did.\n" in talk(coded)


def test_the_excerpts_get_the_new_words_in_the_same_act(coded: Path, pimh: Pimh) -> None:
    first = codings(coded)[0]["id"]
    ran = pimh("transcript", "replace", "fg1", "more than", "more then")
    assert codings(coded)[0]["quote"] == "We listen more then we did."
    assert f"  {first} was: “We listen more than we did.”" in ran.talk
    assert pimh("transcript", "sync").talk.startswith("fg1: 2 excerpts the same")


def test_turns_that_it_makes_or_unmakes_are_told(coded: Path, pimh: Pimh) -> None:
    told = pimh("transcript", "replace", "fg1", "Moderator: And", "And").talk
    assert "fg1.txt. It has 5 turns now, not 6. fg1: 2 excerpts the same" in told


def test_the_history_tells_of_it(coded: Path, pimh: Pimh) -> None:
    pimh("transcript", "replace", "fg1", "more than", "more then")
    assert "Replaced “more than” by “more then” in 1 place of transcripts/fg1.txt." in pimh("log").out


def test_of_words_in_several_places_one_has_to_be_meant(coded: Path, pimh: Pimh) -> None:
    before = snapshot(coded)
    ran = pimh("transcript", "replace", "fg1", "We slow down now", "We slow down")
    assert ran.code == 1
    assert "stands in 2 places of fg1:\n  turn 2: …P1: We slow down now. We listen" in ran.talk
    assert "--turn" in ran.talk
    assert snapshot(coded) == before
    assert pimh("transcript", "replace", "fg1", "We slow down now", "We slow down", "--turn", "6").code == 0
    assert "P2: We slow down, that" in talk(coded)
    assert "P1: We slow down now." in talk(coded)


def test_all_places_are_replaced_when_that_is_meant_in_labels_too(coded: Path, pimh: Pimh) -> None:
    assert pimh("transcript", "replace", "fg1", "Moderator:", "Mod:", "--all").code == 0
    assert talk(coded).count("Mod:") == 2


def test_a_dry_run_tells_the_same_and_writes_nothing(coded: Path, pimh: Pimh) -> None:
    before = snapshot(coded)
    words = ("transcript", "replace", "fg1", "more than", "more then", "--json")
    would = pimh(*words, "--dry-run")
    assert snapshot(coded) == before
    assert would.data == pimh(*words).data


def test_words_that_stand_nowhere_are_refused_with_the_nearest(coded: Path, pimh: Pimh) -> None:
    before = snapshot(coded)
    ran = pimh("transcript", "replace", "fg1", "We lisen more", "x")
    assert (ran.code, 'Nearest: fg1, turn 2, P1: "We listen more' in ran.talk) == (1, True)
    assert snapshot(coded) == before


def test_what_loses_its_words_is_listed_and_stays(coded: Path, pimh: Pimh) -> None:
    ran = pimh("transcript", "replace", "fg1", "We listen more than we did.", "")
    assert (ran.code, "0 to review, 1 lost" in ran.talk) == (1, True)
    assert "pimh transcript review fg1" in ran.talk
    assert codings(coded)[0]["quote"] == "We listen more than we did."


def test_what_was_lost_before_is_told_and_is_no_problem_of_this_correction(coded: Path, pimh: Pimh) -> None:
    pimh("transcript", "replace", "fg1", "We listen more than we did.", "")
    ran = pimh("transcript", "replace", "fg1", "hard too", "hard, too")
    assert (ran.code, "pimh transcript review fg1" in ran.talk) == (0, True)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "Give the words as they stand"),
        (("a",), "Give the words as they stand"),
        (("a", "b", "--file", "c.txt"), "Give the words as they stand"),
        (("", "b"), "Words are replaced within a line"),
        (("People", "Folk\nP9: Hm."), "Words are replaced within a line"),
        (("People", "Folk", "--turn", "40"), "fg1 has no turn 40"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    coded: Path, pimh: Pimh, words: tuple[str, ...], message: str
) -> None:
    before = snapshot(coded)
    ran = pimh("transcript", "replace", "fg1", *words)
    assert (ran.code, message in ran.talk) == (2, True)
    assert snapshot(coded) == before


class TestAWholeFile:
    CORRECTED = """\
Focus group of May
Moderator: What has changed?
P1: We slow down now.
P1: We listen more then we did, all of us.
p2: I ask the mother first.
Moderator: And what is hard?
P1: People leave, and what they know leaves with them.
"""

    @pytest.fixture
    def corrected(self, source: Path) -> Path:
        path = source / "corrected.txt"
        path.write_text(self.CORRECTED, "utf-8")
        return path

    def test_takes_the_place_of_the_transcript_and_the_excerpts_go_along(
        self, coded: Path, corrected: Path, pimh: Pimh
    ) -> None:
        ran = pimh("transcript", "replace", "fg1", "--file", corrected)
        assert (ran.code, "Put corrected.txt in the place of transcripts/fg1.txt." in ran.talk) == (0, True)
        assert [row["quote"] for row in codings(coded)] == [
            "We listen more then we did, all of us.",
            "People leave",
        ]
        assert "P2: I ask the mother first.\n" in talk(coded)
        assert "corrected.txt" in pimh("log", "--json").out

    def test_shows_who_speaks_in_it_and_asks_about_whom_nobody_knows(
        self, coded: Path, corrected: Path, pimh: Pimh
    ) -> None:
        corrected.write_text(self.CORRECTED.replace("p2:", "Speaker 2:"), "utf-8")
        before = snapshot(coded)
        ran = pimh("transcript", "replace", "fg1", "--file", corrected)
        assert (ran.code, "Speaker 2" in ran.talk) == (2, True)
        assert snapshot(coded) == before
        words = ("transcript", "replace", "fg1", "--file", corrected, "--map", "Speaker 2=P2")
        assert pimh(*words).code == 0
        assert "P2: I ask the mother first.\n" in talk(coded)

    def test_that_says_the_same_changes_nothing(self, coded: Path, pimh: Pimh) -> None:
        assert pimh("transcript", "replace", "fg1", "--file", coded / "transcripts" / "fg1.txt").code == 0
        before = snapshot(coded)
        assert pimh("transcript", "replace", "fg1", "--file", coded / "transcripts" / "fg1.txt").code == 0
        assert snapshot(coded) == before


def test_a_file_that_holds_few_of_the_excerpts_may_be_the_wrong_one(
    coded: Path, pimh: Pimh, tmp_path: Path
) -> None:
    wrong = tmp_path / "fg2.txt"
    wrong.write_text("Moderator: Shall we begin?\nP1: By all means, yes.\n", "utf-8")
    before = snapshot(coded)
    ran = pimh("transcript", "replace", "fg1", "--file", wrong)
    assert (ran.code, snapshot(coded)) == (2, before)
    assert "The words of 2 of 2 excerpts are not in it." in ran.talk
    pimh("transcript", "replace", "fg1", "--file", wrong, "--yes")
    assert "Shall we begin?" in talk(coded)
