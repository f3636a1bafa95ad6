"""What the check of the codebook looks at: the file, the history, and everybody's codings."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from pimhcli.checks import codebook as checks
from pimhcli.checks.codebook import Copied, Shelf, Use
from pimhcli.coding import hand_edits
from pimhcli.coding.written_entries import written
from pimhcli.storage import files, yamlfile
from pimhcli.study import history
from pimhcli.study.material import all_excerpts
from pimhcli.study.replaying import Replay

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pimhcli.coding.codebook import Codebook
    from pimhcli.coding.excerpts import Coding, Excerpt
    from pimhcli.findings import Finding
    from pimhcli.study.history import Record
    from pimhcli.study.study import Study


def findings(study: Study) -> list[Finding]:
    """What does not fit between codebook, history and codings.

    Args:
        study: the open study.
    """
    book, found = study.codebook, all_excerpts(study)
    records = history.read_all(study.root).records
    replay = Replay(records)
    text = files.read_text(study.root / checks.FILE)
    shelf = Shelf(
        book,
        written(yamlfile.parse(text, checks.FILE)),
        hand_edits.found(replay.codes, book),
        replay.gone | replay.codes,
        frozenset(key for excerpt in found for key in excerpt.codes),
        _lost(book, found),
        _late(book, found, _retired(records)),
        tuple(_copied(study)),
    )
    return checks.codebook(shelf)


def _lost(book: Codebook, found: Iterable[Excerpt]) -> dict[str, Use]:
    lost: dict[str, list[Excerpt]] = {}
    for excerpt in found:
        for key in excerpt.codes:
            if key not in book.by_key:
                lost.setdefault(key, []).append(excerpt)
    return {key: Use(len(those), f"{those[0].id} in {those[0].transcript}") for key, those in lost.items()}


def _retired(records: Iterable[Record]) -> dict[str, str]:
    """When each entry was retired that is, by key."""
    since: dict[str, str] = {}
    for record in records:
        for edit in (*record.noted, *record.edits):
            if edit.after and edit.after.is_retired:
                since.setdefault(edit.after.id, record.at)
            elif edit.before:
                since.pop(edit.before.id, None)
    return since


def _late(book: Codebook, found: Iterable[Excerpt], since: dict[str, str]) -> dict[str, int]:
    late: dict[str, int] = {}
    for coding in (coding for excerpt in found for coding in excerpt.codings):
        key = book.key_of(coding.code)
        if key in book.by_key and book.by_key[key].is_retired and coding.since > since.get(key, coding.since):
            late[key] = late.get(key, 0) + 1
    return late


def _copied(study: Study) -> Iterator[Copied]:
    for name in study.transcript_ids:
        held = {coder: _live(study.codings(name, coder).records) for coder in study.coders(name)}
        for one, other in combinations(held, 2):
            if both := held[one].keys() & held[other].keys():
                # a copy still says whose the codings are
                copy = one if all(held[one][key].by == other for key in both) else other
                of = other if copy == one else one
                yield Copied(f"codings/{name}/{copy}.jsonl", f"codings/{name}/{of}.jsonl", len(both))


def _live(records: Iterable[Coding]) -> dict[str, Coding]:
    return {coding.id: coding for coding in records if not coding.deleted}
