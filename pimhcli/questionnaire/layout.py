"""How the demographics table is laid out: which items, in which words, with which statistic."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, cast

import msgspec

from pimhcli.fields import Fields, Node, describe
from pimhcli.folding import did_you_mean
from pimhcli.numbers import Rounding
from pimhcli.questionnaire.item_fields import matched

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pimhcli.questionnaire.items import Item

Show = Literal["levels", "inline", "statistic", "none"]
Statistic = Literal["n_pct", "mean_range", "mean_sd", "mean", "median_range", "range"]
UnitAfter = Literal["mean", "range", "both", "none"]
Base = Literal["all", "answered", "asked", "positive"]
Denominator = Literal["participants", "answered", "asked"]
Order = Literal["given", "count"]

STATISTICS = ("n_pct", "mean_range", "mean_sd", "mean", "median_range", "range")
BASES = ("all", "answered", "asked", "positive")
_MOST_DECIMALS = 6
_FOR_COUNTS = ("denominator", "order", "level")
_FOR_NUMBERS = ("unit_after", "base", "mean_base", "range_base")


class PercentStyle(msgspec.Struct, frozen=True):
    """How percentages are printed.

    Args:
        decimals: digits after the decimal point.
        full: how a share of all is printed.
    """

    decimals: int = 0
    full: str = "100%"


class NumberStyle(msgspec.Struct, frozen=True):
    """How means, medians and ranges are printed.

    Args:
        decimals: digits after the decimal point of a mean or median.
        rounding: where a tie goes, in percentages too.
        range_separator: stands between the least and the greatest.
    """

    decimals: int = 1
    rounding: Rounding = "half_up"
    range_separator: str = "–"


class RowLayout(msgspec.Struct, frozen=True):
    """One line of the layout, which prints one row, or a heading and rows under it.

    Args:
        label: its words.
        item: id of the item it is about; empty for a mere heading.
        show: a row for each level, one level on the label's own row, a statistic, or the label alone.
        levels: the levels to print.
        stat: what is computed.
        decimals: digits of the mean, median or percentage; None for the table's own.
        range_decimals: digits of the range; None for as many as its ends have, up to ``decimals``.
        unit_after: which numbers the item's unit follows.
        sub: label of the indented row that holds the numbers, the label above being a heading.
        mean_base: whose answers make the mean or median.
        range_base: whose answers make the range.
        denominator: what the percentages are of.
        order: whether levels stand as given or by falling count.
        note: the team's own note under the table.
        indent: levels by which the row is set in.
    """

    label: str
    item: str = ""
    show: Show = "none"
    levels: tuple[str, ...] = ()
    stat: Statistic = "n_pct"
    decimals: int | None = None
    range_decimals: int | None = None
    unit_after: UnitAfter = "mean"
    sub: str = ""
    mean_base: Base = "all"
    range_base: Base = "all"
    denominator: Denominator = "participants"
    order: Order = "given"
    note: str = ""
    indent: int = 0


class TableLayout(msgspec.Struct, frozen=True):
    """The whole layout.

    Args:
        caption: the line above the table.
        head: labels of the two columns; ``{n}`` stands for the number of participants.
        rows: its lines, top to bottom.
        percent: how percentages are printed.
        number: how other numbers are printed.
    """

    caption: str = "Demographic data of the participants"
    head: tuple[str, str] = ("Questionnaire item", "Participants (n = {n})")
    rows: tuple[RowLayout, ...] = ()
    percent: PercentStyle = PercentStyle()
    number: NumberStyle = NumberStyle()


def read(table: Fields, defaults: Fields, items: Mapping[str, Item]) -> TableLayout:
    """The layout; without rows of its own, a row for every item that can be counted or averaged.

    Args:
        table: the section ``table`` of the questionnaire.
        defaults: its section ``defaults``.
        items: the items, by id.
    """
    standard = TableLayout()
    has_rows = "rows" in table
    layout = TableLayout(
        caption=table.text("caption", standard.caption),
        head=_head(table, standard.head),
        rows=tuple(_row(fields, items) for fields in table.sections("rows")) if has_rows else _usual(items),
        percent=_percent_style(defaults.section("percent")),
        number=_number_style(defaults.section("number")),
    )
    table.done()
    defaults.done()
    return layout


def _usual(items: Mapping[str, Item]) -> tuple[RowLayout, ...]:
    printed = (item for item in items.values() if item.levels or item.is_measured)
    return tuple(_row(Fields(Node({"item": Node(item.id)}), ""), items) for item in printed)


def _head(table: Fields, standard: tuple[str, str]) -> tuple[str, str]:
    node = table.raw("head")
    if node is None:
        return standard
    labels = table.texts("head")
    if len(labels) != 2:
        table.problem(node, f"`head` should hold the labels of two columns, found {len(labels)}.")
        return standard
    for name in re.findall(r"\{(.*?)\}", " ".join(labels)):
        if name != "n":
            table.problem(node, f"`{{{name}}}` is not known in `head`.", "Only {n} is filled in.")
    return labels[0], labels[1]


def _percent_style(fields: Fields) -> PercentStyle:
    style = PercentStyle(_decimals(fields, "decimals") or 0, fields.text("full", "100%"))
    fields.done()
    return style


def _number_style(fields: Fields) -> NumberStyle:
    decimals = _decimals(fields, "decimals")
    style = NumberStyle(
        decimals=1 if decimals is None else decimals,
        rounding=cast("Rounding", fields.choice("rounding", ("half_up", "half_even"), "half_up")),
        range_separator=fields.text("range_separator", "–"),
    )
    fields.done()
    return style


def _row(fields: Fields, items: Mapping[str, Item]) -> RowLayout:
    item = _item(fields, items)
    stat = _statistic(fields, item)
    show, levels = _shown(fields, item, stat)
    decimals, range_decimals = _row_decimals(fields)
    base = fields.choice("base", BASES, "all")
    row = RowLayout(
        label=fields.text("label", _standard_label(item, show)),
        item=item.id if item else "",
        show=show,
        levels=levels,
        stat=stat,
        decimals=decimals,
        range_decimals=range_decimals,
        unit_after=cast("UnitAfter", fields.choice("unit_after", ("mean", "range", "both", "none"), "mean")),
        sub=fields.text("sub"),
        mean_base=cast("Base", fields.choice("mean_base", BASES, base)),
        range_base=cast("Base", fields.choice("range_base", BASES, base)),
        denominator=_denominator(fields),
        order=cast("Order", fields.choice("order", ("given", "count"), "given")),
        note=fields.text("note"),
        indent=_decimals(fields, "indent") or 0,
    )
    _refuse_what_is_not_printed(fields, show)
    fields.done()
    return row


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


def _statistic(fields: Fields, item: Item | None) -> Statistic:
    usual = "mean_range" if item and item.is_measured and not item.levels else "n_pct"
    stat = fields.choice("stat", STATISTICS, usual)
    needs_numbers = stat != "n_pct"
    if item and not _is_left_out(fields):
        if needs_numbers and not item.is_measured:
            fields.problem(fields.node, f"`{stat}` needs numbers; '{item.id}' is of type {item.type}.")
        elif not needs_numbers and not item.levels:
            fields.problem(
                fields.node,
                f"'{item.id}' is of type {item.type} and has no levels to count.",
                "Write show: none to leave it out of the table.",
            )
    return cast("Statistic", stat)


def _shown(fields: Fields, item: Item | None, stat: Statistic) -> tuple[Show, tuple[str, ...]]:
    """What the row shows, and which levels."""
    node = fields.raw("show")
    level, at = fields.text("level"), fields.raw("level")
    if item is None:
        return "none", ()
    if node is not None and isinstance(node.value, list):
        return "levels", tuple(matched(fields, node, word, item.levels) for word in fields.texts("show"))
    word = fields.choice("show", ("levels", "inline", "none"), "inline" if level else "levels")
    if word == "none" or stat != "n_pct":
        return ("none" if word == "none" else "statistic"), ()
    if word == "levels":
        return "levels", item.levels
    if at is None and item.type != "yes/no":
        fields.problem(
            fields.node, "`show: inline` needs the level to print.", "Add level: and one of its levels."
        )
        return "inline", item.levels[:1]
    return "inline", (matched(fields, at, level, item.levels) if at else "yes",)


def _refuse_what_is_not_printed(fields: Fields, show: Show) -> None:
    unused = {
        "statistic": (*_FOR_COUNTS, "show"),
        "levels": (*_FOR_NUMBERS, "sub", "level"),
        "inline": (*_FOR_NUMBERS, "order"),
    }
    for key in unused.get(show, ()):
        if key in fields:
            at = fields.raw(key) or fields.node
            what = "numbers" if show == "statistic" else "levels"
            fields.problem(at, f"`{key}` has no meaning in a row of {what}.", "Remove it.")


def _row_decimals(fields: Fields) -> tuple[int | None, int | None]:
    """Decimals of the mean or percentage, and of the range."""
    node = fields.raw("decimals")
    if node is None or not isinstance(node.value, dict):
        return _decimals(fields, "decimals"), None
    section = fields.section("decimals")
    both = _decimals(section, "mean"), _decimals(section, "range")
    section.done()
    return both


def _decimals(fields: Fields, key: str) -> int | None:
    number = fields.whole(key)
    node = fields.raw(key)
    if number is not None and node is not None and not 0 <= number <= _MOST_DECIMALS:
        fields.problem(node, f"`{key}` should be from 0 to {_MOST_DECIMALS}, found {describe(node)}.")
        return None
    return number


def _denominator(fields: Fields) -> Denominator:
    allowed = ("participants", "answered", "asked")
    return cast("Denominator", fields.choice("denominator", allowed, "participants"))


def _standard_label(item: Item | None, show: Show) -> str:
    # `show: none` without a label says that an item is left out on purpose
    return item.text or item.id if item and show != "none" else ""
