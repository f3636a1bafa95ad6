"""Proposes a coarser item in place of one by which single participants could be known."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import msgspec

from pimhcli import numbers
from pimhcli.checks import bands
from pimhcli.folding import fold
from pimhcli.questionnaire.deriving import band_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
    """

    item: str
    id: str
    line: str
    sizes: tuple[tuple[str, int], ...]
    enough: bool

    def __str__(self) -> str:
        return ", ".join(f"{level}: {size}" for level, size in self.sizes)


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
        One of which the smallest level that somebody chose has more participants than before.
    """
    way = item.derived
    is_banded = way is not None and bool(way.bands)
    source = questionnaire.by_id[way.source] if way is not None and is_banded else item
    name = item.id if is_banded else _free_id(item, questionnaire.by_id)
    answers = [person.answers[source.id] for person in participants]
    made = _made(source, name, answers, below)
    smallest = min((size for _, size in made.sizes if size), default=0) if made else 0
    return made if smallest > _smallest([person.answers[item.id] for person in participants]) else None


def _made(item: Item, name: str, answers: Sequence[Answer], below: int) -> Coarser | None:
    if item.is_measured:
        return _banded(item, name, answers, below)
    if not item.levels:
        return None
    chosen = [answer.chosen for answer in answers]
    if item.ordered and item.type != "several":
        return _joined(item, name, chosen, below)
    return _gathered(item, name, chosen, below)


def _smallest(answers: Sequence[Answer]) -> int:
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
    return Coarser(item.id, name, line, sizes, min(found.sizes) >= below)


def _joined(item: Item, name: str, chosen: Sequence[tuple[str, ...]], below: int) -> Coarser | None:
    ticks = [sum(level in one for one in chosen) for level in item.levels]
    # a level nobody chose goes with the one before it, and the first ones with the first that somebody chose
    used = [at for at, count in enumerate(ticks) if count]
    if len(used) < 2:
        return None
    sizes = [ticks[at] for at in used]
    found = bands.parts(sizes, below, len(sizes))
    ends = dict(zip(accumulate(sizes), [*used[1:], len(ticks)], strict=True))
    starts = [0, *(ends[end] for end in accumulate(found))]
    groups = {_run(item.levels[a:b]): item.levels[a:b] for a, b in pairwise(starts)}
    return _of_groups(item, name, groups, chosen, below)


def _gathered(item: Item, name: str, chosen: Sequence[tuple[str, ...]], below: int) -> Coarser | None:
    together = bands.rare(chosen, item.levels, below)
    called_so = [level for level in item.levels if fold(level) == fold(_OTHER)]
    together = tuple(level for level in item.levels if level in together or level in called_so)
    groups = {level: (level,) for level in item.levels if level not in together}
    return _of_groups(item, name, groups | {(called_so or [_OTHER])[0]: together}, chosen, below)


def _of_groups(
    item: Item,
    name: str,
    groups: Mapping[str, tuple[str, ...]],
    chosen: Sequence[tuple[str, ...]],
    below: int,
) -> Coarser | None:
    if not 1 < len(groups) < len(item.levels):
        return None
    sizes = {
        label: sum(not set(levels).isdisjoint(one) for one in chosen) for label, levels in groups.items()
    }
    kind = ("several" if item.type == "several" else "single") + ", ordered: true" * item.ordered
    listed = ", ".join(
        f"{_quoted(label)}: [{', '.join(map(_quoted, levels))}]" for label, levels in groups.items()
    )
    line = f"{name}: {{type: {kind}, derived: {{from: {item.id}, groups: {{{listed}}}}}}}"
    enough = all(size >= below or size == 0 for size in sizes.values())
    return Coarser(item.id, name, line, tuple(sizes.items()), enough)


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
