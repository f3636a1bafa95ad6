"""The root command, the list of all commands, and the one exit point."""

from __future__ import annotations

import errno
import sys
from contextlib import redirect_stdout
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer
from typer.core import TyperOption
from typer.main import get_command

from pimhcli import __version__
from pimhcli.cli import output, place
from pimhcli.errors import BugError, PimhError, UsageError
from pimhcli.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

INTERRUPTED = 130


class Entry(NamedTuple):
    """A command, or a group of them, and where it is.

    Args:
        module: its module in this package.
        says: its line in the list of commands.
        name: of the function, or of the group, in the module.
    """

    module: str
    says: str
    name: str = "app"


# in the order of work
COMMANDS = {
    "init": Entry("init", "Start a study.", "init"),
    "demo": Entry("demo", "Make a study from invented data before your eyes.", "demo"),
    "status": Entry("status", "Tell what is there, what is missing, and the next step.", "status"),
    "questionnaire": Entry("questionnaire", "The questionnaire: show, check, form."),
    "load": Entry("load", "Load the answers to the questionnaire (.xlsx, .csv).", "load"),
    "participant": Entry("participant", "The participants: list, show, withdraw."),
    "transcript": Entry("transcript", "The transcripts: add, show, correct, pseudonymise."),
    "code": Entry("code", "Code a transcript, on a screen or line by line.", "code"),
    "excerpt": Entry("excerpt_changes", "Excerpts: add, list, show, change, remove."),
    "codebook": Entry("codebook_files", "The codebook: add, show, move, merge, split, import, export."),
    "memo": Entry("memo", "Memos: add, list, show, edit, remove."),
    "undo": Entry("history", "Take back your last act of analysis.", "undo"),
    "redo": Entry("history", "Do again what was taken back.", "redo"),
    "log": Entry("log", "Show what was done, by whom and when.", "log"),
    "stage": Entry("stage", "The stages of the analysis: list, begin, done."),
    "snapshot": Entry("snapshot", "The study as it once was: add, show, diff, restore."),
    "review": Entry("review", "Review themes and quotes, and answer a review."),
    "agreement": Entry("agreement", "Tell how far coders agree, and list where they differ.", "agreement"),
    "import": Entry("import_", "Take in another copy of the study, or what another program made.", "import_"),
    "resolve": Entry("resolve", "Put together what a merge left in two versions.", "resolve"),
    "check": Entry("check", "Check the study for what does not agree.", "check"),
    "audit": Entry("audit", "Tell what cannot be in a printed table.", "audit"),
    "quotes": Entry("quotes", "Choose the quotes of the paper.", "quotes"),
    "table": Entry("table", "Print a table of the paper.", "table"),
    "figure": Entry("figure", "Draw a figure of the paper, or tell it in words.", "figure"),
    "report": Entry("report", "Write the report and both tables.", "report"),
    "export": Entry("export_word", "Hand the study on: qdpx, csv, xlsx, json, parquet, share, word."),
}


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
    from pimhcli.cli.status import status

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
def tree(needed: frozenset[str] = frozenset(COMMANDS)) -> Any:  # noqa: ANN401  # a class of Typer's own, not public
    """The commands, each with ``-C`` and ``--json``.

    Args:
        needed: the commands that may be called; of the others only the name and a line are there, which
            saves a third of the time that the program takes to start.
    """
    app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
    app.callback(invoke_without_command=True)(root)
    for name, entry in COMMANDS.items():
        _add(app, name, entry, _part(entry) if name in needed else _not_needed)
    command: Any = get_command(app)
    # Typer puts groups behind commands
    command.commands = {name: command.commands[name] for name in COMMANDS}
    for each in _commands(command):
        each.params += [_study_option(), _json_option()]
    return command


def _part(entry: Entry) -> Any:  # noqa: ANN401  # a function with its options, or a group of such
    return getattr(import_module(f"pimhcli.cli.{entry.module}"), entry.name)


def _add(app: typer.Typer, name: str, entry: Entry, part: Any) -> None:  # noqa: ANN401
    if not isinstance(part, typer.Typer):
        app.command(name, short_help=entry.says)(part)
    elif part.registered_callback:  # what it says of itself
        app.add_typer(part, name=name, short_help=entry.says)
    else:
        app.add_typer(part, name=name, help=entry.says)


def _not_needed() -> None:
    """Stands for a command that is not called."""


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
    command = _tree_for(args)
    # in JSON mode standard output holds the one object and nothing else
    with redirect_stdout(sys.stderr if as_json else sys.stdout):
        result = command.main(args, prog_name="pimh", standalone_mode=False)
    if result == INTERRUPTED:  # what Typer makes of Ctrl-C
        raise KeyboardInterrupt
    shown = result if isinstance(result, output.Result) else output.Result(None, exit_code=int(result or 0))
    return shown, _words(args)


def _tree_for(args: list[str]) -> Any:  # noqa: ANN401
    return tree(frozenset(COMMANDS).intersection(args))


def _words(args: list[str]) -> str:
    """The command's name in a command line: ``excerpt add``."""
    node, words, rest = _tree_for(args), list[str](), iter(args)
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
