"""What was changed in codebook.yaml by hand, and the record that takes note of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.coding import hand_edits, merging
from pimhcli.coding.codebook import Edit
from pimhcli.storage import files
from pimhcli.study import codebook_file, history
from pimhcli.study.folder import Write
from pimhcli.study.replaying import Replay

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pimhcli.coding.codebook import Codebook
    from pimhcli.study.history import Record
    from pimhcli.study.study import Study

_SHOWN = 6  # entries that came by hand, by name


def noticed(study: Study) -> list[Edit]:
    """What was changed by hand since the history last told of it; nothing where a part of that is unread."""
    records = study.acts.records
    return [] if study.unread else hand_edits.found(Replay(records).codes, study.codebook)


def of_entries(edits: Sequence[Edit]) -> list[Edit]:
    """The changes to entries that stay: none that brought an entry, and none that took one out."""
    return [edit for edit in edits if edit.before and edit.after]


def noting(study: Study, coder: str, edits: Sequence[Edit]) -> tuple[Record, tuple[Write, ...]]:
    """Takes changes into the history; of what has another name, the old one is written down.

    Args:
        study: the open study.
        coder: who notes them.
        edits: what was changed; one at least.

    Returns:
        The record, and the codebook with the former names, if any are to be written.
    """
    named = [
        Edit(e.after, merging.found_by(e.after, [old]))
        for e in edits
        if e.after and (old := hand_edits.renamed(e))
    ]
    known = {edit.after.id: edit.after for edit in named if edit.after}
    noted = tuple(Edit(e.before, known.get(e.after.id, e.after) if e.after else None) for e in edits)
    sentence = f"Noted what was changed by hand: {'; '.join(_told(edits, study.codebook))}."
    # in one file write and no edit of the record: what somebody did by hand is not undone
    return history.record(coder, "codebook sync", sentence, noted=noted), _writes(study, named)


def _told(edits: Sequence[Edit], book: Codebook) -> Iterator[str]:
    added = [edit.after.name for edit in edits if edit.after and not edit.before]
    yield from (hand_edits.told(edit, book) for edit in edits if edit.before)
    if added:
        more = f" and {len(added) - _SHOWN} more" if len(added) > _SHOWN else ""
        named = ", ".join(f"'{name}'" for name in added[:_SHOWN])
        yield f"{named}{more} {'was' if len(added) == 1 else 'were'} added"


def _writes(study: Study, edits: Sequence[Edit]) -> tuple[Write, ...]:
    if not edits:
        return ()
    path = study.root / "codebook.yaml"
    data = files.read_bytes(path)
    text = codebook_file.edited(files.decoded(path, data), edits)
    return (Write(path.name, text.encode(), files.digest(data)),)
