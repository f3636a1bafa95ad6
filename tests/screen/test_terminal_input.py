"""Keys, pastes and the mouse reach the coding screen through a real terminal whole and in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import codings, history, made_study
from screen.terminal import NEEDS_PTY, NEEDS_TMUX, Terminal, Tmux, screen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["screen"]

pytestmark = NEEDS_PTY

TURNS = 60
TALK = "\n".join(f"P1: Word{number} is said. And more of it." for number in range(1, TURNS + 1))
NAMES = {"prac": "practice", "slow": "slowing-down", "barr": "barriers"}
BURST = "".join(f"fc{list(NAMES)[number % 3]}\r" for number in range(50))
BURST_CODED = [(f"Word{number + 2} is said.", [*NAMES.values()][number % 3]) for number in range(50)]
ALL_CODED = f"50/{TURNS} coded"
SELECTED = "b4d0ff"  # behind what is selected


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return made_study(tmp_path / "study", talk=TALK)


@pytest.fixture(scope="module")
def shared_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_study(tmp_path_factory.mktemp("shared") / "study", talk=TALK)


@pytest.fixture(scope="module")
def open_screen(shared_root: Path) -> Iterator[Terminal]:
    with Terminal(shared_root, size=(120, 30)) as terminal:
        yield terminal.wait("READ")


@pytest.fixture
def shared(open_screen: Terminal) -> Iterator[Terminal]:
    """A screen that several tests use one after the other, with its cursor on the first word."""
    open_screen.send("g").settle()
    yield open_screen
    while f"0/{TURNS} coded" not in open_screen.text:
        open_screen.send("u").settle()


def coded(root: Path) -> list[tuple[str, str]]:
    rows = sorted(codings(root), key=lambda row: (row["start"], row["code"]))
    return [(row["quote"], row["code"]) for row in rows]


def coded_now(screen: Terminal, root: Path) -> str:
    """Codes what is selected and gives its words as stored."""
    screen.send("cbarr\r").wait("Coded 'Barriers'")
    [(quote, _)] = coded(root)
    return quote


def highlighted(screen: Terminal) -> str:
    cells = screen.cells(lambda cell: cell.bg == SELECTED)
    return "".join(screen.cell(*place).data for place in cells).replace(" ", "")


def test_fifty_acts_typed_ahead_in_one_write_are_fifty_right_codes(root: Path, screen: Terminal) -> None:
    """I1: nothing that was typed before a panel had opened is lost or goes elsewhere."""
    screen.send(BURST).wait(ALL_CODED)
    assert coded(root) == BURST_CODED
    assert len(history(root)) == 50


@NEEDS_TMUX
def test_fifty_acts_typed_ahead_through_tmux_are_fifty_right_codes(root: Path) -> None:
    """I2: the same through tmux, in one piece."""
    with Tmux(root) as window:
        window.wait("READ").paste(BURST).wait(ALL_CODED)
    assert coded(root) == BURST_CODED


def test_a_pasted_text_is_never_taken_for_keys(root: Path, screen: Terminal) -> None:
    """I3: it says so; in the palette it is text."""
    screen.send("\x1b[200~cDux\x1b[201~").wait("Pasted text is not taken as keys. Nothing was done.")
    assert history(root) == []
    screen.send("c\x1b[200~barri\x1b[201~").wait("Code with: barri")
    screen.send("\r").wait("Coded 'Barriers'")
    assert coded(root) == [("Word1 is said.", "barriers")]


def test_the_sentence_is_coded_as_it_was_shown(root: Path, screen: Terminal) -> None:
    """A1: s, c, a part of a name, Enter: one excerpt without outer blanks, one record."""
    screen.send(")s").wait("READ · 4 words")
    screen.send("c").wait("“And more of it.” (4 words)")
    screen.send("slo\r").wait("Coded 'Slowing down'")
    assert coded(root) == [("And more of it.", "slowing-down")]
    assert len(history(root)) == 1


@pytest.mark.parametrize(
    ("keys", "quote"),
    [
        ("\x1b[1;2C\x1b[1;2C", "Word1 is"),
        ("w\x1b[1;2B", "is said. And more of it.\nP1: Word2"),
        ("Jw\x1b[1;2A", "is said. And more of it.\nP1: Word2"),
        ("ww\x1b[1;2D\x1b[1;2D", "Word1 is"),
        ("tt", "Word1 is said. And more of it.\nP1: Word2 is said. And more of it."),
        ("Jvwwo\x1b[D", "it.\nP1: Word2 is"),
        ("vJJw", "Word1 is said. And more of it.\nP1: Word2 is said. And more of it.\nP1: Word3"),
    ],
)
def test_what_is_marked_is_what_is_coded(shared_root: Path, shared: Terminal, keys: str, quote: str) -> None:
    """A2: Shift with arrows, turns, mark and moves, the other end; over three turns too."""
    before = highlighted(shared.send(keys).settle())
    assert coded_now(shared, shared_root) == quote
    # the labels of turns are not painted as text, and the cell of the cursor has its own look
    words = quote.replace("\nP1:", "").replace(" ", "")
    assert words in (before, words[0] + before, before + words[-1])


class TestMouse:
    def test_a_drag_selects_the_span_that_keys_select(self, shared_root: Path, shared: Terminal) -> None:
        """A3: press, move, release as bytes of the terminal; back over the start too."""
        shared.send("wvJw").settle()
        by_keys = coded_now(shared, shared_root)
        shared.send("u").wait("Undid")
        for start, end in ((("is said", 0), ("Word2", 5)), (("Word2", 5), ("is said", 0))):
            dragged(shared, *(place(shared, *point) for point in (start, end)))
            assert coded_now(shared, shared_root) == by_keys == "is said. And more of it.\nP1: Word2"
            shared.send("u").wait("Undid")

    def test_a_drag_held_below_the_text_selects_more_than_one_screen(
        self, shared_root: Path, shared: Terminal
    ) -> None:
        """A3: it scrolls on for as long as it is held."""
        column, row = shared.place_of("Word1")
        shared.mouse(0, column, row).mouse(32, column, row + 5).wait("6/60")
        shared.mouse(32, column + 4, 29)
        shared.until(lambda: "Word45" in shared.text)
        shared.mouse(0, column + 4, 29, up=True).settle()
        assert coded_now(shared, shared_root).count("P1:") > 40

    @pytest.mark.parametrize(
        ("times", "quote"),
        [(2, "said"), (3, "Word4 is said."), (4, "Word4 is said. And more of it.")],
    )
    def test_clicks_in_a_row_take_the_word_the_sentence_and_the_turn(
        self, shared_root: Path, shared: Terminal, times: int, quote: str
    ) -> None:
        """A3: double, triple, quadruple."""
        column, row = shared.place_of("Word4")
        shared.click(column + len("Word4 is s"), row, times).settle()
        assert coded_now(shared, shared_root) == quote

    def test_a_click_puts_the_cursor_there(self, shared: Terminal) -> None:
        """A3, V10: the terminal's own cursor follows."""
        column, row = shared.place_of("Word5")
        shared.click(column + 6, row).until(lambda: shared.cursor == (column + 6, row))
        assert shared.at_cursor.startswith("is said")

    def test_the_wheel_moves_the_text_and_not_the_cursor(self, shared: Terminal) -> None:
        """A3: what was the cursor's turn is the cursor's turn still."""
        for _ in range(9):
            shared.mouse(65, 30, 10)
        shared.wait_gone("Word1 ")
        assert "fg1 · anna · 1/60" in shared.lines[0]
        for _ in range(9):
            shared.mouse(64, 30, 10)
        shared.wait("Word1 ")

    def test_a_click_on_a_lane_takes_the_excerpt(self, shared_root: Path, shared: Terminal) -> None:
        """A3: c then adds a code to that one."""
        shared.send("c" + "slow\r" + "G").wait("Word60")
        shared.send("g").settle()
        shared.send("JJ")
        column, row = shared.place_of("╻")
        shared.click(column, row).wait("Took Slowing down.")
        shared.send("cbarr\r").wait("Coded 'Barriers'")
        assert coded(shared_root) == [("Word1 is said.", code) for code in ("barriers", "slowing-down")]

    def test_a_click_on_a_code_applies_it_to_the_selection(self, shared_root: Path, shared: Terminal) -> None:
        """A3: as one act."""
        shared.send("t").wait("READ · 7 words")
        shared.click(*shared.place_of("Slowing down")).wait("Coded 'Slowing down'")
        assert coded(shared_root) == [("Word1 is said. And more of it.", "slowing-down")]

    def test_a_click_on_a_code_without_selection_shows_it(self, shared_root: Path, shared: Terminal) -> None:
        """A3: and codes nothing."""
        shared.click(*shared.place_of("Slowing down")).wait("Slowing down (0 excerpts)")
        assert coded(shared_root) == []
        shared.send("\x1b").wait("READ")

    def test_a_click_on_an_excerpt_beside_the_text_takes_it_up(
        self, shared_root: Path, shared: Terminal
    ) -> None:
        """A3: as a click on its lane does."""
        shared.send("tcbarr\r").wait("Coded 'Barriers'").send("0").settle()
        shared.click(*shared.place_of("7 words · turn")).wait("Took Barriers.")
        shared.send("u").wait("Undid: Coded 'Barriers'")
        assert coded(shared_root) == []


def place(screen: Terminal, words: str, behind: int) -> tuple[int, int]:
    column, row = screen.place_of(words)
    return column + behind, row


def dragged(screen: Terminal, start: tuple[int, int], end: tuple[int, int]) -> None:
    screen.mouse(0, *start).mouse(32, start[0] + 1, start[1]).mouse(32, *end).mouse(0, *end, up=True).settle()
