"""A study that is worked on at random: what is done, what becomes of the codings, and the way back and on."""

from __future__ import annotations

import random
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import msgspec

from pimhcli.analysis.choosing import Choice
from pimhcli.coding import codebook
from pimhcli.coding.acts import Wanted
from pimhcli.coding.growing import Draft
from pimhcli.coding.merging import How
from pimhcli.coding.moving import Where
from pimhcli.errors import PimhError, ProblemsError
from pimhcli.study import (
    acting,
    codebook_acts,
    codebook_moving,
    codebook_splitting,
    codebook_syncing,
    history,
    saving,
    undoing,
)
from pimhcli.study.codebook_splitting import Sorted
from pimhcli.study.material import all_excerpts
from pimhcli.study.replaying import Replay
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pimhcli.coding.codebook import Code, Codebook
    from pimhcli.coding.excerpts import Coding, Excerpt
    from pimhcli.study.acting import Plan

T = TypeVar("T")

CODERS = ("anna", "ben")
NAMES = (
    "Time", "time", "Costs", "Staff: coming & going", "yes", "null", "12", "1e3", "# no comment", "'quoted'",
    "Über-Zeit", "Words > words", "ends:", "-", "[list]", "{map}", "Trust", "Distrust", "Talk", "Silence",
)  # fmt: skip
TEXTS = ("", "What it means.", "Two\nlines: of it", "- a list?\n- yes", "  # blanks  ", "“quoted”, 'twice'")
COLOURS = ("blue", "red", "none", "#2a6f97")
# the acts that leave every coding as it is
KEEPING = frozenset(
    ("rename", "describe", "move", "reorder", "restore", "merge", "retire", "colour", "star", "memo", "add")
)


class State(NamedTuple):
    """What a study holds, whatever was done to bring it there.

    Args:
        book: the codebook.
        live: the live codings by transcript, coder and id, without what each revision changes.
    """

    book: Codebook
    live: dict[tuple[str, str, str], Coding]


class Lived:
    """A study on which coders work at random.

    Args:
        root: the study's folder.
        seed: of the random choices.

    Attributes:
        done: who did each act that changed something.
        states: what the study held before the first act, and after each.
        refused: how many acts were refused.
    """

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.rng = random.Random(seed)
        self.study = Study(root)
        self._save(partial(codebook_syncing.sync, coder=CODERS[0]))
        self.done: list[str] = []
        self.states = [self.state()]
        self.refused = 0

    def live(self, acts: int) -> None:
        """Works until so many acts have changed something; fails when codings come or go unexplained."""
        while len(self.done) < acts:
            name, coder = self.rng.choice(OFTEN), self.rng.choice(CODERS)
            try:
                plan = self._save(partial(ACTS[name], self, coder))
            except PimhError:
                self.refused += 1
                continue
            if plan.step:
                self._look(name, plan)
                self.done.append(coder)

    def go_back(self) -> None:
        """Undoes everything; fails where the study is not as it was."""
        for number, coder in reversed(list(enumerate(self.done))):
            plan = self._save(partial(undoing.undo, coder=coder))
            self._same(number, plan.sentence)

    def go_on(self) -> None:
        """Does everything again."""
        for number, coder in enumerate(self.done):
            plan = self._save(partial(undoing.redo, coder=coder))
            self._same(number + 1, plan.sentence)

    def replays(self) -> None:
        """Fails when the history tells of another codebook or other codings than the files hold."""
        replay = Replay(history.read_all(self.root).records)
        here = {code.id: code for code in self.study.codebook.codes}
        assert replay.codes.keys() == here.keys()
        assert all(codebook.alike(code, here[key]) for key, code in replay.codes.items())
        assert {k: c for k, c in replay.codings.items() if not c.deleted} == self._live()

    def state(self) -> State:
        """What the study holds now."""
        same = {"rev": 0, "at": "", "made": ""}
        live = {key: msgspec.structs.replace(c, **same) for key, c in self._live().items()}
        return State(self.study.codebook, live)

    def _live(self) -> dict[tuple[str, str, str], Coding]:
        return {
            (name, coder, coding.id): coding
            for name in self.study.transcript_ids
            for coder in self.study.coders(name)
            for coding in self.study.codings(name, coder).records
            if not coding.deleted
        }

    def _same(self, number: int, sentence: str) -> None:
        now, then = self.state(), self.states[number]
        assert now.book == then.book, sentence
        assert now.live == then.live, sentence

    def _look(self, name: str, plan: Plan) -> None:
        before, now = self.states[-1], self.state()
        self.states.append(now)
        told = _told(plan)
        assert len(now.live) == len(before.live) + told, plan.sentence
        if name in KEEPING:
            assert told == 0, plan.sentence
            assert now.live.keys() == before.live.keys()
        lost = {c.code for c in now.live.values() if c.code not in now.book.by_key}
        assert not lost, f"{plan.sentence}: {lost}"
        assert self.study.findings == []

    def _save(self, work_out: Callable[[Study], Plan]) -> Plan:
        plan = saving.perform(self.root, work_out, self.study)
        self.study = Study(self.root, self.study)
        return plan

    def code(self) -> Code:
        """Any entry."""
        return self.any(self.study.codebook.codes)

    def excerpt(self) -> Excerpt:
        """Any excerpt."""
        return self.any(all_excerpts(self.study))

    def any(self, things: Sequence[T]) -> T:
        """Any of some things; nothing can be done where there are none."""
        if not things:
            raise ProblemsError("There is nothing to choose from.", hint="Do something else.")
        return self.rng.choice(things)

    def may(self, times: float = 0.5) -> bool:
        """Whether something is done that may be left out."""
        return self.rng.random() < times


