"""Choosing the quotes of the paper: what could be quoted where, what to choose, and starring several."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.analysis.counts import by_entry
from pimhcli.analysis.suggesting import Candidate, Section, suggested
from pimhcli.checks.balance import silent_groups, supplies, unheard
from pimhcli.coding.growing import one
from pimhcli.errors import UsageError
from pimhcli.study import acting, history
from pimhcli.study.heard import Hearing
from pimhcli.study.material import excerpt_called, verbatim
from pimhcli.study.people import misnamed
from pimhcli.study.quoting import refused
from pimhcli.study.saving import Step
from pimhcli.tables import selection
from pimhcli.tables.quotes import unprinted
from pimhcli.wording import count, together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pimhcli.analysis.passages import Passage
    from pimhcli.checks.balance import Heard
    from pimhcli.coding.acts import Change
    from pimhcli.coding.codebook import Codebook
    from pimhcli.study.acting import Plan
    from pimhcli.study.study import Study
    from pimhcli.tables.model import Table


class Choosing(NamedTuple):
    """What there is to choose from.

    Args:
        sections: the themes and sub-themes that are wanted, with what could be quoted under each.
        heard: who is heard in the key quotes of the whole study.
        withheld: excerpts that may not be printed.
    """

    sections: tuple[Section, ...]
    heard: Heard
    withheld: int


def choosing(study: Study, themes: Iterable[str] = ()) -> Choosing:
    """What could be quoted.

    Args:
        study: the open study; consent lines that name nobody are added to its findings.
        themes: keys, names or paths of entries of the codebook; none for all themes.

    Raises:
        UsageError: there are no themes yet.
        ProblemsError: an entry is not in the codebook, or a quote no longer stands in its transcript.
    """
    book, wanted = study.codebook, list(themes)
    if not book.themes():
        raise UsageError(
            "There are no themes yet, under which quotes could stand.", hint="See: pimh codebook add"
        )
    keys = [key for words in wanted for key in _below(book, one(book, words).id)]
    keys = keys or [key for theme in book.themes() for key in _below(book, theme.id)]
    study.findings += misnamed(study)
    material, refusing = verbatim(study), refused(study)
    hearing = Hearing(study, material)
    found = by_entry(book, hearing.passages)
    made = (_section(book, hearing, key, found) for key in dict.fromkeys(keys))
    # little is coded with a theme itself where it has sub-themes
    sections = tuple(section for section in made if section.candidates or _is_last(book, section.key))
    withheld = sum(not refusing.may_quote(passage) for passage in material)
    return Choosing(sections, hearing.heard(starred=True), withheld)


def table(study: Study, choice: Choosing, *, suggest: bool = False) -> Table:
    """What could be quoted, or what to choose of it, with how the key quotes are spread so far.

    Args:
        study: the open study.
        choice: what there is.
        suggest: whether suggestions alone are wanted.
    """
    notes = list(_spread(study.codebook, choice))
    if suggest:
        return selection.build_suggested(study.codebook, suggested(choice.sections), notes)
    return selection.build(study.codebook, choice.sections, notes)


def star(study: Study, coder: str, keys: Sequence[str]) -> Plan:
    """Makes several excerpts key quotes, in one act.

    Args:
        study: the open study.
        coder: who does it.
        keys: the ids of the excerpts, or their first letters.

    Raises:
        ProblemsError: there is no such excerpt.
    """
    meant = {excerpt.id: excerpt for excerpt in (excerpt_called(study, key) for key in keys)}
    wanted = [excerpt for excerpt in meant.values() if not excerpt.star]
    if not wanted:
        return acting.Plan("They are key quotes already; nothing changes.", None)
    if len(wanted) == 1:
        return acting.star(study, coder, wanted[0].id, on=True)
    plans = [acting.star(study, coder, excerpt.id, on=True) for excerpt in wanted]
    changes = _joined(change for plan in plans if plan.step for change in plan.step.record.changes)
    ids = together([excerpt.id for excerpt in wanted])
    sentence = f"Starred {count(len(wanted), 'excerpt')}: {ids}"
    step = Step(history.record(coder, "excerpt star", sentence, changes=changes))
    return acting.Plan(sentence, step, wanted[0].transcript, wanted[0].span)


def _joined(changes: Iterable[Change]) -> tuple[Change, ...]:
    """One change for each file of codings."""
    found: dict[tuple[str, str], Change] = {}
    for change in changes:
        file = change.transcript, change.coder
        known = found.get(file)
        found[file] = change if known is None else _both(known, change)
    return tuple(found.values())


def _both(one: Change, other: Change) -> Change:
    return msgspec.structs.replace(one, before=one.before + other.before, after=one.after + other.after)


def _below(book: Codebook, key: str) -> list[str]:
    """An entry, and the sub-themes under it."""
    return [key, *(code.id for code in book.subthemes(key))]


def _section(book: Codebook, hearing: Hearing, key: str, found: dict[str, list[Passage]]) -> Section:
    """An entry with what stands under it; of a theme what stands under none of its sub-themes."""
    deeper = {passage.excerpt.id for code in book.subthemes(key) for passage in found[code.id]}
    own = [passage for passage in found[key] if passage.excerpt.id not in deeper]
    return Section(key, tuple(Candidate(passage, hearing.quoted(passage)) for passage in own))


def _spread(book: Codebook, choice: Choosing) -> Iterator[str]:
    """How the key quotes of the study are spread, in sentences."""
    heard = choice.heard
    yield f"{count(heard.balance.quotes, 'key quote')} in the whole study."
    if heard.quotes:
        yield from (supplies(share, heard) for share in heard.balance.leading)
        yield from filter(None, (unheard(heard),))
        yield from (f"No key quote comes from the focus group {group}." for group in silent_groups(heard))
    lacking = (section.key for section in choice.sections if not section.starred)
    without = [book.name_of(key) for key in lacking if _is_last(book, key)]
    if without:
        yield f"Without a key quote: {together(without)}."
    if choice.withheld:
        yield f"{unprinted(choice.withheld)}."


def _is_last(book: Codebook, key: str) -> bool:
    """Whether quotes stand under an entry itself, as it has no sub-themes."""
    return not book.subthemes(key)
