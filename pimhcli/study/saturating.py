"""What each focus group adds to the codes, in the order in which the groups were held."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pimhcli.errors import ProblemsError, UsageError
from pimhcli.study.settings import APPROACHES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.analysis.passages import Passage
    from pimhcli.study.study import Study


class Source(NamedTuple):
    """A focus group and what was coded in it.

    Args:
        group: its id.
        codes: keys of the entries of the codebook that something in it is coded with.
    """

    group: str
    codes: frozenset[str]


def sources(study: Study, material: Iterable[Passage]) -> list[Source]:
    """The focus groups with a transcript, in the order in which they were held.

    Args:
        study: the open study.
        material: the coded passages.
    """
    book = study.codebook
    found: dict[str, set[str]] = {group: set() for group in held(study)}
    for passage in material:
        own = (book.key_of(key) for key in passage.excerpt.codes if key in book.by_key)
        found.setdefault(passage.group, set()).update(own)
    return [Source(group, frozenset(codes)) for group, codes in found.items()]


def several(study: Study, material: Iterable[Passage], *, anyway: bool = False) -> list[Source]:
    """The focus groups of which it can be told what each further one adds.

    Args:
        study: the open study.
        material: the coded passages.
        anyway: whether that is wanted though the approach of the study does not ask for it.

    Raises:
        UsageError: the approach of the study asks for no such number.
        ProblemsError: there is one focus group only.
    """
    if study.settings.approach == "reflexive_ta" and not anyway:
        raise UsageError(
            f"The approach of study.yaml is {APPROACHES[study.settings.approach]}, which does not rest on "
            "saturation: meaning is made by the researcher, and is never all found (Braun & Clarke 2021).",
            hint="To see the numbers all the same, add --anyway.",
        )
    found = sources(study, material)
    if len(found) < 2:
        raise ProblemsError(
            "Saturation is told by what each further focus group adds, and there is one only.",
            hint="pimh figure coverage shows where in the talk each theme comes up.",
        )
    return found


def held(study: Study) -> list[str]:
    """The focus groups with a transcript: by date where each has one, else as study.yaml lists them."""
    listed = [group.id for group in study.settings.focus_groups]
    dates = {group.id: group.date for group in study.settings.focus_groups}
    talked = dict.fromkeys(map(study.settings.group_of, study.transcript_ids))
    groups = [group for group in dict.fromkeys([*listed, *talked]) if group in talked]
    if all(dates.get(group) for group in groups):
        return sorted(groups, key=lambda group: dates[group])
    return groups
