"""Any sequence of remarks, answers and undos leaves right counts, and data that only answers changed."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from building import history, made_study
from hypothesis import given, settings
from hypothesis import strategies as st
from review_study import CODED, TEAM, agree, answer, ids, query, standing, suggest_code, suggest_name, undo

from pimhcli.coding.acts import Wanted
from pimhcli.errors import PimhError
from pimhcli.storage import jsonlines
from pimhcli.study import acting, remarked, saving
from pimhcli.study.history import Record
from pimhcli.study.replaying import Replay
from pimhcli.study.review_matter import Matter
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.coding.reviews import Verdict

ENTRIES = ("practice", "slowing-down", "barriers")
VERDICTS: tuple[Verdict, ...] = ("accept", "decline", "discuss")
ACT = st.tuples(
    st.sampled_from(["agree", "query", "name", "code", "answer", "answer", "undo"]),
    st.sampled_from(["ben", "carl"]),
    st.integers(0, 2),
    st.integers(0, 2),
)


def made(root: Path) -> None:
    made_study(root, study=TEAM)
    for quote, code in CODED:
        text = (root / "transcripts" / "fg1.txt").read_text("utf-8")
        start = text.index(quote)
        wanted = Wanted(start, start + len(quote), (code,))
        # by somebody who undoes nothing
        saving.perform(root, partial(acting.code, coder="dora", transcript="fg1", want=wanted))


def data(root: Path) -> tuple[str, list[tuple[str, str]]]:
    """The codebook to the letter, and the live codings with their codes."""
    records = Study(root).codings("fg1", "dora").records
    live = sorted((coding.quote, coding.code) for coding in records if not coding.deleted)
    return (root / "codebook.yaml").read_text("utf-8"), live


def last_answered(root: Path, number: int) -> None:
    keys = ids(root)
    if keys:
        answer(root, "anna", keys[number % len(keys)], VERDICTS[number], "so")


def done(root: Path, what: str, who: str, first: int, second: int) -> None:
    acts: dict[str, Callable[[], object]] = {
        "agree": lambda: agree(root, who, ENTRIES[first], second),
        "query": lambda: query(root, who, ENTRIES[first], f"why {second}?"),
        "name": lambda: suggest_name(root, who, ENTRIES[first], f"Name {second}"),
        "code": lambda: suggest_code(root, who, first, ENTRIES[second]),
        "answer": lambda: last_answered(root, first),
        "undo": lambda: undo(root, "anna" if second else who),
    }
    with suppress(PimhError):
        acts[what]()


def records(root: Path) -> list[Record]:
    texts = [path.read_text("utf-8") for path in (root / "history").glob("*.jsonl")]
    found = [record for text in texts for record in jsonlines.read(text, "", Record).records]
    return sorted(found, key=lambda record: record.at)


def check_counts(root: Path) -> None:
    points, now = Matter(Study(root)).points, standing(root)
    assert now.raised.total == len(points)
    assert now.raised.open == sum(point.is_open for point in points)
    assert sum(reading.raised.total for reading in now.readings) == len(points)


@settings(max_examples=12)
@given(st.lists(ACT, max_size=14))
def test_counts_are_right_and_only_answers_change_data(acts: list[tuple[str, str, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        made(root)
        for what, who, first, second in acts:
            before = data(root)
            done(root, what, who, first, second)
            assert what in {"answer", "undo"} or data(root) == before
            check_counts(root)
        files, _ = remarked.everybodys(Study(root).folder)
        stored = {remark.id: remark for file in files for remark in file.records}
        assert Replay(records(root)).remarks == stored


@settings(max_examples=8)
@given(st.lists(ACT.filter(lambda act: act[0] != "undo"), max_size=10))
def test_undone_in_turn_all_is_as_it_was(acts: list[tuple[str, str, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        made(root)
        before, begun = data(root), len(history(root))
        for what, who, first, second in acts:
            done(root, what, who, first, second)
        for record in reversed(records(root)[begun:]):
            undo(root, record.by)
        assert data(root) == before
        assert standing(root).readings == ()
