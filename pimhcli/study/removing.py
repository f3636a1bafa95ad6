"""Removes excerpts of the study, or some codes of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding import acts
from pimhcli.coding.excerpts import Excerpt
from pimhcli.errors import ProblemsError
from pimhcli.study import history
from pimhcli.study.material import excerpt_called, passage_of
from pimhcli.study.saving import Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.study.study import Study


class Plan(msgspec.Struct, frozen=True):
    """What removing would do.

    Args:
        excerpt: what it is about.
        codes: keys of the codes that go.
        step: the act.
    """

    excerpt: Excerpt
    codes: tuple[str, ...]
    step: Step


def plan(study: Study, key: str, codes: Sequence[str], coder: str) -> Plan:
    """Works out which codings go.

    Args:
        study: the open study.
        key: the id of an excerpt, or its first letters.
        codes: codes to remove, by key, name or path; none for the whole excerpt.
        coder: who removes them.

    Raises:
        ProblemsError: there is no such excerpt, or it does not have one of the codes.
    """
    excerpt = excerpt_called(study, key)
    wanted = {_its_code(study, excerpt, words) for words in codes} or set(excerpt.codes)
    gone = [coding for coding in excerpt.codings if coding.code in wanted]
    change = acts.remove(excerpt, gone, history.now(), coder)
    what = "" if len(gone) == len(excerpt.codings) else f"{', '.join(sorted(wanted))} from "
    place = passage_of(study, excerpt).place
    sentence = f"Removed {what}the excerpt {excerpt.id} of {excerpt.coder} ({place}): “{excerpt.quote}”"
    record = history.Record(history.now(), coder, "excerpt remove", sentence, changes=(change,))
    return Plan(excerpt, tuple(coding.code for coding in gone), Step(record))


def _its_code(study: Study, excerpt: Excerpt, words: str) -> str:
    book = study.codebook
    meant = {code.id for code in book.find(words)} | {words}
    for key in excerpt.codes:
        if key in meant or (key in book.by_key and book.by_key[key].id in meant):
            return key
    raise ProblemsError(
        f"The excerpt {excerpt.id} is not coded '{words}'.", hint=f"Its codes: {', '.join(excerpt.codes)}."
    )
