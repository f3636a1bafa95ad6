"""The transcript's pane in a running app paints scenes, keeps the cursor in view, tells of the mouse."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from textual import events
from textual.app import App
from textual.geometry import Offset

from pimhcli.screen.colours import look
from pimhcli.screen.marks import Mark, Scene
from pimhcli.screen.painting import Target
from pimhcli.screen.view import TranscriptView
from pimhcli.transcripts.turns import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.app import ComposeResult
    from textual.pilot import Pilot

TALK = "\n".join(f"PX{number % 4}: Turn {number} says one two three four five." for number in range(1, 201))


class Pane(TranscriptView):
    """Tells the app what the mouse did: a press as what was hit and how often, a drag as its offset."""

    told: list[tuple[Target, int] | int]

    def pressed_on(self, target: Target, clicks: int) -> None:
        self.told.append((target, clicks))

    def dragged_to(self, offset: int) -> None:
        self.told.append(offset)


class Screen(App[None]):
    """Holds nothing but the pane and what it told."""

    def __init__(self, talk: str = TALK, **colours: Any) -> None:
        super().__init__(**colours)
        self.talk = talk
        self.told: list[tuple[Target, int] | int] = []

    def compose(self) -> ComposeResult:
        ground = look("none" if self.ansi_color else "dark")
        pane = Pane(parse(self.talk), ground, empty="fg1 has no turns.")
        pane.told = self.told
        yield pane

    @property
    def dragged(self) -> list[int]:
        return [told for told in self.told if isinstance(told, int)]

    @property
    def view(self) -> TranscriptView:
        return self.query_one(TranscriptView)

    def lines(self) -> list[str]:
        return [self.view.render_line(y).text.rstrip() for y in range(self.view.size.height)]


def run(
    steps: Callable[[Screen, Pilot[None]], Coroutine[Any, Any, None]],
    size: tuple[int, int] = (80, 24),
    app: Screen | None = None,
) -> None:
    async def whole() -> None:
        screen = app or Screen()
        async with screen.run_test(size=size) as pilot:
            screen.view.focus()
            await steps(screen, pilot)

    asyncio.run(whole())


def at(words: str) -> int:
    return TALK.index(words)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_the_pane_shows_the_scene_from_the_first_turn_on(size: tuple[int, int]) -> None:
    """V1, V2: the text is there in both sizes."""

    async def steps(screen: Screen, pilot: Pilot[None]) -> None:
        screen.view.show(
            Scene((Mark("e1", at("Turn 2"), at("one two three four five.\nPX3"), 0, ("pace",)),))
        )
        await pilot.pause()
        lines = screen.lines()
        assert len(lines) == size[1]
        assert lines[0] == "▶  1 PX1          Turn 1 says one two three four five."
        assert lines[1].startswith("   2 PX2      ╻   Turn 2 says one two three four five.")
        assert lines[1].endswith("pace") == (size[0] > 90)

    run(steps, size)


def test_only_rows_that_changed_are_painted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async def steps(screen: Screen, pilot: Pilot[None]) -> None:
        view = screen.view
        view.show(Scene(cursor=at("Turn 3")))
        await pilot.pause()
        painted: list[int] = []
        refresh = view.refresh_lines

        def noted(row: int) -> None:
            painted.append(row)
            refresh(row)

        monkeypatch.setattr(view, "refresh_lines", noted)
        for scene in (
            Scene(cursor=at("says one two three four five.\nPX0")),
            Scene(cursor=at("Turn 5"), selection=(at("Turn 5"), at("Turn 7"))),
            Scene(cursor=at("Turn 5"), selection=(at("Turn 5"), at("Turn 8"))),
            Scene((Mark("e1", at("Turn 9"), at("Turn 9") + 4),), cursor=at("Turn 5")),
        ):
            view.show(scene)
            await pilot.pause()
            painted.append(-1)
        assert painted == [2, -1, 2, 4, 5, 6, -1, 6, 7, -1, 4, 5, 6, 8, -1]

    run(steps)


def test_a_cursor_that_moved_is_kept_in_view() -> None:
    async def steps(screen: Screen, pilot: Pilot[None]) -> None:
        view = screen.view
        tops = []
        for words in ("Turn 24", "Turn 25", "Turn 200", "Turn 199", "Turn 20 "):
            view.show(Scene(cursor=at(words)))
            await pilot.pause()
            tops.append(view.scroll_offset.y)
            assert view.cursor_cell is not None
        assert tops == [0, 1, 176, 176, 7]

    run(steps)


def test_the_cell_of_the_cursor_is_the_one_it_is_painted_in() -> None:
    """V10: the terminal's cursor can be set on the coding cursor."""

    async def steps(screen: Screen, pilot: Pilot[None]) -> None:
        screen.view.styles.margin = (2, 0, 0, 3)
        screen.view.show(Scene(cursor=at("says one two three four five.\nPX2")))
        await pilot.pause()
        assert screen.view.cursor_cell == Offset(3 + 18 + len("Turn 1 "), 2)
        screen.view.scroll_to(y=50, animate=False, immediate=True)
        assert screen.view.cursor_cell is None

    run(steps)


