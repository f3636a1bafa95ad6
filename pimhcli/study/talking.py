"""Who speaks each turn of the study's focus groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.analysis.voices import talk

if TYPE_CHECKING:
    from pimhcli.analysis.voices import Conversations
    from pimhcli.study.study import Study


def conversations(study: Study) -> Conversations:
    """All that was said in the study, by focus group.

    Args:
        study: the open study.
    """
    place = study.settings.group_of
    held = ((place(name), study.transcript(name)) for name in study.transcript_ids)
    return talk(held, study.cast)
