"""The files of a snapshot: its card, which tells what belongs to it, and what it holds."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from pimhcli import __version__
from pimhcli.coding import codebook as codebooks
from pimhcli.coding.remarks import Remark, latest
from pimhcli.errors import StudyError
from pimhcli.fields import Fields
from pimhcli.findings import errors
from pimhcli.storage import files, jsonlines, yamledit, yamlfile
from pimhcli.study import standing
from pimhcli.study.folder import Folder, Write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pimhcli.coding.codebook import Codebook
    from pimhcli.study.standing import CodingsFile

ROOM = "snapshots"
CARD = "snapshot.yaml"

_AGAIN = "Take the folder of the snapshot from a backup or from git, or use another: pimh snapshot list"


class Card(msgspec.Struct, frozen=True):
    """What a snapshot says of itself.

    Args:
        folder: its folder within ``snapshots``.
        name: as the user calls it.
        at: when it was made, UTC.
        by: who made it.
        note: what it is for.
        files: its files by path, each with the digest of its text.
    """

    folder: str
    name: str
    at: str
    by: str
    note: str
    files: dict[str, str]


class Held(NamedTuple):
    """What a snapshot holds.

    Args:
        card: what it says of itself.
        book: the codebook.
        book_text: the same as it was written.
        codings: by transcript and coder, as stored.
        memos: by file.
        remarks: by coder.
    """

    card: Card
    book: Codebook
    book_text: str
    codings: dict[tuple[str, str], CodingsFile]
    memos: dict[str, str]
    remarks: dict[str, tuple[Remark, ...]]


def held(folder: Folder, card: Card) -> Held:
    """What a snapshot holds, once it is known to be whole.

    Args:
        folder: the study's.
        card: of the snapshot.

    Raises:
        StudyError: a file of it is missing, or is not what it was.
    """
    root, texts = folder.root / ROOM / card.folder, dict(_texts(folder, card))
    book, findings = codebooks.read(yamlfile.parse(texts["codebook.yaml"], CARD), "codebook.yaml")
    if stops := errors(findings):
        raise StudyError(
            f"The codebook of the snapshot '{card.name}' has problems.", hint=_AGAIN, findings=stops
        )
    parts = {name: name.removesuffix(".jsonl").split("/") for name in texts}
    return Held(
        card,
        book,
        texts["codebook.yaml"],
        {
            (where[1], where[2]): standing.read(root / name, texts[name].encode(), where[1], where[2])[0]
            for name, where in parts.items()
            if where[0] == "codings"
        },
        {name.removeprefix("memos/"): text for name, text in texts.items() if parts[name][0] == "memos"},
        {
            where[1]: tuple(latest(jsonlines.read(texts[name], name, Remark).records))
            for name, where in parts.items()
            if where[0] == "reviews"
        },
    )


def _texts(folder: Folder, card: Card) -> Iterator[tuple[str, str]]:
    """The texts of the files that the card names, each once it is known to be what it was."""
    if "codebook.yaml" not in card.files:
        raise _damaged(card, CARD, "names no codebook")
    root = folder.root / ROOM / card.folder
    for name, expected in card.files.items():
        path = files.within(root, root / name)
        if not folder.exists(path):
            raise _damaged(card, name, "is missing")
        data = folder.read(path)
        if digest(data) != expected:
            raise _damaged(card, name, "is not what it was when the snapshot was made")
        yield name, files.decoded(path, data)


def digest(data: bytes) -> str:
    """What identifies the text of a file, whatever its line ends.

    Args:
        data: all of it.
    """
    with suppress(UnicodeDecodeError):
        return files.digest(files.line_feeds(data.decode("utf-8-sig")).encode())[:16]
    return files.digest(data)[:16]


def at(folder: Folder, path: Path) -> Card:
    """The card of a snapshot, by its path."""
    name = f"{ROOM}/{path.parent.name}/{CARD}"
    fields = Fields(yamlfile.parse(files.decoded(path, folder.read(path)), name), name)
    listed = {key: str(node.value) for key, node in _listed(fields).items()}
    title = fields.text("name") or path.parent.name
    return Card(path.parent.name, title, fields.text("at"), fields.text("by"), fields.text("note"), listed)


def _listed(fields: Fields) -> dict[str, Any]:
    node = fields.raw("files")
    return node.value if node and isinstance(node.value, dict) else {}


def written(card: Card) -> bytes:
    """The card as a file."""
    told = {"name": card.name, "at": card.at, "by": card.by, "note": card.note, "pimh": __version__}

    def fill(document: Any) -> None:  # noqa: ANN401  # a ruamel mapping
        document.update({**told, "files": dict(sorted(card.files.items()))})

    head = "# A snapshot of the study: pimh snapshot restore brings it back. Change nothing in this folder.\n"
    return yamledit.edit(head, fill).encode()


def resealed(root: Path, writes: Iterable[Write]) -> list[Write]:
    """Some writes, and with them what the snapshots say of files that these change.

    Args:
        root: the study's folder.
        writes: those of a rework, that take words out of every file of the study.
    """
    planned = list(writes)
    folder = Folder(root, planned)
    touched = {write.path.split("/")[1] for write in planned if write.path.startswith(f"{ROOM}/")}
    for path in (root / ROOM / name / CARD for name in sorted(touched)):
        if folder.exists(path):
            new = {one.path for one in planned if one.data is not None}
            planned = [*(one for one in planned if one.path != _name(root, path)), _sealed(folder, path, new)]
    return planned


def _sealed(folder: Folder, path: Path, new: Iterable[str]) -> Write:
    card, within = at(folder, path), f"{_name(folder.root, path.parent)}/"
    # a file whose own name is to go gets another
    known = {*card.files, *(name.removeprefix(within) for name in new if name.startswith(within))} - {CARD}
    there = {name: path.parent / name for name in sorted(known) if folder.exists(path.parent / name)}
    digests = {name: digest(folder.read(place)) for name, place in there.items()}
    data = written(msgspec.structs.replace(card, files=digests))
    return Write(_name(folder.root, path), data, files.digest(files.read_bytes(path)))


def _name(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()


def _damaged(card: Card, name: str, why: str) -> StudyError:
    return StudyError(f"{ROOM}/{card.folder}/{name} {why}; the snapshot is not used.", hint=_AGAIN)
