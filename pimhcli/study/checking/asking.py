"""How the checks are to look, by what the user asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.checks.registry import Asked, Paper
from pimhcli.errors import UsageError
from pimhcli.folding import fold_name
from pimhcli.storage import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


def wished(names: Sequence[str], below: int | None, over: str) -> Asked:
    """How the checks are to look.

    Args:
        names: of the checks that were asked for; none for all.
        below: a group of fewer people is small; None for the usual number.
        over: items by which people could be known, with commas between.

    Raises:
        UsageError: it is said how a check is to look that was not asked for.
    """
    items = tuple(filter(None, map(str.strip, over.split(","))))
    if (below is not None or items) and names and "disclosure" not in map(fold_name, names):
        raise UsageError(
            "--below and --over are for the check disclosure.", hint="Name it, or leave them out."
        )
    return Asked(Asked().below if below is None else below, items)


def with_key(asked: Asked, names: Sequence[str], root: Path, path: Path) -> Asked:
    """The same, with the key of names that a file holds; where it lies is no reason not to look.

    Args:
        asked: how the checks are to look.
        names: of the checks that were asked for; none for all.
        root: the study's folder.
        path: of the key.

    Raises:
        UsageError: the check names was not asked for, or there is no such file.
        ProblemsError: the key cannot be used.
    """
    from pimhcli.study.pseudonyms import key_file

    if names and "names" not in map(fold_name, names):
        raise UsageError("--key is for the check names.", hint="Name it, or leave the key out.")
    misplaced = key_file.misplaced(root, path)
    key, findings = key_file.contents(path, mend=False)
    return asked._replace(key=key, noted=(*([misplaced] if misplaced else []), *findings))


def with_papers(asked: Asked, names: Sequence[str], paths: Iterable[Path]) -> Asked:
    """The same, with the manuscripts that files hold.

    Args:
        asked: how the checks are to look.
        names: of the checks that were asked for; none for all.
        paths: of the files.

    Raises:
        UsageError: the check manuscript was not asked for, or has no file; or there is no such file.
    """
    papers = tuple(Paper(path.name, files.read_bytes(path)) for path in paths)
    is_named = "manuscript" in map(fold_name, names)
    if papers and names and not is_named:
        raise UsageError("A file is for the check manuscript.", hint="Name it, or leave the file out.")
    if is_named and not papers:
        hint = "Name its file, such as: pimh check manuscript paper.docx"
        raise UsageError("Which manuscript?", hint=hint)
    return asked._replace(papers=papers)


def parted(words: Iterable[str]) -> tuple[list[str], list[str]]:
    """The names of checks, and the files, among what was asked for.

    >>> parted(["manuscript", "my paper.docx"])
    (['manuscript'], ['my paper.docx'])
    """
    names, paths = list[str](), list[str]()
    for word in words:
        (paths if set(word) & set("./\\") else names).append(word)
    return names or (["manuscript"] if paths else []), paths
