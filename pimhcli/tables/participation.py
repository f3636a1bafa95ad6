"""Participation: turns, words and minutes of each participant, and how evenly they are shared."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING

from pimhcli.analysis.participation import EVERYBODY, corrected, together
from pimhcli.numbers import NOTHING, percent, shown
from pimhcli.tables.model import Column, Figure, Note, Row, Table
from pimhcli.tables.speakers import called
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pimhcli.analysis.participation import How, Participation, Speech

_WORDS, _TIME = "% of words", "% of minutes"
_LABELS = ("Turns", "Words", _WORDS, "Minutes", _TIME)
_MINUTE = 60_000  # milliseconds


def build(
    found: Sequence[Participation], nowhere: Sequence[str] = (), strangers: Sequence[str] = ()
) -> Table:
    """Lists the participants of each focus group, their total, and below it all who are none.

    Args:
        found: of each focus group.
        nowhere: participants who never speak and may belong to any of the groups.
        strangers: those who count as participants and of whom there are no answers.
    """
    width = _width(found)
    columns = (Column("Speaker"), *(Column(label, "right", numeric=True) for label in _LABELS[:width]))
    rows = [row for group in found for row in _rows(group, width, is_one=len(found) == 1)]
    if len(found) > 1:
        rows.append(_whole(found, width))
    figures = tuple(figure for group in found for figure in _figures(group))
    caption = "Participation: who speaks how much"
    notes = tuple(_notes(found, nowhere, strangers))
    return Table("participation", caption, columns, tuple(rows), notes, figures)


def _width(found: Sequence[Participation]) -> int:
    """How many columns have something to tell: minutes are seldom known, all participants' less often."""
    if any(group.everybody.time for group in found):
        return len(_LABELS)
    is_timed = any(one.time for group in found for one in (*group.people, *group.others))
    return _LABELS.index(_TIME) if is_timed else _LABELS.index("Minutes")


def _rows(group: Participation, width: int, *, is_one: bool) -> Iterator[Row]:
    indent = 0 if is_one else 1
    if not is_one:
        yield Row((group.group, *[""] * width), heading=True)
    for one in (*group.people, group.everybody, *group.others):
        whole = None if one in group.others else group.everybody
        yield Row((_label(one, group), *_cells(one, whole)[:width]), indent)


def _whole(found: Sequence[Participation], width: int) -> Row:
    """The participants of all focus groups; one who speaks in several counts once."""
    people = {one.voice for group in found for one in group.people}
    everybody = together(EVERYBODY, [group.everybody for group in found])
    label = f"All focus groups (n = {len(people)})"
    return Row((label, *_cells(everybody, everybody)[:width]))


def _label(one: Speech, group: Participation) -> str:
    return f"{one.voice.name} (n = {len(group.people)})" if one == group.everybody else called(one.voice)


def _cells(one: Speech, whole: Speech | None) -> tuple[str, ...]:
    minutes = NOTHING if one.time is None else shown(Fraction(one.time, _MINUTE), 1)
    words = percent(one.words, whole.words, 1) if whole else ""
    time = percent(one.time or 0, whole.time or 0, 1) if whole else ""
    return str(one.turns), str(one.words), words, minutes, time


def _figures(group: Participation) -> Iterator[Figure]:
    """The shares, of so many words and milliseconds, and Gini's coefficient, of so many participants."""
    for one in group.people:
        row = f"{group.group} > {one.voice.name}"
        for column, own, of in (
            (_WORDS, one.words, group.everybody.words),
            (_TIME, one.time, group.everybody.time),
        ):
            if own is not None and of:
                yield Figure(row, column, "percent", Fraction(100 * own, of), of)
    if (gini := group.gini) is not None:
        yield Figure(
            f"{group.group} > {group.everybody.voice.name}", "Words", "gini", gini, len(group.people)
        )


def _notes(
    found: Sequence[Participation], nowhere: Sequence[str], strangers: Sequence[str]
) -> Iterator[Note]:
    yield Note(
        "Percentages are of all participants together; moderators, and others who are no participants, "
        f"stand below them. Of all words, the participants say {_in_each(found, _part)}."
    )
    if gini := _in_each([group for group in found if group.gini is not None], _gini):
        yield Note(f"Gini coefficient of the participants’ words (0 when all say as much): {gini}.")
    lengths = Counter(chain.from_iterable(group.lengths.elements() for group in found))
    if _width(found) > _LABELS.index("Minutes"):
        yield Note(_timing(lengths))
    if typed := lengths["typed"]:
        yield Note(f"Turns typed in the chat, which take no time: {typed}.")
    if nowhere:
        yield Note(f"Counted in no focus group, since they never speak: {', '.join(nowhere)}.")
    if strangers:
        yield Note(f"Counted as participants, though they gave no answers: {', '.join(strangers)}.")


def _in_each(found: Sequence[Participation], said: Callable[[Participation], str]) -> str:
    """What is said of each focus group, by its name where there are several."""
    if len(found) == 1:
        return said(found[0])
    return "; ".join(f"{said(group)} in {group.group}" for group in found)


def _part(group: Participation) -> str:
    own = group.everybody.words
    everything = own + sum(one.words for one in group.others)
    return f"{own} of {everything} ({percent(own, everything, 1)})"


def _gini(group: Participation) -> str:
    n, value = len(group.people), group.gini or Fraction(0)
    small = corrected(value, n)
    more = "" if small is None else f"; {shown(small, 2)} corrected for small n"
    return f"{shown(value, 2)} (n = {n}{more})"


def _timing(lengths: Counter[How]) -> str:
    spoken = lengths.total() - lengths["typed"]
    told = [f"Minutes: {spoken - lengths['unknown']} of {count(spoken, 'spoken turn')} have a time"]
    if lengths["estimated"]:
        told.append(
            f"{lengths['estimated']} of them have only a beginning, and are taken to last until the next one "
            "begins, pauses included"
        )
    if lengths["endless"]:
        told.append(f"{lengths['endless']} with no known end count for nothing")
    if lengths["unknown"]:
        told.append(f"{NOTHING}: a turn of the speaker has none")
    return f"{'; '.join(told)}."
