"""Kills a process in the middle of an import or of resolving, and looks whether the next one finishes it.

Run: ``python tests/benchmarks/merging_kills.py [KILLS]`` (200 unless told). Exits 1 when anything is lost or
differs from what comes of it when nobody is killed.
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

from pimhcli.coding.acts import Wanted
from pimhcli.coding.growing import Draft
from pimhcli.study import acting, codebook_acts, saving
from pimhcli.study.merging import importing, parcels, resolving
from pimhcli.study.merging.resolving import Answers
from pimhcli.study.study import Study

SAMPLE = Path(__file__).parents[2] / "sample_data" / "study"


def main() -> int:
    """Kills as often as asked, and tells what was found."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    rng, wrong, halves = random.Random(7), 0, 0
    with tempfile.TemporaryDirectory() as place:
        start = prepared(Path(place))
        work(shutil.copytree(start, Path(place) / "whole"))
        begun, wanted = told(start), told(Path(place) / "whole")
        for life in range(kills):
            root = Path(shutil.copytree(start, Path(place) / f"life-{life}"))
            killed(root, rng.uniform(0, 0.7))
            halves += told(root) not in (wanted, begun)
            work(root)
            wrong += told(root) != wanted
            shutil.rmtree(root)
    print(
        f"{kills:,} kills, {halves:,} of them in the middle, {wrong:,} that the next process did not finish"
    )
    return 1 if wrong else 0


def prepared(place: Path) -> Path:
    """A study beside a copy of it in which others worked, and with what a sync program left in it."""
    start, other = (Path(shutil.copytree(SAMPLE, place / name)) for name in ("start", "other"))
    for at, coder in enumerate(("ben", "anna")):
        want = Wanted(400 + 60 * at, 440 + 60 * at, ("supervision",))
        saving.perform(other, partial(acting.code, coder=coder, transcript="fg1", want=want))
    draft = Draft("Weather", "barriers")
    saving.perform(other, partial(codebook_acts.add, coder="ben", draft=draft))
    codings = other / "codings" / "fg1" / "anna.jsonl"
    (start / "codings" / "fg1" / "anna (1).jsonl").write_bytes(codings.read_bytes())
    (start / "codebook (1).yaml").write_bytes((other / "codebook.yaml").read_bytes())
    return start


def work(root: Path) -> None:
    """Resolves what the sync program left and imports the copy, as the commands do."""
    resolving.carry_out(root, "anna", Answers(rest="ours"))
    parcel = parcels.opened(root.parent / "other", ("fg1",))
    saving.perform(root, partial(importing.plan, coder="anna", parcel=parcel))


def killed(root: Path, seconds: float) -> None:
    """Starts the work and kills it a little later."""
    command = [sys.executable, __file__, "--work", str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        process.stdout.readline()
        time.sleep(seconds)
        process.kill()


def told(root: Path) -> object:
    """What a study holds: its codings, its codebook, its copies, and the kinds of acts in its history."""
    study = Study(root)
    codings = {c.id: c for coder in ("anna", "ben") for c in study.codings("fg1", coder).stored}
    left = sorted(path.name for path in root.rglob("* (1).*") if ".pimh" not in path.parts)
    records = {record.do for coder in ("anna", "ben") for record in study.acts_of(coder)}
    return codings, study.codebook, left, records


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        print("ready", flush=True)
        work(Path(sys.argv[2]))
        sys.exit()
    sys.exit(main())
