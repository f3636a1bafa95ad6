"""Finds in a paper the names of those who speak, in any spelling of their ids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.folding import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ID = re.compile(r"(?P<stem>[^\W\d_]+)[\s_-]*(?P<number>\d+)")
_WORD = "participant"


class Named(NamedTuple):
    """A name in a text.

    Args:
        name: the id or label as the study has it; as it is written where the study has no such person.
        start: offset in the text.
        end: offset behind it.
        known: whether the study has such a person.
    """

    name: str
    start: int
    end: int
    known: bool = True


class Names:
    """The people of a study as a paper may call them: ``PX1`` is ``px 1``, ``P01`` and ``Participant 1`` too.

    Args:
        people: ids and labels.
    """

    def __init__(self, people: Iterable[str]) -> None:
        self._people = {_plain(name): name for name in people}
        stems = {found["stem"] for name in self._people.values() if (found := _ID.fullmatch(name))}
        numbered = "|".join(map(re.escape, sorted({*stems, _WORD}, key=len, reverse=True)))
        others = [name for name in self._people.values() if not _ID.fullmatch(name)]
        patterns = [rf"(?:{_WORD}\s+)?(?:{numbered})[\s_-]?\d{{1,3}}", *map(re.escape, others)]
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)
        for name in list(self._people.values()) if len(stems) == 1 else ():
            if found := _ID.fullmatch(name):
                self._people.setdefault(f"{_WORD}{int(found['number'])}", name)

    def within(self, text: str) -> Iterator[Named]:
        """The names in a text, in order."""
        for match in self._pattern.finditer(text):
            own = _plain(match[0])
            name = self._people.get(own) or self._people.get(own.removeprefix(_WORD))
            yield Named(name or match[0], match.start(), match.end(), name is not None)

    def alone(self, text: str) -> Named | None:
        """The name that a text consists of, brackets and dashes around it aside."""
        bare = text.strip(" \t\n()[]{}-–—:,.;")
        found = self._pattern.fullmatch(bare)
        return next(self.within(bare), None) if found else None


def _plain(name: str) -> str:
    """A name folded, the number in it without leading zeros."""
    return re.sub(r"\d+", lambda digits: str(int(digits[0])), fold_name(name))
