"""Fields of hand-written documents are read by type, and what is wrong is named with its place."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from pimhcli.fields import Fields, Node, describe
from pimhcli.storage import yamlfile

if TYPE_CHECKING:
    from collections.abc import Callable

DOCUMENT = """\
text: seven
number: 7
exact: 0.10
yes: true
empty:
list: [one, 2]
words: one
mixed: [one, [two]]
gap: [one, null]
map: {a: 1}
maps:
  - {id: first, name: One}
  - {name: Two}
  - three
"""


def fields(text: str = DOCUMENT) -> Fields:
    return Fields(yamlfile.parse(text, "study.yaml"), "study.yaml")


def told(read: Callable[[Fields], object], text: str = DOCUMENT) -> tuple[object, list[str]]:
    """What a reading gives, and what it complains of."""
    root = fields(text)
    value = read(root)
    return value, list(map(str, root.findings))


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (lambda f: f.text("text"), "seven"),
        (lambda f: f.text("number"), "7"),
        (lambda f: f.text("exact"), "0.10"),
        (lambda f: f.text("empty", "so"), "so"),
        (lambda f: f.text("absent"), ""),
        (lambda f: f.whole("number"), 7),
        (lambda f: f.whole("empty", 3), 3),
        (lambda f: f.number("number"), Decimal(7)),
        (lambda f: f.number("exact"), Decimal("0.10")),
        (lambda f: f.number("absent"), None),
        (lambda f: f.flag("yes"), True),
        (lambda f: f.flag("absent"), False),
        (lambda f: f.flag("absent", default=True), True),
        (lambda f: f.choice("text", ["seven", "eight"], "eight"), "seven"),
        (lambda f: f.choice("absent", ["seven"], ""), ""),
        (lambda f: f.choice("empty", ["seven"], ""), ""),
        (lambda f: f.texts("list"), ["one", "2"]),
        (lambda f: f.texts("words"), ["one"]),
        (lambda f: f.texts("absent"), []),
        (lambda f: f.section("map").whole("a"), 1),
        (lambda f: f.section("absent").whole("a"), None),
        (lambda f: f.sections("absent"), []),
        (lambda f: [(name, node.line) for name, node, _ in f.named_sections("absent")], []),
        (lambda f: f.raw("empty"), None),
        (lambda f: ("text" in f, "absent" in f), (True, False)),
    ],
)
def test_a_field_of_the_right_type_is_read_and_an_absent_one_has_its_default(
    read: Callable[[Fields], object], value: object
) -> None:
    assert told(read) == (value, [])


@pytest.mark.parametrize(
    ("read", "value", "complaint"),
    [
        (lambda f: f.text("list"), "", "study.yaml:6:7: `list` should be a text, found a list."),
        (lambda f: f.text("yes"), "", "study.yaml:4:6: `yes` should be a text, found true."),
        (lambda f: f.whole("exact"), None, "study.yaml:3:8: `exact` should be a whole number, found '0.10'."),
        (lambda f: f.whole("yes"), None, "study.yaml:4:6: `yes` should be a whole number, found true."),
        (lambda f: f.number("text"), None, "study.yaml:1:7: `text` should be a number, found 'seven'."),
        (lambda f: f.number("yes"), None, "study.yaml:4:6: `yes` should be a number, found true."),
        (
            lambda f: f.flag("text"),
            False,
            "study.yaml:1:7: `text` should be true or false, found 'seven'. Write true or false.",
        ),
        (
            lambda f: f.choice("text", ["eight", "sever"], "eight"),
            "eight",
            "study.yaml:1:7: `text` is 'seven', expected one of: eight, sever. Did you mean 'sever'?",
        ),
        (
            lambda f: f.choice("text", ["a", "b"], "a"),
            "a",
            "study.yaml:1:7: `text` is 'seven', expected one of: a, b. Write one of: a, b.",
        ),
        (
            lambda f: f.choice("list", ["a", "b"], ""),
            "",
            "study.yaml:6:7: `list` should be a text, found a list.",
        ),
        (
            lambda f: f.texts("mixed"),
            [],
            "study.yaml:8:14: `mixed` should hold texts, found a list. Put it in quotes.",
        ),
        (
            lambda f: f.texts("gap"),
            [],
            "study.yaml:9:12: `gap` should hold texts, found nothing. Put it in quotes.",
        ),
        (
            lambda f: f.sections("map"),
            [],
            "study.yaml:10:6: `map` should be a list (lines starting with -), found keys with values.",
        ),
        (
            lambda f: list(f.named_sections("list")),
            [],
            "study.yaml:6:7: `list` should be keys with values, found a list.",
        ),
        (
            lambda f: f.section("text").text("a"),
            "",
            "study.yaml:1:7: text: expected keys with values (key: value), found 'seven'.",
        ),
    ],
)
def test_a_field_of_another_type_is_named_with_its_place_and_has_its_default(
    read: Callable[[Fields], object], value: object, complaint: str
) -> None:
    assert told(read) == (value, [complaint])


def test_sections_are_named_by_their_id_or_their_number() -> None:
    assert told(lambda f: [one.path for one in f.sections("maps")])[0] == [
        "maps[first]",
        "maps[2]",
        "maps[3]",
    ]


def test_a_section_that_is_no_mapping_is_named() -> None:
    _, complaints = told(lambda f: f.sections("maps"))
    assert complaints == ["study.yaml:14:5: maps[3]: expected keys with values (key: value), found 'three'."]


def test_named_sections_come_with_their_key_and_place() -> None:
    found = told(
        lambda f: [(name, node.line, one.path) for name, node, one in f.named_sections("items")],
        "items:\n  age: {type: integer}\n  job:\n    type: text\n",
    )
    assert found == ([("age", 2, "items[age]"), ("job", 4, "items[job]")], [])


def test_a_key_that_nothing_asks_for_is_named_with_the_nearest_that_is_known() -> None:
    def read(root: Fields) -> None:
        root.text("title")
        root.done()

    assert told(read, "titel: x\nzzz: y\n")[1] == [
        "study.yaml:1:8: unknown key `titel`. Did you mean 'title'?",
        "study.yaml:2:6: unknown key `zzz`. Known here: title.",
    ]


def test_an_empty_document_has_no_fields_and_no_problems() -> None:
    assert told(lambda f: f.text("title"), "") == ("", [])


def test_a_document_that_is_a_list_is_named() -> None:
    assert told(lambda f: f.text("title"), "- a\n")[1] == [
        "study.yaml:1:1: expected keys with values (key: value), found a list."
    ]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nothing"),
        (True, "true"),
        (False, "false"),
        (7, "'7'"),
        ([], "a list"),
        ({}, "keys with values"),
    ],
)
def test_a_value_is_described_in_plain_words(value: Any, words: str) -> None:
    assert describe(Node(value)) == words
