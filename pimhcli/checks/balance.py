"""Whether the quotes of the paper let everybody be heard, and show each sub-theme by several voices."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from pimhcli import numbers
from pimhcli.analysis.heard import balance, voices
from pimhcli.findings import Finding
from pimhcli.wording import count, together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pimhcli.analysis.heard import Balance, Quoted, Share
    from pimhcli.coding.codebook import Codebook

WHERE = "quotes"
_SHOWN = 12  # names in a sentence
_CHOOSE = "Choose others: pimh quotes --suggest"


class Heard(NamedTuple):
    """The quotes of a study, and who could be heard in them.

    Args:
        quotes: those that are looked at, each once.
        starred: whether these are the key quotes alone.
        people: ids of the participants who speak and may be quoted.
        withheld: whether somebody did not agree to be quoted: then nobody is named who is not.
        groups: the focus groups in which somebody speaks who may be quoted.
        coded: who speaks in the excerpts of each entry that may be printed, by its key.
    """

    quotes: tuple[Quoted, ...]
    starred: bool
    people: tuple[str, ...]
    withheld: bool = False
    groups: tuple[str, ...] = ()
    coded: Mapping[str, frozenset[str]] = {}

    @property
    def called(self) -> str:
        """What its quotes are, as a sentence names one of them."""
        return "key quote" if self.starred else "quote"

    @property
    def balance(self) -> Balance:
        """How the quotes are spread."""
        return balance(self.quotes, self.people)


def uneven(book: Codebook, heard: Heard) -> list[Finding]:
    """Where few voices stand for many; nothing without quotes.

    Args:
        book: the codebook.
        heard: the quotes.
    """
    if not heard.quotes:
        return []
    shares = heard.balance
    much = (Finding(WHERE, supplies(share, heard), _CHOOSE, "warning") for share in shares.leading)
    return [*much, *_unheard(heard), *_silent_groups(heard), *_single_voices(book, heard)]


def supplies(share: Share, heard: Heard) -> str:
    """That one participant supplies so many of the quotes."""
    of = heard.balance
    supplied = f"{share.quotes} of {count(of.quotes, heard.called)}"
    words = f"{share.words:,} of {count(of.words, 'word')}"
    return f"{share.participant} supplies {supplied} and {words}; an equal share would be {_equal(of)}."


def told(heard: Heard) -> str:
    """Who is quoted how often, and how unevenly; empty without quotes. Who is never quoted has no line."""
    of = heard.balance
    if not of.quotes:
        return ""
    wide = max(len("participant"), *(len(share.participant) for share in of.shares))
    rows = [f"  {s.participant:{wide}}  {s.quotes:6,}  {s.words:6,}" for s in of.shares if s.quotes]
    head = f"{count(of.quotes, heard.called)} with {count(of.words, 'word')} of participants."
    return "\n".join([head, "", f"  {'participant':{wide}}  quotes   words", *rows, *_evenness(of)])


def _evenness(of: Balance) -> Iterator[str]:
    if of.gini is not None and of.corrected_gini is not None:
        plain, fair = numbers.shown(of.gini, 2), numbers.shown(of.corrected_gini, 2)
        people = count(len(of.shares), "participant")
        yield ""
        yield f"Gini of the quotes: {plain}; {fair} corrected for {people} (0: all alike, 1: one has all)."


def unheard(heard: Heard) -> str:
    """Who is never quoted; empty when everybody is. Named only where everybody agreed to be quoted."""
    names = heard.balance.unheard
    if not names:
        return ""
    who = count(len(names), "participant") if heard.withheld else together(_first(names))
    plural = len(names) > 1
    return f"{who} {'speak' if plural else 'speaks'}, and {'are' if plural else 'is'} in no {heard.called}."


def silent_groups(heard: Heard) -> list[str]:
    """The focus groups that no quote comes from."""
    quoted = {quote.group for quote in heard.quotes}
    return [group for group in heard.groups if group not in quoted]


def _unheard(heard: Heard) -> Iterator[Finding]:
    if words := unheard(heard):
        # with few quotes for many people somebody has to be left out
        is_due = len(heard.quotes) >= 2 * len(heard.balance.shares)
        yield Finding(WHERE, words, _CHOOSE, "warning" if is_due else "note")


def _silent_groups(heard: Heard) -> Iterator[Finding]:
    for group in silent_groups(heard):
        yield Finding(f"focus group {group}", f"no {heard.called} comes from it.", _CHOOSE, "warning")


def _single_voices(book: Codebook, heard: Heard) -> Iterator[Finding]:
    """A note on the sub-themes that one participant alone shows."""
    heard_in = voices(heard.quotes)
    shown = {
        code.id: heard_in[code.id] for code in book.codes if code.level == "sub-theme" and code.id in heard_in
    }
    alone = [_by_one(book, heard, key, names) for key, names in shown.items() if len(names) == 1]
    if alone:
        told_of = f"{len(alone)} of {count(len(shown), 'sub-theme')} with quotes"
        is_shown = "is" if len(alone) == 1 else "are"
        hint = "The coding may have more voices: pimh quotes SUB-THEME shows them."
        yield Finding(
            WHERE, f"{told_of} {is_shown} shown by one voice: {'; '.join(_first(alone))}.", hint, "note"
        )


def _first(names: Sequence[str]) -> list[str]:
    """The first of some names, and how many more there are."""
    more = len(names) - _SHOWN
    return [*names[:_SHOWN], *([f"{more:,} more"] if more > 0 else [])]


def _by_one(book: Codebook, heard: Heard, key: str, names: Iterable[str]) -> str:
    (name,) = names
    others = len(heard.coded.get(key, frozenset()) - {name})
    more = f"; {others} more could be quoted" if others else ""
    return f"{book.name_of(key)} ({name}{more})"


def _equal(of: Balance) -> str:
    share = numbers.shown(Fraction(of.quotes, len(of.shares)), 1)
    return share.removesuffix(".0")
