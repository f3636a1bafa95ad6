"""Reads the layout of the demographics table out of ``questionnaire.yaml``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast, get_args

from pimhcli.fields import Fields, Node, describe
from pimhcli.folding import did_you_mean
from pimhcli.questionnaire import row_fields, table_words
from pimhcli.questionnaire.layout import (
    FOCUS_GROUP,
    GROUPING,
    ColumnsLayout,
    Missing,
    NumberStyle,
    Overall,
    PercentStyle,
    Quartiles,
    Sign,
    TableLayout,
)
from pimhcli.questionnaire.row_fields import at_least_0, decimals, refuse_unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pimhcli.numbers import Rounding
    from pimhcli.questionnaire.items import Item
    from pimhcli.questionnaire.layout import RowLayout

_MARKS = (".", ",")


def read(table: Fields, defaults: Fields, items: Mapping[str, Item]) -> TableLayout:
    """The layout; without rows of its own, a row for every item that can be counted or averaged.

    Left out are items that others are worked out from, and the consent to being quoted.

    Args:
        table: the section ``table`` of the questionnaire.
        defaults: its section ``defaults``.
        items: the items, by id.
    """
    has_rows = "rows" in table
    layout = TableLayout(
        caption=table.text("caption"),
        head=_head(table),
        columns=_columns(table.section("columns"), items),
        rows=tuple(row_fields.read(fields, items) for fields in table.sections("rows"))
        if has_rows
        else _usual(items),
        percent=_percent_style(defaults.section("percent")),
        number=_number_style(defaults.section("number")),
        missing=cast("Missing", table.choice("missing", get_args(Missing), "never")),
        zero_levels=table.flag("zero_levels", default=True),
        suppress_below=at_least_0(table, "suppress_below"),
        language=table.choice("language", table_words.LANGUAGES, "en"),
        decimal_mark=_decimal_mark(table),
        words=_words(table),
    )
    table.done()
    defaults.done()
    return layout


def _usual(items: Mapping[str, Item]) -> tuple[RowLayout, ...]:
    sources = {item.derived.source for item in items.values() if item.derived}
    printed = (
        item
        for item in items.values()
        if (item.levels or item.is_measured) and item.id not in sources and not item.consent
    )
    return tuple(row_fields.read(Fields(Node({"item": Node(item.id)}), ""), items) for item in printed)


def _head(table: Fields) -> tuple[str, str]:
    node = table.raw("head")
    if node is None:
        return "", ""
    labels = table.texts("head")
    if len(labels) != 2:
        table.problem(node, f"`head` should hold the labels of two columns, found {len(labels)}.")
        return "", ""
    refuse_unknown(table, node, " ".join(labels), "head", ("n",))
    return labels[0], labels[1]


def _columns(fields: Fields, items: Mapping[str, Item]) -> ColumnsLayout:
    labels = {}
    for key in ("label", "overall_label"):
        labels[key], node = fields.text(key), fields.raw(key)
        if node is not None:
            refuse_unknown(fields, node, labels[key], key, ("name", "n"))
    columns = ColumnsLayout(
        by=_by(fields, items),
        overall=cast("Overall", fields.choice("overall", get_args(Overall), "last")),
        label=labels["label"],
        overall_label=labels["overall_label"],
        split=fields.flag("split"),
    )
    fields.done()
    return columns


def _by(fields: Fields, items: Mapping[str, Item]) -> str:
    name, node = fields.text("by"), fields.raw("by")
    if node is None:
        return ""
    if name in items and items[name].type in GROUPING:
        return name
    if name in items:
        fields.problem(
            node,
            f"`by` names '{name}', of type {items[name].type}; columns need one answer out of levels.",
            "Derive an item with bands or groups from it, and name that.",
        )
    elif name != FOCUS_GROUP:
        hint = did_you_mean(name, [*items, FOCUS_GROUP]) or f"Name an item, or {FOCUS_GROUP}."
        fields.problem(node, f"`by` names '{name}', which is no item.", hint)
    return name if name == FOCUS_GROUP else ""


def _percent_style(fields: Fields) -> PercentStyle:
    style = PercentStyle(
        decimals=decimals(fields, "decimals") or 0,
        full=fields.text("full"),
        zero=fields.text("zero"),
        zero_cell=fields.text("zero_cell"),
        sign=cast("Sign", fields.choice("sign", get_args(Sign), "cell")),
    )
    fields.done()
    return style


def _number_style(fields: Fields) -> NumberStyle:
    places = decimals(fields, "decimals")
    style = NumberStyle(
        decimals=1 if places is None else places,
        rounding=cast("Rounding", fields.choice("rounding", ("half_up", "half_even"), "half_up")),
        range_separator=fields.text("range_separator", "–"),
        quartiles=cast("Quartiles", fields.choice("quartiles", get_args(Quartiles), "inclusive")),
    )
    fields.done()
    return style


def _decimal_mark(table: Fields) -> str:
    mark, node = table.text("decimal_mark"), table.raw("decimal_mark")
    if node is not None and mark not in _MARKS:
        table.problem(
            node, f"`decimal_mark` should be '.' or ',', found {describe(node)}.", "Put it in quotes."
        )
        return ""
    return mark


def _words(table: Fields) -> dict[str, str]:
    section = table.section("words")
    given = {name: section.text(name) for name in table_words.NAMES}
    found = {name: words for name, words in given.items() if words}
    for name, words in found.items():
        allowed = table_words.filled_in(name)
        node = section.raw(name)
        for part in re.findall(r"\{(.*?)\}", words):
            if node is not None and part not in allowed:
                told = ", ".join(f"{{{one}}}" for one in allowed) or "nothing"
                section.problem(
                    node, f"`{{{part}}}` is not known in `{name}`.", f"Here is filled in: {told}."
                )
    section.done()
    return found
