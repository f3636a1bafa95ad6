"""The root command, the list of all commands, and the one exit point."""

from __future__ import annotations

import sys
import tempfile
import time
import traceback
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperOption
from typer.main import get_command

from pimhcli import __version__
from pimhcli.cli import codebook, excerpt, output, place, transcript
from pimhcli.cli.demo import demo
from pimhcli.cli.init import init
from pimhcli.cli.load import load
from pimhcli.cli.report import report
from pimhcli.cli.status import status
from pimhcli.cli.table import table
from pimhcli.errors import PimhError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

BUG = 70
INTERRUPTED = 130

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
app.command(short_help="Start a study.")(init)
app.command(short_help="Make a study from invented data before your eyes.")(demo)
app.command(short_help="Tell what is there, what is missing, and the next step.")(status)
app.command(short_help="Load the answers to the questionnaire (.xlsx, .csv).")(load)
app.add_typer(transcript.app, name="transcript")
app.add_typer(codebook.app, name="codebook")
app.add_typer(excerpt.app, name="excerpt")
app.command(short_help="Print a table of the paper.")(table)
app.command(short_help="Write the report and both tables.")(report)


@app.callback(invoke_without_command=True)
def root(
    ctx: typer.Context,
    study: Annotated[
        Path | None,
        typer.Option("-C", "--study", help="The study's folder, when you are not in it.", metavar="DIR"),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> output.Result | None:
    """Example: pimh demo my-first-study

    From a focus group's questionnaires and transcript to the tables and the report of the paper. The usual
    order: init, load, transcript add, excerpt add, table, report. Inside a study, pimh alone tells where it
    stands.
    """
    place.named = study
    if version:
        return output.Result(__version__, f"pimh {__version__}")
    if ctx.invoked_subcommand:
        return None
    try:
        return status()
    except PimhError:
        if study:
            raise
        return output.Result({}, ctx.get_help())


def run(args: list[str]) -> int:
    """Runs one command line.

    Args:
        args: without the program's name.

    Returns:
        The exit code: 0 ok, 1 problems found, 2 usage, 3 no study or an invalid one, 4 locked or changed on
        disk, 70 a bug, 130 interrupted.
    """
    as_json = "--json" in args
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
        sys.stderr.close()
        return 0
    except Exception as error:  # noqa: BLE001  # the last net: users never see a traceback
        return _bug(error)


def tree() -> Any:  # noqa: ANN401  # a class of Typer's own, not public
    """The commands, each with ``--json``."""
    command = get_command(app)
    for each in _commands(command):
        each.params.append(
            TyperOption(
                param_decls=["--json"], is_flag=True, expose_value=False, help="Answer as JSON, for programs."
            )
        )
    return command


def _commands(command: Any) -> Iterator[Any]:  # noqa: ANN401
    yield command
    for child in getattr(command, "commands", {}).values():
        yield from _commands(child)


def _invoked(args: list[str], *, as_json: bool) -> tuple[output.Result, str]:
    command = tree()
    # in JSON mode standard output holds the one object and nothing else
    with redirect_stdout(sys.stderr if as_json else sys.stdout):
        result = command.main(args, prog_name="pimh", standalone_mode=False)
    shown = result if isinstance(result, output.Result) else output.Result(None, exit_code=int(result or 0))
    return shown, _words(args)


def _words(args: list[str]) -> str:
    """The command's name in a command line: ``excerpt add``."""
    node, words = tree(), list[str]()
    for arg in args:
        child = getattr(node, "commands", {}).get(arg)
        if child is not None:
            words.append(arg)
            node = child
    return " ".join(words)


def _usage(error: typer.TyperException) -> UsageError:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "pimh"
    return UsageError(error.format_message(), hint=f"See: {path} --help")


def _bug(error: Exception) -> int:
    log = Path(tempfile.gettempdir()) / f"pimh-crash-{time.strftime('%Y%m%d-%H%M%S')}.log"
    log.write_text(f"pimh {__version__}\n{''.join(traceback.format_exception(error))}", "utf-8")
    output.say(
        f"Error: pimh met something it was not made for ({type(error).__name__}). "
        "Nothing that was saved is lost.\n"
        f"Please report it with the file {log} (look into it first: it may name your files)."
    )
    return BUG
