"""One clone of a study in git, in which somebody does this and that by chance, as the commands do it."""

from __future__ import annotations

import os
import subprocess
from functools import partial
from typing import TYPE_CHECKING

from pimhcli.coding.acts import Wanted
from pimhcli.coding.growing import Draft
from pimhcli.coding.moving import Where
from pimhcli.errors import PimhError, ProblemsError
from pimhcli.study import acting, codebook_acts, codebook_moving, memo_acts, saving, syncing
from pimhcli.study.study import Study

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

    from edited_talk import Excerpt, Talk

    from pimhcli.study.acting import Plan

NAMES = ("Worry", "Money", "Supervision", "Trust", "Weather", "Home visits")
_NOBODYS = {
    "GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@example.org", "GIT_COMMITTER_NAME": "t",
    "GIT_COMMITTER_EMAIL": "t@example.org", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip


def git(folder: Path, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Runs git in a folder, with nobody's settings."""
    command = ["git", "-C", str(folder), *words]
    return subprocess.run(command, check=check, capture_output=True, text=True, env=os.environ | _NOBODYS)


class Clone:
    """One clone and what was done in it.

    Args:
        root: the study's folder.
        rng: chance.
        talk: what its transcript holds, word by word.
        cloned: the one that it was cloned from.
    """

    def __init__(self, root: Path, rng: random.Random, talk: Talk, cloned: Clone | None = None) -> None:
        self.root, self.talk, self._rng = root, talk, rng
        self.made: dict[str, Excerpt] = dict(cloned.made) if cloned else {}  # by the id of a coding
        self.codes: set[str] = set()  # keys of entries that were made here
        self.gone: set[str] = set()  # of those that were taken out here
        self.memos: set[str] = set()  # names of files
        self.book = Study(root).codebook  # when it was committed last

    def committed(self, message: str) -> None:
        """Commits everything."""
        self.book = Study(self.root).codebook
        git(self.root, "add", "--all")
        git(self.root, "commit", "-q", "-m", message)

    def act(self, coder: str, number: int, *, corrects: bool = False, quiet: bool = False) -> None:
        """Does some acts.

        Args:
            coder: who acts.
            number: how many.
            corrects: whether the transcript is corrected in between.
            quiet: whether the codebook is left alone.
        """
        acts = (self._code, self._code, self._code, self._recode, self._remove, self._memo)
        others = (
            self._grow,
            self._grow,
            self._rename,
            self._describe,
            self._move,
            self._merge,
            self._take_out,
        )
        for at in range(number):
            if corrects and at % 6 == 3:
                self._correct(coder)
            # git itself merges codebooks in which little was done
            act = self._rng.choice(acts if quiet else (*acts, *others))
            # what cannot be done, such as a second name in one place, is refused
            try:
                act(coder)
            except PimhError:
                continue

    def _do(self, work_out: Callable[[Study], Plan]) -> Plan:
        return saving.perform(self.root, work_out)

    def _code(self, coder: str) -> None:
        (wanted,) = self.talk.excerpts(1)
        codes = (self._entry(),)
        span = Wanted(wanted.start, wanted.end, codes)
        plan = self._do(partial(acting.code, coder=coder, transcript="fg1", want=span))
        for change in plan.step.record.changes if plan.step else ():
            self.made |= {coding.id: wanted for coding in change.after}

    def _own(self, coder: str) -> str:
        live = [c.id for c in Study(self.root).codings("fg1", coder).records if not c.deleted]
        if not live:
            raise ProblemsError("Nothing is coded yet.", hint="Code something.")
        return self._rng.choice(live)

    def _entry(self) -> str:
        return self._rng.choice(Study(self.root).codebook.codes).id

    def _recode(self, coder: str) -> None:
        key, new = self._own(coder), self._entry()
        old = next(c.code for c in Study(self.root).codings("fg1", coder).records if c.id == key)
        self._do(partial(acting.recode, coder=coder, key=key, old=old, new=new))

    def _remove(self, coder: str) -> None:
        self._do(partial(acting.remove, coder=coder, key=self._own(coder)))

    def _grow(self, coder: str) -> None:
        draft = Draft(self._rng.choice(NAMES), self._entry())
        plan = self._do(partial(codebook_acts.add, coder=coder, draft=draft))
        self.codes |= {edit.after.id for edit in plan.step.record.edits if edit.after} if plan.step else set()

    def _rename(self, coder: str) -> None:
        name = f"{self._rng.choice(NAMES)} {self._rng.randrange(9)}"
        self._do(partial(codebook_acts.rename, coder=coder, words=self._entry(), name=name))

    def _describe(self, coder: str) -> None:
        words = f"Meaning {self._rng.randrange(99)}."
        self._do(partial(codebook_acts.describe, coder=coder, words=self._entry(), definition=words))

    def _move(self, coder: str) -> None:
        where = Where(self._rng.choice(["", self._entry()]))
        self._do(partial(codebook_moving.move, coder=coder, words=self._entry(), where=where))

    def _merge(self, coder: str) -> None:
        self._do(partial(codebook_moving.merge, coder=coder, words=[self._entry()], into=self._entry()))

    def _take_out(self, coder: str) -> None:
        code = Study(self.root).codebook.by_key[self._entry()]
        self._do(partial(codebook_acts.take_out, coder=coder, words=code.id))
        self.gone |= {code.id, *code.former}

    def _memo(self, coder: str) -> None:
        draft = memo_acts.Draft(f"About {self._rng.randrange(999)}.")
        plan = saving.perform(self.root, partial(memo_acts.add, coder=coder, draft=draft))
        self.memos |= {change.file for change in plan.step.record.memos} if plan.step else set()

    def _correct(self, coder: str) -> None:
        """Corrects the transcript with an editor, and perhaps has the excerpts taken along at once."""
        self.talk.typos(3)
        self.talk.insert(1)
        if self._rng.random() < 0.5:
            self.talk.delete(1)
        (self.root / "transcripts" / "fg1.txt").write_bytes(self.talk.text().encode())
        if self._rng.random() < 0.5:
            saving.perform(self.root, partial(syncing.plan, transcript="fg1", coder=coder))
