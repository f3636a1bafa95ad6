"""What opens over the text: each panel takes the keys while it is there, and tells what was made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import msgspec

from pimhcli.screen.editor import Editor
from pimhcli.screen.keys import help_lines, runnable
from pimhcli.screen.picker import LONGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pimhcli.screen.keys import Command, Keymap, Mode
    from pimhcli.screen.picker import Outcome, Picker


class Panel(Protocol):
    """What stands over the text."""

    mode: Mode
    over: bool  # whether it has been left

    def press(self, key: str, character: str | None) -> None:
        """Takes a key, by Textual's name, and the character that it types."""

    def paste(self, text: str) -> None:
        """Takes a pasted text."""


class Palette:
    """The code palette.

    Args:
        picker: its model.
        done: takes what was chosen.
        asked: what stands before the text that is typed.
    """

    mode: Mode = "PALETTE"

    def __init__(self, picker: Picker, done: Callable[[Outcome], object], asked: str = "Code with:") -> None:
        self.picker = picker
        self.asked = asked
        self.over = False
        self._done = done

    def press(self, key: str, character: str | None) -> None:
        """Takes a key."""
        outcome = self.picker.press(key, character)
        if outcome is not None:
            self.over = True
            self._done(outcome)

    def paste(self, text: str) -> None:
        """Takes a pasted text."""
        self.picker.paste(text)


class Memo:
    """A text of several lines: the memo of an excerpt, or the definition of a code.

    Args:
        title: what it is about.
        text: as it is so far.
        keymap: which key does what.
        done: takes the text; leaving the panel always saves it.
        about: the id of the excerpt, for the draft.
    """

    mode: Mode = "MEMO"

    def __init__(
        self, title: str, text: str, keymap: Keymap, done: Callable[[str], object], about: str = ""
    ) -> None:
        self.title = title
        self.about = about
        self.editor = Editor(text, multiline=True)
        self.over = False
        self._keymap = keymap
        self._done = done

    def press(self, key: str, character: str | None) -> None:
        """Takes a key; what is written stays open when it is refused."""
        if self._keymap.lookup(self.mode, key) == "save-memo":
            self._done(self.editor.text)
            self.over = True
        else:
            self.editor.press(key, character)

    def paste(self, text: str) -> None:
        """Takes a pasted text."""
        self.editor.insert(text)


class Line:
    """One line of text: what to search for, or the name of a code.

    Args:
        mode: SEARCH or NAME.
        title: what is asked for.
        text: what stands there at first.
        keymap: which key does what.
        done: takes the text when Enter is pressed.
        changed: is told of each change of the text; that it is empty, when the line is left.
    """

    def __init__(
        self,
        mode: Mode,
        title: str,
        text: str,
        keymap: Keymap,
        done: Callable[[str], object],
        changed: Callable[[str], object] | None = None,
    ) -> None:
        self.mode = mode
        self.title = title
        self.editor = Editor(text)
        self.over = False
        self._keymap = keymap
        self._done = done
        self._changed = changed

    def press(self, key: str, character: str | None) -> None:
        """Takes a key; what is typed stays open when it is refused."""
        match self._keymap.lookup(self.mode, key):
            case "find" | "keep-name":
                self._done(self.editor.text)
                self.over = True
            case "cancel":
                self.over = True
                if self._changed:
                    self._changed("")
            case "clear-text":
                self._edit(self.editor.clear)
            case _:
                self._edit(lambda: self.editor.press(key, character))

    def paste(self, text: str) -> None:
        """Takes a pasted text."""
        self._edit(lambda: self.editor.insert(text))

    def _edit(self, act: Callable[[], object]) -> None:
        before = self.editor.text
        act()
        if self._changed and self.editor.text != before:
            self._changed(self.editor.text)


