"""What the summary of the history counts, held against the files after random acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lived_study import Lived

from pimhcli.study.codebook_growth import trail
from pimhcli.study.material import all_excerpts
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from pimhcli.analysis.growth import Trail


def came_and_went(found: Trail) -> int:
    """The entries that the codebook has to have by what happened to them."""
    come, go = ("added", "brought back"), ("merged", "removed")
    return found.earlier.total + sum(map(found.total, come)) - sum(map(found.total, go))


@pytest.mark.parametrize("seed", range(3))
def test_the_figures_are_those_of_the_files_whatever_was_done(study: Path, seed: int) -> None:
    Lived(study, seed).live(40)
    opened = Study(study)
    found = trail(opened)
    assert came_and_went(found) == found.size.total == len(opened.codebook.codes)
    assert found.days[-1].size == found.size
    assert found.days[-1].excerpts == found.excerpts == len(all_excerpts(opened))
    assert found.untold == 0


def test_of_what_was_taken_back_nothing_is_counted(study: Path) -> None:
    lived = Lived(study, 1)
    lived.live(20)
    lived.go_back()
    found = trail(Study(study))
    assert (found.undone, found.acts, found.made) == (20, 21, 0)
    assert came_and_went(found) == found.size.total
