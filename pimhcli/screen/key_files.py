"""Keys of the user's own choice: what the study's and the user's configuration say of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.fields import Fields, Node
from pimhcli.folding import did_you_mean
from pimhcli.screen.editor import EDITING
from pimhcli.screen.keys import BY_ID, CHARACTERS, SHOWN, TYPING, Keymap, key_of, written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.findings import Finding

_MODIFIERS = {"ctrl": "ctrl", "control": "ctrl", "c": "ctrl", "shift": "shift", "s": "shift", "alt": "alt"}
_MODIFIER = re.compile(rf"({'|'.join(_MODIFIERS)})[-+](?=.)", re.IGNORECASE)
_ORDER = ("alt", "ctrl", "shift")  # as Textual writes several
_WORDS = {
    **{shown.lower(): key for key, shown in SHOWN.items()},
    **{key: key for key in (*SHOWN, *CHARACTERS)},
    "return": "enter", "page_up": "pageup", "page_down": "pagedown", "spacebar": "space", "blank": "space",
    "period": "full_stop", "dot": "full_stop", "hyphen": "minus", "star": "asterisk", "dollar": "dollar_sign",
}  # fmt: skip
# A terminal sends the same for both
_SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace"}
_MOVING = frozenset(("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete"))


class _Binding(NamedTuple):
    """Where a key was given."""

    fields: Fields
    node: Node

    @property
    def place(self) -> str:
        return f"{self.fields.file}:{self.node.line}"


def keymap(sources: Iterable[tuple[Node, str]]) -> tuple[Keymap, list[Finding]]:
    """The keys as configured; the keys given for a command replace all that it had.

    Args:
        sources: a mapping of command ids to a key or a list of keys, and its file for messages; the
            study's first, the user's last: a later one wins.

    Returns:
        The keys and what is wrong with them.
    """
    findings: list[Finding] = []
    bound: dict[str, dict[str, _Binding]] = {}
    for node, file in sources:
        own = _read(Fields(node, file, findings=findings))
        bound = {command: keys for command, keys in bound.items() if command not in own} | own
    made = Keymap({command: tuple(keys) for command, keys in bound.items()})
    for command, keys in bound.items():
        for key, binding in keys.items():
            _refuse_typed(command, key, binding)
    _refuse_twice(made, bound)
    return made, findings


def key_named(words: str) -> str | None:
    """Textual's name of the key that somebody wrote; None when there is no such key.

    >>> key_named("F2"), key_named("?"), key_named("S-Up"), key_named("^S"), key_named("shift+j")
    ('f2', 'question_mark', 'shift+up', 'ctrl+s', 'J')
    """
    rest = words.strip() or words
    if len(rest) > 1 and rest.startswith("^"):
        rest = f"ctrl+{rest[1:]}"
    held = set()
    while found := _MODIFIER.match(rest):
        held.add(_MODIFIERS[found[1].lower()])
        rest = rest[found.end() :]
    base = key_of(rest) if len(rest) == 1 else _WORDS.get(rest.lower().replace(" ", "_"))
    return _combined(held, base) if base else None


def _combined(held: set[str], base: str) -> str | None:
    """A key with the modifiers held, if terminals can send it."""
    if not held:
        return base
    if held == {"shift"} and len(base) == 1 and base.isalpha():
        return base.upper()
    lower = base.lower()
    key = "+".join((*(modifier for modifier in _ORDER if modifier in held), lower))
    return _SAME.get(key, key) if _can_be_sent(held, lower) else None


def _can_be_sent(held: set[str], base: str) -> bool:
    letter = re.fullmatch("[a-z]", base) is not None
    if "alt" in held:
        return held == {"alt"} and letter
    if base in _MOVING:
        return True
    if held == {"shift"}:
        return base == "tab"
    return held == {"ctrl"} and (letter or re.fullmatch(r"f\d+", base) is not None)


def _read(fields: Fields) -> dict[str, dict[str, _Binding]]:
    """The keys of one file by command; those that are wrong are left out."""
    entries = fields.node.value if isinstance(fields.node.value, dict) else {}
    bound = {}
    for command, node in entries.items():
        if command not in BY_ID:
            hint = did_you_mean(command, BY_ID) or "The coding screen lists them: press : there."
            fields.problem(node, f"there is no command `{command}`.", hint)
        elif fields.raw(command):
            fields.texts(command)
            bound[command] = _keys(fields, node)
    return bound


def _keys(fields: Fields, node: Node) -> dict[str, _Binding]:
    keys = {}
    for one in node.value if isinstance(node.value, list) else [node]:
        if isinstance(one.value, list | dict | bool) or one.value is None:
            continue
        words = str(one.value)
        if key := key_named(words):
            keys[key] = _Binding(fields, one)
        else:
            hint = did_you_mean(words, _known()) or "Write for example c, F2, ctrl+s, S-Up or space."
            fields.problem(one, f"there is no key '{words}' that terminals send.", hint)
    return keys


def _known() -> list[str]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return [*SHOWN.values(), *SHOWN, *CHARACTERS, *(f"ctrl+{letter}" for letter in letters)]


def _refuse_typed(command: str, key: str, binding: _Binding) -> None:
    """A key that types or edits text must not do anything else where text is typed."""
    typed = key in EDITING or ("+" not in key and key not in SHOWN)
    if typed and not set(TYPING).isdisjoint(BY_ID[command].modes) and key not in BY_ID[command].keys:
        message = f"`{command}` works where text is typed, and {written(key)} types or edits text there."
        binding.fields.problem(binding.node, message, "Choose a function key or one with ctrl.")


def _refuse_twice(made: Keymap, bound: dict[str, dict[str, _Binding]]) -> None:
    """A key can run one command in a mode; of two that were rebound, the later is told."""
    commands = list(bound)
    for number, command in enumerate(commands, start=1):
        for key, binding in bound[command].items():
            for rival in _rivals(made, command, key):
                if rival not in commands[number:]:
                    _refuse(rival, key, binding, bound)


def _rivals(made: Keymap, command: str, key: str) -> list[str]:
    """The other commands that a key runs in a mode of a command."""
    modes = set(BY_ID[command].modes)
    others = (other for other in BY_ID.values() if other.id != command and key in made.keys(other.id))
    return [other.id for other in others if not modes.isdisjoint(other.modes)]


def _refuse(other: str, key: str, binding: _Binding, bound: dict[str, dict[str, _Binding]]) -> None:
    given = bound.get(other, {}).get(key)
    place = f" ({given.place})" if given else f" ({BY_ID[other].what})"
    message = f"{written(key)} is the key of `{other}` already{place}."
    binding.fields.problem(binding.node, message, f"Choose another, or give `{other}` other keys too.")
