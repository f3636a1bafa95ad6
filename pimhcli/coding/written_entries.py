"""Where each entry stands in codebook.yaml as it is written, and by which key."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pimhcli.coding.codebook import LISTS, key_written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.fields import Node


class Written(NamedTuple):
    """How an entry is written in the file.

    Args:
        line: its first one, counted from 1.
        has_id: whether a line gives its key; else the key is made of its name.
    """

    line: int
    has_id: bool


def written(root: Node) -> dict[str, Written]:
    """Where each entry stands in codebook.yaml, by key; the first place of a key that stands in several.

    Args:
        root: the document.
    """
    found: dict[str, Written] = {}
    for node in _nodes(root):
        given = {name: str(field.value) for name, field in _fields(node).items() if name in {"id", "name"}}
        key = key_written(given.get("id", ""), given.get("name", ""))
        found.setdefault(key, Written(node.line, "id" in given))
    return found


def _nodes(node: Node) -> Iterator[Node]:
    """The entries, wherever they hang."""
    fields = _fields(node)
    for name in LISTS:
        children = fields[name].value if name in fields else None
        for child in children if isinstance(children, list) else ():
            yield child
            yield from _nodes(child)


def _fields(node: Node) -> dict[str, Node]:
    return node.value if isinstance(node.value, dict) else {}
