"""What the YAML parser says of a broken file, in the words of who wrote the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError


class Mark(Protocol):
    """The parser's place of something: 0-based line and column, in characters."""

    line: int
    column: int


class Trouble(NamedTuple):
    """One thing the parser stumbled over.

    Args:
        mark: its place.
        message: what was found, without a full stop.
        hint: what to do.
    """

    mark: Mark
    message: str
    hint: str


def in_plain_words(error: MarkedYAMLError, text: str) -> Trouble:
    """The place to look at, what is wrong there, and what to do.

    Args:
        error: what the parser raised.
        text: the text it was parsing.
    """
    mark = error.problem_mark
    said = f"{error.problem} {error.context}"
    line = text.split("\n")[mark.line] if mark.line <= text.count("\n") else ""
    if line[mark.column : mark.column + 1] == "\t":
        return Trouble(mark, *_TAB)
    if "expected key" in said and line[mark.column :].startswith(":"):
        return Trouble(mark, *_NO_KEY)
    if "block mapping" in said and line[: mark.column].strip():
        return Trouble(mark, *_GOES_ON)
    for part, (message, hint) in _BEGUN.items():
        if part in said and "escape" not in said:
            return Trouble(error.context_mark, message, hint)
    known = next((words for part, words in _SAID.items() if part in said), None)
    return Trouble(mark, *(known or (f"this is not valid YAML ({error.problem})", _LOOK)))


_LOOK = "Check this line and the one above."
_TAB = ("a tab is used to indent", "Use spaces, never a tab, at the start of a line.")
_NO_KEY = ("a key is missing before the colon", "Write key: value.")
_GOES_ON = (
    "the text goes on after a closing quote or bracket",
    "Put the whole text in quotes; within single quotes an apostrophe is written twice: 'it''s'.",
)
_BEGUN = {
    "could not find expected ':'": (
        "expected a colon after a key",
        "Write key: value; a text of several lines is indented more than its key.",
    ),
    "quoted scalar": ("the quote that is opened here is not closed", "Add the quote that ends the text."),
    "flow sequence": (
        "the bracket that is opened here is not closed",
        "Close it with ], and part its texts by commas.",
    ),
    "flow mapping": (
        "the brace that is opened here is not closed",
        "Close it with }, and part its keys by commas.",
    ),
}
_INDENT = (
    "the indentation does not fit the lines above",
    "Start the line in the same column as its neighbours.",
)
_ESCAPE = ("a backslash in double quotes starts a special character", "Use single quotes around the text.")
_SAID = {
    "mapping values are not allowed": (
        "a colon and a space in the middle of a text, or a key that is indented too far",
        'Put a text with a colon in quotes: key: "one: two".',
    ),
    "tab character": _TAB,
    "escape": _ESCAPE,
    "hexdecimal": _ESCAPE,
    "hexadecimal": _ESCAPE,
    "block sequence entries are not allowed": (
        "a list starts on the line of its key",
        "Start the list on the next line, each text after a dash.",
    ),
    "block collection": _INDENT,
    "block mapping": _INDENT,
    "cannot start any token": (
        "an unquoted text cannot start with this character",
        "Put the text in quotes.",
    ),
    "document start": ("the document has ended above this line", _LOOK),
}
