"""Makes sample_data/study: the study that the raw sample files become, by the program itself."""

from __future__ import annotations

import shutil
import sys
import tempfile
from contextlib import chdir
from pathlib import Path

from pimhcli.cli.app import run

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "sample_data" / "study"
LEFT_OUT = shutil.ignore_patterns(".pimh", "raw")


def main() -> int:
    """Runs the demo in a new folder and keeps what it made."""
    with tempfile.TemporaryDirectory() as place:
        with chdir(place):
            code = run(["demo", "study"])
        if code == 0:
            shutil.rmtree(TARGET, ignore_errors=True)
            shutil.copytree(Path(place) / "study", TARGET, ignore=LEFT_OUT)
    return code


if __name__ == "__main__":
    sys.exit(main())
