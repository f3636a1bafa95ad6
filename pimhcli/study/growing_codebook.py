"""Adds entries to the study's codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding import growing
from pimhcli.coding.codebook import Code
from pimhcli.study import history
from pimhcli.study.saving import Step

if TYPE_CHECKING:
    from pimhcli.coding.growing import Draft
    from pimhcli.study.study import Study


class Plan(msgspec.Struct, frozen=True):
    """What adding would do.

    Args:
        code: the new entry.
        step: the act.
    """

    code: Code
    step: Step


def plan(study: Study, draft: Draft, coder: str) -> Plan:
    """Works out the new entry.

    Args:
        study: the open study.
        draft: the entry as the user describes it.
        coder: who adds it.

    Raises:
        PimhError: the entry cannot be added; nothing was changed.
    """
    code = growing.added(study.codebook, draft)
    under = f" under '{study.codebook.by_key[code.parent].name}'" if code.parent else ""
    sentence = f"Added the {code.level} '{code.name}'{under} (key {code.id})."
    return Plan(code, Step(history.Record(history.now(), coder, "codebook add", sentence, codes=(code,))))
