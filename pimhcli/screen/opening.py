"""The commands that open panels, turn views on and off, and end the sitting."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from pimhcli.folding import natural
from pimhcli.screen import moving
from pimhcli.screen.panels import Choice, CommandLine, Help, Line, Option
from pimhcli.transcripts.searching import Searcher
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pimhcli.screen.keys import Mode
    from pimhcli.screen.workbench import Workbench
    from pimhcli.transcripts.segments import Span
    from pimhcli.transcripts.turns import Transcript

    Act = Callable[[Workbench], None]

_PANES: tuple[Mode, ...] = ("READ", "BOOK", "HERE")


def _search(bench: Workbench) -> None:
    bench.open(
        Line(
            "SEARCH",
            "Search",
            "",
            bench.keymap,
            partial(_found, bench),
            partial(_seek, bench),
        )
    )


def _seek(bench: Workbench, words: str) -> None:
    if bench.searcher is None:
        bench.searcher = Searcher(bench.transcript.text)
    bench.hits = tuple(_said(bench.transcript, bench.searcher.places(words)))


def _said(transcript: Transcript, found: Iterable[Span]) -> Iterator[Span]:
    """Those of the places that begin in a turn's words."""
    # the cursor cannot stand in a label or a heading, and would not get past what is found there
    turns = iter(transcript.turns)
    turn = next(turns, None)
    for span in found:
        while turn and turn.end <= span[0]:
            turn = next(turns, None)
        if turn and turn.start <= span[0]:
            yield span


def _found(bench: Workbench, words: str) -> None:
    bench.sought = words.strip() or bench.sought
    _to_hit(bench, 1)


def _to_hit(bench: Workbench, step: int) -> None:
    if not bench.hits:
        _seek(bench, bench.sought)
    starts = [start for start, _ in bench.hits]
    if not starts:
        bench.message = f"“{bench.sought}” was not found." if bench.sought else "Search first: press /."
        return
    after = (
        [at for at in starts if at > bench.cursor] if step > 0 else [at for at in starts if at < bench.cursor]
    )
    wrapped = not after
    place = (after or starts)[0 if step > 0 else -1]
    bench.go_to(place)
    where = f"“{bench.sought}”: {starts.index(place) + 1} of {len(starts)}"
    bench.message = f"{where}, from the {'start' if step > 0 else 'end'} again" if wrapped else where


def _command_line(bench: Workbench) -> None:
    bench.open(CommandLine(bench.keymap, partial(_go_to_turn, bench), partial(_run, bench)))


def _run(bench: Workbench, command: str) -> None:
    # the command may open a panel of its own, which comes in place of this one
    bench.panel, bench.pane = None, "READ"
    bench.run(command)


def _go_to_turn(bench: Workbench, number: int) -> None:
    turns = bench.transcript.turns
    if not turns:
        bench.complain(moving.NOTHING)
        return
    turn = turns[min(max(number, 1), len(turns)) - 1]
    bench.go_to(turn.start)
    if turn.number != number:
        bench.complain(f"The turns are 1 to {len(turns)}.")


def _speakers(bench: Workbench) -> None:
    counts = Counter(turn.speaker for turn in bench.transcript.turns)
    shown = bench.speakers or frozenset(counts)
    options = [
        Option(
            name, f"{name} ({count(counts[name], 'turn')})", str(number) if number < 10 else "", name in shown
        )
        for number, name in enumerate(sorted(counts, key=natural), start=1)
    ]
    if not options:
        bench.complain(moving.NOTHING)
        return
    title = "Whose turns? Space ticks, Enter keeps"
    bench.open(Choice(title, options, bench.keymap, partial(_filter, bench), several=True))


def _filter(bench: Workbench, chosen: tuple[str, ...]) -> None:
    everyone = {turn.speaker for turn in bench.transcript.turns}
    bench.speakers = frozenset(chosen) if chosen and set(chosen) != everyone else None
    bench.message = f"Turns of {', '.join(chosen)}." if bench.speakers else "Turns of everybody."
    bench.keep_place()


def _to_pane(step: int) -> Act:
    def act(bench: Workbench) -> None:
        bench.book.shown = True
        bench.pane = _PANES[(_PANES.index(bench.pane) + step) % len(_PANES)]

    return act


def _side_pane(bench: Workbench) -> None:
    bench.book.shown = not bench.book.shown
    bench.pane = bench.pane if bench.book.shown else "READ"
    bench.message = f"The side pane is {_told(shown=bench.book.shown)}."


def _margin(bench: Workbench) -> None:
    bench.book.margin = not bench.book.margin
    bench.message = f"The names beside the text are {_told(shown=bench.book.margin)}."


def _highlights(bench: Workbench) -> None:
    bench.book.highlights = not bench.book.highlights
    bench.message = f"The highlights are {'shown' if bench.book.highlights else 'hidden'}."


def _told(*, shown: bool) -> str:
    # a narrow window has no room for either, and the key would seem to do nothing
    return "shown where the window is wide enough" if shown else "hidden"


def _help(bench: Workbench) -> None:
    bench.open(Help(bench.keymap))


def _repaint(bench: Workbench) -> None:
    bench.repaints += 1


def _suspend(bench: Workbench) -> None:
    bench.suspended = True


def _quit(bench: Workbench) -> None:
    bench.over = True


COMMANDS: dict[str, Act] = {
    "search": _search,
    "next-hit": lambda bench: _to_hit(bench, 1),
    "previous-hit": lambda bench: _to_hit(bench, -1),
    "command-line": _command_line,
    "speakers": _speakers,
    "next-pane": _to_pane(1),
    "previous-pane": _to_pane(-1),
    "side-pane": _side_pane,
    "names-margin": _margin,
    "highlights": _highlights,
    "help": _help,
    "repaint": _repaint,
    "suspend": _suspend,
    "quit": _quit,
}
