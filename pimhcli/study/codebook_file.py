"""Edits codebook.yaml, leaving every line that an edit does not touch as the researcher wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pimhcli.coding.codebook import CHILD_LISTS, TOP_LISTS, Code, Codebook
from pimhcli.storage import yamledit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pimhcli.coding.codebook import Edit

_TEXTS = ("name", "definition", "include", "exclude", "colour", "status")


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text of codebook.yaml after some edits.

    Args:
        text: the file as it is.
        edits: one after the other; a parent is made before its children, and goes after them.
    """

    def change(document: Any) -> None:  # noqa: ANN401  # a ruamel mapping
        for edit in edits:
            _do(document, edit)

    return yamledit.edit(text, change)


def _do(document: Any, edit: Edit) -> None:  # noqa: ANN401
    if edit.before is None and edit.after:
        above = _entry(document, edit.after.parent)
        yamledit.insert_into(above, _list_key(edit.after), _fields(edit.after), edit.place)
    elif edit.before and edit.after is None:
        above, key = _entry(document, edit.before.parent), _list_key(edit.before)
        above[key].remove(_entry(document, edit.before.id))
        if not above[key] and edit.before.parent:  # the lists at the top stay as places to fill
            del above[key]
    elif edit.before and edit.after:
        _update(_entry(document, edit.before.id), edit.before, edit.after)


def _update(entry: Any, before: Code, after: Code) -> None:  # noqa: ANN401
    # an entry without an id is found by its name, which may be what changes
    if "id" not in entry:
        entry.insert(0, "id", before.id)
    for name in _TEXTS:
        old, new = getattr(before, name), getattr(after, name)
        if new != old and new:
            entry[name] = new
        elif new != old:
            entry.pop(name, None)
    _update_former(entry, before.former, after.former)


def _update_former(entry: Any, before: tuple[str, ...], after: tuple[str, ...]) -> None:  # noqa: ANN401
    if before == after:
        return
    aliases = entry.get("aliases") or ()
    names = [name for name in after if name not in ([aliases] if isinstance(aliases, str) else aliases)]
    if names:
        entry["former_names"] = names
    else:
        entry.pop("former_names", None)


def _list_key(code: Code) -> str:
    lists = CHILD_LISTS["theme"] if code.parent else TOP_LISTS
    return next(key for key, level in lists if level == code.level)


def _fields(code: Code) -> dict[str, Any]:
    fields: dict[str, Any] = {"id": code.id}
    fields |= {name: value for name in _TEXTS if (value := getattr(code, name))}
    return fields | ({"former_names": list(code.former)} if code.former else {})


def _entry(document: Any, key: str) -> Any:  # noqa: ANN401
    """The entry of a key; the whole document for no key."""
    if not key:
        return document
    return next(entry for entry in _entries(document) if _is_called(entry, key))


def _is_called(entry: Any, key: str) -> bool:  # noqa: ANN401
    return str(entry.get("id") or Codebook().new_key(str(entry.get("name") or ""))) == key


def _entries(above: Any) -> Iterator[Any]:  # noqa: ANN401
    for key in ("themes", "subthemes", "codes"):
        for entry in above.get(key) or ():
            yield entry
            yield from _entries(entry)
