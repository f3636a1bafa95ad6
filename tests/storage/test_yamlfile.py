"""YAML, read into located nodes."""

from __future__ import annotations

import json
import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pimhcli.errors import StudyError
from pimhcli.fields import Node, Scalar
from pimhcli.storage.yamlfile import events, parse, plain

CODEBOOK = """\
# by hand
themes:
- id: value        # never changes
  name: 'Value for money'
  aliases: [pricey, "dear"]
  definition: >
    Says the price
    exceeds the worth.
  codes:
  - {id: too-high, share: 1.50, count: 12}
- id: trust
"""

text = st.text(st.characters(exclude_categories=["Cs"]))
numbers = st.integers(-(10**9), 10**9) | st.decimals(-999, 999, places=3)
scalars = st.none() | st.booleans() | numbers | text
keys = st.text(st.characters(exclude_categories=["Cs"]), max_size=50)  # YAML's limit is 1,024 bytes escaped
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=15,
)


def bare(node: Node) -> object:
    match node.value:
        case dict():
            return {key: bare(child) for key, child in node.value.items()}
        case list():
            return [bare(child) for child in node.value]
        case _:
            return node.value


def at(node: Node, *path: str | int) -> Node:
    for step in path:
        assert isinstance(node.value, dict | list)
        node = node.value[step]  # type: ignore[index]
    return node


def refused(document: str) -> list[str]:
    with pytest.raises(StudyError) as caught:
        parse(document, "study.yaml")
    return [str(finding) for finding in caught.value.findings]


def places(document: str, file: str) -> list[str]:
    """Where the reader stumbles: nowhere, or it says where."""
    try:
        parse(document, file)
    except StudyError as error:
        return [finding.where for finding in error.findings] or ["nowhere"]
    return []


def in_brackets(value: object) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{in_quotes(k)}: {in_brackets(v)}" for k, v in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(in_brackets, value)) + "]"
        case None | bool():
            return json.dumps(value)
        case str():
            return in_quotes(value)
        case _:
            return str(value)


def in_quotes(words: str) -> str:
    # JSON writes an astral character as two escapes, which YAML reads as two characters
    return '"' + "".join(f"\\U{ord(character):08x}" for character in words) + '"'


def test_the_c_parser_is_in_use() -> None:
    assert type(next(events("a: 1")).start_mark).__module__ == "ruamel.yaml.clib._ruamel_yaml"


def test_a_codebook_is_read_as_it_is_meant() -> None:
    assert bare(parse(CODEBOOK, "codebook.yaml")) == {
        "themes": [
            {
                "id": "value",
                "name": "Value for money",
                "aliases": ["pricey", "dear"],
                "definition": "Says the price exceeds the worth.\n",
                "codes": [{"id": "too-high", "share": Decimal("1.50"), "count": 12}],
            },
            {"id": "trust"},
        ]
    }


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 2, 1),
        (("themes",), 3, 1),
        (("themes", 0), 3, 3),
        (("themes", 0, "name"), 4, 9),
        (("themes", 0, "aliases", 1), 5, 21),
        (("themes", 0, "codes", 0, "count"), 10, 40),
        (("themes", 1, "id"), 11, 7),
    ],
)
def test_every_value_has_its_line_and_column(path: tuple[str | int, ...], line: int, column: int) -> None:
    node = at(parse(CODEBOOK, "codebook.yaml"), *path)
    assert (node.line, node.column) == (line, column)


def test_columns_count_characters_and_not_bytes() -> None:
    node = at(parse("{é😀: 1, b: 2}", "a.yaml"), "b")
    assert (node.line, node.column) == (1, 12)


@pytest.mark.parametrize("document", ["", "\n", "# only a comment\n", "---\n"])
def test_an_empty_file_is_an_empty_mapping(document: str) -> None:
    assert parse(document, "study.yaml") == Node({}, 1, 1)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("", None), ("~", None), ("null", None), ("true", True), ("False", False),
        ("0", 0), ("-12", -12), ("+5", 5), ("1.50", Decimal("1.50")), ("-.5", Decimal("-0.5")),
    ],
)  # fmt: skip
def test_an_unquoted_word_that_yaml_1_2_gives_a_type_has_it(word: str, value: Scalar) -> None:
    assert (plain(word), type(plain(word))) == (value, type(value))


@pytest.mark.parametrize(
    "word",
    ["yes", "no", "on", "off", "y", "012", "1_000", "12:30", "2026-11-23", "1e3", "0x1F", "0o7", ".inf",
     ".nan", "4-6", "3,5", "1.", "tRUE", "٣", "9" * 200],
)  # fmt: skip
def test_every_other_unquoted_word_is_text(word: str) -> None:
    assert bare(parse(f"key: {word}\n", "a.yaml")) == {"key": word}


@pytest.mark.parametrize("word", ["12", "1.5", "true", "null", "~", ""])
def test_a_quoted_word_is_always_text(word: str) -> None:
    assert bare(parse(f"a: '{word}'\nb: \"{word}\"\nc: |-\n  {word}\n", "a.yaml")) == dict.fromkeys(
        "abc", word
    )


