"""pimh status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.cli import place
from pimhcli.cli.output import Result
from pimhcli.wording import count

if TYPE_CHECKING:
    from pimhcli.study.overview import Overview, TranscriptState


def status() -> Result:
    """Example: pimh status

    Tells what is there, what is missing, and the next step. pimh alone inside a study does the same.
    """
    from pimhcli.report.inputs import outdated
    from pimhcli.study.overview import overview

    study = place.opened()
    seen = overview(study)
    return Result(seen, _shown(seen), findings=(*study.findings, *outdated(study.root)))


def _shown(seen: Overview) -> str:
    coders = ", ".join(f"{name} {count}" for name, count in seen.coders.items())
    rows = [
        ("questionnaire", f"{seen.items} items"),
        ("participants", f"{seen.participants} loaded" if seen.participants else "none loaded"),
        *(("transcript", _transcript(state)) for state in seen.transcripts),
        *([("transcripts", "none")] if not seen.transcripts else []),
        ("codebook", f"{seen.themes} themes, {seen.subthemes} sub-themes, {seen.codes} codes"),
        ("excerpts", f"{seen.excerpts}, {seen.starred} of them key quotes ({coders})" if coders else "none"),
        ("report", "reports/report.md" if seen.report else "not made yet"),
    ]
    if seen.missing:
        rows.append(("not said yet", f"in study.yaml: {', '.join(seen.missing)}"))
    lines = [f"{seen.title}  ({seen.root})", *(f"  {name:<14} {what}" for name, what in rows)]
    return "\n".join([*lines, f"Next: {seen.next.why}", f"  {seen.next.command}"])


def _transcript(state: TranscriptState) -> str:
    unknown = f"; neither participant nor moderator: {', '.join(state.unknown)}" if state.unknown else ""
    return (
        f"{state.id}: {state.turns} turns, {state.coded} coded, {count(state.excerpts, 'excerpt')}{unknown}"
    )
