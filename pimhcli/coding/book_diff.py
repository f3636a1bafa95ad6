"""What happened to the entries of a codebook between two states of it, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from pimhcli.coding.comparing import differences
from pimhcli.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pimhcli.coding.codebook import Code, Codebook, Edit

Event = Literal[
    "added", "removed", "merged", "renamed", "moved", "defined", "retired", "changed", "reordered"
]
EVENTS: tuple[Event, ...] = (
    "added", "removed", "merged", "renamed", "moved", "defined", "retired", "changed", "reordered",
)  # fmt: skip

_TEXTS = {
    "definition": "definition",
    "include": "when to use it",
    "exclude": "when not to use it",
    "example": "example",
}


class Happened(NamedTuple):
    """One thing that happened to one entry.

    Args:
        event: what.
        key: the entry's; of one that went, the key that it had.
        level: of the entry.
        name: as it is called after it, or was when it went.
        words: what was before and what is after; empty where the event says it all.
    """

    event: Event
    key: str
    level: str
    name: str
    words: str = ""


def between(old: Codebook, new: Codebook) -> list[Happened]:
    """What happened between two codebooks, in the order of the new one, what went last.

    Args:
        old: the earlier one.
        new: the later one.
    """
    before, after = ({code.id: code for code in book.codes} for book in (old, new))
    moved = {edit.after.id: edit.after for edit in differences(old, new) if _is_order(edit) and edit.after}
    found = [*happened(before, after)]
    told = {one.key for one in found}
    order = [
        Happened("reordered", key, code.level, code.name) for key, code in moved.items() if key not in told
    ]
    return [*found, *order]


def of_edits(edits: Iterable[Edit]) -> list[Happened]:
    """What the edits of one act did, taken together.

    Args:
        edits: one after the other.
    """
    before: dict[str, Code] = {}
    after: dict[str, Code] = {}
    for edit in edits:
        key = (edit.before or edit.after).id  # type: ignore[union-attr]  # an edit has one of the two
        if edit.before and key not in after and key not in before:
            before[key] = edit.before
        after.pop(key, None)
        if edit.after:
            after[edit.after.id] = edit.after
    return list(happened(before, after))


def happened(old: Mapping[str, Code], new: Mapping[str, Code]) -> Iterator[Happened]:
    """What happened to some entries.

    Args:
        old: as they were, by key.
        new: as they are, by key.
    """
    heirs = {key: code for code in new.values() for key in code.former if key in old and key not in new}
    # an entry that got another key is the same one still
    rekeyed = {code.id: old[key] for key, code in reversed(heirs.items()) if code.id not in old}
    for key, code in new.items():
        was = old.get(key) or rekeyed.get(key)
        if was is None:
            yield Happened("added", key, code.level, code.name, _under(code, new, old))
        else:
            yield from _changed(was, code, old, new)
    for key, code in old.items():
        heir = heirs.get(key)
        if key in new or (heir and rekeyed.get(heir.id) is code):
            continue
        if heir:
            yield Happened("merged", key, code.level, code.name, f"into '{heir.name}'")
        else:
            yield Happened("removed", key, code.level, code.name, _under(code, old, new))


def _changed(was: Code, code: Code, old: Mapping[str, Code], new: Mapping[str, Code]) -> Iterator[Happened]:
    def told(event: Event, words: str) -> Happened:
        return Happened(event, code.id, code.level, code.name, words)

    if was.name != code.name:
        yield told("renamed", f"from '{was.name}'")
    if _goes_along(was, code, old, new):
        yield told("changed", f"was a {was.level}; it went along with {_above(code, new, old)}")
    elif was.home != code.home:
        yield told("moved", f"from {_place(was, old, new)} to {_place(code, new, old)}")
    texts = [(words, getattr(was, name), getattr(code, name)) for name, words in _TEXTS.items()]
    if changed := [f"{words}: {_from(before, after)}" for words, before, after in texts if before != after]:
        yield told("defined", "; ".join(changed))
    if was.is_retired != code.is_retired:
        yield told("retired", "") if code.is_retired else told("changed", "taken back into use")
    if was.colour != code.colour:
        yield told("changed", f"colour: {code.colour or 'none'}")


def _from(before: str, after: str) -> str:
    if not before:
        return f"“{after}”"
    return f"“{before}” became “{after}”" if after else f"“{shortened(before)}” was taken out"


def _under(code: Code, book: Mapping[str, Code], other: Mapping[str, Code]) -> str:
    return f"under {_above(code, book, other)}" if code.parent else ""


def _goes_along(was: Code, code: Code, old: Mapping[str, Code], new: Mapping[str, Code]) -> bool:
    """Whether an entry has another level because what it hangs under has another."""
    before, after = old.get(was.parent), new.get(code.parent)
    is_left = was.parent == code.parent and was.level != code.level
    return bool(is_left and before and after and before.home != after.home)


def _place(code: Code, book: Mapping[str, Code], other: Mapping[str, Code]) -> str:
    """Where an entry hangs, in words."""
    if not code.parent:
        return "the themes" if code.level == "theme" else "the codes in no theme"
    kind = " as a sub-theme" if code.level == "sub-theme" else ""
    return f"{_above(code, book, other)}{kind}"


def _above(code: Code, book: Mapping[str, Code], other: Mapping[str, Code]) -> str:
    """What an entry hangs under, by its name."""
    above = book.get(code.parent) or other.get(code.parent)
    return f"'{above.name if above else code.parent}'"


def _is_order(edit: Edit) -> bool:
    return bool(edit.before and edit.after and edit.before.home == edit.after.home and edit.place is not None)
