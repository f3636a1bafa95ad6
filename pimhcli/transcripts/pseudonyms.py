"""Replaces names by pseudonyms, as whole words, and twice as once."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.transcripts.name_shapes import (
    IS_UNSPACED,
    Folded,
    finder,
    flat,
    parts,
    plain,
    spelled_out,
    untitled,
)
from pimhcli.transcripts.name_words import MONTHS, ORDINARY, TITLES
from pimhcli.transcripts.pseudonym_key import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.transcripts.pseudonym_key import Key
    from pimhcli.transcripts.segments import Span

_LONGEST = 200  # characters of a name
_NEAR = 64  # characters around a name that tell how it is meant
_LABELLED = re.compile(r"\s*:(?:\s|$)")
_LINE_START = re.compile(r"(?:^|\n)(?:\[[^\]\n]*\])?\s*$")
_DATED_BEFORE = re.compile(
    r"(?:\b(?:in|on|of|since|until|till|by|from|to|last|next|this|early|late|mid|every)"
    r"|\d(?:st|nd|rd|th)?(?: of)?)\W+$",
    re.IGNORECASE,
)
_DATED_AFTER = re.compile(r"\W+\d")
# a stop behind a whole word ends a sentence: I saw the doctor.
_SHORT_TITLE = r"(?:dr|mrs?|ms|mx|prof|rev|fr|sr|mme|mlle|sig|dott|dhr|mevr)\."
_TITLE_BEFORE = re.compile(rf"\b(?:{'|'.join(TITLES)}|{_SHORT_TITLE})\s*$", re.IGNORECASE)
_PART_OF_MORE = re.compile(r"[-‐‑'’](?![sS]\b)[^\W_]")
# Mary-Kate is not Mary; Mary-like is
_DOUBLE_BEFORE = re.compile(r"\b([^\W\d_])[^\W\d_]*[-‐‑]$")
_DOUBLE_AFTER = re.compile(r"[-‐‑]([^\W\d_])")
_ADDRESSED_BEFORE = re.compile(r"[小老阿]$")
_ADDRESSED_AFTER = re.compile("先生|女士|小姐|太太|老师|老師|医生|醫生|护士|護士|さん|様|氏|先輩")


class Replaced(msgspec.Struct, frozen=True):
    """A name in a text, and what is to stand there.

    Args:
        start: offset in the text, in code points.
        end: offset behind the name; the s of a genitive or a plural lies behind it.
        old: the words there.
        new: what they become.
        entry: of the key.
        unsure: it may be an ordinary word, and stays: somebody has to look.
    """

    start: int
    end: int
    old: str
    new: str
    entry: Entry
    unsure: bool = False


class _Form(NamedTuple):
    """One form of a name.

    Args:
        entry: whose it is.
        certain: it is meant wherever it stands, as the key says so.
        spellings: the letters of all forms of the entry, in their case.
    """

    entry: Entry
    certain: bool
    spellings: frozenset[str]

    def allows(self, words: str) -> bool:
        """Whether words that have the form's letters are in a case that the key allows."""
        return not self.entry.exact or _letters(words) in self.spellings


class _Finders(NamedTuple):
    """What finds the names, those that need no certain case, and the pseudonyms that stand already."""

    names: re.Pattern[str] | None
    loose: re.Pattern[str] | None
    pseudonyms: re.Pattern[str] | None


