"""The coding screen, free of any terminal: a key goes in, and what there is to see changes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pimhcli.errors import BusyError, PimhError, UsageError
from pimhcli.screen import coding, moving, opening, pane_commands
from pimhcli.screen.bench import Bench
from pimhcli.screen.keys import DEFAULTS, TYPING
from pimhcli.screen.panels import CommandLine, Memo, Option
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.findings import Finding
    from pimhcli.screen.keys import Keymap
    from pimhcli.screen.panels import Panel
    from pimhcli.study.sitting import Sitting

# commands behind which one types a text or an answer
_TYPED_FOR = frozenset(
    ("code", "in-vivo", "memo", "change-code", "rename-entry", "define-entry", "new-entry")
)
_CHANGES = (coding.COMMANDS.keys() - {"take-excerpt", "restore-size"}) | pane_commands.CHANGES

_THROW_AWAY = "throw away"


class Workbench(Bench):
    """A bench whose keys run commands.

    Args:
        sitting: the coder at work on the transcript.
        keymap: which key does what.
    """

    def __init__(self, sitting: Sitting, keymap: Keymap = DEFAULTS) -> None:
        super().__init__(sitting, keymap)
        self._unread: tuple[Finding, ...] = ()  # what was told of others' files that are damaged
        self._greet()

    def press(self, key: str, character: str | None = None) -> None:
        """Takes a key: all it does is done when this returns.

        Args:
            key: Textual's name of it.
            character: what it types; None when it types nothing.
        """
        self.say("")
        if self.panel:
            self._press_panel(self.panel, key, character)
            return
        if take := self.next_key:
            self.next_key = None
            take(key)
            return
        if command := self.keymap.lookup(self.mode, key):
            self.run(command)
        if self.taken.id and not self.panel and self.taken.id not in {e.id for e in self.excerpts_here}:
            self.take("")

    def run(self, command: str) -> None:
        """Runs a command by its name; what goes wrong becomes the message."""
        try:
            self._refuse_when_read_only(command)
            COMMANDS[command](self)
        except PimhError as error:
            self._tell_refusal(error, partial(self.run, command))
        if self.went_wrong and command in _TYPED_FOR and not self.panel:
            self._take_no_text()

    def run_from_line(self, command: str) -> None:
        """Runs a command that the command line names; it may open a panel in place of the line."""
        self.panel, self.pane = None, "READ"
        self.run(command)

    def paste(self, text: str) -> None:
        """Takes a pasted text; where no text is asked for, it does nothing but say so."""
        if self.panel and self.mode in TYPING:
            self.panel.paste(text)
        else:
            self.complain("Pasted text is not taken as keys. Nothing was done.")

    def look_again(self) -> bool:
        """Takes in what others changed on disk; says whether there was anything."""
        changed = self.sitting.refresh()
        if changed:
            self.take_in()
            self._stop_when_read_only()
        if self.sitting.read_only:
            return changed
        if changed:
            self.say("Taken in: what was changed outside of this window.")
        return self._warn_of_unread() or changed

    def _greet(self) -> None:
        if self.sitting.read_only:
            self.complain(f"Read only: {self.sitting.read_only}")
        elif not self.transcript.turns:
            self.say(f"{self.transcript.id} has no turns. q quits.")
        else:
            self._warn()
            coding.resume_draft(self)

    def _warn_of_unread(self) -> bool:
        """Tells, once each, what is missing for the damage of others' files; whether there was any."""
        before, self._unread = self._unread, self.sitting.unread
        new = [str(finding) for finding in self._unread if finding not in before]
        if new:
            self.complain(" ".join(new))
        return bool(new)

    def _warn(self) -> None:
        """Tells what is wrong with the files, and what of the coder's is not in the text any more."""
        self._unread = self.sitting.unread
        warnings = [str(finding) for finding in self.sitting.warnings]
        if lost := len(self.sitting.lost):
            what = f"{count(lost, 'excerpt')} of yours: where in the text is not sure"
            warnings.append(f"{what}. See: pimh transcript review")
        if warnings:
            self.complain(" ".join(warnings))

    def _refuse_when_read_only(self, command: str) -> None:
        if command in _CHANGES and self.sitting.read_only:
            raise UsageError("Read only:", hint=self.sitting.read_only)

    def _stop_when_read_only(self) -> None:
        """Says why nothing can be changed; an end that is grabbed is let go, as it could not be kept."""
        if self.sitting.read_only:
            coding.COMMANDS["restore-size"](self)
            self.complain(self.sitting.read_only)

    def _take_no_text(self) -> None:
        """Asks to go on, so that the name of a code that was typed ahead is not taken for commands."""
        words, self.message = self.message, ""
        self.ask(words, [Option("on", "go on")], lambda _: None, urgent=True)

    def _press_panel(self, panel: Panel, key: str, character: str | None) -> None:
        self.panel = panel
        try:
            if self.keymap.lookup(self.mode, key) == "repaint":
                self.run("repaint")
            else:
                panel.press(key, character)
        except PimhError as error:
            self._tell_refusal(error, partial(self._press_panel, panel, key, character))
        if self.panel is panel and panel.over:
            self._close_panel()

    def _close_panel(self) -> None:
        self.panel, self.behind = self.behind, None

    def _tell_refusal(self, error: PimhError, again: Callable[[], None]) -> None:
        """Tells why nothing was done; what is open and not over, with what was typed into it, stays."""
        refused = f"{error.message} {error.hint}"
        if isinstance(error, BusyError):
            self.sitting.refresh()
            self.take_in()
            self._stop_when_read_only()
        stays = self.panel if self.panel and not self.panel.over else None
        # a memo has no key that leaves it without saving
        if isinstance(stays, Memo) or (isinstance(error, BusyError) and not self.sitting.read_only):
            self._ask_to_try_again(refused, again, stays)
        else:
            self.complain(refused)

    def _ask_to_try_again(self, refused: str, again: Callable[[], None], stays: Panel | None) -> None:
        """Tells that nothing was saved: nothing goes on but trying again, leaving the act, or quitting."""
        back = "go back to what you typed" if stays else "leave it undone"
        answers = {"r": "try again", "b": back, "q": "quit"}
        options = [Option(key, label, key) for key, label in answers.items()]
        if isinstance(stays, Memo):
            # no letter does it, for one that was typed ahead may come here
            options.append(Option(_THROW_AWAY, "throw away what you typed"))
        self.behind = stays
        self.ask(f"NOT SAVED. {refused}", options, partial(self._after_refusal, again), urgent=True)

    def _after_refusal(self, again: Callable[[], None], chosen: str) -> None:
        if chosen == "r":
            self.panel = self.behind = None
            again()
        elif chosen == _THROW_AWAY:
            self.behind = None
        self.over = self.over or chosen == "q"


def _command_line(bench: Workbench) -> None:
    bench.open(CommandLine(bench.keymap, partial(opening.go_to_turn, bench), bench.run_from_line))


COMMANDS: dict[str, Callable[[Workbench], None]] = {
    **moving.COMMANDS,
    **coding.COMMANDS,
    **pane_commands.COMMANDS,
    **opening.COMMANDS,
    "command-line": _command_line,
}
