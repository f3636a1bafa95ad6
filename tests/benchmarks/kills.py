"""Kills a process that keeps adding excerpts, again and again, and looks for every excerpt it acknowledged.

Run: ``python tests/benchmarks/kills.py [KILLS]`` (1,000 unless told). Exits 1 when an acknowledged excerpt is
lost, when a file cannot be read, or when codings and history disagree.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from pimhcli.coding.excerpts import Coding
from pimhcli.coding.placing import Order
from pimhcli.storage import jsonlines
from pimhcli.study import excerpting, history, saving
from pimhcli.study.study import Study

SAMPLE = Path(__file__).parents[2] / "sample_data" / "study"
CODER = "ben"
CODES = ("supervision", "staff-movement", "secure-base", "management-support", "imh-masterclass")

Act = tuple[int, int, str]  # start, end, code


def main() -> int:
    """Kills as often as asked, and tells what was found."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    rng = random.Random(7)
    acknowledged: set[Act] = set()
    with tempfile.TemporaryDirectory() as place:
        root = Path(shutil.copytree(SAMPLE, Path(place) / "study"))
        for life in range(kills):
            acknowledged |= one_life(root, life * 50, rng.uniform(0.25, 0.6))
        unreadable, found, recorded = looked_over(root)
    lost, unknown = acknowledged - found, found - recorded
    print(f"{kills:,} kills, {len(acknowledged):,} acknowledged excerpts, {len(lost)} lost, ", end="")
    print(f"{unreadable} unreadable lines of codings, {len(unknown)} codings that the history does not know")
    return 1 if lost or unreadable or unknown or not acknowledged else 0


def one_life(root: Path, first: int, seconds: float) -> set[Act]:
    """What a process acknowledged before it was killed."""
    command = [sys.executable, __file__, "--add", str(root), str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        time.sleep(seconds)
        process.kill()
        said, _ = process.communicate()
    whole = said[: said.rfind("\n") + 1].splitlines()
    return {(int(start), int(end), code) for start, end, code in map(str.split, whole)}


def add_for_ever(root: Path, first: int) -> None:
    """Adds one excerpt after the other by the same call as the command, and says each once it is saved."""
    turns = [turn.text.split() for turn in Study(root).transcript("fg1").turns]
    number = first
    while True:
        turn, words, code = number % len(turns), 1 + number // len(turns) % 9, CODES[number % len(CODES)]
        order = Order("", "fg1", " ".join(turns[turn][:words]), (code,), turn + 1, occurrence=1)
        plan = saving.perform(root, partial(excerpting.plan, orders=[order], coder=CODER, create=False))
        for placed in plan.placed:
            print(placed.start, placed.end, code, flush=True)
        number += 1


def looked_over(root: Path) -> tuple[int, set[Act], set[Act]]:
    """Unreadable lines of codings, the codings that stand, and those that the history tells of."""
    # an act that changes nothing settles what the last kill left
    saving.perform(root, lambda study: excerpting.plan(study, [], CODER, create=False))
    text = (root / "codings" / "fg1" / f"{CODER}.jsonl").read_text("utf-8")
    lines = jsonlines.read(text, "codings", Coding)
    records = [
        record
        for path in (root / "history").glob(f"{CODER}-*.jsonl")
        for line in path.read_bytes().splitlines()
        if (record := history.decode(line))
    ]
    recorded = {act(coding) for record in records for change in record.changes for coding in change.after}
    return len(lines.bad), {act(coding) for coding in lines.records}, recorded


def act(coding: Coding) -> Act:
    """A coding as an adder says it."""
    return coding.start, coding.end, coding.code


if __name__ == "__main__":
    if sys.argv[1:2] == ["--add"]:
        add_for_ever(Path(sys.argv[2]), int(sys.argv[3]))
    sys.exit(main())
