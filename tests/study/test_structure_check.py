"""The check of the structure: every broken file is told, whatever else is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import made_study, written

from pimhcli.checks.registry import Asked
from pimhcli.study.checking.listed import checked
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from pimhcli.findings import Finding

BROKEN = {
    "study.yaml": "title: [",
    "questionnaire.yaml": "items: 7",
    "participants.csv": "id,age\nP1,old\n",
    "codebook.yaml": "themes:\n- name: [x\n",
    "transcripts/fg2.txt": "nobody speaks here",
    "codings/fg1/anna.jsonl": "{torn",
    "memos/a.md": "---\non: [a\n---\nWords.\n",
    "history/anna-1.jsonl": "{torn",
}


def found(root: Path) -> list[Finding]:
    (done,) = checked(Study(root), ["structure"], Asked())
    return list(done.findings)


def test_a_whole_study_is_passed(tmp_path: Path) -> None:
    assert found(made_study(tmp_path / "s")) == []


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_told_by_its_name(tmp_path: Path, name: str) -> None:
    root = made_study(tmp_path / "s")
    written(root / name, BROKEN[name])
    assert any(one.where.startswith(name) for one in found(root))


def test_several_broken_files_are_told_together(tmp_path: Path) -> None:
    root = made_study(tmp_path / "s")
    names = ("study.yaml", "questionnaire.yaml", "codebook.yaml", "transcripts/fg2.txt")
    for name in names:
        written(root / name, BROKEN[name])
    places = [one.where for one in found(root)]
    assert [any(place.startswith(name) for place in places) for name in names] == [True] * len(names)


def test_a_file_in_no_known_encoding_is_told(tmp_path: Path) -> None:
    root = made_study(tmp_path / "s")
    (root / "codebook.yaml").write_bytes(b"\xff\xfe\x00\xd8")
    assert any("codebook.yaml" in str(one) for one in found(root))


def test_a_document_among_the_transcripts_is_not_read_and_told(tmp_path: Path) -> None:
    root = made_study(tmp_path / "s")
    written(root / "transcripts/Group 2.docx", "x")
    assert [(one.where, one.severity) for one in found(root)] == [("transcripts/Group 2.docx", "note")]


def test_all_checks_together_tell_each_thing_once(tmp_path: Path) -> None:
    root = made_study(tmp_path / "s")
    written(root / "codebook.yaml", BROKEN["codebook.yaml"])
    everything = [one for done in checked(Study(root), [], Asked()) for one in done.findings]
    assert len(everything) == len(set(everything))
