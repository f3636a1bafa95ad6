"""Adds focus groups, their transcripts, moderators and observers to study.yaml, and keeps its other lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pimhcli.storage import yamledit
from pimhcli.transcripts.roster import HOSTS, Cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pimhcli.study.settings import Settings
    from pimhcli.transcripts.roster import Role


def with_groups(
    text: str, settings: Settings, groups: Mapping[str, str], hosts: Mapping[Role, Iterable[str]]
) -> str:
    """The text of study.yaml that knows these transcripts' groups.

    Args:
        text: the file as it is.
        settings: what it says.
        groups: transcript to the focus group it belongs to.
        hosts: labels that every one of the groups gets as moderators or as observers.
    """
    cast = Cast((), settings.moderators, settings.observers)
    new = {role: [name for name in names if cast.otherwise(name) != role] for role, names in hosts.items()}
    known = {group.id for group in settings.focus_groups}
    missing = [group for group in dict.fromkeys(groups.values()) if group not in known]
    listed = {t: group for t, group in groups.items() if settings.group_of(t) != group}
    if not (any(new.values()) or missing or listed):
        return text

    def change(document: Any) -> None:  # noqa: ANN401  # a ruamel mapping
        for group in missing:
            yamledit.insert_into(document, "focus_groups", {"id": group})
        for entry in document["focus_groups"]:
            own = str(entry["id"])
            if own in groups.values():
                for role, names in new.items():
                    _extend(entry, role, names)
                _extend(entry, "transcripts", [t for t, group in listed.items() if group == own])

    return yamledit.edit(text, change)


def _extend(entry: Any, key: str, more: list[str]) -> None:  # noqa: ANN401
    old = entry.get(key) or []
    values = [*([old] if isinstance(old, str) else old), *more]
    if more:
        entry[key] = values[0] if len(values) == 1 and key in HOSTS else values
