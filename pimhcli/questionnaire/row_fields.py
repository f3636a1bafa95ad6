"""Reads one row of the demographics table's layout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, cast, get_args

from pimhcli.fields import describe
from pimhcli.folding import did_you_mean
from pimhcli.questionnaire.item_fields import condition_on, matched
from pimhcli.questionnaire.layout import (
    COUNT_CELLS,
    COUNT_PARTS,
    LIST_CELLS,
    NUMBER_CELLS,
    NUMBER_PARTS,
    STATISTICS,
    Base,
    Missing,
    Order,
    RowLayout,
    UnitAfter,
    parts_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pimhcli.fields import Fields, Node
    from pimhcli.questionnaire.items import Item
    from pimhcli.questionnaire.layout import Denominator, Show

_MOST_DECIMALS = 6
_DECIMALS_OF = ("pct", "share", "mean", "sd", "median", "iqr", "range")
_FOR_COUNTS = ("denominator", "order", "level", "other_below", "other_label", "zero_levels")
_FOR_NUMBERS = ("unit_after", "base", "mean_base", "range_base")
_FOR_ALL_LEVELS = ("order", "other_below", "other_label", "zero_levels")
_PARTS_OF_ANY = ("n", "list")


class _Cell(NamedTuple):
    """What a row's cells hold: the template, and whether it counts those who chose a level."""

    template: str
    counts: bool


def read(fields: Fields, items: Mapping[str, Item]) -> RowLayout:
    """One row.

    Args:
        fields: its mapping.
        items: the questionnaire's, by id.
    """
    item = _item(fields, items)
    cell = _cell(fields, item)
    show, levels = _shown(fields, item, cell)
    base = fields.choice("base", get_args(Base), "all")
    row = RowLayout(
        label=fields.text("label", _standard_label(item, show)),
        item=item.id if item else "",
        show=show,
        levels=levels,
        cell=cell.template,
        decimals=_row_decimals(fields),
        unit_after=cast("UnitAfter", fields.choice("unit_after", get_args(UnitAfter), "mean")),
        sub=fields.text("sub"),
        mean_base=cast("Base", fields.choice("mean_base", get_args(Base), base)),
        range_base=cast("Base", fields.choice("range_base", get_args(Base), base)),
        denominator=_denominator(fields, items),
        order=cast("Order", fields.choice("order", get_args(Order), "given")),
        missing=cast("Missing", fields.choice("missing", get_args(Missing), "")) or None,
        zero_levels=fields.flag("zero_levels") if "zero_levels" in fields else None,
        other_below=at_least_0(fields, "other_below"),
        other_label=fields.text("other_label"),
        note=fields.text("note"),
        indent=decimals(fields, "indent") or 0,
    )
    _refuse_what_is_not_printed(fields, show)
    at = fields.raw("label")
    if at is not None:
        refuse_unknown(fields, at, row.label, "label", ("n",) if item else ())
    fields.done()
    return row


def decimals(fields: Fields, key: str) -> int | None:
    """A number of digits, or of indents; None where it is not given or wrong."""
    number = fields.whole(key)
    node = fields.raw(key)
    if number is not None and node is not None and not 0 <= number <= _MOST_DECIMALS:
        fields.problem(node, f"`{key}` should be from 0 to {_MOST_DECIMALS}, found {describe(node)}.")
        return None
    return number


def at_least_0(fields: Fields, key: str) -> int:
    """A number of people; 0 where it is not given or wrong."""
    number, node = fields.whole(key), fields.raw(key)
    if number is not None and node is not None and number < 0:
        fields.problem(node, f"`{key}` should be 0 or more, found {describe(node)}.")
    return max(number or 0, 0)


def refuse_unknown(fields: Fields, node: Node, words: str, key: str, known: tuple[str, ...]) -> None:
    """Finds names in braces that nothing is filled in for.

    Args:
        fields: where problems are collected.
        node: the text's place.
        words: the text.
        key: its key.
        known: the names that are filled in.
    """
    filled = " and ".join(f"{{{name}}}" for name in known) or "nothing"
    verb = "is" if len(known) < 2 else "are"
    for name in re.findall(r"\{(.*?)\}", words):
        if name not in known:
            fields.problem(node, f"`{{{name}}}` is not known in `{key}`.", f"Only {filled} {verb} filled in.")


def _item(fields: Fields, items: Mapping[str, Item]) -> Item | None:
    node, name = fields.raw("item"), fields.text("item")
    if node is not None and name not in items:
        hint = did_you_mean(name, items) or f"The items are: {', '.join(items)}."
        fields.problem(node, f"the row names '{name}', which is no item.", hint)
    if node is None and not _is_left_out(fields):
        fields.problem(
            fields.node, "the row names no item.", "Add item: and an id, or show: none for a heading."
        )
    return items.get(name)


def _is_left_out(fields: Fields) -> bool:
    node = fields.raw("show")
    return node is not None and node.value == "none"


