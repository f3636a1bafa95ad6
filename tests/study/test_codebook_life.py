"""Whatever is done to a codebook and its codings can be told, taken back, and done again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lived_study import Lived

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("seed", range(4))
def test_any_acts_keep_the_codings_explained_and_go_back_and_on_and_replay(study: Path, seed: int) -> None:
    lived = Lived(study, seed)
    lived.live(40)
    lived.replays()
    lived.go_back()
    lived.replays()
    lived.go_on()
    lived.replays()
