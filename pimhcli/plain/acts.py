"""The commands that change something: each finds what is meant and has the core do it as one act."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding.acts import Wanted
from pimhcli.coding.codebook import split_path
from pimhcli.coding.growing import Draft
from pimhcli.coding.picking import Index
from pimhcli.errors import ProblemsError, UsageError
from pimhcli.plain import naming
from pimhcli.plain import words as taken
from pimhcli.study import acting, codebook_acts, extents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pimhcli.coding.excerpts import Excerpt
    from pimhcli.plain.bench import Bench
    from pimhcli.study.acting import Plan

    Act = Callable[[Bench, str], Plan]

_TO = re.compile(r"\s+to\s+", re.IGNORECASE)
_UNDER = re.compile(r"\s+under\s+", re.IGNORECASE)


def code(bench: Bench, words: str) -> Plan:
    """Codes the turn, or a part of it."""
    extent, names = taken.extent(words)
    span = bench.reading.span(extent)
    return _coded(bench, span, bench.codes(names))


def again(bench: Bench, words: str) -> Plan:
    """Applies the codes that were applied last."""
    extent, rest = taken.extent(words)
    _nothing_more(rest)
    keys = tuple(key for key in bench.last if key in bench.sitting.book.by_key)
    if not keys:
        raise ProblemsError("No code was applied yet.", hint="Apply one: code NAME")
    return _coded(bench, bench.reading.span(extent), keys)


def new(bench: Bench, words: str) -> Plan:
    """Adds an entry to the codebook: under a theme a sub-theme, as everywhere, else a code."""
    name, under = _name_and_parent(bench, words)
    parent = bench.code(under).id if under else ""
    near = Index(bench.sitting.book).near(name, 1)
    plan = bench.sitting.do(codebook_acts.add, Draft(name, parent, "" if parent else "code"))
    if not near:
        return plan
    hint = f" Much like it is '{near[0].name}'; if that is meant, type undo."
    return msgspec.structs.replace(plan, sentence=f"{plan.sentence}{hint}")


def memo(bench: Bench, words: str) -> Plan:
    """Writes the memo of an excerpt; a hyphen takes it away."""
    excerpt, text = _excerpt(bench, words)
    if not text:
        hint = "Write it behind: memo TEXT. To take it away: memo -"
        raise UsageError(f"The memo: {excerpt.memo or 'none'}.", hint=hint)
    return bench.sitting.do(acting.memo, excerpt.id, "" if text == "-" else text)


def star(bench: Bench, words: str) -> Plan:
    """Marks an excerpt as a key quote, or no longer."""
    excerpt, rest = _excerpt(bench, words)
    _nothing_more(rest)
    return bench.sitting.do(acting.star, excerpt.id, on=not excerpt.star)


def uncode(bench: Bench, words: str) -> Plan:
    """Takes codes from an excerpt; of several on the turn from the one that has the first of them."""
    number, names = taken.excerpt(words)
    keys = bench.codes(names)
    return bench.sitting.do(acting.remove, bench.excerpt(number, having=keys[0]).id, keys)


def remove(bench: Bench, words: str) -> Plan:
    """Removes a whole excerpt."""
    excerpt, rest = _excerpt(bench, words)
    if rest:
        raise UsageError("remove takes the whole excerpt away.", hint=f"For a code of it: uncode {rest}")
    return bench.sitting.do(acting.remove, excerpt.id)


def recode(bench: Bench, words: str) -> Plan:
    """Changes a code of an excerpt for another."""
    number, names = taken.excerpt(words)
    old, becomes = _old_and_new(bench, names)
    key = bench.code(old).id
    excerpt = bench.excerpt(number, having=key)
    return bench.sitting.do(acting.recode, excerpt.id, key, bench.code(becomes).id)


def resize(bench: Bench, words: str) -> Plan:
    """Gives an excerpt other words."""
    excerpt, rest = _excerpt(bench, words)
    extent, more = taken.extent(rest)
    if extent is None or more:
        raise UsageError("Which words is it to have?", hint='Example: resize "the words", or resize 1-2')
    if extent.quote:
        span = extents.meant(bench.sitting.study, excerpt, extent.quote)
    else:
        span = bench.reading.span(extent)
    return bench.sitting.do(acting.resize, excerpt.id, *span)


def split(bench: Bench, words: str) -> Plan:
    """Makes two excerpts of one; the second begins with a sentence or with some words."""
    excerpt, rest = _excerpt(bench, words)
    extent, more = taken.extent(rest)
    if extent is None or more or not (extent.quote or extent.sentences):
        raise UsageError("How does the second begin?", hint='Example: split "its first words", or split 2')
    if extent.quote:
        at = extents.start_within(bench.sitting.study, excerpt, extent.quote)
    else:
        at = bench.reading.span(extent)[0]
    return bench.sitting.do(acting.split, excerpt.id, at)


def merge(bench: Bench, words: str) -> Plan:
    """Makes one excerpt of two: those named, the two of the turn, or the one here and the next."""
    first, rest = taken.excerpt(words)
    second, rest = taken.excerpt(rest)
    _nothing_more(rest)
    if not first and len(bench.excerpts) == 2:
        first, second = 1, 2
    one = bench.excerpt(first)
    other = bench.excerpt(second) if second else _next(bench, one)
    return bench.sitting.do(acting.merge, one.id, other.id)


def undo(bench: Bench, words: str) -> Plan:
    """Takes the last act back; into an earlier sitting only when that was agreed to."""
    sitting = bench.sitting
    earlier = sitting.goes_back_to()
    if words.casefold() in {"y", "yes"}:
        sitting.agreed_to_go_back = True
    elif earlier:
        told = f"The last act is of an earlier sitting, on {earlier.at[:10]}: {earlier.sentence}"
        raise ProblemsError(_ended(told), hint="To take it back: undo yes")
    else:
        _nothing_more(words)
    return sitting.undo()


def redo(bench: Bench, _: str) -> Plan:
    """Does the act again that was undone last."""
    return bench.sitting.redo()


ACTS: dict[str, Act] = {
    "code": code,
    "again": again,
    "new": new,
    "memo": memo,
    "star": star,
    "uncode": uncode,
    "remove": remove,
    "recode": recode,
    "resize": resize,
    "split": split,
    "merge": merge,
    "undo": undo,
    "redo": redo,
}


def done(bench: Bench, name: str, words: str) -> str:
    """Does an act, goes to what undo and redo changed, and says it in one line.

    Args:
        bench: what the act works on.
        name: of the command.
        words: what follows it.

    Raises:
        PimhError: it cannot be done; nothing was changed.
    """
    was = bench.reading.at
    plan = ACTS[name](bench, words)
    told = _ended(plan.sentence)
    if plan.step:
        told += " Saved."
        if name in {"undo", "redo"} and plan.transcript == bench.sitting.name:
            _follow(bench, plan)
        bench.keep()
    return told if bench.reading.at == was else f"{told} Now at turn {bench.reading.at}."


def _coded(bench: Bench, span: tuple[int, int], keys: tuple[str, ...]) -> Plan:
    sitting = bench.sitting
    plan = sitting.do(acting.code, sitting.name, Wanted(*span, keys))
    bench.last = keys
    return plan


def _follow(bench: Bench, plan: Plan) -> None:
    touched = bench.reading.transcript.turns_of(*plan.span)
    if touched and bench.reading.turn not in touched:
        bench.reading.at = touched[0].number


def _excerpt(bench: Bench, words: str) -> tuple[Excerpt, str]:
    number, rest = taken.excerpt(words)
    return bench.excerpt(number), rest


def _next(bench: Bench, one: Excerpt) -> Excerpt:
    everything = bench.sitting.excerpts
    behind = everything[everything.index(one) + 1 :]
    if not behind:
        raise ProblemsError("There is no excerpt behind this one.", hint="Name two: merge e1 e2")
    return behind[0]


def _name_and_parent(bench: Bench, words: str) -> tuple[str, str]:
    """The name of a new code and what it is to stand under; either may hold the word `under`."""
    if taken.begins_with_quote(words):
        name, rest = taken.quoted(words)
        behind = _UNDER.match(f" {rest}")
        if rest and not behind:
            hint = 'Example: new "Rush" under Slowing down'
            raise UsageError("What follows the name is not understood.", hint=hint)
        return name, behind.string[behind.end() :] if behind else ""
    splits = list(_halves(_UNDER, words))
    for name, under in splits:
        if naming.is_one(bench.sitting.book, under):
            return name, under
    if splits:
        return splits[-1]
    *above, name = split_path(words)
    return name, " > ".join(above)


def _old_and_new(bench: Bench, words: str) -> tuple[str, str]:
    """The two names of `A to B`; either may hold the word `to`."""
    splits = list(_halves(_TO, words))
    if not splits:
        raise UsageError("Which code is to become which?", hint="Example: recode time pressure to Rush")
    book = bench.sitting.book
    return next((pair for pair in splits if all(naming.is_one(book, name) for name in pair)), splits[0])


def _halves(word: re.Pattern[str], words: str) -> Iterator[tuple[str, str]]:
    """Every way to part a text at a word, text on both sides."""
    for found in word.finditer(words):
        if words[: found.start()] and words[found.end() :]:
            yield words[: found.start()], words[found.end() :]


def _nothing_more(words: str) -> None:
    if words:
        raise UsageError(f"'{words}' is not understood here.", hint="Type help and the command's name.")


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."
