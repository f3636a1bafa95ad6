"""Reads named fields out of a hand-written document, and says where and why one is wrong."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from pimhcli.findings import Finding
from pimhcli.folding import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

Scalar = str | int | Decimal | bool | None


class Node(msgspec.Struct, frozen=True):
    """A value of a document and its place.

    Args:
        value: a scalar, a list of nodes, or a mapping of nodes by key.
        line: 1-based line in the file.
        column: 1-based column in the file.
    """

    value: Scalar | list[Node] | dict[str, Node]
    line: int = 0
    column: int = 0

    def __repr__(self) -> str:
        return f"Node({self.value!r}, line {self.line})"


class Fields:
    """One mapping of a document, read field by field.

    Each reading method gives the field's value, or its default when the field is absent or wrong;
    what is wrong is added to ``findings``, which all sections of one document share.

    Args:
        node: the mapping.
        file: the file's name, as messages give it.
        path: the key path of this mapping, such as ``items[age]``; empty for the whole file.
        findings: where problems are collected.
    """

    def __init__(self, node: Node, file: str, path: str = "", findings: list[Finding] | None = None) -> None:
        self.node = node
        self.file = file
        self.path = path
        self.findings: list[Finding] = [] if findings is None else findings
        self._asked: dict[str, None] = {}
        if node.value is not None and not isinstance(node.value, dict):
            self.problem(node, f"expected keys with values (key: value), found {describe(node)}.")
        self._map: dict[str, Node] = node.value if isinstance(node.value, dict) else {}

    def __contains__(self, key: str) -> bool:
        return key in self._map

    def problem(self, node: Node, message: str, hint: str = "") -> None:
        """Adds an error at a node of this document."""
        where = f"{self.file}:{node.line}:{node.column}"
        self.findings.append(Finding(where, f"{self.path}: {message}" if self.path else message, hint))

    def raw(self, key: str) -> Node | None:
        """The field as it stands, or None when it is absent or empty."""
        self._asked[key] = None
        node = self._map.get(key)
        return None if node is None or node.value is None else node

    def text(self, key: str, default: str = "") -> str:
        """A text; a number is taken as it is written."""
        node = self.raw(key)
        if node is None:
            return default
        if isinstance(node.value, bool | list | dict):
            self.problem(node, f"`{key}` should be a text, found {describe(node)}.")
            return default
        return str(node.value)

    def whole(self, key: str, default: int | None = None) -> int | None:
        """A whole number."""
        node = self.raw(key)
        if node is None:
            return default
        if not isinstance(node.value, int) or isinstance(node.value, bool):
            self.problem(node, f"`{key}` should be a whole number, found {describe(node)}.")
            return default
        return node.value

    def number(self, key: str) -> Decimal | None:
        """A number, exact as written."""
        node = self.raw(key)
        if node is None:
            return None
        if not isinstance(node.value, int | Decimal) or isinstance(node.value, bool):
            self.problem(node, f"`{key}` should be a number, found {describe(node)}.")
            return None
        return Decimal(node.value)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false."""
        node = self.raw(key)
        if node is None:
            return default
        if not isinstance(node.value, bool):
            self.problem(
                node, f"`{key}` should be true or false, found {describe(node)}.", "Write true or false."
            )
            return default
        return node.value

    def choice(self, key: str, allowed: Collection[str], default: str) -> str:
        """One of the allowed words."""
        word = self.text(key, default)
        if word in allowed or word == default:
            return word
        hint = did_you_mean(word, allowed) or f"Write one of: {', '.join(allowed)}."
        self.problem(self._map[key], f"`{key}` is '{word}', expected one of: {', '.join(allowed)}.", hint)
        return default

    def texts(self, key: str) -> list[str]:
        """A list of texts; a single text is a list of one."""
        node = self.raw(key)
        if node is None:
            return []
        nodes = node.value if isinstance(node.value, list) else [node]
        wrong = next((n for n in nodes if isinstance(n.value, list | dict | bool) or n.value is None), None)
        if wrong is not None:
            self.problem(wrong, f"`{key}` should hold texts, found {describe(wrong)}.", "Put it in quotes.")
            return []
        return [str(n.value) for n in nodes]

    def section(self, key: str) -> Fields:
        """A mapping within this one; empty when absent."""
        node = self.raw(key) or Node({}, self.node.line, self.node.column)
        return Fields(node, self.file, self._under(key), self.findings)

    def sections(self, key: str) -> list[Fields]:
        """A list of mappings; each is named by its ``id`` in messages where it has one."""
        node = self.raw(key)
        if node is None:
            return []
        if not isinstance(node.value, list):
            self.problem(node, f"`{key}` should be a list (lines starting with -), found {describe(node)}.")
            return []
        return [
            Fields(n, self.file, self._under(f"{key}[{_label(n, i)}]"), self.findings)
            for i, n in enumerate(node.value)
        ]

    def named_sections(self, key: str) -> Iterator[tuple[str, Node, Fields]]:
        """The mappings of a mapping, in order: the key, its node, and its fields."""
        node = self.raw(key)
        if node is None:
            return
        if not isinstance(node.value, dict):
            self.problem(node, f"`{key}` should be keys with values, found {describe(node)}.")
            return
        for name, child in node.value.items():
            yield name, child, Fields(child, self.file, self._under(f"{key}[{name}]"), self.findings)

    def done(self) -> None:
        """Reports every key that nothing asked for, with the nearest that could be meant."""
        for key, node in self._map.items():
            if key not in self._asked:
                hint = did_you_mean(key, self._asked) or f"Known here: {', '.join(self._asked)}."
                if node.value is None:
                    hint = f"{hint} If it belongs to the text before it, put all of that text in quotes."
                self.problem(node, f"unknown key `{key}`.", hint)

    def _under(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key


def describe(node: Node) -> str:
    """What a node holds, in the words of a message."""
    match node.value:
        case None:
            return "nothing"
        case bool():
            return "true" if node.value else "false"
        case dict():
            return "keys with values"
        case list():
            return "a list"
        case _:
            return f"'{node.value}'"


def _label(node: Node, index: int) -> str:
    named = node.value.get("id") if isinstance(node.value, dict) else None
    return str(named.value) if named is not None and isinstance(named.value, str) else str(index + 1)
