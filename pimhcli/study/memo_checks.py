"""What is wrong with memos: files not read, targets that are gone, and words that may not be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.analysis.echoes import repeats, withheld
from pimhcli.findings import Finding
from pimhcli.study.memos import everything
from pimhcli.study.quoting import refused
from pimhcli.study.talking import conversations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pimhcli.study.memo_files import MemoFile
    from pimhcli.study.memos import Listed
    from pimhcli.study.study import Study


def wrong(study: Study) -> list[Finding]:
    """Everything about memos that somebody should look at, each with the file.

    Args:
        study: the open study.
    """
    found, warnings = everything(study)
    return [*warnings, *_astray(found), *quoting(study, found)]


def _astray(found: Iterable[Listed]) -> Iterator[Finding]:
    """Those of which it is not known for certain what they hang on."""
    for one in found:
        if one.file and one.target.problem:
            what = f"the memo {one.memo.id} is on {one.target.what}: {one.target.problem}."
            yield Finding(_line(one.file), what, one.target.hint, "warning")


def _line(file: MemoFile) -> str:
    """The line that says what a memo is on."""
    before, found, _ = f"\n{file.text}".partition("\non:")
    return f"{file.path}:{before.count(chr(10)) + 1}" if found else file.path


def quoting(study: Study, found: Sequence[Listed]) -> list[Finding]:
    """Warnings of memos and notes that repeat words of somebody who may not be quoted.

    Args:
        study: the open study.
        found: its memos and notes.
    """
    refusing = refused(study)
    if refusing.is_empty or not found:
        return []
    own = [withheld(held, refusing) for held in conversations(study).groups]
    said = (f"{one.memo.title}\n{one.memo.text}" for one in found)
    return [
        _quotes(one)
        for one, text in zip(found, said, strict=True)
        if any(repeats(text, words) for words in own)
    ]


def _quotes(one: Listed) -> Finding:
    key = one.memo.id
    where = one.file.path if one.file else one.target.what
    change = f"pimh memo edit {key}" if one.file else f'pimh excerpt memo {key} "…"'
    return Finding(
        where,
        f"the {'memo' if one.file else 'note'} repeats words of somebody that are not printed for lack of "
        "consent.",
        f"Say it in words of your own before memos are printed: {change}",
        "warning",
    )
