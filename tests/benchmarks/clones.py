"""Two clones of a study change it at once and are merged by git, again and again; nothing may be lost.

Run: ``python tests/benchmarks/clones.py [TRIALS] [FIRST]`` (100 unless told, from the seed FIRST). Each side
codes, recodes and removes, works on the codebook and writes memos; one of them corrects the transcript too.
Exits 1 when something is lost, doubled or stands where it should not.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from copy import deepcopy
from functools import partial
from pathlib import Path

from clone import Clone, git
from edited_talk import Talk, right_place

from pimhcli.coding import hand_edits
from pimhcli.coding.excerpts import Coding, latest
from pimhcli.storage import jsonlines
from pimhcli.study import codebook_syncing, history, saving
from pimhcli.study.merging import resolving
from pimhcli.study.merging.resolving import Answers
from pimhcli.study.replaying import Replay
from pimhcli.study.study import Study

STUDY = """\
format: 1
id: 5b0e2c7e-6f0e-4d0e-9a55-0c9f4b9b7a11
title: Clones
team:
- id: anna
- id: ben
"""
CODEBOOK = """\
# how we code
themes:
- id: practice
  name: Practice   # what people do
  subthemes:
  - id: slowing-down
    name: Slowing down
    definition: Taking time.
    codes:
    - id: listening
      name: Listening
  - id: asking
    name: Asking
- id: barriers
  name: Barriers
  subthemes:
  - id: turnover
    name: Turnover
  - id: time
    name: Time
# not sorted yet
codes:
- id: parking
  name: Parking
