"""pimh participant withdraw: shows what goes, asks, does it, searches the folder, and gives a receipt."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from building import codings, history, run, snapshot, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Pimh, Ran

SAID = "People leave, and what they know leaves with them."


def withdraw(pimh: Pimh, *more: str | Path, name: str = "P1") -> Ran:
    return pimh("participant", "withdraw", name, *more)


@pytest.mark.parametrize("options", [(), ("--all", "--turns"), ("--quotes", "--turns", "--all")])
def test_how_far_has_to_be_said_once(coded: Path, pimh: Pimh, options: tuple[str, ...]) -> None:
    ran = withdraw(pimh, *options)
    assert ran.code == 2
    assert all(word in ran.talk for word in ("--quotes:", "--turns:", "--all:"))


def test_a_dry_run_changes_nothing(coded: Path, pimh: Pimh) -> None:
    before = snapshot(coded)
    ran = withdraw(pimh, "--all", "--dry-run")
    assert (ran.code, snapshot(coded)) == (0, before)
    assert "Nothing was written." in ran.talk


def test_a_dry_run_shows_what_goes_and_what_the_themes_lose(coded: Path, pimh: Pimh) -> None:
    out = withdraw(pimh, "--all", "--dry-run").out
    assert "Talk: 2 turns, 19 words in fg1" in out
    assert "Excerpts that go: 2; that keep what others say: 0\nAmong them: 1 starred, 2 printed" in out
    assert "  Practice > Slowing down: 1 | 1 | 1 → 0 | 0 | 0; nothing is left" in out
    assert "  participants-by-theme\n" in out


def test_programs_get_the_same(coded: Path, pimh: Pimh) -> None:
    data = withdraw(pimh, "--all", "--dry-run", "--json").data
    assert (data["participant"], data["turns"], data["words"], len(data["gone"])) == ("P1", 2, 19, 2)
    assert {loss["key"]: loss["loses_all"] for loss in data["losses"]}["barriers"] is True
    assert "participants.csv" in data["writes"]


def test_a_theme_that_loses_its_only_voice_is_told(coded: Path, pimh: Pimh) -> None:
    both = "what is hard?\nP1: People leave, and"
    assert run("excerpt", "add", "--quote", both, "--code", "barriers") == 0
    out = withdraw(pimh, "--all", "--dry-run").out
    assert "  Barriers: 2 | 1 | 1 → 1 | 0 | 1; its only voice" in out


def test_that_two_versions_of_table_2_tell_the_row_is_said(coded: Path, pimh: Pimh) -> None:
    pimh("report")
    out = withdraw(pimh, "--all", "--dry-run").out
    assert "this person's whole row" in out
    assert "must not be published beside the new one" in out


def test_traces_are_listed_with_their_places(coded: Path, pimh: Pimh) -> None:
    talk = coded / "transcripts" / "fg1.txt"
    more = "Moderator: P1, you say what they know leaves with them?\n"
    talk.write_text(talk.read_text("utf-8").replace("P2: We slow", f"{more}P2: We slow"), "utf-8")
    written(coded / "memos" / "m.md", "About P1.\n")
    out = withdraw(pimh, "--turns", "--dry-run").out
    assert "fg1, turn 6 (Moderator): “Moderator: P1, you say what they know leaves …”" in out
    assert "fg1, turn 6 (Moderator): “what they know leaves with them”" in out
    assert "memos/m.md: “About P1.”" in out


def test_a_code_called_by_the_words_is_told_and_stays_until_it_is_renamed(coded: Path, pimh: Pimh) -> None:
    book = coded / "codebook.yaml"
    book.write_text(book.read_text("utf-8") + "- {id: x, name: We listen more than we did}\n", "utf-8")
    ran = withdraw(pimh, "--all", "--yes")
    assert "We listen more than we did" in ran.talk
    assert (ran.code, "codebook.yaml: still holds" in ran.talk) == (1, True)


def test_what_cannot_be_reached_is_named(coded: Path, pimh: Pimh) -> None:
    subprocess.run(["git", "init", "-q", str(coded)], check=True)
    out = withdraw(pimh, "--turns", "--dry-run").out
    assert all(word in out for word in ("git filter-repo", "recording", "backups", "key file"))


def test_without_a_terminal_it_takes_yes(coded: Path, pimh: Pimh, asked: Callable[[str], None]) -> None:
    before = snapshot(coded)
    ran = withdraw(pimh, "--all")
    assert (ran.code, snapshot(coded)) == (2, before)


def test_who_says_no_has_changed_nothing(coded: Path, pimh: Pimh, asked: Callable[[str], None]) -> None:
    before = snapshot(coded)
    asked("n")
    ran = withdraw(pimh, "--all")
    assert (ran.code, snapshot(coded)) == (1, before)
    assert "Withdraw P1, which cannot be undone? [y/N]" in ran.talk


def test_afterwards_the_folder_was_searched(coded: Path, pimh: Pimh) -> None:
    ran = withdraw(pimh, "--all", "--yes")
    assert ran.code == 0
    assert "The whole folder was searched: nothing is left in it." in ran.talk
    assert codings(coded) == []


def test_the_receipt_holds_neither_the_id_nor_words(coded: Path, pimh: Pimh) -> None:
    out = coded.parent / "receipt.txt"
    ran = withdraw(pimh, "--all", "--yes", "-o", out)
    receipt = out.read_text("utf-8")
    assert ran.out == receipt
    assert re.match(r"Receipt of a withdrawal: [0-9a-z]{8}\nDate: \d{4}-\d\d-\d\d\nScope: all\n", receipt)
    assert "P1" not in receipt
    assert receipt.splitlines()[0].split()[-1] in history(coded)[-1]["sentence"]


def test_a_receipt_never_replaces_a_file_of_the_study(coded: Path, pimh: Pimh) -> None:
    before = snapshot(coded)
    assert withdraw(pimh, "--all", "--yes", "-o", "study.yaml").code == 2
    assert snapshot(coded) == before


def test_a_file_that_cannot_be_searched_is_named(coded: Path, pimh: Pimh) -> None:
    (coded / "board.png").write_bytes(b"\x89PNG\r\n\x00\x01\x02")
    ran = withdraw(pimh, "--turns", "--yes")
    assert (ran.code, "board.png: cannot be searched" in ran.talk) == (1, True)


def test_a_file_named_after_the_participant_is_named(coded: Path, pimh: Pimh) -> None:
    written(coded / "notes" / "p1.md", "Shy.\n")
    ran = withdraw(pimh, "--all", "--yes")
    assert (ran.code, "notes/p1.md: still holds" in ran.talk) == (1, True)


def test_an_unknown_id_is_met_with_the_nearest(coded: Path, pimh: Pimh) -> None:
    written(coded / "participants.csv", "participant_id,age,job\nPX1,34,Nurse\nP2,47,Nurse\n")
    ran = withdraw(pimh, "--all", name="PX11")
    assert (ran.code, "Did you mean 'PX1'?" in ran.talk) == (2, True)


def test_an_id_may_be_in_any_spelling(coded: Path, pimh: Pimh) -> None:
    assert withdraw(pimh, "--turns", "--yes", name="p 1").code == 0
    assert SAID not in (coded / "transcripts" / "fg1.txt").read_text("utf-8")


def test_a_second_run_says_that_nothing_is_left(coded: Path, pimh: Pimh) -> None:
    withdraw(pimh, "--turns", "--yes")
    ran = withdraw(pimh, "--turns", "--yes")
    assert (ran.code, ran.talk) == (0, "Nothing is left of P1 to withdraw with --turns.\n")


def test_with_quotes_the_words_stay_and_are_not_printed(coded: Path, pimh: Pimh) -> None:
    ran = withdraw(pimh, "--quotes", "--yes")
    assert (ran.code, len(codings(coded))) == (0, 2)
    assert "Not printed any more: 2 excerpts" in ran.talk
    assert SAID[:12] not in pimh("table", "quotes").out


def test_the_report_can_be_made_anew(coded: Path, pimh: Pimh) -> None:
    pimh("report")
    assert "pimh report" in withdraw(pimh, "--all", "--yes").talk
    assert not list((coded / "reports").iterdir())
    assert pimh("report").code == 0
