"""pimh check names: what may still tell who somebody is, and what somebody has looked at already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from building import STUDY, csv_file, snapshot, written
from named_study import key, named_study

if TYPE_CHECKING:
    from building import Pimh

SAMPLE = Path(__file__).parents[2] / "sample_data" / "study"


def test_the_sample_study_has_notes_only(pimh: Pimh) -> None:
    ran = pimh("check", "names", "-C", SAMPLE)
    assert (ran.code, ran.out.count("warning")) == (0, 0)


def test_names_of_the_key_are_errors_wherever_they_stand(tmp_path: Path, pimh: Pimh) -> None:
    root, path = named_study(tmp_path / "study"), key(tmp_path / "key.csv")
    before = snapshot(root)
    ran = pimh("check", "names", "--key", path, "-C", root)
    assert (ran.code, snapshot(root)) == (1, before)
    assert "  transcripts/fg1.txt:1: 'Maya Byrne' is a name of the key" in ran.out
    assert "codings/fg1/anna.jsonl" in ran.out
    assert "'maya.byrne@example.org' is an e-mail address" not in ran.out


def test_once_the_names_are_replaced_the_check_finds_none(tmp_path: Path, pimh: Pimh) -> None:
    root, path = named_study(tmp_path / "study"), key(tmp_path / "key.csv")
    assert pimh("transcript", "pseudonymise", "--key", path, "--yes", "-C", root).code == 0
    assert "is a name of the key (" not in pimh("check", "names", "--key", path, "-C", root).out


def test_without_a_key_capitals_and_labels_are_told(study: Path, pimh: Pimh) -> None:
    written(study / "transcripts" / "fg1.txt", "P1: We met Hector in Pilates.\nZoltan: Yes.\n")
    out = pimh("check", "names").out
    assert "transcripts/fg1.txt:1: 'Hector' has a capital" in out
    assert "transcripts/fg1.txt:2: 'Zoltan' speaks, and is no participant's id" in out


def test_what_not_names_lists_is_passed_over(study: Path, pimh: Pimh) -> None:
    written(study / "transcripts" / "fg1.txt", "P1: We met in Pilates.\n")
    assert "Pilates" in pimh("check", "names").out
    written(study / "study.yaml", f"{STUDY}    not_names: [Pilates]\n")
    assert pimh("check", "names").code == 0


def test_memos_of_excerpts_and_files_are_looked_through(coded: Path, pimh: Pimh) -> None:
    (row,) = [one for one in pimh("excerpt", "list", "--json").data if one["memo"]]
    assert pimh("excerpt", "memo", row["id"], "so says Hector").code == 0
    written(coded / "memos" / "may.md", "Today\nI met Ottilie.")
    out = pimh("check", "names").out
    assert "codings/fg1/anna.jsonl: 'Hector'" in out
    assert "memos/may.md:2: 'Ottilie'" in out


def test_a_text_of_study_yaml_is_told_with_its_line(study: Path, pimh: Pimh) -> None:
    written(study / "study.yaml", f"{STUDY}    setting: We met at Hector Hall.\n")
    assert "study.yaml:8: 'Hector Hall'" in pimh("check", "names").out


def test_a_key_within_the_study_is_an_error_of_the_check(study: Path, pimh: Pimh) -> None:
    written(study / "key.csv", "name,pseudonym\nMaya,P1\n")
    ran = pimh("check", "names", "--key", "key.csv")
    assert (ran.code, "  key.csv: lies within the study" in ran.out) == (1, True)


def test_a_key_is_of_no_other_check(study: Path, pimh: Pimh) -> None:
    ran = pimh("check", "roster", "--key", "key.csv")
    assert (ran.code, "--key is for the check names." in ran.talk) == (2, True)


def test_a_first_key_has_the_ids_that_may_be_names(study: Path, pimh: Pimh) -> None:
    csv_file(
        study / "participants.csv",
        "participant_id,age,job",
        ["Maya Byrne", "34", "Nurse"],
        ["P2", "40", "Nurse"],
    )
    assert pimh("transcript", "pseudonymise", "--new-key", "--key", study.parent / "key.csv").code == 0
    rows = (study.parent / "key.csv").read_text("utf-8-sig").splitlines()
    assert "Maya Byrne,,,person" in rows
    assert not [row for row in rows if row.startswith("P2")]


def test_a_first_key_has_a_row_for_each_that_looks_like_a_name(study: Path, pimh: Pimh) -> None:
    written(study / "transcripts" / "fg1.txt", "P1: We met Hector in Leeds.\nZoltan: Yes.\n")
    path = study.parent / "key.csv"
    ran = pimh("transcript", "pseudonymise", "--key", path, "--new-key")
    assert (ran.code, "Wrote 3 rows into" in ran.talk) == (0, True)
    rows = path.read_text("utf-8-sig").splitlines()
    assert sorted(rows[1:]) == ["Hector,,,", "Leeds,,,place", "Zoltan,,,person"]


def test_turns_of_somebody_who_withdrew_name_nobody(coded: Path, pimh: Pimh) -> None:
    assert pimh("participant", "withdraw", "P1", "--all", "--yes").code == 0
    assert "Withdrawn" in (coded / "transcripts" / "fg1.txt").read_text("utf-8")
    assert "Withdrawn" not in pimh("check", "names").out
