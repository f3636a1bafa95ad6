"""Prints how fast the coding screen is in a real pseudo-terminal: 10,000 turns against 500.

Run: ``python tests/benchmarks/screen.py [--small] [--coders N]``. It asserts nothing; it says what
it measured.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import pexpect
from ratios import said, transcript

from pimhcli.coding.acts import Wanted
from pimhcli.screen.material import Material
from pimhcli.screen.wrapping import Layout
from pimhcli.study import acting
from pimhcli.study.sitting import Sitting

SIZE = (40, 120)  # rows and columns of the terminal
QUIET = 0.04  # seconds without a byte after which the screen is taken to be painted
CODES = 1_000  # in the codebook
TURNS = (500, 10_000)


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--small", action="store_true", help="fewer repeats, and 2,000 turns against 500")
    options.add_argument("--coders", type=int, default=1, help="who coded: each a quarter of the turns")
    chosen = options.parse_args()
    small = chosen.small
    repeats, sizes = (5, (500, 2_000)) if small else (15, TURNS)
    with tempfile.TemporaryDirectory() as place:
        studies = [study(Path(place) / str(size), size, chosen.coders) for size in sizes]
        few, many = (measured(root, repeats) for root in studies)
        print(f"{sizes[1]:,} turns against {sizes[0]:,}, {CODES:,} codes, terminal of {SIZE[1]} x {SIZE[0]}:")
        for name, value in many.items():
            print(f"  {name:<38} {value:9.1f}   {value / few[name]:5.2f} x")
        print(f"  {'open, wrap and mark in core (ms)':<38} {core(studies[1]):9.1f}")
        print(f"  {'200 acts and 200 undos in core (s)':<38} {acts(studies[0], 20 if small else 200):9.1f}")


def study(root: Path, turns: int, coders: int) -> Path:
    """A study with so many turns and a large codebook.

    One coder has coded two turns in five; each of several has coded one in four.
    """
    rng = random.Random(turns)  # the same study each time
    pimh(root.parent, "init", root.name)
    lines = transcript(rng, turns)
    (root / "transcripts" / "fg1.txt").write_text("\n".join(lines) + "\n", "utf-8")
    codes = "\n".join(f"- {{id: code-{n}, name: Code {n} of the study}}" for n in range(CODES))
    (root / "codebook.yaml").write_text(f"codes:\n{codes}\n", "utf-8")
    share = (2, 5) if coders == 1 else (1, 4)
    for coder in ("anna", "ben", "carla", "dora")[:coders]:
        orders = root.parent / f"{turns}-{coder}.csv"
        write_orders(orders, rng, lines, len(lines) * share[0] // share[1])
        pimh(root, "excerpt", "add", "--coder", coder, "--from", str(orders))
    return root


def write_orders(orders: Path, rng: random.Random, lines: list[str], excerpts: int) -> None:
    """Writes so many excerpts to be coded, each the beginning of a turn."""
    with orders.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["transcript", "turn", "quote", "code"])
        for number in sorted(rng.sample(range(len(lines)), excerpts)):
            words = said(lines[number]).split()
            quote = " ".join(words[: rng.randint(4, 20)])
            writer.writerow(["fg1", number + 1, quote, f"code-{rng.randrange(CODES)}"])


def pimh(folder: Path, *words: str) -> None:
    """Runs a command in a folder; it has to succeed."""
    subprocess.run([sys.executable, "-m", "pimhcli", *words], cwd=folder, check=True, capture_output=True)


class Screen:
    """The coding screen of a study in a pseudo-terminal.

    Args:
        root: the study.
    """

    def __init__(self, root: Path) -> None:
        environment = os.environ | {"TERM": "xterm-256color", "LANG": "C.UTF-8", "COLUMNS": "", "LINES": ""}
        command = ["-m", "pimhcli", "-C", str(root), "code", "fg1"]
        start = time.perf_counter()
        self._process = pexpect.spawn(
            sys.executable, command, dimensions=SIZE, env=environment, encoding=None
        )
        self._process.delaybeforesend = None
        self._process.expect(rb"1/[\d,]+ ")
        self.painted = time.perf_counter() - start
        self.settled()

    def settled(self) -> tuple[float, int]:
        """Waits until nothing comes any more: when the last byte came, and how many there were."""
        last, count = time.perf_counter(), 0
        while True:
            try:
                count += len(self._process.read_nonblocking(1 << 20, timeout=QUIET if count else 2))
            except pexpect.TIMEOUT:
                return last, count
            last = time.perf_counter()

    def key(self, keys: bytes) -> tuple[float, int]:
        """Milliseconds until the screen shows what keys did, and the bytes that it took."""
        start = time.perf_counter()
        self._process.send(keys)
        last, count = self.settled()
        return (last - start) * 1000, count

    def keys(self, keys: bytes, repeats: int) -> tuple[float, float]:
        """The median milliseconds and kilobytes of some keys."""
        found = [self.key(keys) for _ in range(repeats)]
        return median(ms for ms, _ in found), median(size for _, size in found) / 1024

    def resized(self) -> float:
        """Milliseconds until another width is painted."""
        start = time.perf_counter()
        self._process.setwinsize(SIZE[0], SIZE[1] - 20)
        return (self.settled()[0] - start) * 1000

    def taken_in(self, root: Path) -> float:
        """Milliseconds until an excerpt is seen that a command makes meanwhile, from the command's start."""
        start = time.perf_counter()
        pimh(root, "excerpt", "add", "--turn", "1", "--whole-turn", "--code", "code-1")
        self._process.expect(b"Taken in")
        return (time.perf_counter() - start) * 1000

    def memory(self) -> float:
        """Its memory in MB; 0 where the system does not tell."""
        path = Path(f"/proc/{self._process.pid}/status")
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)

    def close(self) -> None:
        """Leaves it as a coder does."""
        self._process.send(b"q")
        self._process.expect(pexpect.EOF)


