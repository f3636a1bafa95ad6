"""What was typed stays when an act is refused, and every mode can be left while nothing can be saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from building import codings, run
from screen.bench import (
    LEAVE,
    LISTEN,
    MOTHER,
    at,
    bench,
    coded_bench,
    opened,
    stored,
    told,
    typed,
    written,
)

from pimhcli.screen.panels import Line, Memo
from pimhcli.study import acting

if TYPE_CHECKING:
    from pathlib import Path

    from pimhcli.screen.workbench import Workbench
    from pimhcli.study.resuming import Place

__all__ = ["bench", "coded_bench"]

THROW_AWAY = "<down> <down> <down> <enter>"


def edit_transcript(bench: Workbench) -> None:
    """Somebody adds a turn to the transcript that is open."""
    path = bench.sitting.study.root / "transcripts" / "fg1.txt"
    path.write_text(f"{path.read_text('utf-8')}P1: One more.\n", "utf-8")


def codebook_of(bench: Workbench) -> Path:
    return bench.sitting.study.root / "codebook.yaml"


def typed_there(bench: Workbench) -> str:
    """What stands in the memo or the line that is open."""
    assert isinstance(bench.panel, Memo | Line)
    return bench.panel.editor.text


def memos(bench: Workbench) -> set[str]:
    return {excerpt.memo for excerpt in bench.material.excerpts}


def test_an_end_that_is_grabbed_is_let_go_when_the_transcript_changes(coded_bench: Workbench) -> None:
    """S6: the screen goes on, to read."""
    typed(at(coded_bench, LEAVE), "] w")
    edit_transcript(coded_bench)
    assert coded_bench.look_again()
    assert (coded_bench.mode, coded_bench.resizing) == ("READ", None)
    assert "fg1.txt changed on disk" in coded_bench.message
    typed(coded_bench, "q")
    assert coded_bench.over


def test_an_end_is_let_go_when_keeping_it_finds_the_transcript_changed(coded_bench: Workbench) -> None:
    before = stored(coded_bench)
    typed(at(coded_bench, LEAVE), "] w")
    edit_transcript(coded_bench)
    typed(coded_bench, "<enter>")
    assert (coded_bench.mode, coded_bench.resizing, stored(coded_bench)) == ("READ", None, before)
    assert "fg1.txt changed on disk" in coded_bench.message


def test_an_excerpt_that_another_removed_while_its_end_is_grabbed_can_be_left(coded_bench: Workbench) -> None:
    typed(at(coded_bench, LEAVE), "] w")
    assert coded_bench.in_hand
    root = coded_bench.sitting.study.root
    assert run("-C", root, "excerpt", "remove", coded_bench.in_hand.id, "--yes") == 0
    coded_bench.look_again()
    typed(coded_bench, "<enter>")
    assert (coded_bench.mode, coded_bench.went_wrong) == ("RESIZE", True)
    typed(coded_bench, "<escape>")
    assert coded_bench.mode == "READ"


def test_q_quits_while_an_end_is_grabbed(coded_bench: Workbench) -> None:
    before = stored(coded_bench)
    typed(at(coded_bench, LEAVE), "] w q")
    assert (coded_bench.over, stored(coded_bench)) == (True, before)


@pytest.mark.parametrize("back", ["b", "<escape>"])
def test_a_memo_on_an_excerpt_that_another_removed_stays_open(coded_bench: Workbench, back: str) -> None:
    typed(at(coded_bench, LEAVE), "m !")
    assert coded_bench.in_hand
    root = coded_bench.sitting.study.root
    assert run("-C", root, "excerpt", "remove", coded_bench.in_hand.id, "--yes") == 0
    coded_bench.look_again()
    typed(coded_bench, "<escape>")
    assert told(coded_bench).startswith("NOT SAVED. There is no excerpt")
    typed(coded_bench, back)
    assert typed_there(coded_bench) == "turnover!"


def test_a_definition_stays_open_when_nothing_can_be_changed(bench: Workbench) -> None:
    typed(bench, "<tab> m whatever")
    edit_transcript(bench)
    assert bench.look_again()
    typed(bench, "<escape> b")
    assert typed_there(bench) == "whatever"
    assert bench.sitting.book.by_key["practice"].definition == ""


def test_words_that_cannot_be_saved_can_be_thrown_away(coded_bench: Workbench) -> None:
    """Esc always leads towards READ: when nothing can be saved, after a question."""
    typed(at(coded_bench, LEAVE), "m !")
    edit_transcript(coded_bench)
    typed(coded_bench, f"<escape> {THROW_AWAY}")
    assert (coded_bench.mode, memos(coded_bench)) == ("READ", {"", "turnover"})
    coded_bench.keep_place()
    assert coded_bench.sitting.place.draft == ""


def test_keys_that_were_typed_ahead_throw_no_words_away(coded_bench: Workbench) -> None:
    typed(at(coded_bench, LEAVE), "m !")
    edit_transcript(coded_bench)
    typed(coded_bench, "<escape> d t x y n <escape>")
    assert typed_there(coded_bench) == "turnover!"


def test_a_name_that_is_refused_stays_to_be_mended(bench: Workbench) -> None:
    typed(bench, "<tab> n")
    written(bench, "Slowing down\n")
    assert (typed_there(bench), bench.went_wrong) == ("Slowing down", True)
    written(bench, " more\n")
    assert (bench.mode, bench.sitting.book.path("slowing-down-more")) == (
        "BOOK",
        "Practice > Slowing down more",
    )


def test_a_name_that_is_refused_can_be_left(bench: Workbench) -> None:
    typed(bench, "<tab> n")
    written(bench, "Slowing down\n")
    typed(bench, "<escape>")
    assert (bench.mode, len(bench.sitting.book.codes)) == ("BOOK", 3)


def test_a_name_stays_when_nothing_can_be_changed(bench: Workbench) -> None:
    typed(bench, "<tab> R !")
    edit_transcript(bench)
    typed(bench, "<enter>")
    assert (typed_there(bench), "fg1.txt changed on disk" in bench.message) == ("Practice!", True)


def test_a_memo_is_saved_by_trying_again_once_the_codebook_is_mended(coded_bench: Workbench) -> None:
    whole = codebook_of(coded_bench).read_text("utf-8")
    typed(at(coded_bench, LEAVE), "m !")
    codebook_of(coded_bench).write_text("themes: [\n", "utf-8")
    coded_bench.look_again()
    typed(coded_bench, "<escape>")
    assert told(coded_bench).startswith("NOT SAVED.")
    codebook_of(coded_bench).write_text(whole, "utf-8")
    coded_bench.look_again()
    typed(coded_bench, "r")
    assert (coded_bench.mode, memos(coded_bench)) == ("READ", {"", "turnover!"})


@pytest.mark.parametrize("left", ["b", THROW_AWAY + " m"])
def test_a_memo_saved_later_is_not_followed_by_an_older_draft(coded_bench: Workbench, left: str) -> None:
    """S4: draft."""
    whole = codebook_of(coded_bench).read_text("utf-8")
    typed(at(coded_bench, LEAVE), "m !")
    codebook_of(coded_bench).write_text("themes: [\n", "utf-8")
    coded_bench.look_again()
    typed(coded_bench, "<escape>")
    coded_bench.keep_place()
    codebook_of(coded_bench).write_text(whole, "utf-8")
    coded_bench.look_again()
    typed(coded_bench, f"{left} ? <escape>")
    coded_bench.keep_place()
    coded_bench.sitting.close()
    later = opened(coded_bench.sitting.study.root)
    assert (later.mode, {row.get("memo") for row in codings(later.sitting.study.root)}) == (
        "READ",
        {None, "turnover!?" if left == "b" else "turnover?"},
    )
    later.sitting.close()


def test_a_draft_is_kept_while_it_is_asked_what_is_to_be_done(coded_bench: Workbench) -> None:
    """S4: draft; also when the sitting is killed at the question."""
    typed(at(coded_bench, LEAVE), "m !")
    edit_transcript(coded_bench)
    typed(coded_bench, "<escape>")
    coded_bench.keep_place()
    assert coded_bench.sitting.place.draft == "turnover!"


def test_an_act_that_is_saved_is_told_with_why_no_other_can_follow(
    coded_bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    star = acting.star

    def star_and_break(*args: Any, **kwargs: Any) -> acting.Plan:
        plan = star(*args, **kwargs)
        codebook_of(coded_bench).write_text("themes: [\n", "utf-8")
        return plan

    monkeypatch.setattr(acting, "star", star_and_break)
    typed(at(coded_bench, LEAVE), "*")
    assert coded_bench.message.startswith("Took the star from: ")
    assert "codebook.yaml has 1 problem" in coded_bench.message


def test_a_draft_whose_excerpt_is_gone_is_told_at_the_start(coded_bench: Workbench) -> None:
    typed(at(coded_bench, LEAVE), "m !")
    coded_bench.keep_place()
    assert coded_bench.in_hand
    root = coded_bench.sitting.study.root
    assert run("-C", root, "excerpt", "remove", coded_bench.in_hand.id, "--yes") == 0
    coded_bench.sitting.close()
    later = opened(root)
    assert later.mode == "READ"
    assert "“turnover!”" in later.message
    later.sitting.close()


def test_the_codes_used_last_are_on_disk_with_the_act(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S4: the place is kept once an act, with the act's codes in it."""
    kept: list[tuple[str, ...]] = []
    keep = bench.sitting.keep

    def noted(place: Place) -> None:
        keep(place)
        kept.append(place.last)

    monkeypatch.setattr(bench.sitting, "keep", noted)
    typed(at(bench, MOTHER), "c barr <enter>")
    typed(at(bench, LISTEN), "c slow <enter>")
    assert kept == [("barriers",), ("slowing-down",)]
    assert bench.sitting.place.recent == ("slowing-down", "barriers")
