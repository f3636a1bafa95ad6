"""What sync programs put beside a study's files is taken into them, and the copies are put away."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pimhcli.coding import remarks
from pimhcli.coding.acts import applied
from pimhcli.coding.excerpts import Coding, in_order, latest
from pimhcli.coding.remarks import Remark
from pimhcli.findings import Finding
from pimhcli.storage import files, jsonlines
from pimhcli.study.folder import Folder, Write
from pimhcli.study.merging import copies, merged_in
from pimhcli.study.merging.copies import MERGED
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pimhcli.coding.acts import Change
    from pimhcli.coding.remarks import Said
    from pimhcli.storage.jsonlines import Lines
    from pimhcli.study.study import Study

T = TypeVar("T")


class Taken(NamedTuple):
    """What copies hold, and where they go.

    Args:
        writes: the files that take it in, and the copies, which move.
        changes: of codings.
        said: of remarks.
        dealt: each copy with what was taken from it, in words.
        told: copies that somebody has to look at.
    """

    writes: tuple[Write, ...] = ()
    changes: tuple[Change, ...] = ()
    said: tuple[Said, ...] = ()
    dealt: tuple[tuple[str, str], ...] = ()
    told: tuple[Finding, ...] = ()


def codebooks(folder: Folder) -> list[Path]:
    """The copies of codebook.yaml."""
    return [path for path, name in copies.of_files(folder) if name == "codebook.yaml"]


def taken(study: Study, planned: Iterable[Write] = ()) -> Taken:
    """Takes in every copy of codings and of remarks, and puts those of the codebook away.

    Args:
        study: the open study, as it would be once its conflicts are settled.
        planned: the writes that settle them.
    """
    return _Taking(study, planned).done()


class _Taking:
    """One round over all copies; each is taken into what came of those before it."""

    def __init__(self, study: Study, planned: Iterable[Write]) -> None:
        self._study, self._planned = study, tuple(planned)
        self._writes: dict[str, Write] = {}
        self._changes: list[Change] = []
        self._said: list[Said] = []
        self._dealt: list[tuple[str, str]] = []
        self._told: list[Finding] = []

    def done(self) -> Taken:
        folder = self._study.folder
        for path, coder in copies.of_coders(folder, [member.id for member in self._study.settings.team]):
            is_coding = path.parent.parent.name == "codings"
            what = self._codings(path, coder) if is_coding else self._remarks(path, coder)
            self._put_away(path, f"a copy of {coder}’s: {what}")
        for path, name in copies.of_files(folder):
            if name == "codebook.yaml":
                self._put_away(path, "a copy of the codebook: taken into it")
            elif folder.exists(path.with_name(name)) and folder.read(path.with_name(name)) == folder.read(
                path
            ):
                self._put_away(path, f"the same as {name}")
            else:
                self._told.append(copies.told(folder, path, name))
        writes = tuple(self._writes.values())
        return Taken(writes, tuple(self._changes), tuple(self._said), tuple(self._dealt), tuple(self._told))

    def _codings(self, path: Path, coder: str) -> str:
        transcript = path.parent.name
        target = self._study.root / "codings" / transcript / f"{coder}.jsonl"
        mine = self._lines(target, Coding)
        found = merged_in.codings(transcript, coder, latest(mine.records), self._lines(path, Coding).records)
        if found.change.after:
            self._changes.append(found.change)
            self._write(target, in_order(applied(latest(mine.records), found.change)), mine)
        return f"{count(found.new, 'coding')} new, {found.changed:,} changed, {found.removed:,} removed"

    def _remarks(self, path: Path, coder: str) -> str:
        target = self._study.root / "reviews" / f"{coder}.jsonl"
        mine = self._lines(target, Remark)
        said = merged_in.remarks(remarks.latest(mine.records), self._lines(path, Remark).records)
        if said:
            self._said += said
            self._write(target, remarks.applied(mine.records, said), mine)
        return f"{count(len(said), 'remark')} taken over"

    def _lines(self, path: Path, kind: type[T]) -> Lines[T]:
        """The lines of a file as it is once what was worked out so far is written."""
        folder = Folder(self._study.root, (*self._planned, *self._writes.values()))
        data = folder.read(path) if folder.exists(path) else b""
        lines = jsonlines.read(files.decoded(path, data), path.name, kind)
        if lines.bad:
            where = path.relative_to(self._study.root).as_posix()
            unread = f"{count(len(lines.bad), 'line')} cannot be read; the rest was taken over."
            self._told.append(Finding(where, unread, "Look through the file with an editor.", "warning"))
        return lines

    def _write(self, path: Path, new: Iterable[object], old: Lines[T]) -> None:
        torn = "".join(f"{words}\n" for _, words in old.bad).encode()
        seen = files.digest(files.read_bytes(path)) if path.exists() else None
        self._plan(path, jsonlines.write(new) + torn, seen)

    def _put_away(self, path: Path, what: str) -> None:
        data = files.read_bytes(path)
        place, number = self._study.root / MERGED / path.relative_to(self._study.root), 2
        while place.exists():
            place, number = place.with_name(f"{path.name}.{number}"), number + 1
        self._plan(place, data, None)
        self._plan(path, None, files.digest(data))
        self._dealt.append((path.relative_to(self._study.root).as_posix(), what))

    def _plan(self, path: Path, data: bytes | None, seen: str | None) -> None:
        name = path.relative_to(self._study.root).as_posix()
        self._writes[name] = Write(name, data, seen)
