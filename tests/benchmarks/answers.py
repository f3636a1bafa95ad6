"""Prints how long 10,000 participants with 60 items take to load, to read again and to tabulate.

Run: ``python tests/benchmarks/answers.py [--small]``. It asserts nothing; it says what it measured, in
seconds and as multiples of reading the same file by ``csv.reader``.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import time
from typing import TYPE_CHECKING, TypeVar

from openpyxl import Workbook

from pimhcli.questionnaire import answers, changes, loading, schema
from pimhcli.sheets import delimited
from pimhcli.storage import yamlfile
from pimhcli.tables import demographics

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.questionnaire.schema import Questionnaire
    from pimhcli.sheets.cells import Sheet

T = TypeVar("T")

# Six items of each of ten kinds
KINDS = {
    "single": "{type: single, levels: [female, male, non-binary, other]}",
    "several": "{type: several, levels: [Nursing, Social work, Psychology, Other]}",
    "kids": "{type: yes/no}",
    "count": "{type: integer, min: 0, max: 20, asked_if: kids_1, not_asked: 0}",
    "ratio": "{type: number}",
    "span": "{type: duration, unit: years, max: 60}",
    "since": "{type: date}",
    "mood": "{type: scale, min: 1, max: 7}",
    "remark": "{type: text}",
    "born": "{type: integer, min: 1930, max: 2010}",
}


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--small", action="store_true", help="1,000 participants")
    size = 1_000 if options.parse_args().small else 10_000
    form = questionnaire()
    rows = filled(size)
    text = as_csv(rows)
    plain, _ = timed(lambda: list(csv.reader(io.StringIO(text))))
    print(f"{size:,} participants x {len(form.asked)} items, {len(text) / 1e6:.1f} MB as CSV")
    print(f"{'csv.reader alone':<34} {plain:5.2f} s")

    def tell(step: str, work: Callable[[], T]) -> T:
        took, made = timed(work)
        print(f"{step:<34} {took:5.2f} s   {took / plain:5.1f} x csv.reader")
        steps.append(took)
        return made

    steps: list[float] = []
    loaded = tell("load the answers", lambda: loading.load(text.encode(), "answers.csv", form))
    assert not [str(finding) for finding in loaded.findings]
    written = tell("write participants.csv", lambda: answers.to_csv(form, loaded.participants))
    known = frozenset[str]()
    tell("compare with what was loaded", lambda: changes.compare(*(sheet(written, known) for _ in range(2))))
    people, _ = tell(
        "read participants.csv again", lambda: loading.from_csv(written, form, "participants.csv")
    )
    tell("tabulate", lambda: demographics.build(form, people))
    both = steps[0] + steps[-1]
    print(f"{'load and tabulate':<34} {both:5.2f} s   {both / plain:5.1f} x csv.reader")
    print(f"{'all of it':<34} {sum(steps):5.2f} s   {sum(steps) / plain:5.1f} x csv.reader")
    data = as_workbook(rows)
    tell("load them as .xlsx instead", lambda: loading.load(data, "answers.xlsx", form))


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds that work takes, and what it made."""
    start = time.perf_counter()
    made = work()
    return time.perf_counter() - start, made


def sheet(text: str, known: frozenset[str]) -> Sheet:
    """The cells of participants.csv."""
    found, _ = delimited.read(text, "participants.csv", known)
    if found is None:
        raise ValueError(text)
    return found


def questionnaire() -> Questionnaire:
    """Sixty items that were asked, of every type, and three ages worked out from years of birth."""
    lines = [f"  {kind}_{number}: {says}" for kind, says in KINDS.items() for number in range(1, 7)]
    lines += [f"  age_{n}: {{type: integer, derived: {{from: born_{n}, age_in: 2026}}}}" for n in range(1, 4)]
    form, findings = schema.read(yamlfile.parse("items:\n" + "\n".join(lines) + "\n", "q.yaml"), "q.yaml")
    if findings:
        raise ValueError(findings)
    return form


def filled(size: int) -> list[list[str]]:
    """A header, and a row a participant; the same each time."""
    rng = random.Random(size)
    header = ["participant_id", *(f"{kind}_{number}" for kind in KINDS for number in range(1, 7))]
    return [header, *([f"P{number}", *answered(rng)] for number in range(1, size + 1))]


def answered(rng: random.Random) -> list[str]:
    """One participant's cells; one in twenty is blank."""
    kids = [rng.choice(["yes", "no"]) for _ in range(6)]
    given = {
        "single": lambda: rng.choice(["female", "Male", "non-binary", "other"]),
        "several": lambda: "; ".join(rng.sample(["Nursing", "Social work", "Psychology"], rng.randint(1, 3))),
        "count": lambda: str(rng.randint(1, 5)) if kids[0] == "yes" else "",
        "ratio": lambda: f"{rng.random() * 100:.2f}",
        "span": lambda: f"{rng.randint(0, 30)}y {rng.randint(0, 11)}m",
        "since": lambda: f"{rng.randint(1990, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        "mood": lambda: str(rng.randint(1, 7)),
        "remark": lambda: f"remark {rng.randint(1, 10**9)} of this participant, in a few words of their own",
        "born": lambda: str(rng.randint(1940, 2005)),
    }
    return [
        kids[number] if kind == "kids" else "" if rng.random() < 0.05 else given[kind]()
        for kind in KINDS
        for number in range(6)
    ]


def as_csv(rows: list[list[str]]) -> str:
    """The rows as the text of a .csv file."""
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue()


def as_workbook(rows: list[list[str]]) -> bytes:
    """The rows as the bytes of an .xlsx file."""
    book = Workbook(write_only=True)
    page = book.create_sheet("Responses")
    for row in rows:
        page.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


if __name__ == "__main__":
    main()
