"""Who can withdraw from a study, and which names in it have to stay for its files to fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.errors import UsageError
from pimhcli.folding import fold_name
from pimhcli.study import history, material
from pimhcli.study.people import talks
from pimhcli.study.reworking import still_there
from pimhcli.study.withdrawal.withdrawn_files import NOBODY
from pimhcli.study.withdrawal.withdrawn_words import Mentions

if TYPE_CHECKING:
    from pimhcli.study.study import Study

DO = "participant withdraw"  # how the history calls it


def meant(study: Study, wanted: str, *, is_all: bool) -> str:
    """The participant who is meant; one who was withdrawn, too, where a merge brought the id back.

    Args:
        study: the open study.
        wanted: the id, or the label of one without a row, in any spelling.
        is_all: whether the id is to go.

    Raises:
        UsageError: there is no such participant.
    """
    names = known(study)
    try:
        return material.meant("participant", wanted, names)
    except UsageError as error:
        done = [record for record in history.read_all(study.root).records if record.do == DO]
        if not done:
            raise
        # one of letters alone may be any word that somebody mistyped
        is_id = is_all and any(map(str.isdigit, wanted))
        if is_id and still_there(study, (), Mentions(wanted, names).is_in):
            return wanted
        earlier = f"One was withdrawn on {done[-1].at[:10]}; of that one nothing was left then."
        raise UsageError(error.message, hint=f"{error.hint} {earlier}") from error


def known(study: Study) -> set[str]:
    """Everybody who can be withdrawn."""
    speaking = {talk.name for talk in talks(study) if talk.speaker.is_counted}
    rows = {person.id for person in study.participants}
    lines = {line.participant for line in study.settings.consent}
    others = set(map(fold_name, rows | speaking)) | {fold_name(NOBODY)}
    return (speaking | rows | {name for name in lines if fold_name(name) not in others}) - {NOBODY, ""}


def kept(study: Study) -> set[str]:
    """The names that the files of the study refer to one another by, and those of codes."""
    coders = {coder for name in study.transcript_ids for coder in study.coders(name)}
    return {
        *(key for code in study.codebook.codes for key in (code.id, code.name, *code.former)),
        *(group.id for group in study.settings.focus_groups),
        *(member.id for member in study.settings.team),
        *(item.id for item in study.questionnaire.items),
        *study.transcript_ids,
        *coders,
    }
