"""The review: which points wait for an answer, and which are about something that is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pimhcli.findings import Finding
from pimhcli.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.coding.remarks import Remark
    from pimhcli.coding.reviews import Point


class Waiting(NamedTuple):
    """A point that is open.

    Args:
        point: what was raised, and said to it.
        about: what it is about, as sentences give it.
        is_gone: whether that is in the study no longer.
    """

    point: Point
    about: str
    is_gone: bool


def unasked(replies: Iterable[Remark]) -> list[Finding]:
    """A note for each answer to a point that is there no longer.

    Args:
        replies: the answers.
    """
    return [
        Finding(
            f"reviews/{reply.by}.jsonl, answer {reply.id}",
            f"the point {reply.to} that it answers was taken back, or is gone.",
            "If an accepted suggestion is to be taken back too: pimh undo, or change it by hand.",
            "note",
        )
        for reply in replies
    ]


def review(waiting: Iterable[Waiting]) -> list[Finding]:
    """A warning for each point of the review that is open.

    Args:
        waiting: the open points.
    """
    return [
        Finding(
            f"reviews/{one.point.remark.by}.jsonl, point {one.point.remark.id}",
            f"{_raised(one)} waits for an answer{_said(one.point)}.",
            _hint(one),
            "warning",
        )
        for one in waiting
    ]


def _raised(one: Waiting) -> str:
    remark = one.point.remark
    what = {"recode": "the code that is suggested", "rename": f"the name '{remark.suggests}'"}
    return f"{what.get(remark.kind, 'a query')} on {one.about}"


def _said(point: Point) -> str:
    words = point.replies[-1].words if point.replies else point.remark.words
    return f": “{shortened(words)}”" if words else ""


def _hint(one: Waiting) -> str:
    key = one.point.remark.id
    if one.is_gone:
        return f'Close it: pimh review answer {key} --decline "it is gone"'
    return f"Answer it: pimh review answer {key} (--accept, --decline or --discuss)"
