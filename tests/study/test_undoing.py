"""Undo and redo: whatever was done is taken back and done again, or refused with a reason."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from building import CODEBOOK, STUDY, TALK, lines, made_study, run, written
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pimhcli.coding.acts import Wanted, applied
from pimhcli.coding.growing import Draft
from pimhcli.errors import PimhError, ProblemsError
from pimhcli.storage import jsonlines
from pimhcli.study import acting, codebook_acts, codebook_file, history, saving, undoing
from pimhcli.study.sitting import Sitting
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable

    from building import Pimh

    from pimhcli.coding.excerpts import Coding

LISTEN, LEAVE = "We listen more than we did.", "People leave"
# The list of codes without a theme is there, as pimh init makes it
BOOK = lines(CODEBOOK) + "\n# without a theme\ncodes: []\n"
TEXT = lines(TALK)


class Numbers(NamedTuple):
    """What an act is made of, whatever the study holds by then."""

    kind: int
    one: int
    two: int
    three: int


numbers = st.integers(0, 999)
acts = st.builds(Numbers, numbers, numbers, numbers, numbers)


def do(sitting: Sitting, act: Numbers) -> bool:
    """Does one act of any kind; says whether it changed anything."""
    try:
        function, *args = KINDS[act.kind % len(KINDS)](sitting, act)
        return sitting.do(function, *args).step is not None
    except PimhError:
        return False


def span(_: Sitting, act: Numbers) -> tuple[int, int]:
    start = TEXT.index("P1:") + act.one % 250
    return start, start + act.two % 60


def code(sitting: Sitting, act: Numbers) -> str:
    keys = [code.id for code in sitting.book.codes]
    if not keys:
        raise ProblemsError("Every code was taken out.", hint="")
    return keys[act.three % len(keys)]


def excerpt(sitting: Sitting, number: int) -> str:
    ids = [excerpt.id for excerpt in sitting.excerpts]
    return ids[number % len(ids)] if ids else "none"


KINDS: list[Callable[[Sitting, Numbers], tuple[Any, ...]]] = [
    lambda s, a: (acting.code, "fg1", Wanted(*span(s, a), (code(s, a),), memo="so" * (a.three % 2))),
    lambda s, a: (acting.code, "fg1", Wanted(*span(s, a), ()), Draft(f"New {a.three % 4}")),
    lambda s, a: (acting.code, "fg1", Wanted(*span(s, a), ()), Draft(f"Late {a.three % 4}", code(s, a))),
    lambda s, a: (acting.remove, excerpt(s, a.one)),
    lambda s, a: (acting.remove, excerpt(s, a.one), [code(s, a)]),
    lambda s, a: (acting.recode, excerpt(s, a.one), "", code(s, a)),
    lambda s, a: (acting.resize, excerpt(s, a.three), *span(s, a)),
    lambda s, a: (acting.split, excerpt(s, a.one), span(s, a)[0] + a.three % 30),
    lambda s, a: (acting.merge, excerpt(s, a.one), excerpt(s, a.two)),
    lambda s, a: (acting.memo, excerpt(s, a.one), f"memo {a.two % 3}" * (a.three % 2)),
    lambda _, a: (codebook_acts.add, Draft(f"Theme {a.one % 5}")),
    lambda s, a: (codebook_acts.add, Draft(f"Below {a.one % 5}", code(s, a))),
    lambda s, a: (codebook_acts.rename, code(s, a), f"Name {a.one % 5}"),
    lambda s, a: (codebook_acts.describe, code(s, a), f"What it means: {a.one % 3}" * (a.two % 2)),
    lambda s, a: (codebook_acts.take_out, code(s, a)),
]


def state(sitting: Sitting) -> object:
    """What a coder sees of the study: the excerpts with all about them, and the codebook."""
    seen = [(c.id, c.code, c.quote, c.span, c.memo, c.star) for e in sitting.excerpts for c in e.codings]
    return sorted(seen), [codebook_acts.uses(sitting.study, c.id) for c in sitting.book.codes], sitting.book


def codebook(sitting: Sitting) -> str:
    return (sitting.study.root / "codebook.yaml").read_text("utf-8")


@example([Numbers(*(Random(f"{i}{n}").randrange(1000) for n in range(4))) for i in range(300)])
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(acts, min_size=5, max_size=30))
def test_all_that_was_done_is_undone_and_done_again(many: list[Numbers]) -> None:
    """U1: undo all gives the initial state, the codebook byte for byte; redo all gives the final state."""
    with tempfile.TemporaryDirectory() as folder:
        sitting = Sitting(made_study(Path(folder), codebook=BOOK), "fg1", "anna")
        before, text = state(sitting), codebook(sitting)
        done = sum(do(sitting, act) for act in many)
        after = state(sitting)
        for _ in range(done):
            sitting.undo()
        assert (state(sitting), codebook(sitting)) == (before, text)
        for _ in range(done):
            sitting.redo()
        assert state(sitting) == after
        sitting.close()


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(acts, st.sampled_from(["undo", "redo"])), min_size=5, max_size=25))
def test_the_history_alone_gives_the_codings_and_the_codebook_after_every_act(many: list[Any]) -> None:
    """U4: log replay is the live state after every act."""
    with tempfile.TemporaryDirectory() as folder:
        root = made_study(Path(folder), codebook=BOOK)
        sitting = Sitting(root, "fg1", "anna")
        for act in many:
            try:
                getattr(sitting, act)() if isinstance(act, str) else do(sitting, act)
            except ProblemsError:
                continue
            codings, text = replayed(root)
            path = root / "codings" / "fg1" / "anna.jsonl"
            assert (path.read_bytes() if path.exists() else b"") == codings
            assert codebook(sitting) == text
        sitting.close()


def replayed(root: Path) -> tuple[bytes, str]:
    """The codings and the codebook that the history makes of an uncoded study."""
    codings: list[Coding] = []
    text = BOOK
    for record in Study(root).acts_of("anna"):
        for change in record.changes:
            codings = applied(codings, change)
        text = codebook_file.edited(text, record.edits) if record.edits else text
    return jsonlines.write(codings), text


def coded_at(sitting: Sitting, quote: str, *codes: str) -> acting.Plan:
    start = sitting.transcript.text.index(quote)
    return sitting.do(acting.code, "fg1", Wanted(start, start + len(quote), codes))


def test_a_new_act_ends_what_can_be_redone(sitting: Sitting) -> None:
    """U2: a new act clears redo."""
    coded_at(sitting, "I ask", "practice")
    sitting.undo()
    coded_at(sitting, "who knows", "practice")
    with pytest.raises(ProblemsError, match="nothing to redo"):
        sitting.redo()


def test_an_act_on_another_transcript_leaves_what_can_be_redone(sitting: Sitting) -> None:
    written(sitting.study.root / "transcripts" / "fg2.txt", "P1: Yes.")
    coded_at(sitting, "I ask", "practice")
    sitting.undo()
    run("excerpt", "add", "--transcript", "fg2", "--quote", "Yes.", "--code", "practice")
    assert sitting.redo().sentence.startswith("Did again: Coded 'Practice'")


def test_what_was_done_again_is_undone_first_whatever_was_done_elsewhere_in_between(sitting: Sitting) -> None:
    written(sitting.study.root / "transcripts" / "fg2.txt", "P1: Yes.")
    plan = coded_at(sitting, "I ask", "practice")
    sitting.undo()
    run("excerpt", "add", "--transcript", "fg2", "--quote", "Yes.", "--code", "practice")
    sitting.redo()
    assert undoing.undo(Study(sitting.study.root), "anna").sentence == f"Undid: {plan.sentence}"


def test_an_undo_by_a_clock_that_is_slow_still_comes_behind_its_act(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = coded_at(sitting, "I ask", "practice")
    monkeypatch.setattr(history, "now", lambda: "2001-01-01T00:00:00.000Z")
    assert plan.step
    assert undoing.undo(Study(sitting.study.root), "anna").step.record.at > plan.step.record.at  # type: ignore[union-attr]


def test_undo_says_what_and_shows_where(sitting: Sitting) -> None:
    done = coded_at(sitting, "I ask the mother", "practice")
    plan = sitting.undo()
    assert plan.sentence == f"Undid: {done.sentence}"
    assert (plan.transcript, plan.span) == ("fg1", done.span)


def test_with_nothing_done_there_is_nothing_to_undo_or_redo(study: Path) -> None:
    for back, word in ((undoing.undo, "undo"), (undoing.redo, "redo")):
        with pytest.raises(ProblemsError, match=f"nothing to {word}"):
            back(Study(study), "anna")


def test_undo_reaches_into_an_earlier_sitting_once_that_was_agreed_to(sitting: Sitting) -> None:
    """U3: undo after a restart asks once."""
    asked = sitting.goes_back_to()
    assert asked is not None
    assert LEAVE in asked.sentence
    sitting.agreed_to_go_back = True
    assert sitting.goes_back_to() is None
    sitting.undo()
    sitting.undo()
    assert sitting.excerpts == ()


def test_an_act_of_this_sitting_needs_no_question(sitting: Sitting) -> None:
    """U3: only what was done before the sitting."""
    coded_at(sitting, "I ask", "practice")
    assert sitting.goes_back_to() is None
    sitting.undo()
    assert sitting.goes_back_to() is not None


def test_what_somebody_else_changed_since_is_not_undone(sitting: Sitting, pimh: Pimh) -> None:
    team = f"{STUDY}    - id: ben\n"
    written(sitting.study.root / "study.yaml", team)
    plan = coded_at(sitting, "I ask", "practice")
    key = next(e.id for e in sitting.excerpts if e.span == plan.span)
    assert pimh("excerpt", "memo", key, "why?", "--coder", "ben").code == 0
    with pytest.raises(ProblemsError, match="cannot be undone: a coding of fg1 was changed since") as caught:
        sitting.undo()
    assert plan.sentence in caught.value.hint


def test_a_code_that_others_use_by_now_is_not_undone(sitting: Sitting, pimh: Pimh) -> None:
    written(sitting.study.root / "study.yaml", f"{STUDY}    - id: ben\n")
    sitting.do(codebook_acts.add, Draft("Asking", under="practice"))
    assert pimh("excerpt", "add", "--quote", "I ask", "--code", "asking", "--coder", "ben").code == 0
    with pytest.raises(ProblemsError, match="'Asking' is used by other excerpts now"):
        sitting.undo()


def test_a_code_that_has_others_under_it_by_now_is_not_undone(sitting: Sitting, pimh: Pimh) -> None:
    written(sitting.study.root / "study.yaml", f"{STUDY}    - id: ben\n")
    sitting.do(codebook_acts.add, Draft("Asking"))
    assert pimh("codebook", "add", "First", "--under", "asking", "--coder", "ben").code == 0
    with pytest.raises(ProblemsError, match="'Asking' has entries under it now"):
        sitting.undo()


def test_a_code_that_was_changed_by_hand_since_is_not_undone(sitting: Sitting) -> None:
    sitting.do(codebook_acts.rename, "barriers", "Hurdles")
    path = sitting.study.root / "codebook.yaml"
    path.write_text(path.read_text("utf-8").replace("Hurdles", "Hindrances"), "utf-8")
    with pytest.raises(ProblemsError, match=r"'Hindrances' was changed in codebook\.yaml since"):
        sitting.undo()


def test_a_code_that_was_put_back_by_hand_is_not_put_back_twice(sitting: Sitting) -> None:
    path = sitting.study.root / "codebook.yaml"
    before = path.read_text("utf-8")
    sitting.do(codebook_acts.take_out, "slowing-down")
    path.write_text(before, "utf-8")
    with pytest.raises(ProblemsError, match="cannot be undone"):
        sitting.undo()


def test_two_entries_of_one_name_are_not_made_by_doing_again(sitting: Sitting) -> None:
    sitting.do(codebook_acts.add, Draft("Rush"))
    sitting.undo()
    saving.perform(sitting.study.root, lambda s: codebook_acts.add(s, "ben", Draft("rush", key="r2")))
    with pytest.raises(ProblemsError, match="cannot be done again: another 'Rush' is in the codebook now"):
        sitting.redo()


def test_an_entry_does_not_come_back_where_there_is_nothing_above_it(sitting: Sitting) -> None:
    sitting.do(codebook_acts.take_out, "slowing-down")
    saving.perform(sitting.study.root, lambda s: codebook_acts.take_out(s, "ben", "practice"))
    with pytest.raises(ProblemsError, match="undone: what 'Slowing down' was under is in the codebook no"):
        sitting.undo()


def test_a_coding_does_not_come_back_without_its_code(sitting: Sitting) -> None:
    coded_at(sitting, "I ask", "slowing-down")
    sitting.undo()
    saving.perform(sitting.study.root, lambda s: codebook_acts.take_out(s, "ben", "slowing-down"))
    with pytest.raises(ProblemsError, match="done again: its code 'slowing-down' is in the codebook no"):
        sitting.redo()


def test_what_is_undone_is_known_until_it_is_done_again(sitting: Sitting) -> None:
    coded_at(sitting, "I ask", "practice")
    acts_then = sitting.study.acts_of("anna")
    sitting.undo()
    assert history.undone(sitting.study.acts_of("anna")) == {acts_then[-1].id}
    sitting.redo()
    assert history.undone(sitting.study.acts_of("anna")) == frozenset()
