"""Reads a hand-written YAML file into located nodes, and refuses what its writer cannot have meant."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from pimhcli.errors import StudyError
from pimhcli.fields import Node, Scalar
from pimhcli.findings import Finding
from pimhcli.storage.yamlwords import Trouble, in_plain_words
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruamel.yaml.error import MarkedYAMLError

    from pimhcli.storage.yamlwords import Mark

DEEPEST = 100  # lists and mappings within each other; the C parser of a deeper file can crash

_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,99})")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)?\.[0-9]+")
_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_QUESTION_ENDS = re.compile(r"\?\s*[,}\]]")
_OPENING = re.compile(r"[,{\[]")
_BEFORE_SIGN = "before a comma or a bracket"
_WITHIN = "in a text within braces or brackets"
# \x85, U+2028 and U+2029 start a new line in YAML 1.1 and in no editor
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


class Event(Protocol):
    """What the parser met; each kind has those of the fields that make sense for it."""

    start_mark: Mark
    value: str
    style: str
    anchor: str | None
    tag: str | None
    version: object
    tags: object


def parse(text: str, file: str) -> Node:
    """The document as nodes; an empty one is an empty mapping.

    Unquoted scalars follow the core rules of YAML 1.2, less octal, hexadecimal and exponents: nothing,
    ``~`` and ``null`` are None, ``true`` and ``false`` are bool, ``12`` is int and ``1.50`` is Decimal;
    everything else is text, ``no``, ``012``, ``1_000``, ``12:30`` and dates too. Quoted scalars are text.

    Args:
        text: the file's text, LF line ends.
        file: its name, as messages give it.

    Raises:
        StudyError: with a finding for each problem: what the parser refuses, aliases, anchors, merge
            keys, tags, duplicate keys, keys that are not text, more than one document, more than
            100 levels, control characters.
    """
    findings = _control_characters(text, file)
    node = Node({}, 1, 1)
    if not findings:
        reader = _Reader(file, events(text))
        node, findings = reader.whole(text), reader.findings
    if findings:
        found = count(len(findings), "problem")
        raise StudyError(f"{file} has {found} and was not read.", hint="Correct the file.", findings=findings)
    return node


def plain(word: str) -> Scalar:
    """The value of an unquoted scalar.

    >>> plain("12"), plain("1.50"), plain("no"), plain("012"), plain("~")
    (12, Decimal('1.50'), 'no', '012', None)
    """
    if word in _WORDS:
        return _WORDS[word]
    if _WHOLE.fullmatch(word):
        return int(word)
    return Decimal(word) if _DECIMAL.fullmatch(word) else word


def events(text: str) -> Iterator[Event]:
    """The C parser's events, one at a time: it keeps its own stack, so no nesting can overflow ours."""
    from ruamel.yaml import YAML

    parsed: Iterator[Event] = YAML(typ="safe", pure=False).parse(text)
    return parsed


