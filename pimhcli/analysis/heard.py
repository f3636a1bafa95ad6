"""Who is heard in the quotes of a paper: how much of each participant, and how evenly it is shared."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.analysis.participation import corrected, gini
from pimhcli.folding import natural

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from fractions import Fraction

_FEW = 4  # quotes; of fewer it is chance who said them


class Quoted(NamedTuple):
    """One quote, as far as it matters who is heard in it.

    Args:
        words: how many words of it each participant says, by id.
        group: the focus group it comes from.
        entries: the keys of the entries of the codebook it stands under, with all those above them.
    """

    words: Mapping[str, int]
    group: str = ""
    entries: frozenset[str] = frozenset()


class Share(NamedTuple):
    """How much one participant is heard: the quotes in which one speaks, and one's own words in them."""

    participant: str
    quotes: int
    words: int


class Balance(NamedTuple):
    """How the quotes are spread over the participants.

    Args:
        shares: of each participant, as people count.
        quotes: how many there are; one with two speakers counts for both of them, and once here.
        words: words of participants in them.
    """

    shares: tuple[Share, ...]
    quotes: int
    words: int

    @property
    def gini(self) -> Fraction | None:
        """How unevenly the quotes are shared; None without any."""
        return gini([share.quotes for share in self.shares])

    @property
    def corrected_gini(self) -> Fraction | None:
        """The same made comparable for small groups; None without quotes, and for one participant."""
        return None if self.gini is None else corrected(self.gini, len(self.shares))

    @property
    def leading(self) -> list[Share]:
        """Those who supply much: over half of all quotes, or a quarter and twice an equal share, of four up.

        With three or fewer participants somebody has always much; of them only over half tells, and of two
        nothing.
        """
        people = len(self.shares)
        return [share for share in self.shares if share.quotes >= _FEW and self._is_much(share, people)]

    @property
    def unheard(self) -> tuple[str, ...]:
        """Those who are in no quote."""
        return tuple(share.participant for share in self.shares if not share.quotes)

    def _is_much(self, share: Share, people: int) -> bool:
        is_most = people > 2 and 2 * share.quotes > self.quotes
        is_twice = people > 3 and share.quotes * people >= 2 * self.quotes
        return is_most or (is_twice and 4 * share.quotes >= self.quotes)


def balance(quotes: Iterable[Quoted], people: Iterable[str]) -> Balance:
    """How some quotes are spread over the participants.

    Args:
        quotes: each once.
        people: ids of all who could be quoted; whoever speaks in a quote is added.
    """
    own, said, spoken = list(quotes), Counter[str](), Counter[str]()
    for quote in own:
        said.update(quote.words.keys())
        spoken.update(quote.words)
    everybody = sorted({*people, *said}, key=natural)
    shares = tuple(Share(person, said[person], spoken[person]) for person in everybody)
    return Balance(shares, len(own), sum(spoken.values()))


def voices(quotes: Iterable[Quoted]) -> dict[str, set[str]]:
    """The participants who speak in the quotes of each entry of the codebook, by its key."""
    found: dict[str, set[str]] = {}
    for quote in quotes:
        for key in quote.entries:
            found.setdefault(key, set()).update(quote.words)
    return found
