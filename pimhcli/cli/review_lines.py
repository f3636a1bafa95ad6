"""Steps through something line by line: the same on a terminal and with lines from a pipe."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pimhcli.cli import output
from pimhcli.cli.output import Result
from pimhcli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator


class Reply(NamedTuple):
    """What a line got.

    Args:
        text: what is told and shown.
        ok: whether it could be done.
        done: whether that was all.
    """

    text: str = ""
    ok: bool = True
    done: bool = False


class Stepper(Protocol):
    """What is stepped through."""

    @property
    def prompt(self) -> str:
        """Shown before each line."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to step through."""

    def opening(self) -> str:
        """What is shown before the first line."""

    def answer(self, line: str) -> Reply:
        """Does what a line says; whatever is wrong with it is told, and nothing is changed then."""

    def closing(self) -> str:
        """What is told at the end."""


def stepped(stepper: Stepper, scripted: str) -> Result:
    """Steps through, until all is done, somebody stops or the lines end.

    Args:
        stepper: what is stepped through.
        scripted: the command that does the same without questions.

    Raises:
        UsageError: there is neither a terminal nor a line to read.
    """
    answers: list[dict[str, object]] = []
    failed = 0
    if not stepper.is_empty:
        answers = list(_answers(stepper, scripted))
        failed = 0 if output.is_typed() else next((n for n, one in enumerate(answers, 1) if not one["ok"]), 0)
    story = f"Stopped at line {failed}, which could not be done (see above). " if failed else ""
    talk = f"{story}{stepper.closing()}"
    return Result({"answers": answers, "sentence": stepper.closing()}, talk=talk, exit_code=int(bool(failed)))


def folded(text: str) -> str:
    """A text within the width of the terminal, each line with its indentation; as it is in a pipe."""
    columns = min(output.width(), 100)
    return "\n".join(_folded(line, columns) if columns else line for line in text.split("\n"))


def _folded(line: str, columns: int) -> str:
    indent = " " * (len(line) - len(line.lstrip()))
    return fill(line, columns, subsequent_indent=indent) if len(line) > columns else line


def _answers(stepper: Stepper, scripted: str) -> Iterator[dict[str, object]]:
    shown = output.is_typed()
    if shown:
        output.give(folded(stepper.opening()))
    while (line := output.typed_line(stepper.prompt)) is not None:
        if not shown:
            output.give(folded(stepper.opening()))
            shown = True
        reply = stepper.answer(line)
        output.give(folded(reply.text))
        yield {"line": line, "answer": reply.text, "ok": reply.ok}
        if reply.done or not (reply.ok or output.is_typed()):
            return
    if not shown:
        raise UsageError("This asks questions, and there is no terminal.", hint=f"From a script: {scripted}")
