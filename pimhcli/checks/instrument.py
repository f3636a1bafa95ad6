"""What is missing or wrong in a questionnaire that can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.findings import Finding
from pimhcli.folding import fold
from pimhcli.questionnaire.form import source
from pimhcli.questionnaire.values import CellReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from pimhcli.findings import Severity
    from pimhcli.questionnaire.items import Item
    from pimhcli.questionnaire.schema import Questionnaire

_SEPARATORS = (";", ",", "|")


def instrument(questionnaire: Questionnaire) -> list[Finding]:
    """Everything to be said about the items, in their order.

    Args:
        questionnaire: as it was read without errors.
    """
    laid_out = _laid_out(questionnaire)
    place = {item.id: i for i, item in enumerate(questionnaire.items)}
    found: list[Finding] = []
    for item in questionnaire.items:
        if item.id not in laid_out and not item.consent:
            found.append(_not_laid_out(item))
        found += _without_question(item)
        found += _codes_that_are_answers(item)
        found += _asked_too_early(item, questionnaire.by_id, place)
        found += _never_asked(item, questionnaire.by_id)
        found += _separators_in_levels(item)
        found += _person_by_person(item, questionnaire)
    return found


def _said(item: Item, message: str, hint: str = "", severity: Severity = "warning") -> Finding:
    return Finding(f"questionnaire.yaml, items[{item.id}]", message, hint, severity)


def _laid_out(questionnaire: Questionnaire) -> set[str]:
    """The ids in the table, and those of the items that these are worked out from."""
    table = questionnaire.table
    found = {row.item for row in table.rows} | {table.columns.by}
    for item in questionnaire.items:
        if item.id in found:
            step = item
            while step.derived is not None:
                step = questionnaire.by_id[step.derived.source]
                found.add(step.id)
    return found


def _not_laid_out(item: Item) -> Finding:
    leave_out = f"{{item: {item.id}, show: none}}"
    if item.levels or item.is_measured:
        hint = f"Add a row with item: {item.id}; or, to leave it out on purpose, - {leave_out}"
        return _said(item, "no row of the table prints it.", hint)
    return _said(
        item, f"no row of the table names it; it is of type {item.type}.", f"Say so: - {leave_out}", "note"
    )


def _without_question(item: Item) -> Iterator[Finding]:
    if not item.text.strip() and item.derived is None:
        yield _said(item, "it has no question; the form prints its id.", "Add text: and the question.")


def _codes_that_are_answers(item: Item) -> Iterator[Finding]:
    """Words that stand for no answer and for a level: they are read as the level."""
    if not item.levels or item.derived is not None:
        return
    reader = CellReader(item)
    kinds = {"no answer": item.missing, "preferring not to say": item.declined, "not asked": item.unasked}
    for kind, words in kinds.items():
        # N/A and n/a are one
        for word in {fold(word): word for word in reversed(words)}.values():
            level = reader.level_of(word)
            if level is not None:
                yield _said(
                    item,
                    f"'{word}' stands for {kind}, and for '{level}', as which it is read.",
                    "Take it out of the item's levels, synonyms or codes; or give it a missing: without it.",
                )


def _asked_too_early(item: Item, items: Mapping[str, Item], place: Mapping[str, int]) -> Iterator[Finding]:
    if item.asked_if is None:
        return
    other = source(items[item.asked_if.item], items)
    if place[other.id] > place[item.id]:
        yield _said(
            item,
            f"whether it is asked depends on '{other.id}', which comes later in the form.",
            f"Put '{other.id}' before it.",
        )


def _never_asked(item: Item, items: Mapping[str, Item]) -> Iterator[Finding]:
    if item.asked_if is None or _is_possible(item, items):
        return
    other, levels = items[item.asked_if.item], item.asked_if.levels
    if not _is_possible(other, items):
        yield _said(item, f"nobody is asked it, as nobody is asked '{other.id}'.")
    else:
        told = " or ".join(f"'{level}'" for level in levels)
        yield _said(
            item,
            f"nobody is asked it: the answer to '{other.id}' can never be {told}.",
            "Change `asked_if`, or the limits of what it is worked out from.",
        )


def _is_possible(item: Item, items: Mapping[str, Item]) -> bool:
    """Whether anybody can be asked an item."""
    item = source(item, items)
    if item.asked_if is None:
        return True
    other = items[item.asked_if.item]
    return _is_possible(other, items) and not _possible(other, items).isdisjoint(item.asked_if.levels)


def _possible(item: Item, items: Mapping[str, Item]) -> set[str]:
    """The levels that an answer can come to."""
    how = item.derived
    if how is None:
        return set(item.levels)
    starts = how.bands if how.at_least is None else (how.at_least,)
    if how.groups or not starts:
        return set(item.levels)
    levels = item.levels if how.at_least is None else ("no", "yes")
    ends = (None, *starts, None)
    other = items[how.source]
    return {level for i, level in enumerate(levels) if _meets(other, ends[i], ends[i + 1])}


def _meets(item: Item, start: Fraction | None, end: Fraction | None) -> bool:
    """Whether a number of an item can lie from a start to below an end."""
    low, high = item.minimum, item.maximum
    return (start is None or high is None or high >= start) and (end is None or low is None or low < end)


def _separators_in_levels(item: Item) -> Iterator[Finding]:
    held = [mark for mark in _SEPARATORS if any(mark in level for level in item.levels)]
    if item.type == "several" and held:
        marks = " and ".join(f"'{mark}'" for mark in held)
        yield _said(
            item,
            f"some of its levels hold {marks}, which many survey tools put between several answers.",
            "If yours does, have it export one column for each answer, or reword the levels.",
            "note",
        )


def _person_by_person(item: Item, questionnaire: Questionnaire) -> Iterator[Finding]:
    if not (item.sensitive or item.identifier):
        return
    table = questionnaire.table
    rows = [row for row in table.rows if row.item == item.id]
    if table.columns.by == item.id or any(row.show == "levels" or "list" in row.parts for row in rows):
        kind = "sensitive" if item.sensitive else "an identifier"
        yield _said(
            item,
            f"it is {kind}, and the table prints how many gave each answer.",
            "In a small study this can point to a person; fewer and coarser levels protect better.",
            "note",
        )
