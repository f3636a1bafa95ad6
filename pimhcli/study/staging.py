"""The acts on the stages of the analysis: when one began, when it was done, and what was done in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pimhcli.errors import UsageError
from pimhcli.folding import did_you_mean, fold_name
from pimhcli.storage import files, yamledit
from pimhcli.study import history, stages
from pimhcli.study.acting import Plan
from pimhcli.study.folder import Write
from pimhcli.study.root import MARK
from pimhcli.study.saving import Step
from pimhcli.study.settings import is_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.study.settings import Stage
    from pimhcli.study.study import Study

Mark = Literal["began", "done"]

_VERBS = {"began": "Began", "done": "Finished"}
_DO = {"began": "stage begin", "done": "stage done"}


def marked(study: Study, coder: str, words: str, mark: Mark, said: tuple[str, str]) -> Plan:
    """Writes into study.yaml that a stage began, or was done.

    Args:
        study: the open study.
        coder: who says so.
        words: the stage's number or name.
        mark: which of the two.
        said: the day, as 2026-11-23, empty for today; and a note that joins the stage's notes, or none.

    Raises:
        UsageError: there is no such stage, the day is none, or the stage was done before it began.
    """
    named = stages.of(study)
    number = _number(named, words)
    day, note = said[0] or history.now()[:10], said[1].strip()
    _check(named[number], mark, day)
    path = study.root / MARK
    data = study.folder.read(path)
    text = files.decoded(path, data)

    def change(document: Any) -> None:  # noqa: ANN401  # a ruamel mapping
        _write_down(document, named)
        _mark(document["stages"][number], mark, day, note)

    new = yamledit.edit(text, change)
    if new == text:
        return Plan("study.yaml says so already; nothing changes.")
    sentence = (
        f"{_VERBS[mark]} stage {number + 1}, {named[number].name}, on {day}{': ' if note else ''}{note}."
    )
    record = history.record(coder, _DO[mark], sentence.replace("..", "."))
    return Plan(record.sentence, Step(record, (Write(MARK, new.encode(), files.digest(data)),)))


def _number(named: Sequence[Stage], words: str) -> int:
    """The stage that is meant, counted from 0."""
    if words.isdecimal() and 1 <= int(words) <= len(named):
        return int(words) - 1
    wanted = fold_name(words)
    found = [number for number, stage in enumerate(named) if wanted and wanted in fold_name(stage.name)]
    if len(found) == 1:
        return found[0]
    known = "; ".join(f"{number} {stage.name}" for number, stage in enumerate(named, start=1))
    guess = "" if found else did_you_mean(words, [stage.name for stage in named])
    told = f"'{words}' is in the names of {len(found)} stages." if found else f"There is no stage '{words}'."
    raise UsageError(told, hint=guess or f"Give its number: {known}.")


def _check(stage: Stage, mark: Mark, day: str) -> None:
    if not is_day(day):
        raise UsageError(f"'{day}' is no day.", hint="Write year, month and day, such as 2026-11-23.")
    if mark == "done" and day < stage.began:
        raise UsageError(
            f"'{stage.name}' would be done on {day}, before it began on {stage.began}.",
            hint="Give another day with --date, or mend study.yaml.",
        )


def _write_down(document: Any, named: Sequence[Stage]) -> None:  # noqa: ANN401
    """Gives study.yaml the usual stages where it names none."""
    if not document.get("stages"):
        for stage in named:
            yamledit.insert_into(document, "stages", {"name": stage.name})


def _mark(entry: Any, mark: Mark, day: str, note: str) -> None:  # noqa: ANN401
    if mark in entry or mark == "done":
        entry[mark] = day
    else:
        entry.insert(list(entry).index("name") + 1, mark, day)
    if mark == "began" and day > str(entry.get("done") or day):
        entry["done"] = None  # it was gone back to; the history keeps when it was done first
    notes = str(entry.get("notes") or "").strip()
    if note and note not in notes:
        entry["notes"] = f"{notes}\n{note}" if notes else note
