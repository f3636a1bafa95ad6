"""study.yaml and participants.csv with pseudonyms for names: who is meant by an id is known there."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from pimhcli.folding import fold_name
from pimhcli.questionnaire.answers import ID
from pimhcli.storage import files, yamledit
from pimhcli.study.reworking import in_yaml
from pimhcli.study.study import PARTICIPANTS
from pimhcli.transcripts.roster import HOSTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pimhcli.study.key_names import Names
    from pimhcli.study.study import Study

SETTINGS = "study.yaml"


def decided(study: Study, names: Names) -> dict[str, bytes | None]:
    """The new contents of both files, by path; without those that stay.

    Args:
        study: the open study.
        names: what is replaced.
    """
    return dict(_changed(study, names))


def _changed(study: Study, names: Names) -> Iterator[tuple[str, bytes]]:
    rewriters: dict[str, Callable[[str, Names], str]] = {SETTINGS: _settings, PARTICIPANTS: _participants}
    for name, rewritten in rewriters.items():
        path = study.root / name
        if study.folder.exists(path):
            text = files.decoded(path, study.folder.read(path))
            if (new := rewritten(text, names)) != text:
                yield name, files.encoded(name, new)


def _settings(text: str, names: Names) -> str:
    def change(document: Any) -> None:  # noqa: ANN401  # a ruamel mapping
        for group in document.get("focus_groups") or ():
            for host in HOSTS:
                _relabel(group, host, names)
        _with_new_keys(document.get("consent") or {}, names)

    return in_yaml(yamledit.edit(text, change), names.words) if names.found(text) else text


def _with_new_keys(said: Any, names: Names) -> None:  # noqa: ANN401  # a ruamel mapping
    for at, key in enumerate(list(said)):
        new = names.label(str(key))
        # two lines of one person would be one, and what it says would not be sure
        if new != str(key) and new not in said:
            said.insert(at, new, said.pop(key))


def _relabel(group: Any, host: str, names: Names) -> None:  # noqa: ANN401  # a ruamel mapping
    labels = group.get(host)
    if isinstance(labels, str):
        group[host] = names.label(labels)
    elif labels:
        for i, label in enumerate(labels):
            labels[i] = names.label(str(label))


def _participants(text: str, names: Names) -> str:
    if not names.found(text):
        return text
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    column = next((i for i, cell in enumerate(head) if fold_name(cell) == fold_name(ID)), 0)
    new = [[_cell(cell, names, is_id=i == column) for i, cell in enumerate(row)] for row in rows]
    if new == rows and names.words(text) == text:
        return text
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([list(map(names.words, head)), *new])
    return out.getvalue()


def _cell(cell: str, names: Names, *, is_id: bool) -> str:
    # in the file a comma stands before it, and no sentence begins there
    return names.label(cell) if is_id else names.words(f", {cell}").removeprefix(", ")
