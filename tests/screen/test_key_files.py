"""A study and a user can give commands other keys."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.keys import Keys

from pimhcli.screen.key_files import key_named, keymap
from pimhcli.screen.keys import COMMANDS, DEFAULTS, SHOWN, written
from pimhcli.storage.yamlfile import parse

if TYPE_CHECKING:
    from pimhcli.fields import Node


def source(text: str, file: str = "keys.yaml") -> tuple[Node, str]:
    return parse(dedent(text), file), file


def problems(*texts: str) -> list[str]:
    files = ("study.yaml", "keys.yaml")[-len(texts) :]
    return [str(found) for found in keymap(map(source, texts, files))[1]]


def test_no_configuration_leaves_the_usual_keys() -> None:
    assert keymap([]) == (DEFAULTS, [])
    assert keymap([source("")]) == (DEFAULTS, [])


def test_a_key_of_ones_own_replaces_the_usual_ones() -> None:
    """I5: rebinding works."""
    made, findings = keymap([source("code: F12\nagain: [k, ctrl+t]\nrow-up: up")])
    assert findings == []
    assert [made.lookup("READ", key) for key in ("f12", "c", "k", "ctrl+t", "full_stop")] == [
        "code", None, "again", "again", None,
    ]  # fmt: skip


def test_the_users_keys_win_over_the_studys() -> None:
    made, findings = keymap([source("code: F11\nsplit: F12", "study.yaml"), source("code: F10")])
    assert findings == []
    assert (made.keys("code"), made.keys("split")) == (("f10",), ("f12",))


def test_of_study_and_user_the_user_is_told_what_clashes() -> None:
    [problem] = problems("code: F11\nagain: F12", "code: F12")
    assert problem.startswith("keys.yaml:1:7: F12 is the key of `again` already (study.yaml:2).")


def test_two_commands_can_swap_their_keys() -> None:
    made, findings = keymap([source("undo: x\nremove-code: u")])
    assert (made.lookup("READ", "x"), made.lookup("READ", "u"), findings) == ("undo", "remove-code", [])


def test_a_command_can_be_left_without_keys() -> None:
    made, findings = keymap([source("remove-excerpt: []")])
    assert (made.lookup("READ", "D"), findings) == (None, [])


def test_a_digit_is_a_key_too() -> None:
    made, findings = keymap([source("pinned-1: []\nagain: 1")])
    assert (made.lookup("READ", "1"), findings) == ("again", [])


def test_an_unknown_command_is_refused_with_the_nearest() -> None:
    """I5: an unknown name is an error with its line."""
    assert problems("code: c\nselect-sentnce: s") == [
        "keys.yaml:2:17: there is no command `select-sentnce`. Did you mean 'select-sentence'?"
    ]


def test_a_command_like_no_other_is_refused_with_the_way_to_the_list() -> None:
    [problem] = problems("xyzzy: s")
    assert problem.endswith("there is no command `xyzzy`. The coding screen lists them: press : there.")


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("pagdown", "Did you mean 'pagedown'?"),
        ("ctlr+s", "Did you mean 'ctrl+s'?"),
        ("F99", "Did you mean 'F9'?"),
        ("hyperspace-7", "Write for example c, F2, ctrl+s, S-Up or space."),
    ],
)
def test_an_unknown_key_is_refused_with_the_nearest(key: str, hint: str) -> None:
    [problem] = problems(f"code: [c, {key}]")
    assert problem == f"keys.yaml:1:11: there is no key '{key}' that terminals send. {hint}"


def test_a_key_that_another_command_has_by_default_is_refused() -> None:
    """I5: a key used twice is an error."""
    [problem] = problems("again: [F5, c]")
    assert problem == (
        "keys.yaml:1:13: c is the key of `code` already (code the selection, or the sentence here). "
        "Choose another, or give `code` other keys too."
    )


def test_a_key_given_to_two_commands_is_refused_once_with_both_places() -> None:
    [problem] = problems("again: F12\n\ncode: F12")
    assert problem == (
        "keys.yaml:3:7: F12 is the key of `again` already (keys.yaml:1). "
        "Choose another, or give `again` other keys too."
    )


def test_a_key_that_study_and_user_give_to_two_commands_is_refused() -> None:
    [problem] = problems("again: F12", "code: F12")
    assert problem.startswith("keys.yaml:1:7: F12 is the key of `again` already (study.yaml:1).")


def test_a_key_can_serve_in_two_modes_that_never_meet() -> None:
    assert problems("pin: f") == []


@pytest.mark.parametrize("key", ["x", "space", "left", '"?"', "é"])
def test_where_text_is_typed_a_key_of_typing_is_refused(key: str) -> None:
    [problem] = problems(f"tick: {key}")
    assert "`tick` works where text is typed" in problem


def test_the_usual_keys_can_be_written_down() -> None:
    lines = [f"{command.id}: {[written(key) for key in command.keys]}" for command in COMMANDS]
    made, findings = keymap([source("\n".join(lines))])
    assert findings == []
    assert all(made.keys(command.id) == command.keys for command in COMMANDS)


@pytest.mark.parametrize("text", ["code: [true]", "code: {a: b}", "- code", "code: [[c]]"])
def test_what_is_no_key_is_refused(text: str) -> None:
    assert len(problems(text)) == 1


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("c", "c"), ("C", "C"), ("F2", "f2"), ("f12", "f12"), ("?", "question_mark"), ("-", "minus"),
        ("+", "plus"), ("^", "circumflex_accent"), ("^S", "ctrl+s"), ("ctrl+s", "ctrl+s"),
        ("Ctrl-S", "ctrl+s"), ("C-s", "ctrl+s"), ("S-Up", "shift+up"), ("shift+up", "shift+up"),
        ("C-S-Left", "ctrl+shift+left"),
        ("shift+j", "J"), ("S-Tab", "shift+tab"), ("space", "space"), (" ", "space"), ("Esc", "escape"),
        ("PgDn", "pagedown"), ("Page Down", "pagedown"), ("Return", "enter"), ("full_stop", "full_stop"),
        ("alt+x", "alt+x"), ("ctrl+i", "tab"), ("ctrl+m", "enter"), ("é", "é"), ("ctrl+F5", "ctrl+f5"),
    ],
)  # fmt: skip
def test_keys_can_be_written_as_people_do(words: str, key: str) -> None:
    assert key_named(words) == key


@pytest.mark.parametrize(
    "words",
    ["", "ctrl+", "ctrl+?", "ctrl+1", "shift+space", "ctrl+enter", "alt+f4", "cc", "\x1b", "F25", "^^"],
)
def test_what_terminals_do_not_send_is_no_key(words: str) -> None:
    assert key_named(words) is None


@pytest.mark.parametrize("key", [*SHOWN, *SHOWN.values()])
def test_every_named_key_is_one_that_textual_sends(key: str) -> None:
    assert key_named(key) in {sent.value for sent in Keys}


@given(st.text(max_size=8))
def test_any_text_is_a_key_or_none(words: str) -> None:
    assert key_named(words) != ""
