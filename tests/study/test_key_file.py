"""The key of names lies in no study and no git repository, and says what is wrong with it."""

from __future__ import annotations

import stat
import sys
from typing import TYPE_CHECKING

import pytest
from building import workbook, written

from pimhcli.errors import ProblemsError, UsageError
from pimhcli.study.pseudonyms import key_file

if TYPE_CHECKING:
    from pathlib import Path

GOOD = "name,pseudonym\nMaya,P1\n"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="owners and links are known to POSIX only")


def test_a_key_within_the_study_is_refused(study: Path) -> None:
    path = written(study / "memos" / "key.csv", GOOD)
    with pytest.raises(UsageError, match="lies within the study") as error:
        key_file.read(study, path, mend=True)
    assert "in a place of its own" in error.value.hint


def test_a_key_within_any_git_repository_is_refused(study: Path, source: Path) -> None:
    (source / ".git").mkdir()
    path = written(source / "deep" / "key.csv", GOOD)
    with pytest.raises(UsageError, match="lies within the git repository"):
        key_file.read(study, path, mend=True)


@POSIX
def test_a_link_that_leads_into_the_study_is_refused(study: Path, source: Path) -> None:
    path = source / "key.csv"
    path.symlink_to(written(study / "names.csv", GOOD))
    with pytest.raises(UsageError, match="lies within the study"):
        key_file.read(study, path, mend=True)


@POSIX
def test_a_link_within_the_study_that_leads_out_of_it_is_refused(study: Path, source: Path) -> None:
    path = study / "key.csv"
    path.symlink_to(written(source / "names.csv", GOOD))
    with pytest.raises(UsageError, match="lies within the study"):
        key_file.read(study, path, mend=True)


@POSIX
def test_a_folder_that_is_a_link_into_the_study_is_looked_through(study: Path, source: Path) -> None:
    (source / "elsewhere").symlink_to(study / "memos")
    path = written(study / "memos" / "key.csv", GOOD)
    with pytest.raises(UsageError, match="lies within the study"):
        key_file.read(study, source / "elsewhere" / path.name, mend=True)


def test_without_a_file_the_form_of_a_key_is_told(study: Path, source: Path) -> None:
    with pytest.raises(UsageError, match="cannot be found") as error:
        key_file.read(study, source / "key.csv", mend=True)
    assert "name,pseudonym,also,exact,kind" in error.value.hint
    assert "--new-key" in error.value.hint


@pytest.mark.parametrize(("text", "why"), [("", "is empty"), ("\n", "is empty")])
def test_an_empty_key_is_refused(study: Path, source: Path, text: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        key_file.read(study, written(source / "key.csv", text), mend=True)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("name,pseudonym\n", "it names nobody."),
        ("who,what\n    Maya,P1\n", "there is no column `name`"),
        ("name,pseudonym\nMaya,\n", "the row has no pseudonym."),
    ],
)
def test_a_key_with_errors_is_not_used(study: Path, source: Path, text: str, why: str) -> None:
    with pytest.raises(ProblemsError, match="nothing was changed") as error:
        key_file.read(study, written(source / "key.csv", text), mend=True)
    assert why in "".join(finding.message for finding in error.value.findings)


def test_a_workbook_is_a_key_as_well(study: Path, source: Path) -> None:
    path = workbook(source / "key.xlsx", [("name", "pseudonym"), ("Maya", "P1")])
    key, _ = key_file.read(study, path, mend=True)
    assert [(one.name, one.pseudonym) for one in key.entries] == [("Maya", "P1")]


@POSIX
def test_a_key_that_is_private_stays_as_it_is(study: Path, source: Path) -> None:
    path = written(source / "key.csv", GOOD)
    path.chmod(0o400)
    assert key_file.read(study, path, mend=True)[1] == []
    assert stat.S_IMODE(path.stat().st_mode) == 0o400


@POSIX
def test_where_the_mode_cannot_be_changed_a_warning_tells(
    study: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(source / "key.csv", GOOD)
    path.chmod(0o644)

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("pathlib.Path.chmod", refuse)
    (found,) = key_file.read(study, path, mend=True)[1]
    assert (found.severity, "cannot be changed" in found.message) == ("warning", True)


@POSIX
def test_a_first_key_is_private_and_takes_the_place_of_nothing(study: Path, source: Path) -> None:
    path = source / "key.csv"
    key_file.begin(study, path, [("Maya", "", "person")])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text("utf-8-sig") == "name,pseudonym,also,kind\nMaya,,,person\n"
    with pytest.raises(UsageError, match="exists already"):
        key_file.begin(study, path, [])


def test_a_first_key_is_a_csv_file_outside_of_the_study(study: Path, source: Path) -> None:
    with pytest.raises(UsageError, match=r"is a \.csv file"):
        key_file.begin(study, source / "key.xlsx", [])
    with pytest.raises(UsageError, match="lies within the study"):
        key_file.begin(study, study / "key.csv", [])


@POSIX
def test_links_in_a_circle_are_refused(study: Path, source: Path) -> None:
    (source / "a.csv").symlink_to(source / "b.csv")
    (source / "b.csv").symlink_to(source / "a.csv")
    with pytest.raises(UsageError, match="no place that can be found"):
        key_file.read(study, source / "a.csv", mend=True)
