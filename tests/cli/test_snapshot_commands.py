"""pimh snapshot: kept by name, never replaced, brought back as one act; and words taken out for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import codings, csv_file, history, run, snapshot

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Pimh

ROOM = "snapshots/before-merging"


@pytest.fixture
def kept(coded: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The coded study with a snapshot, after which one excerpt was removed and a theme renamed."""
    assert run("snapshot", "add", "before merging", "--note", "all coded") == 0
    assert run("undo") == 0
    assert run("codebook", "rename", "barriers", "Walls") == 0
    capsys.readouterr()
    return coded


def held(root: Path) -> str:
    """All that the files of the snapshots hold."""
    return "\n".join(path.read_text("utf-8") for path in sorted((root / "snapshots").rglob("*.*")))


def test_a_snapshot_is_the_files_as_they_are_and_a_card(coded: Path, pimh: Pimh) -> None:
    before = snapshot(coded)
    assert (
        pimh("snapshot", "add", "before merging").talk == "Made the snapshot 'before merging' of 2 files.\n"
    )
    new = {name: data for name, data in snapshot(coded).items() if name not in before and data}
    assert set(new) == {
        f"{ROOM}/{name}" for name in ("snapshot.yaml", "codebook.yaml", "codings/fg1/anna.jsonl")
    }
    for name in ("codebook.yaml", "codings/fg1/anna.jsonl"):
        assert new[f"{ROOM}/{name}"] == before[name]


def test_no_snapshot_is_ever_replaced(kept: Path, pimh: Pimh) -> None:
    before = snapshot(kept)
    ran = pimh("snapshot", "add", "Before  merging")
    assert (ran.code, "none is ever replaced" in ran.talk) == (2, True)
    assert snapshot(kept) == before


@pytest.mark.parametrize("name", ["до слияния", "con", "..", "a/b"])
def test_any_name_gets_a_folder_that_every_system_can_have(coded: Path, pimh: Pimh, name: str) -> None:
    ran = pimh("snapshot", "add", name)
    if ran.code == 0:
        assert pimh("snapshot", "show", name).code == 0
        (folder,) = (coded / "snapshots").iterdir()
        assert folder.name.isascii()


def test_a_snapshot_without_a_name_is_none(coded: Path, pimh: Pimh) -> None:
    assert pimh("snapshot", "add", " ").code == 2


def test_the_snapshots_are_listed(kept: Path, pimh: Pimh) -> None:
    assert pimh("snapshot", "list").out.endswith("anna  before merging  all coded\n")


def test_snapshot_alone_is_the_list(kept: Path, pimh: Pimh) -> None:
    assert pimh("snapshot").out == pimh("snapshot", "list").out


def test_before_there_is_one_the_list_says_how_to_make_one(coded: Path, pimh: Pimh) -> None:
    assert "pimh snapshot add" in pimh("snapshot", "list").talk


def test_one_that_cannot_be_read_keeps_nobody_from_the_others(kept: Path, pimh: Pimh) -> None:
    pimh("snapshot", "add", "torn", "--coder", "anna")
    (kept / "snapshots" / "torn" / "snapshot.yaml").write_text(": : [", "utf-8")
    listed = pimh("snapshot", "list", "--json").envelope
    assert [card["name"] for card in listed["data"]] == ["before merging"]
    assert listed["findings"][0]["where"] == "snapshots/torn/snapshot.yaml"
    assert pimh("snapshot", "show", "before merging").code == 0
    refused = pimh("snapshot", "show", "torn")
    assert (refused.code, "snapshots/torn/snapshot.yaml:1:1" in refused.talk) == (3, True)


def test_show_tells_what_it_holds(kept: Path, pimh: Pimh) -> None:
    shown = pimh("snapshot", "show", "before merging").out
    assert "Barriers" in shown
    assert "codings    fg1 of anna: 2" in shown


def test_diff_tells_what_happened_since(kept: Path, pimh: Pimh) -> None:
    assert pimh("snapshot", "diff", "before merging").out.splitlines() == [
        "From before merging to now:",
        "  renamed theme 'Walls' from 'Barriers'",
        "  fg1, anna: 0 excerpts more, 1 fewer, 0 otherwise coded",
    ]


def test_two_snapshots_are_compared(kept: Path, pimh: Pimh) -> None:
    pimh("snapshot", "add", "later")
    now = pimh("snapshot", "diff", "before merging", "--json").data
    assert pimh("snapshot", "diff", "before merging", "later", "--json").data == {**now, "new": "later"}


