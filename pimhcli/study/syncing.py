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
    from pimhcli.coding.acts import Change, Desk
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
    same, moved, lost = 0, 0, list[Excerpt]()
    for whose in study.coders(transcript):
        at_hand = desk(study, whose, transcript, coder)
        found: dict[tuple[int, int], list[Excerpt]] = {}
        for excerpt in excerpts(transcript, at_hand.codings):
            span = locate(excerpt.codings[0], text, version)
            if span is None:
                lost.append(excerpt)
                continue
            same, moved = same + (span == excerpt.span), moved + (span != excerpt.span)
            found.setdefault(span, []).append(excerpt)
        changes += _one([_taken_along(at_hand, those, span) for span, those in found.items()])
    told = f"{count(moved, 'excerpt')} moved with their words" if moved else "none had to be moved"
    sentence = f"{transcript}: {same:,} stand as they stood, {told}, {len(lost):,} not found."
    step = Step(history.record(coder, "transcript sync", sentence, changes=tuple(changes)))
    return Plan(same, moved, tuple(lost), sentence, step if changes else None)


def _taken_along(at_hand: Desk, those: list[Excerpt], span: tuple[int, int]) -> Change:
    # a desk with nothing else on it: to look through all codings for each of 4,000 excerpts took 20 s
    codings = tuple(coding for excerpt in those for coding in excerpt.codings)
    return acts.move(msgspec.structs.replace(at_hand, codings=codings), those, *span)


def _one(changes: list[Change]) -> list[Change]:
    told = [change for change in changes if change.after]
    return [acts.combined(told)] if told else []