def test_no_key_does_anything() -> None:
    async def steps(screen: Screen, pilot: Pilot[None]) -> None:
        await pilot.press("down", "pagedown", "end", "space", "right", "j")
        assert (screen.view.scroll_offset.y, screen.told) == (0, [])

    run(steps)


def test_resizing_keeps_the_cursor_in_view_at_its_height() -> None:
    """V3: from 120 to 60 cells and back."""

    async def steps(screen: Screen, pilot: Pilot[None]) -> None:
        view = screen.view
        view.show(Scene(cursor=at("Turn 100")))
        await pilot.pause()
        before = view.cursor_cell
        for width in (60, 34, 120):
            await pilot.resize_terminal(width, 36)
            await pilot.pause()
            assert view.text_layout is not None
            assert view.virtual_size.height == view.text_layout.rows
            assert view.cursor_cell is not None
        assert view.cursor_cell == before

    run(steps, (120, 36))


def test_a_window_too_small_to_use_leaves_the_pane_alive() -> None:
    """V4: nothing is lost by a window of a few cells."""

    async def steps(screen: Screen, pilot: Pilot[None]) -> None:
        screen.view.show(Scene(cursor=at("Turn 23")))
        for size in ((12, 3), (1, 1), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert screen.view.cursor_cell is not None
        assert "Turn" in screen.lines()[0]

    run(steps)


def test_a_pane_that_gets_lower_keeps_its_cursor() -> None:
    """V3: fewer rows."""

    async def steps(screen: Screen, pilot: Pilot[None]) -> None:
        screen.view.show(Scene(cursor=at("Turn 23")))
        await pilot.resize_terminal(80, 12)
        await pilot.pause()
        assert screen.view.cursor_cell is not None

    run(steps)


@pytest.mark.parametrize("width", [80, 81, 120])
def test_a_scene_shown_before_the_pane_is_laid_out_is_seen_where_its_cursor_is(width: int) -> None:
    """S4: the place one left is in view at once."""

    class Resumed(Screen):
        def on_mount(self) -> None:
            self.view.show(Scene(cursor=at("Turn 150")))

    async def steps(screen: Screen, pilot: Pilot[None]) -> None:
        await pilot.pause()
        assert any("Turn 150" in line for line in screen.lines())
        assert screen.view.cursor_cell is not None

    run(steps, (width, 24), Resumed())


def test_what_was_in_view_stays_there_when_the_cursor_is_not() -> None:
    async def steps(screen: Screen, pilot: Pilot[None]) -> None:
        screen.view.scroll_to(y=60, animate=False, immediate=True)
        await pilot.resize_terminal(40, 24)
        await pilot.pause()
        assert "Turn 61 says" in screen.lines()[0]

    run(steps)


def test_the_margin_of_names_can_be_switched() -> None:
    async def steps(screen: Screen, pilot: Pilot[None]) -> None:
        view, marks = screen.view, (Mark("e1", at("Turn 1"), at("says"), 0, ("pace",)),)
        shown = []
        for margin in (True, False, True):
            view.show(Scene(marks, margin=margin))
            await pilot.pause()
            shown.append(screen.lines()[0].endswith("pace"))
        assert shown == [True, False, True]

    run(steps, (120, 36))


def test_a_transcript_without_turns_shows_one_line() -> None:
    """G4: an empty transcript opens."""

    async def steps(screen: Screen, pilot: Pilot[None]) -> None:
        screen.view.show(Scene())
        await pilot.click(TranscriptView, offset=(5, 5))
        await pilot.resize_terminal(60, 20)
        assert (screen.lines()[0], screen.view.cursor_cell, screen.told) == ("fg1 has no turns.", None, [])

    run(steps, app=Screen("# nothing said\n"))


def presses(screen: Screen) -> list[tuple[str, int, int, str | None]]:
    found = [told for told in screen.told if isinstance(told, tuple)]
    return [(target.where, target.offset, clicks, target.mark) for target, clicks in found]


def test_clicks_are_counted_and_told_with_their_offset() -> None:
    async def steps(screen: Screen, pilot: Pilot[None]) -> None:
        await pilot.click(TranscriptView, offset=(18 + 5, 2), times=4)
        await pilot.click(TranscriptView, offset=(18 + 5, 3))
        place = at("Turn 3") + 5
        assert presses(screen) == [
            *(("text", place, clicks, None) for clicks in (1, 2, 3, 4)),
            ("text", at("Turn 4") + 5, 1, None),
        ]

    run(steps)


def test_a_lane_and_a_name_give_their_excerpt() -> None:
    async def steps(screen: Screen, pilot: Pilot[None]) -> None:
        screen.view.show(Scene((Mark("e1", at("Turn 1"), at("says"), 0, ("pace",)),)))
        await pilot.pause()
        await pilot.click(TranscriptView, offset=(14, 0))
        await pilot.click(TranscriptView, offset=(119 - 22, 0))
        assert [(where, mark) for where, _, _, mark in presses(screen)] == [("lane", "e1"), ("name", "e1")]

    run(steps, (120, 36))


def mouse(kind: type[events.MouseEvent], x: int, y: int, button: int = 1) -> events.MouseEvent:
    return kind(None, x, y, 0, 0, button, False, False, False, x, y)


def test_a_drag_tells_its_offsets_until_its_end() -> None:
    """A3: press, move, release."""

    async def steps(screen: Screen, pilot: Pilot[None]) -> None:
        for kind, x, y in ((events.MouseDown, 18, 0), (events.MouseMove, 20, 1), (events.MouseUp, 20, 1)):
            screen.post_message(mouse(kind, x, y))
            await pilot.pause()
        screen.post_message(mouse(events.MouseMove, 30, 3, 0))
        await pilot.pause()
        assert screen.told == [(Target("text", at("Turn 1")), 1), at("Turn 2") + 2]

    run(steps)


@pytest.mark.parametrize(("start", "beyond"), [(0, 30), (60, -6)])
def test_a_drag_held_beyond_the_edge_scrolls_and_goes_on(start: int, beyond: int) -> None:
    """A3: a drag selects beyond one screen."""

    async def steps(screen: Screen, pilot: Pilot[None]) -> None:
        view = screen.view
        view.scroll_to(y=start, animate=False, immediate=True)
        screen.post_message(mouse(events.MouseDown, 20, 10))
        await pilot.pause()
        screen.post_message(mouse(events.MouseMove, 20, beyond))
        # it scrolls by a clock of its own, which a busy machine slows down
        async with asyncio.timeout(20):
            while len(offsets := screen.dragged) < 5:
                await pilot.pause(0.05)
        assert abs(view.scroll_offset.y - start) > 3
        assert offsets == sorted(offsets, reverse=beyond < 0)
        screen.post_message(mouse(events.MouseUp, 20, beyond))
        await pilot.pause()
        stopped = view.scroll_offset.y
        await pilot.pause(0.15)
        assert view.scroll_offset.y == stopped

    run(steps)


def test_a_button_let_go_outside_of_the_terminal_ends_the_drag() -> None:
    async def steps(screen: Screen, pilot: Pilot[None]) -> None:
        screen.post_message(mouse(events.MouseDown, 20, 2))
        screen.post_message(mouse(events.MouseMove, 25, 4, 0))
        screen.post_message(mouse(events.MouseMove, 25, 6))
        await pilot.pause()
        assert (len(screen.told), screen.dragged) == (1, [])

    run(steps)


def test_the_wheel_scrolls_and_moves_no_cursor() -> None:
    async def steps(screen: Screen, pilot: Pilot[None]) -> None:
        screen.post_message(mouse(events.MouseScrollDown, 20, 2, 0))
        await pilot.pause()
        assert screen.view.scroll_offset.y > 0
        assert screen.told == []

    run(steps)


def test_nothing_is_coloured_where_no_colour_is_wanted() -> None:
    """V5: no colour but the terminal's own."""

    async def steps(screen: Screen, pilot: Pilot[None]) -> None:
        mark = Mark("e1", at("Turn 1"), at("Turn 3"), 2, ("pace",), star=True)
        screen.view.show(Scene((mark,), cursor=at("Turn 2"), selection=(at("says"), at("Turn 2"))))
        await pilot.pause()
        strips = [screen.view.render_line(y) for y in range(5)]
        styles = [segment.style for strip in strips for segment in strip]
        assert all(style is not None and not style.color and not style.bgcolor for style in styles)

    run(steps, app=Screen(ansi_color=True))
