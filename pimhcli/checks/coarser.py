"""Proposes a coarser item in place of one by which single participants could be known."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import Counter
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import msgspec

from pimhcli import numbers
from pimhcli.checks import bands
from pimhcli.folding import fold
from pimhcli.questionnaire.deriving import band_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from pimhcli.questionnaire.answers import Answer, Participant
    from pimhcli.questionnaire.items import Item
    from pimhcli.questionnaire.schema import Questionnaire

_OTHER = "Other"
_PLAIN = re.compile(r"[^\W\d_](?:[\w'’ /–-]*[\w'’])?")
_NOT_TEXTS = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")


class Coarser(msgspec.Struct, frozen=True):
    """A coarser item.

    Args:
        item: id of the item that it is made from.
        id: its own.
        line: the line of ``questionnaire.yaml`` that makes it.
        sizes: its levels, and how many participants each would have.
        enough: whether none of them is too small.
        smallest: participants in the smallest group with the same answers to it, where no answer and each
            choice of several levels is one of its own.
    """

    item: str
    id: str
    line: str
    sizes: tuple[tuple[str, int], ...]
    enough: bool
    smallest: int

    def __str__(self) -> str:
        sizes = ", ".join(f"{level}: {size}" for level, size in self.sizes)
        if self.smallest >= self.rarest:
            return sizes
        return f"{sizes}; the smallest group with the same answers is still of {self.smallest}"

    @property
    def rarest(self) -> int:
        """How many participants the rarest level has that somebody chose; 0 for none."""
        return min((size for _, size in self.sizes if size), default=0)


def proposed(
    questionnaire: Questionnaire, item: Item, participants: Sequence[Participant], below: int
) -> Coarser | None:
    """A coarser item in place of one, or None when its answers cannot be put together.

    Numbers get bands; levels in an order are joined with their neighbours, of others the rare ones together.

    Args:
        questionnaire: its items.
        item: the one to be made coarser; bands that are too fine are cut anew.
        participants: everybody who answered.
        below: least number of participants that a level should have.

    Returns:
        One of which the smallest level that somebody chose, or the smallest group with the same answers, has
        more participants than before.
    """
    way = item.derived
    is_banded = way is not None and bool(way.bands)
    source = questionnaire.by_id[way.source] if way is not None and is_banded else item
    name = item.id if is_banded else _free_id(item, questionnaire.by_id)
    made = _made(source, name, [person.answers[source.id] for person in participants], below)
    now = [person.answers[item.id] for person in participants]
    if made is None or (
        made.rarest <= _rarest(now) and made.smallest <= _least((a.state, a.value) for a in now)
    ):
        return None
    return made


def _made(item: Item, name: str, answers: Sequence[Answer], below: int) -> Coarser | None:
    if item.is_measured:
        return _banded(item, name, answers, below)
    if not item.levels:
        return None
    if item.type == "several":
        return _untangled(item, name, answers, below)
    make = _joined if item.ordered else _gathered
    return make(item, name, answers, below)


def _least(groups: Iterable[object]) -> int:
    """The size of the smallest group of equals."""
    return min(Counter(groups).values(), default=0)


def _rarest(answers: Sequence[Answer]) -> int:
    """How many gave the rarest answer that somebody gave."""
    given = [answer.chosen if answer.number is None else (answer.number,) for answer in answers]
    return min(Counter(one for each in given for one in each).values(), default=0)


def _banded(item: Item, name: str, answers: Sequence[Answer], below: int) -> Coarser | None:
    known = [a.number for a in answers if a.state == "answered" and a.number is not None]
    found = bands.bands(known, below) if known else None
    if found is None:
        return None
    cuts = ", ".join(numbers.canonical(cut) for cut in found.cuts)
    labels = band_names(found.cuts, whole=item.type in ("integer", "scale"))
    line = f"{name}: {{type: single, derived: {{from: {item.id}, bands: [{cuts}]}}}}"
    sizes = tuple(zip(labels, found.sizes, strict=True))
    bands_of = (
        (a.state, bisect_right(found.cuts, a.number or 0) if a.state == "answered" else 0) for a in answers
    )
    return Coarser(item.id, name, line, sizes, min(found.sizes) >= below, _least(bands_of))


def _joined(item: Item, name: str, answers: Sequence[Answer], below: int) -> Coarser | None:
    ticks = [sum(level in answer.chosen for answer in answers) for level in item.levels]
    # a level nobody chose goes with the one before it, and the first ones with the first that somebody chose
    used = [at for at, count in enumerate(ticks) if count]
    if len(used) < 2:
        return None
    sizes = [ticks[at] for at in used]
    found = bands.parts(sizes, below, len(sizes))
    ends = dict(zip(accumulate(sizes), [*used[1:], len(ticks)], strict=True))
    starts = [0, *(ends[end] for end in accumulate(found))]
    groups = {_run(item.levels[a:b]): item.levels[a:b] for a, b in pairwise(starts)}
    return _of_groups(item, name, groups, answers, below)


def _gathered(item: Item, name: str, answers: Sequence[Answer], below: int) -> Coarser | None:
    """The rare levels put together, and the one that is called so already."""
    rare = bands.rare([answer.chosen for answer in answers], item.levels, below)
    called_so = (level for level in item.levels if fold(level) == fold(_OTHER))
    return _together(item, name, answers, below, {*rare, *called_so})


def _untangled(item: Item, name: str, answers: Sequence[Answer], below: int) -> Coarser | None:
    """Levels put together until no choice of several is rare; the rare levels alone where nothing does it."""
    # those who gave no answer stay as many whatever is put together
    given = [answer for answer in answers if answer.state == "answered"]
    ticks = Counter(level for answer in given for level in answer.chosen)
    together = {level for level in item.levels if ticks[level] < below or fold(level) == fold(_OTHER)}
    found = _together(item, name, given, below, together)
    others = sorted({*item.levels} - together, key=lambda level: (ticks[level], level))
    while not _is_untangled(found, below) and len(others) > 1:
        ways = {level: _together(item, name, given, below, {*together, level}) for level in others}
        best = max(others, key=lambda level: way.smallest if (way := ways[level]) else 0)
        found = ways[best]
        together = {*together, best}
        others.remove(best)
    if not _is_untangled(found, below):
        return _gathered(item, name, answers, below)
    return _together(item, name, answers, below, together)


def _is_untangled(made: Coarser | None, below: int) -> bool:
    return made is not None and made.enough and made.smallest >= below


def _together(
    item: Item, name: str, answers: Sequence[Answer], below: int, together: Collection[str]
) -> Coarser | None:
    """Some levels as one, the others as they are."""
    label = next((level for level in item.levels if fold(level) == fold(_OTHER)), _OTHER)
    groups = {level: (level,) for level in item.levels if level not in together}
    rest = tuple(level for level in item.levels if level in together)
    return _of_groups(item, name, groups | {label: rest}, answers, below)


def _of_groups(
    item: Item,
    name: str,
    groups: Mapping[str, tuple[str, ...]],
    answers: Sequence[Answer],
    below: int,
) -> Coarser | None:
    if not 1 < len(groups) < len(item.levels):
        return None
    of_level = {level: label for label, levels in groups.items() for level in levels}
    answered = [(answer.state, frozenset(of_level[level] for level in answer.chosen)) for answer in answers]
    sizes = {label: sum(label in labels for _, labels in answered) for label in groups}
    kind = ("several" if item.type == "several" else "single") + ", ordered: true" * item.ordered
    listed = ", ".join(
        f"{_quoted(label)}: [{', '.join(map(_quoted, levels))}]" for label, levels in groups.items()
    )
    line = f"{name}: {{type: {kind}, derived: {{from: {item.id}, groups: {{{listed}}}}}}}"
    enough = all(size >= below or size == 0 for size in sizes.values())
    return Coarser(item.id, name, line, tuple(sizes.items()), enough, _least(answered))


def _run(levels: Sequence[str]) -> str:
    """One name for neighbours: ``Bachelor or Master``, ``Never to often``."""
    if len(levels) == 1:
        return levels[0]
    return f"{levels[0]} {'or' if len(levels) == 2 else 'to'} {levels[-1]}"


def _free_id(item: Item, known: Mapping[str, Item]) -> str:
    name = f"{item.id}_{'band' if item.is_measured else 'group'}"
    while name in known:
        name += "_2"
    return name


def _quoted(word: str) -> str:
    """A text as YAML reads it back, within brackets."""
    is_plain = _PLAIN.fullmatch(word) and word.casefold() not in _NOT_TEXTS
    return word if is_plain else json.dumps(word, ensure_ascii=False)
