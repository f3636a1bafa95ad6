"""Lines of the history that a merge brought in with words that had been replaced for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.storage import files
from pimhcli.study import history
from pimhcli.study.folder import Write
from pimhcli.study.standing import carried

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.coding.excerpts import Coding
    from pimhcli.study.study import Study


def writes(study: Study) -> Iterator[Write]:
    """The files of the history that hold such lines, with the words in them that took their place.

    Args:
        study: the open study.
    """
    for path in study.folder.matching(history.journals()) if study.reworded else ():
        data = study.folder.read(path)
        lines = files.decoded(path, data).split("\n")
        new = "\n".join(_clean(study, line) for line in lines).encode()
        if new != data:
            yield Write(path.relative_to(study.root).as_posix(), new, files.digest(data))


def _clean(study: Study, line: str) -> str:
    record = history.decode(line.encode())
    codings = (c for change in record.changes for c in (*change.before, *change.after)) if record else ()
    if record is None or not any(coding.text in study.reworded for coding in codings):
        return line
    changes = tuple(
        msgspec.structs.replace(
            change, before=_carried(study, change.before), after=_carried(study, change.after)
        )
        for change in record.changes
    )
    # the sentence quotes, and what it quotes is known by nothing else
    sentence = f"{record.do.capitalize()}, in words that were replaced since."
    return history.encode(msgspec.structs.replace(record, changes=changes, sentence=sentence)).decode()


def _carried(study: Study, codings: tuple[Coding, ...]) -> tuple[Coding, ...]:
    """The codings with their new words; those of which nothing is left are gone."""
    new = ((coding, carried(coding, study.reworded)) for coding in codings)
    return tuple(after for before, after in new if before.deleted or not after.deleted)
