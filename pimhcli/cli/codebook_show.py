"""pimh codebook show."""

from __future__ import annotations

from textwrap import indent, wrap
from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import codebook, place
from pimhcli.cli.output import Result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.analysis.counts import Counts
    from pimhcli.coding.codebook import Code, Codebook

app = codebook.app
_WIDTH = 80  # columns
_TEXTS = (("definition", ""), ("include", "use it: "), ("exclude", "not: "), ("example", "example: "))


@app.command(short_help="Show the themes, sub-themes and codes with their counts.")
def show(
    definitions: Annotated[
        bool, typer.Option("--definitions", help="Also what each means, and when to use it.")
    ] = False,
    of: Annotated[str, typer.Option(help="Count only this coder's excerpts.", metavar="CODER")] = "",
) -> Result:
    """Example: pimh codebook show --definitions

    Shows the codebook with the counts of every entry: excerpts | participants | groups. The excerpts of an
    entry are its own and those of all under it; they are every coder's, unless --of names one.
    """
    from pimhcli.analysis.counts import by_entry, counted
    from pimhcli.study.material import gathered, made_by

    study = place.opened()
    book = study.codebook
    found = by_entry(book, made_by(gathered(study), of))
    counts = {key: counted(passages) for key, passages in found.items()}
    data = [{"entry": code, "path": book.path(code.id), "counts": counts[code.id]} for code in book.codes]
    talk = "" if data else 'The codebook is empty. Start it: pimh codebook add "My first theme"'
    return Result(data, _tree(book, counts, definitions=definitions), talk, tuple(study.findings))


def _tree(book: Codebook, counts: dict[str, Counts], *, definitions: bool) -> str:
    from pimhcli.coding.codebook import outline

    entries = list(outline(book))
    if not entries:
        return ""
    names = ["  " * depth + code.name + " (retired)" * code.is_retired for depth, code in entries]
    keys = [f"[{code.id}]" for _, code in entries]
    width, of_keys = max(map(len, names)), max(map(len, keys))
    lines = [f"{'':{width}}  {'key':{of_keys}}  excerpts | participants | groups"]
    for name, key, (depth, code) in zip(names, keys, entries, strict=True):
        lines.append(f"{name:{width}}  {key:{of_keys}}  {counts[code.id]}")
        lines += _meaning(code, "  " * (depth + 2)) if definitions else ()
    return "\n".join(lines)


def _meaning(code: Code, margin: str) -> Iterator[str]:
    for field, head in _TEXTS:
        if text := getattr(code, field):
            yield indent("\n".join(wrap(f"{head}{text}", max(_WIDTH - len(margin), 40))), margin)
