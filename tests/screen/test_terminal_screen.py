"""What a person sees of the coding screen in real terminals, large and small, with colours and without."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from building import made_study, run, written
from screen.terminal import NEEDS_PTY, NEEDS_TMUX, Terminal, Tmux

pytestmark = NEEDS_PTY

LONG = "We listen. " + " ".join(f"word{number}" for number in range(1, 91)) + "."
TALK = f"P1: {LONG}\n" + "\n".join(f"P2: Turn {number} is said. And more of it." for number in range(2, 61))
CODE_WORDS = ("excerpt", "add", "--coder", "anna", "--code", "barriers", "--quote")
MODES = {
    "MARK": "v",
    "RESIZE": "]",
    "PALETTE": "c",
    "MEMO": "m",
    "SEARCH": "/",
    "COMMAND": ":",
    "CHOOSE": "r",
    "HELP": "?",
    "BOOK": "\t",
    "NAME": "\tn",
    "HERE": "\t\t",
}
HOSTILE_CODEBOOK = r"""
    themes:
    - id: practice
      name: "Practice \e[31m \u202E \a"
    - id: barriers
      name: "Barriers \e]0;owned\a \x9b31m"
"""
_SGR = re.compile(rb"\x1b\[([\d;]*)m")
_COLOURS = {str(n) for n in (*range(30, 39), *range(40, 49), *range(90, 108))}


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = made_study(tmp_path_factory.mktemp("master") / "study", talk=TALK)
    words = (*CODE_WORDS, "We listen.", "--code", "practice", "--memo", "ask again", "--star")
    assert run("-C", root, *words) == 0
    return root


@pytest.fixture
def root(tmp_path: Path, master: Path) -> Path:
    """A study with a starred excerpt of two codes on its first sentence, never opened."""
    return Path(shutil.copytree(master, tmp_path / "study"))


def is_cursor(terminal: Terminal) -> bool:
    """Whether the terminal's own cursor is in the one cell that is painted as the cursor."""
    painted = terminal.cells(lambda cell: (cell.fg, cell.bg, cell.bold) == ("000000", "ffffff", True))
    return painted == [terminal.cursor]


def back_to_reading(terminal: Terminal, mode: str) -> None:
    terminal.send("\x1b").wait_gone(f"· {mode} ")
    if mode == "NAME":
        back_to_reading(terminal, "BOOK")


class TestSizes:
    @pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
    def test_each_mode_has_its_status_its_hints_and_no_line_too_long(
        self, root: Path, size: tuple[int, int]
    ) -> None:
        """V1, V2: in 80x24, 120x36 and 200x60; the text is whole."""
        with Terminal(root, size=size) as terminal:
            terminal.wait("here: Barriers · Practice (memo) ★").quiet()
            end = {80: 79, 120: 83, 200: 116}[size[0]]  # of the text: scroll bar, names and side pane follow
            shown = " ".join(line[17:end].strip() for line in terminal.lines[1:-2])
            assert LONG in shown
            terminal.send("cprac\r").settle()
            for mode, keys in MODES.items():
                terminal.send(keys).wait(f"· {mode}").until(lambda: terminal.lines[-1])
                assert terminal.lines[0].endswith("? help")
                assert terminal.overflow == ""
                back_to_reading(terminal, mode)
            terminal.quiet()
            assert "word90." in terminal.text

    def test_the_cursor_keeps_its_turn_in_view_through_other_widths(self, root: Path) -> None:
        """V3: from 120 to 60 columns and back."""
        with Terminal(root, size=(120, 30)) as terminal:
            terminal.wait("READ").send("G)w").until(lambda: terminal.at_cursor.startswith("more of it."))
            for width in (60, 120, 61):
                terminal.resize(width, 30).wait("60/60")
                terminal.until(lambda: terminal.at_cursor.startswith("more of it.") and is_cursor(terminal))

    def test_the_window_counts_and_not_what_a_shell_exported(self, root: Path) -> None:
        """V3: COLUMNS and LINES stay as they were when a window changes."""
        with Terminal(root, size=(120, 30), COLUMNS="80", LINES="24") as terminal:
            terminal.wait("│ Codebook · anna").resize(60, 20).wait("fg1 · anna")

    def test_a_small_window_keeps_status_text_and_message_alone(self, root: Path) -> None:
        """V4: below 60x15 no hints, below 40x10 a sentence, and then all is back."""
        with Terminal(root) as terminal:
            terminal.wait("c code").quiet()
            terminal.resize(59, 14).wait("We listen").quiet()
            assert "fg1 · anna" in terminal.lines[0]
            assert "c code" not in terminal.text
            assert "here: Barriers" in terminal.lines[-1]
            assert terminal.overflow == ""
            terminal.resize(39, 9).wait("Window too small (needs 40x10)").wait("pimh code --plain").quiet()
            assert "We listen" not in terminal.text
            terminal.send("D").resize(80, 24).wait("here: Barriers · Practice (memo) ★").wait("c code")
            assert terminal.leave() == 0


