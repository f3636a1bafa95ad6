"""Many files are replaced as one: all of them or, until it is finished, none that anybody reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pimhcli.errors import BusyError
from pimhcli.storage import aside, files
from pimhcli.storage.aside import Part

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / ".pimh").mkdir()
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"old")
    return tmp_path


def held(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(root.iterdir()) if path.is_file()}


OLD = files.digest(b"old")
PARTS = [Part("a", b"new", OLD), Part("b", None, OLD), Part("c", b"made", None)]


def test_files_get_their_contents_come_and_go_together(root: Path) -> None:
    aside.put(root, PARTS)
    assert (held(root), aside.is_open(root)) == ({"a": b"old", "b": b"old"}, True)
    aside.finish(root)
    assert (held(root), aside.is_open(root)) == ({"a": b"new", "c": b"made"}, False)


def test_what_was_done_before_a_kill_is_not_done_again_and_the_rest_is_finished(root: Path) -> None:
    aside.put(root, PARTS)
    (root / "a").write_bytes(b"new")
    (root / "c").write_bytes(b"made")
    aside.finish(root)
    assert held(root) == {"a": b"new", "c": b"made"}


def test_nothing_is_put_aside_when_a_file_changed_since_it_was_seen(root: Path) -> None:
    (root / "b").write_bytes(b"mine")
    with pytest.raises(BusyError):
        aside.put(root, PARTS)
    assert (held(root), aside.is_open(root)) == ({"a": b"old", "b": b"mine"}, False)


def test_a_file_that_somebody_changed_in_between_is_left_alone_and_named(root: Path) -> None:
    aside.put(root, PARTS)
    (root / "b").write_bytes(b"mine")
    with pytest.raises(BusyError) as caught:
        aside.finish(root)
    assert caught.value.message.startswith("b changed while pimh was at work")
    assert (held(root), aside.is_open(root)) == ({"a": b"new", "b": b"mine", "c": b"made"}, False)


def test_where_nothing_was_put_aside_there_is_nothing_to_finish(root: Path) -> None:
    aside.finish(root)
    assert held(root) == {"a": b"old", "b": b"old"}
