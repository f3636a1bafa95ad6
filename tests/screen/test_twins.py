"""The screen, the plain lines and the commands are one: the same acts leave the same study."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from building import codings, history, made_study, run
from screen.terminal import NEEDS_PTY, Terminal

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

F2, CLEAR = "\x1bOQ", "\x15"
MORE, MOTHER = "We listen more than we did.", "I ask the mother first."
KNOWS = "It’s the mother who knows."
WHOLE = f"{MOTHER} {KNOWS}"


class Act(NamedTuple):
    """One act in three ways.

    Args:
        keys: on the screen.
        lines: to ``--plain``.
        words: of a command; ``{quote}`` stands for the id of the excerpt with these words.
    """

    keys: str
    lines: tuple[str, ...]
    words: tuple[str, ...]


def add(turn: int, quote: str, *codes: str) -> tuple[str, ...]:
    named = [word for code in codes for word in ("--code", code)]
    return ("excerpt", "add", "--turn", str(turn), "--quote", quote, *named)


BOTH = f"Practice\t{CLEAR}Barriers\t\r"
ACTS = (
    Act(":2\rscSlowing\r", ("go 2", "code 1 slowing-down"), add(2, "We slow down now.", "slowing-down")),
    Act(f")sc{BOTH}", ("code 2 practice, barriers",), add(2, MORE, "practice", "barriers")),
    Act("*", ("star e2",), ("excerpt", "star", f"{{{MORE}}}")),
    Act(f"mwhy?{F2}", ("memo e2 why?",), ("excerpt", "memo", f"{{{MORE}}}", "why?")),
    Act(":3\rs.", ("go 3", "again 1"), add(3, MOTHER, "practice", "barriers")),
    Act(
        "C1Slowing\r",
        ("recode practice to slowing-down",),
        ("excerpt", "recode", f"{{{MOTHER}}}", "--from", "practice", "--to", "slowing-down"),
    ),
    Act("x2", ("uncode barriers",), ("excerpt", "remove", f"{{{MOTHER}}}", "--code", "barriers", "--yes")),
    Act("]$\r", ("resize all",), ("excerpt", "resize", f"{{{MOTHER}}}", "--quote", WHOLE)),
    Act("(-", ("split 2",), ("excerpt", "split", f"{{{WHOLE}}}", "--before", "It’s the mother")),
    Act("((+", ("merge e1 e2",), ("excerpt", "merge", f"{{{MOTHER}}}", f"{{{KNOWS}}}")),
    Act(":5\rvwwcBarriers\r", ("go 5", 'code "People leave" barriers'), add(5, "People leave", "barriers")),
    Act(
        "\tjjnHaste\r\t\t",
        ("new Haste under Barriers",),
        ("codebook", "add", "Haste", "--under", "barriers"),
    ),
    Act(
        ":6\rtcHaste\r",
        ("go 6", "code all Haste"),
        ("excerpt", "add", "--turn", "6", "--whole-turn", "--code", "Haste"),
    ),
    Act("u", ("undo",), ("undo",)),
    Act("U", ("redo",), ("redo",)),
    Act(":5\rD", ("go 5", "remove"), ("excerpt", "remove", "{People leave}", "--yes")),
    Act("u", ("undo",), ("undo",)),
    Act(":2\r)*", ("go 2", "star e2"), ("excerpt", "star", f"{{{MORE}}}", "--off")),
    Act(
        f":2\r)m{CLEAR}because{F2}", ("memo e2 because",), ("excerpt", "memo", f"{{{MORE}}}", "because")
    ),
    Act(":2\rscBarriers\r", ("code 1 barriers",), add(2, "We slow down now.", "barriers")),
)  # fmt: skip


def on_the_screen(root: Path) -> None:
    with Terminal(root, size=(100, 30)) as terminal:
        terminal.wait("· READ")
        for number, act in enumerate(ACTS, start=1):
            terminal.send(act.keys)
            terminal.until(lambda wanted=number: len(history(root)) >= wanted)  # type: ignore[misc]
        assert terminal.settle().leave() == 0


def line_by_line(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "\n".join(line for act in ACTS for line in act.lines)
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    assert run("-C", root, "code", "fg1", "--plain") == 0


def by_commands(root: Path) -> None:
    for act in ACTS:
        words = [re.sub(r"\{(.*)\}", lambda quote: the_id(root, quote[1]), word) for word in act.words]
        assert run("-C", root, *words) == 0, words


def the_id(root: Path, quote: str) -> str:
    return str(next(row["id"] for row in codings(root) if row["quote"] == quote))


def bare(found: Any) -> Any:
    """Data without what differs from run to run: ids, times, and the order that comes of them."""
    text = re.sub(
        r'"(id|at|made|deleted|undoes|redoes)":"[^"]*"', r'"\1":""', json.dumps(found, separators=(",", ":"))
    )
    text = re.sub(r"excerpt [0-9a-z]{10}", "excerpt ID", text)
    return json.loads(text)


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(bare(rows), key=lambda row: (row["start"], row["end"], row["code"]))


@NEEDS_PTY
def test_twenty_acts_by_screen_by_lines_and_by_commands_leave_the_same_study(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T1: the codings, the codebook and the history are equal but for ids and times."""
    assert len(ACTS) == 20
    roots = [made_study(tmp_path / name) for name in ("screen", "lines", "commands")]
    on_the_screen(roots[0])
    line_by_line(roots[1], monkeypatch)
    by_commands(roots[2])
    for other in roots[1:]:
        assert in_order(codings(other)) == in_order(codings(roots[0]))
        assert (other / "codebook.yaml").read_text("utf-8") == (roots[0] / "codebook.yaml").read_text("utf-8")
        for mine, its in zip(history(roots[0]), history(other), strict=True):
            assert (its["do"], bare(its["sentence"])) == (mine["do"], bare(mine["sentence"]))
    assert len(history(roots[0])) == 20
