"""Edits a hand-written YAML text: comments, order and layout stay, and only touched lines differ."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from difflib import SequenceMatcher
from io import StringIO
from typing import TYPE_CHECKING, Any, NamedTuple

from pimhcli.errors import StudyError, UsageError
from pimhcli.storage.yamlfile import UNSEEN, parse, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap

    from pimhcli.fields import Node

_TAGS = {
    kind: f"tag:yaml.org,2002:{name}"
    for kind, name in ((type(None), "null"), (bool, "bool"), (int, "int"), (Decimal, "float"), (str, "str"))
}
_BLOCK = re.compile(r"\S[^\t\r]*")  # what can stand as it is under a | or a >
_EMPTY = re.compile(r"^(?P<key>[^#\n]*:)\n(?P<between>(?:[ ]*(?:#.*)?\n)+)\[\]\n", re.MULTILINE)
_GLUED = re.compile(r"^(?P<key>[^#\n]*:)[ ]+-\n(?P<pad>[ ]+)[ ]{2}(?=\S)", re.MULTILINE)
_HEADER = re.compile(r"(?:[:-][ ]+|^)[|>][-+0-9]*[ ]*(?:#.*)?$")  # what a text of several lines is below
_FOLD = "\a"  # how ruamel marks where a text under a > was folded


class Hunk(NamedTuple):
    """Lines ``start`` to ``stop`` (0-based, half-open) of a text, and the lines that replace them."""

    start: int
    stop: int
    lines: list[str]


def edit(text: str, change: Callable[[CommentedMap], None]) -> str:
    """The text after a change to its top mapping.

    The change is made in ruamel's round-trip mode, which keeps comments but reflows spaces. Therefore
    the lines that differ between the reflowed text before and after are carried over to the text as it
    was written. Where that would not give the same values, the reflowed text is the result.

    Args:
        text: a document that yamlfile.parse accepts; empty or only comments is an empty mapping.
        change: changes the mapping in place; it may put in None, bool, int, Decimal, str, lists and
            mappings whose keys are texts of one line, and finds the values as yamlfile.parse gives them.

    Raises:
        UsageError: a text holds a control character, which yamlfile.parse would refuse.
    """
    yaml = _round_trip(text)
    document = yaml.load(text)
    if document is None:
        return _ended(text) + _dumped(yaml, _changed(yaml.map(), change))
    before = _lines(_dumped(yaml, document))
    after = _readable(_ended(_dumped(yaml, _changed(document, change))))
    written = _lines(_ended(text))
    hunks = _carried(_hunks(before, _lines(after)), _places(written, before))
    if hunks is None:
        return after
    wanted = _values(after)
    gentle = [_but_comments(_above_comments(hunk, written), written) for hunk in hunks]
    for attempt in (gentle, hunks):
        result = _patched(written, attempt)
        if _values(result) == wanted:
            return result
    return after


def insert_into(mapping: CommentedMap, key: str, entry: dict[str, Any], index: int | None = None) -> None:
    """Adds an entry to a list of a mapping, within a change given to edit.

    Args:
        mapping: what holds the list, or does not yet.
        key: of the list; missing, empty or ``[]`` becomes a list of lines that start with ``-``.
        entry: the new element, or one that was taken from elsewhere in the document; of that, comments and
            layout are left behind, as ruamel would write them where they do not fit.
        index: its place in the list, counted from 0; None puts it last.
    """
    from ruamel.yaml.comments import CommentedSeq

    if not mapping.get(key):
        mapping[key] = CommentedSeq()
    entries = mapping[key]
    entries.insert(len(entries) if index is None else index, _fresh(entry))


def _fresh(value: Any) -> Any:  # noqa: ANN401  # whatever a document may hold
    """A value as one that was never read from a file."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    match value:
        case dict():
            return CommentedMap((str(key), _fresh(child)) for key, child in value.items())
        case list():
            return CommentedSeq(map(_fresh, value))
        case str():
            return str(value)
        case _:
            return value


def _changed(document: CommentedMap, change: Callable[[CommentedMap], None]) -> CommentedMap:
    change(document)
    for text in _texts(document):
        _refuse_unseen(text)
    return document


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for key, child in value.items():
                yield from _texts(key)
                yield from _texts(child)
        case list():
            for child in value:
                yield from _texts(child)


def _refuse_unseen(text: str) -> None:
    unseen = UNSEEN.search(text)
    if unseen:
        shown = UNSEEN.sub("…", text)
        raise UsageError(
            f"The text '{shown}' holds an invisible character (U+{ord(unseen[0]):04X}), where the … stands.",
            hint="Type the text anew, or delete the character.",
        )


def _dumped(yaml: YAML, document: CommentedMap) -> str:
    stream = StringIO()
    yaml.dump(document, stream)
    return stream.getvalue()


def _readable(text: str) -> str:
    """What ruamel dumped, with two things mended that it cannot read again.

    A list emptied below comments goes up to its key; one filled below a blank line goes down from its key.
    """
    return _GLUED.sub(r"\g<key>\n\g<pad>- ", _EMPTY.sub(r"\g<key> []\n\g<between>", text))


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def _lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.split("\n")[:-1]]


def _values(text: str) -> object:
    """The plain values of a text; for one that cannot be read, a value that equals no other."""
    try:
        return _bare(parse(text, ""))
    except StudyError:
        return object()


def _bare(node: Node) -> object:
    match node.value:
        case dict():
            return [(key, _bare(child)) for key, child in node.value.items()]
        case list():
            return [_bare(child) for child in node.value]
        case _:
            return type(node.value), node.value


