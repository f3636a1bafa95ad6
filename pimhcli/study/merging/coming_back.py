"""Where a merge keeps an entry that one side took out, what was coded with it comes back too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.coding import acts
from pimhcli.coding.acts import Change
from pimhcli.storage import files, jsonlines
from pimhcli.study import acting, history
from pimhcli.study.folder import Write
from pimhcli.study.standing import carried
from pimhcli.wording import count, together

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from pimhcli.coding.codebook import Codebook, Edit
    from pimhcli.coding.excerpts import Coding
    from pimhcli.study.history import Record
    from pimhcli.study.study import Study


def changes(study: Study, coder: str, keys: Collection[str], records: Sequence[Record]) -> list[Change]:
    """Brings back the codings that went when entries were taken out, those that nobody touched since.

    Words that were replaced for good in between stay replaced, and what was withdrawn stays away.

    Args:
        study: the open study, with the entries.
        coder: who acts.
        keys: of the entries.
        records: the history, oldest first.
    """
    undone = history.undone(records)
    gone = (
        Change(change.transcript, change.coder, (was,), (now,))
        for record in records
        if record.id not in undone and any(_takes_out(edit, keys) for edit in record.edits)
        for change in record.changes
        for before, now in _removed(change)
        if study.codebook.key_of(before.code) in keys
        for was in [carried(before, study.reworded)]
        if not was.deleted
    )
    return by_file(filter(None, (_back(study, coder, change) for change in gone)))


def writes(study: Study, made: Iterable[Change]) -> Iterator[Write]:
    """The files of codings with some changes.

    Args:
        study: the open study.
        made: the changes, one for each file.
    """
    for change in made:
        before = study.codings(change.transcript, change.coder)
        name = f"codings/{change.transcript}/{change.coder}.jsonl"
        torn = "".join(f"{line}\n" for line in before.torn).encode()
        data = jsonlines.write(acts.applied(before.stored, change)) + torn
        path = study.root / name
        yield Write(name, data, files.digest(files.read_bytes(path)) if path.exists() else None)


def by_file(made: Iterable[Change]) -> list[Change]:
    """One change for each file.

    Args:
        made: changes in their order, several for a file.
    """
    files_: dict[tuple[str, str], list[Change]] = {}
    for change in made:
        files_.setdefault((change.transcript, change.coder), []).append(change)
    return list(map(acts.combined, files_.values()))


def sentence(book: Codebook, made: Sequence[Change]) -> str:
    """What came back, in words; empty for nothing.

    Args:
        book: the codebook, with the entries.
        made: the changes.
    """
    codings = [coding for change in made for coding in change.after]
    if not codings:
        return ""
    names = together(sorted({f"'{book.name_of(coding.code)}'" for coding in codings}))
    return f"{count(len(codings), 'coding')} came back with {names}, which one side had taken out."


def _takes_out(edit: Edit, keys: Collection[str]) -> bool:
    return edit.after is None and edit.before is not None and edit.before.id in keys


def _removed(change: Change) -> Iterator[tuple[Coding, Coding]]:
    """The codings that a change removed: as they were, and their tombstones."""
    gone = {coding.id: coding for coding in change.after if coding.deleted}
    return ((was, gone[was.id]) for was in change.before if was.id in gone and not was.deleted)


def _back(study: Study, coder: str, change: Change) -> Change | None:
    """What takes a removal back; None where it was not the last that happened to the coding."""
    if change.transcript not in study.transcript_ids:
        return None
    desk = acting.desk(study, change.coder, change.transcript, coder)
    last = {(coding.id, coding.rev) for coding in desk.codings}
    is_last = all((coding.id, coding.rev) in last for coding in change.after)
    return acts.revert(desk, change) if is_last else None
