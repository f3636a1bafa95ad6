"""Who agreed that the data are shared with others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.folding import fold_name
from pimhcli.questionnaire.items import SHARE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pimhcli.analysis.consent import Consent
    from pimhcli.questionnaire.answers import Participant
    from pimhcli.questionnaire.items import Item


class Sharing(msgspec.Struct, frozen=True):
    """Whose data may be shared.

    Args:
        is_asked: whether anything says so of anybody.
        refused: the ids of those who said no.
        silent: the ids of those of whom nothing says yes, where it was asked.
    """

    is_asked: bool
    refused: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


def sharing(
    names: Sequence[str], said: Iterable[Consent], items: Iterable[Item], people: Iterable[Participant]
) -> Sharing:
    """Whose data may be shared, by study.yaml and by the answers; one no is enough, and it takes a yes.

    Args:
        names: all participants, by id, or by label where there are no answers.
        said: the lines of study.yaml.
        items: of the questionnaire.
        people: the participants with their answers.
    """
    lines = {fold_name(line.participant): line.share for line in said if line.share is not None}
    asking = [item.id for item in items if item.consent == SHARE]
    answers = {fold_name(one.id): [one.answers[item].chosen for item in asking] for one in people}
    if not (lines or asking):
        return Sharing(is_asked=False)
    refused, silent = [], []
    for name in names:
        own = fold_name(name)
        given = answers.get(own, [])
        if lines.get(own) is False or ("no",) in given:
            refused.append(name)
        elif not lines.get(own) and not (given and all(one == ("yes",) for one in given)):
            silent.append(name)
    return Sharing(True, tuple(refused), tuple(silent))