def _told(plan: Plan) -> int:
    """How many live codings more there are, as the plan tells."""
    changes = plan.step.record.changes if plan.step else ()
    return sum(_live(change.after) - _live(change.before) for change in changes)


def _live(codings: Sequence[Coding]) -> int:
    return sum(not coding.deleted for coding in codings)


def _add(life: Lived, coder: str, study: Study) -> Plan:
    under = life.code().id if study.codebook.codes and life.may(0.7) else ""
    level = life.any(("", "", "code", "sub-theme", "theme"))
    return codebook_acts.add(study, coder, Draft(life.any(NAMES), under, level, definition=life.any(TEXTS)))


def _rename(life: Lived, coder: str, study: Study) -> Plan:
    return codebook_acts.rename(study, coder, life.code().id, life.any(NAMES))


def _describe(life: Lived, coder: str, study: Study) -> Plan:
    field = life.any(("definition", "include", "exclude", "example"))
    return codebook_acts.describe(study, coder, life.code().id, **{field: life.any(TEXTS)})


def _move(life: Lived, coder: str, study: Study) -> Plan:
    under = life.any((None, "", life.code().id, life.code().id))
    level = life.any(("", "", "", "theme", "sub-theme", "code"))
    return codebook_moving.move(study, coder, life.code().id, Where(under, level, first=life.may()))


def _reorder(life: Lived, coder: str, study: Study) -> Plan:
    one, other = life.code(), life.code()
    where = Where(before=other.id) if life.may() else Where(after=other.id)
    return codebook_moving.move(study, coder, one.id, where)


def _merge(life: Lived, coder: str, study: Study) -> Plan:
    gone = [life.code().id for _ in range(life.any((1, 1, 2, 3)))]
    return codebook_moving.merge(study, coder, gone, life.code().id, How(life.may(), life.may()))


def _split(life: Lived, coder: str, study: Study) -> Plan:
    code = life.code()
    found = [p.excerpt.id for p in codebook_splitting.coded(study, code.id, Choice())]
    ways = {key: life.any("123") for key in found}
    wanted = Sorted(*(tuple(key for key in found if ways[key] == way) for way in "23"))
    into = life.code().id if life.may() else life.any(NAMES)
    return codebook_splitting.split(study, coder, code.id, into, wanted)


def _retire(life: Lived, coder: str, study: Study) -> Plan:
    return codebook_acts.retire(study, coder, life.code().id, back=life.may(0.6))


def _remove(life: Lived, coder: str, study: Study) -> Plan:
    return codebook_acts.take_out(study, coder, life.code().id, with_below=life.may(0.3))


def _restore(life: Lived, coder: str, study: Study) -> Plan:
    gone = Replay(history.read_all(study.root).records).gone
    return codebook_syncing.restore(study, coder, life.any(sorted(gone)))


def _colour(life: Lived, coder: str, study: Study) -> Plan:
    return codebook_acts.colour(study, coder, life.code().id, life.any(COLOURS))


def _code(life: Lived, coder: str, study: Study) -> Plan:
    name = life.any(study.transcript_ids)
    turn = life.any(study.transcript(name).turns)
    start = life.rng.randint(turn.start, turn.end)
    end = life.rng.randint(start, turn.end)
    codes = {life.code().id for _ in range(life.any((1, 1, 2)))}
    return acting.code(study, coder, name, Wanted(start, end, tuple(sorted(codes))))


def _uncode(life: Lived, coder: str, study: Study) -> Plan:
    excerpt = life.excerpt()
    codes = [life.any(excerpt.codes)] if life.may() else []
    return acting.remove(study, coder, excerpt.id, codes)


def _recode(life: Lived, coder: str, study: Study) -> Plan:
    excerpt = life.excerpt()
    return acting.recode(study, coder, excerpt.id, life.any(excerpt.codes), life.code().id)


def _star(life: Lived, coder: str, study: Study) -> Plan:
    return acting.star(study, coder, life.excerpt().id, on=life.may())


def _memo(life: Lived, coder: str, study: Study) -> Plan:
    return acting.memo(study, coder, life.excerpt().id, life.any(TEXTS))


ACTS: dict[str, Callable[[Lived, str, Study], Plan]] = {
    "add": _add,
    "rename": _rename,
    "describe": _describe,
    "move": _move,
    "reorder": _reorder,
    "merge": _merge,
    "split": _split,
    "retire": _retire,
    "remove": _remove,
    "restore": _restore,
    "colour": _colour,
    "code": _code,
    "uncode": _uncode,
    "recode": _recode,
    "star": _star,
    "memo": _memo,
}
# new entries and codings come oftener than others, so that there is something to work on
OFTEN = (*ACTS, "add", "add", "code", "code", "code", "code", "split", "merge")
