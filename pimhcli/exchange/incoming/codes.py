"""The codes that come in, found in the codebook by GUID and then by path, or added to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding.codebook import RETIRED, TEXTS, Codebook, Edit
from pimhcli.coding.codebook import Code as Entry
from pimhcli.coding.comparing import edited
from pimhcli.coding.growing import child_called, levels_under
from pimhcli.exchange import hues
from pimhcli.folding import fold_name
from pimhcli.storage.yamlfile import UNSEEN
from pimhcli.wording import together

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pimhcli.coding.codebook import Level
    from pimhcli.exchange.model import Code


class Merged(msgspec.Struct, frozen=True):
    """A codebook with what came in.

    Args:
        book: as it becomes.
        edits: what makes it so, one after the other.
        keys: the key of each entry that came in, by its GUID.
        told: where an entry says something else here than there, a sentence each.
    """

    book: Codebook
    edits: tuple[Edit, ...] = ()
    keys: dict[str, str] = {}
    told: tuple[str, ...] = ()


def merged(
    book: Codebook, codes: Sequence[Code], known: Mapping[str, str], *, theirs: bool = False
) -> Merged:
    """Finds each entry in the codebook, or adds it. Nothing is taken out.

    Args:
        book: the codebook so far.
        codes: what came in, parents before children.
        known: the keys that are known for some of their GUIDs; one that the codebook lacks becomes the key
            of a new entry.
        theirs: whether what they say counts where an entry says something else here.
    """
    return _Merging(book, codes, known, theirs=theirs).done()


class _Merging:
    """Takes one entry after the other."""

    def __init__(
        self, book: Codebook, codes: Sequence[Code], known: Mapping[str, str], *, theirs: bool
    ) -> None:
        self._book, self._codes, self._known, self._theirs = book, codes, known, theirs
        self._parents = {code.parent for code in codes}
        self._edits: list[Edit] = []
        self._keys: dict[str, str] = {}
        self._told: list[str] = []

    def done(self) -> Merged:
        for code in self._codes:
            parent = self._keys.get(code.parent, "")
            entry = self._here(code, parent)
            if entry is None:
                entry = self._new(code, self._book.by_key.get(parent))
                self._do(Edit(after=entry))
            elif entry.id not in self._keys.values():
                self._compare(entry, code, parent)
            self._keys[code.guid] = entry.id
        return Merged(self._book, tuple(self._edits), self._keys, tuple(self._told))

    def _do(self, edit: Edit) -> None:
        self._edits.append(edit)
        self._book = edited(self._book, [edit])

    def _here(self, code: Code, parent: str) -> Entry | None:
        key = self._book.key_of(self._known.get(code.guid, ""))
        if key in self._book.by_key:
            return self._book.by_key[key]
        return child_called(self._book, one_line(code.name), self._book.by_key.get(parent))

    def _new(self, code: Code, parent: Entry | None) -> Entry:
        name, wanted = one_line(code.name), self._known.get(code.guid, "")
        is_free = wanted and wanted not in self._book.by_key
        made = Entry(
            id=wanted if is_free else self._book.new_key(name),
            name=name,
            level=self._level(code, parent),
            parent=parent.id if parent else "",
            colour=hues.named(code.colour),
            status=RETIRED if fold_name(code.status) == RETIRED else "",
        )
        return msgspec.structs.replace(made, **_texts(code))

    def _level(self, code: Code, parent: Entry | None) -> Level:
        """The level told, where it can stand there; else what holds others is a theme or a sub-theme."""
        allowed = levels_under(parent)
        is_above = code.guid in self._parents or not code.is_codable
        code_level: Level = "code"
        usual = next((level for level in allowed if (level == "code") is not is_above), code_level)
        return next((level for level in allowed if level == code.level), usual)

    def _compare(self, entry: Entry, code: Code, parent: str) -> None:
        """Fills in what is not said here; where both say something, one side counts and the user is told."""
        given = _texts(code)
        given |= {"name": one_line(code.name)}
        if not entry.colour:
            given["colour"] = hues.named(code.colour)
        differ = {field: words for field, words in given.items() if words and words != getattr(entry, field)}
        blank = {field: words for field, words in differ.items() if not getattr(entry, field)}
        other = {field: words for field, words in differ.items() if field not in blank}
        if "name" in other and self._is_taken(entry, other["name"]):
            del other["name"]
        if other:
            what = f"the {together(list(other))} of '{entry.name}' differ{'s' * (len(other) == 1)}"
            self._told.append(f"{what} there; {'theirs counts' if self._theirs else 'yours stays'}.")
        if parent != entry.parent:
            there = self._book.name_of(parent) if parent else "the top"
            self._told.append(f"'{entry.name}' stands under {there} there; here it stays where it is.")
        if wanted := blank | (other if self._theirs else {}):
            self._do(Edit(entry, self._as(entry, wanted)))

    def _as(self, entry: Entry, wanted: Mapping[str, str]) -> Entry:
        after = msgspec.structs.replace(entry, **wanted)
        if after.name == entry.name:
            return after
        return msgspec.structs.replace(after, former=tuple(dict.fromkeys((*entry.former, entry.name))))

    def _is_taken(self, entry: Entry, name: str) -> bool:
        parent = self._book.by_key.get(entry.parent)
        return (
            fold_name(name) == fold_name(entry.name)
            or child_called(self._book, name, parent, but=entry) is not None
        )


def one_line(name: str) -> str:
    """A name as the codebook can hold it: on one line, without outer blanks, never empty."""
    return " ".join(UNSEEN.sub(" ", name).split()) or "(without a name)"


def _texts(code: Code) -> dict[str, str]:
    """What an entry means, without characters that nobody sees and codebook.yaml does not hold."""
    return {field: UNSEEN.sub(" ", getattr(code, field)).strip() for field in TEXTS}
