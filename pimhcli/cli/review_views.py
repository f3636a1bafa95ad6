"""How what is reviewed, and what was said of it, is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.analysis.passages import Passage
from pimhcli.cli import views
from pimhcli.plain.words import flat
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pimhcli.coding.codebook import Code
    from pimhcli.coding.remarks import Remark
    from pimhcli.coding.reviews import Point
    from pimhcli.study.review_matter import Matter
    from pimhcli.study.review_walk import Quote, Stop

_VERDICTS = {"accept": "accepts", "decline": "declines", "discuss": "leaves it open"}


def entry(matter: Matter, stop: Stop) -> Iterator[str]:
    """An entry that is looked at: where it hangs, what it means, its counts, what was said of it.

    Args:
        matter: what is reviewed.
        stop: the entry.
    """
    counts = stop.counts
    people, groups = count(counts.participants, "participant"), count(counts.groups, "group")
    yield _headed(matter, stop.code)
    yield f"  {count(counts.excerpts, 'excerpt')} | {people} | {groups}"
    yield from _meaning(stop.code)
    if stop.changes:
        yield f"  Since you agreed with it {' and '.join(stop.changes)}."
    yield from (f"  You: {_own_words(matter, one)}" for one in stop.said if one.kind != "agree")


def quotes(matter: Matter, key: str, shown: Sequence[Quote], first: int, whole: int) -> Iterator[str]:
    """Quotes that are looked at, each with its number, its place and whose coding it is.

    Args:
        matter: what is reviewed.
        key: of the entry that they stand under.
        shown: some of them.
        first: the number of the first of these.
        whole: how many there are in all.
    """
    last = first + len(shown) - 1
    of = f"Quotes {first}–{last} of {whole}" if last > first else f"Quote {first} of {whole}"
    yield f"  {of}{'; m shows more' if last < whole else ''}:"
    for number, one in enumerate(shown, start=first):
        yield from _quote(matter, one, number, key)


def talk_around(matter: Matter, passage: Passage) -> str:
    """A quote with the turn before it and the one behind."""
    return views.block(passage, matter.study, context=1)


def point(matter: Matter, one: Point, *, whole: bool = False) -> Iterator[str]:
    """A point with all that was said to it.

    Args:
        matter: what is reviewed.
        one: the point.
        whole: whether to show what it is about in full.
    """
    remark, thing = one.remark, matter.thing(one.remark)
    state = "open" if one.is_open else "settled"
    called = matter.place(thing) if whole and isinstance(thing, Passage) else matter.called(thing)
    yield f"{remark.id}  {remark.by}, {remark.at[:10]}, {state}: on {called}"
    if whole and isinstance(thing, Passage):
        yield f"  “{flat(thing.excerpt.quote)}”"
        yield f"  coded {_names(matter, matter.codes_of(thing))} by {thing.excerpt.coder}"
    elif whole and thing is not None and not isinstance(thing, Passage):
        yield from _meaning(thing)
    yield f"  {remark.by}: {_own_words(matter, remark)}"
    for reply in one.replies:
        does = _VERDICTS.get(reply.verdict, "raises it again")
        if remark.kind == "query" and reply.verdict == "accept":
            does = "answers"
        yield f"  {reply.by} {does}{f': {flat(reply.words)}' if reply.words else ''}"


def data(matter: Matter, one: Point) -> dict[str, object]:
    """A point for programs."""
    remark, thing = one.remark, matter.thing(one.remark)
    return {
        "id": remark.id,
        "kind": remark.kind,
        "by": remark.by,
        "at": remark.at,
        "on": remark.on,
        "excerpt": thing.excerpt.id if isinstance(thing, Passage) else None,
        "entry": None if thing is None or isinstance(thing, Passage) else thing.id,
        "gone": thing is None,
        "words": remark.words,
        "suggests": remark.suggests,
        "instead": remark.instead,
        "open": one.is_open,
        "verdict": one.verdict,
        "replies": [{"by": r.by, "at": r.at, "verdict": r.verdict, "words": r.words} for r in one.replies],
    }


def _headed(matter: Matter, code: Code) -> str:
    above = f" in '{matter.book.by_key[code.parent].name}'" if code.parent else ""
    return f"{code.level.capitalize()} '{code.name}'{above}{', retired' if code.is_retired else ''}"


def _meaning(code: Code) -> Iterator[str]:
    yield f"  {flat(code.definition) or 'It has no definition.'}"
    for label, words in (("When to use it", code.include), ("When not", code.exclude)):
        if words:
            yield f"  {label}: {flat(words)}"


def _quote(matter: Matter, one: Quote, number: int, key: str) -> Iterator[str]:
    passage = one.passage
    star, own = " ★" if passage.excerpt.star else "", ", your own coding" if one.is_own else ""
    who = ", ".join(passage.speakers)
    yield f"  {number}{star} {passage.place}{f', {who}' if who else ''} ({passage.excerpt.coder}{own})"
    yield from (f"    {line}" for line in passage.excerpt.quote.splitlines())
    if others := [code for code in matter.codes_of(passage) if code != key]:
        yield f"    also coded {_names(matter, others)}"
    if one.changes:
        yield f"    Since you agreed with it {' and '.join(one.changes)}."
    yield from (f"    You: {_own_words(matter, r)}" for r in one.said if r.kind != "agree")


def _own_words(matter: Matter, remark: Remark) -> str:
    name = matter.book.name_of
    wish = {
        "recode": f"'{name(remark.suggests)}' in place of '{name(remark.instead)}'",
        "rename": f"call it '{remark.suggests}'",
    }.get(remark.kind, "")
    return "; ".join(filter(None, (wish, flat(remark.words))))


def _names(matter: Matter, keys: Sequence[str]) -> str:
    return ", ".join(f"'{matter.book.name_of(key)}'" for key in keys)
