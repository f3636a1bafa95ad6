"""The variables that come in, as items of the questionnaire: those that are there, or new ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec

from pimhcli.exchange.outgoing.people import ANSWERS, SEVERAL
from pimhcli.questionnaire.answers import NONE_OF_THEM
from pimhcli.questionnaire.schema import PARTICIPANT
from pimhcli.sheets.cells import heading_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pimhcli.exchange.imports import Names
    from pimhcli.exchange.model import Variable
    from pimhcli.questionnaire.schema import Questionnaire

_TYPES = {"Boolean": "yes/no", "Integer": "integer", "Float": "number", "Date": "date"}
_UNIT = re.compile(r"^In (?P<unit>[\w ]+)\.$", re.MULTILINE)
_NOT_IN_IDS = re.compile(r"[^\w-]+")
_MARKS = (";", "|", "/", "#")
_TRUE = {"true": "yes", "1": "yes", "false": "no", "0": "no"}


class Column(msgspec.Struct, frozen=True):
    """An item and the variables that are about it: several, where each of its levels is one.

    Args:
        item: its id here.
        entry: what questionnaire.yaml says of it; None where the item is there already.
        variables: GUIDs of the variables, by the level that each is, or by nothing.
        separator: what stands between several answers.
    """

    item: str
    entry: dict[str, Any] | None
    variables: dict[str, str]
    separator: str = ";"

    @property
    def is_several(self) -> bool:
        """Whether its levels are variables of their own."""
        return "" not in self.variables

    def cell(self, values: Mapping[str, str], kinds: Mapping[str, str]) -> str:
        """A case's answer as a sheet of answers has it; empty for none.

        Args:
            values: of the case, by the GUIDs of variables.
            kinds: the types of the variables.
        """
        if not self.is_several:
            guid = self.variables[""]
            value = values.get(guid, "").strip()
            return _TRUE.get(value.lower(), value) if kinds.get(guid) == "Boolean" else value
        given = {level: values[guid] for level, guid in self.variables.items() if guid in values}
        chosen = [level for level, value in given.items() if _TRUE.get(value.strip().lower()) == "yes"]
        return f"{self.separator} ".join(chosen) if chosen else NONE_OF_THEM if given else ""

    def as_text(self) -> Column:
        """The same as an item that takes any words."""
        said = {name: words for name, words in (self.entry or {}).items() if name == "text"}
        return msgspec.structs.replace(self, entry={**said, "type": "text"})


def columns(form: Questionnaire, variables: Sequence[Variable], known: Names) -> list[Column]:
    """The items that the variables of a project are.

    Args:
        form: the questionnaire so far.
        variables: what came in.
        known: the GUIDs of the study's own items.
    """
    return [*_Columns(form, known).of(variables)]


class _Columns:
    def __init__(self, form: Questionnaire, known: Names) -> None:
        self._items = form.by_id
        asked = form.asked
        self._by_guid = {known.guid("item", item.id): (item.id, "") for item in asked}
        self._by_guid |= {
            known.guid("item", item.id, level): (item.id, level) for item in asked for level in item.levels
        }
        came = known.came_in("item")
        self._by_guid |= {guid: (own, "") for guid, own in came.items() if own in self._items}
        self._by_name = {heading_key(name): item.id for item in reversed(asked) for name in item.headers}
        self._taken = {*map(heading_key, PARTICIPANT), *self._by_name}

    def of(self, variables: Sequence[Variable]) -> Iterator[Column]:
        groups: dict[str, dict[str, Variable]] = {}
        for one in variables:
            item, level = self._by_guid.get(one.guid) or self._told(one)
            groups.setdefault(item, {}).setdefault(level, one)
        for name, levels in groups.items():
            guids = {level: one.guid for level, one in levels.items()}
            here = self._items.get(name) or self._items.get(self._by_name.get(heading_key(name), ""))
            if here and not here.derived:
                yield Column(here.id, None, guids, here.separator)
            else:
                yield self._new(name, levels, guids)

    def _told(self, variable: Variable) -> tuple[str, str]:
        """The name of the item, and the level that the variable is of it."""
        name, colon, level = variable.name.partition(": ")
        if colon and variable.type == "Boolean" and variable.description.endswith(SEVERAL):
            return name, level
        return variable.name, ""

    def _new(self, name: str, levels: dict[str, Variable], guids: dict[str, str]) -> Column:
        item = self._free(name)
        first = next(iter(levels.values()))
        if "" not in levels:
            mark = next((mark for mark in _MARKS if not any(mark in level for level in levels)), ";")
            entry = {**self._text(first, item), "type": "several", "levels": [*levels]}
            return Column(item, entry | ({} if mark == ";" else {"separator": mark}), guids, mark)
        kind = _TYPES.get(first.type, "text")
        entry = {**self._text(first, item), "type": kind}
        if kind in ("integer", "number") and (unit := _UNIT.search(first.description)):
            entry["unit"] = unit["unit"]
        if kind == "text" and (offered := _levels(first)):
            entry |= {"type": "single", "levels": offered}
        return Column(item, entry, {"": first.guid})

    def _text(self, variable: Variable, item: str) -> dict[str, str]:
        """The question as it was asked, unless its column could be taken for another's."""
        lines = (line for line in variable.description.split("\n") if not _is_ours(line))
        words = " ".join(" ".join(lines).split())
        key = heading_key(words)
        if not words or (key in self._taken and key != heading_key(item)):
            return {}
        self._taken.add(key)
        return {"text": words}

    def _free(self, name: str) -> str:
        """An id that no item and no column has yet."""
        own = _NOT_IN_IDS.sub("_", name).strip("_-") or "item"
        own = own if own[0].isalpha() else f"item_{own}"
        number, free = 2, own
        while heading_key(free) in self._taken or free in self._items:
            free, number = f"{own}_{number}", number + 1
        self._taken.add(heading_key(free))
        return free


def _is_ours(line: str) -> bool:
    """Whether a line of a description says something that an item has a place of its own for."""
    return line.startswith(ANSWERS) or line == SEVERAL or bool(_UNIT.fullmatch(line))


def _levels(variable: Variable) -> list[str]:
    """The answers that a description of our own offers."""
    last = variable.description.split("\n")[-1]
    if not last.startswith(ANSWERS):
        return []
    found = [level.strip() for level in last.removeprefix(ANSWERS).split("; ")]
    return found if all(found) and len({*map(heading_key, found)}) == len(found) else []
