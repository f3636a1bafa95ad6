"""Which memo is meant, and what a memo is to hang on, by what the user says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding import growing
from pimhcli.coding.memos import Anchor, On
from pimhcli.errors import ProblemsError, UsageError
from pimhcli.study import memo_files
from pimhcli.study.material import all_excerpts, excerpt_called, meant, the_one
from pimhcli.study.memo_targets import Targets

if TYPE_CHECKING:
    from pimhcli.study.memo_files import MemoFile
    from pimhcli.study.study import Study
    from pimhcli.transcripts.turns import Transcript


class Asked(msgspec.Struct, frozen=True):
    """What a memo is to hang on, or what memos are looked for on, as the user says it; nothing is the study.

    Args:
        transcript: the transcript's id.
        turn: the number of a turn of it.
        excerpt: the id of an excerpt, or its first letters.
        code: the key, name or path of a theme, sub-theme or code.
        participant: the id, or the label of one without a row.
        group: the focus group.
    """

    transcript: str = ""
    turn: int | None = None
    excerpt: str = ""
    code: str = ""
    participant: str = ""
    group: str = ""


def called(study: Study, key: str) -> MemoFile:
    """The memo that an id names, or its first letters, or its file.

    Args:
        study: the open study.
        key: as given.

    Raises:
        ProblemsError: none, or several.
    """
    wanted = key.strip().lower()
    every, _ = memo_files.every(study)
    found = [one for one in every if wanted and one.memo.id.lower().startswith(wanted)]
    found = found or [one for one in every if wanted in {one.name.lower(), one.path.lower()}]
    if not found and wanted and any(e.memo and e.id.startswith(wanted) for e in all_excerpts(study)):
        raise ProblemsError(
            f"'{key}' is an excerpt with a note, and no memo.", hint=f"See it: pimh excerpt show {key}"
        )
    return the_one([(one.memo.id, one) for one in found], key, "memo", "See their ids with: pimh memo list")


def on(study: Study, asked: Asked) -> On:
    """What is meant by what the user says.

    Args:
        study: the open study.
        asked: at most one thing; a turn with its transcript, or without where there is only one.

    Raises:
        UsageError: more than one thing, or one that the study does not have.
        ProblemsError: likewise.
    """
    in_transcript = asked.transcript or asked.turn is not None
    given = (in_transcript, asked.excerpt, asked.code, asked.participant, asked.group)
    if sum(map(bool, given)) > 1:
        hint = "Name one: a transcript or its turn, an excerpt, a code, a participant or a group."
        raise UsageError("A memo is on one thing.", hint=hint)
    if in_transcript:
        return _of_transcript(study, asked)
    return _excerpt(study, asked.excerpt) if asked.excerpt else _named(study, asked)


def _named(study: Study, asked: Asked) -> On:
    if asked.code:
        return On("code", growing.one(study.codebook, asked.code).id)
    targets = Targets(study)
    if asked.participant:
        return On("participant", meant("participant", asked.participant, {*targets.people.values()}))
    if asked.group:
        return On("group", meant("group", asked.group, {*targets.groups.values()}))
    return On()


def _of_transcript(study: Study, asked: Asked) -> On:
    transcript = study.called(asked.transcript)
    return On("transcript", transcript.id) if asked.turn is None else _turn(study, transcript, asked.turn)


def _turn(study: Study, transcript: Transcript, number: int) -> On:
    last = len(transcript.turns)
    if not 1 <= number <= last:
        raise UsageError(
            f"{transcript.id} has no turn {number}.",
            hint=f"Its turns are 1 to {last}." if last else "Nobody speaks in it.",
        )
    turn = transcript.turns[number - 1]
    if turn.start == turn.end:
        raise UsageError(
            f"Nobody says anything in turn {number} of {transcript.id}.", hint="Take the turn before it."
        )
    quote = transcript.text[turn.start : turn.end]
    return On("turn", "", Anchor(transcript.id, turn.start, turn.end, quote, study.version(transcript.id)))


def _excerpt(study: Study, key: str) -> On:
    excerpt = excerpt_called(study, key)
    first = excerpt.codings[0]
    version = first.text or study.version(excerpt.transcript)
    return On("excerpt", excerpt.id, Anchor(excerpt.transcript, *excerpt.span, excerpt.quote, version))