class CommandLine:
    """The number of a turn, or a command by its name.

    Args:
        keymap: which key does what.
        go: takes the number of a turn.
        run: takes the id of a command.
    """

    mode: Mode = "COMMAND"

    def __init__(self, keymap: Keymap, go: Callable[[int], object], run: Callable[[str], object]) -> None:
        self.editor = Editor(limit=LONGEST)
        self.highlight = 0
        self.over = False
        self.keymap = keymap
        self._go = go
        self._run = run

    @property
    def rows(self) -> Sequence[Command]:
        """The commands that what is typed may mean."""
        return [] if self.editor.text.strip().isdecimal() else runnable(self.editor.text)

    def press(self, key: str, character: str | None) -> None:
        """Takes a key."""
        match self.keymap.lookup(self.mode, key):
            case "run":
                self._enter()
            case "cancel":
                self.over = True
            case "next-choice":
                self._move(1)
            case "previous-choice":
                self._move(-1)
            case "clear-text":
                self.editor.clear()
                self.highlight = 0
            case _:
                self.editor.press(key, character)
                self.highlight = 0

    def paste(self, text: str) -> None:
        """Takes a pasted text."""
        self.editor.insert(text)
        self.highlight = 0

    def _move(self, step: int) -> None:
        if self.rows:
            self.highlight = (self.highlight + step) % len(self.rows)

    def _enter(self) -> None:
        words, rows = self.editor.text.strip(), self.rows
        if words.isdecimal():
            self.over = True
            self._go(int(words))
        elif rows:
            self.over = True
            self._run(rows[self.highlight].id)


class Option(msgspec.Struct, frozen=True):
    """One of the things to choose from.

    Args:
        id: what it stands for.
        label: as it is shown.
        key: the key that chooses it at once; empty for none.
        ticked: whether it is among those that Enter keeps, where several can be.
    """

    id: str
    label: str
    key: str = ""
    ticked: bool = False


class Choice:
    """A short list to choose from, or a question with its answers.

    Args:
        title: what is asked.
        options: the answers, the usual one first.
        keymap: which key does what.
        done: takes the ids that were chosen.
        several: whether any number can be ticked.
        urgent: whether it tells of something that went wrong.
    """

    mode: Mode = "CHOOSE"

    def __init__(
        self,
        title: str,
        options: Sequence[Option],
        keymap: Keymap,
        done: Callable[[tuple[str, ...]], object],
        *,
        several: bool = False,
        urgent: bool = False,
    ) -> None:
        self.title = title
        self.options = tuple(options)
        self.several = several
        self.urgent = urgent
        self.highlight = 0
        self.over = False
        self._keymap = keymap
        self._done = done

    def press(self, key: str, character: str | None) -> None:
        """Takes a key."""
        at_once = [option for option in self.options if option.key and option.key == character]
        if at_once and not self.several:
            self._choose((at_once[0].id,))
        elif at_once:
            self._tick(self.options.index(at_once[0]))
        else:
            self._command(self._keymap.lookup(self.mode, key))

    def paste(self, text: str) -> None:
        """A pasted text chooses nothing."""

    def _command(self, command: str | None) -> None:
        match command:
            case "choose" if self.several:
                self._choose(tuple(option.id for option in self.options if option.ticked))
            case "choose":
                self._choose((self.options[self.highlight].id,))
            case "tick-option" if self.several:
                self._tick(self.highlight)
            case "next-option":
                self.highlight = (self.highlight + 1) % len(self.options)
            case "previous-option":
                self.highlight = (self.highlight - 1) % len(self.options)
            case "cancel":
                self.over = True

    def _tick(self, index: int) -> None:
        option = self.options[index]
        other = msgspec.structs.replace(option, ticked=not option.ticked)
        self.options = (*self.options[:index], other, *self.options[index + 1 :])

    def _choose(self, chosen: tuple[str, ...]) -> None:
        self.over = True
        self._done(chosen)


class Help:
    """All keys and what they do.

    Args:
        keymap: which key does what.
    """

    mode: Mode = "HELP"

    def __init__(self, keymap: Keymap) -> None:
        self.lines = _help_text(keymap)
        self.top = 0
        self.page = 10  # rows that are seen, as the painter found
        self.over = False
        self._keymap = keymap

    def press(self, key: str, _character: str | None) -> None:
        """Takes a key."""
        last = max(len(self.lines) - self.page, 0)
        steps = {
            "list-down": self.top + 1,
            "list-up": self.top - 1,
            "list-page-down": self.top + self.page,
            "list-page-up": self.top - self.page,
            "list-first": 0,
            "list-last": last,
        }
        command = self._keymap.lookup(self.mode, key)
        self.over = command == "close-help"
        self.top = min(max(steps.get(command or "", self.top), 0), last)

    def paste(self, text: str) -> None:
        """A pasted text does nothing."""


def _help_text(keymap: Keymap) -> tuple[str, ...]:
    lines: list[str] = []
    for title, rows in help_lines(keymap).items():
        lines += [title.upper(), *(f"  {row.keys:<14} {row.what}" for row in rows), ""]
    return tuple(lines[:-1])
