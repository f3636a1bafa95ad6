"""A study as tables of data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.exchange.tidy import coded, people
from pimhcli.exchange.tidy.model import Field, Grid
from pimhcli.study.material import gathered
from pimhcli.study.quoting import refused
from pimhcli.transcripts.roster import roster

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pimhcli.exchange.tidy.model import Value
    from pimhcli.study.study import Study

ROLES = ("participant", "moderator", "observer", "several", "unidentified", "unknown")


def grids(study: Study) -> tuple[Grid, ...]:
    """The tables of a study: participants, answers, turns, excerpts, codings and codes.

    Args:
        study: the open study; what its codings no longer fit is added to its findings.
    """
    refusals, passages, book = refused(study), gathered(study), study.codebook

    def may_quote(name: str) -> bool:
        return not refusals.forbids(name)

    items = study.questionnaire.items
    return (
        people.participants(items, study.participants, may_quote),
        people.answers(items, study.participants),
        _turns(study, may_quote),
        coded.excerpts(passages, book, refusals.may_quote),
        coded.codings(passages, book),
        coded.codes(book),
    )


def _turns(study: Study, may_quote: Callable[[str], bool]) -> Grid:
    fields = (
        *coded.TRANSCRIPT,
        Field("turn", "integer", "the number of the turn in its transcript, counted from 1"),
        Field("speaker", "string", "the label of who speaks"),
        Field("role", "string", "what the label stands for", levels=ROLES),
        Field("participant_id", "string", "the participant, where the label names one"),
        Field("time", "string", "when it begins, as the transcript writes it"),
        Field("until", "string", "when it ends, likewise"),
        *coded.SPAN,
        Field("words", "integer", "how many words were said, marks of transcription left out", "words"),
        Field("may_quote", "boolean", "whether the speaker’s words may be printed"),
        Field("text", "string", "what was said"),
    )
    rows = (row for name in study.transcript_ids for row in _of_transcript(study, name, may_quote))
    return Grid("turns", "one person’s uninterrupted contribution", fields, tuple(rows))


def _of_transcript(study: Study, name: str, may_quote: Callable[[str], bool]) -> Iterator[tuple[Value, ...]]:
    transcript, group = study.transcript(name), study.settings.group_of(name)
    speakers = {one.label: one for one in roster(transcript, study.cast)}
    quoted = {label: may_quote(one.participant or label) for label, one in speakers.items()}
    for turn in transcript.turns:
        who = speakers[turn.speaker]
        yield (
            name, group, turn.number, turn.speaker, who.role, who.participant or None, turn.time or None,
            turn.until or None, turn.start, turn.end, turn.words, quoted[turn.speaker], turn.text,
        )  # fmt: skip
