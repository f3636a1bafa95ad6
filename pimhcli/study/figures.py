"""The figures by name: what each shows, and what builds it from the study."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.analysis.participation import participation as spoken
from pimhcli.analysis.questions import question_in
from pimhcli.errors import ProblemsError, UsageError
from pimhcli.figures import coverage, participation, saturation, theme_map
from pimhcli.folding import did_you_mean, fold_name
from pimhcli.study.material import verbatim
from pimhcli.study.quoting import telling_names
from pimhcli.study.saturating import several
from pimhcli.study.talking import conversations
from pimhcli.tables import whose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pimhcli.analysis.passages import Passage
    from pimhcli.analysis.voices import Part
    from pimhcli.coding.codebook import Codebook
    from pimhcli.figures.model import Figure
    from pimhcli.study.study import Study


class Asked(NamedTuple):
    """What a figure is made of.

    Args:
        study: the open study.
        material: its coded passages.
        anyway: whether it is wanted though the approach of the study does not ask for it.
    """

    study: Study
    material: Sequence[Passage]
    anyway: bool = False


class Entry(NamedTuple):
    """A figure that can be asked for.

    Args:
        says: what it shows, in a line.
        build: makes it.
    """

    says: str
    build: Callable[[Asked], Figure]


def figures(study: Study, material: Sequence[Passage]) -> tuple[Figure, ...]:
    """The figures that say something for this study.

    Args:
        study: the open study.
        material: its coded passages.
    """
    found: list[Figure] = []
    for entry in FIGURES.values():
        with suppress(ProblemsError, UsageError):
            found.append(entry.build(Asked(study, material)))
    return tuple(found)


def built(study: Study, name: str, *, anyway: bool = False) -> Figure:
    """One figure of the study.

    Args:
        study: the open study.
        name: its name, in any spelling.
        anyway: whether it is wanted though the approach of the study does not ask for it.

    Raises:
        UsageError: there is no such figure, or the approach of the study asks for none.
        ProblemsError: there is nothing to show yet, or a quote no longer stands in its transcript.
    """
    wanted = called(name)
    study.findings += telling_names(study)
    return FIGURES[wanted].build(Asked(study, verbatim(study), anyway))


def called(name: str) -> str:
    """The name of the figure that is meant, in any spelling.

    Raises:
        UsageError: there is no such figure.
    """
    known = {fold_name(one): one for one in FIGURES}
    if fold_name(name) not in known:
        hint = did_you_mean(name, list(FIGURES)) or f"There are: {', '.join(FIGURES)}."
        raise UsageError(f"There is no figure '{name}'.", hint=hint)
    return known[fold_name(name)]


def _theme_map(asked: Asked) -> Figure:
    _has_themes(asked.study.codebook)
    _is_coded(asked)
    talk = conversations(asked.study)
    people = {voice.name for group in talk.groups for voice in group.people}.union(talk.nowhere)
    return _told(theme_map.build(asked.study.codebook, asked.material, len(people)), asked)


def _participation(asked: Asked) -> Figure:
    found = [spoken(group) for group in conversations(asked.study).groups]
    if not any(one.everybody.words for one in found):
        raise ProblemsError(
            "No participant speaks in this study yet.", hint="Add a transcript: pimh transcript add FILE"
        )
    return participation.build(found)


def _coverage(asked: Asked) -> Figure:
    _has_themes(asked.study.codebook)
    _is_coded(asked)
    coded = {passage.excerpt.transcript for passage in asked.material}
    strips = [
        coverage.Strip(part.transcript, len(part.turns), _questions(part))
        for group in conversations(asked.study).groups
        for part in group.parts
        if part.transcript in coded
    ]
    return _told(coverage.build(asked.study.codebook, asked.material, strips), asked)


def _questions(part: Part) -> tuple[int, ...]:
    """The numbers of the turns in which a moderator asks."""
    asking = (said.turn for said in part.turns if said.voice.role == "moderator")
    return tuple(turn.number for turn in asking if question_in(turn.text))


def _saturation(asked: Asked) -> Figure:
    found = several(asked.study, asked.material, anyway=asked.anyway)
    _is_coded(asked)
    return _told(saturation.build([one.group for one in found], [one.codes for one in found]), asked)


def _told(figure: Figure, asked: Asked) -> Figure:
    """The figure with whose excerpts it is of, where several coders have some."""
    caption = f"{figure.caption} {whose.said(asked.material)}".strip()
    return msgspec.structs.replace(figure, caption=caption)


def _has_themes(book: Codebook) -> None:
    if not book.themes():
        raise ProblemsError("The codebook has no themes yet.", hint='Add one: pimh codebook add "NAME"')


def _is_coded(asked: Asked) -> None:
    if not asked.material:
        raise ProblemsError("Nothing is coded yet.", hint="Code a transcript: pimh code")


FIGURES = {
    "theme-map": Entry("themes and sub-themes, by the participants who speak of them", _theme_map),
    "participation": Entry("words of each speaker, by focus group", _participation),
    "coverage": Entry("where in the talk each theme comes up", _coverage),
    "saturation": Entry("new codes by focus group, in the order held", _saturation),
}
