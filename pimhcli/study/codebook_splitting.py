"""The act that splits a code: some of its excerpts get another one, made for them if need be."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.coding import acts, editing, growing, splitting
from pimhcli.coding.codebook import split_path
from pimhcli.coding.growing import Draft
from pimhcli.errors import BusyError, ProblemsError, UsageError
from pimhcli.study.acting import desk
from pimhcli.study.codebook_acts import BookPlan, planned
from pimhcli.study.material import all_excerpts, chosen, excerpt_called
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pimhcli.analysis.choosing import Choice
    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.acts import Change
    from pimhcli.coding.codebook import Code, Codebook
    from pimhcli.coding.excerpts import Excerpt
    from pimhcli.study.study import Study


class Sorted(NamedTuple):
    """Which excerpts of a code that is split get the other one; the rest stays as it is.

    Args:
        new: ids of those that get it in place of the code.
        both: ids of those that get it beside the code.
    """

    new: tuple[str, ...] = ()
    both: tuple[str, ...] = ()


def coded(study: Study, words: str, choice: Choice, ids: Sequence[str] = ()) -> list[Passage]:
    """The excerpts that are coded with an entry itself, and fit a choice.

    Args:
        study: the open study.
        words: the entry's key, name or path.
        choice: what they have to fit.
        ids: their ids, or the first letters of them; none for all.

    Raises:
        PimhError: there is no such entry or excerpt, or an excerpt of these is not coded with it.
    """
    book = study.codebook
    code = growing.one(book, words)
    found = chosen(study, msgspec.structs.replace(choice, code=code.id))
    own = [passage for passage in found if _has(book, passage.excerpt, code)]
    named = {excerpt_called(study, key).id for key in ids}
    if lacking := named - {passage.excerpt.id for passage in own}:
        raise ProblemsError(
            f"The excerpt {min(lacking)} is not among those coded '{code.name}' that were asked for.",
            hint=f"See them: pimh excerpt list --code {code.id}",
        )
    return [passage for passage in own if not named or passage.excerpt.id in named]


def split(study: Study, coder: str, words: str, into: str, wanted: Sorted) -> BookPlan:
    """Gives some excerpts of an entry another one, in its place or beside it, whoever coded them.

    Args:
        study: the open study.
        coder: who does it.
        words: key, name or path of the entry that is split.
        into: that of the other one; one that is not there is made beside the first.
        wanted: which excerpts.

    Raises:
        PimhError: there is no such entry, the other cannot be made, or no excerpt was chosen.
    """
    code, new, made = _both(study.codebook, words, into)
    if not (wanted.new or wanted.both):
        raise ProblemsError(
            f"No excerpt coded '{code.name}' was chosen.",
            hint=f"See them: pimh excerpt list --code {code.id}",
        )
    changes = [*_changes(study, coder, code, new, wanted)]
    beside = f", {len(wanted.both)} of them beside '{code.name}'" if wanted.both else ""
    moved = count(len(wanted.new) + len(wanted.both), "excerpt")
    sentence = f"Split '{code.name}': {moved} coded '{new.name}' now{beside}."
    plan = planned(coder, "codebook split", sentence, editing.made(made), changes=changes)
    if not (changes or made):
        return BookPlan("They are coded so already; nothing changes.")
    return msgspec.structs.replace(plan, chosen=frozenset((*wanted.new, *wanted.both)))


def names(book: Codebook, words: str, into: str) -> tuple[str, str]:
    """The names of the entry that is split and of the other one.

    Args:
        book: the codebook.
        words: key, name or path of the first.
        into: that of the other one; one that is not there is made beside the first.

    Raises:
        PimhError: there is no such entry, or it cannot be split so.
    """
    code, new, _ = _both(book, words, into)
    return code.name, new.name


def _both(book: Codebook, words: str, into: str) -> tuple[Code, Code, tuple[Code, ...]]:
    """The entry that is split, the other one, and the entries to be made for that."""
    code = growing.one(book, words)
    made = _made(book, code, into)
    new = made[-1] if made else growing.one(book, into)
    if new == code:
        raise UsageError(f"'{code.name}' cannot be split into itself.", hint="Name another with --into.")
    editing.refuse_retired(book, [new.id])
    return code, new, made


def _made(book: Codebook, code: Code, into: str) -> tuple[Code, ...]:
    if book.find(into):
        return ()
    if len(split_path(into)) > 1:
        return growing.path_made(book, into)
    return (growing.added(book, Draft(into, code.parent, code.level)),)


def _changes(study: Study, coder: str, code: Code, new: Code, wanted: Sorted) -> Iterator[Change]:
    """The changes, one for each coder and transcript."""
    found = _called(study, code, {*wanted.new, *wanted.both})
    for (name, whose), group in groupby(sorted(found, key=_file), key=_file):
        those, there = list(group), desk(study, whose, name, coder)
        moved = [excerpt for excerpt in those if excerpt.id in wanted.new]
        both = [excerpt for excerpt in those if excerpt.id not in wanted.new]
        parts = [splitting.given(there, moved, code.id, new.id)] if moved else []
        parts += [splitting.given_both(there, both, code.id, new.id)] if both else []
        change = acts.combined(parts)
        if change.after:
            yield change


def _called(study: Study, code: Code, ids: set[str]) -> list[Excerpt]:
    found = [e for e in all_excerpts(study) if e.id in ids and _has(study.codebook, e, code)]
    if len(found) != len(ids):
        raise BusyError(
            "Some of these excerpts were changed in between; nothing was split.",
            hint=f"Look at them again: pimh excerpt list --code {code.id}",
        )
    return found


def _has(book: Codebook, excerpt: Excerpt, code: Code) -> bool:
    return code.id in map(book.key_of, excerpt.codes)


def _file(excerpt: Excerpt) -> tuple[str, str]:
    return excerpt.transcript, excerpt.coder
