"""The commands that open panels, turn views on and off, and end the sitting."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import chain, repeat
from typing import TYPE_CHECKING

from pimhcli.folding import natural
from pimhcli.screen import moving
from pimhcli.screen.panels import Choice, Help, Line, Option
from pimhcli.wording import count

if TYPE_CHECKING:
    from pimhcli.screen.bench import Act, Bench
    from pimhcli.screen.keys import Mode

_PANES: tuple[Mode, ...] = ("READ", "BOOK", "HERE")


def _search(bench: Bench) -> None:
    found = partial(_found, bench)
    bench.open(Line("SEARCH", "Search", "", bench.keymap, found, bench.search.look_for))


def _found(bench: Bench, words: str) -> None:
    bench.search.keep(words)
    _to_hit(1, bench)


def _to_hit(step: int, bench: Bench) -> None:
    search = bench.search
    hit = search.step(bench.cursor, step)
    if hit is None:
        bench.say(f"“{search.sought}” was not found." if search.sought else "Search first: press /.")
        return
    # who marks up to some words means them too
    bench.jump(hit.end if bench.marking and step > 0 else hit.start)
    again = f", from the {'start' if step > 0 else 'end'} again" if hit.wrapped else ""
    bench.say(f"“{search.sought}”: {hit.number} of {len(search.hits)}{again}")


def go_to_turn(bench: Bench, number: int) -> None:
    """Goes to a turn by its number; beyond the last to the last."""
    turns = bench.transcript.turns
    if not turns:
        bench.complain(moving.NOTHING)
        return
    turn = turns[min(max(number, 1), len(turns)) - 1]
    bench.jump(turn.start)
    if turn.number != number:
        bench.complain(f"The turns are 1 to {len(turns)}.")


def _speakers(bench: Bench) -> None:
    counts = Counter(turn.speaker for turn in bench.transcript.turns)
    shown = bench.speakers or frozenset(counts)
    if not counts:
        bench.complain(moving.NOTHING)
        return
    digits = chain("123456789", repeat(""))
    options = [
        Option(name, f"{name} ({count(counts[name], 'turn')})", digit, name in shown)
        for name, digit in zip(sorted(counts, key=natural), digits, strict=False)
    ]
    title = "Whose turns? Space ticks, Enter keeps"
    bench.open(Choice(title, options, bench.keymap, partial(_filter, bench), several=True))


def _filter(bench: Bench, chosen: tuple[str, ...]) -> None:
    everyone = {turn.speaker for turn in bench.transcript.turns}
    bench.speakers = frozenset(chosen) if chosen and set(chosen) != everyone else None
    bench.say(f"Turns of {', '.join(chosen)}." if bench.speakers else "Turns of everybody.")
    bench.keep_place()


def _to_pane(step: int, bench: Bench) -> None:
    bench.switches.side = True
    bench.pane = _PANES[(_PANES.index(bench.pane) + step) % len(_PANES)]


def _side_pane(bench: Bench) -> None:
    bench.switches.side = not bench.switches.side
    bench.pane = bench.pane if bench.switches.side else "READ"
    bench.say(f"The side pane is {_told(shown=bench.switches.side)}.")


def _margin(bench: Bench) -> None:
    bench.switches.margin = not bench.switches.margin
    bench.say(f"The names beside the text are {_told(shown=bench.switches.margin)}.")


def _highlights(bench: Bench) -> None:
    bench.switches.highlights = not bench.switches.highlights
    bench.say(f"The highlights are {'shown' if bench.switches.highlights else 'hidden'}.")


def _others(bench: Bench) -> None:
    """Shows the excerpts of the other coders, or hides them; a blind sitting never tells of any."""
    sitting = bench.sitting
    names = ", ".join(sitting.beside)
    if sitting.blind:
        bench.say(f"Blind: {sitting.coder}'s codings alone, until you leave and come back without --blind.")
    elif not names:
        bench.say(f"Nobody else has coded in {sitting.name}.")
    else:
        sitting.shows_others = not sitting.shows_others
        bench.take_in()
        what = "Shown and counted: also" if sitting.shows_others else "Neither shown nor counted:"
        bench.say(f"{what} the excerpts of {names}.")


def _told(*, shown: bool) -> str:
    # a narrow window has no room for either, and the key would seem to do nothing
    return "shown where the window is wide enough" if shown else "hidden"


def _help(bench: Bench) -> None:
    bench.open(Help(bench.keymap))


def _repaint(bench: Bench) -> None:
    bench.repaints += 1


def _suspend(bench: Bench) -> None:
    bench.suspended = True


def _quit(bench: Bench) -> None:
    bench.over = True


COMMANDS: dict[str, Act] = {
    "search": _search,
    "next-hit": partial(_to_hit, 1),
    "previous-hit": partial(_to_hit, -1),
    "speakers": _speakers,
    "next-pane": partial(_to_pane, 1),
    "previous-pane": partial(_to_pane, -1),
    "side-pane": _side_pane,
    "names-margin": _margin,
    "highlights": _highlights,
    "others": _others,
    "help": _help,
    "repaint": _repaint,
    "suspend": _suspend,
    "quit": _quit,
}
