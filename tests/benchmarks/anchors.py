"""Prints how many excerpts stand where they should after a transcript was edited, by strategy and edit.

Run: ``python tests/benchmarks/anchors.py [--small]``. It ends with 1 when following the old text falls short of
what is asked: 99.9 % exact after the typical edits, 98 % after heavy ones, 6 of 5,000 wrong without a flag.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

from edited_talk import Excerpt, Talk, right_place
from rapidfuzz import fuzz

from pimhcli.coding.anchoring import Anchor, Anchors
from pimhcli.coding.excerpts import CONTEXT, Coding
from pimhcli.transcripts.turns import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Strategy = "Callable[[str, str, Sequence[Coding]], list[Anchor]]"
LOST = Anchor("lost")


class Edit(NamedTuple):
    """A kind of edits; numbers are for 10,000 turns."""

    name: str
    typos: int = 0
    words: int = 0
    names: int = 0
    inserted: int = 0
    deleted: int = 0
    moved: int = 0
    split: int = 0
    relabel: bool = False


EDITS = [
    Edit("200 typos", typos=200),
    Edit("5 names", names=5),
    Edit("300 in, 200 out", inserted=300, deleted=200),
    Edit("100 moves", moved=100),
    Edit("typical", typos=400, words=100, names=1, inserted=20, deleted=10, moved=5, split=10),
    Edit("heavy", 3_000, 1_500, names=5, inserted=300, deleted=200, moved=100, split=150),
    Edit("relabel", typos=400, relabel=True),
]


class Tally(NamedTuple):
    """What a strategy made of the excerpts; those whose words are gone count only when put somewhere."""

    present: int
    exact: int
    near: int
    wrong: int
    flagged: int
    lost: int
    seconds: float

    @property
    def share(self) -> float:
        """Percent of those still in the text that stand exactly right."""
        return 100 * self.exact / self.present


def edited(talk: Talk, edit: Edit, scale: float) -> None:
    """Edits a talk; what is left is split and joined alike."""

    def some(number: int) -> int:
        return round(number * scale) or bool(number)

    talk.insert(some(edit.inserted))
    talk.delete(some(edit.deleted))
    talk.move(some(edit.moved))
    talk.split(some(edit.split))
    talk.join(some(edit.split))
    talk.wrong_words(some(edit.words))
    talk.typos(some(edit.typos))
    talk.names(edit.names)
    if edit.relabel:
        talk.relabel()


def coded(text: str, excerpts: Sequence[Excerpt]) -> list[Coding]:
    """The codings of excerpts."""
    return [
        Coding(
            str(at), "c", text[start:end], start, end, text[max(start - CONTEXT, 0) : start],
            text[end : end + CONTEXT], "v1",
        )
        for at, (start, end, *_) in enumerate(excerpts)
    ]  # fmt: skip


def offsets_only(old: str, new: str, codings: Sequence[Coding]) -> list[Anchor]:
    return [Anchor("same", *coding.span) for coding in codings]


def turn_and_offset(old: str, new: str, codings: Sequence[Coding]) -> list[Anchor]:
    before, after = parse(old), parse(new)
    found = []
    for coding in codings:
        turn = before.turn_at(coding.start)
        if turn is None or turn.number > len(after.turns):
            found.append(LOST)
            continue
        start = after.turns[turn.number - 1].start + coding.start - turn.start
        found.append(Anchor("same", start, start + len(coding.quote)))
    return found


def nearest_quote(old: str, new: str, codings: Sequence[Coding]) -> list[Anchor]:
    return [_best(new, coding, lambda at, coding=coding: -abs(at - coding.start)) for coding in codings]


def best_context(old: str, new: str, codings: Sequence[Coding]) -> list[Anchor]:
    def context(at: int, coding: Coding) -> float:
        end = at + len(coding.quote)
        before = fuzz.ratio(coding.pre, new[max(at - CONTEXT, 0) : at])
        return before + fuzz.ratio(coding.post, new[end : end + CONTEXT])

    return [_best(new, coding, lambda at, coding=coding: context(at, coding)) for coding in codings]


def _best(new: str, coding: Coding, worth: Callable[[int], float]) -> Anchor:
    places, at = [], new.find(coding.quote)
    while at >= 0:
        places.append(at)
        at = new.find(coding.quote, at + 1)
    best = max(places, key=worth, default=-1)
    return LOST if best < 0 else Anchor("same", best, best + len(coding.quote))


def without_old_text(old: str, new: str, codings: Sequence[Coding]) -> list[Anchor]:
    anchors = Anchors(new, "v2", lambda _: None)
    return [anchors.anchor(coding) for coding in codings]


def with_old_text(old: str, new: str, codings: Sequence[Coding]) -> list[Anchor]:
    anchors = Anchors(new, "v2", lambda _: old)
    return [anchors.anchor(coding) for coding in codings]


STRATEGIES: dict[str, Callable[[str, str, Sequence[Coding]], list[Anchor]]] = {
    "offsets only": offsets_only,
    "turn number + offset in turn": turn_and_offset,
    "quote, nearest place": nearest_quote,
    "quote + context, best score": best_context,
    "quote + context + fuzzy, careful": without_old_text,
    "the old text followed": with_old_text,
}


def tallied(anchors: Sequence[Anchor], right: Sequence[tuple[int, int] | None], seconds: float) -> Tally:
    """Counts; wrong is what was put elsewhere, or overlaps no more than by chance, without a flag."""
    exact = near = wrong = flagged = lost = 0
    for anchor, place in zip(anchors, right, strict=True):
        at = (anchor.start, anchor.end)
        if anchor.status == "lost":
            lost += place is not None
        elif at == place:
            exact += 1
        elif anchor.status == "review":
            flagged += 1
        elif place and at[0] < place[1] and place[0] < at[1]:
            near += 1
        else:
            wrong += 1
    present = sum(place is not None for place in right)
    return Tally(present, exact, near, wrong, flagged, lost, seconds)


def measured(edit: Edit, turns: int, excerpts: int, strategies: Sequence[str]) -> dict[str, Tally]:
    """The strategies on one kind of edits."""
    talk = Talk(random.Random(7), turns)
    made = talk.excerpts(excerpts)
    old = talk.text()
    edited(talk, edit, turns / 10_000)
    new, places = talk.text(), talk.places()
    right, codings = [right_place(excerpt, places) for excerpt in made], coded(old, made)
    found = {}
    for name in strategies:
        start = time.perf_counter()
        anchors = STRATEGIES[name](old, new, codings)
        found[name] = tallied(anchors, right, time.perf_counter() - start)
    return found


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--small", action="store_true", help="500 turns and 1,000 excerpts")
    options.add_argument("--only", action="store_true", help="the last strategy alone")
    given = options.parse_args()
    turns, excerpts = (500, 1_000) if given.small else (10_000, 5_000)
    strategies = list(STRATEGIES)[-1:] if given.only else list(STRATEGIES)
    talk = Talk(random.Random(7), turns)
    text, made = talk.text(), talk.excerpts(excerpts)
    again = sum(text.find(text[e.start : e.end], text.find(text[e.start : e.end]) + 1) >= 0 for e in made)
    print(
        f"{turns:,} turns, {len(text):,} characters; {again / excerpts:.0%} of {excerpts:,} quotes occur again"
    )
    results = {edit.name: measured(edit, turns, excerpts, strategies) for edit in EDITS}
    for name in strategies:
        print(name)
        for edit, tallies in results.items():
            t = tallies[name]
            print(
                f"  {edit:<18}{t.share:7.2f} / {t.wrong:<6} near {t.near:<4} flagged {t.flagged:<5} lost {t.lost:<5} of {t.present} {t.seconds:6.2f} s"
            )


if __name__ == "__main__":
    main()
