"""The lock, and the name of the machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pimhcli.errors import BusyError
from pimhcli.storage.lock import Claim, locked, machine_id

ROOT = Path(__file__).parents[2]

HOLD = """
import sys
from pathlib import Path
from pimhcli.storage.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""
CLAIM = """
import sys
from pathlib import Path
from pimhcli.storage.lock import Claim
claim = Claim(Path(sys.argv[1]), "fg1.anna")
print("held", flush=True)
sys.stdin.read()
"""
COUNT = """
import sys
from pathlib import Path
from pimhcli.storage.files import replace
from pimhcli.storage.lock import locked
root = Path(sys.argv[1])
for _ in range(40):
    with locked(root, wait=60):
        count = int((root / "count").read_text())
        replace(root / "count", str(count + 1).encode())
"""


def start(script: str, root: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, str(root)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_who_waits_too_long_is_told_which_process_saves_and_since_when(tmp_path: Path) -> None:
    with start(HOLD, tmp_path) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        with (
            pytest.raises(BusyError, match=rf"pid {other.pid}, since \d\d:\d\d:\d\d"),
            locked(tmp_path, wait=0.1),
        ):
            pass
        other.communicate("")


def test_the_lock_of_a_killed_process_is_free_at_once(tmp_path: Path) -> None:
    with start(HOLD, tmp_path) as other:
        assert other.stdout
        other.stdout.readline()
        other.kill()
        other.wait()
        with locked(tmp_path, wait=0.5):
            assert (tmp_path / ".pimh" / "holder").read_text().startswith(f"pid {os.getpid()},")


def test_the_lock_is_free_again_after_an_error_under_it(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="within"), locked(tmp_path):
        raise ValueError("within")
    with locked(tmp_path, wait=0.1):
        assert (tmp_path / ".pimh").is_dir()


def test_two_processes_that_add_under_the_lock_lose_nothing(tmp_path: Path) -> None:
    (tmp_path / "count").write_text("0")
    with start(COUNT, tmp_path) as one, start(COUNT, tmp_path) as two:
        one.communicate()
        two.communicate()
    assert (one.returncode, two.returncode) == (0, 0)
    assert (tmp_path / "count").read_text() == "80"


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with (
        pytest.raises(BusyError, match=rf"{tmp_path.name}.\.pimh was not saved: you have no permission"),
        locked(tmp_path),
    ):
        pass


def test_the_machine_keeps_the_name_it_was_given(tmp_path: Path) -> None:
    made = machine_id(tmp_path)
    assert len(made) == 4
    assert machine_id(tmp_path) == made


def test_a_machine_name_that_was_damaged_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / ".pimh").mkdir()
    (tmp_path / ".pimh" / "machine").write_bytes(b"\xff../..")
    assert machine_id(tmp_path).isalnum()


def test_another_machine_in_a_synced_folder_has_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = machine_id(tmp_path)
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("platform.node", lambda: "another")
        there = machine_id(tmp_path)
        assert machine_id(tmp_path) == there != here
    assert machine_id(tmp_path) == here


def test_a_name_from_before_stays_with_the_first_machine_that_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".pimh").mkdir()
    (tmp_path / ".pimh" / "machine").write_bytes(b"k3f9\n")
    assert machine_id(tmp_path) == "k3f9"
    monkeypatch.setattr("platform.node", lambda: "another")
    assert machine_id(tmp_path) != "k3f9"


def test_a_claim_names_the_process_that_has_it(tmp_path: Path) -> None:
    """S5: the second sitting is told the holder."""
    with start(CLAIM, tmp_path) as other:
        assert other.stdout
        other.stdout.readline()
        assert Claim(tmp_path, "fg1.anna").holder.startswith(f"pid {other.pid}, since ")
        other.communicate("")


def test_the_claim_of_a_killed_process_is_free_at_once(tmp_path: Path) -> None:
    """S5: unless the holder is dead."""
    with start(CLAIM, tmp_path) as other:
        assert other.stdout
        other.stdout.readline()
        other.kill()
        other.wait()
        assert Claim(tmp_path, "fg1.anna").holder == ""


def test_a_claim_that_was_let_go_of_is_free(tmp_path: Path) -> None:
    Claim(tmp_path, "fg1.anna").release()
    assert Claim(tmp_path, "fg1.anna").holder == ""


def test_claims_of_other_names_do_not_meet(tmp_path: Path) -> None:
    claims = [Claim(tmp_path, name) for name in ("fg1.anna", "fg1.ben", "fg2.anna")]
    assert [claim.holder for claim in claims] == ["", "", ""]
