"""A small study on disk, written file by file, whose report is to be made."""

from __future__ import annotations

from itertools import count
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from pimhcli.coding.acts import Desk, Wanted, add
from pimhcli.report import writing
from pimhcli.storage import jsonlines, texts
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STUDY = """
    id: 5b1f2c52-0d2c-4d1e-9df6-1f6f3a1b2c3d
    title: Hope *and* hardship
    approach: codebook_ta
    approach_source: Example & Example, 2020
    setting: "A **service** in one town."
    recruitment: {invited: 9, how: By letter.}
    team:
      - {id: anna, name: Anna B., role: psychologist}
    stages:
      - {name: Reading, notes: We *read*., date: May 2026}
    key_terms:
      caption: Words we use
      terms: [{term: AMH, definition: Adult <mental> health}]
    focus_groups:
      - {id: fg1, date: 14 May, minutes: 62, moderator: Mod, invited: 9, attended: 2, place: Leeds}
"""
QUESTIONNAIRE = """
    items:
      age: {text: "How old are you?", type: integer, unit: years}
"""
CODEBOOK = """
    themes:
      - id: hard
        name: It is hard
        definition: What is *hard*.
        subthemes:
          - id: money
            name: Money
            codes: [{id: rent, name: Rent}]
      - {id: hope, name: Hope}
    codes:
      - {id: loose, name: Loose end}
"""
TALK = """\
# Recorded in Leeds
Mod: How is it?
PX1: It is *hard* | with <money> and _rent_.
PX2: There is hope.
PX1: There is none, [laughs] I say.
"""
# quote, codes, star
CODED = (
    ("It is *hard* | with <money> and _rent_.", ("money", "rent"), False),
    ("There is hope.\nPX1: There is none", ("hope",), False),
    ("There is none, [laughs] I say.", ("money", "loose"), True),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The study's folder."""
    files = {
        "study.yaml": dedent(STUDY),
        "questionnaire.yaml": dedent(QUESTIONNAIRE),
        "codebook.yaml": dedent(CODEBOOK),
        "participants.csv": "participant_id,age\nPX1,34\nPX2,42\n",
        "transcripts/fg1.txt": TALK,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(text.encode())
    numbers = count(1)
    desk = Desk("fg1", TALK, texts.version(TALK), (), "anna", "2026-05-15", lambda: f"id{next(numbers)}")
    wanted = [
        Wanted(TALK.index(quote), TALK.index(quote) + len(quote), codes, star=star)
        for quote, codes, star in CODED
    ]
    (tmp_path / "codings" / "fg1").mkdir(parents=True)
    codings = jsonlines.write(add(desk, wanted).after)
    (tmp_path / "codings" / "fg1" / "anna.jsonl").write_bytes(codings)
    return tmp_path


@pytest.fixture
def report(root: Path) -> Callable[[], str]:
    """The report of the study as it is on disk now."""

    def made() -> str:
        return writing.made(Study(root)).files["reports/report.md"].decode()

    return made


@pytest.fixture
def template(root: Path) -> Callable[[str, str], None]:
    """Gives the study a template of its own."""

    def write(name: str, text: str) -> None:
        (root / "templates").mkdir(exist_ok=True)
        (root / "templates" / name).write_bytes(text.encode())

    return write
