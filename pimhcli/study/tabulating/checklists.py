"""The reporting checklists as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.study.checklists.coreq import COREQ
from pimhcli.study.checklists.facts import Facts
from pimhcli.study.checklists.items import filled
from pimhcli.study.checklists.srqr import SRQR
from pimhcli.tables import checklist

if TYPE_CHECKING:
    from pimhcli.study.study import Study
    from pimhcli.study.tabulating.wish import Wish
    from pimhcli.tables.model import Table


def coreq(study: Study, _: Wish) -> Table:
    """COREQ, filled in from the study."""
    return checklist.build(COREQ.guideline, filled(COREQ, Facts(study)))


def srqr(study: Study, _: Wish) -> Table:
    """SRQR, filled in from the study."""
    return checklist.build(SRQR.guideline, filled(SRQR, Facts(study)))