def _hunks(before: list[str], after: list[str]) -> list[Hunk]:
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [Hunk(b1, b2, after[a1:a2]) for tag, b1, b2, a1, a2 in codes if tag != "equal"]


def _places(written: list[str], dumped: list[str]) -> dict[int, int]:
    """The written line of each dumped one; spaces aside, most are the same, and the rest is between them."""
    codes = SequenceMatcher(None, _unspaced(written), _unspaced(dumped), autojunk=False).get_opcodes()
    places = {}
    for _, w1, w2, d1, d2 in codes:
        known = d2 - d1 if w2 - w1 == d2 - d1 else 1
        places.update({d1 + step: w1 + step for step in range(known)})
    places[len(dumped)] = len(written)
    return places


def _unspaced(lines: list[str]) -> list[str]:
    return ["".join(line.split()) for line in lines]


def _carried(hunks: list[Hunk], places: dict[int, int]) -> list[Hunk] | None:
    if any(hunk.start not in places or hunk.stop not in places for hunk in hunks):
        return None
    return [Hunk(places[hunk.start], places[hunk.stop], hunk.lines) for hunk in hunks]


def _above_comments(hunk: Hunk, written: list[str]) -> Hunk:
    """New lines go above the blank lines and comments that lead to what follows."""
    if hunk.start != hunk.stop:
        return hunk
    start = hunk.start
    while start and _leads_on(written[start - 1], _indent(hunk.lines[0])):
        start -= 1
    return Hunk(start, start, hunk.lines)


def _but_comments(hunk: Hunk, written: list[str]) -> Hunk:
    """What goes leaves the blank lines and comments behind it: they lead to what follows."""
    stop = hunk.stop
    while stop > hunk.start and _says_nothing(written, stop - 1) and written[stop - 1] not in hunk.lines:
        stop -= 1
    return hunk._replace(stop=stop)


def _says_nothing(written: list[str], number: int) -> bool:
    line = written[number]
    return not line.strip() or (line.lstrip().startswith("#") and not _is_in_text(written, number))


def _is_in_text(written: list[str], number: int) -> bool:
    """Whether a line is one of a text below a ``|`` or a ``>``, where nothing is a comment."""
    indent = _indent(written[number])
    for line in reversed(written[:number]):
        if line.strip() and _indent(line) < indent:
            indent = _indent(line)
            if _HEADER.search(line):
                return True
    return False


def _leads_on(line: str, indent: int) -> bool:
    return not line.strip() or (line.lstrip().startswith("#") and _indent(line) <= indent)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _patched(written: list[str], hunks: list[Hunk]) -> str:
    lines = list(written)
    for hunk in reversed(hunks):
        lines[hunk.start : hunk.stop] = hunk.lines
    return "".join(lines)


def _round_trip(text: str) -> YAML:
    """A round-trip editor with the scalar rules of yamlfile and the indentation of the text."""
    from ruamel.yaml import YAML
    from ruamel.yaml.constructor import RoundTripConstructor
    from ruamel.yaml.nodes import ScalarNode
    from ruamel.yaml.representer import RoundTripRepresenter
    from ruamel.yaml.resolver import VersionedResolver
    from ruamel.yaml.tag import Tag

    class Resolver(VersionedResolver):
        def resolve(self, kind: type, value: str, implicit: tuple[bool, bool]) -> object:
            if kind is ScalarNode and implicit[0]:
                return Tag(suffix=_TAGS[type(plain(str(value)))])
            return super().resolve(kind, value, implicit)

    class Constructor(RoundTripConstructor):
        pass

    class Representer(RoundTripRepresenter):
        def represent_scalar(
            self, tag: str, value: str, style: str | None = None, anchor: object = None
        ) -> ScalarNode:
            return super().represent_scalar(tag, value, _style(value, style), anchor)

    Constructor.add_constructor(_TAGS[Decimal], lambda _, node: Decimal(node.value))
    Representer.add_representer(
        Decimal, lambda self, value: self.represent_scalar(_TAGS[Decimal], f"{value:f}")
    )
    yaml = YAML()
    yaml.Resolver, yaml.Constructor, yaml.Representer = Resolver, Constructor, Representer
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(**_indentation(text))
    return yaml


def _style(text: str, style: str | None) -> str | None:
    """The quotes that a text can be written in, rather those that it had."""
    if style == ">" and _FOLD in text:
        return style
    if style in ("|", ">") or (style is None and "\n" in text):
        return (style or "|") if _BLOCK.fullmatch(text) else '"'
    return style


def _indentation(text: str) -> dict[str, int]:
    """The most usual steps to the right in the text, as ruamel names them."""
    seen = {"mapping": Counter([2]), "offset": Counter([0]), "item": Counter([2])}
    for kind, step in _steps(parse(text, ""), text.split("\n")):
        seen[kind][step] += 2
    usual = {kind: steps.most_common(1)[0][0] for kind, steps in seen.items()}
    sequence = usual["offset"] + usual["item"]
    return {"mapping": usual["mapping"], "sequence": sequence, "offset": usual["offset"]}


def _steps(node: Node, lines: list[str]) -> Iterator[tuple[str, int]]:
    within_list = isinstance(node.value, list)
    for child in _children(node):
        start = lines[child.line - 1][: child.column - 1].strip()
        if within_list and start == "-":
            yield "item", child.column - node.column
        elif not within_list and not start and isinstance(child.value, dict | list):
            kind = "offset" if isinstance(child.value, list) else "mapping"
            yield kind, child.column - node.column
        yield from _steps(child, lines)


def _children(node: Node) -> list[Node]:
    match node.value:
        case dict():
            return list(node.value.values())
        case list():
            return node.value
        case _:
            return []