@settings(deadline=None)
@given(values)
def test_generated_documents_come_back_to_the_last_digit(value: object) -> None:
    again = bare(parse(f"key: {in_brackets(value)}\n", "a.yaml"))
    assert repr(again) == repr({"key": value})


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        ("a: &x 1\n", "1:4: the anchor &x is not supported."),
        ("a: *x\n", "1:4: the alias *x is not supported."),
        ("a:\n  <<: {b: 1}\n", "2:3: merge keys (<<) are not supported."),
        ("a: !!python/name:os.system\n", "1:4: tags (!) are not supported."),
        ("a: !ref\n- b\n", "1:4: tags (!) are not supported."),
        ("%YAML 1.1\n---\na: 1\n", "1:1: lines starting with % are not supported."),
        ("a: 1\nb: 2\na: 3\n", "3:1: `a` is given twice (first at line 1)."),
        ("a: 1\n'a': 2\n", "2:1: `a` is given twice (first at line 1)."),
        ("1.5: never\n", '1:1: expected a text as key, found 1.5. Put it in quotes: "1.5".'),
        ("1: a\n'1': b\n", "2:1: `1` is given twice (first at line 1)."),
        ("true: x\n", "1:1: expected a text as key, found true."),
        ("a:\n  : x\n", "2:3: a key is missing before the colon."),
        ("[a]: b\n", "1:1: a list or a mapping is no key."),
        ("a: 1\n---\nb: 2\n", "2:1: a second document starts here."),
        ("a:\n\tb: 1\n", "2:1: a tab is used to indent. Use spaces"),
        ("a:\n  - b\n\t- c\n", "3:1: a tab is used to indent. Use spaces"),
        ("a: x\x00y\n", "1:5: an invisible character (U+0000)"),
        ("a: 1\nb: \u2028\n", "2:4: an invisible character (U+2028)"),
        ("a: \ud800\n", "1:4: an invisible character (U+D800)"),
        ("a: one: two\n", "1:7: a colon and a space in the middle of a text"),
        ("a:\n  - b\n c: d\n", "3:2: the indentation does not fit the lines above."),
        ("a: 'it's'\n", "1:8: the text goes on after a closing quote or bracket."),
        ("a: 1\nb: 'x\nc: 2\n", "2:4: the quote that is opened here is not closed."),
        *(
            (text, f"{place}: a question mark before a comma or a bracket. Put the question in quotes: ")
            for text, place in (
                ("b: {text: Which year?, type: x}\n", "1:21"),
                ("b: {type: x, text: Which year?}\n", "1:30"),
                ("b: [Why?]\n", "1:8"),
                ("b:\n  {t: Why? , u: v}\nc: {t: Who?}\n", "2:10"),
            )
        ),
        ("a: {t: What? Why, c: d}\n", "1:12: a question mark in a text within braces or brackets."),
        ("a: {text: Age: how old, b: c}\n", "1:14: a second colon in a text within braces or brackets."),
        ("a: [1, 2\nb: 3\n", "1:4: the bracket that is opened here is not closed."),
        ("a: {b: 1\nc: 2\n", "1:4: the brace that is opened here is not closed."),
        ('a: "C:\\docs"\n', "1:7: a backslash in double quotes starts a special character."),
        ('a: "\\U0011FFFF"\n', "1:7: a backslash in double quotes starts a special character."),
        ("a: - b\n", "1:4: a list starts on the line of its key."),
        ("a: @home\n", "1:4: an unquoted text cannot start with this character."),
        ("a: 1\nnonsense\n", "2:1: expected a colon after a key."),
        ("a: ]\n", "1:4: this is not valid YAML"),
        ("--- a\n... b\n", "2:5: the document has ended above this line."),
    ],
)  # fmt: skip
def test_what_nobody_can_have_meant_is_refused_with_its_place(document: str, problem: str) -> None:
    assert [found for found in refused(document) if found.startswith(f"study.yaml:{problem}")]


def test_all_problems_of_a_file_are_told_at_once() -> None:
    assert len(refused("a: &x 1\nb: *x\na: !t 2\n3.5: 4\nc: 'open\n")) == 6


def test_a_list_may_be_the_whole_document() -> None:
    assert bare(parse("- a\n- b\n", "a.yaml")) == ["a", "b"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{a: "])
@pytest.mark.parametrize("times", [101, 100_000])
def test_absurd_nesting_is_refused_before_it_can_overflow_anything(opening: str, times: int) -> None:
    assert "more than 100" in refused(opening * times)[0]


def test_brackets_in_quotes_and_comments_are_not_nesting() -> None:
    document = f"a: '{'[' * 500}'\n# {'{' * 500}\nb: x{'[' * 500}\n"
    assert at(parse(document, "a.yaml"), "b").value == "x" + "[" * 500


def test_a_hundred_levels_are_read() -> None:
    assert parse("[" * 99 + "x" + "]" * 99, "a.yaml").line == 1


@settings(max_examples=300, deadline=None)
@given(st.integers())
def test_a_mutated_document_is_read_or_refused_with_places(seed: int) -> None:
    rng = random.Random(seed)
    letters = list(CODEBOOK)
    for _ in range(rng.randint(1, 6)):
        place = rng.randrange(len(letters))
        letters[place : place + rng.randint(0, 3)] = rng.choice(
            "[]{}:,-?&*!|>'\"%@`#\\\t\n\0~< a1é\U0001f600\u0085"
        )
    assert all(place.startswith("codebook.yaml:") for place in places("".join(letters), "codebook.yaml"))


@settings(deadline=None)
@given(text)
def test_any_text_is_read_or_refused(document: str) -> None:
    assert all(place.startswith("a.yaml:") for place in places(document, "a.yaml"))
