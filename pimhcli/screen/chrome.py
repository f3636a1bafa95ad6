"""The lines around the text: status, message, hints, codebook and the excerpts here."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from pimhcli.numbers import percent
from pimhcli.screen.book_pane import NO_CODES
from pimhcli.screen.cells import Cells
from pimhcli.screen.colours import Role
from pimhcli.screen.graphemes import fitted, shown
from pimhcli.screen.keys import hints, written
from pimhcli.screen.panels import Choice
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.coding.excerpts import Excerpt
    from pimhcli.screen.bench import Bench
    from pimhcli.screen.book_pane import Entry

Line = tuple[tuple[str, Role], ...]  # stretches of words, each with its style

_BEHIND = 40  # code points looked at for each cell that can be filled
_NAME = 20  # cells of a speaker in the status line
_COUNTED = 40_000  # code points of a selection whose words are still counted at each key


class _Part(NamedTuple):
    """A part of the status line.

    Args:
        rank: 0 for what has to be there; the higher, the less it is missed.
        words: as they are shown.
        short: the same where there is little room.
    """

    rank: int
    words: str
    short: str = ""


def status(bench: Bench, width: int) -> list[Line]:
    """The first line of the screen: where the coder is, how far, and in which mode."""
    help_keys = bench.keymap.keys("help")
    right = f"{written(help_keys[0])} help " if help_keys else ""
    room = max(width - len(right), 1)
    parts = _parts(bench)
    if cell_len(_in_a_row(parts)) > room:
        parts = [part._replace(words=part.short or part.words) for part in parts]
    while len(parts) > 1 and cell_len(_in_a_row(parts)) > room:
        parts.remove(max(parts, key=lambda part: part.rank))
    return [((fitted(_in_a_row(parts), room), "bar"), (right, "bar"))]


def message(bench: Bench, width: int, rows: int) -> list[Line]:
    """What the last act did or why it did not; else the excerpts at the cursor.

    Args:
        bench: what is shown.
        width: cells there are.
        rows: lines there may be.
    """
    said = bench.message or _chosen_entry(bench) or _here_in_one_line(bench)
    role: Role = "wrong" if bench.went_wrong else "bold" if bench.message else "plain"
    # what was done ends in the words that it was done to, which are on the screen: one line of it is enough
    told = wrapped(said, width - 2, rows if bench.went_wrong or bench.pane != "READ" else 1)
    return [((f" {line}", role),) for line in told]


def hint(bench: Bench, width: int) -> list[Line]:
    """The keys of the mode."""
    ticks = isinstance(bench.panel, Choice) and bench.panel.several
    return [((f" {hints(bench.mode, width - 2, bench.keymap, '' if ticks else 'tick-option')}", "dim"),)]


def codebook(bench: Bench, width: int, rows: int) -> list[Line]:
    """The codebook's pane."""
    title = f" Codebook · {_counted(bench, width - 12)}"
    head: Line = ((fitted(title, width), "title"),)
    entries = bench.book.entries
    if not entries:
        return [head, *(((f" {line}", "plain"),) for line in wrapped(NO_CODES, width - 2, rows))]
    top = book_top(bench, rows)
    lines = [
        _entry(bench, entry, width, chosen=number == bench.book.index)
        for number, entry in enumerate(entries[top : top + rows - 1], start=top)
    ]
    return [head, *lines]


def book_top(bench: Bench, rows: int) -> int:
    """The index of the first entry that the codebook's pane shows."""
    return window_top(bench.book.index, len(bench.book.entries), rows - 1)


def excerpts_here(bench: Bench, width: int, rows: int) -> list[Line]:
    """The pane of the excerpts at the cursor; the chosen one is among those that have room.

    Args:
        bench: what is shown.
        width: cells of the pane.
        rows: lines of it.
    """
    found = bench.excerpts_here
    others = sum(not bench.material.is_own(excerpt) for excerpt in found)
    of_others = f", of others {others}" if others else ""
    head: Line = ((fitted(f" Excerpts here: {len(found) - others}{of_others} ", width), "title"),)
    return [head, *(line for _, lines in _in_room(bench, width, rows) for line in lines)]


def excerpt_at(bench: Bench, width: int, rows: int, row: int) -> Excerpt | None:
    """The excerpt whose lines a row of its pane is among; None for the title and below the last.

    Args:
        bench: what is shown.
        width: cells of the pane.
        rows: lines of it.
        row: counted from its top.
    """
    last = 0
    for excerpt, lines in _in_room(bench, width, rows):
        last += len(lines)
        if 0 < row <= last:
            return excerpt
    return None


