"""The checks of the study's numbers: people, lengths and days, and the items that Table 2 reports."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pimhcli.checks.duration import Length
    from pimhcli.checks.registry import Asked, Found
    from pimhcli.study.settings import FocusGroup
    from pimhcli.study.study import Study


def flow(study: Study, _asked: Asked) -> Found:
    """Whether the numbers of people add up."""
    from pimhcli.checks.flow import Attendance, Flow
    from pimhcli.checks.flow import flow as wrong
    from pimhcli.study.people import talks

    speaking: dict[str, set[str]] = {}
    for talk in talks(study):
        own = speaking.setdefault(talk.group, set())
        if talk.speaker.participant:
            own.add(talk.speaker.participant)
    groups = tuple(
        Attendance(one.id, one.invited, one.attended, len(speaking[one.id]) if one.id in speaking else None)
        for one in study.settings.focus_groups
    )
    everyone = [person for own in speaking.values() for person in own]
    several = sum(everyone.count(person) > 1 for person in set(everyone))
    return wrong(Flow(study.settings.invited, len(study.participants), groups, several)), ""


def duration(study: Study, _asked: Asked) -> Found:
    """Whether lengths and days fit the times and words of the transcripts."""
    from pimhcli.checks.duration import duration as wrong

    today = datetime.now(UTC).date().isoformat()
    return wrong([_length(study, group) for group in study.settings.focus_groups], today), ""


def _length(study: Study, group: FocusGroup) -> Length:
    from pimhcli.checks.duration import Length
    from pimhcli.study.settings import is_day
    from pimhcli.transcripts.times import milliseconds

    names = [name for name in study.transcript_ids if study.settings.group_of(name) == group.id]
    turns = [turn for name in names for turn in study.transcript(name).turns]
    told = [milliseconds(word) for turn in turns for word in (turn.time, turn.until) if word]
    # where a recording is in several parts, the times of each begin anew
    times = [time for time in told if time is not None] if len(names) == 1 else []
    date = group.date if is_day(group.date) else ""
    words = sum(turn.words for turn in turns)
    return Length(group.id, date, group.minutes, words, min(times, default=None), max(times, default=None))


def reported(study: Study, _asked: Asked) -> Found:
    """Whether everything that was asked is reported."""
    from pimhcli.checks.reported import reported as left_out

    # before there are answers, the table is still being laid out
    return (left_out(study.questionnaire) if study.participants else ()), ""
