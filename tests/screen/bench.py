"""A workbench over a small study, driven by keys as they are written in the help."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from building import codings, made_study, run

from pimhcli.screen.keys import key_of
from pimhcli.screen.panels import Choice
from pimhcli.screen.workbench import Workbench
from pimhcli.screen.wrapping import Layout
from pimhcli.study.sitting import Sitting

if TYPE_CHECKING:
    from collections.abc import Iterator

LISTEN, LEAVE = "We listen more than we did.", "People leave"
MOTHER, KNOWS = "I ask the mother first.", "It’s the mother who knows."


def opened(root: Path, transcript: str = "fg1", coder: str = "anna", *, blind: bool = False) -> Workbench:
    """The workbench as it starts, in a window of 60 cells."""
    bench = Workbench(Sitting(root, transcript, coder, blind=blind))
    bench.layout = Layout(bench.transcript, 60) if bench.transcript.turns else None
    return bench


def typed(bench: Workbench, keys: str) -> None:
    """Types keys with blanks between them: ``s c refl <enter>``; <f2>, <ctrl+d> and <space> by name."""
    for word in keys.split():
        if re.fullmatch(r"<\w[\w+]*>", word):
            name = word[1:-1]
            bench.press(name, {"space": " ", "enter": "\r"}.get(name))
        else:
            for character in word:
                bench.press(key_of(character), character)


def written(bench: Workbench, text: str) -> None:
    """Types a text into a panel, blanks and all."""
    for character in text:
        bench.press(
            {" ": "space", "\n": "enter"}.get(character) or key_of(character),
            "\r" if character == "\n" else character,
        )


def at(bench: Workbench, words: str) -> Workbench:
    """Puts the cursor on the first of some words."""
    bench.go_to(bench.transcript.text.index(words))
    return bench


def told(bench: Workbench) -> str:
    """What the screen says: the message, or the question that is open."""
    return bench.panel.title if isinstance(bench.panel, Choice) else bench.message


def selected(bench: Workbench) -> str:
    """The text that is selected."""
    return bench.transcript.text[slice(*bench.selection)] if bench.selection else ""


def stored(bench: Workbench) -> list[tuple[str, str]]:
    """Quote and code of all codings on disk, by position."""
    return [(row["quote"], row["code"]) for row in codings(bench.sitting.study.root, bench.transcript.id)]


def state(bench: Workbench) -> tuple[Any, ...]:
    """What the study holds of a coder's work on the transcript, without times and revisions."""
    rows = codings(bench.sitting.study.root, bench.transcript.id)
    plain = [{name: row[name] for name in row if name not in {"at", "rev", "made"}} for row in rows]
    return sorted(map(json.dumps, plain)), sorted(bench.sitting.book.codes, key=lambda code: code.id)


def undone_all(bench: Workbench, left: int = 0) -> int:
    """Undoes acts by the key until there are only so many left; how many it undid."""
    from pimhcli.study import undoing

    undone = 0
    while len(undoing.stack(bench.sitting.study, "anna", bench.transcript.id).done) > left:
        typed(bench, "u")
        if bench.mode == "CHOOSE":
            typed(bench, "y")
        undone += 1
        assert not bench.went_wrong, bench.message
    return undone


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    """Anna at work on fg1, with nothing coded yet."""
    one = opened(made_study(tmp_path / "study"))
    yield one
    one.sitting.close()


@pytest.fixture
def coded_bench(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> Iterator[Workbench]:
    """Anna at work on fg1, where an earlier sitting left two excerpts, one starred and with a memo."""
    # hundreds of tests begin here: the study is coded once
    kept = tmp_path_factory.getbasetemp() / "coded-study"
    if not kept.exists():
        kept = coded(made_study(kept))
        capsys.readouterr()
    one = opened(Path(shutil.copytree(kept, tmp_path / "study")))
    yield one
    one.sitting.close()


def coded(root: Path) -> Path:
    """A study in which two passages of fg1 are coded."""
    slow = ("--quote", LISTEN, "--code", "slowing-down")
    leave = ("--quote", LEAVE, "--code", "barriers", "--memo", "turnover", "--star")
    for more in (slow, leave):
        assert run("excerpt", "add", "--study", root, *more) == 0
    return root
