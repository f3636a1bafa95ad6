"""Whether everything that was asked is reported: items that stand in no row of Table 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.findings import Finding
from pimhcli.wording import together

if TYPE_CHECKING:
    from pimhcli.questionnaire.items import Item
    from pimhcli.questionnaire.schema import Questionnaire


def reported(form: Questionnaire) -> list[Finding]:
    """The items that participants answered and no row of the table prints, nor one that follows from them.

    Args:
        form: the questionnaire and the layout of its table.
    """
    shown = {line.item for line in form.table.rows if line.show != "none"}
    used = shown | {form.table.columns.by}
    told = used | {item.derived.source for item in form.items if item.derived and item.id in used}
    asked = [item for item in form.items if not item.derived and not item.consent]
    left = [item for item in asked if item.id not in told]
    closed = [item for item in left if item.type not in {"text", "date"}]
    found = [_unreported(item) for item in closed]
    if open_ended := [item.id for item in left if item not in closed]:
        found.append(
            Finding(
                "questionnaire.yaml, table",
                f"{together(open_ended)} {'was' if len(open_ended) == 1 else 'were'} asked and "
                f"{'is' if len(open_ended) == 1 else 'are'} in no row.",
                "Words and dates need no row; say in the paper what was done with the answers.",
                "note",
            )
        )
    return found


def _unreported(item: Item) -> Finding:
    return Finding(
        f"questionnaire.yaml, items[{item.id}]",
        "it was asked and stands in no row of Table 2.",
        f"Add a row with item: {item.id}; or say in the paper that it was asked and why it is not reported.",
        "warning",
    )
