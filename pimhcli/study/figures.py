"""The figures of a study: those that say something of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.analysis.passages import Passage
    from pimhcli.figures.model import Figure
    from pimhcli.study.study import Study


def figures(study: Study, material: Sequence[Passage]) -> tuple[Figure, ...]:
    """The figures that say something of a study.

    Args:
        study: the open study.
        material: its passages.
    """
    return ()
