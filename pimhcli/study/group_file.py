"""Adds focus groups, their transcripts and moderators to study.yaml, leaving its other lines as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pimhcli.folding import fold_name
from pimhcli.storage import yamledit
from pimhcli.transcripts.roster import MODERATORS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pimhcli.study.settings import Settings


def with_groups(text: str, settings: Settings, groups: Mapping[str, str], moderators: Iterable[str]) -> str:
    """The text of study.yaml that knows these transcripts' groups.

    Args:
        text: the file as it is.
        settings: what it says.
        groups: transcript to the focus group it belongs to.
        moderators: labels that every one of the groups gets as moderators.
    """
    new = [m for m in moderators if fold_name(m) not in MODERATORS | set(map(fold_name, settings.moderators))]
    known = {group.id for group in settings.focus_groups}
    missing = [group for group in dict.fromkeys(groups.values()) if group not in known]
    listed = {t: group for t, group in groups.items() if settings.group_of(t) != group}
    if not (new or missing or listed):
        return text

    def change(document: Any) -> None:  # noqa: ANN401  # a ruamel mapping
        for group in missing:
            yamledit.insert_into(document, "focus_groups", {"id": group})
        for entry in document["focus_groups"]:
            own = str(entry["id"])
            if own in groups.values():
                _extend(entry, "moderator", new)
                _extend(entry, "transcripts", [t for t, group in listed.items() if group == own])

    return yamledit.edit(text, change)


def _extend(entry: Any, key: str, more: list[str]) -> None:  # noqa: ANN401
    old = entry.get(key) or []
    values = [*([old] if isinstance(old, str) else old), *more]
    if more:
        entry[key] = values[0] if len(values) == 1 and key == "moderator" else values
