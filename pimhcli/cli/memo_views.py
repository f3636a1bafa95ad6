"""How memos are shown to people and to programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.dates import minute

if TYPE_CHECKING:
    from pimhcli.study.memos import Listed


def line(one: Listed) -> str:
    """A memo in a list: id, day, coder, what it is on, and below it the title or first words.

    Args:
        one: a memo or a note.
    """
    memo = one.memo
    what = f"note on {one.target.sentence}" if one.is_note else one.target.sentence
    head = "  ".join(filter(None, (memo.id, memo.at[:10], memo.by, what)))
    return f"{head}\n    {memo.headline}{''.join(f' #{tag}' for tag in memo.tags)}"


def block(one: Listed) -> str:
    """A whole memo.

    Args:
        one: a memo.
    """
    memo = one.memo
    heads = [
        memo.title,
        f"on {one.target.sentence}",
        ", ".join(filter(None, (memo.by, minute(memo.at)))),
        f"tags: {', '.join(memo.tags)}" if memo.tags else "",
        one.file.path if one.file else "",
    ]
    return "\n".join((*filter(None, heads), "", memo.text))


def data(one: Listed) -> dict[str, object]:
    """A memo for programs.

    Args:
        one: a memo or a note.
    """
    memo, target = one.memo, one.target
    return {
        "id": memo.id,
        "note": one.is_note,
        "file": one.file.path if one.file else None,
        "kind": target.kind,
        "on": target.name,
        "what": target.what or "the study",
        "transcript": target.transcript or None,
        "turn": target.turn or None,
        "problem": target.problem or None,
        "title": memo.title,
        "tags": memo.tags,
        "by": memo.by,
        "at": memo.at,
        "text": memo.text,
    }
