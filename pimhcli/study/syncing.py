"""Takes the excerpts of a transcript along after it was edited: writes down where each stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding.excerpts import in_order
from pimhcli.storage import files, jsonlines
from pimhcli.study import history, late
from pimhcli.study.edited import State, state
from pimhcli.study.folder import Write
from pimhcli.study.saving import Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.study.standing import CodingsFile
    from pimhcli.study.study import Study


class Plan(msgspec.Struct, frozen=True):
    """What taking them along would do.

    Args:
        state: how they came through.
        sentence: the same in words.
        step: the act; None when every file says already where its excerpts stand.
    """

    state: State
    sentence: str
    step: Step | None


def plan(study: Study, transcript: str, coder: str) -> Plan:
    """Works out where every excerpt of a transcript stands now.

    Args:
        study: the open study.
        transcript: the transcript's id.
        coder: who does it; the excerpts of all coders are taken along.
    """
    found = state(study, transcript)
    record = history.record(coder, "transcript sync", found.sentence)
    writes = (*taken_along(study, transcript), *late.writes(study))
    step = Step(record, writes, keep=(study.transcript(transcript).text,))
    return Plan(found, found.sentence, step if step.writes else None)


def taken_along(study: Study, transcript: str) -> Iterator[Write]:
    """The codings files that are to say where their excerpts stand now.

    No coding gets a revision by it: of a coder's own change, made elsewhere meanwhile, nothing is lost when
    the files are merged.

    Args:
        study: the open study.
        transcript: the transcript's id.
    """
    for coder in study.coders(transcript):
        file = study.codings(transcript, coder)
        write = _write(file)
        # a merge may have brought lines back with words that were replaced for good, older than others
        is_behind = bool(study.reworded) and files.digest(write.data or b"") != file.seen
        if file.records != file.stored or is_behind:
            yield write


def _write(file: CodingsFile) -> Write:
    data = jsonlines.write(in_order(file.records))
    return Write(f"codings/{file.transcript}/{file.coder}.jsonl", data, file.seen, file.torn)
