"""What is shown of transcripts before they are added: what each was taken for, and who speaks in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.cli import output
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.study.transcribing import Incoming, Plan
    from pimhcli.tables.model import Row, Table
    from pimhcli.transcripts.roster import Speaker

_ROLES = {
    "moderator": "moderator",
    "observer": "observer",
    "several": "several voices",
    "unidentified": "unidentified",
}


def preview(plan: Plan) -> str:
    """The transcripts that a plan would add, as text.

    Args:
        plan: what adding would do.
    """
    lines = [line for item in plan.incoming for line in _shown(item)]
    if not plan.compared:
        lines.append("No answers are loaded yet, so the speakers were compared with no participants.")
    return "\n".join(lines)


def unknown(plan: Plan) -> str:
    """Who in a plan is nobody known, with the options that would say it.

    Args:
        plan: what adding would do; somebody in it is unknown.
    """
    labels = ", ".join(dict.fromkeys(f"'{speaker.label}'" for speaker in plan.unknown))
    first = plan.unknown[0]
    name = first.suggestion or next(iter(plan.cast.participants), "P1")
    return (
        f'Neither participant nor moderator: {labels}. (Say who they are with --map "{first.label}={name}", '
        f'--moderator "{first.label}" or --observer "{first.label}".)'
    )


def _shown(item: Incoming) -> Iterator[str]:
    from pimhcli.tables.renderers import text

    yield f"{item.file} is taken for: {item.format} ({item.reason})."
    yield from (f"  {note}" for note in item.notes)
    yield text.render(_speakers(item), output.width()).rstrip()


def _speakers(item: Incoming) -> Table:
    from pimhcli.tables.model import Column, Note, Table

    minutes = ("Minutes",) if item.times else ()
    columns = (
        Column("Speaker"),
        *(Column(label, "right") for label in ("Turns", "Words", *minutes)),
        Column("Is"),
    )
    notes = [Note(f"{count(item.turns, 'turn')}.")]
    if item.cues:
        kept = f"{count(item.cues, 'piece')} with times kept in transcripts/{item.id}.cues.csv"
        notes.append(Note(f"{kept}."))
    if front := len(item.front):
        kept = f"{count(front, 'paragraph')} before the first turn kept as front matter"
        notes.append(Note(f"{kept}: {item.front[0][:60]}"))
    caption = f"It becomes transcripts/{item.id}.txt"
    rows = tuple(_row(speaker, item) for speaker in item.speakers)
    return Table("speakers", caption, columns, rows, tuple(notes))


def _row(speaker: Speaker, item: Incoming) -> Row:
    from pimhcli.tables.model import Row

    minutes = (_clock(item.times.get(speaker.label, 0)),) if item.times else ()
    return Row((speaker.label, str(speaker.turns), str(speaker.words), *minutes, _is(speaker)))


def _clock(time: int) -> str:
    """Minutes and seconds of a time in milliseconds; nothing where it is not known."""
    from fractions import Fraction

    from pimhcli.numbers import rounded

    minutes, seconds = divmod(int(rounded(Fraction(time, 1000), 0)), 60)
    return f"{minutes}:{seconds:02}" if time else ""


def _is(speaker: Speaker) -> str:
    if speaker.role == "participant":
        return f"participant {speaker.participant}"
    if speaker.unverified:
        return "unknown; told apart by a program"
    hint = f"; did you mean {speaker.suggestion}?" if speaker.suggestion else ""
    return _ROLES.get(speaker.role, "unknown") + hint
