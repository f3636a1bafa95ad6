"""What becomes of files that words alone do not decide: study.yaml, participants.csv and reports."""

from __future__ import annotations

import csv
import io
from functools import partial
from typing import TYPE_CHECKING, Any

from pimhcli.folding import fold_name
from pimhcli.questionnaire.answers import ID
from pimhcli.storage import files, yamledit
from pimhcli.study.file_texts import in_yaml, readable
from pimhcli.study.reworking import REPORTS
from pimhcli.study.study import PARTICIPANTS
from pimhcli.transcripts.roster import HOSTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pimhcli.questionnaire.items import Item
    from pimhcli.study.pseudonyms.key_names import Names
    from pimhcli.study.study import Study

SETTINGS = "study.yaml"


def decided(study: Study, names: Names) -> dict[str, bytes | None]:
    """The contents of such files from now on, by path; other reports are left to the rules for texts.

    Args:
        study: the open study.
        names: what is replaced.
    """
    return {**dict(_changed(study, names)), **dict.fromkeys(_unclean(study, names))}


def _unclean(study: Study, names: Names) -> Iterator[str]:
    """The reports in which something that may be a name is left: they go, and can be made anew.

    In a report nothing tells a name from a word: a speaker stands alone in a cell, a quote begins anywhere.
    """
    reports = study.root / REPORTS
    for path in files.below(reports) if reports.is_dir() else ():
        texts = filter(names.may_hold, readable(files.read_bytes(path)))
        if any(names.may_hold(names.words(text)) for text in texts):
            yield path.relative_to(study.root).as_posix()


def _changed(study: Study, names: Names) -> Iterator[tuple[str, bytes]]:
    items = {fold_name(header): item for item in study.questionnaire.items for header in item.headers}
    rewriters: dict[str, Callable[[str, Names], str]] = {
        SETTINGS: _settings,
        PARTICIPANTS: partial(_participants, items=items),
    }
    for name, rewritten in rewriters.items():
        path = study.root / name
        if study.folder.exists(path):
            data = study.folder.read(path)
            text = files.decoded(path, data)
            new = rewritten(text, names)
            yield name, data if new == text else files.encoded(name, new)


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


def _participants(text: str, names: Names, items: Mapping[str, Item]) -> str:
    if not names.found(text):
        return text
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    column = next((i for i, cell in enumerate(head) if fold_name(cell) == fold_name(ID)), 0)
    asked = {i: items.get(fold_name(cell)) for i, cell in enumerate(head) if i != column}
    new = [
        [
            _answer(cell, names, asked.get(i)) if i != column else names.label(cell)
            for i, cell in enumerate(row)
        ]
        for row in rows
    ]
    heads = list(map(names.words, head))
    if (heads, new) == (head, rows):
        return text
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([heads, *new])
    return out.getvalue()


def _answer(cell: str, names: Names, item: Item | None) -> str:
    if item is None or item.type == "text":
        # in the file a comma stands before it, and no sentence begins there
        return names.words(f", {cell}").removeprefix(", ")
    # an answer that was chosen becomes what questionnaire.yaml makes of its level
    levels = cell.split(item.separator) if item.type == "several" else [cell]
    return item.separator.join(level.replace(bare := level.strip(), names.words(bare)) for level in levels)
