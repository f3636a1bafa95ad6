"""Takes the codings of a transcript along after it was edited, where their place is certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding import acts
from pimhcli.coding.anchors import locate
from pimhcli.coding.excerpts import Excerpt, excerpts
from pimhcli.study import history
from pimhcli.study.acting import desk
from pimhcli.study.saving import Step
from pimhcli.wording import count

if TYPE_CHECKING:
    from pimhcli.coding.acts import Change
    from pimhcli.study.study import Study


class Plan(msgspec.Struct, frozen=True):
    """What taking them along would do.

    Args:
        same: how many excerpts stand where they stood.
        moved: how many found their words elsewhere.
        lost: those whose words were not found, or not for certain; they stay as they are.
        sentence: the same in words.
        step: the act; None when there is nothing to do.
    """

    same: int
    moved: int
    lost: tuple[Excerpt, ...]
    sentence: str
    step: Step | None


def plan(study: Study, transcript: str, coder: str) -> Plan:
    """Looks for the words of every excerpt in the transcript as it is now.

    Args:
        study: the open study.
        transcript: the transcript's id.
        coder: who does it; the excerpts of all coders are taken along.
    """
    text, version = study.transcript(transcript).text, study.version(transcript)
    changes: list[Change] = []
    counts = {"same": 0, "moved": 0}
    lost: list[Excerpt] = []
    for whose in study.coders(transcript):
        at_hand = desk(study, whose, transcript, coder)
        on_their_way: list[Change] = []
        for excerpt in excerpts(transcript, at_hand.codings):
            span = locate(excerpt.codings[0], text, version)
            if span is None:
                lost.append(excerpt)
                continue
            counts["same" if span == excerpt.span else "moved"] += 1
            on_their_way.append(acts.move(at_hand, [excerpt], *span))
        changes += _one(on_their_way)
    moved = f"{count(counts['moved'], 'excerpt')} moved with their words"
    sentence = f"{transcript}: {counts['same']:,} stand as they stood, {moved}, {len(lost):,} not found."
    step = Step(history.record(coder, "transcript sync", sentence, changes=tuple(changes)))
    return Plan(counts["same"], counts["moved"], tuple(lost), sentence, step if changes else None)


def _one(changes: list[Change]) -> list[Change]:
    told = [change for change in changes if change.after]
    return [acts.combined(told)] if told else []
