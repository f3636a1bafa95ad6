"""Reads how an item follows from another: ``derived: {from: birth_year, age_in: 2026}``."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from pimhcli.fields import Fields, describe
from pimhcli.folding import did_you_mean
from pimhcli.numbers import canonical
from pimhcli.questionnaire.deriving import band_names
from pimhcli.questionnaire.item_fields import matched
from pimhcli.questionnaire.items import MEASURED, Derivation, Item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# Each way, with the types of item that it makes and the types that it makes them from
_WAYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "age_in": (("integer",), ("integer", "date")),
    "age_on": (("integer",), ("date",)),
    "bands": (("single",), MEASURED),
    "at_least": (("yes/no",), MEASURED),
    "groups": (("single", "several", "yes/no"), ("single", "several", "yes/no", "scale")),
}
_OF_QUESTIONS = (
    "asked_if", "not_asked", "missing", "aliases", "columns", "codes", "synonyms", "separator",
)  # fmt: skip
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_all(sections: Iterable[tuple[str, Fields]], items: dict[str, Item]) -> None:
    """Adds to the items how they follow from others, the first of a chain first.

    Args:
        sections: the mapping of each item, with its id.
        items: all, by id.
    """
    waiting = {name: fields.section("derived") for name, fields in sections if fields.raw("derived")}
    sources = {name: section.text("from") for name, section in waiting.items()}
    for name, fields in sections:
        if name in waiting:
            _refuse_keys_of_questions(fields, sources[name])
    for name in _first_to_last(sources):
        items[name] = _read(waiting.pop(name), items[name], sources[name], items)
    for name, section in waiting.items():
        if _comes_back(name, sources):
            section.problem(section.node, "it comes back to this item itself.", "Remove one of the steps.")


def _first_to_last(sources: Mapping[str, str]) -> Iterator[str]:
    """The items in the order in which they can be worked out; those of a circle never can."""
    waiting = dict(sources)
    while ready := [name for name, source in waiting.items() if source not in waiting]:
        yield from ready
        waiting = {name: source for name, source in waiting.items() if name not in ready}


def _comes_back(name: str, sources: Mapping[str, str]) -> bool:
    at, seen = sources[name], {""}
    while at != name and at not in seen:
        seen.add(at)
        at = sources.get(at, "")
    return at == name


def _refuse_keys_of_questions(fields: Fields, source: str) -> None:
    for key in _OF_QUESTIONS:
        if key in fields:
            found = f"`{key}` has no meaning in an item that is worked out from another."
            hint = f"Say it of the item '{source}', or leave it out."
            fields.problem(fields.raw(key) or fields.node, found, hint)


def _read(section: Fields, item: Item, source: str, items: Mapping[str, Item]) -> Item:
    read = Derivation(
        source=source,
        age_in=section.whole("age_in"),
        age_on=_day(section),
        bands=_bands(section),
        at_least=_exact(section.number("at_least")),
    )
    section.raw("groups")
    section.done()
    way, origin = _way(section), _source(section, source, items)
    if not way or origin is None or not _fits(section, way, item, origin):
        return item
    if way == "bands" and not read.bands:
        return item
    if way == "groups":
        read = msgspec.structs.replace(read, groups=_groups(section, item, origin))
    levels = item.levels or _levels(read, origin)
    if way == "bands" and len(levels) != len(read.bands) + 1:
        found = f"`bands` makes {len(read.bands) + 1} levels, and `levels` has {len(levels)}."
        section.problem(section.raw("bands") or section.node, found, "Give one level more than bands.")
        return item
    ordered = item.ordered or way == "bands"
    return msgspec.structs.replace(item, derived=read, levels=levels, ordered=ordered)


def _way(section: Fields) -> str:
    given = [way for way in _WAYS if way in section]
    if len(given) == 1:
        return given[0]
    found = f"`{given[0]}` and `{given[1]}` are two ways" if given else "it does not say how"
    section.problem(section.node, f"{found}.", f"Write one of: {', '.join(_WAYS)}.")
    return ""


def _source(section: Fields, source: str, items: Mapping[str, Item]) -> Item | None:
    at = section.raw("from") or section.node
    if not source:
        section.problem(at, "`from` is missing.", "Name the item that it follows from: from: birth_year.")
    elif source not in items:
        hint = did_you_mean(source, items) or f"The items are: {', '.join(items)}."
        section.problem(at, f"`from` names '{source}', which is no item.", hint)
    return items.get(source)


def _fits(section: Fields, way: str, item: Item, origin: Item) -> bool:
    """Whether the way leads from an item of the one type to one of the other."""
    targets, sources = _WAYS[way]
    at = section.raw(way) or section.node
    if origin.type not in sources:
        found = f"`{way}` is for items of type {', '.join(sources)}; '{origin.id}' is {origin.type}."
        section.problem(at, found)
        return False
    if origin.type == "several":
        targets = ("several",)
    elif way == "groups":
        targets = ("single", "yes/no")
    if item.type not in targets:
        found = (
            f"what `{way}` makes of '{origin.id}' is of type {' or '.join(targets)}; this one is {item.type}."
        )
        section.problem(at, found, f"Write type: {targets[0]}.")
        return False
    return True


def _levels(read: Derivation, origin: Item) -> tuple[str, ...]:
    if read.groups:
        return tuple(read.groups)
    is_whole = origin.type in ("integer", "scale") and all(band.denominator == 1 for band in read.bands)
    return band_names(read.bands, whole=is_whole)


def _day(section: Fields) -> date | None:
    text = section.text("age_on")
    if not text:
        return None
    try:
        # fromisoformat alone would also read 20260604 and 2026-W23-4
        return date.fromisoformat(text if _ISO_DATE.fullmatch(text) else "")
    except ValueError:
        at = section.raw("age_on") or section.node
        found = f"`age_on` should be a day as year-month-day, found '{text}'."
        section.problem(at, found, "For example age_on: 2026-06-04.")
        return None


def _bands(section: Fields) -> tuple[Fraction, ...]:
    node = section.raw("bands")
    if node is None:
        return ()
    nodes = node.value if isinstance(node.value, list) else [node]
    wrong = next(
        (n for n in nodes if isinstance(n.value, bool) or not isinstance(n.value, int | Decimal)), None
    )
    if wrong is not None or not nodes:
        found = f"`bands` should hold numbers, found {describe(wrong) if wrong else 'none'}."
        section.problem(wrong or node, found, "Write where each band but the first begins: bands: [30, 40].")
        return ()
    bands = [Fraction(n.value) for n in nodes if isinstance(n.value, int | Decimal)]
    for low, high in pairwise(bands):
        if low >= high:
            found = f"`bands` should rise; {canonical(high)} comes after {canonical(low)}."
            section.problem(node, found, "Write each band once, the lowest first.")
    return tuple(bands)


def _exact(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def _groups(section: Fields, item: Item, origin: Item) -> dict[str, tuple[str, ...]]:
    node = section.raw("groups") or section.node
    named = section.section("groups")
    groups: dict[str, tuple[str, ...]] = {}
    owners: dict[str, str] = {}
    for name, at in node.value.items() if isinstance(node.value, dict) else ():
        group = matched(named, at, name, item.levels) if item.levels else name
        groups[group] = tuple(matched(named, at, word, origin.levels) for word in named.texts(name))
        for level in groups[group]:
            if owners.setdefault(level, group) != group:
                found = f"'{level}' stands in both '{owners[level]}' and '{group}'."
                named.problem(at, found, "Keep it in one of them.")
    for level in origin.levels:
        if level not in owners:
            found = f"'{level}' of '{origin.id}' stands in no group."
            named.problem(node, found, "List it in one, or give it one of its own.")
    return groups