class _Reader:
    """Builds nodes from events; problems are collected in ``findings``."""

    def __init__(self, file: str, stream: Iterator[Event]) -> None:
        self.file = file
        self.stream = stream
        self.findings: list[Finding] = []

    def whole(self, text: str) -> Node:
        """The one document of the text that the events come from."""
        from ruamel.yaml.error import MarkedYAMLError

        try:
            return self._document()
        except MarkedYAMLError as error:
            self._problem(*(_unquoted(error, text) or in_plain_words(error, text)))
        except _TooDeepError:
            pass
        return Node({}, 1, 1)

    def _document(self) -> Node:
        self._next()
        node = Node({}, 1, 1)
        start = self._next()
        if _is(start, "StreamEnd"):
            return node
        if start.version or start.tags:
            self._problem(start.start_mark, "lines starting with % are not supported", "Delete this line.")
        read = self._node(self._next(), 1)
        self._next()
        after = self._next()
        if _is(after, "DocumentStart"):
            self._problem(
                after.start_mark, "a second document starts here", "Delete the line ---, or split the file."
            )
        return node if read.value is None else read

    def _node(self, event: Event, depth: int) -> Node:
        mark = event.start_mark
        if depth > DEEPEST:
            self._problem(
                mark, f"more than {DEEPEST} lists and keys within each other", "Close the brackets."
            )
            raise _TooDeepError
        self._refuse_references(event)
        value: Scalar | list[Node] | dict[str, Node] = None
        if _is(event, "MappingStart"):
            value = self._mapping(depth)
        elif _is(event, "SequenceStart"):
            value = self._sequence(depth)
        elif _is(event, "Scalar"):
            value = plain(event.value) if event.style == "" else event.value
        return Node(value, mark.line + 1, mark.column + 1)

    def _sequence(self, depth: int) -> list[Node]:
        nodes = []
        while not _is(event := self._next(), "SequenceEnd"):
            nodes.append(self._node(event, depth + 1))
        return nodes

    def _mapping(self, depth: int) -> dict[str, Node]:
        nodes: dict[str, Node] = {}
        lines: dict[str, int] = {}
        while not _is(event := self._next(), "MappingEnd"):
            key = self._key(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            if key in lines:
                found = f"`{key}` is given twice (first at line {lines[key]})"
                self._problem(event.start_mark, found, "Keep one.")
            elif key is not None:
                nodes[key], lines[key] = value, event.start_mark.line + 1
        return nodes

    def _key(self, event: Event, depth: int) -> str | None:
        key = self._node(event, depth).value
        if key == "<<" and event.style == "":
            self._problem(event.start_mark, "merge keys (<<) are not supported", "Write the keys out.")
        elif isinstance(key, str):
            return key
        elif isinstance(key, int) and not isinstance(key, bool):
            return str(key)  # codes: {1: female}
        elif key is None:
            self._problem(event.start_mark, "a key is missing before the colon", "Write key: value.")
        elif isinstance(key, list | dict):
            self._problem(
                event.start_mark, "a list or a mapping is no key", "Put a text with brackets in quotes."
            )
        else:
            hint = f'Put it in quotes: "{event.value}".'
            self._problem(event.start_mark, f"expected a text as key, found {event.value}", hint)
        return None

    def _refuse_references(self, event: Event) -> None:
        mark = event.start_mark
        if _is(event, "Alias"):
            self._problem(
                mark, f"the alias *{event.anchor} is not supported", "Write the value out, or quote it."
            )
        elif event.anchor is not None:
            self._problem(
                mark, f"the anchor &{event.anchor} is not supported", "Delete it, or quote the text."
            )
        elif event.tag is not None:
            self._problem(mark, "tags (!) are not supported", "Delete it, or put the text in quotes.")

    def _next(self) -> Event:
        return next(self.stream)

    def _problem(self, mark: Mark, message: str, hint: str) -> None:
        where = f"{self.file}:{mark.line + 1}:{mark.column + 1}"
        self.findings.append(Finding(where, f"{message}.", hint))


class _TooDeepError(Exception):
    """Reading stops: the rest is not looked at."""


def _is(event: Event, kind: str) -> bool:
    return type(event).__name__ == f"{kind}Event"


def _unquoted(error: MarkedYAMLError, text: str) -> Trouble | None:
    """What the parser takes for a sign in a text within braces or brackets that has no quotes."""
    mark = error.problem_mark
    said = f"{error.problem} {error.context}"
    line = text.split("\n")[mark.line] if mark.line <= text.count("\n") else ""
    before, rest = line[: mark.column], line[mark.column :]
    if not any(part in said for part in ("flow mapping", "flow sequence", "plain scalar")):
        return None
    if rest.startswith("?"):
        where = _BEFORE_SIGN if _QUESTION_ENDS.match(rest) else _WITHIN
        return Trouble(mark, f"a question mark {where}", 'Put the question in quotes: "…?".')
    if rest.startswith(":") and ": " in _OPENING.split(before)[-1]:
        return Trouble(mark, f"a second colon {_WITHIN}", 'Put the text in quotes: key: "one: two".')
    return None


def _control_characters(text: str, file: str) -> list[Finding]:
    findings = []
    for match in UNSEEN.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        message = f"an invisible character (U+{ord(match[0]):04X}) that YAML does not allow."
        findings.append(Finding(f"{file}:{line}:{column}", message, "Delete it."))
    return findings
