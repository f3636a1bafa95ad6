"""Works on a codebook at random, undoes all of it, does it again, and replays the history.

Run: ``python tests/benchmarks/codebook_life.py [LIVES]`` (20 unless told), of 300 acts each. Exits 1 when a
coding comes or goes unexplained, when the way back or the way on leads elsewhere, or when the history tells
of another study than the files.
"""

from __future__ import annotations

import sys
import tempfile
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from building import made_study
from lived_study import Lived

ACTS = 300


def main() -> int:
    """Lives as often as asked, and tells what was found."""
    lives = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    refused = failed = 0
    for seed in range(lives):
        with tempfile.TemporaryDirectory() as place:
            lived = Lived(made_study(Path(place) / "study"), seed)
            try:
                one_life(lived)
            except Exception:  # noqa: BLE001  # the next lives are looked at all the same
                print(f"life {seed}, after {len(lived.done)} acts:", traceback.format_exc(), sep="\n")
                failed += 1
            refused += lived.refused
    print(f"{lives} lives of {ACTS} acts, undone and done again ({refused:,} refused): {failed} failed.")
    return int(failed > 0)


def one_life(lived: Lived) -> None:
    """Works, goes all the way back and on again, and holds the history against the files each time."""
    lived.live(ACTS)
    lived.replays()
    lived.go_back()
    lived.replays()
    lived.go_on()
    lived.replays()


if __name__ == "__main__":
    sys.exit(main())
