"""pimh figure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import options, output, place
from pimhcli.errors import UsageError
from pimhcli.findings import Finding

if TYPE_CHECKING:
    from pimhcli.figures.model import Figure

_SUFFIXES = (".svg", ".png")


def figure(
    name: Annotated[str, typer.Argument(help="Which figure, such as theme-map; left out, lists them.")] = "",
    out: options.Out = None,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Of saturation: also where the approach does not ask for it.")
    ] = False,
    yes: options.Yes = False,
) -> output.Result:
    """Example: pimh figure theme-map -o theme-map.svg

    Draws a figure of the paper: as .svg for a web page or an editor of drawings, as .png (300 dots to the
    inch) for Word. Without a name, lists all there are. Without -o, tells what the figure shows in words, for
    those who cannot see it.
    """
    from pimhcli.study.figures import built, called

    if not name:
        return _listed()
    wanted = called(name)
    _check_name(wanted, out)
    study = place.opened()
    made = built(study, wanted, anyway=anyway)
    told = output.Result(_data(made), findings=tuple(study.findings))
    if out is None:
        text = f"{made.caption}\n\n{made.description}"
        return told._replace(text=text, talk=f"Draw it with: pimh figure {wanted} -o {wanted}.svg")
    return _written(told, made, out, yes=yes)


def _listed() -> output.Result:
    from pimhcli.study.figures import FIGURES

    wide = max(map(len, FIGURES))
    lines = [f"{name:{wide}}  {entry.says}" for name, entry in FIGURES.items()]
    data = [{"name": name, "shows": entry.says} for name, entry in FIGURES.items()]
    return output.Result(data, "\n".join(lines))


def _check_name(wanted: str, out: Path | None) -> None:
    if out and out.suffix.lower() not in _SUFFIXES:
        raise UsageError(
            f"The name {out.name} does not tell the format.",
            hint=f"End it in {' or '.join(_SUFFIXES)}, such as {wanted}{_SUFFIXES[0]}.",
        )


def _data(made: Figure) -> dict[str, object]:
    """A figure for programs: all it says, and its size in points."""
    keys = ("name", "caption", "description", "width", "height", "language")
    return {key: getattr(made, key) for key in keys}


def _written(told: output.Result, made: Figure, out: Path, *, yes: bool) -> output.Result:
    from pimhcli.figures import png, svg
    from pimhcli.study import writing_out

    writing_out.check(out)
    if out.exists() and not output.agreed(f"{out} exists. Replace it?", yes=yes):
        return told._replace(talk="Nothing was written.", exit_code=1)
    if out.suffix.lower() == ".svg":
        writing_out.write(out, svg.render(made))
        return told._replace(talk=f"Wrote {out}.")
    writing_out.write(out, png.render(made))
    return told._replace(talk=f"Wrote {out}.", findings=(*told.findings, *_unknown(png.lacking(made))))


def _unknown(letters: str) -> list[Finding]:
    if not letters:
        return []
    message = f"no typeface of this machine has these letters, which are drawn as question marks: {letters}"
    return [Finding("figure", message, "Write an .svg instead, which leaves it to its reader.", "warning")]
