"""How far the answers tell participants apart, and what would tell less."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

import msgspec

from pimhcli.checks import printed
from pimhcli.checks.coarser import Coarser, proposed
from pimhcli.errors import UsageError
from pimhcli.findings import Finding
from pimhcli.folding import did_you_mean, natural
from pimhcli.questionnaire.layout import FOCUS_GROUP
from pimhcli.tables import demographics
from pimhcli.wording import count, together

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pimhcli.questionnaire.answers import Participant
    from pimhcli.questionnaire.items import Item
    from pimhcli.questionnaire.layout import RowLayout
    from pimhcli.questionnaire.schema import Questionnaire
    from pimhcli.tables.model import Table

_SHOWN = 30  # ids in a listing
_ENDS = ("range", "min", "max")
_NO_ENDS = "With stat: mean_sd or median_iqr no single answer is printed."


class Alike(msgspec.Struct, frozen=True):
    """The participants in groups of the same answers to some items; no answer is one of its own.

    Args:
        over: ids of the items.
        groups: how many different answers there are.
        smallest: participants in the smallest group; 0 when there are no participants.
        alone: ids of those who share their answers with nobody.
    """

    over: tuple[str, ...]
    groups: int
    smallest: int
    alone: tuple[str, ...]


class Disclosure(msgspec.Struct, frozen=True):
    """What the answers tell about single participants.

    Args:
        below: least number of participants that are no small group.
        participants: how many there are.
        together: by all the items at once.
        single: by each of them.
        pairs: by each two of them; none when two are all there are.
        coarser: coarser items in place of those that tell much.
        findings: what is to be done.
    """

    below: int
    participants: int
    together: Alike
    single: tuple[Alike, ...]
    pairs: tuple[Alike, ...]
    coarser: tuple[Coarser, ...]
    findings: tuple[Finding, ...]


def examine(
    questionnaire: Questionnaire,
    participants: Sequence[Participant],
    members: Mapping[str, str] | None = None,
    *,
    below: int = 5,
    over: tuple[str, ...] = (),
) -> Disclosure:
    """Looks at who could be known by the answers, and at what the table prints of few.

    Findings are copied into mails and issues; they never name a participant.

    Args:
        questionnaire: its items and the layout of its table.
        participants: everybody with a row in ``participants.csv``.
        members: the focus group of each, for a table whose columns are by these; without, its columns are
            not looked at.
        below: a group of fewer participants is small.
        over: ids of the items by which somebody could be known. Without any, those marked ``identifier`` and
            those worked out from them; what the table leaves out, or prints in coarser form, is left out.

    Raises:
        UsageError: there is no item of an id.
    """
    items = _chosen(questionnaire, over)
    groups = _Groups(participants, items)
    pairs = list(combinations(items, 2)) if len(items) > 2 else []
    single = tuple(groups.alike(item) for item in items)
    small = [item for item, alike in zip(items, single, strict=True) if alike.smallest < below]
    coarser = [proposed(questionnaire, item, participants, below) for item in small]
    seen = Disclosure(
        below=below,
        participants=len(participants),
        together=groups.alike(*items),
        single=single,
        pairs=tuple(groups.alike(*pair) for pair in pairs),
        coarser=tuple(one for one in coarser if one),
        findings=(),
    )
    proposals = {item.id: one for item, one in zip(small, coarser, strict=True)}
    findings = (
        *_on_participants(seen),
        *_on_items(seen, proposals),
        *_on_table(questionnaire, _of_all(questionnaire, participants, members or {}), below, proposals),
        *_on_lists(questionnaire, participants),
        *_on_ends(questionnaire, participants),
    )
    return msgspec.structs.replace(seen, findings=findings)


def warning(table: Table, questionnaire: Questionnaire, below: int = 5) -> Finding | None:
    """What to know before a table is given away that hides nothing, or None when no count in it is small.

    Args:
        table: the demographics table, as it is printed.
        questionnaire: the items and the layout that it was built from.
        below: a count of fewer participants is small.
    """
    counts = [count.people for count in printed.counts(table, questionnaire.by_id)]
    # each answer in a list is one participant's
    counts += [1 for line in questionnaire.table.rows if _lists(line)]
    if not any(0 < number < below for number in counts):
        return None
    return Finding(
        "table demographics",
        _small(counts, below),
        f"See pimh check disclosure for coarser bands, or give --suppress-below {below}.",
        "warning",
    )


def told(disclosure: Disclosure) -> str:
    """The whole of it as text, for who did the study alone: it names who stands alone.

    Args:
        disclosure: what was found.
    """
    seen = disclosure.together
    if not seen.over or not disclosure.participants:
        return ""
    lines = [
        f"Same answers to {together(seen.over)}:",
        f"  smallest group  {seen.smallest}{_too_few(disclosure, seen)}",
        f"  alone in it     {len(seen.alone)} of {disclosure.participants}{_named(seen.alone)}",
        *_rows(disclosure),
    ]
    if disclosure.coarser:
        lines += ["", "Coarser items, to add to the items of questionnaire.yaml and print in place of these:"]
    for one in disclosure.coarser:
        few = "" if one.enough else f" (not each has {disclosure.below})"
        lines += [f"  {one.line}", f"    {one}{few}"]
    if seen.alone:
        lines += ["", "The ids stand here for you alone; leave them out of what you pass on."]
    return "\n".join(lines) + "\n"


class _Groups:
    """Puts the participants into groups of the same answers.

    Args:
        participants: everybody.
        items: by which they are compared.
    """

    def __init__(self, participants: Sequence[Participant], items: Sequence[Item]) -> None:
        self._ids = [person.id for person in participants]
        self._keys: dict[str, list[int]] = {}
        for item in items:
            known: dict[object, int] = {}
            answers = (person.answers[item.id] for person in participants)
            self._keys[item.id] = [known.setdefault((a.state, a.value), len(known)) for a in answers]

    def alike(self, *items: Item) -> Alike:
        """The groups by some items at once; all are alike by none."""
        columns = [self._keys[item.id] for item in items]
        rows = list(zip(*columns, strict=True)) if columns else [()] * len(self._ids)
        sizes = Counter(rows)
        alone = tuple(name for name, row in zip(self._ids, rows, strict=True) if sizes[row] == 1)
        return Alike(tuple(item.id for item in items), len(sizes), min(sizes.values(), default=0), alone)


def _chosen(questionnaire: Questionnaire, over: tuple[str, ...]) -> list[Item]:
    for name in over:
        if name not in questionnaire.by_id:
            known = list(questionnaire.by_id)
            hint = did_you_mean(name, known) or f"The items are: {', '.join(known)}."
            raise UsageError(f"The questionnaire has no item '{name}'.", hint=hint)
    if over:
        return [questionnaire.by_id[name] for name in dict.fromkeys(over)]
    return [item for item in questionnaire.items if _could_tell(item, questionnaire)]


def _could_tell(item: Item, questionnaire: Questionnaire) -> bool:
    """Whether somebody could be known by what is told of an item."""
    lines = [line for line in questionnaire.table.rows if line.item == item.id]
    is_printed = _is_printed(item.id, questionnaire)
    if not _is_identifier(item, questionnaire.by_id):
        return False
    if is_printed or item.derived or lines:
        return is_printed
    made = (i.id for i in questionnaire.items if i.derived and i.derived.source == item.id)
    return not any(_is_printed(other, questionnaire) for other in made)


def _is_printed(item_id: str, questionnaire: Questionnaire) -> bool:
    table = questionnaire.table
    return item_id == table.columns.by or any(
        line.item == item_id and line.show != "none" for line in table.rows
    )


def _is_identifier(item: Item, items: Mapping[str, Item]) -> bool:
    source = item.derived
    return item.identifier or (source is not None and _is_identifier(items[source.source], items))


def _on_participants(seen: Disclosure) -> Iterator[Finding]:
    """What all the items tell together, and which two of them tell most."""
    where, all_of = "participants.csv", seen.together
    if not all_of.over:
        yield Finding(
            where,
            "no item that is printed is marked identifier: true, so participants were not compared.",
            "Mark the items that people who know a participant would know too, such as age and profession.",
            "note",
        )
    elif 0 < all_of.smallest < seen.below:
        hint = "Leave some of these out of what you print and pass on, or make them coarser."
        yield Finding(where, _told_apart(all_of, seen), hint, "warning")
    pair = max(seen.pairs, key=lambda pair: len(pair.alone), default=None)
    if pair and pair.alone:
        yield Finding(where, f"of all pairs, this tells most: {_told_apart(pair, seen)}", severity="note")


def _on_items(seen: Disclosure, proposals: Mapping[str, Coarser | None]) -> Iterator[Finding]:
    for alike in seen.single:
        if 0 < alike.smallest < seen.below:
            (name,) = alike.over
            yield Finding(
                _of(name), _told_apart(alike, seen), _advice(name, proposals[name], seen), "warning"
            )


def _advice(name: str, coarser: Coarser | None, seen: Disclosure) -> str:
    if coarser is None:
        return f"Leave it out of the table with {{item: {name}, show: none}}, or use --suppress-below."
    if coarser.enough:
        return f"Coarser: {coarser.line} ({coarser})"
    if 2 * seen.below > seen.participants:
        few = f"{count(seen.participants, 'participant')} are too few for groups of {seen.below}"
    else:
        few = f"No way to put answers together gives each group {seen.below}"
    return f"{few}; the best: {coarser.line} ({coarser})"


def _on_table(
    questionnaire: Questionnaire, table: Table, below: int, proposals: Mapping[str, Coarser | None]
) -> Iterator[Finding]:
    """What the table prints of few, beyond the items that were told of already."""
    items: dict[str, list[int]] = {}
    for found in printed.counts(table, questionnaire.by_id):
        items.setdefault(found.item, []).append(found.people)
    for item, counts in items.items():
        if any(0 < number < below for number in counts) and item not in proposals:
            yield Finding(_of(item), _small(counts, below), severity="note")


def _of_all(
    questionnaire: Questionnaire, participants: Sequence[Participant], members: Mapping[str, str]
) -> Table:
    """The table with nothing hidden; one column of all participants where nobody's group is known."""
    columns = questionnaire.table.columns
    if columns.by == FOCUS_GROUP and not members:
        columns = msgspec.structs.replace(columns, by="")
    layout = msgspec.structs.replace(questionnaire.table, columns=columns)
    return demographics.build(msgspec.structs.replace(questionnaire, table=layout), participants, members)