class Pseudonymiser:
    """Finds the names of a key and puts the pseudonyms there.

    A name is found as whole words, in any case, with or without its accents, with any apostrophe, and with
    any blank or hyphen between its words. A name that is an ordinary word too (Will, May, Rose) is left
    where it may be one, unless the key has it in small letters among ``also`` or says ``exact``: in small
    letters, at the start of a sentence, and next to a date. So is half of a double name (Mary in Mary-
    Kate), a single letter but for a label, and in Chinese and Japanese a single character amidst others.
    Names in a pseudonym that stands in the text are left too: what was replaced is not replaced again.

    Args:
        key: read without errors.
    """

    def __init__(self, key: Key) -> None:
        self._key = key
        self._forms: dict[str, _Form] = {}
        self._finders: dict[bool, _Finders] = {}
        for entry in key.entries:
            for name, form in _forms(entry).items():
                self._forms.setdefault(name, form)

    def found(self, text: str, *, joined: bool = False) -> list[Replaced]:
        """The names in a text, in order and without overlaps; those that stay are ``unsure``.

        Args:
            text: any.
            joined: it is an id or the name of a file, where words are run together.
        """
        finders = self._finders_for(joined=joined)
        folded = Folded(text)
        hits = [hit for hit in self._hits(folded, finders) if not _is_cut(text, hit[1])]
        kept = _standing(folded, finders.pseudonyms) if hits else []
        doubtful = _is_word if joined else _is_unsure
        found = [
            Replaced(start, end, text[start:end], new, form.entry, unsure)
            for start, end, form in _outside(hits, kept)
            for new in [_as_id(form.entry.pseudonym, text[start:end]) if joined else form.entry.pseudonym]
            for unsure in [not form.certain and doubtful(text, start, end)]
        ]
        return found if joined else _settled(text, found)

    def rewritten(self, text: str, *, joined: bool = False) -> str:
        """The text with all names replaced that are surely meant.

        Args:
            text: any.
            joined: it is an id or the name of a file.
        """
        return _applied(text, self.found(text, joined=joined))

    def _finders_for(self, *, joined: bool) -> _Finders:
        if joined not in self._finders:
            entries = self._key.entries
            names = [name for entry in entries for name in _spelled(entry)]
            loose = [name for entry in entries if not entry.exact for name in _spelled(entry)]
            pseudonyms = [entry.pseudonym for entry in entries]
            if joined:
                pseudonyms += _outside_names([_as_id(pseudonym, "") for pseudonym in pseudonyms], names)
            self._finders[joined] = _Finders(
                *(finder(some, joined=joined) for some in (names, loose, pseudonyms))
            )
        return self._finders[joined]

    def _hits(self, folded: Folded, finders: _Finders) -> Iterator[Hit]:
        """The names in a case that the key allows; a shorter one may stand in one that it does not."""
        at = 0
        while finders.names and (match := finders.names.search(folded.text, at)):
            hit = self._hit(folded, match)
            if not hit and finders.loose and (shorter := finders.loose.match(folded.text, match.start())):
                match, hit = shorter, self._hit(folded, shorter)
            while hit and (longer := _longer(finders.names, folded.text, match)):
                if (other := self._hit(folded, longer)) is None:
                    break
                match, hit = longer, other
            at = match.end()
            if hit:
                yield hit

    def _hit(self, folded: Folded, match: re.Match[str]) -> Hit | None:
        start, end = folded.span(*match.span())
        form = self._forms[flat(match[0])]
        return (start, end, form) if form.allows(folded.original[start:end]) else None


Hit = tuple[int, int, _Form]


def _longer(names: re.Pattern[str], text: str, match: re.Match[str]) -> re.Match[str] | None:
    """A longer name that begins within one: Mercy Hospital, where the Mercy is a name too."""
    found = names.search(text, match.start() + 1, match.end() + _LONGEST)
    if found and found.start() < match.end() and len(found[0]) > len(match[0]):
        return found
    return None


def _applied(text: str, found: list[Replaced]) -> str:
    pieces: list[str] = []
    behind = 0
    for hit in found:
        if not hit.unsure:
            pieces += text[behind : hit.start], hit.new
            behind = hit.end
    return "".join((*pieces, text[behind:])) if behind else text


def _settled(text: str, found: list[Replaced]) -> list[Replaced]:
    """The same, and sure what is so once the others are replaced: else it would be replaced the next time."""
    while any(hit.unsure for hit in found):
        then, shift = _applied(text, found), 0
        settled: list[Replaced] = []
        for hit in found:
            unsure = hit.unsure and _is_unsure(then, hit.start + shift, hit.end + shift)
            shift += 0 if hit.unsure else len(hit.new) - len(hit.old)
            settled.append(msgspec.structs.replace(hit, unsure=unsure) if unsure != hit.unsure else hit)
        if settled == found:
            break
        found = settled
    return found


def _spelled(entry: Entry) -> Iterator[str]:
    """All forms of an entry; those with a title without it too, those with umlauts without them too."""
    for form in entry.forms:
        for name in filter(None, (form, untitled(form))):
            yield from filter(None, (name, spelled_out(name)))


def _forms(entry: Entry) -> dict[str, _Form]:
    certain = {flat(name) for name in entry.also if name == name.lower()}
    spellings = frozenset(map(_letters, _spelled(entry)))
    return {
        name: _Form(entry, entry.exact or name in certain, spellings) for name in map(flat, _spelled(entry))
    }


