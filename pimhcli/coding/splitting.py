"""What splitting a code does to excerpts: they get another code in its place, or beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding import acts
from pimhcli.coding.acts import Change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.coding.acts import Desk
    from pimhcli.coding.excerpts import Coding, Excerpt


def given(desk: Desk, excerpts: Sequence[Excerpt], old: str, new: str) -> Change:
    """Gives excerpts a code in place of another; one that has it already just loses the other.

    Args:
        desk: the codings of the coder whose excerpts they are.
        excerpts: of one transcript; one at least.
        old: the key of the code that they have.
        new: the key of the code that comes.
    """
    return acts.combined([acts.recode(desk, excerpt, old, new) for excerpt in excerpts])


def given_both(desk: Desk, excerpts: Sequence[Excerpt], old: str, new: str) -> Change:
    """Gives excerpts a code beside another; one that has it already stays as it is.

    Args:
        desk: the codings of the coder whose excerpts they are.
        excerpts: of one transcript.
        old: the key of the code that they have.
        new: the key of the code that comes.
    """
    lacking = (e for e in excerpts if new not in map(desk.key_of, e.codes))
    after = tuple(_beside(desk, excerpt, old, new) for excerpt in lacking)
    return Change(desk.transcript, desk.coder, after=after)


def _beside(desk: Desk, excerpt: Excerpt, old: str, new: str) -> Coding:
    # taken from the other coding: of words that stand nowhere now no place can be worked out
    known = next(coding for coding in excerpt.codings if desk.key_of(coding.code) == old)
    return msgspec.structs.replace(known, id=desk.new_id(), code=new, rev=1, at=desk.now, made="")
