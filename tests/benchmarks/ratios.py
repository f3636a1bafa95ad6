"""Prints how long commands take: against an empty Python, and 10,000 turns and codings against 1,000.

Run: ``python tests/benchmarks/ratios.py [--small]``. It asserts nothing; it says what it measured.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample_data" / "study"
PEOPLE = [f"P{number}" for number in range(1, 8)]


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--small", action="store_true", help="fewer repeats, and 1,000 against 100")
    small = options.parse_args().small
    repeats = 3 if small else 9
    empty = median(seconds([sys.executable, "-c", "pass"]) for _ in range(repeats * 2))
    print(f"python -c pass: {empty * 1000:.0f} ms")
    for words in (["--version"], ["--help"], ["status"], ["codebook", "show"], ["table", "2"], ["report"]):
        with tempfile.TemporaryDirectory() as place:
            study = shutil.copytree(SAMPLE, Path(place) / "study")
            took = median(seconds(pimh(*words), study) for _ in range(repeats))
        print(f"pimh {' '.join(words):<14} {took / empty:5.1f} x python -c pass")
    few, many = (100, 1_000) if small else (1_000, 10_000)
    print(f"{many:,} turns and codings against {few:,}:")
    first, second = scaled(few), scaled(many)
    for step, took in second.items():
        print(f"  {step:<34} {took:5.2f} s   {took / first[step]:5.1f} x")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"most memory of any command: {peak:.0f} MB")


def pimh(*words: str) -> list[str]:
    """The command line of a command."""
    return [sys.executable, "-m", "pimhcli", *words]


def seconds(command: list[str], folder: Path | None = None) -> float:
    """How long a process takes; it has to succeed."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    return time.perf_counter() - start


def scaled(size: int) -> dict[str, float]:
    """Seconds of each step of a study with so many turns and codings."""
    rng = random.Random(size)  # the same study each time
    with tempfile.TemporaryDirectory() as place:
        here = Path(place)
        turns = transcript(rng, size)
        (here / "talk.txt").write_text("\n".join(turns), "utf-8")
        orders(here / "with_turns.csv", turns, rng, numbered=True)
        orders(here / "without.csv", turns, rng, numbered=False)
        answers(here / "answers.csv", rng, min(size, 1_000))
        seconds(pimh("init", "study"), here)
        study = here / "study"
        steps = {
            "load (1,000 participants at most)": ["load", "../answers.csv"],
            "transcript add": ["transcript", "add", "../talk.txt", "--yes", "--group", "fg1"],
            "excerpt add --from, with turns": ["excerpt", "add", "--from", "../with_turns.csv", "--create"],
            "excerpt add, one": [
                "excerpt",
                "add",
                "--turn",
                "5",
                "--quote",
                said(turns[4]),
                "--code",
                "New",
                "--create",
            ],
            "table 2": ["table", "2"],
            "table quotes --format csv": ["table", "quotes", "--format", "csv"],
            "report": ["report"],
            "status": ["status"],
        }
        took = {step: seconds(pimh(*words), study) for step, words in steps.items()}
        shutil.rmtree(study / "codings")
        took["excerpt add --from, without turns"] = seconds(
            pimh("excerpt", "add", "--from", "../without.csv", "--create"), study
        )
    return took


def transcript(rng: random.Random, size: int) -> list[str]:
    """Turns of 4 to 40 words out of 3,000."""
    words = ["".join(rng.choices("aeioulmnrstdk", k=rng.randint(2, 9))) for _ in range(3_000)]
    return [
        f"{rng.choice(PEOPLE)}: {' '.join(rng.choices(words, k=rng.randint(8, 40)))}." for _ in range(size)
    ]


def said(turn: str) -> str:
    """What was said in a turn."""
    return turn.partition(": ")[2]


def orders(path: Path, turns: list[str], rng: random.Random, *, numbered: bool) -> None:
    """A file of as many codings as there are turns, with 60 codes in 5 themes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["transcript", "turn", "quote", "code"])
        for number, turn in enumerate(turns, start=1):
            words = said(turn).split()
            code = f"Theme {rng.randint(1, 5)} > Sub-theme {rng.randint(1, 4)} > Code {rng.randint(1, 3)}"
            writer.writerow(["fg1", number if numbered else "", " ".join(words[: rng.randint(8, 20)]), code])


def answers(path: Path, rng: random.Random, size: int) -> None:
    """Answers to the questionnaire that init gives."""
    with (SAMPLE / "participants.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for number in range(1, size + 1):
            writer.writerow([f"P{number}", *rng.choice(rows)[1:]])


if __name__ == "__main__":
    os.environ["PIMH_CODER"] = "anna"
    main()
