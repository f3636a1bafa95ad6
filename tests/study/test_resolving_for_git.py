"""What git waits for once its files are resolved is told as the commands that finish it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from building import run
from cloning import by_ben, committed, definition, in_git, merged

from pimhcli.storage import git

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh


def rebased(here: Path, there: Path) -> None:
    """What anna did is put upon what ben did, and both defined Barriers."""
    assert run("codebook", "describe", "barriers", "--definition", "Ours.") == 0
    by_ben(there, "codebook", "describe", "barriers", "--definition", "Theirs.")
    committed(there)
    committed(here)
    in_git(here, "pull", "-q", "--rebase", str(there), "main")


def test_in_a_rebase_it_is_plain_whose_work_came_in(here: Path, there: Path, pimh: Pimh) -> None:
    rebased(here, there)
    ran = pimh("resolve")
    assert "1  here, what the others have (--ours), by ben" in ran.talk
    assert "2  came in, your own work (--theirs), by anna" in ran.talk


def test_a_rebase_is_finished_by_the_commands_it_names(here: Path, there: Path, pimh: Pimh) -> None:
    rebased(here, there)
    *_, add, go_on = pimh("resolve", "--theirs").talk.splitlines()
    for command in (add, go_on):
        in_git(here, *command.split()[1:])
    assert git.waiting(here) == ""
    assert in_git(here, "status", "--porcelain") == ""
    assert definition(here) == "Ours."


def test_after_a_stash_nothing_is_to_be_committed(here: Path, there: Path, pimh: Pimh) -> None:
    by_ben(there, "codebook", "describe", "barriers", "--definition", "Theirs.")
    committed(there)
    assert run("codebook", "describe", "barriers", "--definition", "Ours.") == 0
    in_git(here, "stash")
    in_git(here, "pull", "-q", str(there), "main")
    in_git(here, "stash", "pop")
    ran = pimh("resolve", "--theirs")
    assert (ran.code, "git stash drop" in ran.talk, "git commit" in ran.talk) == (0, True, False)


def test_a_report_in_two_versions_is_to_be_made_again(here: Path, there: Path, pimh: Pimh) -> None:
    for root, words in ((here, "Ours"), (there, "Theirs")):
        (root / "reports").mkdir(exist_ok=True)
        (root / "reports" / "report.md").write_text(f"{words}\n", "utf-8")
    merged(here, there)
    ran = pimh("resolve")
    assert "reports/report.md: a merge left two versions of it. Make it again: pimh report" in ran.talk
    (here / "reports" / "report.md").write_text("Both\n", "utf-8")
    assert "Make it again" not in pimh("resolve").talk