def window_top(index: int, length: int, rows: int) -> int:
    """The first line of a list of which some rows are seen, so that one line stays among them."""
    return min(max(index - rows // 2, 0), max(length - rows, 0))


def wrapped(text: str, width: int, rows: int) -> list[str]:
    """A text in lines of a width; what has no room ends in an ellipsis.

    Args:
        text: any, a hostile one too.
        width: cells of a line.
        rows: lines there may be; at least one.
    """
    # a passage may be a whole transcript, and is shown again at each key
    words = shown(" ".join(text[: _BEHIND * width * rows].split()))
    starts = list(islice(Cells(words).breaks(width), rows))
    lines = [words[start:end].rstrip() for start, end in pairwise(starts)]
    return [*lines, fitted(words[starts[-1] :], width).rstrip()]


def _parts(bench: Bench) -> list[_Part]:
    """What the status line tells; where there is no room for all of it, the highest rank goes first."""
    turns, turn = bench.transcript.turns, bench.turn
    parts = [_Part(5, bench.transcript.id), _whose(bench)]
    if turn:
        parts += [_Part(1, f"{turn.number}/{len(turns)} {_short(turn.speaker)}"), _progress(bench)]
    if bench.speakers:
        names = ", ".join(sorted(bench.speakers))
        parts.append(_Part(4, f"@ {names if names == _short(names) else len(bench.speakers)}"))
    if bench.book.focus:
        parts.append(_Part(4, f"only {_short(bench.material.book.name_of(bench.book.focus))}"))
    if bench.sitting.read_only:
        parts.append(_Part(2, "READ ONLY"))
    return [*parts, _Part(0, bench.mode), *(_Part(3, words) for words in [_selected(bench)] if words)]


def _progress(bench: Bench) -> _Part:
    """How many turns the coder has coded, whatever others have."""
    coded, turns = len(bench.material.coded), len(bench.transcript.turns)
    by = f" by {_short(bench.sitting.coder)}" if bench.sitting.beside else ""
    share = percent(coded, turns, 0)
    return _Part(6, f"{coded}/{turns} coded{by} ({share})", f"{coded}/{turns} coded ({share})")


def _whose(bench: Bench) -> _Part:
    """Whose codings are seen: where others have some, or may have, nearly nothing matters more."""
    sitting, coder = bench.sitting, _short(bench.sitting.coder)
    if sitting.blind:
        return _Part(2, f"blind: {coder} only")
    if not sitting.beside:
        return _Part(7, coder)
    others = _together(sitting.beside)
    if sitting.shows_others:
        return _Part(2, f"{coder}; also shown: {others}", f"{coder} + {others}")
    return _Part(2, f"{coder}; hidden: {others}")


def _counted(bench: Bench, width: int) -> str:
    """Whose excerpts the codebook counts."""
    blind = " (blind)" if bench.sitting.blind else ""
    own, others = _short(bench.sitting.coder), sorted(bench.material.coders)
    if not others:
        return f"{own}{blind}"
    named = f"{own} + {_together(others)}"
    return named if cell_len(shown(named)) <= width else f"{own} + {count(len(others), 'coder')}"


def _together(coders: Sequence[str]) -> str:
    """Who the coders are, or how many where their names are long."""
    names = ", ".join(coders)
    return names if names == _short(names) else count(len(coders), "coder")


def _in_a_row(parts: Sequence[_Part]) -> str:
    return shown(f" {' · '.join(part.words for part in parts)} ")


def _short(name: str) -> str:
    return name if cell_len(shown(name)) <= _NAME else fitted(name, _NAME).rstrip()


def _selected(bench: Bench) -> str:
    if bench.selection is None:
        return ""
    start, end = bench.selection
    if end - start > _COUNTED:
        return count(len(bench.transcript.turns_of(start, end)), "turn")
    return count(bench.transcript.words_between(start, end), "word")


def _here_in_one_line(bench: Bench) -> str:
    # there may not be room for all
    current = bench.in_hand
    found = sorted(bench.excerpts_here, key=lambda e: e != current)
    told = (
        f"{bench.material.names(e)}{' (memo)' if e.memo else ''}{f' {_star(bench)}' if e.star else ''}"
        for e in found
    )
    return f"here: {' | '.join(told)}" if found else ""


def _chosen_entry(bench: Bench) -> str:
    """The codebook's line in full, for its pane is narrow."""
    code = bench.book.chosen if bench.pane == "BOOK" else None
    return bench.book.told(code) if code else ""


def _entry(bench: Bench, entry: Entry, width: int, *, chosen: bool) -> Line:
    fold = ("▸" if entry.folded else "▾") if entry.parent else " "
    if bench.ascii:
        fold = fold.replace("▸", "+").replace("▾", "-")
    pin = f"[{entry.pin}] " if entry.pin else ""
    focus = "» " if entry.code.id == bench.book.focus else ""
    right = f"{entry.excerpts:>5} "
    left = fitted(f" {'  ' * entry.depth}{fold} {focus}{pin}{entry.code.name}", width - len(right))
    if chosen and bench.pane == "BOOK":
        return ((left + right, "here"),)
    return ((left, "bold" if entry.code.level == "theme" else "plain"), (right, "plain"))


def _star(bench: Bench) -> str:
    return "*" if bench.ascii else "★"


def _in_room(bench: Bench, width: int, rows: int) -> list[tuple[Excerpt, list[Line]]]:
    """The excerpts of the pane with their lines, from the first on that leaves room for the chosen one."""
    found = bench.excerpts_here
    chosen = bench.here.chosen(found) if bench.pane == "HERE" else None
    told = [(e, _excerpt(bench, e, width, "here" if e == chosen else "bold")) for e in found]
    first, last = 0, found.index(chosen) if chosen else 0
    while first < last and sum(len(lines) for _, lines in told[first : last + 1]) >= rows:
        first += 1
    return told[first:]


def _excerpt(bench: Bench, excerpt: Excerpt, width: int, role: Role) -> list[Line]:
    star = f"{_star(bench)} " if excerpt.star else ""
    head: Line = ((fitted(f" {star}{bench.material.names(excerpt)}", width), role),)
    turns = bench.transcript.turns_of(*excerpt.span)
    number = count(bench.transcript.words_between(*excerpt.span), "word")
    extent = f"{number} · turn {turns[0].number}" if turns else number
    quote = wrapped(f"“{excerpt.quote}”", width - 4, 2)
    body: list[Line] = [((f"   {line}", "plain"),) for line in (extent, *quote)]
    memo = wrapped(f"memo: {excerpt.memo}", width - 4, 3) if excerpt.memo else []
    return [head, *body, *(((f"   {line}", "dim"),) for line in memo)]
