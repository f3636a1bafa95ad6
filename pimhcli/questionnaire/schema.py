"""The questionnaire as a whole, read from ``questionnaire.yaml``."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from pimhcli.fields import Fields, Node
from pimhcli.folding import fold_name
from pimhcli.questionnaire import item_fields, layout
from pimhcli.questionnaire.items import MISSING, Condition, Item
from pimhcli.questionnaire.layout import TableLayout

if TYPE_CHECKING:
    from pimhcli.findings import Finding

__all__ = ["PARTICIPANT", "Condition", "Item", "Questionnaire", "read"]

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
    """

    title: str = ""
    items: tuple[Item, ...] = ()
    table: TableLayout = TableLayout()
    ignore: tuple[str, ...] = ()
    participant: tuple[str, ...] = PARTICIPANT
    decimal_comma: bool = False

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
    missing = tuple(fields.texts("missing")) if "missing" in fields else MISSING
    participant = (*PARTICIPANT, *fields.texts("participant"))
    items = _items(fields, missing, participant)
    questionnaire = Questionnaire(
        title=fields.text("title"),
        items=tuple(items.values()),
        table=layout.read(fields.section("table"), fields.section("defaults"), items),
        ignore=tuple(fields.texts("ignore")),
        participant=participant,
        decimal_comma=fields.flag("decimal_comma"),
    )
    fields.done()
    return questionnaire, fields.findings


def _items(fields: Fields, missing: tuple[str, ...], participant: tuple[str, ...]) -> dict[str, Item]:
    sections = list(fields.named_sections("items"))
    items = {name: item_fields.read(section, name, missing) for name, _, section in sections}
    owners = dict.fromkeys(map(fold_name, participant), "the participant ids")
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
    for name in item.headers:
        owner = owners.setdefault(fold_name(name), f"item '{item.id}'")
        if owner != f"item '{item.id}'":
            fields.problem(
                node, f"the name '{name}' already names the column of {owner}.", "Give it another name."
            )


def _asks_itself(name: str, items: dict[str, Item]) -> bool:
    seen: set[str] = set()
    condition = items[name].asked_if
    while condition and condition.item not in seen:
        seen.add(condition.item)
        condition = items[condition.item].asked_if
    return name in seen
