"""The sets of texts that come in, as focus groups with their transcripts."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pimhcli.storage import files
from pimhcli.study import names
from pimhcli.study.folder import Write
from pimhcli.study.group_file import with_groups

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pimhcli.exchange.incoming.texts import Text
    from pimhcli.exchange.model import Project, Set
    from pimhcli.study.study import Study

_KNOWN = re.compile(r"[^:]+: .+")


def taken(study: Study, project: Project, texts: Mapping[str, Text]) -> tuple[tuple[Write, ...], list[Set]]:
    """The change of study.yaml, if any, and the sets that have no place in a study.

    A set is a focus group when it holds new transcripts alone, none of which another set holds too; one
    called ``age: 25``, as ATLAS.ti makes of what is known of a text, is none.

    Args:
        study: the open study.
        project: what comes in.
        texts: the transcripts, by the GUIDs of the sources.
    """
    group_of = study.settings.group_of
    held = {one.guid: [texts[key] for key in one.sources if key in texts] for one in project.sets}
    often = Counter(text.transcript.id for found in held.values() for text in found)
    groups: dict[str, str] = {}
    others: list[Set] = []
    for one in project.sets:
        ids = [text.transcript.id for text in held[one.guid]]
        name = names.from_words(one.name)
        if ids and all(group_of(own) in (one.name, name) for own in ids):
            continue
        is_known = _KNOWN.fullmatch(one.name) is not None
        if (
            ids
            and not (one.codes or is_known)
            and all(t.is_new and often[t.transcript.id] == 1 for t in held[one.guid])
        ):
            groups |= dict.fromkeys(ids, name)
        else:
            others.append(one)
    return tuple(_writes(study, groups)), others


def _writes(study: Study, groups: Mapping[str, str]) -> Iterator[Write]:
    path = study.root / "study.yaml"
    data = study.folder.read(path)
    text = files.decoded(path, data)
    new = with_groups(text, study.settings, groups, {}) if groups else text
    if new != text:
        yield Write(path.name, new.encode(), files.digest(data))
