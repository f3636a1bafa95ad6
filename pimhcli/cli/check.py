"""pimh check."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import options, output, place
from pimhcli.cli.output import Result

if TYPE_CHECKING:
    from pimhcli.checks.registry import Asked, Checked
    from pimhcli.study.study import Study


def check(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            help="Which checks, or manuscript and its file; all checks when left out.",
            metavar="[NAME]…",
        ),
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
    strict: Annotated[bool, typer.Option("--strict", help="End with 1 for notes too.")] = False,
    explain: Annotated[
        str, typer.Option("--explain", help="Tell what a check looks for and why.", metavar="NAME")
    ] = "",
    fix: Annotated[bool, typer.Option("--fix", help="Mend first what needs no judgement.")] = False,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> Result:
    """Example: pimh check roster

    Checks the study and changes nothing. It says nothing and ends with 0 when all is well; it ends with 1
    when there is something to mend, and with 0 when there are only notes. --list tells which checks there
    are, --explain what one is about. --fix makes folders that are missing and takes note of what you changed
    in codebook.yaml by hand; --dry-run shows that.

    pimh check manuscript paper.docx checks your own paper (.docx, .md) against the study.
    """
    if every:
        return _listed()
    if explain:
        return _explained(explain)
    from pimhcli.study.checking import asking, mending
    from pimhcli.study.checking.listed import check_names

    wanted, papers = asking.parted(names or [])
    check_names(wanted)
    asked = asking.with_papers(asking.wished(wanted, below, over), wanted, map(Path, papers))
    study = place.opened()
    if key:
        asked = asking.with_key(asked, wanted, study.root, key)
    done = mending.mended(study, wanted, coder, dry_run=dry_run) if fix else []
    return _found(place.opened() if done else study, wanted, asked, done, strict=strict)


def _found(study: Study, wanted: list[str], asked: Asked, mended: list[str], *, strict: bool) -> Result:
    from pimhcli.checks.registry import summary
    from pimhcli.study.checking.listed import checked

    done = checked(study, wanted, asked)
    told = list(filter(None, (_shown(one, named=bool(wanted)) for one in done)))
    talk = [*mended, *([summary(done)] if any(one.findings for one in done) else [])]
    clean = all(one.is_clean(strictly=strict) for one in done)
    findings = tuple(study.findings)
    return Result(done, "\n".join(told), "\n".join(talk), findings, exit_code=int(not clean))


def _shown(done: Checked, *, named: bool) -> str:
    """What a check found; nothing where that is nothing, unless it was named and has more to tell."""
    text = done.text.rstrip("\n") if done.findings or named else ""
    parts = [indent(part, "  ") for part in (output.listed(done.findings), text) if part]
    return "\n".join([f"{done.check}:", *parts]) if parts else ""


def _listed() -> Result:
    from pimhcli.study.checking.listed import CHECKS

    width = max(len(each.name) for each in CHECKS)
    lines = [f"{each.name:{width}}  {each.description}" for each in CHECKS]
    return Result([{"name": e.name, "description": e.description} for e in CHECKS], "\n".join(lines))


def _explained(name: str) -> Result:
    from pimhcli.checks.registry import chosen
    from pimhcli.resources import template
    from pimhcli.study.checking.listed import CHECKS

    (check,) = chosen(CHECKS, [name])
    page = template(f"checks/{check.name}.md")
    return Result({"name": check.name, "page": page}, page.rstrip("\n"))