def measured(root: Path, repeats: int) -> dict[str, float]:
    """What a screen takes, by what was done."""
    paints = []
    for _ in range(max(repeats // 3, 2)):
        screen = Screen(root)
        paints.append(screen.painted * 1000)
        screen.close()
    screen = Screen(root)
    found = {"first paint (ms)": median(paints)}
    for name, keys in (
        ("arrow down", b"\x1b[B"),
        ("arrow right", b"\x1b[C"),
        ("page down", b"\x1b[6~"),
        ("next uncoded (f)", b"f"),
        ("next excerpt (e)", b"e"),
        ("last and first turn (G g)", b"Gg"),
    ):
        found[f"{name} (ms)"], found[f"{name} (KB)"] = screen.keys(keys, repeats)
    found |= palette(screen, repeats)
    found["another width (ms)"] = screen.resized()
    found["memory (MB)"] = screen.memory()
    found["a command's excerpt is seen (ms)"] = screen.taken_in(root)
    screen.close()
    return found


def palette(screen: Screen, repeats: int) -> dict[str, float]:
    """Coding: the palette opens, a letter is typed, Enter applies, and undo takes it back."""
    took: dict[str, list[float]] = {
        "open palette (ms)": [],
        "letter (ms)": [],
        "apply (ms)": [],
        "undo (ms)": [],
    }
    for number in range(repeats):
        screen.key(b"fs")
        took["open palette (ms)"].append(screen.key(b"c")[0])
        took["letter (ms)"].append(screen.key(b"7")[0])
        screen.key(b"\x15" + f"Code {number} of".encode())
        took["apply (ms)"].append(screen.key(b"\r")[0])
        took["undo (ms)"].append(screen.key(b"u")[0])
    return {name: median(times) for name, times in took.items()}


def core(root: Path) -> float:
    """Milliseconds to open a transcript and to have it wrapped and marked, without a screen."""
    start = time.perf_counter()
    sitting = Sitting(root, "fg1", os.environ["PIMH_CODER"])
    Layout(sitting.transcript, 80)
    material = Material(sitting.excerpts, sitting.book, sitting.transcript, sitting.others)
    material.marks, material.coded, material.counts  # noqa: B018  # worked out when asked for
    took = (time.perf_counter() - start) * 1000
    sitting.close()
    return took


def acts(root: Path, number: int) -> float:
    """Seconds of so many acts and as many undos, each on disk."""
    sitting = Sitting(root, "fg1", os.environ["PIMH_CODER"])
    start = time.perf_counter()
    for turn in sitting.transcript.turns[:number]:
        sitting.do(acting.code, "fg1", Wanted(turn.start, turn.end, ("code-1", "code-2")))
    for _ in range(number):
        sitting.undo()
    took = time.perf_counter() - start
    sitting.close()
    return took


if __name__ == "__main__":
    os.environ["PIMH_CODER"] = "anna"
    main()
