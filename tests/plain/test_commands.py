"""The table of commands: help is made from it, every command of it works, and no line breaks the answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from building import made_study, snapshot
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pimhcli.cli.output import clean
from pimhcli.errors import UsageError
from pimhcli.plain import acts, commands
from pimhcli.plain.commands import COMMANDS, Command
from pimhcli.plain.interpreter import _VIEWS, Plain
from pimhcli.study.sitting import Sitting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Say = Callable[..., str]

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# What has to be so before the example of a command can be typed
BEFORE = {
    "back": ("go 2",),
    "go": ("go 2",),
    "again": ("code 1 Barriers",),
    "memo": ("code 1 Barriers",),
    "star": ("code 1 Barriers",),
    "uncode": ("code 1 Barriers, peer support",),
    "remove": ("code 1 Barriers",),
    "recode": ("new Rush", "code 1 peer support"),
    "resize": ("code 1 Barriers",),
    "split": ("code Barriers",),
    "merge": ("code 1 Barriers", "code 2 Barriers"),
    "undo": ("code 1 Barriers",),
    "redo": ("code 1 Barriers", "undo"),
}
ACTS = {command.name for command in COMMANDS} & acts.ACTS.keys()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_example_of_help_works(plain: Plain, say: Say, command: Command) -> None:
    """I4: every documented command does what help says."""
    say("go 2", *BEFORE.get(command.name, ()))
    # the small study has fewer turns and other people than the examples speak of
    example = command.example.replace("12", "3").replace("PX1", "P1")
    answer = plain.answer(example)
    assert answer.ok, answer.text
    assert bool(answer.text) != answer.done


@pytest.mark.parametrize("name", sorted(ACTS))
def test_every_act_changes_the_data_and_is_told_in_one_line(
    plain: Plain, say: Say, root: Path, name: str
) -> None:
    """T2: every act answers in one line."""
    say("go 2", *BEFORE.get(name, ()))
    before = snapshot(root)
    (example,) = (command.example for command in COMMANDS if command.name == name)
    told = say(example)
    assert re.search(r" Saved\.( Now at turn \d+\.)?$", told)
    assert "\n" not in told
    assert snapshot(root) != before


def test_every_command_of_the_table_can_be_answered_and_no_other() -> None:
    assert {*acts.ACTS, *_VIEWS, "quit"} == {command.name for command in COMMANDS}


def test_help_lists_every_command_and_explains_each(say: Say) -> None:
    listed = say("help").split("\n")
    assert [line.split()[0] for line in listed] == [command.name for command in COMMANDS]
    for command in COMMANDS:
        assert command.example in say(f"help {command.name}")


@pytest.mark.parametrize(("word", "name"), [("exc", "excerpts"), ("CODE", "code"), ("unco", ""), ("h", "")])
def test_a_beginning_is_enough_when_only_one_command_has_it(word: str, name: str) -> None:
    if name:
        assert commands.meant(word).name == name
        return
    with pytest.raises(UsageError, match="may mean: "):
        commands.meant(word)


@pytest.mark.parametrize(
    ("word", "hint"),
    [("cdoe", "Did you mean 'code'?"), ("12", "To go to a turn, type: go 12."), ("xyz", "Type help")],
)
def test_a_word_that_is_no_command_is_answered_with_the_nearest(
    refused: Callable[[str], str], word: str, hint: str
) -> None:
    assert hint in refused(word)


LINES = st.one_of(
    st.text(max_size=30),
    st.builds(
        lambda name, rest: f"{name} {rest}",
        st.sampled_from(sorted({c.name for c in COMMANDS} - {"quit"})),
        st.one_of(
            st.text(max_size=20),
            st.sampled_from(
                ["1", "1-2 Barriers", "e1", "e2 x", "yes", "all Barriers, \x1b[31m", '"now" peers', "-", "P1"]
            ),
        ),
    ),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(LINES, max_size=12))
def test_no_lines_break_the_answers(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    """T2: whatever is typed gets an answer without a control character."""
    root = made_study(tmp_path_factory.mktemp("study"))
    sitting = Sitting(root, "fg1", "anna")
    try:
        plain = Plain(sitting)
        for line in lines:
            answer = plain.answer(line)
            assert answer.text or answer.done
            assert not CONTROL.search(clean(answer.text)), answer.text
        plain.closing()
    finally:
        sitting.close()
