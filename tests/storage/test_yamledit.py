"""YAML, edited in place."""

from __future__ import annotations

import re
from decimal import Decimal
from difflib import ndiff
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pimhcli.errors import UsageError
from pimhcli.storage.yamledit import edit, insert_into
from pimhcli.storage.yamlfile import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruamel.yaml.comments import CommentedMap

    from pimhcli.fields import Node

CODEBOOK = """\
# by hand
themes:
    - id:   value     # never changes
      name: 'Value for money'
      since: 2026-1-3
      number: 012
      share: 1.50
      live: yes
      definition: Says the price
        exceeds the worth,
        in any words.
      codes: [ a,   b ]

    # the second theme
    - id: trust
      note: >
         folded text
         goes on

# how it was made
made:   ~
"""

words = st.text("abc déß'\"#:-[]{}0123.~&*!|>%@\t\r\n\U0001f600\ufeff", max_size=12)
names = st.text("abcxyz é", min_size=1, max_size=8).map(lambda name: f"n{name}".strip())


def bare(node: Node) -> object:
    match node.value:
        case dict():
            return {key: bare(child) for key, child in node.value.items()}
        case list():
            return [bare(child) for child in node.value]
        case _:
            return node.value


def difference(before: str, after: str) -> list[str]:
    lines = ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[0] in "+-"]


@st.composite
def codebooks(draw: st.DrawFn) -> str:
    """Small codebooks with comments, blank lines and any one way to indent."""
    dash, step = " " * draw(st.integers(0, 4)), " " * draw(st.integers(0, 3))
    within = dash + " " + step
    extra = st.lists(st.sampled_from(["", "# a comment", f"{dash}# - id: old"]), max_size=2)
    lines = ["# codebook", "themes:", *draw(extra)]
    for number in range(draw(st.integers(1, 3))):
        name = draw(names)
        lines += [
            f"{dash}-{step or ' '}id:  t{number}   # key",
            f"{within if step else dash + '  '}name: '{name}'",
        ]
        lines += draw(extra)
    return "\n".join([*lines, *draw(st.sampled_from([[], ["", "# below", "made:   by hand"]])), ""])


@settings(deadline=None)
@given(codebooks())
def test_adding_a_theme_leaves_every_other_line_as_it_was(codebook: str) -> None:
    edited = edit(codebook, lambda book: book["themes"].append({"id": "new"}))
    changed = difference(codebook, edited)
    assert [line[1:].split() for line in changed] == [["-", "id:", "new"]]
    assert changed[0].startswith("+")


@settings(deadline=None)
@given(codebooks(), st.data())
def test_adding_a_theme_anywhere_adds_it_there(codebook: str, data: st.DataObject) -> None:
    before = bare(parse(codebook, "codebook.yaml"))
    assert isinstance(before, dict)
    place = data.draw(st.integers(0, len(before["themes"])))
    edited = edit(codebook, lambda book: book["themes"].insert(place, {"id": "new", "name": "x"}))
    before["themes"].insert(place, {"id": "new", "name": "x"})
    assert bare(parse(edited, "codebook.yaml")) == before
    assert [line for line in difference(codebook, edited) if line.startswith("-")] == []


@settings(deadline=None)
@given(codebooks(), st.data())
def test_taking_a_theme_out_takes_its_lines_and_leaves_every_comment(
    codebook: str, data: st.DataObject
) -> None:
    numbers = count()
    codebook = re.sub("# (a comment|- id: old)", lambda found: f"{found[0]} {next(numbers)}", codebook)
    themes = codebook.count("id:  t")
    out = data.draw(st.integers(0, themes - 1))
    edited = edit(codebook, lambda book: book["themes"].pop(out))
    changed = [line.split() for line in difference(codebook, edited) if line[1:].strip()]
    own = [["-", "-", "id:", f"t{out}", "#", "key"], ["-", "name:"]]
    emptied = [["-", "themes:"], ["+", "themes:", "[]"]] if themes == 1 else []
    assert sorted(line[:2] if line[1] == "name:" else line for line in changed) == sorted(own + emptied)


@pytest.mark.parametrize("lead", ["", "\n", "# lead\n", "  # lead\n\n"])
def test_a_list_that_is_emptied_below_a_comment_can_be_read_and_filled_again(lead: str) -> None:
    text = f"themes:\n{lead}- id: a\n\n# below\nmade:   1\n"
    emptied = edit(text, lambda book: book["themes"].pop(0))
    assert emptied == f"themes: []\n{lead}\n# below\nmade:   1\n"
    filled = edit(emptied, lambda book: insert_into(book, "themes", {"id": "a"}))
    assert filled == f"themes:\n- id: a\n{lead}\n# below\nmade:   1\n"


@settings(deadline=None)
@given(codebooks(), st.data())
def test_a_theme_that_is_put_in_and_taken_out_again_leaves_the_text_as_it_was(
    codebook: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, codebook.count("id:  t")))
    more = edit(codebook, lambda book: book["themes"].insert(place, {"id": "new", "name": "x"}))
    assert edit(more, lambda book: book["themes"].pop(place)) == codebook


