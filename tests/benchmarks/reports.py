"""How long a report takes in each format: 20 focus groups, 10,000 turns, 2,000 excerpts of 120 participants.

Run: ``python tests/benchmarks/reports.py [--small] [--keep DIR]``. It prints the seconds of each format and
their ratio to those of Markdown; --small makes a tenth of it; --keep leaves study and reports in a folder.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from building import made_study

from pimhcli.coding.acts import Desk, Wanted, add
from pimhcli.report import writing
from pimhcli.report.wish import FORMS, Wish
from pimhcli.storage import jsonlines, texts
from pimhcli.study.study import Study

WORDS = (
    "the",
    "baby",
    "we",
    "work",
    "room",
    "time",
    "think",
    "week",
    "listen",
    "slow",
    "mother",
    "team",
    "road",
)
PEOPLE, TURNS = 6, 500  # of a group
THEMES, SUBTHEMES = 5, 4


def main() -> int:
    """Makes the study, and its report in each format."""
    groups, excerpts = (2, 200) if "--small" in sys.argv else (20, 2_000)
    with tempfile.TemporaryDirectory() as place:
        root = Path(sys.argv[sys.argv.index("--keep") + 1]) if "--keep" in sys.argv else Path(place) / "study"
        made(root, groups, excerpts)
        spent = {form: timed(root, Wish((form,))) for form in FORMS}
        everything = timed(root, Wish(FORMS, around=1))
        if "--keep" in sys.argv:
            study = Study(root)
            writing.write(study, writing.made(study, Wish(FORMS, around=1)))
    print(f"{groups} groups, {groups * TURNS:,} turns, {excerpts:,} excerpts:")
    for form, seconds in spent.items():
        print(f"  {form:5} {seconds:6.2f} s  {seconds / spent['md']:5.1f} x md")
    print(f"  all   {everything:6.2f} s, each quote with a turn before and after it")
    return 0


def timed(root: Path, wish: Wish) -> float:
    """Seconds that a report takes, from the files of the study to the bytes of its own."""
    start = time.perf_counter()
    writing.made(Study(root), wish)
    return time.perf_counter() - start


def made(root: Path, groups: int, excerpts: int) -> None:
    """A study of so many groups and excerpts, the same each time.

    Args:
        root: its folder.
        groups: focus groups of 6 participants and 500 turns each.
        excerpts: coded with the sub-themes in turn.
    """
    drawn = random.Random(7)
    people = [f"P{n}" for n in range(1, groups * PEOPLE + 1)]
    answers = "participant_id,age,job\n" + "".join(
        f"{person},{30 + n % 30},{'Nurse' if n % 3 else 'Psychologist'}\n" for n, person in enumerate(people)
    )
    made_study(root, talk="", codebook=codebook(), participants=answers)
    for group in range(groups):
        own = people[group * PEOPLE : (group + 1) * PEOPLE]
        talk = "".join(f"{drawn.choice(own)}: {sentence(drawn)}\n" for _ in range(TURNS))
        path = root / "transcripts" / f"fg{group + 1}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(talk, "utf-8")
        code(root, path, range(group, excerpts, groups))


def codebook() -> str:
    """Themes with sub-themes, all defined."""
    lines = ["themes:"]
    for n in range(1, THEMES + 1):
        lines += [f"- {{id: t{n}, name: Theme number {n}, definition: What {n} means., subthemes: ["]
        lines += [
            f"  {{id: t{n}s{m}, name: Part {m} of theme {n}, definition: x.}},"
            for m in range(1, SUBTHEMES + 1)
        ]
        lines += ["]}"]
    return "\n".join(lines) + "\n"


def sentence(drawn: random.Random) -> str:
    """Some words, now and then a long turn."""
    words = [drawn.choice(WORDS) for _ in range(drawn.randint(6, 60))]
    return " ".join(words).capitalize() + "."


def code(root: Path, path: Path, numbers: range) -> None:
    """Codes as many turns of a transcript as there are numbers."""
    transcript, text = Study(root).transcript(path.stem), path.read_text("utf-8")
    turns = transcript.turns[:: max(len(transcript.turns) // len(numbers), 1)]
    wanted = [
        Wanted(turn.start, turn.end, (f"t{n % THEMES + 1}s{n // THEMES % SUBTHEMES + 1}",), star=n % 12 == 0)
        for n, turn in zip(numbers, turns, strict=False)
    ]
    ids = (f"{path.stem}x{n}" for n in count())
    desk = Desk(
        path.stem, text, texts.version(text), (), "anna", "2026-11-23T10:00:00.000Z", lambda: next(ids)
    )
    folder = root / "codings" / path.stem
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "anna.jsonl").write_bytes(jsonlines.write(add(desk, wanted).after))


if __name__ == "__main__":
    sys.exit(main())