class TestColours:
    @pytest.mark.parametrize(("words", "variable"), [((), "1"), (("--no-color",), "")])
    def test_where_none_is_wanted_attributes_tell_all_apart(
        self, root: Path, words: tuple[str, ...], variable: str
    ) -> None:
        """V5: NO_COLOR and --no-color."""
        with Terminal(root, *words, NO_COLOR=variable) as terminal:
            terminal.wait("READ").send("JJ\x1b[1;2C").wait("1 word").quiet()
            excerpt = terminal.cell(*terminal.place_of("We listen"))
            column, row = terminal.place_of("Turn 3")
            looks = {excerpt, terminal.cell(column, row), terminal.cell(*terminal.cursor)}
            kinds = {(look.underscore, look.reverse, look.bold) for look in looks}
            assert kinds == {(True, False, False), (False, True, False), (False, True, True)}
            for keys in ("c", "\x1b"):
                terminal.send(keys).quiet()
            terminal.leave()
        given = {code for match in _SGR.finditer(terminal.raw) for code in match[1].decode().split(";")}
        assert not given & _COLOURS

    def test_an_empty_no_color_means_nothing(self, root: Path) -> None:
        """V5: by its own rule."""
        with Terminal(root, NO_COLOR="") as terminal:
            terminal.wait("READ").until(lambda: is_cursor(terminal))

    @pytest.mark.parametrize("kind", ["xterm", "linux", "screen-256color"])
    def test_other_terminals_show_the_same(self, root: Path, kind: str) -> None:
        """V6: with 8, 16 and 256 colours."""
        with Terminal(root, TERM=kind, COLORTERM="") as terminal:
            terminal.wait("★╻   We listen.").send("J").wait("2/60")
            terminal.until(lambda: terminal.at_cursor.startswith("Turn 2"))
            assert b"38;2;" not in terminal.raw

    def test_a_locale_without_other_signs_gets_plain_ones(self, tmp_path: Path) -> None:
        """V6: LANG=C; what stands for a sign takes as many cells."""
        talk = "P1: We “listen” – 日本 e\u0301… end.\nP2: And you?"
        root = made_study(tmp_path / "plain", talk=talk)
        assert run("-C", root, *CODE_WORDS, "And you?", "--star") == 0
        with Terminal(root, size=(120, 30), LANG="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0") as terminal:
            terminal.wait("> 1 P1").wait("*!   And you?").wait('We "listen" - ???? e. end.').quiet()
            assert {line.find("|") for line in terminal.lines[1:-2]} == {84}
            terminal.send("c").wait("- PALETTE").send("\x1b").wait("- READ")
            assert terminal.leave() == 0
            assert terminal.raw.isascii()

    def test_the_c_locale_that_python_makes_utf8_shows_the_same(self, root: Path) -> None:
        """V6: LANG=C as it is mostly met."""
        with Terminal(root, LANG="C") as terminal:
            terminal.wait("★╻   We listen.")


@NEEDS_TMUX
def test_odd_characters_keep_all_columns_in_their_place(tmp_path: Path) -> None:
    """V7: the border of the side pane is in one column in every row, and the cursor where its words are."""
    zoo = (
        "❤️ ⚠️ 1️⃣ love",
        "👍🏽 👩‍👩‍👧 🇩🇪 family",
        "日本語 の テキスト",
        "e\u0301a\u0308 decomposed",
        "a\tb\tc tabs",
        "שלום עולם عربى",
        "ไทย กำลัง",
        "“quotes” – dashes…",
        "zero\u200bwidth\u200djoin\ufeff",
        "🫩🪾 new",
        "soft\u00adhyphen",
    )
    talk = "\n".join(f"P{number}: {words} end" for number, words in enumerate(zoo, 1))
    root = made_study(tmp_path / "study", talk=talk)
    with Tmux(root, size=(120, 30)) as window:
        window.wait("· READ").wait("hyphen")
        before_border = [row[: row.rindex("│")] for row in window.lines[1:-2]]
        assert len(before_border) == 27
        assert {window.width(row) for row in before_border} == {84}
        window.send("End", "b")
        for number in range(1, len(zoo) + 1):
            window.wait(f"▶{number:>2} ").wait_at_cursor("end ")
            window.send("J", "End", "b")


