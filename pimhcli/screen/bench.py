"""What is on the coding screen, and what commands can do to it; which keys run them is the workbench's."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.errors import BusyError
from pimhcli.screen import motions
from pimhcli.screen.book_pane import BookPane
from pimhcli.screen.excerpts_here import ExcerptsHere, in_pane_order
from pimhcli.screen.keys import DEFAULTS
from pimhcli.screen.marks import Scene
from pimhcli.screen.material import Material
from pimhcli.screen.panels import Choice, Memo
from pimhcli.screen.search import Search
from pimhcli.study.resuming import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pimhcli.coding.excerpts import Excerpt
    from pimhcli.screen.keys import Keymap, Mode
    from pimhcli.screen.panels import Option, Panel
    from pimhcli.screen.resizing import Resizing
    from pimhcli.screen.wrapping import Layout
    from pimhcli.study.acting import Plan
    from pimhcli.study.sitting import Sitting
    from pimhcli.transcripts.segments import Span
    from pimhcli.transcripts.turns import Transcript, Turn

    Act = Callable[["Bench"], None]  # a command


class Taken(NamedTuple):
    """The excerpt that was taken up.

    Args:
        id: of the excerpt; empty for none.
        by_hand: whether the coder took it, so that c adds a code to it.
    """

    id: str = ""
    by_hand: bool = False


class Used(NamedTuple):
    """The codes that a coder used.

    Args:
        last: keys of those that were applied last.
        recent: keys of those that were applied lately, the latest first.
        under: the key of the entry that the last new code went under; empty for none in this sitting.
    """

    last: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    under: str = ""


class Switches(msgspec.Struct):
    """The views that a key turns on and off.

    Args:
        side: the codebook and the excerpts here, beside the text.
        margin: the names of codes beside the text.
        highlights: the colours of excerpts in the text.
    """

    side: bool
    margin: bool
    highlights: bool


class Bench:
    """A coder's work on a transcript, with a place in it and with what is open over it.

    Args:
        sitting: the coder at work on the transcript.
        keymap: which key does what, for what is asked.
    """

    def __init__(self, sitting: Sitting, keymap: Keymap = DEFAULTS) -> None:
        place = sitting.place
        self.sitting = sitting
        self.keymap = keymap
        self.transcript: Transcript = sitting.transcript
        self.material = _material(sitting)
        self.layout: Layout | None = None  # set by the view, which knows its width
        self.page = 20  # rows that are seen of the text
        self.ascii = False  # whether the terminal has plain signs alone

        self.cursor = _offset(self.transcript, place)
        self.anchor: int | None = None  # where the selection began
        self.goal: int | None = None  # the column that moves up and down keep
        self.marking = False
        self.taken = Taken()
        self.resizing: Resizing | None = None
        self.speakers = _speakers(self.transcript, place)  # whose turns are shown; None for all

        self.pane: Mode = "READ"  # where keys go when no panel is open: READ, BOOK or HERE
        self.panel: Panel | None = None
        self.behind: Panel | None = None  # the panel to which a question leads back
        self.next_key: Callable[[str], None] | None = None  # takes the next key, whatever else it does
        self.book = BookPane(self.material, place)
        self.here = ExcerptsHere()
        self.search = Search(self.transcript)
        self.switches = Switches(side=place.pane, margin=place.margin, highlights=place.highlights)
        self.used = Used(place.last, place.recent)

        self.message = ""
        self.went_wrong = False  # whether the message tells of that
        self.over = False
        self.suspended = False
        self.repaints = 0  # how often all was to be painted again
        self._kept = place

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
        return motions.turn_of(self.transcript, self.cursor) if self.transcript.turns else None

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
        """The excerpts at the cursor or under the selection: the coder's own first, of those the shortest."""
        found = self.material.at(self.selection or (self.cursor, self.cursor))
        return in_pane_order(found, self.material.coders)

    @property
    def in_hand(self) -> Excerpt | None:
        """The excerpt that acts are about: the one taken up, else the first of those here."""
        found = self.excerpts_here
        return next((e for e in found if e.id == self.taken.id), found[0] if found else None)

    @property
    def taken_up(self) -> Excerpt | None:
        """The excerpt that was taken up by hand, while the cursor is in it: c adds a code to it."""
        excerpt = self.in_hand
        return excerpt if excerpt and self.taken == (excerpt.id, True) else None

    @property
    def scene(self) -> Scene:
        """What the view is to paint."""
        current = self.in_hand
        return Scene(
            marks=self.material.marks,
            cursor=self.cursor,
            selection=self.selection,
            current=current.id if current else None,
            hits=self.search.hits,
            speakers=self.speakers,
            coded=self.material.coded,
            focus=self.book.highlighted,
            margin=self.switches.margin,
            highlights=self.switches.highlights,
        )

    def do(self, act: Callable[..., Plan], *args: object, **kwargs: object) -> Plan:
        """Carries an act out and shows where; on disk when it returns.

        Args:
            act: of the core.
            args: what it takes behind the study and the coder.
            kwargs: the same by name.

        Raises:
            PimhError: the act cannot be done, or not be saved.
        """
        return self.show(self.sitting.do(act, *args, **kwargs))

    def show(self, plan: Plan) -> Plan:
        """Shows what an act did."""
        self.take_in()
        self.say(plan.sentence)
        if self.sitting.read_only:
            self.complain(f"{plan.sentence} {self.sitting.read_only}")
        if plan.transcript == self.transcript.id and plan.span != (0, 0):
            self.go_to(self._last_place(plan.span))
            self.take(next((e.id for e in self.material.own if e.span == plan.span), ""))
        self.keep_place()
        return plan

    def take_in(self) -> None:
        """Shows the excerpts and the codebook as they are now."""
        self.material = _material(self.sitting)
        self.book.renew(self.material)

    def snapped(self, offset: int) -> int:
        """The place of a cursor nearest to an offset."""
        return motions.nearest(self.layout, offset) if self.layout else offset

    def go_to(self, offset: int) -> None:
        """Puts the cursor somewhere and drops the selection."""
        self.cursor = self.snapped(offset)
        self.anchor, self.marking, self.goal = None, False, None

    def jump(self, offset: int) -> None:
        """Goes somewhere as a motion does: in MARK the selection is extended, else it is dropped."""
        if self.marking:
            self.cursor, self.goal = self.snapped(offset), None
        else:
            self.go_to(offset)

    def select(self, start: int, end: int) -> None:
        """Selects a span; the cursor stands behind its end."""
        self.anchor, self.cursor, self.goal = start, end, None

    def take(self, excerpt: str, *, by_hand: bool = False) -> None:
        """Takes an excerpt up, so that acts are about it.

        Args:
            excerpt: its id; empty for none.
            by_hand: whether c adds a code to it.
        """
        self.taken = Taken(excerpt, by_hand)

    def open(self, panel: Panel) -> None:
        """Opens a panel over the text."""
        self.panel = panel

    def ask(
        self, title: str, options: Sequence[Option], done: Callable[[str], object], *, urgent: bool = False
    ) -> None:
        """Asks to choose one of a few.

        Args:
            title: what is asked.
            options: the answers, the usual one first.
            done: takes the id of the one that was chosen.
            urgent: whether it tells of something that went wrong.
        """
        self.open(Choice(title, options, self.keymap, lambda chosen: done(chosen[0]), urgent=urgent))

    def say(self, words: str) -> None:
        """Says what was done."""
        self.message, self.went_wrong = words, False

    def complain(self, words: str) -> None:
        """Says what is wrong."""
        self.message, self.went_wrong = words.strip(), True

    def keep_place(self) -> None:
        """Keeps where the coder is; a disk that refuses is told of by the next act."""
        place = self._place()
        if place == self._kept:
            return
        try:
            self.sitting.keep(place)
        except BusyError:
            return
        self._kept = place

    def _last_place(self, span: Span) -> int:
        """The last character of a span, on which the cursor is in the excerpt and the reader behind it."""
        start, end = span
        if self.layout is None or end <= start:
            return start
        return max(self.layout.character_before(end), start)

    def _place(self) -> Place:
        turn = self.turn
        return Place(
            turn=turn.number if turn else 1,
            offset=self.cursor - turn.start if turn else 0,
            speakers=tuple(sorted(self.speakers or ())),
            folded=tuple(sorted(self.book.folded)),
            last=self.used.last,
            recent=self.used.recent,
            pins=dict(self.book.pins),
            pane=self.switches.side,
            margin=self.switches.margin,
            highlights=self.switches.highlights,
            **self._draft(),
        )

    def _draft(self) -> dict[str, str]:
        """The memo that is being written, to be found again after a crash."""
        open_ones = (panel for panel in (self.panel, self.behind) if isinstance(panel, Memo) and panel.about)
        return next(({"draft": memo.editor.text, "draft_of": memo.about} for memo in open_ones), {})


def _material(sitting: Sitting) -> Material:
    return Material(sitting.excerpts, sitting.book, sitting.transcript, sitting.others)


def _offset(transcript: Transcript, place: Place) -> int:
    """Where the cursor was; near it when the transcript is shorter now."""
    if not transcript.turns:
        return 0
    turn = transcript.turns[min(max(place.turn, 1), len(transcript.turns)) - 1]
    return min(turn.start + max(place.offset, 0), turn.end)


def _speakers(transcript: Transcript, place: Place) -> frozenset[str] | None:
    """The speakers that were shown and still speak; None for all."""
    return frozenset(place.speakers) & {turn.speaker for turn in transcript.turns} or None
