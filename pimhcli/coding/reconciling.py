"""Two versions of a codebook made one again, entry by entry: what only one side changed is taken as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from pimhcli.coding.codebook import CHILD_LISTS, TEXTS, TOP_LISTS, Code, Codebook, alike
from pimhcli.coding.shelving import shelved
from pimhcli.folding import fold_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from pimhcli.coding.codebook import Level

Side = Literal["ours", "theirs", "both"]

HOME, PRESENCE, TWINS, SUCCESSOR = "home", "presence", "twins", "successor"
JOINED = TEXTS  # both may stay, one below the other
_OWN = {"id", "level", "parent", "former"}
WORDS = tuple(field.name for field in msgspec.structs.fields(Code) if field.name not in _OWN)


class Clash(msgspec.Struct, frozen=True):
    """What both sides changed, each in another way, so that somebody has to decide.

    Args:
        key: of the entry that it is about.
        what: the field; or where it hangs, whether it is there, that two entries of one place have one name,
            or that it was merged into two others.
        ours: the entry on our side; None where it is not there.
        theirs: on the other side, likewise; of twins and successors: the other entry.
    """

    key: str
    what: str
    ours: Code | None
    theirs: Code | None

    @property
    def id(self) -> str:
        """Its name among all clashes of a codebook."""
        return f"{self.key}.{self.what}"

    @property
    def choices(self) -> tuple[Side, ...]:
        """What can be answered."""
        return ("ours", "theirs", "both") if self.what in JOINED else ("ours", "theirs")


class Reconciled(msgspec.Struct, frozen=True):
    """What two versions of a codebook become.

    Args:
        book: the codebook; where an answer is missing, ours counts.
        clashes: what there was to decide, in the order in which it is best asked.
        brought_back: keys of entries that one side took out and that stay, since others hang under them now.
    """

    book: Codebook
    clashes: tuple[Clash, ...] = ()
    brought_back: tuple[str, ...] = ()


def reconciled(
    base: Codebook,
    ours: Codebook,
    theirs: Codebook,
    answers: Mapping[str, Side],
    used: Collection[str] = (),
) -> Reconciled:
    """Makes one codebook of two that come from the same one.

    Args:
        base: what both were made from; an empty one where that is not known: nothing goes then.
        ours: one side.
        theirs: the other.
        answers: to clashes, by their ids.
        used: the keys that codings hold: an entry of them is not taken out without an answer.
    """
    return _Reconciling(base, ours, theirs, answers, used).done()


class _Reconciling:
    """One reconciliation, step by step."""

    def __init__(
        self,
        base: Codebook,
        ours: Codebook,
        theirs: Codebook,
        answers: Mapping[str, Side],
        used: Collection[str],
    ) -> None:
        self._books = base, ours, theirs
        self._base, self._ours, self._theirs = (
            {code.id: code for code in book.codes} for book in self._books
        )
        self._answers, self._used = answers, frozenset(used)
        self._clashes: list[Clash] = []
        self._brought_back: list[str] = []
        self._codes: dict[str, Code] = {}

    def done(self) -> Reconciled:
        for key in dict.fromkeys([*self._ours, *self._theirs]):
            if code := self._entry(key):
                self._codes[key] = code
        while self._bring_back_parents() or self._break_circles():
            pass
        self._settle_levels()
        self._settle_successors()
        self._hand_down()
        while self._merge_twins():
            self._settle_levels()
        _, ours, theirs = self._books
        book = shelved(self._codes, self._books[0], ours, theirs)
        return Reconciled(book, tuple(self._clashes), tuple(self._brought_back))

    def _answer(self, key: str, what: str, ours: Code | None, theirs: Code | None) -> Side:
        clash = Clash(key, what, ours, theirs)
        self._clashes.append(clash)
        return self._answers.get(clash.id, "ours")

    def _entry(self, key: str) -> Code | None:
        """What becomes of an entry; None when it goes."""
        base, ours, theirs = self._base.get(key), self._ours.get(key), self._theirs.get(key)
        if ours and theirs:
            return self._merged(base, ours, theirs)
        here = ours or theirs
        if here is None or base is None:
            return here
        heir = self._successor(key, self._books[2] if ours else self._books[1])
        # what was merged into it here goes on with it
        said = msgspec.structs.replace(here, former=base.former) if heir else here
        if alike(said, base) and (heir or key not in self._used):
            return None
        kept = "ours" if ours else "theirs"
        return here if self._answer(key, PRESENCE, ours, theirs) == kept else None

    def _merged(self, base: Code | None, ours: Code, theirs: Code) -> Code:
        fields = {name: self._field(name, base, ours, theirs) for name in WORDS}
        parent, level = self._home(base, ours, theirs)
        was = base.former if base else ()
        gone = {*was}.difference(ours.former) | {*was}.difference(theirs.former)
        former = tuple(name for name in dict.fromkeys((*ours.former, *theirs.former)) if name not in gone)
        # the name that was not chosen was a name all the same
        both = {ours.name, theirs.name}
        unchosen = both.difference({fields["name"], *former}) if base and base.name not in both else ()
        return Code(ours.id, level=level, parent=parent, former=(*former, *unchosen), **fields)

    def _field(self, name: str, base: Code | None, ours: Code, theirs: Code) -> str:
        here, there = getattr(ours, name), getattr(theirs, name)
        was = getattr(base, name) if base else ""
        if there in (here, was):
            return str(here)
        if here == was:
            return str(there)
        match self._answer(ours.id, name, ours, theirs):
            case "theirs":
                return str(there)
            case "both" if name in JOINED:
                return f"{here}\n{there}"
            case _:
                return str(here)

    def _home(self, base: Code | None, ours: Code, theirs: Code) -> tuple[str, Level]:
        was = base.home if base else None
        if theirs.home in (ours.home, was):
            return ours.home
        # another level may only follow from a move of what it hangs under
        if ours.home == was or (base and ours.parent == base.parent != theirs.parent):
            return theirs.home
        if ours.parent == theirs.parent or (base and theirs.parent == base.parent):
            return ours.home
        chosen = self._answer(ours.id, HOME, ours, theirs)
        return theirs.home if chosen == "theirs" else ours.home

    def _successor(self, key: str, book: Codebook) -> Code | None:
        """The entry that has a key as a former one."""
        found = book.by_key.get(key)
        return found if found and found.id != key else None

    def _bring_back_parents(self) -> bool:
        """No entry loses what it hangs under: that comes back, or what took its place takes it on."""
        orphans = [c for c in self._codes.values() if c.parent and c.parent not in self._codes]
        for code in orphans:
            if heir := self._heir(code):
                self._codes[code.id] = msgspec.structs.replace(code, parent=heir)
            elif code.parent not in self._codes:
                above = self._ours.get(code.parent) or self._theirs.get(code.parent)
                self._codes[code.parent] = above or self._base[code.parent]
                self._brought_back.append(code.parent)
        return bool(orphans)

    def _heir(self, code: Code) -> str:
        """The key of what took the place of an entry's parent; empty for nothing, or for one below it."""
        found = (self._successor(code.parent, book) for book in self._books[1:])
        there = (heir.id for heir in found if heir and heir.id in self._codes)
        return next((key for key in there if key != code.id and code.id not in self._above(key)), "")

    def _break_circles(self) -> bool:
        """Of two that were each moved under the other, both stay where they are on our side."""
        circles = [key for key in self._codes if self._is_in_circle(key)]
        for key in circles:
            code = self._codes[key]
            home = self._ours[key].home if key in self._ours else code.home
            if not self._is_in_circle(key):
                continue
            parent, level = ("", code.level) if home == code.home else home
            self._codes[key] = msgspec.structs.replace(code, parent=parent, level=level)
        return bool(circles)

    def _is_in_circle(self, key: str) -> bool:
        return key in self._above(key)

    def _above(self, key: str) -> set[str]:
        """The keys of all that an entry hangs under."""
        seen, above = set[str](), self._codes[key].parent
        while above in self._codes and above not in seen:
            seen.add(above)
            above = self._codes[above].parent
        return seen

    def _settle_levels(self) -> None:
        """Gives each entry a level that what it hangs under can have below it."""
        for code in list(_downwards(self._codes)):
            above = self._codes.get(code.parent)
            lists = CHILD_LISTS[self._codes[above.id].level] if above else TOP_LISTS
            levels = [level for _, level in lists]
            if code.level not in levels:
                level = "theme" if above is None else "code"
                self._codes[code.id] = msgspec.structs.replace(code, level=level)

    def _settle_successors(self) -> None:
        """Of two entries that an entry was merged into, one on each side, one has its key."""
        for key in dict.fromkeys([*self._base]):
            heirs = [self._successor(key, book) for book in self._books[1:]]
            ours, theirs = (self._codes.get(heir.id) if heir else None for heir in heirs)
            if key in self._codes or not (ours and theirs) or ours.id == theirs.id:
                continue
            loser = ours if self._answer(key, SUCCESSOR, ours, theirs) == "theirs" else theirs
            former = tuple(name for name in loser.former if name != key)
            self._codes[loser.id] = msgspec.structs.replace(loser, former=former)

    def _hand_down(self) -> None:
        """What was merged into an entry on one side goes on with it when the other side merged it too."""
        for key, code in {**self._theirs, **self._ours}.items():
            heir = self._heir_of(key)
            if key in self._codes or not heir:
                continue
            known = self._codes[heir]
            former = dict.fromkeys((*known.former, *code.former))
            own = {known.id, known.name, *self._codes}
            left = tuple(name for name in former if name in known.former or name not in own)
            self._codes[heir] = msgspec.structs.replace(known, former=left)

    def _heir_of(self, key: str) -> str:
        """The key of the entry that there is now for one that was merged, however often; empty for none."""
        seen: set[str] = set()
        while key and key not in self._codes and key not in seen:
            seen.add(key)
            heirs = (self._successor(key, book) for book in self._books[1:])
            key = next((heir.id for heir in heirs if heir and heir.id not in seen), "")
        return key if key in self._codes else ""

    def _merge_twins(self) -> bool:
        """Makes one entry of the first two of one name in one place; whether there were any."""
        pair = next(self._twins(), None)
        if pair is None:
            return False
        ours, theirs = sorted(pair, key=self._is_named_there)
        answer = self._answer(ours.id, TWINS, ours, theirs)
        stays, goes = (theirs, ours) if answer == "theirs" else (ours, theirs)
        former = dict.fromkeys((*stays.former, goes.id, goes.name, *goes.former))
        words = {name: getattr(stays, name) or getattr(goes, name) for name in WORDS}
        names = tuple(name for name in former if name not in {stays.id, stays.name})
        self._codes[stays.id] = msgspec.structs.replace(stays, **words, former=names)
        del self._codes[goes.id]
        for child in [code for code in self._codes.values() if code.parent == goes.id]:
            self._codes[child.id] = msgspec.structs.replace(child, parent=stays.id)
        return True

    def _twins(self) -> Iterator[tuple[Code, Code]]:
        seen: dict[tuple[str, str, str], Code] = {}
        for code in self._codes.values():
            first = seen.setdefault((*code.home, fold_name(code.name)), code)
            if first is not code:
                yield first, code

    def _is_named_there(self, code: Code) -> bool:
        """Whether it has its name from the other side."""
        here = self._ours.get(code.id)
        return here is None or fold_name(here.name) != fold_name(code.name)


def _downwards(codes: Mapping[str, Code]) -> Iterator[Code]:
    """Parents before their children."""
    under: dict[str, list[str]] = {}
    for code in codes.values():
        under.setdefault(code.parent, []).append(code.id)

    def below(key: str) -> Iterator[str]:
        for child in under.get(key, ()):
            yield child
            yield from below(child)

    # a level that was just settled is the one that those below go by
    return (codes[key] for key in below(""))
