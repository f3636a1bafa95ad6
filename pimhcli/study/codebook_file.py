"""Adds entries to codebook.yaml, leaving every other line of it as the researcher wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pimhcli.coding.codebook import CHILD_LISTS, TOP_LISTS, Code, Codebook
from pimhcli.storage import yamledit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def with_codes(text: str, codes: Iterable[Code]) -> str:
    """The text of codebook.yaml with entries added, each behind the others of its parent.

    Args:
        text: the file as it is.
        codes: parents before their children.
    """

    def change(document: Any) -> None:  # noqa: ANN401  # a ruamel mapping
        for code in codes:
            above = _entry(document, code.parent) if code.parent else document
            yamledit.append_to(above, _list_key(code, top=not code.parent), _fields(code))

    return yamledit.edit(text, change)


def _list_key(code: Code, *, top: bool) -> str:
    lists = TOP_LISTS if top else CHILD_LISTS["theme"]
    return next(key for key, level in lists if level == code.level)


def _fields(code: Code) -> dict[str, str]:
    fields = {"id": code.id, "name": code.name}
    more = {"definition": code.definition, "include": code.include, "exclude": code.exclude}
    return fields | {key: value for key, value in more.items() if value}


def _entry(document: Any, key: str) -> Any:  # noqa: ANN401
    return next(entry for entry in _entries(document) if _is_called(entry, key))


def _is_called(entry: Any, key: str) -> bool:  # noqa: ANN401
    return str(entry.get("id") or Codebook().new_key(str(entry.get("name") or ""))) == key


def _entries(above: Any) -> Iterator[Any]:  # noqa: ANN401
    for key in ("themes", "subthemes", "codes"):
        for entry in above.get(key) or ():
            yield entry
            yield from _entries(entry)
