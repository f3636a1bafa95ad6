"""A sitting: one coder at one transcript, beside others who may change the same files."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from building import STUDY, codings, run, snapshot, written

from pimhcli.coding.acts import Wanted
from pimhcli.errors import BusyError, StudyError, UsageError
from pimhcli.study import acting, codebook_acts
from pimhcli.study.resuming import Place, last_used
from pimhcli.study.sitting import Sitting

if TYPE_CHECKING:
    from building import Pimh

    from pimhcli.study.study import Study

MOTHER = ("excerpt", "add", "--quote", "I ask the mother first.", "--code", "practice")
TWO = ["We listen more than we did.", "People leave"]


def quotes(sitting: Sitting) -> list[str]:
    return [excerpt.quote for excerpt in sitting.excerpts]


def star(sitting: Sitting) -> acting.Plan:
    return sitting.do(acting.star, sitting.excerpts[0].id, on=True)


def test_what_is_done_is_on_disk_before_it_is_told(sitting: Sitting) -> None:
    star(sitting)
    assert [row.get("star", False) for row in codings(sitting.study.root)] == [True, True]
    assert sitting.excerpts[0].star


def test_a_second_sitting_may_read_only_and_is_told_who_is_at_work(sitting: Sitting) -> None:
    """S5: the second session is read-only, with the holder named."""
    second = Sitting(sitting.study.root, "fg1", "anna")
    assert f"anna codes fg1 in another window (pid {os.getpid()}, since " in second.read_only
    before = snapshot(sitting.study.root)
    with pytest.raises(BusyError, match="Nothing can be changed here") as caught:
        star(second)
    assert caught.value.hint == second.read_only
    assert snapshot(sitting.study.root) == before
    assert quotes(second) == TWO


def test_once_the_first_is_closed_the_next_one_may_write(sitting: Sitting) -> None:
    """S5: unless the holder is gone."""
    sitting.close()
    second = Sitting(sitting.study.root, "fg1", "anna")
    assert second.read_only == ""
    second.close()


def test_two_coders_may_code_one_transcript_at_once(sitting: Sitting) -> None:
    written(sitting.study.root / "study.yaml", f"{STUDY}    - id: ben\n")
    his = Sitting(sitting.study.root, "fg1", "ben")
    start = his.transcript.text.index("I ask")
    his.do(acting.code, "fg1", Wanted(start, start + 5, ("practice",)))
    assert (quotes(his), quotes(sitting)) == (["I ask"], TWO)
    his.close()


def test_what_a_command_added_meanwhile_is_seen(sitting: Sitting) -> None:
    """S5: excerpt add while open appears."""
    assert run(*MOTHER) == 0
    assert sitting.refresh() is True
    assert quotes(sitting) == [TWO[0], MOTHER[3], TWO[1]]
    assert sitting.refresh() is False


def test_what_a_command_added_meanwhile_is_not_overwritten(sitting: Sitting) -> None:
    """S5: excerpt add while open is not overwritten."""
    assert run(*MOTHER) == 0
    star(sitting)
    assert len(codings(sitting.study.root)) == 3
    assert quotes(sitting) == [TWO[0], MOTHER[3], TWO[1]]


def test_a_code_that_was_added_by_hand_meanwhile_can_be_given(sitting: Sitting) -> None:
    path = sitting.study.root / "codebook.yaml"
    path.write_text(f"{path.read_text('utf-8')}- name: Asking\n", "utf-8")
    assert sitting.refresh()
    sitting.do(acting.recode, sitting.excerpts[0].id, "", "Asking")
    assert sitting.excerpts[0].codes == ("asking",)


def test_a_codebook_that_is_broken_meanwhile_stops_it_until_it_is_mended(sitting: Sitting) -> None:
    path = sitting.study.root / "codebook.yaml"
    whole = path.read_text("utf-8")
    path.write_text(f"{whole}- name: [\n", "utf-8")
    assert sitting.refresh()
    assert "codebook.yaml has 1 problem" in sitting.read_only
    assert quotes(sitting) == TWO
    path.write_text(whole, "utf-8")
    assert sitting.refresh()
    assert sitting.read_only == ""


def test_codings_that_are_taken_away_meanwhile_are_not_begun_anew(sitting: Sitting) -> None:
    first = sitting.excerpts[0]
    wanted = Wanted(*first.span, ("barriers",))
    path = sitting.study.root / "codings" / "fg1" / "anna.jsonl"
    kept = path.read_bytes()
    path.unlink()
    with pytest.raises(StudyError, match=r"codings/fg1/anna.jsonl was there a moment ago and is gone"):
        sitting.do(acting.code, "fg1", wanted)
    assert not path.exists()
    path.write_bytes(kept)
    sitting.refresh()
    sitting.do(acting.code, "fg1", wanted)
    assert len(codings(sitting.study.root)) == 3


def edited(root: Path, old: str, new: str) -> None:
    path = root / "transcripts" / "fg1.txt"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_what_was_edited_since_it_was_coded_is_taken_along_when_it_is_opened(coded: Path) -> None:
    """S6: changed transcript is re-anchored, and says so."""
    edited(coded, "Focus group of May", "Focus group of the first of May")
    opened = Sitting(coded, "fg1", "anna")
    assert opened.taken_along == "fg1: 2 excerpts the same, 0 changed, 0 to review, 0 lost."
    assert (opened.read_only, quotes(opened), opened.lost) == ("", TWO, ())
    opened.close()
    again = Sitting(coded, "fg1", "anna")
    assert again.taken_along == ""
    again.close()


def test_words_that_are_gone_do_not_stop_the_rest_of_the_work(coded: Path) -> None:
    edited(coded, "People leave", "Folk go")
    sitting = Sitting(coded, "fg1", "anna")
    assert (sitting.read_only, quotes(sitting)) == ("", TWO[:1])
    (lost,) = sitting.lost
    start = sitting.transcript.text.index("Folk go")
    sitting.do(acting.resize, lost.id, start, start + 7)
    assert (quotes(sitting), sitting.lost) == ([TWO[0], "Folk go"], ())
    assert sitting.excerpts[1].memo == "turnover"
    sitting.close()


def test_a_transcript_that_is_edited_while_it_is_open_stops_the_sitting(sitting: Sitting) -> None:
    """S6: changed transcript is read-only."""
    edited(sitting.study.root, "Focus group of May", "Focus group")
    before = snapshot(sitting.study.root)
    with pytest.raises(BusyError) as caught:
        star(sitting)
    assert "changed on disk" in caught.value.hint
    assert snapshot(sitting.study.root) == before
    assert sitting.refresh()
    assert "Leave and come back" in sitting.read_only


def test_what_is_lost_can_neither_be_split_nor_merged(coded: Path, pimh: Pimh) -> None:
    edited(coded, "We listen more than we did.", "")
    key = codings(coded)[0]["id"]
    for words in (("split", key, "--at", "80"), ("merge", key, codings(coded)[1]["id"])):
        ran = pimh("excerpt", *words)
        assert (ran.code, "pimh transcript review fg1" in ran.talk) == (1, True)


def test_the_place_where_the_coder_stopped_is_taken_up_again(sitting: Sitting) -> None:
    """S4: resume at turn, column and filter."""
    place = Place(4, 7, ("P1",), ("practice",), ("barriers",), ("barriers",), {"1": "practice"}, draft="x")
    assert sitting.place == Place()
    sitting.keep(place)
    sitting.close()
    assert Sitting(sitting.study.root, "fg1", "anna").place == place
    assert Sitting(sitting.study.root, "fg1", "ben").place == Place()
    assert last_used(sitting.study.root, "fg1", "anna") > last_used(sitting.study.root, "fg2", "anna") == 0


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"turn": "four"}', b"\xff\xfe"])
def test_a_damaged_place_is_the_start(sitting: Sitting, data: bytes) -> None:
    """S4: a missing or damaged one is ignored."""
    sitting.keep(Place(4))
    (path,) = (sitting.study.root / ".pimh" / "places").iterdir()
    path.write_bytes(data)
    assert sitting.place == Place()


def test_a_sitting_that_only_reads_keeps_no_place(sitting: Sitting) -> None:
    sitting.keep(Place(4))
    Sitting(sitting.study.root, "fg1", "anna").keep(Place(2))
    assert sitting.place == Place(4)


def test_a_study_that_cannot_be_written_to_can_be_read(read_only: Path) -> None:
    """S3: read-only."""
    sitting = Sitting(read_only, "fg1", "anna")
    assert "the disk is read-only" in sitting.read_only
    assert quotes(sitting) == TWO
    sitting.keep(Place(4))
    assert sitting.place == Place()


def test_a_transcript_that_there_is_not_is_refused(coded: Path) -> None:
    with pytest.raises(UsageError, match="There is no transcript 'fg9'"):
        Sitting(coded, "fg9", "anna")


def test_an_act_on_the_codebook_is_seen_at_once(sitting: Sitting) -> None:
    sitting.do(codebook_acts.rename, "barriers", "Hurdles")
    assert sitting.book.by_key["barriers"].name == "Hurdles"


def test_a_second_sitting_can_write_once_the_first_is_closed(study: Path) -> None:
    """S5: read only lasts as long as the other window."""
    first = Sitting(study, "fg1", "anna")
    second = Sitting(study, "fg1", "anna")
    assert (bool(second.read_only), second.refresh()) == (True, False)
    first.close()
    assert (second.refresh(), second.read_only) == (True, "")
    second.close()


def test_a_file_that_goes_while_it_is_looked_at_stops_nothing(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sitting.study.root / "codebook.yaml"
    stat, whole = Path.stat, path.read_text("utf-8")

    def then_gone(self: Path, **kwargs: Any) -> os.stat_result:
        found = stat(self, **kwargs)
        if self == path:
            path.unlink()
        return found

    monkeypatch.setattr(Path, "stat", then_gone)
    sitting.refresh()
    monkeypatch.undo()
    assert sitting.refresh()
    assert "codebook.yaml is missing" in sitting.read_only
    path.write_text(whole, "utf-8")
    assert sitting.refresh()
    assert sitting.read_only == ""


def test_no_place_waits_until_the_disk_has_it(sitting: Sitting, monkeypatch: pytest.MonkeyPatch) -> None:
    """S4: losing it loses no data, and every act keeps it."""
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", flushed.append)
    for number in (4, 5):
        sitting.keep(Place(number))
    assert (flushed, sitting.place) == ([], Place(5))
    assert [path.name for path in (sitting.study.root / ".pimh" / "places").iterdir()] == ["fg1.anna.json"]


def test_a_place_that_cannot_be_kept_leaves_the_one_before(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, *_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), self)

    sitting.keep(Place(4))
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(BusyError, match="the disk is full"):
        sitting.keep(Place(5))
    assert sitting.place == Place(4)


def test_an_act_that_is_saved_is_told_although_the_study_is_broken_right_behind_it(sitting: Sitting) -> None:
    path = sitting.study.root / "codebook.yaml"
    whole = path.read_text("utf-8")

    def star_and_break(study: Study, coder: str) -> acting.Plan:
        plan = acting.star(study, coder, sitting.excerpts[0].id, on=True)
        path.write_text("themes: [\n", "utf-8")
        return plan

    assert sitting.do(star_and_break).sentence.startswith("Starred")
    assert "codebook.yaml has 1 problem" in sitting.read_only
    path.write_text(whole, "utf-8")
    assert sitting.refresh()
    assert (sitting.read_only, sitting.excerpts[0].star) == ("", True)
