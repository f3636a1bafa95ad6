"""pimh check."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import output, place
from pimhcli.cli.output import Result

if TYPE_CHECKING:
    from pimhcli.checks.registry import Checked


def check(
    names: Annotated[
        list[str] | None, typer.Argument(help="Which checks; all of them when left out.", metavar="[NAME]…")
    ] = None,
    every: Annotated[bool, typer.Option("--list", help="List the checks and what each looks for.")] = False,
    below: Annotated[
        int | None, typer.Option(help="Of disclosure: fewer people than this are a small group.", min=2)
    ] = None,
    over: Annotated[
        str,
        typer.Option(help="Of disclosure: items by which people could be known.", metavar="ITEM,ITEM…"),
    ] = "",
    key: Annotated[
        Path | None,
        typer.Option(help="Of names: the key by which they were replaced.", metavar="FILE"),
    ] = None,
) -> Result:
    """Example: pimh check roster

    Checks the study and changes nothing. Ends with 1 when there is something to mend, with 0 when there are
    only notes. --list tells which checks there are.
    """
    from pimhcli.checks.registry import summary
    from pimhcli.study.checking.asking import wished, with_key
    from pimhcli.study.checking.listed import CHECKS, checked

    if every:
        width = max(len(each.name) for each in CHECKS)
        lines = [f"{each.name:{width}}  {each.description}" for each in CHECKS]
        return Result([{"name": e.name, "description": e.description} for e in CHECKS], "\n".join(lines))
    wanted = names or []
    asked = wished(wanted, below, over)
    study = place.opened()
    if key:
        asked = with_key(asked, wanted, study.root, key)
    done = checked(study, wanted, asked)
    shown = "\n".join([*map(_shown, done), summary(done)])
    clean = all(one.is_clean for one in done)
    return Result(done, shown, findings=tuple(study.findings), exit_code=int(not clean))


def _shown(done: Checked) -> str:
    found = output.listed(done.findings) or "nothing found"
    parts = [found, done.text.rstrip("\n")]
    return "\n".join([f"{done.check}:", *(indent(part, "  ") for part in parts if part)])
