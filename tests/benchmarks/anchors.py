"""Prints how many excerpts stand where they should after a transcript was edited, by strategy and edit.

Run: ``python tests/benchmarks/anchors.py [--small]``. It ends with 1 when following the old text falls
short: 99.9 % exact after the typical edits, 98 % after heavy ones, 6 of 5,000 wrong without a flag. Of a few
excerpts one may always miss.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from edited_talk import Excerpt, Talk, right_place
from rapidfuzz import fuzz

from pimhcli.coding.anchoring import Anchors
from pimhcli.coding.excerpts import CONTEXT, Coding
from pimhcli.transcripts.mapping.mapping import LOST, Mapped
from pimhcli.transcripts.turns import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pimhcli.transcripts.mapping.mapping import Status

SEED = 7


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
    """What a strategy made of the excerpts.

    Args:
        present: excerpts whose words are still in the text, and together.
        exact: of them, those that were put exactly where they are, with or without a flag.
        near: those put without a flag on a part of the right place.
        wrong: those put without a flag anywhere else, the ones whose words are gone included.
        flagged: those put not exactly right, for a person to look at.
        lost: those still in the text that were not found.
        seconds: what it took.
    """

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


def offsets_only(old: str, new: str, codings: Sequence[Coding]) -> list[Mapped]:
    return [Mapped("same", *coding.span) for coding in codings]


def turn_and_offset(old: str, new: str, codings: Sequence[Coding]) -> list[Mapped]:
    before, after = parse(old), parse(new)
    found = []
    for coding in codings:
        turn = before.turn_at(coding.start)
        if turn is None or turn.number > len(after.turns):
            found.append(LOST)
            continue
        start = after.turns[turn.number - 1].start + coding.start - turn.start
        found.append(Mapped("same", start, start + len(coding.quote)))
    return found


def nearest_quote(old: str, new: str, codings: Sequence[Coding]) -> list[Mapped]:
    def nearness(at: int, coding: Coding) -> float:
        return -abs(at - coding.start)

    return [_best(new, coding, nearness) for coding in codings]


def best_context(old: str, new: str, codings: Sequence[Coding]) -> list[Mapped]:
    def context(at: int, coding: Coding) -> float:
        end = at + len(coding.quote)
        before = fuzz.ratio(coding.pre, new[max(at - CONTEXT, 0) : at])
        return before + fuzz.ratio(coding.post, new[end : end + CONTEXT])

    return [_best(new, coding, context) for coding in codings]


def _best(new: str, coding: Coding, worth: Callable[[int, Coding], float]) -> Mapped:
    places, at = [], new.find(coding.quote)
    while at >= 0:
        places.append(at)
        at = new.find(coding.quote, at + 1)
    # a quote such as "the" stands ten thousand times: only the places near the old one are weighed
    places.sort(key=lambda at: abs(at - coding.start))
    best = max(places[:500], key=lambda at: worth(at, coding), default=-1)
    return LOST if best < 0 else Mapped("same", best, best + len(coding.quote))


def without_old_text(old: str, new: str, codings: Sequence[Coding]) -> list[Mapped]:
    anchors = Anchors(new, "v2", lambda _: None)
    return [anchors.anchor(coding) for coding in codings]


def with_old_text(old: str, new: str, codings: Sequence[Coding]) -> list[Mapped]:
    anchors = Anchors(new, "v2", lambda _: old)
    return [anchors.anchor(coding) for coding in codings]


STRATEGIES: dict[str, Callable[[str, str, Sequence[Coding]], list[Mapped]]] = {
    "offsets only": offsets_only,
    "turn number + offset in turn": turn_and_offset,
    "quote, nearest place": nearest_quote,
    "quote + context, best score": best_context,
    "quote + context + fuzzy, careful": without_old_text,
    "the old text followed": with_old_text,
}
BEST = "the old text followed"
LEAST_EXACT = {"typical": 99.9, "heavy": 98.0}  # percent that it is asked to put exactly right


def tallied(anchors: Sequence[Mapped], right: Sequence[tuple[int, int] | None], seconds: float) -> Tally:
    """Counts what was put where."""
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


def measured(edit: Edit, turns: int, excerpts: int) -> dict[str, Tally]:
    """The strategies on one kind of edits."""
    talk = Talk(random.Random(SEED), turns)
    made = talk.excerpts(excerpts)
    old = talk.text()
    edited(talk, edit, turns / 10_000)
    new, places = talk.text(), talk.places()
    right, codings = [right_place(excerpt, places) for excerpt in made], coded(old, made)
    found = {}
    for name, strategy in STRATEGIES.items():
        start = time.perf_counter()
        anchors = strategy(old, new, codings)
        found[name] = tallied(anchors, right, time.perf_counter() - start)
    return found


def table(results: dict[str, dict[str, Tally]]) -> None:
    """Prints a row a strategy: percent exactly right / wrong without a flag, by kind of edits."""
    print(f"{'':<34}" + "".join(f"{edit:>17}" for edit in results) + "   seconds, typical and most")
    for name in STRATEGIES:
        tallies = [result[name] for result in results.values()]
        cells = "".join(f"{f'{tally.share:.2f} / {tally.wrong}':>17}" for tally in tallies)
        most = max(tally.seconds for tally in tallies)
        print(f"{name:<34}{cells}   {results['typical'][name].seconds:.1f} / {most:.1f}")


def rest(results: dict[str, dict[str, Tally]]) -> None:
    """Prints what became of the excerpts that the best strategy did not put exactly right."""
    print(f"\n{BEST}, the rest:")
    for edit, tallies in results.items():
        tally = tallies[BEST]
        print(
            f"  {edit:<16} of {tally.present:,}: {tally.near} on a part of their place, "
            f"{tally.flagged} flagged and not exact, {tally.lost} lost though present"
        )


def deleted(turns: int, excerpts: int) -> None:
    """Prints what becomes of the excerpts in turns that were deleted while others came."""
    talk = Talk(random.Random(SEED), turns)
    made = talk.excerpts(excerpts)
    old = talk.text()
    edited(talk, EDITS[2], turns / 10_000)
    places = talk.places()
    gone = [excerpt for excerpt in made if not any(number in places for number in excerpt.words)]
    statuses = Counter(anchor.status for anchor in with_old_text(old, talk.text(), coded(old, gone)))
    placed = statuses["same"] + statuses["changed"]
    print(
        f"\nexcerpts of deleted turns: {len(gone)}; {statuses['lost']} lost, {statuses['review']} flagged, "
        f"{placed} put on other words without a flag"
    )


def rounds(turns: int, excerpts: int) -> None:
    """Prints where excerpts stand after 30 rounds of small edits, each followed from the one before."""
    a_round = Edit("a round", typos=60, words=20, inserted=10, deleted=5, moved=2, split=2)
    talk = Talk(random.Random(SEED), turns)
    made = talk.excerpts(excerpts)
    text = talk.text()
    codings, start = coded(text, made), time.perf_counter()
    status: list[Status] = ["same"] * excerpts
    for _ in range(30):
        edited(talk, a_round, turns / 10_000)
        new = talk.text()
        for at, anchor in enumerate(with_old_text(text, new, codings)):
            # what was once not sure stays so
            if anchor.status == "lost" or status[at] in {"same", "changed"}:
                status[at] = anchor.status
            if status[at] != "lost":
                quote = new[anchor.start : anchor.end]
                codings[at] = Coding(str(at), "c", quote, anchor.start, anchor.end, text="v1")
        text = new
    places = talk.places()
    right = [right_place(excerpt, places) for excerpt in made]
    anchors = [Mapped(was, *coding.span) for was, coding in zip(status, codings, strict=True)]
    there = [at for at, place in enumerate(right) if place]
    took = (time.perf_counter() - start) / 30
    tally = tallied([anchors[at] for at in there], [right[at] for at in there], took)
    unseen = sum(
        place is None and was in {"same", "changed"} for was, place in zip(status, right, strict=True)
    )
    print(
        f"30 rounds of edits to {turns:,} turns, each followed from the one before: of {tally.present:,} "
        f"still there {tally.exact:,} exact, {tally.near} on a part, {tally.flagged} flagged and not exact, "
        f"{tally.lost} lost, {tally.wrong} wrong;\n  of {excerpts - tally.present} whose words are all gone "
        f"or scattered {unseen} without a flag; {took:.2f} s a round"
    )


def large() -> None:
    """Prints how long 50,000 turns take."""
    talk = Talk(random.Random(SEED), 50_000)
    made = talk.excerpts(5_000)
    old = talk.text()
    edited(talk, EDITS[4], 1)
    new, places = talk.text(), talk.places()
    start = time.perf_counter()
    anchors = with_old_text(old, new, coded(old, made))
    right = [right_place(excerpt, places) for excerpt in made]
    tally = tallied(anchors, right, time.perf_counter() - start)
    print(f"50,000 turns, typical edits: {tally.share:.2f} / {tally.wrong}, {tally.seconds:.1f} s")


def shortfalls(results: dict[str, dict[str, Tally]], excerpts: int) -> list[str]:
    """What is asked of the best strategy and not reached."""
    found = []
    for edit, least in LEAST_EXACT.items():
        tally = results[edit][BEST]
        missed, may = tally.present - tally.exact, max(tally.present * (100 - least) / 100, 1)
        if missed > may:
            found.append(f"{edit}: {missed} of {tally.present:,} not exact, {may:.1f} may be")
    most = max(6 * excerpts // 5_000, 1)
    return found + [
        f"{edit}: {tallies[BEST].wrong} wrong without a flag, {most} may be"
        for edit, tallies in results.items()
        if tallies[BEST].wrong > most
    ]


def main() -> None:
    """Measures, prints and judges."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--small", action="store_true", help="500 turns and 1,000 excerpts")
    small = options.parse_args().small
    turns, excerpts = (500, 1_000) if small else (10_000, 5_000)
    talk = Talk(random.Random(SEED), turns)
    text, made = talk.text(), talk.excerpts(excerpts)
    again = sum(text.find(quote) != text.rfind(quote) for quote in (text[e.start : e.end] for e in made))
    print(
        f"{turns:,} turns, {len(text):,} characters, {excerpts:,} excerpts; {again / excerpts:.0%} of the "
        "quotes occur more than once\ncells: % exactly right of those still there / wrong without a flag"
    )
    results = {edit.name: measured(edit, turns, excerpts) for edit in EDITS}
    table(results)
    rest(results)
    deleted(turns, excerpts)
    rounds(turns // 3, excerpts // 3)
    if not small:
        large()
    missed = shortfalls(results, excerpts)
    print("\n".join(missed))
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()
