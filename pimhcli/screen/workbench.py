"""What is on the coding screen, free of any terminal: a key goes in, and what there is to see changes."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from pimhcli.errors import BusyError, PimhError, UsageError
from pimhcli.screen import book_pane, coding, moving, opening
from pimhcli.screen.excerpts_here import ExcerptsHere
from pimhcli.screen.keys import DEFAULTS, TYPING
from pimhcli.screen.marks import Scene
from pimhcli.screen.material import Material
from pimhcli.screen.panels import Choice, Memo, Option
from pimhcli.study.resuming import Place
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pimhcli.coding.excerpts import Excerpt
    from pimhcli.screen.keys import Keymap, Mode
    from pimhcli.screen.panels import Panel
    from pimhcli.screen.resizing import Resizing
    from pimhcli.screen.wrapping import Layout
    from pimhcli.study.acting import Plan
    from pimhcli.study.sitting import Sitting
    from pimhcli.transcripts.searching import Searcher
    from pimhcli.transcripts.segments import Span
    from pimhcli.transcripts.turns import Transcript, Turn

COMMANDS = moving.COMMANDS | coding.COMMANDS | book_pane.COMMANDS | opening.COMMANDS
# commands behind which one types a text or an answer
_TYPED_FOR = frozenset(
    ("code", "in-vivo", "memo", "change-code", "rename-entry", "define-entry", "new-entry")
)
_CHANGES = (coding.COMMANDS.keys() - {"take-excerpt"}) | book_pane.CHANGES


class Workbench:
    """The coding screen without its screen.

    Args:
        sitting: the coder at work on the transcript.
        keymap: which key does what.
    """

    def __init__(self, sitting: Sitting, keymap: Keymap = DEFAULTS) -> None:
        self.sitting = sitting
        self.keymap = keymap
        self.transcript: Transcript = sitting.transcript
        self.place = sitting.place
        self.layout: Layout | None = None  # set by the view, which knows its width
        self.page = 20  # rows that are seen of the text
        self.ascii = False  # whether the terminal has plain signs alone
        self.panel: Panel | None = None
        self.unsaved: Memo | None = None  # a memo that there was no saving of in this sitting
        self._behind: Memo | None = None  # the memo to which a question leads back
        self.pane: Mode = "READ"  # where keys go when no panel is open: READ, BOOK or HERE
        self.marking = False
        self.resizing: Resizing | None = None
        self.anchor: int | None = None
        self.goal: int | None = None  # the column that moves up and down keep
        self.taken = ""  # the id of the excerpt that was taken up
        self.taken_by_hand = False
        self.speakers = self._speakers_kept()  # whose turns are shown; None for all
        self.last = self.place.last  # keys of the codes that were applied last
        self.recent = self.place.recent
        self.under = ""  # the key of the entry that the last new code went under
        self.searcher: Searcher | None = None
        self.sought = ""
        self.hits: tuple[Span, ...] = ()
        self.message = ""
        self.went_wrong = False
        self.over = False
        self.suspended = False
        self.repaints = 0
        self.material = Material(sitting.excerpts, sitting.book, self.transcript)
        self.book = book_pane.BookPane(self)
        self.here = ExcerptsHere()
        self.cursor = self._resumed()
        self._greet()

    # --- what is there to see

    @property
    def mode(self) -> Mode:
        """The mode, as the status line names it."""
        if self.panel:
            return self.panel.mode
        if self.resizing:
            return "RESIZE"
        if self.pane != "READ":
            return self.pane
        return "MARK" if self.marking else "READ"

    @property
    def turn(self) -> Turn | None:
        """The turn that the cursor is in; None in an empty transcript."""
        turns = self.transcript.turns
        if not turns:
            return None
        return turns[max(bisect_right(turns, self.cursor, key=lambda turn: turn.start) - 1, 0)]

    @property
    def selection(self) -> Span | None:
        """The selected span; None when nothing is selected."""
        if self.resizing:
            return self.resizing.span
        if self.anchor is None or self.anchor == self.cursor:
            return None
        return min(self.anchor, self.cursor), max(self.anchor, self.cursor)

    @property
    def excerpts_here(self) -> tuple[Excerpt, ...]:
        """The excerpts at the cursor or under the selection, the one in hand first."""
        found = self.material.at(self.selection or (self.cursor, self.cursor))
        return tuple(sorted(found, key=lambda e: (e.id != self.taken, e.span[1] - e.span[0], e.span)))

    @property
    def in_hand(self) -> Excerpt | None:
        """The excerpt that acts are about: the one taken up, else the shortest here."""
        return next(iter(self.excerpts_here), None)

    @property
    def taken_up(self) -> Excerpt | None:
        """The excerpt that was taken up by hand, while the cursor is in it: c adds a code to it."""
        excerpt = self.in_hand
        return excerpt if excerpt and self.taken_by_hand and excerpt.id == self.taken else None

    @cached_property
    def moderators(self) -> frozenset[str]:
        """The labels of those who are no participants."""
        cast = self.sitting.study.cast
        return frozenset(turn.speaker for turn in self.transcript.turns if cast.moderates(turn.speaker))

    @property
    def scene(self) -> Scene:
        """What the view is to paint."""
        book = self.material.book
        return Scene(
            marks=self.material.marks,
            cursor=self.cursor,
            selection=self.selection,
            current=self.in_hand.id if self.in_hand else None,
            hits=self.hits,
            speakers=self.speakers,
            coded=self.material.coded,
            focus=book.under(self.book.focus) if self.book.focus else None,
            margin=self.book.margin,
            highlights=self.book.highlights,
        )

    # --- what comes in

    def press(self, key: str, character: str | None = None) -> None:
        """Takes a key: all it does is done when this returns.

        Args:
            key: Textual's name of it.
            character: what it types; None when it types nothing.
        """
        self.message, self.went_wrong = "", False
        if self.panel:
            self._press_panel(key, character)
            return
        if self.book.takes(key):
            return
        command = self.keymap.lookup(self.mode, key)
        if command:
            self.run(command)
        if self.taken and not self.panel and self.taken not in {e.id for e in self.excerpts_here}:
            self.take("")

    def run(self, command: str) -> None:
        """Runs a command by its name; what goes wrong becomes the message."""
        try:
            self._refuse_when_read_only(command)
            COMMANDS[command](self)
        except BusyError as error:
            self.refused(error, lambda: self.run(command))
        except PimhError as error:
            self.complain(f"{error.message} {error.hint}")
        if self.went_wrong and command in _TYPED_FOR and not self.panel:
            self._take_no_text()

    def paste(self, text: str) -> None:
        """Takes a pasted text; where no text is asked for, it does nothing but say so."""
        if self.panel and self.mode in TYPING:
            self.panel.paste(text)
        else:
            self.complain("Pasted text is not taken as keys. Nothing was done.")

    def look_again(self) -> bool:
        """Takes in what others changed on disk; says whether there was anything."""
        if not self.sitting.refresh():
            return False
        self._taken_in()
        self.message = self.sitting.read_only or "Taken in: what was changed outside of this window."
        self.went_wrong = bool(self.sitting.read_only)
        return True

    # --- what commands do to it

    def do(self, act: Callable[..., Plan], *args: object, **kwargs: object) -> Plan:
        """Carries an act out and shows where; on disk when it returns."""
        return self.shown(self.sitting.do(act, *args, **kwargs))

    def shown(self, plan: Plan) -> Plan:
        """Shows what an act did."""
        self._taken_in()
        self.message = plan.sentence
        if plan.transcript == self.transcript.id and plan.span != (0, 0):
            self.go_to(self._last_place(plan.span))
            self.take(next((e.id for e in self.material.excerpts if e.span == plan.span), ""))
        self.keep_place()
        return plan

    def go_to(self, offset: int) -> None:
        """Puts the cursor somewhere and drops the selection."""
        self.cursor = moving.snapped(self, offset)
        self.anchor, self.marking, self.goal = None, False, None

    def take(self, excerpt: str, *, by_hand: bool = False) -> None:
        """Takes an excerpt up, so that acts are about it; by hand, so that c adds a code to it."""
        self.taken, self.taken_by_hand = excerpt, by_hand

    def open(self, panel: Panel) -> None:
        """Opens a panel over the text."""
        self.panel = panel

    def ask(
        self, title: str, options: Sequence[Option], done: Callable[[str], object], *, urgent: bool = False
    ) -> None:
        """Asks to choose one of a few."""
        self.open(Choice(title, options, self.keymap, lambda chosen: done(chosen[0]), urgent=urgent))

    def complain(self, words: str) -> None:
        """Says what is wrong."""
        self.message, self.went_wrong = words.strip(), True

    def refused(self, error: BusyError, again: Callable[[], None]) -> None:
        """Tells that the disk refused: nothing goes on but trying again, leaving the act, or quitting."""
        self.sitting.refresh()
        self._taken_in()
        if self.sitting.read_only:
            self.complain(f"{error.message} {error.hint}")
            return
        answers = {"r": "try again", "b": "leave it undone", "q": "quit"}
        self.ask(
            f"NOT SAVED. {error.message} {error.hint}",
            [Option(key, label, key) for key, label in answers.items()],
            lambda answer: self._after_refusal(answer, again),
            urgent=True,
        )

    def keep_place(self) -> None:
        """Keeps where the coder is; a disk that refuses is told of by the next act."""
        place = self._place_now()
        if place == self.place:
            return
        try:
            self.sitting.keep(place)
        except BusyError:
            return
        self.place = place

    # --- its own affairs

    def _refuse_when_read_only(self, command: str) -> None:
        if command in _CHANGES and self.sitting.read_only:
            raise UsageError("Read only:", hint=self.sitting.read_only)

    def _take_no_text(self) -> None:
        """Asks to go on, so that the name of a code that was typed ahead is not taken for commands."""
        words, self.message = self.message, ""
        self.ask(words, [Option("on", "go on")], lambda _: None, urgent=True)

    def _press_panel(self, key: str, character: str | None) -> None:
        panel = self.panel
        try:
            if self.keymap.lookup(self.mode, key) == "repaint":
                self.run("repaint")
            elif panel:
                panel.press(key, character)
        except BusyError as error:
            self.refused(error, lambda: self._press_panel_again(panel, key, character))
            if isinstance(panel, Memo):
                self._keep_words(panel)
        except PimhError as error:
            self.complain(f"{error.message} {error.hint}")
        if panel is self.panel and panel and panel.over:
            self._close_panel()

    def _keep_words(self, memo: Memo) -> None:
        """Keeps a memo that could not be saved: for after the question, or for the next sitting."""
        if self.panel is memo:
            self.unsaved = memo
        else:
            self._behind = memo

    def _close_panel(self) -> None:
        self.panel, self._behind = self._behind, None
        if self.panel:
            self.panel.over = False

    def _press_panel_again(self, panel: Panel | None, key: str, character: str | None) -> None:
        self.panel = panel
        self._press_panel(key, character)

    def _after_refusal(self, chosen: str, again: Callable[[], None]) -> None:
        if chosen == "r":
            self.panel = self._behind = None
            again()
        self.over = self.over or chosen == "q"

    def _taken_in(self) -> None:
        chosen = self.book.chosen
        self.material = Material(self.sitting.excerpts, self.sitting.book, self.transcript)
        self.book.refresh(chosen.id if chosen else "")

    def _last_place(self, span: Span) -> int:
        """The last character of a span, on which the cursor is in the excerpt and the reader behind it."""
        start, end = span
        if self.layout is None or end <= start:
            return start
        return max(self.layout.character_before(end), start)

    def _speakers_kept(self) -> frozenset[str] | None:
        return frozenset(self.place.speakers) & {turn.speaker for turn in self.transcript.turns} or None

    def _resumed(self) -> int:
        turns = self.transcript.turns
        if not turns:
            return 0
        turn = turns[min(max(self.place.turn, 1), len(turns)) - 1]
        return min(turn.start + max(self.place.offset, 0), turn.end)

    def _place_now(self) -> Place:
        turn = self.turn
        return Place(
            turn=turn.number if turn else 1,
            offset=self.cursor - turn.start if turn else 0,
            speakers=tuple(sorted(self.speakers or ())),
            folded=tuple(sorted(self.book.folded)),
            last=self.last,
            recent=self.recent,
            pins=dict(self.book.pins),
            pane=self.book.shown,
            margin=self.book.margin,
            highlights=self.book.highlights,
            **coding.draft(self),
        )

    def _greet(self) -> None:
        if self.sitting.read_only:
            self.complain(f"Read only: {self.sitting.read_only}")
        elif not self.transcript.turns:
            self.message = f"{self.transcript.id} has no turns. q quits."
        else:
            if lost := len(self.sitting.lost):
                told = count(lost, "excerpt")
                self.complain(f"Not in the text any more: {told} of yours. To see which: pimh status")
            coding.resume_draft(self)
