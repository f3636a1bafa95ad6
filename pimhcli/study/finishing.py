"""Finishes what a killed process began, before anything is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.storage import aside, lock

if TYPE_CHECKING:
    from pathlib import Path


def finish(root: Path) -> None:
    """Finishes a rework of the whole study, so that nothing is read that is half of the old kind.

    Raises:
        BusyError: another pimh holds the lock, or the disk refuses.
    """
    if aside.is_open(root):
        with lock.locked(root):
            aside.finish(root)