def _cell(fields: Fields, item: Item | None) -> _Cell:
    own, stat = fields.text("cell"), fields.choice("stat", STATISTICS, "")
    node = fields.raw("cell")
    if node is not None and stat:
        fields.problem(node, "`cell` and `stat` both say what the row prints.", "Keep one of them.")
    if item is None or _is_left_out(fields):
        return _Cell("", counts=False)
    if own:
        return _own_cell(fields, item, own)
    usual = "mean_range" if item.is_measured and not item.levels else "n_pct"
    return _usual_cell(fields, item, stat or usual)


def _usual_cell(fields: Fields, item: Item, stat: str) -> _Cell:
    if stat in NUMBER_CELLS and not item.is_measured:
        fields.problem(fields.node, f"`{stat}` needs numbers; '{item.id}' is of type {item.type}.")
    elif stat in COUNT_CELLS and stat != "n_only" and not item.levels:
        fields.problem(
            fields.node,
            f"'{item.id}' is of type {item.type} and has no levels to count.",
            "Write stat: n_only for how many answered, or show: none to leave it out of the table.",
        )
    template = (COUNT_CELLS | NUMBER_CELLS | LIST_CELLS)[stat]
    return _Cell(template, counts=stat in COUNT_CELLS and bool(item.levels))


def _own_cell(fields: Fields, item: Item, own: str) -> _Cell:
    """A template of the team's own: with numbers of an item, or with counts of its levels."""
    parts = parts_of(own)
    counts = bool(item.levels) and all(part in COUNT_PARTS for part in parts)
    known = COUNT_PARTS if counts else NUMBER_PARTS if item.is_measured else _PARTS_OF_ANY
    node = fields.raw("cell") or fields.node
    if not parts:
        fields.problem(node, "`cell` names no number.", f"Name some of: {_braced(known)}.")
    for part in parts:
        if part not in known:
            hint = did_you_mean(part, known) or f"It can hold: {_braced(known)}."
            fields.problem(node, f"a cell of '{item.id}' cannot hold {{{part}}}.", hint)
    return _Cell(own, counts=counts)


def _braced(parts: tuple[str, ...]) -> str:
    return ", ".join(f"{{{part}}}" for part in parts)


def _shown(fields: Fields, item: Item | None, cell: _Cell) -> tuple[Show, tuple[str, ...]]:
    """What the row shows, and which levels."""
    node = fields.raw("show")
    level, at = fields.text("level"), fields.raw("level")
    if item is None:
        return "none", ()
    if node is not None and isinstance(node.value, list):
        return "levels", _levels(fields, node, item)
    word = fields.choice("show", ("levels", "inline", "none"), "inline" if level else "levels")
    if word == "none" or not cell.counts:
        return ("none" if word == "none" else "statistic"), ()
    if word == "levels":
        return "levels", item.levels
    if at is None and item.type != "yes/no":
        fields.problem(
            fields.node, "`show: inline` needs the level to print.", "Add level: and one of its levels."
        )
        return "inline", item.levels[:1]
    return "inline", (matched(fields, at, level, item.levels) if at else "yes",)


def _levels(fields: Fields, node: Node, item: Item) -> tuple[str, ...]:
    levels = [matched(fields, node, word, item.levels) for word in fields.texts("show")]
    for double in sorted({level for level in levels if levels.count(level) > 1}):
        fields.problem(node, f"`show` names '{double}' twice.", "Keep one of them.")
    return tuple(dict.fromkeys(levels))


def _refuse_what_is_not_printed(fields: Fields, show: Show) -> None:
    unused = {
        "statistic": (*_FOR_COUNTS, "show"),
        "levels": (*_FOR_NUMBERS, "sub", "level"),
        "inline": (*_FOR_NUMBERS, *_FOR_ALL_LEVELS),
    }
    for key in unused.get(show, ()):
        if key in fields:
            at = fields.raw(key) or fields.node
            what = {"statistic": "numbers", "inline": "one level"}.get(show, "levels")
            fields.problem(at, f"`{key}` has no meaning in a row of {what}.", "Remove it.")


def _row_decimals(fields: Fields) -> dict[str, int]:
    """Digits by part; those of one number for all under an empty name."""
    node = fields.raw("decimals")
    if node is None or not isinstance(node.value, dict):
        number = decimals(fields, "decimals")
        return {} if number is None else {"": number}
    section = fields.section("decimals")
    given = {part: decimals(section, part) for part in _DECIMALS_OF}
    section.done()
    return {part: number for part, number in given.items() if number is not None}


def _denominator(fields: Fields, items: Mapping[str, Item]) -> Denominator:
    node = fields.raw("denominator")
    if node is not None and isinstance(node.value, dict):
        return condition_on(fields, "denominator", items) or "participants"
    # `all` is what the participants are called where bases are named
    word = fields.choice("denominator", ("participants", "answered", "asked", "all"), "participants")
    return cast("Denominator", "participants" if word == "all" else word)


def _standard_label(item: Item | None, show: Show) -> str:
    # `show: none` without a label says that an item is left out on purpose
    return item.text or item.id if item and show != "none" else ""
