"""Prints how long a project of 10,000 turns and 10,000 codings takes out and in, as ratios to copying it.

Run: ``python tests/benchmarks/exchange.py [--small]``. It asserts that all of it comes back, and no time.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from xml.etree import ElementTree as ET

from pimhcli.exchange.incoming import importing
from pimhcli.exchange.model import Code, Coder, Project, Selection, Source, Tag
from pimhcli.exchange.outgoing import project as outgoing
from pimhcli.exchange.refi import packed, reading, writing
from pimhcli.exchange.refi.guids import guid
from pimhcli.study import saving, starting
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
WORDS = ["time", "trust", "team", "nurse", "baby", "group", "learn", "feel", "think", "work", "family", "😀"]


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--small", action="store_true", help="1,000 of each")
    size = 1_000 if options.parse_args().small else 10_000
    data = writing.written(made(size))
    base, _ = timed(lambda: ET.fromstring(packed.opened(data, "a.qdpx").project))  # noqa: S314  # our own
    print(f"{size:,} turns and codings; parsing the XML alone: {base:.2f} s")
    with tempfile.TemporaryDirectory() as place:
        root, file = Path(place) / "study", Path(place) / "a.qdpx"
        starting.start(root, "A study", "blank")
        file.write_bytes(data)
        took, plan = timed(lambda: imported(root, file))
        print(f"  import       {took:5.2f} s   {took / base:5.1f} x")
        assert sum(number for _, _, number in plan.codings) == size
        took, _ = timed(lambda: writing.written(outgoing.sent(Study(root), outgoing.Wish()).project))
        print(f"  export       {took:5.2f} s   {took / base:5.1f} x")
        took, plan = timed(lambda: imported(root, file))
        print(f"  import again {took:5.2f} s   {took / base:5.1f} x")
        assert plan.step is None


def imported(root: Path, file: Path) -> importing.Plan:
    """Takes a file into a study."""
    plan = importing.plan(Study(root), "anna", importing.opened(file, reading.Wish()))
    saving.commit(root, plan)
    return plan


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """How long some work takes, in seconds, and what comes of it."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def made(size: int) -> Project:
    """A project of so many turns, each coded."""
    chance = random.Random(1)
    source, anna = guid("b", "source"), Coder(guid("b", "coder"), "anna")
    codes = tuple(Code(guid("b", "code", str(number)), f"Code {number}") for number in range(100))
    lines, selections, at = list[str](), list[Selection](), 0
    for number in range(size):
        words = " ".join(chance.choice(WORDS) for _ in range(25))
        key, code = str(number), chance.choice(codes).guid
        tag = Tag(guid("b", "tag", key), code, anna.guid)
        start, end = at + 4, at + 4 + len(words)
        one = guid("b", "selection", key)
        selections.append(Selection(one, source, start, end, words, coder=anna.guid, tags=(tag,)))
        lines.append(f"P{number % 8}: {words}\n")
        at = end + 1
    return Project(
        "A study", "NVivo", coder=anna.guid, coders=(anna,), codes=codes,
        sources=(Source(source, "fg1", "".join(lines)),), selections=tuple(selections),
    )  # fmt: skip


if __name__ == "__main__":
    main()
