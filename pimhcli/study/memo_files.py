"""The files of the folder memos: read whatever wrote them, counted, and what is wrong with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.coding import memos
from pimhcli.decoding import decode
from pimhcli.errors import ProblemsError, StudyError
from pimhcli.findings import Finding
from pimhcli.storage import files, yamlfile
from pimhcli.storage.ids import id_of
from pimhcli.study import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pimhcli.coding.memos import Memo
    from pimhcli.study.study import Study

FOLDER = "memos"
_ENDINGS = frozenset({".md", ".markdown", ".txt"})
_LONGEST = 40  # characters of a title in a file's name
_CONFLICT = re.compile(r"^<{7} .*?^={7}$.*?^>{7} ", re.MULTILINE | re.DOTALL)
# how sync programs and file managers mark a copy
_COPY = re.compile(
    r"[ ._-]*(?:\(\d+\)|\(.*conflict.*\)|sync-conflict.*|-DESKTOP-.*|\bcopy\b.*)$", re.IGNORECASE
)


class MemoFile(NamedTuple):
    """A memo and its file.

    Args:
        name: of the file in the folder memos, with the folders within it.
        memo: what it holds; its id is never empty.
        text: the whole file.
        findings: what is wrong with it, as warnings.
    """

    name: str
    memo: Memo
    text: str
    findings: tuple[Finding, ...] = ()

    @property
    def path(self) -> str:
        """Where it lies in the study."""
        return f"{FOLDER}/{self.name}"


def every(study: Study) -> tuple[list[MemoFile], list[Finding]]:
    """All memos, oldest first.

    Args:
        study: the open study.

    Returns:
        The memos, and a warning of each file that is none.
    """
    found: list[MemoFile] = []
    warnings: list[Finding] = []
    for path in _paths(study):
        name = _name(study, path)
        try:
            found.append(read(name, study.folder.read(path)))
        except ProblemsError as error:
            hint = "Write its words into a .md file, which any editor makes; Word cannot save one."
            warnings.append(Finding(f"{FOLDER}/{name}", f"is not read: {error.message}", hint, "warning"))
    named = list(_each_its_own(found))
    return sorted(named, key=lambda one: (one.memo.at, one.name)), warnings


def count(study: Study) -> int:
    """How many memos there are; none is read for it.

    Args:
        study: the open study.
    """
    return sum(path.suffix.lower() in _ENDINGS for path in _paths(study))


def text_of(root: Path, name: str) -> str | None:
    """The whole file of a memo in any usual encoding; None when there is none.

    Args:
        root: the study's folder.
        name: in the folder memos.

    Raises:
        ProblemsError: it is no text.
    """
    path = root / FOLDER / name
    return decode(files.read_bytes(path), files.shown(path)).text if path.exists() else None


def renamed(study: Study, name: str, text: str) -> str:
    """What a memo's file is called now that somebody gave it another name; nothing where it is gone.

    Args:
        study: the open study.
        name: what it was called.
        text: what it held then.
    """
    key = read(name, text.encode()).memo.id
    return next((one.name for one in every(study)[0] if one.memo.id == key), "")


def read(name: str, data: bytes) -> MemoFile:
    """The memo of a file.

    Args:
        name: in the folder memos.
        data: the whole file.

    Raises:
        ProblemsError: it is no text.
    """
    where = f"{FOLDER}/{name}"
    if not name.lower().endswith(tuple(_ENDINGS)):
        raise ProblemsError("memos are files that end in .md.", hint="")
    text, encoding = msgspec.structs.astuple(decode(data, where))
    memo, findings = _memo(where, name, text)
    if encoding != "utf-8":
        findings.append(_warned(where, f"is saved as {encoding}.", "Save it again with the encoding UTF-8."))
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        what = "git left two versions of these lines for you to choose from."
        hint = "To see both and choose: pimh resolve"
        findings.append(_warned(f"{where}:{line}", what, hint))
    named = memo if memo.id else msgspec.structs.replace(memo, id=id_of(where))
    return MemoFile(name, named, text, tuple(findings))


def _memo(where: str, name: str, text: str) -> tuple[Memo, list[Finding]]:
    parts = memos.parted(text)
    if parts.front is None:
        unended = "the front matter begins with --- and does not end."
        hint = "Write --- in a line of its own behind the last of its lines."
        problem = [_warned(f"{where}:{parts.unended}", unended, hint)] if parts.unended else []
        return memos.by_hand(name, parts.body), problem
    try:
        node = yamlfile.parse(parts.front, where)
    except StudyError as error:
        return memos.by_hand(name, text.removesuffix("\n")), [*map(_as_warning, error.findings)]
    memo, findings = memos.read(node, where, parts.body)
    if not memo.title:
        memo = msgspec.structs.replace(memo, title=memos.by_hand(name, parts.body).title)
    return memo, [*map(_as_warning, findings)]


def _as_warning(finding: Finding) -> Finding:
    return msgspec.structs.replace(finding, severity="warning")


def _warned(where: str, message: str, hint: str) -> Finding:
    return Finding(where, message, hint, "warning")


def _each_its_own(found: Iterable[MemoFile]) -> Iterator[MemoFile]:
    """The memos with an id each; a copy is read beside what it is a copy of, and named."""
    ids: dict[str, str] = {}
    there = {one.name for one in found}
    for one in sorted(found, key=lambda one: (len(one.name), one.name)):
        first = ids.get(one.memo.id) or _copied(one.name, there)
        if not first:
            ids[one.memo.id] = one.name
            yield one
            continue
        own = id_of(one.path) if one.memo.id in ids else one.memo.id
        ids[own] = one.name
        what = f"looks like a copy of {FOLDER}/{first}, as sync programs make them; both are read."
        told = _warned(one.path, what, f"Keep one; this one goes with: pimh memo remove {own}")
        memo = msgspec.structs.replace(one.memo, id=own)
        yield one._replace(memo=memo, findings=(*one.findings, told))


def _copied(name: str, there: set[str]) -> str:
    """The file that another is a copy of, by its name; nothing when it is none."""
    stem, dot, ending = name.rpartition(".")
    original = _COPY.sub("", stem) + dot + ending
    return original if original != name and original in there else ""


def new_name(title: str, key: str, day: str) -> str:
    """What the file of a new memo is called.

    Args:
        title: of the memo.
        key: its id, of which four characters keep two memos of one title apart that come together by git.
        day: as 2026-11-23.
    """
    return f"{day}-{slug(title)}-{key[:4]}.md"


def slug(title: str) -> str:
    """The words of a title that can stand in a file's name.

    >>> slug("Price: who gets *angry*?")
    'price-who-gets-angry'
    """
    if not any(character.isascii() and character.isalnum() for character in title):
        return "memo"
    whole = names.from_words(title)
    return whole if len(whole) <= _LONGEST else whole[: _LONGEST + 1].rpartition("-")[0] or whole[:_LONGEST]


def _paths(study: Study) -> Iterator[Path]:
    folder = study.root / FOLDER
    for path in files.below(folder) if folder.is_dir() else ():
        if not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def _name(study: Study, path: Path) -> str:
    return path.relative_to(study.root / FOLDER).as_posix()
