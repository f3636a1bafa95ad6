"""Draws the pictures of README.md: what the program prints about the sample study, and its coding screen."""

from __future__ import annotations

import asyncio
import html
import io
import re
import shutil
import tempfile
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console
from rich.text import Text

from pimhcli.cli.app import run
from pimhcli.resources import folder
from pimhcli.screen.app import CodingScreen
from pimhcli.screen.workbench import Workbench
from pimhcli.study.sitting import Sitting

if TYPE_CHECKING:
    from pimhcli.screen.colours import Ground


class Shot(NamedTuple):
    """The coding screen after some keys.

    Args:
        size: columns and rows.
        keys: by Textual's names, or typed text in quotes.
        ground: dark or light.
    """

    size: tuple[int, int]
    keys: str
    ground: Ground = "dark"


HERE = Path(__file__).parent
PICTURES = {"tables.svg": (["table", "2"], ["table", "3"])}
SHOTS = {
    "coding.svg": Shot((140, 34), "colon '105' enter e"),
    "coding-palette.svg": Shot((120, 30), "colon '47' enter s s c 'refl'"),
    "coding-small-light.svg": Shot((80, 24), "colon '11' enter J K e greater_than_sign", "light"),
}


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


def shot(wanted: Shot) -> str:
    """A picture of the coding screen of the sample study, as the program itself exports it."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(shutil.copytree(folder("sample_data") / "study", Path(place) / "study"))
        sitting = Sitting(root, "fg1", "anna")
        try:
            return asyncio.run(_shot(CodingScreen(Workbench(sitting), wanted.ground), wanted))
        finally:
            sitting.close()


async def _shot(app: CodingScreen, wanted: Shot) -> str:
    async with app.run_test(size=wanted.size) as pilot:
        for word in re.findall(r"'[^']*'|\S+", wanted.keys):
            await pilot.press(*(word.strip("'") if word.startswith("'") else [word]))
        await pilot.pause()
        return app.export_screenshot(title="pimh code")


def words(svg: str) -> list[str]:
    """The text of a picture, stretch by stretch: what stays when fonts, colours and ids change."""
    return [html.unescape(found) for found in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


def main() -> None:
    """Draws them all."""
    for name, commands in PICTURES.items():
        (HERE / name).write_text(drawn(*commands), "utf-8")
    for name, wanted in SHOTS.items():
        (HERE / name).write_text(shot(wanted), "utf-8")


if __name__ == "__main__":
    main()
