"""Builds the tables of the study by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.analysis.interaction import following
from pimhcli.analysis.participation import participation as spoken
from pimhcli.analysis.questions import asked, reactions
from pimhcli.errors import ProblemsError, UsageError
from pimhcli.findings import Finding
from pimhcli.folding import did_you_mean
from pimhcli.study import demographic
from pimhcli.study.demographic import Wish
from pimhcli.study.material import made_by, meant, verbatim
from pimhcli.study.people import misnamed
from pimhcli.study.quoting import refused, telling_names
from pimhcli.study.talking import conversations
from pimhcli.tables import by_theme, interaction, participation, questions, quotes, themes, whose

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.analysis.passages import Passage
    from pimhcli.analysis.voices import Conversations
    from pimhcli.study.study import Study
    from pimhcli.tables.model import Table

ALIASES = {"2": "demographics", "3": "themes"}


def built(
    study: Study,
    name: str,
    wish: Wish | None = None,
    *,
    counts: bool = False,
    group: str = "",
    of: str = "",
) -> Table:
    """One table of the study.

    Args:
        study: the open study.
        name: its name, or its number in the paper.
        wish: for the demographics, its columns and what it hides.
        counts: for the themes, adds excerpts, participants and groups.
        group: for the tables of talk, the only focus group to show; empty for all.
        of: for the tables of excerpts, the only coder whose excerpts count; empty for all.

    Raises:
        UsageError: there is no such table, or it has not what is asked of it.
        ProblemsError: a quote no longer stands in its transcript.
    """
    wanted = ALIASES.get(name, name)
    if wanted not in (known := (*BUILDERS, *CODED, *TALKS)):
        hint = did_you_mean(name, known) or f"There are: {', '.join(known)}."
        raise UsageError(f"There is no table '{name}'.", hint=hint)
    _check(wanted, wish, counts=counts, group=group)
    build = _counted_themes if counts else CODED.get(wanted)
    if wanted == "questions":
        return _questions(study, _talk(study, group), of)
    if of and not build:
        raise UsageError(
            f"--of is for the tables {', '.join(CODED)}, questions, and themes with --counts.",
            hint="Leave it out.",
        )
    if wanted in TALKS:
        return TALKS[wanted](study, _talk(study, group))
    if wanted == "demographics":
        return demographic.table(study, wish)
    return _of_excerpts(study, build, of) if build else BUILDERS[wanted](study)


def _check(name: str, wish: Wish | None, *, counts: bool, group: str) -> None:
    """Refuses what is asked of a table that has no such thing."""
    if counts and name != "themes":
        raise UsageError(
            "--counts is for the table of themes.", hint="Leave it out: the other tables count anyway."
        )
    if wish and wish != Wish() and name != "demographics":
        raise UsageError(
            "--by and --suppress-below are for the table of demographics.", hint="Leave them out."
        )
    if group and name not in TALKS:
        raise UsageError(f"--group is for the tables {', '.join(TALKS)}.", hint="Leave it out.")


def _talk(study: Study, group: str) -> Conversations:
    """Who speaks each turn, in all focus groups or in one."""
    if not study.transcript_ids:
        raise UsageError("There is no transcript yet.", hint="Add one: pimh transcript add FILE")
    found = conversations(study)
    only = meant("focus group", group, {one.group for one in found.groups})
    return found._replace(groups=tuple(one for one in found.groups if only in {"", one.group}))


def _themes(study: Study) -> Table:
    study.findings += telling_names(study)
    return themes.build(study.codebook)


def _of_excerpts(study: Study, build: Callable[[Study, list[Passage]], Table], of: str) -> Table:
    """A table of excerpts, with whose they are where that is a question."""
    material = made_by(verbatim(study), of)
    return whose.told(build(study, material), material, only=bool(of))


def _counted_themes(study: Study, material: list[Passage]) -> Table:
    study.findings += telling_names(study)
    return themes.build_counted(study.codebook, material)


def _quotes(study: Study, material: list[Passage]) -> Table:
    study.findings += misnamed(study)
    return quotes.build(study.codebook, material, refused(study))


def _by_theme(study: Study, material: list[Passage]) -> Table:
    return by_theme.build(study.codebook, material, study.cast.participants)


def _participation(study: Study, held: Conversations) -> Table:
    study.findings += _otherwise_attended(study, held)
    return participation.build([spoken(group) for group in held.groups], held.nowhere, held.strangers)


def _interaction(_: Study, held: Conversations) -> Table:
    return interaction.build([following(group) for group in held.groups])


def _questions(study: Study, held: Conversations, of: str = "") -> Table:
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
    table = questions.build(found, study.codebook, codes)
    return whose.told(table, material if of else reacting, only=bool(of))


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


BUILDERS: dict[str, Callable[[Study], Table]] = {
    "demographics": demographic.table,
    "themes": _themes,
}
CODED: dict[str, Callable[[Study, list[Passage]], Table]] = {
    "quotes": _quotes,
    "participants-by-theme": _by_theme,
}
TALKS: dict[str, Callable[[Study, Conversations], Table]] = {
    "participation": _participation,
    "interaction": _interaction,
    "questions": _questions,
}
