"""What others coded in a transcript: seen beside a coder's own work, and never changed there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pimhcli.coding.excerpts import Excerpt, excerpts, locate
from pimhcli.errors import PimhError
from pimhcli.findings import Finding

if TYPE_CHECKING:
    from pimhcli.coding.excerpts import Coding
    from pimhcli.study.study import Study


class Others(NamedTuple):
    """What the other coders of a transcript made in it.

    Args:
        excerpts: theirs whose words stand in the transcript, by position.
        coders: whose they are, by name.
        unread: a warning of each file of theirs, or line of one, that cannot be read.
    """

    excerpts: tuple[Excerpt, ...] = ()
    coders: tuple[str, ...] = ()
    unread: tuple[Finding, ...] = ()


NOBODY = Others()


def made_by_others(study: Study, transcript: str, coder: str) -> Others:
    """What everybody but one coder made in a transcript; a file that is damaged hides no other one.

    Args:
        study: the open study.
        transcript: the transcript's id.
        coder: whose codings are left out.
    """
    codings: list[Coding] = []
    unread: list[Finding] = []
    known = len(study.findings)
    for other in study.coders(transcript):
        if other == coder:
            continue
        try:
            codings += study.codings(transcript, other).records
        except PimhError as error:
            unread.append(_unread(transcript, other, error))
    text, version = study.transcript(transcript).text, study.version(transcript)
    found = tuple(e for e in excerpts(transcript, codings) if locate(e.codings[0], text, version))
    names = dict.fromkeys(sorted(excerpt.coder for excerpt in found))
    return Others(found, tuple(names), (*unread, *study.findings[known:]))


def _unread(transcript: str, coder: str, error: PimhError) -> Finding:
    return Finding(
        f"codings/{transcript}/{coder}.jsonl",
        f"cannot be read, so the excerpts of {coder} are not shown. {error.message}",
        error.hint,
        "warning",
    )
