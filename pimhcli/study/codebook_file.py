"""Edits codebook.yaml, leaving every line that an edit does not touch as the researcher wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pimhcli.coding import codebook
from pimhcli.coding.codebook import CHILD_LISTS, LISTS, TEXTS, TOP_LISTS, Code, key_written
from pimhcli.coding.written_entries import written
from pimhcli.errors import StudyError
from pimhcli.storage import yamledit, yamlfile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pimhcli.coding.codebook import Edit

_LIST = re.compile(rf"\s*({'|'.join(LISTS)}):")
_TEXTS = ("name", *TEXTS, "colour", "status")


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text of codebook.yaml after some edits.

    Args:
        text: the file as it is.
        edits: one after the other; a parent is made before its children, and goes after them.
    """

    def change(document: Any) -> None:  # noqa: ANN401  # a ruamel mapping
        for edit in edits:
            _do(document, edit)

    stood = {edit.before.id: lines_of(text, edit.before.id) for edit in edits if edit.before and edit.moves}
    text = yamledit.edit(text, change)
    for edit in edits:
        lines = edit.lines or stood.get(edit.after.id, "") if edit.after else ""
        if edit.after and lines:
            text = _as_it_stood(text, edit.after.id, lines)
    return text


def lines_of(text: str, key: str) -> str:
    """The lines of an entry as they stand, comments and all; nothing where they hold something else too.

    Args:
        text: of codebook.yaml.
        key: the entry's.
    """
    return "".join(_lines(text)[_span(text, key)])


def _as_it_stood(text: str, key: str, lines: str) -> str:
    """The text with an entry written as it was before, if that says the same; else its own lines at least."""
    whole, span = _lines(text), _span(text, key)
    old, new = _lines(lines), whole[span]
    for before, now in ((old, new), (_head(old), _head(new))):
        again = [*whole[: span.start], *_shifted(before, now), *new[len(now) :], *whole[span.stop :]]
        if new and _codes("".join(again)) == _codes(text):
            return "".join(again)
    return text


def _head(lines: list[str]) -> list[str]:
    """The lines of an entry before the lists of what is under it."""
    below = (number for number, line in enumerate(lines) if _LIST.match(line))
    return lines[: next(below, len(lines))]


def _shifted(lines: list[str], like: list[str]) -> list[str]:
    """The lines of an entry as far to the right as others."""
    shift = _indent("".join(like)) - _indent("".join(lines))
    return [" " * shift + line if shift > 0 else line[-shift:] for line in lines]


def _span(text: str, key: str) -> slice:
    """The lines of an entry that starts one with a hyphen; none otherwise."""
    entry, lines = written(yamlfile.parse(text, "")).get(key), _lines(text)
    first = entry.line - 1 if entry else 0
    if entry is None or not lines[first].lstrip().startswith("- "):
        return slice(0, 0)
    stop = first + 1
    while stop < len(lines) and (_is_blank(lines[stop]) or _indent(lines[stop]) > _indent(lines[first])):
        stop += 1
    # blank lines behind it lead on to the next one
    while _is_blank(lines[stop - 1]):
        stop -= 1
    return slice(first, stop)


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _is_blank(line: str) -> bool:
    return not line.strip()


def _indent(lines: str) -> int:
    return len(lines) - len(lines.lstrip(" "))


def _codes(text: str) -> object:
    try:
        return codebook.read(yamlfile.parse(text, ""))
    except StudyError:
        return None


def _do(document: Any, edit: Edit) -> None:  # noqa: ANN401
    if edit.before is None and edit.after:
        above = _entry(document, edit.after.parent)
        yamledit.insert_into(above, _list_key(edit.after), _fields(edit.after), edit.place)
    elif edit.before and edit.after is None:
        _taken_out(document, edit.before)
    elif edit.before and edit.after:
        entry = _entry(document, edit.before.id)
        _update(entry, edit.before, edit.after)
        if edit.moves:
            _taken_out(document, edit.before)
            above = _entry(document, edit.after.parent)
            yamledit.insert_into(above, _list_key(edit.after), entry, edit.place)


def _taken_out(document: Any, code: Code) -> None:  # noqa: ANN401
    above, key = _entry(document, code.parent), _list_key(code)
    above[key].remove(_entry(document, code.id))
    if not above[key] and code.parent:  # the lists at the top stay as places to fill
        del above[key]


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
    return key_written(str(entry.get("id") or ""), str(entry.get("name") or "")) == key


def _entries(above: Any) -> Iterator[Any]:  # noqa: ANN401
    for key in LISTS:
        for entry in above.get(key) or ():
            yield entry
            yield from _entries(entry)
