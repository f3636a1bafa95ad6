"""What of a study goes into a REFI-QDA project, what the format has no place for, and what programs drop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from pimhcli.exchange.outgoing.codes import twins
from pimhcli.study.material import all_excerpts
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.exchange.model import Project
    from pimhcli.exchange.outgoing.project import Sent
    from pimhcli.study.study import Study

Program = Literal["nvivo", "maxqda", "atlasti"]
# as seen in files that these programs wrote, or told by their makers and users
DROPS: dict[Program, tuple[str, ...]] = {
    "nvivo": (
        "NVivo makes a new project of the file, and gives everything new GUIDs.",
        "NVivo takes colours only if you tick “import code colors”.",
    ),
    "maxqda": (
        "MAXQDA of 2021 shifted codes to the left in texts like these. Look at some segments there.",
        "If they are shifted, export with --newlines crlf.",
    ),
    "atlasti": (
        "ATLAS.ti gives documents new GUIDs at every export, and comments lose their author and date.",
        "ATLAS.ti drops the colours of codes.",
    ),
}


class Fidelity(msgspec.Struct, frozen=True):
    """What becomes of a study on its way out.

    Args:
        went: how much of each went, in words.
        stayed: what the format has no place for, or what could not go, a sentence each.
        beware: what a program is known to drop or change, a sentence each.
    """

    went: tuple[str, ...]
    stayed: tuple[str, ...]
    beware: tuple[str, ...]


def fidelity(study: Study, sent: Sent, program: Program | None, *, unique: bool) -> Fidelity:
    """What becomes of a study on its way out.

    Args:
        study: the open study.
        sent: what goes of it.
        program: for which program; None for any.
        unique: whether codes of one name were called by their paths.
    """
    gone = [f"{number:,} {what}" for what, number in sent.adrift.items()]
    beware = [*_of_names(study, unique=unique), *_of_characters(sent.project, program)]
    return Fidelity(
        tuple(_went(sent.project)),
        (*gone, *_stayed(study)),
        (*beware, *(DROPS[program] if program else ())),
    )


def _went(project: Project) -> Iterator[str]:
    tagged = [one for one in project.selections if one.tags]
    for number, one, many in (
        (len(project.coders), "coder", ""),
        (len(project.codes), "entry of the codebook", "entries of the codebook"),
        (len(project.sources), "transcript", ""),
        (len(tagged), "coded passage", ""),
        (sum(len(one.tags) for one in tagged), "coding", ""),
        (len(project.notes), "memo", ""),
        (len(project.cases), "participant", ""),
        (len(project.variables), "variable", ""),
        (len(project.sets), "focus group", ""),
    ):
        if number:
            yield count(number, one, many)


def _stayed(study: Study) -> Iterator[str]:
    excerpts = all_excerpts(study)
    if stars := sum(excerpt.star for excerpt in excerpts):
        yield f"{count(stars, 'star')} of key quotes: the format has no place for them."
    if worded := sum(bool(excerpt.wording) for excerpt in excerpts):
        yield f"{count(worded, 'wording')} for print: the quotes go as they stand in the transcript."
    if former := sum(bool(entry.former) for entry in study.codebook.codes):
        yield f"the former names of {count(former, 'entry', 'entries')} of the codebook."
    silent = sum(
        person.answers[item.id].state != "answered"
        for person in study.participants
        for item in study.questionnaire.asked
    )
    if silent:
        yield f"why {count(silent, 'answer is', 'answers are')} missing: they only are not there."
    if study.acts.records:
        yield "the history, reviews and snapshots, and the days of the analysis’s stages."


def _of_names(study: Study, *, unique: bool) -> Iterator[str]:
    names = [*twins(study.codebook)]
    if names and not unique:
        listed = ", ".join(f"“{name}”" for name in names[:5])
        yield (
            f"{count(len(names), 'name is', 'names are')} that of several codes ({listed}); QualCoder makes "
            "one code of them. To call them by their paths: --unique-names"
        )


def _of_characters(project: Project, program: Program | None) -> Iterator[str]:
    coded = {one.source for one in project.selections}
    wide = [one.name for one in project.sources if one.guid in coded and max(one.text, default="") > "\uffff"]
    if wide and program != "nvivo":
        yield (
            f"{', '.join(wide)}: NVivo counts an emoji as two characters, so what is coded behind one would "
            "be shifted there. For NVivo: --for nvivo"
        )
    if wide and program == "nvivo":
        yield f"{', '.join(wide)}: positions count as NVivo does; other programs would shift them."
