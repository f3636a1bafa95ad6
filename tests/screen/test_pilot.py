"""The coding screen in Textual's own test harness: cursor, mouse and panes are where they have to be."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING, Any

import pytest
from building import codings, made_study
from textual import events
from textual.geometry import Offset

from pimhcli.screen.app import CodingScreen
from pimhcli.screen.panes import Lines
from pimhcli.screen.view import TranscriptView
from pimhcli.screen.workbench import Workbench
from pimhcli.study.sitting import Sitting

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from textual.pilot import Pilot

    Steps = Callable[[CodingScreen, Pilot[None]], Coroutine[Any, Any, None]]

TALK = "\n".join(
    f"P{number % 3}: Turn {number} is said. {'And more of it, and so on. ' * (number % 5)}"
    for number in range(1, 121)
)
MOTIONS = [
    *("down", "up", "right", "left", "w", "b", "l", "h", "right_parenthesis", "left_parenthesis", "J", "K"),
    *("pagedown", "pageup", "home", "end", "g", "G", "f", "F", "shift+down", "shift+up", "shift+right"),
    *("shift+left", "v", "o", "s", "S", "t", "T", "escape"),
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return made_study(tmp_path / "study", talk=TALK)


def on_screen(root: Path, steps: Steps, size: tuple[int, int] = (120, 36)) -> None:
    """Opens the screen and takes steps on it."""
    sitting = Sitting(root, "fg1", "anna")

    async def whole() -> None:
        screen = CodingScreen(Workbench(sitting))
        async with screen.run_test(size=size) as pilot:
            await pilot.pause()
            await steps(screen, pilot)

    try:
        asyncio.run(whole())
    finally:
        sitting.close()


def place_of(screen: CodingScreen, words: str) -> Offset:
    """The cell in which some words of the text start."""
    rows = [screen.stage.render_line(y).text for y in range(screen.stage.size.height)]
    y = next(y for y, row in enumerate(rows) if words in row)
    return Offset(rows[y].index(words), y) + screen.stage.content_region.offset


def mouse(screen: CodingScreen, kind: type[events.MouseEvent], at: Offset) -> None:
    """What the terminal tells of the left button, at once behind what it told before."""
    screen.stage.post_message(
        kind(screen.stage, *(at - screen.stage.region.offset), 0, 0, 1, False, False, False, *at)
    )


async def typed(screen: CodingScreen, pilot: Pilot[None], *keys: str) -> None:
    """Types ahead: faster than one key after the other, and no less exact."""
    for key in keys:
        screen.stage.post_message(events.Key(key, key if len(key) == 1 else None))
    await pilot.pause()


def selected(screen: CodingScreen) -> str:
    start, end = screen.bench.selection or (0, 0)
    return screen.bench.transcript.text[start:end]


@pytest.mark.parametrize("size", [(120, 36), (45, 12)])
def test_the_terminal_s_cursor_is_the_coding_cursor_after_any_motion(
    root: Path, size: tuple[int, int]
) -> None:
    """V10: and it is in view."""

    async def steps(screen: CodingScreen, pilot: Pilot[None]) -> None:
        rng = random.Random(5)
        for _ in range(60):
            await typed(screen, pilot, rng.choice(MOTIONS))
            assert screen.stage.cursor_cell is not None
            assert screen.cursor_position == screen.stage.cursor_cell

    on_screen(root, steps, size)


def test_in_lists_the_terminal_s_cursor_is_on_the_chosen_line(root: Path) -> None:
    """V10: codebook and questions; back in the text it is the coding cursor."""

    async def steps(screen: CodingScreen, pilot: Pilot[None]) -> None:
        await pilot.press("tab", "down", "down")
        assert screen.cursor_position == screen.book.region.offset + Offset(0, 3)
        await pilot.press("escape", "at", "down")
        top = int(screen.panel.styles.offset.y.value)
        assert screen.cursor_position == Offset(0, top + 2)
        await pilot.press("escape")
        assert screen.cursor_position == screen.stage.cursor_cell

    on_screen(root, steps)


def test_keys_that_follow_the_mouse_at_once_find_what_it_selected(root: Path) -> None:
    """A3: a slow connection brings all of it together."""

    async def steps(screen: CodingScreen, pilot: Pilot[None]) -> None:
        start = place_of(screen, "Turn 2")
        mouse(screen, events.MouseDown, start)
        mouse(screen, events.MouseMove, start + Offset(6, 0))
        mouse(screen, events.MouseUp, start + Offset(6, 0))
        await typed(screen, pilot, *"cbarr", "enter")

    on_screen(root, steps)
    assert [(row["quote"], row["code"]) for row in codings(root)] == [("Turn 2", "barriers")]


def test_a_drag_selects_what_keys_select(root: Path) -> None:
    """A3: over three turns."""

    async def steps(screen: CodingScreen, pilot: Pilot[None]) -> None:
        await pilot.press("J", "v", "J", "J", "w")
        by_keys = selected(screen)
        await pilot.press("escape", "g")
        start, end = place_of(screen, "Turn 2"), place_of(screen, "Turn 4") + Offset(4, 0)
        for kind, at in ((events.MouseDown, start), (events.MouseMove, end), (events.MouseUp, end)):
            mouse(screen, kind, at)
        await pilot.pause()
        assert selected(screen) == by_keys
        assert by_keys.startswith("Turn 2 is said.")
        assert by_keys.endswith("Turn")

    on_screen(root, steps)


def test_a_click_on_a_name_takes_its_excerpt(root: Path) -> None:
    """A3: names stand beside the text where there is room."""

    async def steps(screen: CodingScreen, pilot: Pilot[None]) -> None:
        await pilot.press(*"cbarr", "enter", "G")
        await pilot.press("g", "J", "J")
        await pilot.click(TranscriptView, offset=place_of(screen, "Barriers") - screen.stage.region.offset)
        assert screen.bench.message == "Took Barriers."
        assert screen.bench.cursor == TALK.index("Turn 1 ")

    on_screen(root, steps, (160, 36))


def test_the_mouse_does_nothing_to_the_text_under_a_panel(root: Path) -> None:
    """A3: what is typed goes on in the panel."""

    async def steps(screen: CodingScreen, pilot: Pilot[None]) -> None:
        await pilot.press("c")
        await pilot.click(TranscriptView, offset=(30, 5))
        await pilot.press("b", "a", "r", "r", "enter")
        assert screen.bench.mode == "READ"

    on_screen(root, steps)
    assert [row["quote"] for row in codings(root)] == ["Turn 1 is said."]


@pytest.mark.parametrize("size", [(40, 10), (60, 12), (80, 24), (200, 60)])
def test_a_panel_leaves_the_row_of_the_cursor_in_sight(root: Path, size: tuple[int, int]) -> None:
    """V1, V2: palette, memo, search, command line, wherever the cursor is."""

    async def steps(screen: CodingScreen, pilot: Pilot[None]) -> None:
        rows = screen.stage.size.height
        for row in (0, rows // 2 - 1, rows // 2, rows - 1):
            await typed(screen, pilot, "g", *["down"] * row)
            for key in ("c", "slash", "colon", "at"):
                await typed(screen, pilot, key)
                cell = screen.stage.cursor_cell
                assert cell is not None
                assert not screen.panel.region.contains_point(cell)
                assert screen.panel.region.contains_point(screen.cursor_position)
                await typed(screen, pilot, "escape")

    on_screen(root, steps, size)


@pytest.mark.parametrize(("width", "side"), [(60, 0), (109, 0), (110, 36), (140, 42), (240, 60)])
def test_panes_tile_the_screen_at_every_width(root: Path, width: int, side: int) -> None:
    """V1, V2: status above, message and hints below, text and side pane between."""

    async def steps(screen: CodingScreen, pilot: Pilot[None]) -> None:
        assert screen.side.display == bool(side)
        assert (screen.side.region.width, screen.stage.region.width) == (side, width - side)
        heights = [pane.region.y for pane in (screen.status, screen.stage, screen.message, screen.hints)]
        assert heights == [0, 1, 22, 23]
        for pane in screen.query(Lines):
            lines = [pane.render_line(y) for y in range(pane.size.height)]
            assert all(line.cell_length == pane.size.width for line in lines)

    on_screen(root, steps, (width, 24))


def test_a_panel_leaves_nothing_behind(root: Path) -> None:
    """V1: what is on the screen after Esc is what was there before."""

    async def steps(screen: CodingScreen, pilot: Pilot[None]) -> None:
        await pilot.press("J", "J")
        before = pictured(screen)
        for keys in (("c", "p"), ("slash", "x"), ("colon", "f"), ("question_mark",), ("at", "down")):
            await pilot.press(*keys)
            assert pictured(screen) != before
            await pilot.press("escape")
            assert pictured(screen) == before

    on_screen(root, steps, (80, 24))


def pictured(screen: CodingScreen) -> list[str]:
    """The rows of the whole screen as they are composed."""
    return [strip.text for strip in screen.screen._compositor.render_strips()]
