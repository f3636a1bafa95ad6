"""Undo and redo by their keys, disks that refuse, transcripts that changed, and where a sitting goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from building import codings, history, run
from screen.bench import (
    LEAVE,
    LISTEN,
    MOTHER,
    at,
    bench,
    coded_bench,
    opened,
    state,
    stored,
    typed,
    undone_all,
)

from pimhcli.coding.acts import Wanted
from pimhcli.errors import BusyError
from pimhcli.screen.panels import Memo
from pimhcli.storage import files, journal
from pimhcli.study import acting
from pimhcli.study.sitting import Sitting

if TYPE_CHECKING:
    from pathlib import Path

    from pimhcli.screen.workbench import Workbench

__all__ = ["bench", "coded_bench"]


@pytest.fixture(params=[(journal, "append"), (files, "replace")], ids=["history", "codings"])
def full(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """A disk that is full as long as its list holds something: for the history, or only behind it."""
    refusing: list[bool] = []
    module, name = request.param
    write = getattr(module, name)

    def refuse(path: Path, *args: Any, **kwargs: Any) -> None:
        if refusing:
            raise BusyError(f"{path.name} cannot be written: the disk is full.", hint="Free some space.")
        write(path, *args, **kwargs)

    monkeypatch.setattr(module, name, refuse)
    return refusing


def test_undo_goes_to_what_changed(bench: Workbench) -> None:
    typed(at(bench, MOTHER), "c barr <enter> G u")
    assert bench.turn
    assert (bench.turn.number, stored(bench)) == (3, [])
    assert bench.message.startswith("Undid: Coded 'Barriers'")


def test_redo_does_it_again(bench: Workbench) -> None:
    typed(at(bench, MOTHER), "c barr <enter>")
    before = state(bench)
    for undo, redo in (("u", "U"), ("<ctrl+z>", "<ctrl+r>"), ("<f6>", "<f7>"), ("u", "<ctrl+y>")):
        typed(bench, f"{undo} {redo}")
        assert state(bench) == before
    assert bench.message.startswith("Did again: Coded 'Barriers'")


def test_a_new_act_clears_what_could_be_redone(bench: Workbench) -> None:
    """U2: new act clears redo."""
    typed(at(bench, MOTHER), "c barr <enter> u")
    typed(at(bench, LEAVE), "c prac <enter> U")
    assert bench.message.startswith("There is nothing to redo.")


def test_undo_asks_once_before_it_takes_back_acts_of_earlier_times(coded_bench: Workbench) -> None:
    """U3: undo after restart asks once."""
    typed(coded_bench, "u")
    assert coded_bench.mode == "CHOOSE"
    typed(coded_bench, "n")
    assert len(coded_bench.material.excerpts) == 2
    typed(coded_bench, "u y u")
    assert (coded_bench.mode, len(coded_bench.material.excerpts)) == ("READ", 0)


def test_acts_of_this_sitting_are_undone_without_asking(coded_bench: Workbench) -> None:
    typed(at(coded_bench, MOTHER), "c barr <enter> u")
    assert (coded_bench.mode, len(coded_bench.material.excerpts)) == ("READ", 2)


def test_an_undo_that_another_coder_made_impossible_is_refused_with_the_reason(bench: Workbench) -> None:
    typed(at(bench, MOTHER), "c ask <enter> <enter>")
    other = Sitting(bench.sitting.study.root, "fg1", "ben")
    other.do(acting.code, "fg1", Wanted(30, 40, ("ask",)))
    other.close()
    typed(bench, "u")
    assert bench.message.startswith("This cannot be undone: 'ask' is used by other excerpts now.")
    assert bench.sitting.book.by_key["ask"]


def test_a_refused_act_is_taken_back_and_can_be_tried_again(bench: Workbench, full: list[bool]) -> None:
    """S3: message, act rolled back, nothing further but retry or quit."""
    root = bench.sitting.study.root
    full.append(True)
    typed(at(bench, MOTHER), "c barr <enter>")
    assert (bench.mode, bench.material.excerpts) == ("CHOOSE", ())
    typed(bench, "c s u D")
    typed(bench, "r")
    assert bench.mode == "CHOOSE"
    assert (history(root), codings(root)) == ([], [])
    full.clear()
    typed(bench, "r")
    assert (bench.mode, stored(bench)) == ("READ", [(MOTHER, "barriers")])
    assert bench.message.startswith("Coded 'Barriers'")


def test_a_refused_act_can_be_left_undone(bench: Workbench, full: list[bool]) -> None:
    """S3: exit clean."""
    full.append(True)
    typed(at(bench, MOTHER), "c barr <enter> b")
    assert (bench.mode, bench.over, stored(bench)) == ("READ", False, [])
    typed(at(bench, MOTHER), "c barr <enter> q")
    assert bench.over


@pytest.mark.parametrize(
    "keys", ["*", "x", "] w <enter>", "u y", "C slow <enter>", "<tab> R ! <enter>", "<tab> n x <enter>"]
)
def test_every_act_that_was_refused_is_done_by_trying_again(
    coded_bench: Workbench, full: list[bool], keys: str
) -> None:
    """S3: retry."""
    before = state(coded_bench)
    full.append(True)
    typed(at(coded_bench, LEAVE), keys)
    assert (coded_bench.mode, state(coded_bench)) == ("CHOOSE", before)
    full.clear()
    typed(coded_bench, "r")
    assert coded_bench.mode in {"READ", "BOOK"}
    assert state(coded_bench) != before


def test_a_memo_that_cannot_be_saved_is_not_lost(coded_bench: Workbench, full: list[bool]) -> None:
    full.append(True)
    for answer in ("b", "<escape>"):
        typed(at(coded_bench, LEAVE), f"m ! <escape> {answer}")
        assert isinstance(coded_bench.panel, Memo)
        assert coded_bench.panel.editor.text.startswith("turnover!")
    full.clear()
    typed(coded_bench, "? <escape>")
    assert {e.memo for e in coded_bench.material.excerpts} == {"", "turnover!m!?"}


def test_a_sitting_goes_on_where_it_ended(bench: Workbench) -> None:
    """S4: resume at turn, offset, filter, pins, folds."""
    typed(bench, "@ 1 <enter> <tab> p 2 h <escape>")
    at(bench, "mother first")
    typed(bench, "H M z")
    bench.keep_place()
    bench.sitting.close()
    later = opened(bench.sitting.study.root)
    assert later.cursor == bench.cursor
    assert (later.speakers, later.book.pins) == (frozenset({"P1", "P2"}), {"2": "practice"})
    assert (set(later.book.folded), later.switches.side) == ({"practice"}, False)
    assert (later.scene.margin, later.scene.highlights) == (False, False)
    later.sitting.close()


def test_the_last_codes_are_known_in_the_next_sitting(bench: Workbench) -> None:
    """S4: . and r go on."""
    typed(at(bench, MOTHER), "c barr <enter>")
    bench.sitting.close()
    later = opened(bench.sitting.study.root)
    typed(at(later, LEAVE), "s .")
    assert {code for _, code in stored(later)} == {"barriers"}
    later.sitting.close()


def test_a_memo_that_was_not_finished_is_open_again(coded_bench: Workbench) -> None:
    """S4: draft."""
    typed(at(coded_bench, LEAVE), "m :half")
    coded_bench.keep_place()
    coded_bench.sitting.close()
    later = opened(coded_bench.sitting.study.root)
    assert isinstance(later.panel, Memo)
    assert later.panel.editor.text == "turnover:half"
    typed(later, "<escape>")
    assert "turnover:half" in {e.memo for e in later.material.excerpts}
    later.sitting.close()
    again = opened(coded_bench.sitting.study.root)
    assert again.mode == "READ"
    again.sitting.close()


def test_a_speaker_who_is_no_longer_in_the_text_filters_nothing(bench: Workbench) -> None:
    typed(bench, "@ 1 2 <enter>")
    bench.sitting.close()
    path = bench.sitting.study.root / "transcripts" / "fg1.txt"
    path.write_text(path.read_text("utf-8").replace("P2:", "P9:"), "utf-8")
    later = opened(bench.sitting.study.root)
    assert later.speakers is None
    later.sitting.close()


def test_a_transcript_that_changed_since_it_was_coded_opens_with_its_excerpts_taken_along(
    coded_bench: Workbench,
) -> None:
    """S6: changed transcript ⇒ re-anchored."""
    coded_bench.sitting.close()
    path = coded_bench.sitting.study.root / "transcripts" / "fg1.txt"
    path.write_text(path.read_text("utf-8").replace("What has", "So, what has"), "utf-8")
    later = opened(coded_bench.sitting.study.root)
    assert (later.sitting.read_only, later.sitting.lost) == ("", ())
    assert len(later.sitting.excerpts) == len(coded_bench.sitting.excerpts)
    later.sitting.close()


def test_a_transcript_that_changes_while_it_is_coded_takes_no_more_acts(bench: Workbench) -> None:
    """S6: also in the middle of a sitting."""
    typed(at(bench, MOTHER), "c")
    path = bench.sitting.study.root / "transcripts" / "fg1.txt"
    path.write_text(f"{path.read_text('utf-8')}P1: One more.\n", "utf-8")
    typed(bench, "barr <enter>")
    assert (bench.went_wrong, bench.mode, stored(bench)) == (True, "READ", [])
    assert "fg1.txt changed on disk" in bench.message


def test_a_memo_on_a_transcript_that_changed_meanwhile_is_open_again_next_time(
    coded_bench: Workbench,
) -> None:
    typed(at(coded_bench, LEAVE), "m !")
    path = coded_bench.sitting.study.root / "transcripts" / "fg1.txt"
    words = path.read_text("utf-8")
    path.write_text(f"{words}P1: One more.\n", "utf-8")
    typed(coded_bench, "<escape> q")
    assert coded_bench.over
    coded_bench.keep_place()
    coded_bench.sitting.close()
    path.write_text(words, "utf-8")
    later = opened(coded_bench.sitting.study.root)
    assert isinstance(later.panel, Memo)
    assert later.panel.editor.text == "turnover!"
    later.sitting.close()


def test_a_second_window_of_the_same_coder_is_read_only(bench: Workbench) -> None:
    """S5: second session read-only."""
    second = opened(bench.sitting.study.root)
    assert second.message.startswith("Read only: anna codes fg1 in another window")
    typed(second, "s c barr <enter>")
    assert (second.mode, stored(second)) == ("READ", [])


def test_what_a_command_adds_is_taken_in(bench: Workbench, capsys: pytest.CaptureFixture[str]) -> None:
    """S5: `excerpt add` while open appears and is not overwritten."""
    typed(at(bench, MOTHER), "c barr <enter>")
    root = bench.sitting.study.root
    assert run("excerpt", "add", "--study", root, "--quote", LISTEN, "--code", "practice") == 0
    assert bench.look_again()
    assert bench.message == "Taken in: what was changed outside of this window."
    typed(at(bench, LEAVE), "c barr <enter>")
    assert len(codings(root)) == 3
    assert not bench.look_again()


def test_undoing_all_gives_the_study_as_it_was(coded_bench: Workbench) -> None:
    """U1: undo all."""
    before = state(coded_bench)
    typed(at(coded_bench, MOTHER), "c ask <enter> <enter> m why <escape> * - a ] w <enter> x")
    assert undone_all(coded_bench, left=2) >= 5
    assert state(coded_bench) == before
    assert len(history(coded_bench.sitting.study.root)) > 10
