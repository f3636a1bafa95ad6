"""The root command, the list of all commands, and the one exit point."""

from __future__ import annotations

import errno
import sys
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperOption
from typer.main import get_command

from pimhcli import __version__
from pimhcli.cli import (
    codebook_diff,
    excerpt_changes,
    memo,
    output,
    participant,
    place,
    questionnaire,
    review,
    snapshot,
    stage,
    transcript,
)
from pimhcli.cli.agreement import agreement
from pimhcli.cli.check import check
from pimhcli.cli.code import code
from pimhcli.cli.demo import demo
from pimhcli.cli.history import redo, undo
from pimhcli.cli.import_ import import_
from pimhcli.cli.init import init
from pimhcli.cli.load import load
from pimhcli.cli.log import log
from pimhcli.cli.report import report
from pimhcli.cli.resolve import resolve
from pimhcli.cli.status import status
from pimhcli.cli.table import table
from pimhcli.errors import BugError, PimhError, UsageError
from pimhcli.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

INTERRUPTED = 130

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
app.command(short_help="Start a study.")(init)
app.command(short_help="Make a study from invented data before your eyes.")(demo)
app.command(short_help="Tell what is there, what is missing, and the next step.")(status)
app.command(short_help="Load the answers to the questionnaire (.xlsx, .csv).")(load)
app.add_typer(questionnaire.app, name="questionnaire")
app.add_typer(transcript.app, name="transcript")
app.add_typer(participant.app, name="participant")
app.add_typer(codebook_diff.app, name="codebook")
app.command(short_help="Code a transcript, on a screen or line by line.")(code)
app.add_typer(excerpt_changes.app, name="excerpt")
app.add_typer(memo.app, name="memo")
app.add_typer(stage.app, name="stage")
app.add_typer(snapshot.app, name="snapshot")
app.add_typer(review.app, name="review")
app.command(short_help="Take back your last act of coding.")(undo)
app.command(short_help="Do again what was taken back.")(redo)
app.command(short_help="Show what was done, by whom and when.")(log)
app.command("import", short_help="Take in what a coder did in another copy of the study.")(import_)
app.command(short_help="Make one again what a merge or a sync program left in two versions.")(resolve)
app.command(short_help="Check the study for what does not agree.")(check)
app.command(short_help="Print a table of the paper.")(table)
app.command(short_help="Tell how far coders agree, and list where they differ.")(agreement)
app.command(short_help="Write the report and both tables.")(report)


@app.callback(invoke_without_command=True)
def root(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> output.Result | None:
    """Example: pimh demo my-first-study

    From a focus group's questionnaires and transcript to the tables and the report of the paper. The usual
    order: init, load, transcript add, excerpt add, table, report. Inside a study, pimh alone tells where it
    stands.
    """
    if version:
        return output.Result(__version__, f"pimh {__version__}")
    if ctx.invoked_subcommand:
        return None
    return status() if place.is_near() else output.Result({}, ctx.get_help())


def run(args: list[str]) -> int:
    """Runs one command line.

    Args:
        args: without the program's name.

    Returns:
        The exit code: 0 ok, 1 problems found, 2 usage, 3 no study or an invalid one, 4 locked or changed on
        disk, 70 a bug, 130 interrupted.
    """
    as_json = "--json" in args
    place.named = None
    try:
        result, command = _invoked(args, as_json=as_json)
        return output.show(result, command, as_json=as_json)
    except PimhError as error:
        return output.show_error(error, _words(args), as_json=as_json)
    except typer.TyperException as error:
        return output.show_error(_usage(error), _words(args), as_json=as_json)
    except (KeyboardInterrupt, typer.Abort):
        output.say("Interrupted; what was acknowledged before is saved.")
        return INTERRUPTED
    except BrokenPipeError:
        # the reader of the pipe has gone (pimh … | head); what it read is right
        return 0
    except Exception as error:  # noqa: BLE001  # the last net: users never see a traceback
        told = _too_long(error) or _bug(error)
        return output.show_error(told, _words(args), as_json=as_json)


@cache
def tree() -> Any:  # noqa: ANN401  # a class of Typer's own, not public
    """The commands, each with ``-C`` and ``--json``."""
    command = get_command(app)
    for each in _commands(command):
        each.params += [_study_option(), _json_option()]
    return command


def _json_option() -> TyperOption:
    # run() looks for it among the words: a wrong use of options is told in JSON too
    words = "Answer as JSON, for programs."
    return TyperOption(param_decls=["--json"], is_flag=True, expose_value=False, help=words)


def _study_option() -> TyperOption:
    words = "The study's folder, when you are not in it."
    return TyperOption(
        param_decls=["-C", "--study"], metavar="DIR", expose_value=False, callback=_name_study, help=words
    )


def _name_study(_context: Any, _param: Any, folder: str | None) -> None:  # noqa: ANN401
    if folder is not None:
        place.named = Path(folder)


def _commands(command: Any) -> Iterator[Any]:  # noqa: ANN401
    yield command
    for child in getattr(command, "commands", {}).values():
        yield from _commands(child)


def _invoked(args: list[str], *, as_json: bool) -> tuple[output.Result, str]:
    command = tree()
    # in JSON mode standard output holds the one object and nothing else
    with redirect_stdout(sys.stderr if as_json else sys.stdout):
        result = command.main(args, prog_name="pimh", standalone_mode=False)
    if result == INTERRUPTED:  # what Typer makes of Ctrl-C
        raise KeyboardInterrupt
    shown = result if isinstance(result, output.Result) else output.Result(None, exit_code=int(result or 0))
    return shown, _words(args)


def _words(args: list[str]) -> str:
    """The command's name in a command line: ``excerpt add``."""
    node, words, rest = tree(), list[str](), iter(args)
    for arg in rest:
        if arg in ("-C", "--study"):
            next(rest, None)  # a folder may be called like a command
        elif child := getattr(node, "commands", {}).get(arg):
            words.append(arg)
            node = child
    return " ".join(words)


def _usage(error: typer.TyperException) -> UsageError:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "pimh"
    known = ", ".join(getattr(context.command, "commands", {})) if context else ""
    return UsageError(
        error.format_message(), hint=f"{f'Commands: {known}. ' if known else ''}See: {path} --help"
    )


def _too_long(error: Exception) -> UsageError | None:
    """That a path cannot be one, as when a text was pasted in place of it."""
    if not (isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG):
        return None
    return UsageError(
        f"'{shortened(str(error.filename))}' is too long for the name of a file or folder.",
        hint="Give the name of a file; was a text pasted in its place?",
    )


def _bug(error: Exception) -> BugError:
    import tempfile
    import traceback

    told = "".join(traceback.format_exception(error))
    kind = type(error).__name__
    message = f"pimh met something it was not made for ({kind}). Nothing that was saved is lost."
    try:
        with tempfile.NamedTemporaryFile("wb", prefix="pimh-crash-", suffix=".log", delete=False) as log:
            log.write(f"pimh {__version__}\n{told}".encode(errors="backslashreplace"))
    except OSError as refused:
        return BugError(message, hint=f"What happened could not be written to a log: {refused.strerror}.")
    hint = f"Please report it with the file {log.name} (look into it first: it may name your files)."
    return BugError(message, hint=hint)
