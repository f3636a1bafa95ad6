"""The acts on the study's codebook: an entry is added, renamed, described or taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding import acts, editing, growing
from pimhcli.errors import BusyError
from pimhcli.storage import files
from pimhcli.study import codebook_file, history
from pimhcli.study.acting import Plan, desk
from pimhcli.study.saving import Step
from pimhcli.wording import count

if TYPE_CHECKING:
    from pimhcli.coding.acts import Change
    from pimhcli.coding.codebook import Code, Edit
    from pimhcli.coding.growing import Draft
    from pimhcli.study.study import Study


def add(study: Study, coder: str, draft: Draft) -> Plan:
    """Adds an entry.

    Args:
        study: the open study.
        coder: who adds it.
        draft: the entry as the user describes it.

    Raises:
        PimhError: the entry cannot be added; nothing was changed.
    """
    code = growing.added(study.codebook, draft)
    under = f" under '{study.codebook.by_key[code.parent].name}'" if code.parent else ""
    sentence = f"Added the {code.level} '{code.name}'{under} (key {code.id})."
    (edit,) = editing.made([code])
    return _plan(coder, "codebook add", sentence, edit)


def rename(study: Study, coder: str, words: str, name: str) -> Plan:
    """Gives an entry another name; the old one goes on finding it.

    Args:
        study: the open study.
        coder: who does it.
        words: the entry's key, name or path.
        name: the new name.

    Raises:
        PimhError: there is no such entry, or a neighbour has this name.
    """
    code = growing.one(study.codebook, words)
    edit = editing.renamed(study.codebook, code, name)
    if edit.after == code:
        return Plan("It has this name already; nothing changes.")
    return _plan(coder, "codebook rename", f"Renamed '{code.name}' to '{name.strip()}'.", edit)


def describe(study: Study, coder: str, words: str, definition: str) -> Plan:
    """Gives an entry another definition.

    Args:
        study: the open study.
        coder: who does it.
        words: the entry's key, name or path.
        definition: what it means; empty takes it away.

    Raises:
        ProblemsError: there is no such entry.
    """
    code = growing.one(study.codebook, words)
    edit = editing.described(code, definition)
    if edit.after == code:
        return Plan("It is defined so already; nothing changes.")
    return _plan(coder, "codebook describe", f"Wrote the definition of '{code.name}'.", edit)


def take_out(study: Study, coder: str, words: str, agreed: int | None = None) -> Plan:
    """Takes an entry out of the codebook, and everybody's codings with it.

    Args:
        study: the open study.
        coder: who does it.
        words: the entry's key, name or path.
        agreed: with how many codings it was agreed that it goes; None for however many there are.

    Raises:
        ProblemsError: there is no such entry, or others hang under it.
        BusyError: it has more or fewer codings than was agreed.
    """
    code = growing.one(study.codebook, words)
    edit = as_it_stands(study, editing.removed(study.codebook, code))
    changes = _removals(study, coder, code)
    used = sum(len(change.after) for change in changes)
    if agreed not in {None, used}:
        raise BusyError(
            f"'{code.name}' has {count(used, 'coding')} now, not {agreed}.",
            hint="Nothing was changed; take it out again if it is to go all the same.",
        )
    coded = f", and {count(used, 'coding')} with it" if used else ""
    return _plan(coder, "codebook remove", f"Took '{code.name}' out of the codebook{coded}.", edit, changes)


def as_it_stands(study: Study, edit: Edit) -> Edit:
    """An edit that takes an entry out, with the entry's lines, so that an undo gives its comments back."""
    text = files.read_text(study.root / "codebook.yaml")
    lines = codebook_file.lines_of(text, edit.before.id) if edit.before else ""
    return msgspec.structs.replace(edit, lines=lines)


def uses(study: Study, key: str) -> int:
    """How many live codings of any coder an entry has."""
    return sum(len(change.after) for change in _removals(study, "", study.codebook.by_key[key]))


def _removals(study: Study, coder: str, code: Code) -> tuple[Change, ...]:
    key_of, changes = study.codebook.key_of, []
    for name in study.transcript_ids:
        for whose in study.coders(name):
            records = study.codings(name, whose).records
            gone = [coding for coding in records if key_of(coding.code) == code.id and not coding.deleted]
            if gone:
                changes.append(acts.remove(desk(study, whose, name, coder), gone))
    return tuple(changes)


def _plan(coder: str, do: str, sentence: str, edit: Edit, changes: tuple[Change, ...] = ()) -> Plan:
    return Plan(sentence, Step(history.record(coder, do, sentence, edits=(edit,), changes=changes)))
