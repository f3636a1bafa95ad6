"""A snapshot that is restored is the study as it was; its undo is the study as it was before."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from building import CODEBOOK, TALK, lines, made_study, written
from hypothesis import given, settings
from hypothesis import strategies as st

from pimhcli.coding.acts import Wanted
from pimhcli.coding.growing import Draft
from pimhcli.coding.remarks import Remark, Said
from pimhcli.errors import PimhError, ProblemsError, StudyError
from pimhcli.storage import files
from pimhcli.study import (
    acting,
    codebook_acts,
    finishing,
    history,
    remarked,
    restoring,
    saving,
    snapshots,
    undoing,
)
from pimhcli.study.acting import Plan
from pimhcli.study.history import MemoChange
from pimhcli.study.material import all_excerpts
from pimhcli.study.saving import Step
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    Killer = Callable[[str], AbstractContextManager[None]]

TEXT = lines(TALK)
BOOK = lines(CODEBOOK) + "\n# without a theme\ncodes: []\n"


class Numbers(NamedTuple):
    """What an act is made of, whatever the study holds by then."""

    kind: int
    one: int
    two: int


acts = st.builds(Numbers, *[st.integers(0, 999)] * 3)


def perform(root: Path, act: Callable[..., Plan], *args: Any) -> Plan:
    return saving.perform(root, lambda study: act(study, *args))


def span(number: int) -> tuple[int, int]:
    start = TEXT.index("P1:") + number % 200
    return start, start + 10 + number % 40


def key(study: Study, number: int) -> str:
    codes = study.codebook.codes
    if not codes:
        raise ProblemsError("Every code was taken out.", hint="")
    return codes[number % len(codes)].id


def excerpt(study: Study, number: int) -> str:
    ids = [one.id for one in all_excerpts(study)]
    return ids[number % len(ids)] if ids else "none"


def memo(study: Study, who: str, act: Numbers) -> Plan:
    path = study.root / "memos" / f"{act.one % 2}.md"
    before = files.read_text(path) if path.exists() else None
    after = None if before and act.two % 2 else f"memo {act.two}"
    return planned(who, memos=(MemoChange(path.name, before, after),))


def remark(study: Study, who: str, act: Numbers) -> Plan:
    known = {one.id: one for one in remarked.of(study.folder, who).records}
    before = known.get(f"{who}{act.one % 2}")
    after = Remark(f"{who}{act.one % 2}", words=f"{act.two}", by=who, rev=(before.rev if before else 0) + 1)
    return planned(who, said=(Said(after, before),))


def planned(who: str, **does: Any) -> Plan:
    return Plan("Did it.", Step(history.record(who, "test", "Did it.", **does)))


KINDS: list[Callable[[Study, str, Numbers], Plan]] = [
    lambda s, w, a: acting.code(s, w, "fg1", Wanted(*span(a.one), (key(s, a.two),))),
    lambda s, w, a: acting.code(s, w, "fg1", Wanted(*span(a.one), ()), Draft(f"New {a.two % 4}")),
    lambda s, w, a: acting.remove(s, w, excerpt(s, a.one)),
    lambda s, w, a: acting.recode(s, w, excerpt(s, a.one), "", key(s, a.two)),
    lambda s, w, a: acting.resize(s, w, excerpt(s, a.one), *span(a.two)),
    lambda s, w, a: acting.memo(s, w, excerpt(s, a.one), f"note {a.two % 3}"),
    lambda s, w, a: acting.star(s, w, excerpt(s, a.one), on=bool(a.two % 2)),
    lambda s, w, a: codebook_acts.add(s, w, Draft(f"Below {a.one % 5}", key(s, a.two))),
    lambda s, w, a: codebook_acts.rename(s, w, key(s, a.one), f"Name {a.two % 5}"),
    lambda s, w, a: codebook_acts.take_out(s, w, key(s, a.one)),
    memo,
    remark,
]


def do(root: Path, act: Numbers) -> None:
    work = KINDS[act.kind % len(KINDS)]
    try:
        saving.perform(root, lambda study: work(study, ("anna", "ben")[act.one % 2], act))
    except PimhError:
        return


def state(root: Path) -> object:
    """All that a snapshot is to bring back."""
    study = Study(root)
    codings = [
        (one.id, one.code, one.span, one.quote, one.memo, one.star, one.by)
        for records in restoring.now(study).values()
        for one in records
        if not one.deleted
    ]
    said = [(r.id, r.words) for f in remarked.everybodys(study.folder)[0] for r in f.records if not r.deleted]
    memos = {path.name: path.read_text("utf-8") for path in (root / "memos").glob("*.md")}
    return sorted(codings), study.codebook, sorted(said), memos


@settings(max_examples=25, deadline=None)
@given(st.lists(acts, max_size=15), st.lists(acts, max_size=15))
def test_a_restore_brings_back_what_was_and_its_undo_what_was_before_it(
    first: list[Numbers], then: list[Numbers]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = made_study(Path(folder), codebook=BOOK)
        for act in first:
            do(root, act)
        wanted, book = state(root), (root / "codebook.yaml").read_bytes()
        saving.rework(root, lambda study: snapshots.take(study, "anna", "one"))
        for act in then:
            do(root, act)
        before = state(root)
        plan = perform(root, restoring.plan, "anna", "one")
        assert state(root) == wanted
        assert (root / "snapshots/one/codebook.yaml").read_bytes() == book
        if plan.step:
            perform(root, undoing.undo, "anna")
        assert state(root) == before


def taken(root: Path, name: str = "one") -> None:
    saving.rework(root, lambda study: snapshots.take(study, "anna", name))


def test_a_restore_says_what_it_would_do_and_a_second_one_does_nothing(coded: Path) -> None:
    taken(coded)
    perform(coded, codebook_acts.rename, "anna", "barriers", "Walls")
    perform(coded, acting.remove, "anna", all_excerpts(Study(coded))[0].id)
    plan = perform(coded, restoring.plan, "anna", "one")
    assert [(one.event, one.name) for one in plan.book] == [("renamed", "Barriers")]  # type: ignore[attr-defined]
    assert [(one.coder, one.come, one.go) for one in plan.shifts] == [("anna", 1, 0)]  # type: ignore[attr-defined]
    assert perform(coded, restoring.plan, "anna", "one").step is None


def test_codings_come_back_where_their_words_stand_now(coded: Path) -> None:
    taken(coded)
    perform(coded, acting.remove, "anna", all_excerpts(Study(coded))[0].id)
    path = coded / "transcripts" / "fg1.txt"
    written(path, path.read_text("utf-8").replace("Focus group of May", "The focus group of May 2026"))
    perform(coded, restoring.plan, "anna", "one")
    text = path.read_text("utf-8")
    assert [text[e.span[0] : e.span[1]] for e in all_excerpts(Study(coded))] == [
        "We listen more than we did.",
        "People leave",
    ]


def test_comments_of_an_entry_come_back_with_it(coded: Path) -> None:
    taken(coded)
    for entry in ("slowing-down", "practice"):
        perform(coded, codebook_acts.take_out, "anna", entry)
    perform(coded, restoring.plan, "anna", "one")
    assert "# what people do" in (coded / "codebook.yaml").read_text("utf-8")


@pytest.mark.parametrize("name", ["codebook.yaml", "codings/fg1/anna.jsonl"])
def test_a_snapshot_that_is_damaged_is_refused_and_the_file_named(coded: Path, name: str) -> None:
    taken(coded)
    path = coded / "snapshots" / "one" / name
    path.write_text(path.read_text("utf-8").replace("arriers", "arrier"), "utf-8")
    with pytest.raises(StudyError, match=f"snapshots/one/{name} is not what it was"):
        restoring.plan(Study(coded), "anna", "one")


def test_a_snapshot_that_lacks_a_file_is_refused(coded: Path) -> None:
    taken(coded)
    (coded / "snapshots/one/codings/fg1/anna.jsonl").unlink()
    with pytest.raises(StudyError, match="is missing"):
        restoring.plan(Study(coded), "anna", "one")


def test_other_line_ends_do_no_damage(coded: Path) -> None:
    taken(coded)
    path = coded / "snapshots" / "one" / "codebook.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert restoring.plan(Study(coded), "anna", "one").step is None


def test_codings_of_a_transcript_that_is_gone_are_left_out_and_told(coded: Path) -> None:
    taken(coded)
    perform(coded, codebook_acts.rename, "anna", "barriers", "Walls")
    (coded / "transcripts" / "fg1.txt").unlink()
    plan = restoring.plan(Study(coded), "anna", "one")
    assert plan.left_out == ("fg1",)
    assert plan.step
    assert plan.step.record.changes == ()


@pytest.mark.parametrize("name", ["codebook.yaml", "anna.jsonl", "snapshot.yaml"])
def test_a_snapshot_is_finished_by_the_next_command_when_the_process_dies(
    coded: Path, killed_before: Killer, name: str
) -> None:
    with killed_before(name), pytest.raises(KeyboardInterrupt):
        taken(coded)
    finishing.finish(coded)
    assert restoring.plan(Study(coded), "anna", "one").step is None
