"""pimh transcript pseudonymise: no byte of the study tells a name afterwards, and all works as before."""

from __future__ import annotations

import io
import stat
import sys
from typing import TYPE_CHECKING

import pytest
from building import codings, history, snapshot, written
from named_study import key, named_study, telling

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Pimh

DO = ("transcript", "pseudonymise", "--key")


@pytest.fixture
def named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The study with its names, which is the current folder; the key lies beside it."""
    monkeypatch.delenv("PIMH_STUDY", raising=False)
    monkeypatch.delenv("PIMH_CODER", raising=False)
    root = named_study(tmp_path / "study")
    key(tmp_path / "key.csv")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def done(named: Path, pimh: Pimh) -> Path:
    """The same once it is pseudonymised."""
    ran = pimh(*DO, "../key.csv", "--yes")
    assert ran.code == 0, ran.talk
    return named


def test_afterwards_no_byte_of_the_folder_tells_a_name(named: Path, pimh: Pimh) -> None:
    assert len(telling(named)) > 30
    ran = pimh(*DO, "../key.csv", "--yes")
    assert (ran.code, telling(named)) == (0, [])
    assert "Replaced 35 names of 3 people and 1 place or thing in fg1 and 5 other files" in ran.talk


@pytest.mark.parametrize(
    "words",
    [
        ("status",),
        ("check", "roster"),
        ("table", "3"),
        ("table", "participation"),
        ("report",),
        ("excerpt", "list"),
        ("codebook", "show"),
        ("log",),
        ("transcript", "sync"),
    ],
)
def test_every_command_goes_on(done: Path, pimh: Pimh, words: tuple[str, ...]) -> None:
    ran = pimh(*words)
    assert (ran.code, telling(done)) == (0, [])
    assert "Maya" not in ran.out + ran.talk


def test_coding_goes_on(done: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch) -> None:
    given = io.TextIOWrapper(io.BytesIO(b"go 3\ncode 1 Barriers\nundo\n"), "utf-8")
    monkeypatch.setattr("sys.stdin", given)
    ran = pimh("code", "--plain")
    assert (ran.code, telling(done)) == (0, [])
    assert "Coded 'Barriers': fg1, turn 3, P3: \"I ask the mother first.\". Saved." in ran.out


def test_excerpts_stand_in_the_new_words(done: Path, pimh: Pimh) -> None:
    text = (done / "transcripts" / "fg1.txt").read_text("utf-8")
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in codings(done))
    assert {row["quote"] for row in codings(done)} >= {"P3 and P1 leave"}
    (state,) = pimh("transcript", "sync", "--json").data
    assert (state["same"], state["changed"], state["lost"]) == (3, [], [])


def test_labels_and_answers_and_consent_are_called_alike(done: Path, pimh: Pimh) -> None:
    people = pimh("participant", "list", "--json").data["participants"]
    assert sorted((one["id"], one["turns"]) for one in people) == [
        ("P1", 1),
        ("P2", 2),
        ("P3", 1),
        ("P4", 1),
    ]
    assert "P4: {quote: no}" in (done / "study.yaml").read_text("utf-8")


def test_an_act_of_before_can_be_undone_and_brings_no_name_back(done: Path, pimh: Pimh) -> None:
    for _ in range(4):
        assert pimh("undo").code == 0
    assert (codings(done), telling(done)) == ([], [])
    for _ in range(4):
        assert pimh("redo").code == 0
    assert (len(codings(done)), telling(done)) == (3, [])


def test_a_quote_that_the_history_cut_within_a_name_is_cut_elsewhere(done: Path) -> None:
    (sentence,) = [one["sentence"] for one in history(done) if "They all say" in one["sentence"]]
    assert sentence.endswith('day after day after day, said P1 once…"')


def test_the_record_has_counts_and_neither_the_key_nor_a_name(done: Path) -> None:
    record = history(done)[-1]
    assert record["do"] == "transcript pseudonymise"
    assert record["sentence"].endswith("removed 1 original and 1 report; key not kept here.")
    assert "key.csv" not in "".join(map(str, snapshot(done).values()))


def test_done_again_nothing_is_left_and_nothing_is_written(done: Path, pimh: Pimh) -> None:
    before = snapshot(done)
    ran = pimh(*DO, "../key.csv", "--yes")
    assert (ran.code, "Nothing is left to replace." in ran.talk) == (0, True)
    assert snapshot(done) == before


def test_a_dry_run_shows_every_place_and_what_stays_and_writes_nothing(named: Path, pimh: Pimh) -> None:
    before = snapshot(named.parent)
    ran = pimh(*DO, "../key.csv", "--dry-run")
    assert snapshot(named.parent) == before
    assert "Maya Byrne becomes P1: 18 places\n" in ran.out
    assert "  fg1, turn 3: …irst. That is MAYA’S way, and [Mimi → P1]’s.\n" in ran.out
    assert "  fg1, turn 6: Rose: The [rose]s on the ward. Rose said it be…\n" in ran.out
    assert "  study.yaml:9: # [Zoë → P3] moved in June\n" in ran.out
    assert "  originals/fg1.docx: removed\n" in ran.out
    assert ran.talk.endswith("Nothing was written.\n")
    assert ran.code == 0


def test_programs_get_the_places(named: Path, pimh: Pimh) -> None:
    data = pimh(*DO, "../key.csv", "--dry-run", "--json").data
    assert (data["changed"], len(data["replaced"]), len(data["unsure"])) == (True, 35, 2)
    assert data["removed"] == ["originals/fg1.docx", "reports/table-3.docx"]


def test_without_consent_nothing_is_replaced(named: Path, pimh: Pimh, asked: Callable[[str], None]) -> None:
    asked("n")
    before = snapshot(named)
    ran = pimh(*DO, "../key.csv")
    assert (ran.code, "Nothing was changed." in ran.talk, snapshot(named)) == (1, True, before)


def test_what_cannot_be_rewritten_is_told(named: Path, pimh: Pimh) -> None:
    (named / "recording.bin").write_bytes(b"\x00\x01\x02 an interview with Maya Byrne \x00\xff")
    written(named / "notes" / "on-maya.md", "She left.")
    ran = pimh(*DO, "../key.csv", "--yes")
    assert ran.code == 1
    assert "recording.bin: still holds names of the key." in ran.talk
    assert "notes/on-maya.md: is called by a name of the key." in ran.talk


def test_a_pseudonym_that_is_no_label_is_refused_before_anything_is_written(named: Path, pimh: Pimh) -> None:
    written(named.parent / "key.csv", "name,pseudonym\nMaya Byrne,[a mother]\n")
    before = snapshot(named)
    ran = pimh(*DO, "../key.csv", "--yes")
    assert (ran.code, snapshot(named)) == (1, before)
    assert "a pseudonym cannot stand before a turn ('Maya Byrne' becomes '[a mother]')" in ran.talk


def test_somebody_of_the_team_who_is_called_alike_keeps_the_id(named: Path, pimh: Pimh) -> None:
    written(named.parent / "key.csv", "name,pseudonym\nAnna,P9\n")
    ran = pimh(*DO, "../key.csv", "--yes")
    assert "anna of the team is called by a name of the key; the id stays" in ran.talk
    assert ran.code == 0
    assert "id: anna\n" in (named / "study.yaml").read_text("utf-8")
    assert pimh("undo").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="owners are known to POSIX only")
def test_a_key_that_others_could_read_is_made_private_and_that_is_told(named: Path, pimh: Pimh) -> None:
    path = named.parent / "key.csv"
    path.chmod(0o644)
    dry = pimh(*DO, path, "--dry-run")
    assert ("chmod 600" in dry.talk, stat.S_IMODE(path.stat().st_mode)) == (True, 0o644)
    ran = pimh(*DO, path, "--yes")
    assert "it can now be read by you alone." in ran.talk
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