def _on_lists(questionnaire: Questionnaire, participants: Sequence[Participant]) -> Iterator[Finding]:
    for line in filter(_lists, questionnaire.table.rows):
        is_number = questionnaire.by_id[line.item].is_measured
        if any(person.answers[line.item].state == "answered" for person in participants):
            told = f"the table lists the {'number' if is_number else 'answer'} of each participant."
            hint = _NO_ENDS if is_number else f"Leave it out with {{item: {line.item}, show: none}}."
            yield Finding(_of(line.item), told, hint, "warning")


def _on_ends(questionnaire: Questionnaire, participants: Sequence[Participant]) -> Iterator[Finding]:
    ends = []
    for line in questionnaire.table.rows:
        if _lists(line) or set(_ENDS).isdisjoint(line.parts):
            continue
        answers = [person.answers[line.item] for person in participants]
        known = sorted(a.number for a in answers if a.state == "answered" and a.number is not None)
        if known and 1 in map(known.count, (known[0], known[-1])):
            ends.append(line.item)
    if ends:
        told = f"the least or the greatest number is the answer of one participant: {together(tuple(ends))}."
        yield Finding("questionnaire.yaml, table", told, _NO_ENDS, "note")


def _lists(line: RowLayout) -> bool:
    return line.show == "statistic" and "list" in line.parts


