"""Who is at work: the coder that an act is recorded under."""

from __future__ import annotations

import getpass
import os
from typing import TYPE_CHECKING

from pimhcli.errors import UsageError
from pimhcli.folding import did_you_mean
from pimhcli.study import names

if TYPE_CHECKING:
    from pimhcli.study.settings import Settings


def current(settings: Settings, named: str = "") -> str:
    """The coder: the one named, the one PIMH_CODER names, the team's only member, or the login name.

    Args:
        settings: study.yaml, whose team lists who may be meant.
        named: what ``--coder`` gives.

    Raises:
        UsageError: the name is not in the team, or several could be meant.
    """
    given = named or os.environ.get("PIMH_CODER", "")
    team = [member.id for member in settings.team]
    if given:
        return _known(given, team)
    if len(team) == 1:
        return names.checked(team[0], "coder")
    login = names.from_words(_login())
    if team and login not in team:
        raise UsageError(
            "Who does this? study.yaml names several people.",
            hint=f"Say it with --coder: {', '.join(team)} (or set PIMH_CODER).",
        )
    return login


def _known(given: str, team: list[str]) -> str:
    if team and given not in team:
        hint = did_you_mean(given, team) or f"The team is: {', '.join(team)}."
        raise UsageError(
            f"'{given}' is not in the team of study.yaml.", hint=f"{hint} New people go under team."
        )
    return names.checked(given, "coder")


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a system that knows no name for its user
        return "coder"
