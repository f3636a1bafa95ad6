"""The codebook: themes, their sub-themes, and codes; an excerpt may be coded with any of the three."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import msgspec

from pimhcli.fields import Fields, Node
from pimhcli.folding import bare, did_you_mean, fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pimhcli.findings import Finding

Level = Literal["theme", "sub-theme", "code"]

# The list of the file that holds each level's children, and the level they are on
CHILD_LISTS: dict[Level, tuple[tuple[str, Level], ...]] = {
    "theme": (("codes", "code"), ("subthemes", "sub-theme")),
    "sub-theme": (("codes", "code"),),
    "code": (("codes", "code"),),
}
TOP_LISTS: tuple[tuple[str, Level], ...] = (("themes", "theme"), ("codes", "code"))
LISTS = ("themes", "subthemes", "codes")  # all of them

TEXTS = ("definition", "include", "exclude", "example")  # the fields that say what an entry means
RETIRED = "retired"

_LONGEST = 48  # characters of a key made from a name
_KEY = re.compile(r"[\W_]+")
_PATH = re.compile(r"\s*>\s*")


class Code(msgspec.Struct, frozen=True):
    """One entry of the codebook: a theme, a sub-theme, or a code.

    Args:
        id: its key, fixed when it is made; codings hold it.
        name: as people read it; may change.
        level: theme, sub-theme or code.
        parent: the key of the entry above it; empty for a theme, and for a code in no theme yet.
        definition: what it means.
        include: when to use it.
        exclude: when not to.
        example: words of a participant that show it.
        colour: of the coding screen; empty for that of its theme.
        status: retired, when it takes no new excerpts; empty for most.
        former: keys and names it had, which still find it.
    """

    id: str
    name: str
    level: Level
    parent: str = ""
    definition: str = ""
    include: str = ""
    exclude: str = ""
    example: str = ""
    colour: str = ""
    status: str = ""
    former: tuple[str, ...] = ()

    @property
    def home(self) -> tuple[str, Level]:
        """What it shares with those among which it has its place: the parent, and the level."""
        return self.parent, self.level

    @property
    def is_retired(self) -> bool:
        """Whether its excerpts stay and it takes no new ones."""
        return fold_name(self.status) == RETIRED


class Edit(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an act does to one entry of the codebook.

    Args:
        before: the entry as it was; None when the act makes it.
        after: the entry as it becomes; None when the act takes it out.
        place: its place among the entries of its level under the same parent, counted from 0: the one that
            it gets, or had when it is taken out; None for the last one, and when it stays where it is.
        lines: the entry as it stood in the file when it was taken out, with its comments; empty for none.
        origin: of one that moves: the place that it had.
    """

    before: Code | None = None
    after: Code | None = None
    place: int | None = None
    lines: str = ""
    origin: int | None = None

    @property
    def moves(self) -> bool:
        """Whether the entry stays in the codebook and gets another place in it."""
        if not (self.before and self.after):
            return False
        return self.place is not None or self.before.home != self.after.home

    @property
    def back(self) -> Edit:
        """The edit that takes this one back."""
        if self.moves:
            return Edit(self.after, self.before, self.origin, self.lines, self.place)
        return Edit(self.after, self.before, self.place, self.lines)


class Codebook(msgspec.Struct, frozen=True, dict=True):
    """All entries, parents before their children, in the order of the file."""

    codes: tuple[Code, ...] = ()

    @cached_property
    def by_key(self) -> dict[str, Code]:
        """The entries by key; a former key finds the entry it became."""
        former = {key: code for code in self.codes for key in code.former}
        return former | {code.id: code for code in self.codes}

    def key_of(self, key: str) -> str:
        """The key that an entry has now, by this or a former one; itself where the codebook lacks it."""
        return self.by_key[key].id if key in self.by_key else key

    def name_of(self, key: str) -> str:
        """The name of an entry, by its key or a former one; the key where the codebook lacks it."""
        return self.by_key[key].name if key in self.by_key else key

    @cached_property
    def _by_name(self) -> dict[str, tuple[Code, ...]]:
        """The entries by folded name; by a former one only where it is nobody's name now."""
        former = _grouped((name, code) for code in self.codes for name in {*map(fold_name, code.former)})
        return former | _grouped((fold_name(code.name), code) for code in self.codes)

    def children(self, parent: str = "") -> tuple[Code, ...]:
        """The entries right under one; the top entries for no parent."""
        return self._children.get(parent, ())

    @cached_property
    def _children(self) -> dict[str, tuple[Code, ...]]:
        return _grouped((code.parent, code) for code in self.codes)

    def themes(self) -> tuple[Code, ...]:
        """The themes, in order."""
        return tuple(code for code in self.children() if code.level == "theme")

    def subthemes(self, theme: str) -> tuple[Code, ...]:
        """A theme's sub-themes, in order."""
        return tuple(code for code in self.children(theme) if code.level == "sub-theme")

    def under(self, key: str) -> frozenset[str]:
        """The keys of an entry and of all that hang under it."""
        return frozenset({key}).union(*(self.under(child.id) for child in self.children(key)))

    def line(self, key: str) -> tuple[Code, ...]:
        """An entry's ancestors from the theme down, and itself."""
        code = self.by_key[key]
        return (*self.line(code.parent), code) if code.parent else (code,)

    def path(self, key: str) -> str:
        """An entry as ``Theme > Sub-theme > Code``."""
        return " > ".join(code.name for code in self.line(key))

    def find(self, words: str) -> tuple[Code, ...]:
        """The entries that a key, a name or a path names: none, one, or several of the same name."""
        named, key = self._by_name.get(fold_name(words), ()), words.strip()
        if key in self.by_key and (self.by_key[key].id == key or not named):
            return (self.by_key[key],)
        *above, last = split_path(words)
        found = self._by_name.get(fold_name(last), ())
        return named or tuple(code for code in found if self._hangs_under(code, above))

    def _hangs_under(self, code: Code, above: list[str]) -> bool:
        ancestors = self.line(code.id)[:-1]
        if len(above) > len(ancestors):
            return False
        return all(
            fold_name(name) in {fold_name(a.name), fold_name(a.id), *map(fold_name, a.former)}
            for name, a in zip(reversed(above), reversed(ancestors), strict=False)
        )

    def explain(self, words: str) -> str:
        """Why a key, name or path does not name one entry, and what could be meant."""
        found = self.find(words)
        if found:
            paths = "; ".join(f"{self.path(code.id)} (key {code.id})" for code in found)
            return f"'{words}' names {len(found)} entries of the codebook: {paths}. Give the key."
        known = [*(code.name for code in self.codes), *self.by_key]
        hint = did_you_mean(split_path(words)[-1], known) or "See them with: pimh codebook show."
        return f"'{words}' is not in the codebook. {hint}"

    def new_key(self, name: str) -> str:
        """A key for a new entry: its name in lower case with hyphens, numbered if it is taken."""
        # as ever: an entry of the file without an id has the key of its name, by which it is coded
        words = _KEY.sub("-", bare(name).casefold()).strip("-")
        if len(words) > _LONGEST:
            words = words[: _LONGEST + 1].rpartition("-")[0] or words[:_LONGEST]
        base = words or "code"
        key, number = base, 2
        while key in self.by_key:
            key, number = f"{base}-{number}", number + 1
        return key


