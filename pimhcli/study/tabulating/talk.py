"""The tables about the talk: who speaks how much, after whom, and to which question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.analysis.interaction import following
from pimhcli.analysis.participation import participation as spoken
from pimhcli.analysis.questions import asked, reactions
from pimhcli.errors import ProblemsError, UsageError
from pimhcli.findings import Finding
from pimhcli.study.material import made_by, meant, verbatim
from pimhcli.study.quoting import refused
from pimhcli.study.talking import conversations
from pimhcli.tables import interaction as after_whom
from pimhcli.tables import participation as how_much
from pimhcli.tables import questions as to_what
from pimhcli.tables import whose

if TYPE_CHECKING:
    from pimhcli.analysis.voices import Conversations
    from pimhcli.study.study import Study
    from pimhcli.study.tabulating.wish import Wish
    from pimhcli.tables.model import Table


def participation(study: Study, wish: Wish) -> Table:
    """Turns, words and minutes of each speaker."""
    held = _talk(study, wish.group)
    study.findings += _otherwise_attended(study, held)
    return how_much.build([spoken(group) for group in held.groups], held.nowhere, held.strangers)


def interaction(study: Study, wish: Wish) -> Table:
    """Who speaks right after whom."""
    return after_whom.build([following(group) for group in _talk(study, wish.group).groups])


def questions(study: Study, wish: Wish) -> Table:
    """Who speaks to which question of the moderator.

    Raises:
        ProblemsError: study.yaml names a code of interaction that there is not.
    """
    held, of = _talk(study, wish.group), wish.of
    study.findings += _unmoderated(held)
    said = study.settings.interaction
    for words in (*said.agree, *said.dissent):
        if not study.codebook.find(words):
            raise ProblemsError(
                f"study.yaml, interaction: {study.codebook.explain(words)}", hint="Mend the name."
            )
    codes = reactions(study.codebook, said.agree, said.dissent)
    material = made_by(verbatim(study), of) if codes.are_known or of else []
    refusing = refused(study)
    found = [asked(group, material, codes, refusing) for group in held.groups]
    reacting = [p for p in material if not (codes.agree | codes.dissent).isdisjoint(p.excerpt.codes)]
    table = to_what.build(found, study.codebook, codes)
    return whose.told(table, material if of else reacting, only=bool(of))


def _talk(study: Study, group: str) -> Conversations:
    """Who speaks each turn, in all focus groups or in one."""
    if not study.transcript_ids:
        raise UsageError("There is no transcript yet.", hint="Add one: pimh transcript add FILE")
    found = conversations(study)
    only = meant("focus group", group, {one.group for one in found.groups})
    return found._replace(groups=tuple(one for one in found.groups if only in {"", one.group}))


def _otherwise_attended(study: Study, held: Conversations) -> list[Finding]:
    """Warnings of focus groups that study.yaml says were attended by more, or fewer, than the table has."""
    came = {group.id: group.attended for group in study.settings.focus_groups}
    return [
        Finding(
            f"focus group {group.group}",
            f"study.yaml says that {came[group.group]} attended; the table has {len(group.people)}.",
            "Look for a label that is wrong, or somebody who never speaks: pimh check roster",
            "warning",
        )
        for group in held.groups
        if came.get(group.group) not in {None, len(group.people)}
    ]


def _unmoderated(held: Conversations) -> list[Finding]:
    """Warnings of focus groups without a moderator, in which nobody's questions are known."""
    return [
        Finding(
            f"focus group {group.group}",
            "no label in its transcripts is known to be a moderator's, so there are no questions.",
            "Write the label in study.yaml, under focus_groups, as moderator: LABEL.",
            "warning",
        )
        for group in held.groups
        if all(voice.role != "moderator" for voice in group.others)
    ]
