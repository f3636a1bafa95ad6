"""The code palette: what is typed, the codes that it may mean, and what Enter makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import msgspec

from pimhcli.coding.codebook import split_path
from pimhcli.coding.picking import Index, Matcher
from pimhcli.screen.editor import Editor
from pimhcli.screen.keys import DEFAULTS, Keymap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pimhcli.coding.codebook import Code, Codebook, Level

Kind = Literal["code", "near", "new", "none"]

NO_THEME = "(no theme yet)"
IN_VIVO = 60  # code points of an in-vivo code's name at the start
LONGEST = 200  # code points of what can be typed

_PARENTS: tuple[Level, ...] = ("theme", "sub-theme")


def named_after(quote: str) -> str:
    """The name of an in-vivo code: the words of a passage, as many as fit, without stops around them.

    Args:
        quote: the passage.
    """
    words = " ".join(quote.replace(">", " ").split())
    if len(words) > IN_VIVO:
        words = words[: IN_VIVO + 1].rpartition(" ")[0] or words[:IN_VIVO]
    return words.strip(" .,;:!?…\"'“”‘’()-–—")


class Habits(msgspec.Struct, frozen=True):
    """What a coder used before, which decides between codes that fit alike.

    Args:
        recent: keys of the codes used last, the latest first.
        counts: excerpts by the key of their code.
        under: key of the sub-theme that the last new code went under; empty for none.
    """

    recent: tuple[str, ...] = ()
    counts: Mapping[str, int] = {}
    under: str = ""


class Passage(msgspec.Struct, frozen=True):
    """The text to be coded, as the palette's head shows it.

    Args:
        quote: the text.
        words: how many words it has.
    """

    quote: str = ""
    words: int = 0


class Row(msgspec.Struct, frozen=True):
    """One line of the palette.

    Args:
        kind: a code that fits; one that was perhaps misspelt; a new code; no theme, when asked for one.
        key: the entry's key; empty where there is no entry yet.
        name: the entry's name, or the name of the new code.
        above: its path without its own name.
        count: excerpts that have it.
        ticked: whether it is among those that Enter applies together.
    """

    kind: Kind
    key: str
    name: str
    above: str = ""
    count: int = 0
    ticked: bool = False


class Chosen(msgspec.Struct, frozen=True):
    """Codes to apply, in the order in which they were ticked."""

    keys: tuple[str, ...]


class New(msgspec.Struct, frozen=True):
    """A code to make and to apply.

    Args:
        name: its name, or its whole path ``Theme > Sub-theme > Code``.
        under: key of the theme or sub-theme that it goes under; empty for none, and for a path.
        also: keys of the ticked codes to apply with it.
    """

    name: str
    under: str = ""
    also: tuple[str, ...] = ()


class Cancelled(msgspec.Struct, frozen=True):
    """Nothing is to be coded."""


Outcome = Chosen | New | Cancelled


class Picker:
    """The palette as keys change it; it is asked for its rows, and tells what was chosen.

    Args:
        book: the codebook.
        habits: what the coder used before.
        passage: the text to be coded.
        text: what stands typed at the start: the name of an in-vivo code, which is new until it is cleared.
        keymap: which key does what.
    """

    def __init__(
        self,
        book: Codebook,
        habits: Habits,
        passage: Passage,
        text: str = "",
        keymap: Keymap = DEFAULTS,
    ) -> None:
        self.passage = passage
        self.ticked: tuple[str, ...] = ()
        self.naming = ""  # the new code's name while its theme is asked for
        self._code_editor = Editor(text, limit=LONGEST)
        self._under_editor = Editor(limit=LONGEST)
        self._habits = habits
        self._keymap = keymap
        self._codes = Index(book)
        self._above: dict[str, str] = {}
        self._in_vivo = bool(text)
        self._moved: tuple[Kind, str] | None = None
        self._ranked: tuple[tuple[object, ...], tuple[Row, ...]] = ((), ())

    @cached_property
    def _parents(self) -> Index:
        return Index(self._codes.book, _PARENTS)

    @property
    def editor(self) -> Editor:
        """What is being typed: the code, or the theme of a new one."""
        return self._under_editor if self.naming else self._code_editor

    @property
    def rows(self) -> tuple[Row, ...]:
        """The lines to choose from, ranked for what stands in the editor now."""
        state = (self.naming, self.editor.text, self.ticked)
        if self._ranked[0] != state:
            self._ranked = (state, tuple(self._parent_rows() if self.naming else self._code_rows()))
        return self._ranked[1]

    @property
    def highlight(self) -> int:
        """The index of the highlighted row; 0 when there are no rows."""
        places = {(row.kind, row.key): index for index, row in enumerate(self.rows)}
        if self._moved in places:
            return places[self._moved]
        new = places.get(("new", ""))
        first_fits = self.rows[:1] and self.rows[0].kind in {"code", "none"}
        return 0 if new is None or (first_fits and not self._in_vivo) else new

    @property
    def definition(self) -> str:
        """What the highlighted entry means, on one line."""
        key = self.rows[self.highlight].key if self.rows else ""
        return " ".join(self._codes.book.by_key[key].definition.split()) if key else ""

    def press(self, key: str, character: str | None) -> Outcome | None:
        """Takes a key; what was chosen, when it ends the palette.

        Args:
            key: Textual's name of it.
            character: what it types; None when it types nothing.
        """
        match self._keymap.lookup("PALETTE", key):
            case "apply":
                return self._enter()
            case "cancel":
                return self._escape()
            case "next-choice":
                self._move(1)
            case "previous-choice":
                self._move(-1)
            case "tick":
                self._tick()
            case "clear-text":
                self._edit(self.editor.clear)
            case _:
                self._edit(lambda: self.editor.press(key, character))
        return None

    def point(self, index: int) -> None:
        """Highlights a row by its index."""
        self._moved = self.rows[index].kind, self.rows[index].key

    def paste(self, text: str) -> None:
        """Puts a pasted text in at the cursor."""
        self._edit(lambda: self.editor.insert(text))

    def _edit(self, act: Callable[[], object]) -> None:
        before = self.editor.text
        act()
        if self.editor.text != before:
            self._moved = None
            self._in_vivo = self._in_vivo and bool(self._code_editor.text.strip())

    def _move(self, step: int) -> None:
        """Highlights the next row; behind the last comes the first, and the other way round."""
        if self.rows:
            self.point((self.highlight + step) % len(self.rows))

    def _tick(self) -> None:
        row = self.rows[self.highlight] if self.rows else None
        if row is None or self.naming or not row.key:
            return
        self._moved = row.kind, row.key
        others = tuple(key for key in self.ticked if key != row.key)
        self.ticked = others if row.ticked else (*others, row.key)

    def _escape(self) -> Outcome | None:
        """From the theme of a new code back to its name, from there out."""
        if not self.naming:
            return Cancelled()
        self.naming, self._moved = "", ("new", "")
        return None

    def _enter(self) -> Outcome | None:
        row = self.rows[self.highlight] if self.rows else None
        if self.naming:
            return New(self.naming, row.key, self.ticked) if row else None
        if row and row.kind == "new":
            return self._new(row.name)
        if self.ticked:
            return Chosen(self.ticked)
        return Chosen((row.key,)) if row else None

    def _new(self, name: str) -> Outcome | None:
        """A path says where the code goes; of a mere name it is asked next."""
        if len(split_path(name)) > 1:
            return New(name, "", self.ticked)
        self.naming, self._moved = name, None
        self._under_editor.clear()
        return None

    def _code_rows(self) -> Iterator[Row]:
        words = self._code_editor.text
        habits = self._habits
        fitting = self._codes.ranked(words, recent=habits.recent, counts=habits.counts)
        yield from (self._row("code", code) for code in fitting)
        name = " > ".join(" ".join(step.split()) for step in split_path(words))
        if name and not self._codes.exact(words):
            if not fitting:
                yield from (self._row("near", code) for code in self._codes.near(words))
            yield Row("new", "", name)

    def _parent_rows(self) -> Iterator[Row]:
        words = self._under_editor.text
        fitting = self._parents.ranked(words, recent=(self._habits.under,), counts=self._habits.counts)
        none = [Row("none", "", NO_THEME)] if Matcher([NO_THEME]).matches(words) else []
        known = [self._row("code", code) for code in fitting]
        # Two quick Enters must not put the first code of all under just any theme
        by_default = not words and self._habits.under not in {code.id for code in self._parents.codes}
        yield from (none + known if by_default else known + none)

    def _row(self, kind: Kind, code: Code) -> Row:
        count = self._habits.counts.get(code.id, 0)
        return Row(kind, code.id, code.name, self._place(code), count, code.id in self.ticked)

    def _place(self, code: Code) -> str:
        # A thousand rows are made at each key
        if code.parent not in self._above:
            self._above[code.parent] = self._codes.book.path(code.parent) if code.parent else ""
        return self._above[code.parent]
