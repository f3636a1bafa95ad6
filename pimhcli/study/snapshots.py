"""Snapshots: the codebook, codings, memos and reviews as they once were, kept by name as plain files."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from pimhcli.errors import StudyError, UsageError
from pimhcli.findings import Finding
from pimhcli.folding import did_you_mean, fold_name
from pimhcli.storage import files
from pimhcli.storage.ids import id_of
from pimhcli.study import history, names, snapshot_files
from pimhcli.study.acting import Plan
from pimhcli.study.folder import Write
from pimhcli.study.saving import Step
from pimhcli.study.snapshot_files import CARD, ROOM, Card
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pimhcli.study.study import Study

MEMOS = "memos/**/*.md"
PARTS = ("codebook.yaml", "codings/*/*.jsonl", MEMOS, "reviews/*.jsonl")


def take(study: Study, coder: str, name: str, note: str = "") -> Plan:
    """Works out a snapshot of the study as it is; it is to be written as one, or not at all.

    Args:
        study: the open study.
        coder: who makes it.
        name: what it is to be called.
        note: what it is for.

    Raises:
        UsageError: there is one of this name, or the name is none.
        StudyError: a file cannot be read.
    """
    title = " ".join(name.split())
    folder = _folder(title)
    if (study.root / ROOM / folder).exists():
        raise UsageError(
            f"There is a snapshot '{title}' already, and none is ever replaced.",
            hint=f'Give another name, such as "{title} 2".',
        )
    held = dict(_read(study))
    writes = [Write(f"{ROOM}/{folder}/{path}", data, None) for path, data in held.items()]
    digests = {path: snapshot_files.digest(data) for path, data in held.items()}
    sentence = f"Made the snapshot '{title}' of {count(len(held), 'file')}."
    record = history.record(coder, "snapshot add", sentence)
    card = Card(folder, title, record.at, coder, " ".join(note.split()), digests)
    writes.append(Write(f"{ROOM}/{folder}/{CARD}", snapshot_files.written(card), None))
    return Plan(sentence, Step(record, tuple(writes)))


def _read(study: Study) -> Iterator[tuple[str, bytes]]:
    """The files that a snapshot is made of, by path."""
    study.codebook  # noqa: B018  # what cannot be read could not be restored
    for part in PARTS:
        for path in study.folder.matching(part):
            data = study.folder.read(path)
            files.decoded(path, data)
            yield path.relative_to(study.root).as_posix(), data


def remove(study: Study, coder: str, name: str) -> Plan:
    """Works out the removal of a snapshot, with all files of its folder.

    Args:
        study: the open study.
        coder: who removes it.
        name: what it is called.

    Raises:
        UsageError: there is none of this name.
    """
    card = called(study, name)
    folder = study.root / ROOM / card.folder
    writes = tuple(
        Write(path.relative_to(study.root).as_posix(), None, files.digest(files.read_bytes(path)))
        for path in files.below(folder)
    )
    sentence = f"Removed the snapshot '{card.name}' of {card.at[:10]}."
    return Plan(sentence, Step(history.record(coder, "snapshot remove", sentence), writes))


def swept(root: Path) -> None:
    """Takes away the empty folders that a snapshot leaves.

    Args:
        root: the study's folder.
    """
    folders = [path for path in (root / ROOM).rglob("*") if path.is_dir()]
    for path in sorted(folders, reverse=True):
        with suppress(OSError):  # it is not empty
            path.rmdir()


def cards(study: Study) -> list[Card]:
    """The snapshots of the study, the oldest first.

    Args:
        study: the open study; what cannot be read of a snapshot is added to its findings.
    """
    found: list[Card] = []
    for path in study.folder.matching(f"{ROOM}/*/{CARD}"):
        try:
            found.append(snapshot_files.at(study.folder, path))
        except StudyError as error:
            where = path.relative_to(study.root).as_posix()
            study.findings.append(Finding(where, f"is left out: {error.message}", error.hint, "warning"))
    return sorted(found, key=lambda card: (card.at, card.folder))


def called(study: Study, name: str) -> Card:
    """The snapshot that a name means, in any spelling.

    Raises:
        UsageError: there is none of this name.
        StudyError: what it says of itself cannot be read.
    """
    found = cards(study)
    known = {fold_name(word): card for card in found for word in (card.folder, card.name)}
    if fold_name(name) not in known:
        torn = study.root / ROOM / _folder(" ".join(name.split())) / CARD
        if study.folder.exists(torn):
            return snapshot_files.at(study.folder, torn)
        every = [card.name for card in found]
        there = f"There are: {', '.join(every)}." if every else 'Make one: pimh snapshot add "before merging"'
        raise UsageError(f"There is no snapshot '{name}'.", hint=did_you_mean(name, every) or there)
    return known[fold_name(name)]


def _folder(title: str) -> str:
    """The folder of a snapshot of a name; of one without any Latin letter a name of its own."""
    if not title:
        raise UsageError("The snapshot needs a name.", hint='Such as: pimh snapshot add "before merging"')
    is_latin = any(char.isascii() and char.isalnum() for char in title)
    return names.from_words(title) if is_latin else f"snapshot-{id_of(title, 6)}"
