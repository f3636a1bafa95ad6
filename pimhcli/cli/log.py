"""pimh log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import options, place
from pimhcli.cli.giving import given
from pimhcli.cli.output import Result
from pimhcli.dates import minute
from pimhcli.errors import UsageError
from pimhcli.wording import count

if TYPE_CHECKING:
    from pimhcli.study.auditing import Wish
    from pimhcli.study.history import Record
    from pimhcli.study.study import Study

_LAST = 20  # acts shown where nobody says how many


def log(
    limit: Annotated[
        int | None, typer.Option(help=f"How many acts, the last ones; {_LAST} on the screen.", min=1)
    ] = None,
    transcript: Annotated[str, typer.Option(help="Only acts on this transcript.", metavar="TRANSCRIPT")] = "",
    by: Annotated[str, typer.Option("--coder", help="Only this coder's.", metavar="NAME")] = "",
    code: Annotated[
        str, typer.Option(help="Only acts on this entry of the codebook, by any name that it has or had.")
    ] = "",
    since: Annotated[str, typer.Option(help="Only from this day on, as 2026-11-23.", metavar="DATE")] = "",
    until: Annotated[str, typer.Option(help="Only until this day.", metavar="DATE")] = "",
    kind: Annotated[
        str,
        typer.Option(help="Only codebook, coding, memo, review, data, stage or snapshot.", metavar="KIND"),
    ] = "",
    everything: Annotated[bool, typer.Option("--all", help="Show all acts, however many.")] = False,
    summary: Annotated[
        bool, typer.Option("--summary", help="How the codebook grew, day by day, and in words to cite.")
    ] = False,
    form: Annotated[
        str, typer.Option("--format", help="An audit trail as text, md, csv, html, docx, xlsx or latex.")
    ] = "",
    out: options.Out = None,
    yes: options.Yes = False,
) -> Result:
    """Example: pimh log --format md -o audit-trail.md

    Shows what was done, by whom and when (UTC), the newest last. As a table (--format, -o) it is an audit
    trail of all acts, for a methods section: the words of participants are left out of it.

    --summary tells how the codebook grew and was consolidated: a row for each day, and sentences to cite.
    """
    from pimhcli.study import auditing, history

    study = place.opened()
    found = study.acts
    if study.unread and not found.records:
        raise study.unread[0]
    study.findings += found.findings
    wish = auditing.Wish(by, transcript, code, since, until, kind)
    if summary:
        _refuse_filters(wish, limit)
        return _summary(study, form, out, yes=yes)
    chosen = auditing.chosen(study, found.records, wish)
    as_table = bool(form or out)
    last = chosen if everything or (as_table and limit is None) else chosen[-(limit or _LAST) :]
    undone = history.undone(found.records)
    data = [_data(record, undone) for record in last]
    if as_table:
        from pimhcli.study.tabulating.trail import of_records

        return given(study, of_records(last, undone, wish, len(chosen)), (form, out), data, yes=yes)
    text = "\n".join(_line(record, undone) for record in last)
    return Result(data, text, _told(len(last), len(chosen), len(found.records)), tuple(study.findings))


def _refuse_filters(wish: Wish, limit: int | None) -> None:
    from pimhcli.study.auditing import Wish

    if wish != Wish() or limit:
        raise UsageError(
            "--summary tells of the whole history, so that its numbers are out of all.",
            hint="Leave the other options out; to see some acts, leave --summary out.",
        )


def _summary(study: Study, form: str, out: Path | None, *, yes: bool) -> Result:
    from pimhcli.analysis.growth import sentences
    from pimhcli.study.codebook_growth import trail
    from pimhcli.study.tabulating.trail import untold
    from pimhcli.tables import audit

    study.findings += untold(study)
    seen = trail(study)
    words = sentences(seen)
    if not words:
        return Result({"trail": seen, "sentences": words}, talk="The history tells of no coding yet.")
    made = audit.growth(seen, words)
    return given(study, made, (form, out), {"trail": seen, "sentences": words}, yes=yes)


def _told(shown: int, there: int, on_record: int) -> str:
    if not there:
        return "No act on record fits this." if on_record else "Nothing was done yet."
    if shown < there:
        return f"The last {shown:,} of {count(there, 'act')}; all of them: pimh log --all"
    return ""


def _when(record: Record) -> str:
    return minute(record.at)


def _line(record: Record, undone: frozenset[str]) -> str:
    mark = "  (undone)" if record.id in undone else ""
    return f"{_when(record)}  {record.by}  {' '.join(record.sentence.split())}{mark}"


def _data(record: Record, undone: frozenset[str]) -> dict[str, object]:
    from pimhcli.study.auditing import kinds

    return {
        "id": record.id,
        "at": record.at,
        "by": record.by,
        "do": record.do,
        "sentence": record.sentence,
        "transcripts": sorted({change.transcript for change in record.changes}),
        "undone": record.id in undone,
        "undoes": record.undoes,
        "redoes": record.redoes,
        "kinds": kinds(record),
    }
