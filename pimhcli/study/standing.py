"""Codings as they stand in the transcripts as those are now, whatever was edited since they were made."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.coding.excerpts import Coding, latest, locate, placed
from pimhcli.storage import files, jsonlines
from pimhcli.storage.ids import id_of
from pimhcli.transcripts.splices import Splice, Splices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from pimhcli.coding.anchoring import Anchors
    from pimhcli.coding.excerpts import Excerpt
    from pimhcli.findings import Finding
    from pimhcli.transcripts.mapping.mapping import Mapped, Status

RANKS: tuple[Status, ...] = ("same", "changed", "review", "lost")
TORN = ".torn"  # the ending of the file that takes the unreadable lines of a codings file


class Reworded(msgspec.Struct, frozen=True, omit_defaults=True):
    """That words of a transcript were replaced for good, and no coding may bring the old ones back.

    Args:
        transcript: its id.
        old: the version that held the words.
        new: the version that holds what took their place.
        splices: where, in the old version.
        withdrawn: whether what was replaced was taken away altogether: codings of it are gone too.
    """

    transcript: str
    old: str
    new: str
    splices: tuple[Splice, ...] = ()
    withdrawn: bool = False


class CodingsFile(NamedTuple):
    """One coder's codings of one transcript.

    Args:
        transcript: the transcript's id.
        coder: whose they are.
        records: one an id, tombstones included; those whose place is certain as they stand in the text now.
        stored: the same as they are on disk.
        anchors: where those that were made on another version stand now, by the id of the coding.
        seen: digest of the file; None when there is none yet.
        torn: lines that could not be read, kept as they are.
    """

    transcript: str
    coder: str
    records: tuple[Coding, ...] = ()
    stored: tuple[Coding, ...] = ()
    anchors: Mapping[str, Mapped] = MappingProxyType({})
    seen: str | None = None
    torn: tuple[str, ...] = ()

    def status(self, excerpt: Excerpt) -> Status:
        """How an excerpt of the file came through the edits of its transcript: by its worst coding."""
        found = (self.anchors[c.id].status for c in excerpt.codings if c.id in self.anchors)
        return max(found, key=RANKS.index, default="same")


class Present(NamedTuple):
    """A transcript as it is now, and what is known of what it was.

    Args:
        text: its text.
        version: the id of the text.
        anchors: finds codings of other versions in the text; asked only when there are any.
        reworded: whose words were replaced, by the version that held them; asked likewise.
    """

    text: str
    version: str
    anchors: Callable[[], Anchors]
    reworded: Callable[[], Mapping[str, Reworded]]


def read(path: Path, data: bytes, transcript: str, coder: str) -> tuple[CodingsFile, list[Finding]]:
    """A codings file as stored, and a warning for each line of it that is not whole.

    Args:
        path: of the file, for messages.
        data: all of it.
        transcript: the transcript's id.
        coder: whose codings they are.
    """
    lines = jsonlines.read(files.decoded(path, data), f"codings/{transcript}/{path.name}", Coding)
    kept = f"Every other line was read; the next change puts it into {coder}{TORN}, beside the file."
    typed = [_typed(words, path) for _, words in lines.bad]
    warnings = [
        msgspec.structs.replace(finding, hint=kept, severity="warning")
        for finding, coding in zip(lines.findings, typed, strict=True)
        if coding is None
    ]
    torn = tuple(words for (_, words), coding in zip(lines.bad, typed, strict=True) if coding is None)
    records = tuple(_owned(record, coder) for record in latest([*lines.records, *filter(None, typed)]))
    known = CodingsFile(transcript, coder, records, records, seen=files.digest(data), torn=torn)
    return known, warnings


def _typed(line: str, path: Path) -> Coding | None:
    """The coding of a line that somebody typed, with a code and a quote and no id; None for other lines."""
    try:
        row = msgspec.json.decode(line)
        if "id" in row or not (row["code"] and row["quote"]):
            return None
        # the same id each time that it is read, until it is written with it
        named = id_of(f"{path.parent.name}/{path.name} {line}")
        return msgspec.convert({**row, "id": named}, Coding)
    except (msgspec.MsgspecError, UnicodeEncodeError, TypeError, KeyError):
        return None


def present(file: CodingsFile, now: Present) -> CodingsFile:
    """The file with each coding where its words stand now.

    Args:
        file: as stored.
        now: the transcript.
    """
    anchors: dict[str, Mapped] = {}
    records = tuple(_present(coding, now, anchors) for coding in file.stored)
    return file._replace(records=records, anchors=anchors)


def _present(coding: Coding, now: Present, anchors: dict[str, Mapped]) -> Coding:
    if coding.deleted or (coding.text == now.version and locate(coding, now.text, now.version)):
        return coding
    coding = carried(coding, now.reworded())
    if coding.deleted:
        return coding
    found = anchors[coding.id] = now.anchors().anchor(coding)
    if found.status in ("review", "lost"):
        return coding
    return placed(coding, now.text, now.version, (found.start, found.end))


def by_old(steps: Iterable[Reworded]) -> dict[str, Reworded]:
    """What replaced the words of each version; one that came back is replaced no more, or there was no end.

    Args:
        steps: in the order in which they were made.
    """
    found: dict[str, Reworded] = {}
    for step in steps:
        found.pop(step.new, None)
        found[step.old] = step
    return found


def carried(coding: Coding, reworded: Mapping[str, Reworded]) -> Coding:
    """A coding of a version whose words were replaced for good, as one of the version that came after.

    Args:
        coding: of any version.
        reworded: the versions whose words were replaced.

    Returns:
        The same coding when its version is none of them; a tombstone when nothing of its words is left.
    """
    while (step := reworded.get(coding.text)) and step.new != coding.text:
        splices = Splices(step.splices)
        if step.withdrawn and splices.replaced(*coding.span):
            return Coding(coding.id, by=coding.by, at=coding.at, rev=coding.rev, deleted=coding.at)
        start, end = splices.span(*coding.span)
        quote = splices.within(coding.start, coding.quote)
        changed = {"text": step.new, "start": start, "end": end, "quote": quote, "pre": "", "post": ""}
        coding = msgspec.structs.replace(coding, **changed)
    return coding


def _owned(coding: Coding, coder: str) -> Coding:
    """A coding of whom its file is named after: a file that was renamed or copied holds another name."""
    # a tombstone names who removed it
    if coding.deleted or coding.by == coder:
        return coding
    return msgspec.structs.replace(coding, by=coder)
