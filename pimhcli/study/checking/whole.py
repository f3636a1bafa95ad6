"""The check of the structure: whether every file of the study can be read, one broken file or many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.errors import PimhError
from pimhcli.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pimhcli.checks.registry import Asked, Found
    from pimhcli.study.study import Study


def structure(study: Study, _asked: Asked) -> Found:
    """Whether every file of the study can be read."""
    found: list[Finding] = []
    for part in _parts(study):
        try:
            part()
        except PimhError as error:
            found += error.findings or as_findings(error)
    found += _empty(study, found)
    warnings = [finding for finding in study.findings if finding not in found]
    return [*dict.fromkeys(found), *_strangers(study), *warnings], ""


def as_findings(error: PimhError) -> list[Finding]:
    """A failure as a finding, with the place that its message begins with."""
    where, colon, what = error.message.partition(": ")
    if colon and " " not in where:
        return [Finding(where, what, error.hint)]
    return [Finding("the study", error.message, error.hint)]


def _parts(study: Study) -> Iterator[Callable[[], object]]:
    """Everything that can be read, one part after the other."""
    from pimhcli.study import remarked

    yield lambda: study.settings
    yield lambda: study.questionnaire
    yield lambda: study.participants
    yield lambda: study.codebook
    for name in study.transcript_ids:
        yield lambda name=name: study.transcript(name)  # type: ignore[misc]
        for coder in study.coders(name):
            yield lambda name=name, coder=coder: study.codings(name, coder)  # type: ignore[misc]
    yield lambda: study.findings.extend(_of_memos(study))
    yield lambda: study.findings.extend(remarked.everybodys(study.folder)[1])
    yield lambda: study.findings.extend(study.acts.findings)


def _of_memos(study: Study) -> Iterator[Finding]:
    from pimhcli.study import memo_files

    memos, unread = memo_files.every(study)
    yield from unread
    for one in memos:
        yield from one.findings


def _empty(study: Study, found: list[Finding]) -> Iterator[Finding]:
    broken = {finding.where.partition(":")[0] for finding in found}
    for name in study.transcript_ids:
        where = f"transcripts/{name}.txt"
        if where not in broken and not study.transcript(name).turns:
            hint = "Write before each turn who speaks, such as P1: and a blank; or take the file away."
            yield Finding(where, "nobody speaks in it: it has no turns.", hint)


def _strangers(study: Study) -> Iterator[Finding]:
    """Files in a folder where none of their kind is read."""
    for path in sorted((study.root / "transcripts").glob("*")):
        is_known = path.name.startswith(".") or path.name.endswith((".txt", ".cues.csv"))
        if path.is_file() and not is_known:
            hint = f'Add it: pimh transcript add "transcripts/{path.name}"'
            yield Finding(f"transcripts/{path.name}", "it is not read: only .txt is.", hint, "note")
