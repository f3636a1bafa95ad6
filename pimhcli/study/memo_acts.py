"""The acts on memos: one is written, changed in an editor, or removed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from pimhcli.coding.memos import Memo, On, written
from pimhcli.decoding import decode
from pimhcli.errors import BusyError, UsageError
from pimhcli.storage import files
from pimhcli.storage.ids import new_id
from pimhcli.study import history, memo_files
from pimhcli.study.acting import Plan
from pimhcli.study.history import MemoChange
from pimhcli.study.memo_meant import called
from pimhcli.study.memo_targets import Targets
from pimhcli.study.saving import Step
from pimhcli.wording import shortened

if TYPE_CHECKING:
    from pathlib import Path

    from pimhcli.study.memo_files import MemoFile
    from pimhcli.study.study import Study

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


class Draft(msgspec.Struct, frozen=True):
    """A memo before it is written.

    Args:
        text: Markdown.
        on: what it is to hang on.
        title: made of the first words when empty.
        tags: words to find it by.
    """

    text: str
    on: On = On()
    title: str = ""
    tags: tuple[str, ...] = ()


class Written(Plan, frozen=True, kw_only=True):
    """What an act on a memo would do.

    Args:
        memo: as it becomes, or as it was where it goes.
        file: its path in the study.
    """

    memo: Memo
    file: str


def add(study: Study, coder: str, draft: Draft) -> Written:
    """Writes a memo.

    Args:
        study: the open study.
        coder: who writes it.
        draft: its words, and what it is on.

    Raises:
        UsageError: there are no words.
    """
    memo = _made(coder, draft)
    name = memo_files.new_name(memo.title, memo.id, memo.at[:10])
    target = Targets(study).of(memo)
    sentence = f"Wrote the memo {memo.id} “{shortened(memo.title)}” on {target.what or 'the study'}."
    change = MemoChange(name, after=written(memo))
    anchored = memo.on.anchor.transcript if memo.on.anchor else ""
    keep = (study.transcript(anchored).text,) if anchored else ()
    step = Step(history.record(coder, "memo add", sentence, memos=(change,)), keep=keep)
    return Written(sentence, step, memo=memo, file=f"{memo_files.FOLDER}/{name}")


def _made(coder: str, draft: Draft) -> Memo:
    text = as_file(draft.text).strip("\n").rstrip()
    if not text.strip():
        raise UsageError("A memo needs words.", hint='Give them: pimh memo add "What I noticed …"')
    title = one_line(draft.title) or _first_words(text)
    tags = tuple(filter(None, map(one_line, draft.tags)))
    return Memo(new_id(), draft.on, coder, history.now(), title, tags, text)


def as_file(words: str) -> str:
    """Words as they read back from a file: Word and terminals put signs into them that no text file holds.

    Args:
        words: as they were typed, or came in.
    """
    return _CONTROL.sub("", "\n".join(words.removeprefix("\ufeff").splitlines()))


def one_line(words: str) -> str:
    """Words as they read back from a file, on one line."""
    return " ".join(as_file(words).split())


def _first_words(text: str) -> str:
    first = next(line for line in text.splitlines() if line.strip())
    return shortened(first.lstrip("#>*- ") or first)


def remove(study: Study, coder: str, key: str, agreed: str | None = None) -> Written:
    """Takes a memo away.

    Args:
        study: the open study.
        coder: who does it.
        key: its id, the first letters of it, or its file.
        agreed: the whole file as it was when it was agreed that it goes; None for whatever it is.

    Raises:
        ProblemsError: there is no such memo.
        BusyError: it was changed since it was agreed.
    """
    found = called(study, key)
    if agreed not in {None, found.text}:
        raise BusyError(
            f"{found.path} was changed in between; nothing was removed.",
            hint=f"Look at it again: pimh memo show {found.memo.id}",
        )
    whose = "" if found.memo.by in {"", coder} else f" of {found.memo.by}"
    sentence = f"Removed the memo {found.memo.id} “{shortened(found.memo.title)}”{whose}."
    return _plan(coder, "memo remove", sentence, found, None)


def edited(study: Study, coder: str, before: MemoFile) -> Written:
    """Notes what somebody has made of a memo in an editor: the file has it already, and it can be undone.

    Args:
        study: the open study, with the file as it is now.
        coder: who changed it.
        before: the memo as it was.
    """
    after = memo_files.text_of(study.root, before.name)
    if after == before.text:
        still = f"{before.path} is as it was; if it is open still, what you save in it counts."
        return Written(still, memo=before.memo, file=before.path)
    if after is None:
        return _plan(coder, "memo remove", f"Removed the memo {before.memo.id}.", before, None)
    now = memo_files.read(before.name, after.encode()).memo
    sentence = f"Changed the memo {before.memo.id} “{shortened(now.title)}”."
    return _plan(coder, "memo edit", sentence, before._replace(memo=now), after)


def _plan(coder: str, do: str, sentence: str, file: MemoFile, after: str | None) -> Written:
    change = MemoChange(file.name, file.text, after)
    step = Step(history.record(coder, do, sentence, memos=(change,)))
    return Written(sentence, step, memo=file.memo, file=file.path)


def text_of(path: Path) -> str:
    """The words of a text file that are to become a memo.

    Args:
        path: of any encoding that a text editor writes.

    Raises:
        UsageError: there is no such file.
        ProblemsError: it is no text, as a Word document is none.
    """
    return decode(files.read_bytes(path), files.shown(path)).text
