"""In real windows it is plain whose codings are seen, in colour or without; blind, nothing of others is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from screen.shared import BENS_MEMO, KNOWS, MOTHER, code_as, shared_study
from screen.terminal import NEEDS_PTY, Terminal

from pimhcli.screen.app import CodingScreen
from pimhcli.screen.workbench import Workbench
from pimhcli.study.sitting import Sitting

if TYPE_CHECKING:
    from pathlib import Path

    from pimhcli.screen.panes import Lines

BENS_ALONE = "what they know leaves with them."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return shared_study(tmp_path / "study")


def lines_of(pane: Lines) -> str:
    return "\n".join(pane.render_line(y).text for y in range(pane.size.height))


def seen(screen: CodingScreen) -> str:
    """All that is painted."""
    rows = [screen.stage.render_line(y).text for y in range(screen.stage.size.height)]
    panes = (screen.status, screen.book, screen.here, screen.message, screen.hints, screen.panel)
    return "\n".join([*rows, *(lines_of(pane) for pane in panes)])


def walked(root: Path, *, blind: bool) -> list[str]:
    """What a wide window shows while a coder looks at every pane, with the cursor on words of ben's."""
    sitting = Sitting(root, "fg1", "anna", blind=blind)
    found: list[str] = []

    async def whole() -> None:
        screen = CodingScreen(Workbench(sitting))
        async with screen.run_test(size=(140, 40)) as pilot:
            for words in (MOTHER, BENS_ALONE):
                screen.bench.go_to(screen.bench.transcript.text.index(words))
                for keys in ("e E", "a", "escape", "tab", "tab", "tab", "c", "escape", "r", "escape", "O O"):
                    await pilot.press(*keys.split())
                    await pilot.pause()
                    found.append(seen(screen))

    try:
        asyncio.run(whole())
    finally:
        sitting.close()
    return found


def test_a_wide_window_shows_others_with_their_names(root: Path) -> None:
    shots = walked(root, blind=False)
    assert all("ben" in shot for shot in shots)
    assert any(BENS_MEMO in shot for shot in shots)


def test_a_blind_window_shows_nothing_of_them_in_any_pane(root: Path) -> None:
    shots = walked(root, blind=True)
    assert [shot for shot in shots if "ben" in shot or BENS_MEMO in shot or "┊" in shot] == []
    assert all("blind: anna only" in shot for shot in shots)


@NEEDS_PTY
@pytest.mark.parametrize(("variable", "value"), [("LINES", ""), ("NO_COLOR", "1"), ("LC_ALL", "C")])
def test_a_small_window_says_whose_codings_are_seen(root: Path, variable: str, value: str) -> None:
    """V5, V6: in 80x24, with colours, without, and without UTF-8."""
    with Terminal(root, size=(80, 24), argv=None, **{variable: value}) as terminal:
        terminal.wait("anna + ben")
        terminal.send("f").wait("here: ben: Practice")
        terminal.send("O").wait("anna; hidden: ben").wait_gone("here: ben: Practice")
        terminal.send("O").wait("anna; also shown: ben")


@NEEDS_PTY
def test_what_another_coder_adds_appears_in_an_open_window(root: Path) -> None:
    """S5: excerpt add while open appears, of any coder; in a blind window it does not."""
    with Terminal(root, size=(80, 24)) as terminal:
        terminal.wait("anna + ben")
        code_as(root, "carla", KNOWS, "barriers")
        terminal.wait("anna + ben, carla")


@NEEDS_PTY
def test_a_blind_window_says_so(root: Path) -> None:
    with Terminal(root, "--blind", size=(80, 24)) as terminal:
        terminal.wait("blind: anna only").send("f").wait("3/6 P2")
        terminal.send("O").wait("Blind: anna's codings alone, until you leave")
        assert "ben" not in terminal.text
