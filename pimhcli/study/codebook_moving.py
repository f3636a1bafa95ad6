"""The acts that bring entries of the codebook together elsewhere: one is moved, or several become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.coding import growing, merging, moving
from pimhcli.coding.codebook import Code, Edit
from pimhcli.coding.comparing import edited
from pimhcli.errors import ProblemsError
from pimhcli.study import history
from pimhcli.study.codebook_acts import BookPlan, planned
from pimhcli.study.material import all_excerpts
from pimhcli.study.replaying import Replay
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pimhcli.coding.codebook import Codebook
    from pimhcli.coding.merging import How
    from pimhcli.coding.moving import Where
    from pimhcli.study.study import Study


def move(study: Study, coder: str, words: str, where: Where) -> BookPlan:
    """Moves an entry, and all that hangs under it.

    Args:
        study: the open study.
        coder: who does it.
        words: the entry's key, name or path.
        where: where it is to go.

    Raises:
        PimhError: there is no such entry, or it cannot stand there.
    """
    book = study.codebook
    code = growing.one(book, words)
    edits = moving.moved(book, code, where)
    if not edits:
        return BookPlan("It stands there already; nothing changes.")
    return planned(coder, "codebook move", _told(book, code, edits), edits, book.under(code.id))


def _told(book: Codebook, code: Code, edits: Sequence[Edit]) -> str:
    after = edits[-1].after or code
    place = f"place {(edits[-1].place or 0) + 1} of its neighbours"
    if after.home != code.home:
        place = f"under '{book.by_key[after.parent].name}'" if after.parent else "to the top"
    level = f" as a {after.level}" if after.level != code.level else ""
    codes = [edit.before.name for edit in edits[:-1] if edit.before]
    became = f" What hung under it as a sub-theme is a code now: {', '.join(codes)}." if codes else ""
    to = "to " if after.home == code.home else ""
    return f"Moved '{code.name}' {to}{place}{level}.{became}"


def merge(study: Study, coder: str, words: Sequence[str], into: str, how: How = merging.PLAIN) -> BookPlan:
    """Merges entries into another, which has their excerpts and what hangs under them from then on.

    No coding is rewritten: what the others were called is written down as former names of the one that stays.

    Args:
        study: the open study.
        coder: who does it.
        words: keys, names or paths of the entries that go; also a key that only codings or the history hold.
        into: that of the one that stays.
        how: what becomes of their definitions, and of entries of one name.

    Raises:
        PimhError: there is no such entry, or two entries of one name would come together.
    """
    book = study.codebook
    stays = growing.one(book, into)
    gone = [*dict.fromkeys(_going(study, word) for word in words)]
    there = [code for code in gone if code in book.codes]
    lost = [code for code in gone if code not in book.codes]
    edits = list(merging.merged(book, there, stays, how))
    if lost:
        now = edited(book, edits).by_key[stays.id]
        known = merging.found_by(now, (key for code in lost for key in (code.id, code.name, *code.former)))
        edits.append(Edit(now, known))
    about = frozenset(key for code in gone for key in (code.id, *code.former)) | {stays.id}
    sentence = f"Merged {_quoted(gone)} into '{stays.name}': {_counted(study, gone, stays)}."
    left = [] if how.joins else merging.unjoined(gone, stays)
    if left:
        sentence += f" What was said of {_quoted(left)} stays in the history."
    return planned(coder, "codebook merge", sentence, edits, about)


def _going(study: Study, words: str) -> Code:
    """The entry that goes; one that the codebook lacks, as far as anything is known of it."""
    book = study.codebook
    is_used = words not in book.by_key and any(words in excerpt.codes for excerpt in all_excerpts(study))
    # the key of codings before the name of an entry: it is what the check of the codebook tells of
    if book.find(words) and not is_used:
        return growing.one(book, words)
    replay = Replay(history.read_all(study.root).records)
    known = (replay.gone | replay.codes).get(words)
    if known is None and not is_used:
        raise ProblemsError(book.explain(words), hint="Nothing was changed.")
    return known or Code(words, words, "code")


def _counted(study: Study, gone: Iterable[Code], stays: Code) -> str:
    keys = {code.id for code in gone}
    key_of = study.codebook.key_of
    found = [set(map(key_of, excerpt.codes)) for excerpt in all_excerpts(study)]
    moved = [codes for codes in found if codes & keys]
    both = sum(stays.id in codes for codes in moved)
    had = f", of which {both} had both and {'counts' if both == 1 else 'count'} once" if both else ""
    return f"{count(len(moved), 'excerpt')}{had}"


def _quoted(codes: Iterable[Code]) -> str:
    """The names of entries as sentences give them."""
    return ", ".join(f"'{code.name}'" for code in codes)
