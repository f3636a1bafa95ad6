"""pimh demo."""

from __future__ import annotations

import os
import shutil
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import output
from pimhcli.cli.output import Result
from pimhcli.errors import PimhError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

WRITTEN = ("study.yaml", "codebook.yaml")  # what a researcher writes by hand
RAW = ("answers.xlsx", "focus-group.docx", "excerpts.csv")
COMMANDS = (
    "pimh codebook sync --coder anna",
    "pimh load raw/answers.xlsx --coder anna",
    "pimh transcript add raw/focus-group.docx --group fg1 --coder anna",
    "pimh excerpt add --from raw/excerpts.csv --coder anna",
    "pimh table 2",
    "pimh table 3",
    "pimh report",
)


def demo(
    folder: Annotated[Path, typer.Argument(help="Where to make it; must not exist yet.")] = Path(
        "my-first-study"
    ),
) -> Result:
    """Example: pimh demo my-first-study

    Makes a study from invented data before your eyes: raw answers, a Word transcript and a list of coded
    excerpts become both tables and the report, by the commands that you would type.
    """
    if folder.exists():
        raise UsageError(
            f"{folder} exists already.", hint="Name a folder that is not there yet: pimh demo another"
        )
    for line in _story(folder):
        output.say(line)
    report = folder / "reports" / "report.md"
    data = {"folder": str(folder), "report": str(report), "commands": COMMANDS}
    return Result(
        data,
        talk=f"\nThe report is {report}; both tables lie beside it.\n"
        f"Look around: cd {output.typed(folder)}\nOpen the coding screen there: pimh code --coder anna",
    )


def _story(folder: Path) -> Iterator[str]:
    """Does it all, and tells each thing before it is done."""
    from pimhcli.resources import folder as packaged

    sample = packaged("sample_data") / "raw"
    yield f"$ pimh init {output.typed(folder)}"
    _run("init", str(folder))
    yield f"\nThe raw files of the sample study (all invented) go into {folder / 'raw'}: {', '.join(RAW)}"
    _copy(sample, folder / "raw", RAW)
    yield f"\nYou would now fill in {' and '.join(WRITTEN)}; the demo takes them from the sample."
    yield f"\n$ cd {output.typed(folder)}"
    _copy(sample, folder, WRITTEN)
    with chdir(folder):
        for command in COMMANDS:
            yield f"\n$ {command}"
            _run(*command.split()[1:])


def _copy(source: Path, target: Path, names: tuple[str, ...]) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copyfile(source / name, target / name)


def _run(*args: str) -> None:
    from pimhcli.cli.app import INTERRUPTED, run

    # the study is the one that is being made, whatever the surroundings say
    outer = os.environ.pop("PIMH_STUDY", None)
    try:
        code = run(list(args))
    finally:
        if outer is not None:
            os.environ["PIMH_STUDY"] = outer
    if code == INTERRUPTED:
        raise KeyboardInterrupt
    if code:
        raise PimhError(f"The demo stopped at: pimh {' '.join(args)}", hint="The message above says why.")
