"""The checks of words and voices: balance of the quotes, claims, the approach, and what labels tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.study.material import all_excerpts, gathered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.checks.claims import Counts
    from pimhcli.checks.registry import Asked, Found
    from pimhcli.study.study import Study


def balance(study: Study, _asked: Asked) -> Found:
    """Whether the quotes let everybody be heard."""
    from pimhcli.checks.balance import told, uneven
    from pimhcli.study.heard import Hearing

    heard = Hearing(study, gathered(study)).heard()
    return uneven(study.codebook, heard), told(heard)


def claims(study: Study, _asked: Asked) -> Found:
    """Whether the coding bears out what is claimed of many or all."""
    from pimhcli.checks.claims import claims as wrong
    from pimhcli.study import prose

    return wrong((*prose.written(study), *prose.memos(study)), counts(study)), ""


def counts(study: Study) -> Counts:
    """How many participants speak under each entry of the codebook.

    Args:
        study: the open study.
    """
    from pimhcli.analysis.counts import by_entry, counted
    from pimhcli.checks.claims import Counts
    from pimhcli.study.talking import conversations

    book = study.codebook
    people = {voice.name for group in conversations(study).groups for voice in group.people}
    coded = {key: counted(own).participants for key, own in by_entry(book, gathered(study)).items() if own}
    names = {code.id: code.name for code in book.codes if code.level != "code"}
    return Counts(len(people), coded, names, frozenset(_sizes(study)))


def _sizes(study: Study) -> Iterator[int]:
    """How many were asked, or came, in all or to one focus group."""
    from pimhcli.study.talking import conversations

    yield from (len(group.people) for group in conversations(study).groups)
    own = (number for group in study.settings.focus_groups for number in (group.invited, group.attended))
    yield from filter(None, (study.settings.invited, *own))


def approach(study: Study, _asked: Asked) -> Found:
    """Whether the words fit the approach."""
    from pimhcli.checks.approach import alone, misfits
    from pimhcli.study import prose

    chosen, coders = study.settings.approach, (excerpt.coder for excerpt in all_excerpts(study))
    return [*misfits(prose.written(study), chosen), *alone(chosen, coders)], ""


def labels(study: Study, asked: Asked) -> Found:
    """Whether quotes and the demographics table together tell who somebody is."""
    from pimhcli.checks.labels import Voiced, cells
    from pimhcli.checks.labels import labels as telling
    from pimhcli.study.heard import Hearing
    from pimhcli.tables.quotes import speakers

    quotes = [
        Voiced(f"excerpt {one.excerpt.id}, {one.place}", one.excerpt.printed, speakers(one), one.participants)
        for one in Hearing(study, gathered(study)).passages
    ]
    form = study.questionnaire
    return telling(quotes, cells(form.table, form.by_id, study.participants), asked.below), ""
