"""The checks of the analysis: codebook, memos, review, and what a merge left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pimhcli.checks.registry import Asked, Found
    from pimhcli.study.study import Study


def memos(study: Study, _asked: Asked) -> Found:
    """Whether memos can be read, and what they are on is still there."""
    from pimhcli.study import memo_checks

    return memo_checks.wrong(study), ""


def codebook(study: Study, _asked: Asked) -> Found:
    """Whether the codebook, edits of it by hand, and the codings fit each other."""
    from pimhcli.study import codebook_checking

    return codebook_checking.findings(study), ""


def review(study: Study, _asked: Asked) -> Found:
    """Which points of the review wait for an answer."""
    from pimhcli.checks.review import review, unasked
    from pimhcli.study import reviews
    from pimhcli.study.review_matter import Matter

    matter = Matter(study)
    found = [*reviews.taken_away(study), *review(reviews.waiting(matter)), *unasked(reviews.unasked(matter))]
    return found, " ".join(reviews.of(matter).sentences)


def merging(study: Study, _asked: Asked) -> Found:
    """Whether git or a sync program left files in two versions."""
    from pimhcli.study.merging.resolving import left

    return left(study), ""
