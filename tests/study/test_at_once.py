"""Four processes that add at once, and two clones that git merges, lose nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from building import codings, history

from pimhcli.study.study import Study

PROGRAM = Path(__file__).parents[2]
CLONES = PROGRAM / "tests" / "benchmarks" / "clones.py"
ADD = """
import sys
from functools import partial
from pathlib import Path
from pimhcli.coding.acts import Wanted
from pimhcli.study import acting, saving
root, coder, first = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(first, first + 12):
    want = Wanted(40 + number, 70 + number, ("practice",))
    while True:
        try:
            saving.perform(root, partial(acting.code, coder=coder, transcript="fg1", want=want))
            break
        except saving.BusyError:
            continue
    print(number, flush=True)
"""


def test_four_processes_that_add_at_once_lose_nothing(study: Path) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", ADD, str(study), coder, str(first)],
            env={**os.environ, "PYTHONPATH": str(PROGRAM)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for coder, first in (("anna", 0), ("anna", 12), ("ben", 24), ("ben", 36))
    ]
    said = [process.communicate()[0].split() for process in started]
    assert [len(lines) for lines in said] == [12] * 4
    spans = {(row["start"], row["end"]) for coder in ("anna", "ben") for row in codings(study, coder=coder)}
    assert len(spans) == len({Study(study).transcript("fg1").said(40 + n, 70 + n) for n in range(48)})
    added = [record for record in history(study) if record["do"] == "excerpt add"]
    told = {(c["start"], c["end"]) for record in added for c in record["changes"][0]["after"]}
    assert told == spans


def test_two_clones_that_git_merges_lose_nothing() -> None:
    ran = subprocess.run([sys.executable, CLONES, "6"], capture_output=True, check=False, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
