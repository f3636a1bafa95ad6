"""Codings and remarks brought back to what they were: those made since go, as tombstones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding import acts
from pimhcli.coding.acts import Change
from pimhcli.coding.remarks import Remark, Said, brought_back

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.coding.acts import Desk
    from pimhcli.coding.excerpts import Coding


def codings(desk: Desk, wanted: Iterable[Coding]) -> Change:
    """What makes a coder's live codings of a transcript those that they once were.

    Args:
        desk: the codings of the coder as they are now.
        wanted: as they were; tombstones among them are not wanted.
    """
    old = {coding.id: coding for coding in wanted if not coding.deleted}
    here = {coding.id: coding for coding in desk.codings}
    other = tuple(one for one in desk.codings if _differs(one, old.get(one.id)))
    before = tuple(old[one.id] for one in other if one.id in old)
    back = acts.revert(desk, Change(desk.transcript, desk.coder, before, other))
    # of one that the file lost altogether no line is left that would win
    lost = tuple(_again(coding, desk.now) for key, coding in old.items() if key not in here)
    return Change(desk.transcript, desk.coder, other, (*(back.after if back else ()), *lost))


def remarks(now: Iterable[Remark], wanted: Iterable[Remark], moment: str) -> list[Said]:
    """What makes somebody's remarks those that they once were.

    Args:
        now: as they are, tombstones included.
        wanted: as they were.
        moment: the time, UTC, as remarks have it.
    """
    old = {remark.id: remark for remark in wanted if not remark.deleted}
    here = {remark.id: remark for remark in now}
    said: list[Said] = []
    for key, remark in (here | old).items():
        is_now, was = here.get(key), old.get(key)
        if is_now is None:
            said.append(Said(msgspec.structs.replace(remark, rev=remark.rev + 1, at=moment)))
        elif _words(is_now) != _words(was):
            said.append(brought_back(is_now, was, moment))
    return said


def _differs(now: Coding, old: Coding | None) -> bool:
    return not acts.alike(now, old) if old else not now.deleted


def _again(coding: Coding, moment: str) -> Coding:
    return msgspec.structs.replace(coding, rev=coding.rev + 1, at=moment, made=coding.since)


def _words(remark: Remark | None) -> Remark | None:
    """What a remark says, whenever it was said; nothing of one that was taken back."""
    if remark is None or remark.deleted:
        return None
    return msgspec.structs.replace(remark, rev=0, at="")