def _small(counts: Sequence[int], below: int) -> str:
    number = sum(0 < one < below for one in counts)
    told = f"{number} of {count(len(counts), 'count')} that the table prints, or leaves to be worked out,"
    return f"{told} {'is' if number == 1 else 'are'} of fewer than {below} people."


def _told_apart(alike: Alike, seen: Disclosure) -> str:
    answers = f"{'answer' if len(alike.over) == 1 else 'answers'} to {together(alike.over)}"
    if alike.alone:
        nobody = "share with nobody" if len(alike.alone) > 1 else "shares with nobody"
        who = f"{len(alike.alone)} of {count(seen.participants, 'participant')}"
        return f"{who} {nobody} the {answers}."
    return f"the smallest group with the same {answers} is of {alike.smallest}, fewer than {seen.below}."


def _too_few(seen: Disclosure, alike: Alike) -> str:
    return f" (fewer than {seen.below})" if alike.smallest < seen.below else ""


def _rows(seen: Disclosure) -> list[str]:
    """A line for each item, and for the pair that tells most."""
    pair = max(seen.pairs, key=lambda pair: len(pair.alone), default=None)
    shown = [*seen.single, *([pair] if pair and pair.alone else [])]
    names = [" + ".join(alike.over) for alike in shown]
    wide = max(map(len, (*names, "item")))
    head = f"  {'item':{wide}}  answers  smallest  alone"
    return ["", head] + [
        f"  {name:{wide}}  {alike.groups:7}  {alike.smallest:8}  {len(alike.alone):5}"
        for name, alike in zip(names, shown, strict=True)
    ]


def _named(ids: Sequence[str]) -> str:
    if not ids:
        return ""
    more = f" and {len(ids) - _SHOWN:,} more" if len(ids) > _SHOWN else ""
    return f": {', '.join(sorted(ids, key=natural)[:_SHOWN])}{more}"


def _of(name: str) -> str:
    return f"questionnaire.yaml, items[{name}]"
