"""pimh transcript review: what is not sure is looked at one by one, and nothing is dropped meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import codings, snapshot

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Pimh


@pytest.fixture
def unsure(coded: Path) -> Path:
    """The coded study, after the words of one excerpt were rewritten and those of the other taken out."""
    path = coded / "transcripts" / "fg1.txt"
    text = path.read_text("utf-8").replace(
        "We listen more than we did.", "There is more listening than there ever was."
    )
    path.write_text(text.replace("People leave, and", ""), "utf-8")
    return coded


def ids(root: Path) -> list[str]:
    return [row["id"] for row in codings(root)]


def test_each_is_listed_as_it_was_with_where_it_may_stand(unsure: Path, pimh: Pimh) -> None:
    ran = pimh("transcript", "review", "--json")
    first, second = ran.data["unsure"]
    assert ran.code == 1
    assert (first["id"], first["quote"]) == (ids(unsure)[0], "We listen more than we did.")
    assert first["places"][0]["quote"] == "There is more listening than there ever was."
    assert (second["id"], second["status"]) == (ids(unsure)[1], "lost")


def test_the_list_shows_the_old_words_and_the_places(unsure: Path, pimh: Pimh) -> None:
    ran = pimh("transcript", "review", "fg1")
    assert "  was: “We listen more than we did.”\n  1  turn 2, P1: …" in ran.out
    assert ran.talk == "2 excerpts to look at.\n"


def test_one_is_taken_to_its_likely_place(unsure: Path, pimh: Pimh) -> None:
    key = ids(unsure)[0]
    assert pimh("transcript", "review", "--accept", key).code == 0
    row = codings(unsure)[0]
    assert (row["quote"], row["rev"]) == ("There is more listening than there ever was.", 2)
    assert "Found the excerpt again" in pimh("log").out


def test_one_gets_other_words(unsure: Path, pimh: Pimh) -> None:
    ran = pimh("transcript", "review", "--move", ids(unsure)[1], "--quote", "leaves with them")
    assert ran.code == 0
    assert [row["quote"] for row in codings(unsure) if row.get("star")] == ["leaves with them"]


def test_of_words_that_stand_in_several_places_one_is_named(unsure: Path, pimh: Pimh) -> None:
    key, text = ids(unsure)[0], (unsure / "transcripts" / "fg1.txt").read_text("utf-8")
    assert pimh("transcript", "review", "--move", key, "--quote", "what", "--place", "2").code == 0
    moved = next(row for row in codings(unsure) if row["id"] == key)
    assert (moved["quote"], moved["start"]) == ("what", text.index("what", text.index("what") + 1))


def test_one_is_let_go_and_can_be_taken_back(unsure: Path, pimh: Pimh) -> None:
    key = ids(unsure)[1]
    assert pimh("transcript", "review", "--let-go", key).code == 0
    assert key not in ids(unsure)
    assert pimh("undo").code == 0
    assert [row["quote"] for row in codings(unsure) if row["id"] == key] == ["People leave"]


def test_what_was_decided_is_asked_no_more(unsure: Path, pimh: Pimh) -> None:
    first, second = ids(unsure)
    pimh("transcript", "review", "--accept", first)
    pimh("transcript", "review", "--let-go", second)
    ran = pimh("transcript", "review")
    assert (ran.code, ran.talk) == (0, "The place of every excerpt is sure.\n")


def test_a_dry_run_decides_nothing(unsure: Path, pimh: Pimh) -> None:
    before = snapshot(unsure)
    assert pimh("transcript", "review", "--accept", ids(unsure)[0], "--dry-run").code == 0
    assert snapshot(unsure) == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--accept", "{0}", "--place", "9"), "not 9"),
        (("--accept", "{0}", "--let-go", "{1}"), "one excerpt at a time"),
        (("--move", "{0}"), "--move and --quote go together"),
        (("--quote", "x"), "--move and --quote go together"),
        (("--accept", "zzzz"), "There is no excerpt 'zzzz'"),
        (("--move", "{0}", "--quote", "nobody says this"), "does not stand in fg1"),
        (("--move", "{0}", "--quote", "what"), "stands in 2 places"),
        (("--move", "{0}", "--quote", "what", "--place", "3"), "in 2 places, not 3"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    unsure: Path, pimh: Pimh, words: tuple[str, ...], message: str
) -> None:
    before = snapshot(unsure)
    ran = pimh("transcript", "review", *(word.format(*ids(unsure)) for word in words))
    assert (ran.code in (1, 2), message in ran.talk) == (True, True)
    assert snapshot(unsure) == before


def test_an_excerpt_whose_place_is_sure_is_not_to_be_reviewed(coded: Path, pimh: Pimh) -> None:
    ran = pimh("transcript", "review", "--accept", ids(coded)[0])
    assert (ran.code, "is sure" in ran.talk) == (1, True)


class TestAtATerminal:
    @pytest.fixture(autouse=True)
    def at_a_terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("pimhcli.cli.output.is_terminal", lambda: True)

    def test_each_answer_is_saved_at_once(
        self, unsure: Path, pimh: Pimh, asked: Callable[[str], None]
    ) -> None:
        asked("1\nl")
        ran = pimh("transcript", "review")
        assert (ran.code, "2 excerpts decided, 0 left." in ran.talk) == (0, True)
        assert codings(unsure)[0]["quote"] == "There is more listening than there ever was."

    def test_of_several_places_of_other_words_one_is_asked_for(
        self, unsure: Path, pimh: Pimh, asked: Callable[[str], None]
    ) -> None:
        asked("m\nwhat\nx\nm\nwhat\n1\nq")
        ran = pimh("transcript", "review")
        text = (unsure / "transcripts" / "fg1.txt").read_text("utf-8")
        assert "  2  turn" in ran.out
        assert ("1 excerpt decided" in ran.talk, "stands in 2 places" in ran.talk) == (True, True)
        assert text.index("what") in {row["start"] for row in codings(unsure)}

    def test_other_words_are_asked_for_until_they_stand_there(
        self, unsure: Path, pimh: Pimh, asked: Callable[[str], None]
    ) -> None:
        asked("m\nnot there\nm\nthan there ever was\nq")
        ran = pimh("transcript", "review")
        assert ran.code == 1
        assert "does not stand in fg1" in ran.talk
        assert codings(unsure)[0]["quote"] == "than there ever was"

    def test_who_skips_and_stops_has_decided_nothing(
        self, unsure: Path, pimh: Pimh, asked: Callable[[str], None]
    ) -> None:
        before = snapshot(unsure)
        asked("s\nwhat?\nq")
        ran = pimh("transcript", "review")
        assert (ran.code, "0 excerpts decided, 2 left." in ran.talk) == (1, True)
        assert snapshot(unsure) == before
