"""The acts on an entry of the codebook: it is added, renamed, described, coloured, retired, or taken out."""

from __future__ import annotations

from collections import Counter
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
    from collections.abc import Iterable, Sequence

    from pimhcli.coding.acts import Change
    from pimhcli.coding.codebook import Edit
    from pimhcli.coding.growing import Draft
    from pimhcli.study.study import Study

_SAID = {
    "definition": "definition",
    "include": "“when to use it”",
    "exclude": "“when not to use it”",
    "example": "example",
}


class BookPlan(Plan, frozen=True, kw_only=True):
    """What an act on the codebook would do.

    Args:
        about: the keys of the entries whose excerpts it is about.
        chosen: the ids of the excerpts that it is about, when it is not about all of an entry's.
    """

    about: frozenset[str] = frozenset()
    chosen: frozenset[str] = frozenset()


def add(study: Study, coder: str, draft: Draft) -> BookPlan:
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
    return planned(coder, "codebook add", sentence, editing.made([code]))


def rename(study: Study, coder: str, words: str, name: str) -> BookPlan:
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
        return BookPlan("It has this name already; nothing changes.")
    return planned(coder, "codebook rename", f"Renamed '{code.name}' to '{name.strip()}'.", [edit], {code.id})


def describe(study: Study, coder: str, words: str, definition: str | None = None, **others: str) -> BookPlan:
    """Says otherwise what an entry means.

    Args:
        study: the open study.
        coder: who does it.
        words: the entry's key, name or path.
        definition: what it means; empty takes it away, None leaves what was said.
        others: likewise when to use it (``include``), when not to (``exclude``), and an ``example``.

    Raises:
        ProblemsError: there is no such entry.
    """
    code = growing.one(study.codebook, words)
    edit = editing.described(code, definition, **others)
    if edit.after == code:
        return BookPlan("It is described so already; nothing changes.")
    fields = [*([] if definition is None else ["definition"]), *others]
    sentence = f"Wrote the {' and the '.join(_SAID[field] for field in fields)} of '{code.name}'."
    return planned(coder, "codebook describe", sentence, [edit], {code.id})


def colour(study: Study, coder: str, words: str, name: str) -> BookPlan:
    """Gives an entry a colour.

    Args:
        study: the open study.
        coder: who does it.
        words: the entry's key, name or path.
        name: of a colour, or its figures; ``none`` takes it away.

    Raises:
        UsageError: there is no such colour.
        ProblemsError: there is no such entry.
    """
    code = growing.one(study.codebook, words)
    edit = editing.coloured(code, name)
    if edit.after is None or edit.after == code:
        return BookPlan("It has this colour already; nothing changes.")
    now = edit.after.colour
    sentence = f"Gave '{code.name}' the colour {now}." if now else f"Took the colour from '{code.name}'."
    return planned(coder, "codebook colour", sentence, [edit], {code.id})


def retire(study: Study, coder: str, words: str, *, back: bool = False) -> BookPlan:
    """Takes an entry out of use, or back into it; its excerpts stay and count.

    Args:
        study: the open study.
        coder: who does it.
        words: the entry's key, name or path.
        back: whether it comes back into use.

    Raises:
        ProblemsError: there is no such entry.
    """
    code = growing.one(study.codebook, words)
    edit = editing.retired(code, back=back)
    if edit.after == code:
        return BookPlan(f"It is {'in use' if back else 'retired'} already; nothing changes.")
    took = f"Took '{code.name}' back into use."
    sentence = took if back else f"Retired '{code.name}': it keeps its excerpts and takes no new ones."
    return planned(coder, "codebook retire", sentence, [edit], {code.id})


def take_out(
    study: Study, coder: str, words: str, agreed: int | None = None, *, with_below: bool = False
) -> BookPlan:
    """Takes an entry out of the codebook, and everybody's codings with it.

    Args:
        study: the open study.
        coder: who does it.
        words: the entry's key, name or path.
        agreed: with how many codings it was agreed that it goes; None for however many there are.
        with_below: whether all that hang under it go too.

    Raises:
        ProblemsError: there is no such entry, or others hang under it.
        BusyError: it has more or fewer codings than was agreed.
    """
    book = study.codebook
    code = growing.one(book, words)
    going = book.under(code.id) if with_below else frozenset({code.id})
    edits = editing.removed_with_below(book, code) if with_below else (editing.removed(book, code),)
    changes = _removals(study, coder, going)
    used = sum(len(change.after) for change in changes)
    if agreed not in {None, used}:
        raise BusyError(
            f"'{code.name}' has {count(used, 'coding')} now, not {agreed}.",
            hint="Nothing was changed; take it out again if it is to go all the same.",
        )
    below = f" with {count(len(going) - 1, 'entry', 'entries')} under it" if len(going) > 1 else ""
    coded = f", and {count(used, 'coding')} with it" if used else ""
    sentence = f"Took '{code.name}'{below} out of the codebook{coded}."
    standing = as_they_stand(study, edits)
    return planned(coder, "codebook remove", sentence, standing, going, changes=changes)


def as_they_stand(study: Study, edits: Iterable[Edit]) -> list[Edit]:
    """Edits that take entries out, with the lines of each, so that an undo gives their comments back.

    Args:
        study: the open study.
        edits: one after the other.
    """
    text = files.read_text(study.root / "codebook.yaml")
    standing: list[Edit] = []
    for edit in edits:
        if standing:  # of one whose children go before it, without them
            text = codebook_file.edited(text, standing[-1:])
        lines = codebook_file.lines_of(text, edit.before.id) if edit.before else ""
        standing.append(msgspec.structs.replace(edit, lines=lines))
    return standing


def as_it_stands(study: Study, edit: Edit) -> Edit:
    """An edit that takes an entry out, with the entry's lines."""
    (standing,) = as_they_stand(study, [edit])
    return standing


def uses(study: Study, key: str) -> int:
    """How many live codings of any coder an entry has."""
    return sum(users(study, {key}).values())


def users(study: Study, keys: Iterable[str]) -> Counter[str]:
    """How many live codings some entries have, by coder.

    Args:
        study: the open study.
        keys: of the entries.
    """
    wanted = frozenset(keys)
    found: Counter[str] = Counter()
    for change in _removals(study, "", frozenset(study.codebook.key_of(key) for key in wanted)):
        found[change.coder] += len(change.after)
    return found


def planned(
    coder: str,
    do: str,
    sentence: str,
    edits: Sequence[Edit],
    about: Iterable[str] = (),
    *,
    changes: Sequence[Change] = (),
) -> BookPlan:
    """The plan of an act on the codebook.

    Args:
        coder: who acts.
        do: what kind of act.
        sentence: what is done.
        edits: what it does to the codebook.
        about: the keys of the entries whose excerpts it is about.
        changes: what it does to codings.
    """
    record = history.record(coder, do, sentence, edits=tuple(edits), changes=tuple(changes))
    return BookPlan(sentence, Step(record), about=frozenset(about))


def _removals(study: Study, coder: str, keys: frozenset[str]) -> tuple[Change, ...]:
    key_of, changes = study.codebook.key_of, []
    for name in study.transcript_ids:
        for whose in study.coders(name):
            records = study.codings(name, whose).records
            gone = [coding for coding in records if key_of(coding.code) in keys and not coding.deleted]
            if gone:
                changes.append(acts.remove(desk(study, whose, name, coder), gone))
    return tuple(changes)