@settings(max_examples=200, deadline=None)
@given(words, words.map(lambda key: key.replace("\n", "").replace("\r", "")))
def test_any_text_that_is_put_in_comes_back(value: str, key: str) -> None:
    edited = edit(CODEBOOK, lambda book: book.update({f"k{key}": {"text": value, "list": [value]}}))
    read = bare(parse(edited, "codebook.yaml"))
    assert isinstance(read, dict)
    assert read[f"k{key}"] == {"text": value, "list": [value]}


@settings(max_examples=200, deadline=None)
@given(words, st.sampled_from(["'old'", '"old"', "old", "|\n  old", ">\n  old\n  text", "12", "1.5", ""]))
def test_any_text_that_replaces_another_comes_back(value: str, old: str) -> None:
    edited = edit(f"key: {old}\nlast: 1\n", lambda top: top.__setitem__("key", value))
    assert bare(parse(edited, "a.yaml")) == {"key": value, "last": 1}


@pytest.mark.parametrize(
    "value", [None, True, 12, Decimal("1.50"), "no", "12", "1.50", "012", "true", "~", ""]
)
def test_a_value_that_is_put_in_keeps_its_type(value: object) -> None:
    read = bare(parse(edit("a: 1\n", lambda top: top.update(b=value)), "a.yaml"))
    assert isinstance(read, dict)
    assert (read["b"], type(read["b"])) == (value, type(value))


@pytest.mark.parametrize("character", ["\x07", "\x00", "\u2028", "\x85", "\ud800"])
def test_a_text_with_an_invisible_character_is_refused(character: str) -> None:
    with pytest.raises(UsageError, match=f"U\\+{ord(character):04X}"):
        edit(CODEBOOK, lambda book: book["themes"].append({"name": f"a{character}b"}))


def test_a_change_of_nothing_changes_nothing() -> None:
    assert edit(CODEBOOK, lambda _: None) == CODEBOOK


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            lambda book: book["themes"][0].update(name="Price"),
            ["-       name: 'Value for money'", "+       name: 'Price'"],
        ),
        (
            lambda book: book["themes"][0]["codes"].append("c"),
            ["-       codes: [ a,   b ]", "+       codes: [a, b, c]"],
        ),
        (
            lambda book: book["themes"][0].update(definition="Too dear."),
            ["-       definition: Says the price", "-         exceeds the worth,", "-         in any words.",
             "+       definition: Too dear."],
        ),
        (lambda book: book["themes"].append({"id": "new"}), ["+     - id: new"]),
        (lambda book: book.update(made=Decimal("2.50")), ["- made:   ~", "+ made: 2.50"]),
        (lambda book: book["themes"][1].update(codes=["k"]), ["+       codes:", "+           - k"]),
        (
            lambda book: book.update(aim="one\ntwo"),
            ["+ aim: |-", "+   one", "+   two"],
        ),
    ],
)  # fmt: skip
def test_only_the_touched_lines_of_a_hand_written_codebook_differ(
    change: Callable[[CommentedMap], None], expected: list[str]
) -> None:
    changed = difference(CODEBOOK, edit(CODEBOOK, change))
    assert sorted(changed) == sorted(expected)


def test_a_new_theme_stands_above_the_comment_that_leads_to_what_follows() -> None:
    edited = edit(CODEBOOK, lambda book: book["themes"].append({"id": "new"}))
    assert "         goes on\n    - id: new\n\n# how it was made\n" in edited


@pytest.mark.parametrize(
    "block", ["|\n  one\ttwo\n  three", ">\n  one\ttwo\n  three", "|2\n   one\n  two", ">-\n  a\n\n  b"]
)
def test_a_block_of_text_stays_as_it_was_when_its_neighbour_changes(block: str) -> None:
    assert edit(f"a:   {block}\nb: 1\n", lambda top: top.update(b=2)) == f"a:   {block}\nb: 2\n"


def test_a_file_of_comments_keeps_them_above_what_is_added() -> None:
    assert edit("# my study", lambda top: top.update(title="T")) == "# my study\ntitle: T\n"


def test_an_empty_file_gets_what_is_added() -> None:
    assert edit("", lambda top: top.update(themes=[{"id": "a"}])) == "themes:\n- id: a\n"


def test_the_explicit_start_of_a_document_stays() -> None:
    assert edit("---\na: 1\n", lambda top: top.update(b=2)) == "---\na: 1\nb: 2\n"


def test_a_text_that_mixes_indentations_keeps_its_values() -> None:
    mixed = "a:\n   b: 1\nc:\n - d:\n     - 1\n - e: 2\n"
    edited = edit(mixed, lambda top: top["c"][0]["d"].append(2))
    assert bare(parse(edited, "a.yaml")) == {"a": {"b": 1}, "c": [{"d": [1, 2]}, {"e": 2}]}


def test_a_line_of_a_text_that_looks_like_a_comment_goes_with_its_theme() -> None:
    text = "themes:\n- name: A\n  definition: |-\n    words\n    # no comment\n# a comment\n"

    def emptied(document: CommentedMap) -> None:
        document["themes"].clear()

    assert edit(text, emptied) == "themes: []\n# a comment\n"
