"""The versions of codebook.yaml that a merge left, read whole, and the one text that comes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pimhcli.coding import codebook
from pimhcli.coding.comparing import differences
from pimhcli.coding.reconciling import HOME, PRESENCE, SUCCESSOR, TWINS, reconciled
from pimhcli.errors import PimhError, ProblemsError
from pimhcli.findings import errors
from pimhcli.storage import files, git, markers, yamledit, yamlfile
from pimhcli.study import codebook_file
from pimhcli.study.merging.conflicts import CODEBOOK, Conflict, Question
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path
    from typing import Any

    from pimhcli.coding.codebook import Code, Codebook
    from pimhcli.coding.reconciling import Clash, Side
    from pimhcli.study.history import Record

_WHATS = {
    HOME: "where '{name}' hangs (key {key})",
    PRESENCE: "whether '{name}' (key {key}) is in the codebook: one side took it out, the other codes with "
    "it or changed it",
    TWINS: "two entries called '{name}' in one place: which one takes the other in",
    SUCCESSOR: "what '{key}' was merged into, two entries: which one has its excerpts",
}


class Sides(NamedTuple):
    """The versions of the codebook.

    Args:
        base: what both were made from; empty where that is not known.
        ours: the text of our side, with its comments.
        theirs: the text of the other side.
    """

    base: str
    ours: str
    theirs: str


class Whole(NamedTuple):
    """The codebook that comes of two.

    Args:
        text: of the file.
        questions: what there was to decide.
        brought_back: names of entries that stay because others hang under them.
        kept: the keys of all entries that stay though one side took them out.
    """

    text: str
    questions: tuple[Question, ...]
    brought_back: tuple[str, ...]
    kept: frozenset[str]


def of_conflict(root: Path, conflict: Conflict) -> Sides:
    """The sides of a codebook that stands in conflict: from git, else from the markers in the file.

    Args:
        root: the study's folder.
        conflict: the file.
    """
    text, pieces = conflict.text, markers.pieces(conflict.text)
    rebuilt = Sides(
        "".join(piece.base or "" for piece in pieces)
        and markers.joined(text, (p.base or "" for p in pieces)),
        markers.joined(text, (piece.ours for piece in pieces)),
        markers.joined(text, (piece.theirs for piece in pieces)),
    )
    base, ours, theirs = (_stage(root, conflict.path, n) for n in (git.BASE, git.OURS, git.THEIRS))
    if ours is None or theirs is None:
        return rebuilt
    known = {*ours.split("\n"), *theirs.split("\n")}
    # what somebody has typed into the file since counts too
    is_as_left = {*rebuilt.ours.split("\n"), *rebuilt.theirs.split("\n")} <= known
    return Sides(base or "", ours, theirs) if is_as_left else rebuilt._replace(base=base or rebuilt.base)


def _stage(root: Path, path: str, number: int) -> str | None:
    data = git.stage(root, path, number)
    return None if data is None else files.line_feeds(data.decode("utf-8-sig", "replace"))


def of_doubles(text: str) -> Sides | None:
    """The sides of a codebook in which a merge left entries twice; None where it has each once.

    Args:
        text: of codebook.yaml.
    """
    keys = [code.id for code in codebook.read(yamlfile.parse(text, CODEBOOK))[0].codes]
    if len(keys) == len({*keys}):
        return None
    return Sides("", _without_doubles(text), _without_doubles(text, last=True))


def _without_doubles(text: str, *, last: bool = False) -> str:
    """The text with each entry once: the first of them, or the last."""

    def change(document: Any) -> None:  # noqa: ANN401  # a ruamel mapping
        found, seen = list(_listed(document)), set[str]()
        for entries, entry, key in reversed(found) if last else found:
            if key in seen:
                # not remove: an equal one may stand in the same list
                del entries[next(at for at, other in enumerate(entries) if other is entry)]
            seen.add(key)

    return yamledit.edit(text, change)


def _listed(above: Any) -> Iterator[tuple[Any, Any, str]]:  # noqa: ANN401
    """Every entry of a document, with the list that it stands in and its key."""
    for name in codebook.LISTS:
        entries = above.get(name) or ()
        for entry in list(entries):
            key = codebook.key_written(str(entry.get("id") or ""), str(entry.get("name") or ""))
            yield entries, entry, key
            yield from _listed(entry)


def made_one(
    name: str,
    sides: Sides,
    answers: Mapping[str, Side],
    used: Collection[str],
    records: list[Record],
) -> Whole:
    """Makes one text of two.

    Args:
        name: the file that the questions are about.
        sides: the versions.
        answers: by the ids of questions.
        used: keys that codings hold.
        records: the history, oldest first.

    Raises:
        ProblemsError: one of the versions cannot be read.
    """
    base = book_of(sides.base, "that both sides come from") if sides.base else codebook.Codebook()
    ours, theirs = book_of(sides.ours, "that stands here"), book_of(sides.theirs, "that came in")
    given = {key.removeprefix(f"{name}: "): side for key, side in answers.items()}
    found = reconciled(base, ours, theirs, given, used)
    asked = tuple(_question(name, clash, (ours, theirs), records) for clash in found.clashes)
    text = codebook_file.edited(sides.ours, differences(ours, found.book))
    if book_of(text, "that comes of both") != found.book:
        text = codebook_file.edited("", differences(codebook.Codebook(), found.book))
    back = tuple(map(found.book.name_of, found.brought_back))
    return Whole(text, asked, back, kept(base, ours, theirs, found.book))


def kept(base: Codebook, ours: Codebook, theirs: Codebook, both: Codebook) -> frozenset[str]:
    """The keys of entries that one side took out and that stay all the same.

    Args:
        base: what both were made from.
        ours: our side.
        theirs: the other side.
        both: what comes of them.
    """
    was, here, there, stays = ({code.id for code in book.codes} for book in (base, ours, theirs, both))
    return frozenset(was & stays - (here & there))


def book_of(text: str, which: str) -> Codebook:
    """The codebook of a text.

    Args:
        text: of a codebook.yaml.
        which: completes "the codebook.yaml …", for messages.

    Raises:
        ProblemsError: it cannot be read.
    """
    try:
        book, findings = codebook.read(yamlfile.parse(text, CODEBOOK), CODEBOOK)
    except PimhError as error:
        raise _unreadable(which, error.findings) from error
    if errors(findings):
        raise _unreadable(which, findings)
    return book


def _unreadable(which: str, findings: Any) -> ProblemsError:  # noqa: ANN401
    return ProblemsError(
        f"The {CODEBOOK} {which} has {count(len(findings), 'problem')}, so the two cannot be compared.",
        hint="Open it and keep the right lines by hand, without those with <<<<<<<, ======= and >>>>>>>.",
        findings=findings,
    )


def _question(name: str, clash: Clash, books: tuple[Codebook, Codebook], records: list[Record]) -> Question:
    ours, theirs = clash.ours, clash.theirs
    entry = ours or theirs
    template = _WHATS.get(clash.what, "the {what} of '{name}' (key {key})")
    key = clash.key if clash.what == SUCCESSOR else entry.id if entry else clash.key
    return Question(
        f"{name}: {clash.id}",
        name,
        template.format(what=clash.what, name=entry.name if entry else key, key=key),
        _shown(clash.what, ours, books[0]),
        _shown(clash.what, theirs, books[1]),
        clash.choices,
        _who(clash, ours, records),
        _who(clash, theirs, records),
    )


def _shown(what: str, code: Code | None, book: Codebook) -> str:
    if code is None:
        return "(taken out)"
    if what in (HOME, SUCCESSOR):
        return book.path(code.id) if code.id in book.by_key else code.name
    if what in (PRESENCE, TWINS):
        return f"{code.name} (key {code.id})" + (f": {code.definition}" if code.definition else "")
    return str(getattr(code, what)) or "(nothing)"


def _who(clash: Clash, code: Code | None, records: list[Record]) -> str:
    """Who made an entry what it is on one side, and when, as far as the history tells."""
    for record in reversed(records):
        for edit in (*record.edits, *record.noted):
            old, new = edit.before, edit.after
            changed = (old or new) and (old or new).id == (code.id if code else clash.key)  # type: ignore[union-attr]
            if changed and _says(clash.what, new) == _says(clash.what, code) != _says(clash.what, old):
                return f"{record.by}, {record.at[:10]}"
    return ""


def _says(what: str, code: Code | None) -> object:
    if what in (PRESENCE, TWINS, SUCCESSOR):
        return code is not None
    return getattr(code, what) if code else None