def _letters(name: str) -> str:
    """The letters and digits of a name without accents, in their case."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", name)))


def _outside_names(pseudonyms: list[str], names: list[str]) -> list[str]:
    """Those that stand in no name: without its brackets, [hospital] would keep St Mary's Hospital."""
    if (standing := finder(pseudonyms, joined=True)) is None:
        return pseudonyms
    inside = {flat(found[0]) for name in names for found in standing.finditer(plain(name))}
    return [pseudonym for pseudonym in pseudonyms if flat(pseudonym) not in inside]


def _is_cut(text: str, end: int) -> bool:
    """Whether a vowel sign that belongs to the last letter follows, as in Hindi: it is another word."""
    following = text[end : end + 1]
    return bool(following) and unicodedata.category(following)[0] == "M"


def _standing(folded: Folded, pseudonyms: re.Pattern[str] | None) -> list[Span]:
    """Where pseudonyms stand, which may overlap."""
    if pseudonyms is None:
        return []
    overlapping = re.compile(f"(?=({pseudonyms.pattern}))")
    return [folded.span(*found.span(1)) for found in overlapping.finditer(folded.text)]


def _outside(hits: list[Hit], kept: list[Span]) -> Iterator[Hit]:
    """The hits that overlap none of some spans, both in order of their starts."""
    spans = iter(kept)
    reach, following = 0, next(spans, None)
    for hit in hits:
        while following and following[0] < hit[1]:
            reach, following = max(reach, following[1]), next(spans, None)
        if hit[0] >= reach:
            yield hit


def _as_id(pseudonym: str, old: str) -> str:
    """A pseudonym in the manner of the id that it comes into."""
    words = re.findall(r"[^\W_]+", pseudonym)
    joiner = next((c for c in old if c in " _.-"), "-")
    new = joiner.join(words) or pseudonym
    return new if old != old.lower() else new.lower()


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether a name may be an ordinary word in an id, where case tells nothing."""
    word = flat(text[start:end])
    return word in ORDINARY or len(word) < 3


def _is_unsure(text: str, start: int, end: int) -> bool:
    """Whether a name may be an ordinary word where it stands."""
    name = text[start:end]
    before, after = text[max(start - _NEAR, 0) : start], text[end : end + _NEAR]
    if _LABELLED.match(after) and _LINE_START.search(before):
        return False
    if name.upper() != name.lower():
        return _may_be_a_word(name, before, after)
    return len(name) == 1 and bool(IS_UNSPACED.match(name)) and _is_amidst(before, after)


def _may_be_a_word(name: str, before: str, after: str) -> bool:
    word = flat(name)
    if len(word) == 1 or (len(word) == 2 and _PART_OF_MORE.match(after)):
        return True
    if len(parts(name)) == 1 and _is_half(before, after):
        return True
    if name.islower():
        return word in ORDINARY or len(word) == 2
    is_plural = after.startswith(("e", "s")) and len(parts(name)) == 1
    if word in ORDINARY and (is_plural or _is_dated(word, before, after)):
        return True
    return (word in ORDINARY or is_plural) and starts_sentence(before)


def _is_half(before: str, after: str) -> bool:
    """Whether the other half of a double name stands beside a name."""
    beside = (_DOUBLE_BEFORE.search(before), _DOUBLE_AFTER.match(after))
    return any(half and half[1].isupper() for half in beside)


def starts_sentence(before: str) -> bool:
    """Whether a capital says nothing, as what stands before it ends a sentence or opens something.

    Args:
        before: the text before the word, or the end of it.
    """
    if _TITLE_BEFORE.search(before):
        return False
    last = before.rstrip(" \t\xa0")[-1:]
    return not (last.isalnum() or (last and last in ",;'’)&%/"))


def _is_dated(word: str, before: str, after: str) -> bool:
    return word in MONTHS and bool(_DATED_BEFORE.search(before) or _DATED_AFTER.match(after))


def _is_amidst(before: str, after: str) -> bool:
    """Whether a character is likely to be part of a word, not somebody's name alone."""
    if _ADDRESSED_BEFORE.search(before) or _ADDRESSED_AFTER.match(after):
        return False
    return before[-1:].isalnum() or after[:1].isalnum()
