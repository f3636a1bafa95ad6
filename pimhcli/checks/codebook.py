"""Whether the codebook, what was changed in it by hand, and the codings fit each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pimhcli.checks import alike
from pimhcli.coding import hand_edits
from pimhcli.findings import Finding
from pimhcli.folding import fold_name
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pimhcli.coding.codebook import Code, Codebook, Edit
    from pimhcli.coding.written_entries import Written

FILE = "codebook.yaml"
_NOTE = "Take note of it in the history: pimh codebook sync"
_MERGE = "If they mean one thing: pimh codebook merge {} --into {}"


class Use(NamedTuple):
    """How a key is used that the codebook lacks.

    Args:
        excerpts: how many are coded with it.
        first: the first of them: its id and its place.
    """

    excerpts: int
    first: str


class Copied(NamedTuple):
    """Codings that are in two coders' files.

    Args:
        file: the one that seems to be the copy.
        of: the other.
        codings: how many are in both.
    """

    file: str
    of: str
    codings: int


class Shelf(NamedTuple):
    """The codebook with what is known of it.

    Args:
        book: as the file has it.
        written: where each entry stands in the file, by key.
        by_hand: what was changed by hand since the history last told of it.
        known: every entry that the history knows, those that went too, by key.
        used: the keys with which something is coded.
        lost: those of them that the codebook lacks.
        late: of retired entries: how many codings were made after that, by key.
        copied: codings in two files.
    """

    book: Codebook
    written: Mapping[str, Written] = {}
    by_hand: Sequence[Edit] = ()
    known: Mapping[str, Code] = {}
    used: frozenset[str] = frozenset()
    lost: Mapping[str, Use] = {}
    late: Mapping[str, int] = {}
    copied: Sequence[Copied] = ()


def codebook(shelf: Shelf) -> list[Finding]:
    """What does not fit, errors first.

    Args:
        shelf: the codebook with what is known of it.
    """
    return [
        *_lost(shelf),
        *_copied(shelf),
        *_alike(shelf),
        *_by_hand(shelf),
        *_former(shelf),
        *_late(shelf),
        *_bare(shelf),
    ]


def _lost(shelf: Shelf) -> Iterator[Finding]:
    for key, use in shelf.lost.items():
        code = shelf.known.get(key)
        name = f"'{code.name}' (key {key})" if code else f"the key '{key}'"
        coded = count(use.excerpts, "excerpt is", "excerpts are")
        told = f"{name} is not in the codebook, and {coded} coded with it"
        where = _where(shelf, code.parent) if code else FILE
        yield Finding(where, f"{told} (the first: {use.first}).", _way_back(shelf, key, code))


def _way_back(shelf: Shelf, key: str, code: Code | None) -> str:
    back = f"Put it back: pimh codebook restore {key}; or merge" if code else "Merge"
    if new := _renamed(shelf, code):
        was = f"Was it renamed to '{new.name}' (line {shelf.written[new.id].line})? "
        return f"{was}Then: pimh codebook merge {key} --into {new.id}"
    return f"{back} it into another: pimh codebook merge {key} --into CODE"


def _renamed(shelf: Shelf, code: Code | None) -> Code | None:
    """The one entry that a lost one may have become: unknown so far, unused, and like it in some way."""
    new = [
        entry
        for entry in shelf.book.codes
        if entry.id not in shelf.known and entry.id not in shelf.used and entry.id in shelf.written
    ]
    like = [entry for entry in new if code and _is_like(entry, code)]
    # an entry without an id has its key from its name: with another name it has another key
    found = like or [entry for entry in new if not shelf.written[entry.id].has_id]
    return found[0] if len(found) == 1 else None


def _is_like(entry: Code, code: Code) -> bool:
    same_words = bool(code.definition) and entry.definition == code.definition
    return same_words or fold_name(entry.name) == fold_name(code.name)


def _copied(shelf: Shelf) -> Iterator[Finding]:
    for one in shelf.copied:
        yield Finding(
            one.file,
            f"{count(one.codings, 'coding')} of it stand in {one.of} too, with the same ids.",
            "If the file is a copy of the other, take it out of the folder: codings are one coder's.",
            "warning",
        )


def _alike(shelf: Shelf) -> Iterator[Finding]:
    codes = shelf.book.codes
    for positions in alike.groups(code.name for code in codes):
        first, *others = (codes[position] for position in positions)
        for code in others:
            how = "have one name" if fold_name(first.name) == fold_name(code.name) else "are nearly one name"
            line = _line(shelf, first.id)
            yield Finding(
                _where(shelf, code.id),
                f"'{shelf.book.path(code.id)}' and '{shelf.book.path(first.id)}' (line {line}) {how}.",
                f"{_MERGE.format(code.id, first.id)}; else give one a name that tells them apart.",
                "warning",
            )


def _by_hand(shelf: Shelf) -> Iterator[Finding]:
    came = [edit.after for edit in shelf.by_hand if edit.after and not edit.before]
    if came:
        entries = count(len(came), "entry", "entries")
        yield Finding(FILE, f"{entries} came into the codebook by hand.", _NOTE, "note")
    for edit in shelf.by_hand:
        if edit.before and edit.before.id not in shelf.lost:
            where = _where(shelf, edit.after.id if edit.after else edit.before.parent)
            yield Finding(where, f"{hand_edits.told(edit, shelf.book)} by hand.", _NOTE, "note")


def _former(shelf: Shelf) -> Iterator[Finding]:
    now = {fold_name(code.name): code for code in shelf.book.codes}
    for code in shelf.book.codes:
        for name in code.former:
            other = now.get(fold_name(name))
            if other and other.id not in {code.id, name} and fold_name(code.name) != fold_name(name):
                yield Finding(
                    _where(shelf, code.id),
                    f"'{name}', which '{code.name}' was called once, is the name of another entry now.",
                    f"The name finds that one: {shelf.book.path(other.id)} (key {other.id}).",
                    "note",
                )


def _late(shelf: Shelf) -> Iterator[Finding]:
    for key, codings in shelf.late.items():
        name = shelf.book.name_of(key)
        made = f"{count(codings, 'coding')} {'was' if codings == 1 else 'were'} made"
        back = f"See them: pimh excerpt list --code {key}; to use it again: pimh codebook retire {key} --back"
        yield Finding(_where(shelf, key), f"'{name}' is retired, and {made} with it since.", back, "note")


def _bare(shelf: Shelf) -> Iterator[Finding]:
    bare = [theme for theme in shelf.book.themes() if not shelf.book.children(theme.id)]
    if bare:
        named = ", ".join(f"'{theme.name}'" for theme in bare[:4])
        more = f" and {len(bare) - 4} more" if len(bare) > 4 else ""
        verb = "has" if len(bare) == 1 else "have"
        yield Finding(
            _where(shelf, bare[0].id),
            f"{count(len(bare), 'theme')} {verb} no codes or sub-themes: {named}{more}.",
            "Move codes there (pimh codebook move), or leave it so.",
            "note",
        )


def _line(shelf: Shelf, key: str) -> int:
    return shelf.written[key].line if key in shelf.written else 0


def _where(shelf: Shelf, key: str) -> str:
    line = _line(shelf, key)
    return f"{FILE}:{line}" if line else FILE
