"""A sitting shows what the other coders made, or in a blind one nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import STUDY, codings, run, written

from pimhcli.coding.growing import Draft
from pimhcli.errors import ProblemsError
from pimhcli.study import acting, codebook_acts
from pimhcli.study.sitting import Sitting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Opened = Callable[..., Sitting]

LEAVE, MOTHER, KNOWS = "People leave", "I ask the mother first.", "It’s the mother who knows."
NO_TEXT = b"\xff\xfe"
CODERS = ("ben", "carla", "dora")


def add(coder: str, quote: str, code: str = "practice") -> None:
    assert run("excerpt", "add", "--coder", coder, "--quote", quote, "--code", code) == 0


def made(sitting: Sitting) -> list[tuple[str, str]]:
    return [(excerpt.coder, excerpt.quote) for excerpt in sitting.others]


@pytest.fixture
def shared(coded: Path) -> Path:
    """Anna's two excerpts, one of ben on the same words as hers, and one of his own."""
    written(coded / "study.yaml", STUDY + "".join(f"    - id: {name}\n" for name in CODERS))
    add("ben", LEAVE)
    add("ben", MOTHER)
    return coded


@pytest.fixture
def opened(shared: Path) -> Iterator[Opened]:
    """Begins sittings of anna on fg1; only the first can write."""
    sittings: list[Sitting] = []

    def begin(*, blind: bool = False) -> Sitting:
        sittings.append(Sitting(shared, "fg1", "anna", blind=blind))
        return sittings[-1]

    yield begin
    for sitting in sittings:
        sitting.close()


def test_the_excerpts_of_others_stand_beside_the_coder_s_own(opened: Opened) -> None:
    sitting = opened()
    assert made(sitting) == [("ben", MOTHER), ("ben", LEAVE)]
    assert {excerpt.coder for excerpt in sitting.excerpts} == {"anna"}
    assert sitting.beside == ("ben",)


def test_a_blind_sitting_knows_nothing_of_others(opened: Opened) -> None:
    sitting = opened(blind=True)
    assert (sitting.others, sitting.beside, sitting.unread) == ((), (), ())
    sitting.shows_others = True
    assert sitting.others == ()


def test_what_others_code_meanwhile_is_taken_in(opened: Opened) -> None:
    sitting = opened()
    assert sitting.refresh() is False
    add("ben", KNOWS)
    add("carla", MOTHER)
    assert sitting.refresh()
    assert made(sitting) == [("ben", MOTHER), ("carla", MOTHER), ("ben", KNOWS), ("ben", LEAVE)]
    assert sitting.refresh() is False


def test_a_blind_sitting_takes_no_notice_of_what_others_code(opened: Opened) -> None:
    sitting = opened(blind=True)
    add("ben", KNOWS)
    assert sitting.refresh() is False


def test_what_others_take_away_goes_from_the_sitting_too(opened: Opened, shared: Path) -> None:
    sitting = opened()
    (shared / "codings" / "fg1" / "ben.jsonl").unlink()
    assert sitting.refresh()
    assert (sitting.others, sitting.beside) == ((), ())


def test_an_act_shows_what_others_coded_meanwhile(opened: Opened) -> None:
    sitting = opened()
    add("carla", KNOWS)
    sitting.do(acting.star, sitting.excerpts[0].id, on=True)
    assert ("carla", KNOWS) in made(sitting)


def test_an_act_leaves_what_was_read_of_others_as_it_is(opened: Opened) -> None:
    sitting = opened()
    before = sitting.others
    sitting.do(acting.star, sitting.excerpts[0].id, on=True)
    assert sitting.others is before


def test_a_damaged_file_of_another_coder_stops_nobody(opened: Opened, shared: Path) -> None:
    add("carla", KNOWS)
    (shared / "codings" / "fg1" / "ben.jsonl").write_bytes(NO_TEXT)
    sitting = opened()
    assert made(sitting) == [("carla", KNOWS)]
    (finding,) = sitting.unread
    assert (finding.where, finding.severity) == ("codings/fg1/ben.jsonl", "warning")
    assert "the excerpts of ben are not shown" in finding.message
    sitting.do(acting.star, sitting.excerpts[0].id, on=True)
    assert codings(shared)[0]["star"]


def test_a_file_that_is_damaged_meanwhile_is_told_of_until_it_is_mended(opened: Opened, shared: Path) -> None:
    sitting = opened()
    path = shared / "codings" / "fg1" / "ben.jsonl"
    whole = path.read_bytes()
    path.write_bytes(NO_TEXT)
    assert sitting.refresh()
    assert (sitting.others, len(sitting.unread), sitting.read_only) == ((), 1, "")
    path.write_bytes(whole)
    assert sitting.refresh()
    assert (sitting.beside, sitting.unread) == (("ben",), ())


def test_a_line_of_another_s_file_that_is_torn_meanwhile_is_told_of(opened: Opened, shared: Path) -> None:
    sitting = opened()
    with (shared / "codings" / "fg1" / "ben.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "half')
    assert sitting.refresh()
    (finding,) = sitting.unread
    assert finding.where.startswith("codings/fg1/ben.jsonl")
    assert sitting.beside == ("ben",)
    sitting.do(acting.star, sitting.excerpts[0].id, on=True)
    assert (sitting.unread, sitting.warnings) == ((finding,), (finding,))


def test_a_blind_sitting_does_not_tell_who_uses_what_cannot_be_taken_back(opened: Opened) -> None:
    sitting = opened(blind=True)
    sitting.do(codebook_acts.add, Draft("Asking"))
    add("ben", KNOWS, "asking")
    with pytest.raises(
        ProblemsError, match="This cannot be taken back: the codebook is everybody's"
    ) as caught:
        sitting.undo()
    assert "other excerpts" not in f"{caught.value.message} {caught.value.hint}"
    assert "asking" in sitting.book.by_key


def test_others_are_read_again_once_a_broken_codebook_is_mended(opened: Opened, shared: Path) -> None:
    sitting = opened()
    book = shared / "codebook.yaml"
    whole = book.read_text("utf-8")
    add("ben", KNOWS)
    book.write_text("themes: [\n", "utf-8")
    assert sitting.refresh()
    book.write_text(whole, "utf-8")
    assert sitting.refresh()
    assert ("ben", KNOWS) in made(sitting)


def test_words_of_others_that_stand_there_no_longer_are_not_shown(opened: Opened, shared: Path) -> None:
    path = shared / "transcripts" / "fg1.txt"
    path.write_text(path.read_text("utf-8").replace(MOTHER, ""), "utf-8")
    assert made(opened()) == [("ben", LEAVE)]


def test_a_blind_sitting_tells_no_figures_of_others_when_it_takes_excerpts_along(
    opened: Opened, shared: Path
) -> None:
    path = shared / "transcripts" / "fg1.txt"
    path.write_text(path.read_text("utf-8").replace("Focus group of May", "Focus group"), "utf-8")
    told = "fg1 was edited since it was coded; the excerpts were taken along."
    assert opened(blind=True).taken_along == told
