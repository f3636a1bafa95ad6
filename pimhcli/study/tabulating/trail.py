"""The audit trail as tables: every act, and the growth of the codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.analysis.growth import sentences
from pimhcli.dates import minute
from pimhcli.errors import ProblemsError
from pimhcli.findings import Finding
from pimhcli.study import auditing, codebook_growth, codebook_noting, history
from pimhcli.tables import audit
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.study.history import Record
    from pimhcli.study.study import Study
    from pimhcli.study.tabulating.wish import Wish
    from pimhcli.tables.model import Table


def acts(study: Study, _: Wish) -> Table:
    """All acts on record, the oldest first."""
    found = study.acts
    study.findings += found.findings
    return of_records(found.records, history.undone(found.records))


def growth(study: Study, _: Wish) -> Table:
    """How the codebook grew and was consolidated, day by day.

    Raises:
        ProblemsError: the history tells of no coding yet.
    """
    seen = codebook_growth.trail(study)
    if not (words := sentences(seen)):
        raise ProblemsError("The history tells of no coding yet.", hint="Code a transcript: pimh code")
    study.findings += untold(study)
    return audit.growth(seen, words)


def of_records(
    records: Sequence[Record],
    undone: frozenset[str],
    wish: auditing.Wish | None = None,
    total: int | None = None,
) -> Table:
    """Some acts as a table, without the words of participants.

    Args:
        records: the acts, oldest first.
        undone: ids of those that were taken back.
        wish: which were asked for; None for all.
        total: how many fit the wish, where these are the last of them.
    """
    lines = [
        audit.Act(
            minute(one.at),
            one.by,
            ", ".join(auditing.kinds(one)),
            auditing.discreet(one.sentence),
            one.id in undone,
        )
        for one in records
    ]
    wish = wish or auditing.Wish()
    told = [f"{name} {value}" for name in wish.__struct_fields__ if (value := getattr(wish, name))]
    if total is not None and len(lines) < total:
        told.append(f"the last {len(lines):,} of {total:,}")
    return audit.trail(lines, ", ".join(told))


def untold(study: Study) -> list[Finding]:
    """A warning of changes made by hand that the history does not know yet."""
    by_hand = len(codebook_noting.noticed(study))
    if not by_hand:
        return []
    told = f"{count(by_hand, 'change')} made by hand {'is' if by_hand == 1 else 'are'} not in the history."
    hint = "To take note of what was changed: pimh codebook sync"
    return [Finding("codebook.yaml", told, hint, "warning")]
