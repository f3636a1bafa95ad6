"""Memos: what each hangs on, its front matter read and written, and the words that it is found by."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

import msgspec

from pimhcli.fields import Fields, Node
from pimhcli.folding import did_you_mean, fold, sought
from pimhcli.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.findings import Finding

Kind = Literal["study", "group", "transcript", "turn", "excerpt", "code", "participant"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_SPELLED: dict[str, Kind] = {"theme": "code", "sub-theme": "code", "subtheme": "code"}
_NAMELESS = frozenset({"study", "turn"})  # kinds that the front matter need not give a name of
# Word makes a dash of three hyphens
_FENCE = re.compile(r"(?:-{3,}|[-–]*[—–][-–—]*)[ \t]*")
_CURLY = re.compile(r"^(\w+:[ \t]*)[“„](.*)[”“][ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}[ \t]+(\S.*?)[ \t]*#*[ \t]*$", re.MULTILINE)
_DATED = re.compile(r"\d{4}-\d\d-\d\d")
# what YAML reads as that very text where it stands without quotes
_PLAIN = re.compile(r"(?=.*[A-Za-z])(?:[\w.-]+ )*[\w-][\w.-]*(?::[\w.]+)*", re.ASCII)
_NO_TEXT = frozenset({"null", "true", "false"})
_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class Anchor(msgspec.Struct, frozen=True):
    """Where in a transcript the words stood that a memo is on.

    Args:
        transcript: its id.
        start: offset of the first character in its text, in code points.
        end: offset behind the last.
        quote: the words.
        text: the version of the transcript.
    """

    transcript: str
    start: int = 0
    end: int = 0
    quote: str = ""
    text: str = ""


class On(msgspec.Struct, frozen=True):
    """What a memo hangs on.

    Args:
        kind: of what.
        name: the id of a group, transcript, excerpt or participant, or the key of an entry of the codebook;
            of a turn its number where somebody wrote it by hand.
        anchor: of a turn or an excerpt, the words.
    """

    kind: Kind = "study"
    name: str = ""
    anchor: Anchor | None = None


class Memo(msgspec.Struct, frozen=True):
    """A memo.

    Args:
        id: 10 random characters.
        on: what it hangs on.
        by: the coder.
        at: when it was written, UTC, as 2026-11-23T10:04:11.250Z; of a file made by hand a date, or nothing.
        title: one line.
        tags: words to find it by.
        text: Markdown.
    """

    id: str = ""
    on: On = On()
    by: str = ""
    at: str = ""
    title: str = ""
    tags: tuple[str, ...] = ()
    text: str = ""

    @property
    def headline(self) -> str:
        """The title, or the first words."""
        return self.title or shortened(self.text)

    def holds(self, words: str) -> bool:
        """Whether all of some words stand in it, whatever their case and accents.

        Args:
            words: with blanks between; each may be a part of a word.
        """
        text = sought(" ".join((self.title, *self.tags, self.text)))
        return all(word in text for word in sought(words).split())


class Parts(NamedTuple):
    """The two parts of a memo's file.

    Args:
        front: the YAML, each line of it in the line of the file that it stands in; None when there is none.
        body: the Markdown below it; the whole file where there is no front matter, or no end of it.
        unended: the line in which front matter begins that does not end; 0 for none.
    """

    front: str | None
    body: str
    unended: int = 0


def parted(text: str) -> Parts:
    """The parts of a memo's file.

    Args:
        text: the whole file, LF line ends.
    """
    blank = len(text) - len(text.lstrip("\n"))
    opening, _, rest = text[blank:].partition("\n")
    if not _FENCE.fullmatch(opening):
        return Parts(None, text.removesuffix("\n"))
    at = 0
    for line in rest.split("\n"):
        if _FENCE.fullmatch(line):
            front = "\n" * (blank + 1) + _CURLY.sub(_straightened, rest[:at])
            return Parts(front, rest[at + len(line) + 1 :].removeprefix("\n").removesuffix("\n"))
        at += len(line) + 1
    return Parts(None, text.removesuffix("\n"), blank + 1)


def _straightened(line: re.Match[str]) -> str:
    return line[1] + _quoted(line[2])


def read(node: Node, file: str, body: str) -> tuple[Memo, list[Finding]]:
    """A memo from its front matter and its text.

    Args:
        node: the front matter.
        file: its path, for messages.
        body: the Markdown.

    Returns:
        The memo, and what is wrong with its front matter.
    """
    fields = Fields(node, file)
    memo = Memo(
        id=fields.text("id").strip(),
        on=_on(fields),
        by=fields.text("by").strip(),
        at=fields.text("at").strip(),
        title=" ".join(fields.text("title").split()),
        tags=tuple(fields.texts("tags")),
        text=body,
    )
    fields.done()
    return memo, fields.findings


def _on(fields: Fields) -> On:
    anchor = Anchor(
        fields.text("transcript").strip(),
        max(fields.whole("start") or 0, 0),
        max(fields.whole("end") or 0, 0),
        fields.text("quote"),
        fields.text("text").strip(),
    )
    word, _, name = fields.text("on", "study").strip().partition(" ")
    kind = kind_of(word)
    node = fields.raw("on") or fields.node
    if kind is None:
        known = ", ".join(KINDS)
        fields.problem(
            node,
            f"`on` begins with '{word}', expected one of: {known}.",
            did_you_mean(word, [*KINDS, *_SPELLED]) or "Write such as `on: transcript fg1`.",
        )
        return On()
    if not (name.strip() or kind in _NAMELESS) or (kind == "turn" and not anchor.transcript):
        example = "`on: turn 12` and `transcript: fg1`" if kind == "turn" else f"`on: {kind} …`"
        fields.problem(node, f"`on` does not say which {kind} is meant.", f"Write {example}.")
        return On()
    return On(kind, name.strip(), anchor if kind in {"turn", "excerpt"} and anchor.transcript else None)


def kind_of(word: str) -> Kind | None:
    """The kind that a word means; None for none.

    Args:
        word: in any case; a theme is an entry of the codebook like a code.
    """
    folded = fold(word)
    return next((kind for kind in KINDS if kind == folded), _SPELLED.get(folded))


def by_hand(name: str, text: str) -> Memo:
    """The memo that a file is which has no front matter that can be read: one on the study.

    Args:
        name: the file's name, with folders.
        text: all of it.
    """
    stem = name.rpartition("/")[2].rpartition(".")[0]
    dated = _DATED.match(stem)
    words = " ".join(stem.removeprefix(dated[0] if dated else "").replace("_", " ").replace("-", " ").split())
    heading = _HEADING.search(text)
    title = heading[1] if heading else words or stem
    return Memo(at=dated[0] if dated else "", title=title, text=text)


def written(memo: Memo) -> str:
    """The whole file of a memo.

    Args:
        memo: its title on one line.
    """
    front = "".join(f"{key}: {value}\n" for key, value in _front(memo))
    return f"---\n{front}---\n\n{memo.text}\n"


def _front(memo: Memo) -> Iterator[tuple[str, str]]:
    yield "id", _scalar(memo.id)
    yield "on", _scalar(f"{memo.on.kind} {memo.on.name}".strip())
    yield "title", _quoted(memo.title)
    yield "by", _scalar(memo.by)
    yield "at", _scalar(memo.at)
    if memo.tags:
        yield "tags", f"[{', '.join(map(_quoted, memo.tags))}]"
    if anchor := memo.on.anchor:
        yield "transcript", _scalar(anchor.transcript)
        yield "start", str(anchor.start)
        yield "end", str(anchor.end)
        yield "text", _scalar(anchor.text)
        yield "quote", _block(anchor.quote)


def _scalar(words: str) -> str:
    is_plain = _PLAIN.fullmatch(words) and words.casefold() not in _NO_TEXT
    return words if is_plain and not words.startswith("-") else _quoted(words)


def _quoted(words: str) -> str:
    """A text in double quotes, as JSON and YAML have it; its letters stay as they are."""
    return _UNSEEN.sub(lambda one: f"\\u{ord(one[0]):04x}", json.dumps(words, ensure_ascii=False))


def _block(words: str) -> str:
    """A text that may have several lines, each a line of the file: no escape stands before a word."""
    lines = words.split("\n")
    if (len(lines) == 1 and "\t" not in words) or words != words.strip() or _is_unseen(words):
        return _quoted(words)
    return "|2-\n" + "\n".join(f"  {line}" for line in lines)


def _is_unseen(words: str) -> bool:
    return bool(_UNSEEN.search(words)) or any(ord(c) < 32 and c not in "\n\t" for c in words)
