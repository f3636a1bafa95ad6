"""The acts that follow edits of codebook.yaml by hand: they are noted; what went by mistake comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding import growing
from pimhcli.coding.codebook import Codebook, Edit
from pimhcli.coding.growing import level_there, levels_under
from pimhcli.errors import ProblemsError
from pimhcli.folding import did_you_mean
from pimhcli.study import codebook_noting, history
from pimhcli.study.codebook_acts import BookPlan, planned
from pimhcli.study.replaying import Replay
from pimhcli.study.saving import Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pimhcli.coding.codebook import Code
    from pimhcli.study.history import Record
    from pimhcli.study.study import Study


def sync(study: Study, coder: str) -> BookPlan:
    """Takes what was changed by hand into the history; of what has another name, the old one is written down.

    Args:
        study: the open study.
        coder: who does it.
    """
    edits = codebook_noting.noticed(study)
    if not edits:
        return BookPlan("Nothing was changed by hand since the history last told of it.")
    record, writes = codebook_noting.noting(study, coder, edits)
    return BookPlan(record.sentence, Step(record, writes), about=_keys(edits))


def restore(study: Study, coder: str, words: str) -> BookPlan:
    """Puts an entry back that is in the codebook no longer, as the history knows it.

    It comes back under its old parent, or at the top when that is gone; with what hung under it and went with
    it.

    Args:
        study: the open study.
        coder: who does it.
        words: its key, or the name that it had.

    Raises:
        ProblemsError: the history does not know it, it is there, or another has its name.
    """
    book, records = study.codebook, history.read_all(study.root).records
    replay = Replay(records)
    code = _gone(book, replay, words)
    with_it = {key: replay.gone[key] for key in _gone_with(records, code.id) if key in replay.gone}
    edits = tuple(_put_back(book, replay.codes | with_it, code))
    names = ", ".join(f"'{edit.after.name}'" for edit in edits if edit.after)
    above = edits[0].after.parent if edits[0].after else ""
    place = f"under '{book.by_key[above].name}'" if above else "at the top"
    return planned(coder, "codebook restore", f"Put back {names} {place}.", edits, {code.id})


def _keys(edits: Sequence[Edit]) -> frozenset[str]:
    return frozenset(code.id for edit in edits for code in (edit.before, edit.after) if code and edit.before)


def _gone(book: Codebook, replay: Replay, words: str) -> Code:
    known = replay.gone | replay.codes
    lost = {key: code for key, code in known.items() if key not in book.by_key}
    # a lost key before the name of another entry, as the check of the codebook tells of keys
    if words not in lost and book.find(words):
        code = growing.one(book, words)
        raise ProblemsError(
            f"'{words}' is in the codebook: {book.path(code.id)} (key {code.id}).",
            hint="Nothing was changed.",
        )
    by_name = Codebook(tuple(msgspec.structs.replace(code, parent="") for code in lost.values())).find(words)
    if words not in lost and len(by_name) != 1:
        near = did_you_mean(words, [*lost, *(code.name for code in lost.values())])
        hint = "Give an entry of codebook.yaml this id, or merge it: pimh codebook merge KEY --into CODE."
        raise ProblemsError(f"The history knows no entry '{words}' that went.", hint=near or hint)
    return lost[words] if words in lost else known[by_name[0].id]


def _gone_with(records: Sequence[Record], key: str) -> frozenset[str]:
    """The keys of what the last act that took an entry out took with it, itself among them."""
    for record in reversed(records):
        gone = {e.before.id for e in (*record.noted, *record.edits) if e.before and not e.after}
        if key in gone:
            return frozenset(gone)
    return frozenset()


def _put_back(book: Codebook, known: Mapping[str, Code], code: Code) -> Iterator[Edit]:
    """The edits that put an entry back, and those under it that are gone too, of some that are known."""
    parent = book.by_key.get(code.parent) if code.parent else None
    growing.refuse_twins(book, code.name, parent)
    level = code.level if code.level in levels_under(parent) else level_there("", parent)
    after = msgspec.structs.replace(code, parent=parent.id if parent else "", level=level)
    yield Edit(after=after)
    book = Codebook((*book.codes, after))
    for child in known.values():
        if child.parent == code.id and child.id not in book.by_key:
            yield from _put_back(book, known, child)