def _grouped(pairs: Iterable[tuple[str, Code]]) -> dict[str, tuple[Code, ...]]:
    groups: dict[str, list[Code]] = {}
    for name, code in pairs:
        groups.setdefault(name, []).append(code)
    return {name: tuple(group) for name, group in groups.items()}


def split_path(words: str) -> list[str]:
    """The names of ``Theme > Sub-theme > Code``, from the theme down."""
    return [part for part in _PATH.split(words.strip()) if part] or [""]


def level_under(parent: Code | None) -> Level:
    """The level of what is added under an entry: sub-themes under a theme, codes under the others."""
    if parent is None:
        return "theme"
    return "sub-theme" if parent.level == "theme" else "code"


def read(node: Node, file: str = "codebook.yaml") -> tuple[Codebook, list[Finding]]:
    """Reads the codebook from its document.

    Args:
        node: the document.
        file: its name, for messages.

    Returns:
        The codebook and what is wrong with it.
    """
    root = Fields(node, file)
    reader = _Reader()
    for key, level in TOP_LISTS:
        reader.take(root, key, level, "")
    root.done()
    return Codebook(tuple(reader.codes)), root.findings


class _Reader:
    """Collects entries depth first, and finds keys and sibling names given twice."""

    def __init__(self) -> None:
        self.codes: list[Code] = []
        self._lines: dict[str, int] = {}

    def take(self, above: Fields, key: str, level: Level, parent: str) -> None:
        siblings: dict[str, int] = {}
        for entry in above.sections(key):
            code = _code(entry, level, parent)
            self._unique(entry, code, siblings)
            self.codes.append(code)
            for list_key, child_level in CHILD_LISTS[level]:
                self.take(entry, list_key, child_level, code.id)
            entry.done()

    def _unique(self, entry: Fields, code: Code, siblings: dict[str, int]) -> None:
        line = entry.node.line
        if first := self._lines.get(code.id):
            entry.problem(
                entry.node,
                f"the id `{code.id}` is already used at line {first}.",
                "Write a line `id: …` with another.",
            )
        if same := siblings.get(fold_name(code.name)):
            entry.problem(
                entry.node,
                f"'{code.name}' stands twice here (first at line {same}).",
                "Keep one, or give them different names.",
            )
        self._lines.setdefault(code.id, line)
        siblings.setdefault(fold_name(code.name), line)


def _code(entry: Fields, level: Level, parent: str) -> Code:
    name, key = entry.text("name"), entry.text("id")
    if not (name or key):
        entry.problem(entry.node, f"this {level} has no name.", "Write a line `name: …`.")
    return Code(
        id=key_written(key, name),
        name=name or key,
        level=level,
        parent=parent,
        definition=entry.text("definition").strip(),
        include=entry.text("include").strip(),
        exclude=entry.text("exclude").strip(),
        example=entry.text("example").strip(),
        colour=entry.text("colour"),
        status=entry.text("status"),
        former=(*entry.texts("former_names"), *entry.texts("aliases")),
    )


def key_written(key: str, name: str) -> str:
    """The key of an entry as the file has it: its id, or without one what is made of its name."""
    return key or Codebook().new_key(name)


def alike(one: Code | None, other: Code | None) -> bool:
    """Whether two say the same of an entry, in whatever order the file gives its former names and aliases."""
    # an alias stays in the file when it becomes the name
    return one == other or bool(one and other and _unordered(one) == _unordered(other))


def _unordered(code: Code) -> Code:
    return msgspec.structs.replace(code, former=tuple(sorted({*code.former} - {code.name})))


def outline(book: Codebook, parent: str = "", depth: int = 0) -> Iterator[tuple[int, Code]]:
    """Every entry with its depth, in reading order."""
    for code in book.children(parent):
        yield depth, code
        yield from outline(book, code.id, depth + 1)