def test_the_codebooks_alone_are_a_table(kept: Path, pimh: Pimh) -> None:
    assert pimh("codebook", "diff", "before merging", "--format", "csv").out.splitlines() == [
        "Entry,Level,What happened,How",
        "Walls,theme,renamed,from 'Barriers'",
    ]


def test_a_restore_shows_what_it_does_and_asks(kept: Path, pimh: Pimh, asked: Callable[[str], None]) -> None:
    before = snapshot(kept)
    assert pimh("snapshot", "restore", "before merging").code == 2
    asked("n")
    ran = pimh("snapshot", "restore", "before merging")
    assert (ran.code, snapshot(kept)) == (1, before)
    assert "renamed theme 'Barriers' from 'Walls'" in ran.talk
    assert "1 excerpt more" in ran.talk


def test_a_dry_run_of_a_restore_changes_nothing(kept: Path, pimh: Pimh) -> None:
    before = snapshot(kept)
    assert "Nothing was written." in pimh("snapshot", "restore", "before merging", "--dry-run").talk
    assert snapshot(kept) == before


def test_a_restore_is_one_act_that_is_undone(kept: Path, pimh: Pimh) -> None:
    before = codings(kept), (kept / "codebook.yaml").read_bytes(), len(history(kept))
    assert pimh("snapshot", "restore", "before merging", "--yes").code == 0
    assert (kept / "codebook.yaml").read_bytes() == (kept / ROOM / "codebook.yaml").read_bytes()
    assert (len(codings(kept)), len(history(kept))) == (2, before[2] + 1)
    assert pimh("undo").code == 0
    assert (codings(kept), (kept / "codebook.yaml").read_bytes()) == before[:2]


def test_a_snapshot_that_is_not_there_is_guessed(kept: Path, pimh: Pimh) -> None:
    ran = pimh("snapshot", "show", "before mergin")
    assert (ran.code, "Did you mean 'before merging'?" in ran.talk) == (2, True)


def test_a_removed_snapshot_leaves_nothing_but_its_record(kept: Path, pimh: Pimh) -> None:
    assert pimh("snapshot", "remove", "before merging").code == 2
    assert pimh("snapshot", "remove", "before merging", "--yes").code == 0
    assert list((kept / "snapshots").iterdir()) == []
    assert history(kept)[-1]["do"] == "snapshot remove"
    assert pimh("snapshot", "add", "before merging").code == 0


def test_snapshots_count_for_nothing_anywhere_else(coded: Path, pimh: Pimh) -> None:
    before = (
        pimh("excerpt", "list").out,
        pimh("table", "themes", "--counts").out,
        pimh("participant", "list").out,
    )
    pimh("snapshot", "add", "one")
    after = (
        pimh("excerpt", "list").out,
        pimh("table", "themes", "--counts").out,
        pimh("participant", "list").out,
    )
    assert before == after


class TestWordsTakenOutForGood:
    def test_a_withdrawal_takes_the_words_out_of_the_snapshots_too(self, kept: Path, pimh: Pimh) -> None:
        assert pimh("participant", "withdraw", "P1", "--all", "--yes").code == 0
        assert "listen more" not in held(kept)
        assert "People leave" not in held(kept)

    def test_a_snapshot_is_whole_afterwards_and_brings_none_of_it_back(self, kept: Path, pimh: Pimh) -> None:
        pimh("participant", "withdraw", "P1", "--all", "--yes")
        assert pimh("snapshot", "restore", "before merging", "--yes").code == 0
        assert codings(kept) == []

    def test_pseudonyms_stand_in_the_snapshots_and_come_back_with_them(
        self, kept: Path, source: Path, pimh: Pimh
    ) -> None:
        key = csv_file(source / "key.csv", "name,pseudonym", ["People", "Everyone"])
        assert pimh("transcript", "pseudonymise", "--key", key, "--yes").code == 0
        assert "People" not in held(kept)
        assert pimh("snapshot", "restore", "before merging", "--yes").code == 0
        assert "Everyone leave" in [row["quote"] for row in codings(kept)]

    def test_a_snapshot_that_is_called_by_a_name_is_told_and_goes_on_when_its_folder_is_renamed(
        self, kept: Path, source: Path, pimh: Pimh
    ) -> None:
        run("snapshot", "add", "People leave")
        key = csv_file(source / "key.csv", "name,pseudonym", ["People", "Everyone"])
        ran = pimh("transcript", "pseudonymise", "--key", key, "--yes")
        assert (ran.code, "snapshots/people-leave/snapshot.yaml: is called by a name" in ran.talk) == (
            1,
            True,
        )
        (kept / "snapshots" / "people-leave").rename(kept / "snapshots" / "two")
        assert pimh("snapshot", "show", "Everyone leave").code == 0
