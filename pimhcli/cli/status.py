"""pimh status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.cli import place
from pimhcli.cli.output import Result
from pimhcli.cli.stage import heading
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pimhcli.study.overview import Overview, TranscriptState

_ROOM = 60  # characters of names in a row, so that it fits 80 columns


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
        ("codebook", _size(seen)),
        ("excerpts", f"{seen.excerpts}, {seen.starred} of them key quotes ({coders})" if coders else "none"),
        ("report", "reports/report.md" if seen.report else "not made yet"),
        *(_analysis(seen) if seen.excerpts or any(one.began for one in seen.stages) else ()),
    ]
    if seen.missing:
        rows.append(("not said yet", f"in study.yaml: {', '.join(seen.missing)}"))
    lines = [f"{seen.title}  ({seen.root})", *(f"  {name:<14} {what}" for name, what in rows)]
    return "\n".join([*lines, f"Next: {seen.next.why}", f"  {seen.next.command}"])


def _size(seen: Overview) -> str:
    sizes = {"theme": seen.themes, "sub-theme": seen.subthemes, "code": seen.codes}
    return ", ".join(count(number, what) for what, number in sizes.items())


def _analysis(seen: Overview) -> Iterator[tuple[str, str]]:
    """Where the analysis stands: stage by stage, and what is left to do in the codebook."""
    for one in seen.stages:
        yield f"stage {one.number}", heading(one)
        if one.evidence:
            yield "", one.evidence
    shows = seen.evidence
    left = {"no theme yet": shows.loose, "not defined": shows.undefined, "not reviewed": shows.unreviewed}
    yield from ((name, _named(names)) for name, names in left.items() if names)
    if shows.by_hand:
        yield "by hand", f"{count(shows.by_hand, 'change')} of codebook.yaml not noted: pimh codebook sync"
    if shows.open:
        yield "review", f"{count(shows.open, 'point')} to be answered: pimh review answer"


def _named(names: Sequence[str]) -> str:
    """As many names as a row has room for, and how many more there are."""
    shown = 1
    while shown < len(names) and len(", ".join(names[: shown + 1])) <= _ROOM - 10:
        shown += 1
    more = f" and {len(names) - shown} more" if shown < len(names) else ""
    told = ", ".join(names[:shown])
    return f"{told if len(told) <= _ROOM else f'{told[:_ROOM].rstrip()}…'}{more}"


def _transcript(state: TranscriptState) -> str:
    unknown = f"; neither participant nor moderator: {', '.join(state.unknown)}" if state.unknown else ""
    return (
        f"{state.id}: {state.turns} turns, {state.coded} coded, {count(state.excerpts, 'excerpt')}{unknown}"
    )
