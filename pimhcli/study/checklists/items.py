"""What an item of a checklist is, and how it is filled in from a study."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pimhcli.checks.registry import Asked
from pimhcli.study.checking.listed import checked
from pimhcli.tables.checklist import Guideline, Line
from pimhcli.wording import count, together

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pimhcli.study.checklists.facts import Facts


class Said(NamedTuple):
    """What the study has for an item.

    Args:
        text: in a sentence or less.
        source: where it comes from; several with commas between.
    """

    text: str
    source: str


class Item(NamedTuple):
    """One item of a checklist.

    Args:
        name: what it asks for, in a few words of our own.
        ask: what only a person can say, if the study does not.
        fill: what the study has for it; None where it cannot have anything.
        checks: the checks that look at it.
        is_open: whether ``ask`` is still to be said when the study has something.
    """

    name: str
    ask: str
    fill: Callable[[Facts], Said | None] | None = None
    checks: tuple[str, ...] = ()
    is_open: bool = False


class Checklist(NamedTuple):
    """A guideline with its items.

    Args:
        guideline: its name and where it was published.
        domains: its parts in order, each with its items; of one part without a name where there are none.
    """

    guideline: Guideline
    domains: Sequence[tuple[str, Sequence[Item]]]

    @property
    def items(self) -> list[tuple[str, Item]]:
        """All its items with their domain, in the order of their numbers from 1."""
        return [(domain, item) for domain, items in self.domains for item in items]


def filled(checklist: Checklist, facts: Facts) -> list[Line]:
    """The items with what the study has for each.

    Args:
        checklist: the guideline and its items.
        facts: what is known of the study.
    """
    written = facts.study.settings.reporting.get(checklist.guideline.name, {})
    found = _checked(checklist, facts)
    return [
        _line(facts, number, domain, item, written.get(number, ""), found)
        for number, (domain, item) in enumerate(checklist.items, start=1)
    ]


def _line(facts: Facts, number: int, domain: str, item: Item, written: str, found: Mapping[str, int]) -> Line:
    said = item.fill(facts) if item.fill else None
    return Line(
        number,
        domain,
        item.name,
        "\n".join(filter(None, (said.text if said else "", written))),
        tuple(filter(None, (said.source if said else "", "study.yaml, reporting" if written else ""))),
        "" if written or (said and not item.is_open) else item.ask,
        _told(item.checks, found),
    )


def _checked(checklist: Checklist, facts: Facts) -> dict[str, int]:
    """How much each check of the items finds that has to be mended."""
    names = {name for _, item in checklist.items for name in item.checks}
    done = checked(facts.study, sorted(names), Asked()) if names else []
    return {one.check: sum(f.severity != "note" for f in one.findings) for one in done}


def _told(names: Sequence[str], found: Mapping[str, int]) -> str:
    clean = [name for name in names if not found[name]]
    wrong = [f"{count(found[name], 'finding')} of pimh check {name}" for name in names if found[name]]
    parts = [f"nothing found by pimh check {together(clean)}"] if clean else []
    return f"Checked: {'; '.join([*parts, *wrong])}." if names else ""
