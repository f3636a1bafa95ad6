"""How the tables of talk call those who speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.folding import fold_name
from pimhcli.transcripts.roster import SEVERAL, USUAL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pimhcli.analysis.voices import Voice
    from pimhcli.transcripts.roster import Role

_ROLES: Mapping[Role, str] = {
    "moderator": "moderator",
    "observer": "observer",
    "several": "several voices",
    "unidentified": "unidentified",
}


def called(voice: Voice) -> str:
    """The name of a speaker, with the role where the name does not tell it: ``Ben (moderator)``.

    Args:
        voice: who speaks.
    """
    if voice.is_withdrawn:
        return f"{voice.name} (withdrawn)"
    role = _ROLES.get(voice.role, "")
    own = fold_name(voice.name)
    is_told = fold_name(role.partition(" ")[0]) in own or own in USUAL - SEVERAL
    return voice.name if is_told else f"{voice.name} ({role})"