class TestHostileText:
    """V9: nothing in the files of a study steers the terminal."""

    @pytest.fixture
    def hostile(self, tmp_path: Path) -> Path:
        """Escape sequences, bells, C1 controls and changes of direction wherever words stand."""
        talk = "P\u202e1: We listen.\x1b]0;owned\x07 \x1b[31mred \x9b31m c1 \u202eright\u2066 \x1b[2J end\n"
        root = made_study(tmp_path / "study", talk="P1: first\n")
        (root / "transcripts" / "fg1.txt").write_text(talk * 3, "utf-8", newline="\n")
        written(root / "codebook.yaml", HOSTILE_CODEBOOK)
        words = (*CODE_WORDS, "We listen.", "--occurrence", "1", "--memo", "memo \x1b[31mred\x07 \u202e")
        assert run("-C", root, *words) == 0
        return root

    def test_no_control_of_a_study_reaches_the_terminal(self, hostile: Path) -> None:
        """V9: text, speaker, code and memo; on the screen, in panels and when it has closed."""
        with Terminal(hostile, size=(120, 36)) as terminal:
            terminal.wait("We listen.").wait("memo").quiet()
            for keys, seen in (
                ("c", "PALETTE"),
                ("\x1b", "READ"),
                ("m", "MEMO"),
                ("\x1b", "READ"),
                ("\t", "BOOK"),
            ):
                terminal.send(keys).wait(f"· {seen}").quiet()
            terminal.send("\x1b").wait("· READ").send("t.cbarr\r").quiet()
            assert terminal.overflow == ""
            assert terminal.leave() == 0
            # Textual asks for the usual pointer
            raw = terminal.raw.replace(b"\x1b]22;default\x07", b"")
            for unseen in ("\x1b]", "\x07", "\x9b", "\u202e", "\u2066", "\x1b[31m", "\x1b[2J"):
                assert unseen.encode() not in raw


MOTIONS = (
    ("w", "listen. word1 "),
    ("l", "isten. word1 "),
    ("h", "listen. word1 "),
    ("$", ""),
    ("0", "We listen."),
    ("j", "word9"),
    (")", "Turn 2"),
    ("(", "word1 word2"),
    ("J", "Turn 2 is"),
    ("\x1b[C", "2 is said."),
    ("\x1b[B", "3 is said."),
    ("K", "Turn 2 is"),
    ("\x1b[6~", "Turn "),
    ("\x1b[5~", "Turn 2"),
    ("G", "Turn 60"),
    ("g", "We listen."),
    ("e", "We listen."),
    ("/turn 40\r", "Turn 40"),
    (":25\r", "Turn 25"),
    ("vww", " is said."),
    ("o", "Turn 25"),
    ("\x1b", "Turn 25"),
    ("g", "We listen."),
)


class TestCursor:
    def test_the_terminal_s_own_cursor_is_the_coding_cursor(self, root: Path) -> None:
        """V10: after every motion."""
        with Terminal(root) as terminal:
            terminal.wait("READ")
            for keys, words in MOTIONS:
                terminal.send(keys).wait_at_cursor(words).until(lambda: is_cursor(terminal))

    def test_in_panels_it_is_the_caret(self, root: Path) -> None:
        """V10: palette, search, command line, memo; and back."""
        with Terminal(root) as terminal:
            terminal.wait("READ")
            for keys, typed in (
                ("cpra", "Code with: pra"),
                ("/xyz", "xyz"),
                (":wo", ": wo"),
                ("mx y", "x y"),
            ):
                terminal.send(keys).wait_before_cursor(typed)
                terminal.send("\x1b").until(lambda: "· READ" in terminal.text and is_cursor(terminal))

    @NEEDS_TMUX
    def test_tmux_agrees(self, root: Path) -> None:
        """V10: as the cursor that tmux reports."""
        with Tmux(root) as window:
            window.wait("· READ")
            for key, words in (("w", "listen."), ("J", "Turn 2"), ("j", "Turn 3"), ("l", "urn 3")):
                window.send(key).wait_at_cursor(words)
            window.send("c").wait("PALETTE").send("b", "a").wait("Code with: ba")
            column, row = window.cursor
            assert window.lines[row][:column].endswith("Code with: ba")
