"""pimh code."""

from __future__ import annotations

import os
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from pimhcli.cli import options, output, place
from pimhcli.cli.output import Result
from pimhcli.errors import UsageError
from pimhcli.folding import fold_name
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.plain.interpreter import Plain
    from pimhcli.study.progress import Progress
    from pimhcli.study.sitting import Sitting
    from pimhcli.study.study import Study

PROMPT = "> "


class Line(NamedTuple):
    """A line of the plain mode and its answer.

    Args:
        number: counted from 1.
        line: as given.
        answer: what was told.
        ok: whether it could be done.
    """

    number: int
    line: str
    answer: str
    ok: bool


def code(
    transcript: Annotated[
        str, typer.Argument(help="The transcript; may be left out.", metavar="TRANSCRIPT")
    ] = "",
    plain: Annotated[
        bool, typer.Option("--plain", help="Line by line, without a screen; also from a pipe.")
    ] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="With lines from a pipe: go on after one that fails.")
    ] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="Use no colours.")] = False,
    light: Annotated[
        bool | None,
        typer.Option("--light/--dark", help="For a light or a dark screen, whatever the terminal says."),
    ] = None,
    blind: Annotated[
        bool,
        typer.Option("--blind", help="Hide what other coders coded here; the codebook is everybody's."),
    ] = False,
    coder: options.Coder = "",
) -> Result:
    """Example: pimh code fg1

    Opens a transcript to code it. Every act is saved at once; quitting never asks. With --plain, or where the
    terminal is a simple one, each line that is typed gets its answer in lines: for screen readers and pipes.

    The excerpts of all coders are shown, each with its coder's name; only your own can be changed. With
    --blind those of the others are neither shown nor counted. Codes that others made stay in the codebook,
    and so do their definitions: it is shared.
    """
    from pimhcli.study import coders
    from pimhcli.study.sitting import Sitting

    in_lines = plain or _wants_lines(transcript)
    study = place.opened()
    who = coders.current(study.settings, coder)
    sitting = Sitting(study.root, _chosen(study, transcript, who), who, blind=blind)
    output.say(sitting.taken_along)
    try:
        if in_lines:
            return _in_lines(sitting, keep_going=keep_going)
        return _on_screen(sitting, color=not (no_color or os.environ.get("NO_COLOR")), light=light)
    finally:
        sitting.close()


def _on_screen(sitting: Sitting, *, color: bool, light: bool | None) -> Result:
    # 200 ms and 25 MB, which no other command should pay
    from pimhcli.screen.running import run

    return Result({"transcript": sitting.name}, talk=run(sitting, color=color, light=light))


def _wants_lines(transcript: str) -> bool:
    """Whether the user or the terminal asks for plain lines without saying --plain; tells why if so.

    Raises:
        UsageError: nothing asks for them, and there is no terminal for the screen.
    """
    wish = next((name for name in ("PIMH_PLAIN", "ACCESSIBLE") if os.environ.get(name)), "")
    if not (wish or output.is_terminal()):
        raise UsageError(
            "pimh code needs a terminal.",
            hint=f"To code from a script: pimh excerpt add --transcript {transcript or 'fg1'} --turn 12 "
            '--quote "…" --code NAME   (or pimh code --plain < commands.txt)',
        )
    # Windows sets no TERM for terminals that can show a screen
    kind = os.environ.get("TERM", "" if os.name == "posix" else "windows")
    if not wish and kind not in ("", "dumb"):
        return False
    why = f"{wish} is set" if wish else f"This terminal can show no screen (TERM is {kind or 'not set'})"
    output.say(f"{why}: plain lines, as with --plain.")
    return True


def _chosen(study: Study, words: str, coder: str) -> str:
    """The transcript that is named, the only one, or the one that the user picks.

    Raises:
        PimhError: there is none, or several and nobody to ask.
    """
    from pimhcli.study import progress

    if name := progress.named(study, words):
        return name
    if not output.is_terminal():
        names = study.transcript_ids
        hint = f"Name it: pimh code {names[0]}   (there are: {', '.join(names)})"
        raise UsageError(f"Which transcript? There are {len(names)}.", hint=hint)
    return _asked(progress.choices(study, coder))


def _asked(choices: tuple[Progress, ...]) -> str:
    lines = (f"{number}. {_progress(one)}" for number, one in enumerate(choices, start=1))
    output.say("\n".join(lines))
    known = {str(number): one.id for number, one in enumerate(choices, start=1)}
    known |= {fold_name(one.id): one.id for one in choices}
    while (given := output.typed_line(f"Which transcript? (Enter takes {choices[0].id}) ")) is not None:
        wanted = fold_name(given) if given.strip() else "1"
        if wanted in known:
            return known[wanted]
        output.say(f"There is no '{given.strip()}': type a number from 1 to {len(choices)}, or a name.")
    raise UsageError("No transcript was chosen.", hint=f"Name one: pimh code {choices[0].id}")


def _progress(one: Progress) -> str:
    coded = f"{one.coded:,} of {count(one.turns, 'turn')} coded, {count(one.excerpts, 'excerpt')}"
    return f"{one.id}: {coded}{', opened before' if one.used else ''}"


def _in_lines(sitting: Sitting, *, keep_going: bool) -> Result:
    from pimhcli.plain.interpreter import Plain

    plain, asks = Plain(sitting), output.is_typed()
    greeting = plain.greeting()
    output.say(output.listed(sitting.warnings))
    output.give(greeting)
    with _ends_in_order():
        try:
            answers = list(_answers(plain, stops=not (asks or keep_going)))
        finally:
            closing = plain.closing()
    failed = [] if asks else [line.number for line in answers if not line.ok]
    told = [line._asdict() for line in answers]
    data = {"transcript": sitting.name, "greeting": greeting, "answers": told}
    return Result(data, talk=_story(failed, closing, keep_going=keep_going), exit_code=int(bool(failed)))


def _answers(plain: Plain, *, stops: bool) -> Iterator[Line]:
    """Answers lines until one asks to leave, the input ends, or one fails and that is to stop it."""
    number = 0
    while (given := output.typed_line(PROMPT)) is not None:
        number += 1
        answer = plain.answer(given)
        output.give(answer.text)
        yield Line(number, given, answer.text, answer.ok)
        if answer.done or (stops and not answer.ok):
            return


def _story(failed: list[int], closing: str, *, keep_going: bool) -> str:
    if not failed:
        return closing
    if not keep_going:
        return f"Stopped at line {failed[0]}, which could not be done (see above). {closing}"
    numbers = ", ".join(map(str, failed))
    return f"{count(len(failed), 'line')} could not be done: {numbers}. {closing}"


@contextmanager
def _ends_in_order() -> Iterator[None]:
    """Lets a lost connection end the command as Ctrl+C does, so that the place is kept."""
    names = ("SIGTERM", "SIGHUP")
    signals = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = [signal.signal(one, signal.default_int_handler) for one in signals]
    try:
        yield
    finally:
        for one, handler in zip(signals, before, strict=True):
            signal.signal(one, handler)