"""
TEMPLATES = Path(__file__).parents[2] / "templates" / "study"


def main() -> int:
    """Merges as often as asked, and tells what was found."""
    trials, first = (*map(int, sys.argv[1:3]), *(100, 0)[len(sys.argv) - 1 :])
    found: Counter[str] = Counter()
    for seed in range(first, first + trials):
        with tempfile.TemporaryDirectory() as place:
            wrong = trial(Path(place), seed, found)
        for line in wrong:
            print(f"seed {seed}: {line}")
        found["wrong"] += len(wrong)
    print(f"{trials:,} merges: {', '.join(f'{number:,} {what}' for what, number in found.items())}")
    return 1 if found["wrong"] or not found["codings"] else 0


def trial(place: Path, seed: int, found: Counter[str]) -> list[str]:
    """One merge; what was wrong with it.

    Args:
        place: an empty folder.
        seed: of chance.
        found: counts what was met.
    """
    rng = random.Random(seed)
    talk = Talk(rng, 50)
    base = Clone(_started(place / "one", talk.text()), rng, talk)
    for coder in ("anna", "ben"):
        base.act(coder, 12)
    base.committed("the study so far")
    git(place, "clone", "-q", str(base.root), "two")
    other = Clone(place / "two", rng, deepcopy(talk), base)
    # the same person at two computers, or two people
    base.act("anna", 18, corrects=True)
    second, quiet = rng.choice(["anna", "ben"]), rng.random() < 0.5
    other.act(second, 16, quiet=quiet)
    other.act(second, 1 + quiet)
    for side in (base, other):
        side.committed("more")
    sides = [_lines(side.root) for side in (base, other)]
    wrong = _merged(base, other, rng, found)
    return wrong or _looked_over(base, other, sides, found)


def _started(root: Path, text: str) -> Path:
    (root / "transcripts").mkdir(parents=True)
    files = {"study.yaml": STUDY, "codebook.yaml": CODEBOOK, "questionnaire.yaml": "items: {}\n"}
    files |= {f".{name}": (TEMPLATES / name).read_text("utf-8") for name in ("gitattributes", "gitignore")}
    for name, words in (files | {"transcripts/fg1.txt": text}).items():
        (root / name).write_bytes(words.encode())
    git(root, "init", "-q", "-b", "main")
    return root


def _merged(one: Clone, two: Clone, rng: random.Random, found: Counter[str]) -> list[str]:
    """Merges the other side into this one by plain git, and resolves what git leaves."""
    git(one.root, "fetch", "-q", str(two.root), "main")
    merged = git(one.root, "merge", "-q", "--no-edit", "FETCH_HEAD", check=False)
    left = git(one.root, "diff", "--name-only", "--diff-filter=U").stdout.split()
    if left not in ([], ["codebook.yaml"]):
        return [f"git left {left}"]
    found["in conflict"] += bool(left)
    answers = Answers(rest=rng.choice(["ours", "theirs", "both"]))
    plan = resolving.plan(one.root, "anna", Answers())
    if merged.returncode or plan.questions or plan.step:
        found["asked about"] += len(plan.open)
        plan = resolving.carry_out(one.root, "anna", answers)
    if not left and plan.step:
        found["doubles mended"] += 1
    git(one.root, "add", "--all")
    git(one.root, "commit", "-q", "--no-edit", "--allow-empty", "-m", "merged")
    return []


def _looked_over(one: Clone, two: Clone, sides: list[dict[str, Coding]], found: Counter[str]) -> list[str]:
    """What is wrong once both sides are one."""
    study = Study(one.root)
    wrong = [*_codings_wrong(study, sides, found), *_spans_wrong(one, two, study, found)]
    wrong += _codes_wrong(one, two, study)
    wrong += [
        f"the memo {name} is gone"
        for name in one.memos | two.memos
        if not (one.root / "memos" / name).exists()
    ]
    saving.perform(one.root, partial(codebook_syncing.sync, coder="anna"))
    replay = Replay(history.read_all(one.root).records)
    if hand_edits.found(replay.codes, Study(one.root).codebook):
        wrong.append("the history does not tell of the codebook as it is")
    told = {key: _says(coding) for (_, _, key), coding in replay.codings.items()}
    if told != {key: _says(coding) for key, coding in _lines(one.root).items()}:
        wrong.append("the history does not tell of the codings as they are")
    return wrong


def _lines(root: Path) -> dict[str, Coding]:
    """Every coding of a clone by id, tombstones included."""
    found: dict[str, Coding] = {}
    for path in sorted((root / "codings" / "fg1").glob("*.jsonl")):
        lines = jsonlines.read(path.read_text("utf-8"), path.name, Coding)
        assert not lines.bad
        found |= {coding.id: coding for coding in latest(lines.records)}
    return found


def _says(coding: Coding) -> object:
    return coding.code, coding.memo, coding.star, bool(coding.deleted), coding.rev


def _codings_wrong(study: Study, sides: list[dict[str, Coding]], found: Counter[str]) -> list[str]:
    now = [c for coder in study.coders("fg1") for c in study.codings("fg1", coder).records]
    found["codings"] += sum(not coding.deleted for coding in now)
    here = {coding.id: coding for coding in now}
    wrong = [
        f"the coding {key} stands twice" for key, times in Counter(c.id for c in now).items() if times > 1
    ]
    back = _brought_back(study)
    found["brought back with their code"] += len(back)
    for key in {*sides[0], *sides[1]}:
        both = [side[key] for side in sides if key in side]
        newest = max(both, key=lambda coding: (coding.rev, coding.at))
        if key in back and not (newest.deleted and study.codebook.key_of(back[key].code) in _keys(study)):
            wrong.append(f"the coding {key} was brought back without need")
        if key not in here or _says(here[key]) != _says(back.get(key, newest)):
            wrong.append(f"the coding {key} is lost, or an older one stands")
    return wrong


def _brought_back(study: Study) -> dict[str, Coding]:
    """The codings that came back because resolving kept the code that they went with."""
    records = history.read_all(study.root).records
    changes = [change for record in records if record.do == "resolve" for change in record.changes]
    return {coding.id: coding for change in changes for coding in change.after if not coding.deleted}


def _keys(study: Study) -> set[str]:
    return {code.id for code in study.codebook.codes}


def _spans_wrong(one: Clone, two: Clone, study: Study, found: Counter[str]) -> list[str]:
    places, text, wrong = one.talk.places(), study.transcript("fg1").text, []
    made = two.made | one.made
    for coder in study.coders("fg1"):
        file = study.codings("fg1", coder)
        for coding in file.records:
            if coding.deleted:
                continue
            right = right_place(made[coding.id], places)
            anchor = file.anchors.get(coding.id)
            if anchor and anchor.status in ("review", "lost"):
                found["to look at, whose words are there"] += right is not None
            elif right is None or _words(text, coding.span) != _words(text, right):
                wrong.append(f"{coding.id} stands at {coding.span}, not at {right}: {coding.quote!r}")
    return wrong


def _words(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A span without the marks at its ends: a slip of the pen may put one there."""
    start, end = span
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _codes_wrong(one: Clone, two: Clone, study: Study) -> list[str]:
    book = study.codebook
    known = {*one.codes, *two.codes, *(code.id for code in book.codes)}
    gone = one.gone | two.gone
    # what was merged into an entry that somebody took out is gone with it
    books = (code for side in (one, two) for code in side.book.codes if code.id in gone)
    gone = gone.union(*(code.former for code in books))
    lost = [key for key in known if key not in book.by_key and key not in gone]
    return [f"the code {key} is lost" for key in lost]


if __name__ == "__main__":
    sys.exit(main())
