"""A first key of names: who speaks and is no participant, and whatever else looks like a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.study.pseudonyms import free_texts
from pimhcli.transcripts.name_shapes import flat
from pimhcli.transcripts.traces import Tracer

if TYPE_CHECKING:
    from pimhcli.study.study import Study
    from pimhcli.transcripts.traces import Kind

_PERSON = "person"
_KINDS: dict[Kind, str] = {"label": _PERSON, "capital": "", "place": "place"}


def rows(study: Study) -> list[tuple[str, str, str]]:
    """The rows of it: name, pseudonym and kind; nobody knows the pseudonyms yet.

    Args:
        study: the open study.
    """
    passed = frozenset(map(flat, study.settings.not_names))
    tracer = Tracer(None, (*free_texts.known(study), *study.settings.not_names))
    # an id without a digit may be the participant's name
    called = [person.id for person in study.participants if not any(map(str.isdigit, person.id))]
    found = {flat(name): (name, "", _PERSON) for name in called if flat(name) not in passed}
    for source in free_texts.sources(study):
        for trace in tracer.traces(source.text, spoken=source.spoken):
            if trace.kind in _KINDS and flat(trace.words) not in passed:
                found.setdefault(flat(trace.words), (trace.words, "", _KINDS[trace.kind]))
    return list(found.values())
