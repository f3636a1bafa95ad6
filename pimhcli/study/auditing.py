"""The history as an audit trail: who did what and when, filtered, and without the participants' words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding.codebook import Codebook
from pimhcli.coding.growing import one as entry_called
from pimhcli.errors import UsageError
from pimhcli.folding import did_you_mean
from pimhcli.study.material import meant
from pimhcli.study.replaying import Replay
from pimhcli.study.settings import is_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pimhcli.study.history import Record
    from pimhcli.study.study import Study

KINDS = ("codebook", "coding", "memo", "review", "data", "stage", "snapshot")

_BY_VERB = {
    "codebook": "codebook",
    "excerpt": "coding",
    "memo": "memo",
    "review": "review",
    "stage": "stage",
    "snapshot": "snapshot",
}
# to the last mark, for what is quoted may hold such marks itself
_QUOTED = re.compile(r"[\"“].*[\"”]")


class Wish(msgspec.Struct, frozen=True):
    """Which acts are wanted; what is empty leaves none out.

    Args:
        coder: only this coder's.
        transcript: only those on this transcript.
        code: only those on this entry of the codebook, by a key, name or path that it has or had.
        since: only those of this day, as 2026-11-23, and after; UTC.
        until: only those of this day and before.
        kind: only those of this kind.
    """

    coder: str = ""
    transcript: str = ""
    code: str = ""
    since: str = ""
    until: str = ""
    kind: str = ""


def chosen(study: Study, records: Sequence[Record], wish: Wish) -> list[Record]:
    """The acts that fit a wish.

    Args:
        study: the open study.
        records: everybody's acts, oldest first.
        wish: which are wanted.

    Raises:
        UsageError: it names a coder, transcript, kind or day that is none.
        ProblemsError: it names an entry that the codebook neither has nor had.
    """
    _check(wish)
    coder = meant("coder", wish.coder, {record.by for record in records})
    transcript = study.called(wish.transcript).id if wish.transcript else ""
    tests: list[Callable[[Record], bool]] = [
        lambda one: coder in {"", one.by},
        lambda one: not transcript or transcript in transcripts(one),
        lambda one: not wish.since or one.at[:10] >= wish.since,
        lambda one: not wish.until or one.at[:10] <= wish.until,
        lambda one: not wish.kind or wish.kind in kinds(one),
    ]
    if wish.code:
        keys = _keys(study, records, wish.code)
        tests.append(lambda one: not keys.isdisjoint(entries(one)))
    return [record for record in records if all(test(record) for test in tests)]


def kinds(record: Record) -> tuple[str, ...]:
    """What an act is about, in the words that ``--kind`` takes."""
    verb = _BY_VERB.get(record.do.partition(" ")[0], "")
    there = {
        "codebook": record.edits or record.noted,
        "coding": record.changes,
        "memo": record.memos,
        "review": record.said,
        "data": record.sources or record.answers or record.reworded,
    }
    found = [kind for kind in KINDS if kind == verb or there.get(kind)]
    return tuple(found) or (("data",) if record.do not in {"undo", "redo"} else ())


def transcripts(record: Record) -> frozenset[str]:
    """The transcripts that an act is about."""
    changed = {change.transcript for change in record.changes}
    return frozenset(changed | {source.transcript for source in record.sources} - {""})


def entries(record: Record) -> frozenset[str]:
    """The keys of the entries that an act changed, or coded with."""
    edits = (*record.noted, *record.edits)
    changed = {code.id for edit in edits for code in (edit.before, edit.after) if code}
    coded = {one.code for change in record.changes for one in (*change.before, *change.after)}
    return frozenset(changed | coded - {""})


def discreet(sentence: str) -> str:
    """A sentence of the history on one line, without the words of participants that it quotes.

    >>> discreet("Coded Cost: fg1, turn 2, P1: “It is too much.”")
    'Coded Cost: fg1, turn 2, P1: “…”'
    """
    return _QUOTED.sub("“…”", " ".join(sentence.split()))


def _check(wish: Wish) -> None:
    if wish.kind and wish.kind not in KINDS:
        hint = did_you_mean(wish.kind, KINDS) or f"There are: {', '.join(KINDS)}."
        raise UsageError(f"There is no kind of act '{wish.kind}'.", hint=hint)
    for day in filter(None, (wish.since, wish.until)):
        if not is_day(day):
            raise UsageError(f"'{day}' is no day.", hint="Write year, month and day, such as 2026-11-23.")
    if wish.since and wish.until and wish.since > wish.until:
        raise UsageError("--since is after --until.", hint="Change the two.")


def _keys(study: Study, records: Iterable[Record], words: str) -> frozenset[str]:
    """All keys that an entry has or had; one that is gone is found as it was last."""
    book = study.codebook
    if not book.find(words):
        gone = Codebook(tuple(msgspec.structs.replace(c, parent="") for c in Replay(records).gone.values()))
        book = gone if gone.find(words) else book
    entry = entry_called(book, words)
    return frozenset({entry.id, *entry.former})
