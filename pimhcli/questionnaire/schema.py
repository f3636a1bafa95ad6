"""The questionnaire as a whole, read from ``questionnaire.yaml``."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

import msgspec

from pimhcli.fields import Fields, Node, describe
from pimhcli.questionnaire import derivation_fields, headings, item_fields, layout_fields, stand_ins
from pimhcli.questionnaire.conditions import before
from pimhcli.questionnaire.items import DATE_ORDERS, Condition, DateOrder, Item
from pimhcli.questionnaire.layout import TableLayout
from pimhcli.questionnaire.stand_ins import StandIns
from pimhcli.sheets.cells import heading_key

if TYPE_CHECKING:
    from pimhcli.findings import Finding

__all__ = ["PARTICIPANT", "Condition", "Item", "Questionnaire", "read"]

MOST_HEADER_ROWS = 5
PARTICIPANT = ("participant_id", "participant", "participant code", "id")


class Questionnaire(msgspec.Struct, frozen=True, dict=True):
    """The instrument: its items, and the layout of its table.

    Args:
        title: its name.
        items: in the order of the form.
        table: how the demographics table is laid out.
        ignore: columns of the survey tool that are no items.
        participant: names that the column of participant ids may have.
        decimal_comma: whether ``3,5`` is three and a half.
        date_order: in what order a date that does not begin with its year is written.
        header_rows: how many rows of a file of answers are headings; 0 to find out.
    """

    title: str = ""
    items: tuple[Item, ...] = ()
    table: TableLayout = TableLayout()
    ignore: tuple[str, ...] = ()
    participant: tuple[str, ...] = PARTICIPANT
    decimal_comma: bool = False
    date_order: DateOrder = "ymd"
    header_rows: int = 0

    @cached_property
    def asked(self) -> tuple[Item, ...]:
        """The items that were asked, each a column of ``participants.csv``: all but those worked out."""
        return tuple(item for item in self.items if not item.derived)

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """The items, by id."""
        return {item.id: item for item in self.items}


def read(node: Node, file: str) -> tuple[Questionnaire, list[Finding]]:
    """The questionnaire, and every problem of its file.

    Args:
        node: the file's document.
        file: its name, for messages.
    """
    fields = Fields(node, file)
    usual = stand_ins.read(fields, StandIns())
    participant = (*PARTICIPANT, *fields.texts("participant"))
    items = _items(fields, usual, participant)
    questionnaire = Questionnaire(
        title=fields.text("title"),
        items=tuple(items.values()),
        table=layout_fields.read(fields.section("table"), fields.section("defaults"), items),
        ignore=tuple(fields.texts("ignore")),
        participant=participant,
        decimal_comma=fields.flag("decimal_comma"),
        date_order=cast("DateOrder", fields.choice("date_order", DATE_ORDERS, "ymd")),
        header_rows=_header_rows(fields),
    )
    _refuse_items_left_out(fields, questionnaire)
    fields.done()
    return questionnaire, fields.findings


def _refuse_items_left_out(fields: Fields, questionnaire: Questionnaire) -> None:
    """An item whose column is left out could be loaded from no file."""
    names, asked = headings.known(questionnaire), {item.id for item in questionnaire.asked}
    at = fields.raw("ignore") or fields.node
    nodes = at.value if isinstance(at.value, list) else [at]
    for node, text in zip(nodes, questionnaire.ignore, strict=False):
        slot = headings.meaning(text, names)
        if slot and slot.item in asked and not slot.level:
            fields.problem(
                node,
                f"`ignore` leaves out '{text}', the column of the item '{slot.item}'.",
                f'Take it out of the list; to leave it out of one file, load that with --ignore "{text}".',
            )


def _header_rows(fields: Fields) -> int:
    rows = fields.whole("header_rows") or 0
    if "header_rows" in fields and not 1 <= rows <= MOST_HEADER_ROWS:
        at = fields.raw("header_rows") or fields.node
        found = f"`header_rows` should be from 1 to {MOST_HEADER_ROWS}, found {describe(at)}."
        fields.problem(at, found, "Leave it out to let pimh find out.")
        return 0
    return rows


def _items(fields: Fields, usual: StandIns, participant: tuple[str, ...]) -> dict[str, Item]:
    sections = list(fields.named_sections("items"))
    items = {name: item_fields.read(section, name, usual) for name, _, section in sections}
    derivation_fields.read_all([(name, section) for name, _, section in sections], items)
    owners = dict.fromkeys(map(heading_key, participant), "the participant ids")
    for name, at, section in sections:
        _refuse_names_in_use(section, at, items[name], owners)
        asked_if = item_fields.condition(section, items)
        items[name] = msgspec.structs.replace(items[name], asked_if=asked_if)
        section.done()
    for name, at, section in sections:
        if _asks_itself(name, items):
            section.problem(
                at, "`asked_if` comes back to this item itself.", "Remove it from one of the items."
            )
            items[name] = msgspec.structs.replace(items[name], asked_if=None)
    return items


def _refuse_names_in_use(fields: Fields, node: Node, item: Item, owners: dict[str, str]) -> None:
    """Two columns with one name could not be told apart."""
    mine = f"item '{item.id}'"
    named = [(name, mine) for name in item.headers]
    named += [(name, f"'{level}' of {mine}") for level, names in item.options.items() for name in names]
    told: set[str] = set()
    for name, holder in named:
        key = heading_key(name)
        owner = owners.setdefault(key, holder)
        if owner != holder and key not in told:
            told.add(key)
            fields.problem(
                node, f"the name '{name}' already names the column of {owner}.", "Give it another name."
            )


def _asks_itself(name: str, items: dict[str, Item]) -> bool:
    at, seen = name, set[str]()
    while (earlier := before(items[at])) and earlier not in seen:
        seen.add(earlier)
        at = earlier
    return name in seen and items[name].asked_if is not None
