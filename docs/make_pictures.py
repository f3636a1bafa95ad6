"""Draws the pictures of README.md from what the program prints about the sample study."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from pathlib import Path

from rich.console import Console
from rich.text import Text

from pimhcli.cli.app import run
from pimhcli.resources import folder

HERE = Path(__file__).parent
PICTURES = {"tables.svg": (["table", "2"], ["table", "3"])}


def drawn(*commands: list[str]) -> str:
    """A picture of a terminal in which commands were typed.

    Args:
        commands: without the program's name.
    """
    console = Console(record=True, width=100, file=io.StringIO(), force_terminal=True)
    for words in commands:
        console.print(Text(f"$ pimh {' '.join(words)}", style="bold green"))
        console.print(Text(printed(words)))
    return console.export_svg(title="pimh", unique_id="pimh")


def printed(words: list[str]) -> str:
    """What a command prints about the sample study."""
    out = io.StringIO()
    with redirect_stdout(out):
        run(["-C", str(folder("sample_data") / "study"), *words])
    return out.getvalue()


def main() -> None:
    """Draws them all."""
    for name, commands in PICTURES.items():
        (HERE / name).write_text(drawn(*commands), "utf-8")


if __name__ == "__main__":
    main()
