"""The commands as a table: from it help is made, and by it a typed word is understood."""

from __future__ import annotations

from typing import NamedTuple

from pimhcli.errors import UsageError
from pimhcli.folding import did_you_mean


class Command(NamedTuple):
    """One command.

    Args:
        name: the word that calls it.
        arguments: what may follow, optional parts in brackets; ``eN`` names an excerpt of the turn.
        what: what it does, a full sentence.
        example: a line as one types it.
    """

    name: str
    arguments: str
    what: str
    example: str


_SPAN = '[all|1|1-2|"quote"]'

COMMANDS = (
    Command("next", "", "Goes to the next turn; Enter alone does it too.", "next"),
    Command("back", "", "Goes to the turn before.", "back"),
    Command("go", "TURN", "Goes to a turn.", "go 12"),
    Command("uncoded", "", "Goes to the next turn of a participant without an excerpt of yours.", "uncoded"),
    Command("find", "[TEXT]", "Goes to the next turn with these words; alone, looks again.", "find shift"),
    Command("speaker", "[NAME, NAME|all]", "Walks through the turns of some speakers only.", "speaker PX1"),
    Command("here", "", "Says the turn again, with its excerpts.", "here"),
    Command("excerpts", "", "Lists all excerpts of the transcript.", "excerpts"),
    Command(
        "others",
        "[show|hide]",
        "Says whose excerpts are shown; shows or hides those of others.",
        "others hide",
    ),
    Command("codes", "[TEXT]", "Lists the codes, or those that fit.", "codes peer"),
    Command(
        "code",
        f"{_SPAN} NAME[, NAME]",
        "Codes the turn, or some sentences or words of it.",
        "code 1-2 reflective-practice, peer support",
    ),
    Command("again", _SPAN, "Applies the last codes again.", "again 2"),
    Command("new", "NAME [under SUB-THEME]", "Adds a code to the codebook.", "new Rush under Slowing down"),
    Command("memo", "[eN] [TEXT|-]", "Writes the memo of the excerpt; - takes it away.", "memo ask PX3"),
    Command("star", "[eN]", "Marks the excerpt as a key quote, or no longer.", "star"),
    Command("uncode", "[eN] NAME[, NAME]", "Takes codes from the excerpt.", "uncode peer support"),
    Command("remove", "[eN]", "Removes the whole excerpt.", "remove"),
    Command(
        "recode",
        "[eN] A to B",
        "Changes a code for another; words and memo stay.",
        "recode peer support to Rush",
    ),
    Command("resize", '[eN] all|1|1-2|"quote"', "Gives the excerpt other words.", "resize 2"),
    Command(
        "split", '[eN] 2|"quote"', "Makes two excerpts of it; says how the second begins.", 'split "And we"'
    ),
    Command("merge", "[eN] [eN]", "Makes one excerpt of two that touch.", "merge"),
    Command("undo", "[yes]", "Takes the last act back; yes agrees to go beyond this sitting.", "undo"),
    Command("redo", "", "Does again what was undone.", "redo"),
    Command("help", "[COMMAND]", "Lists the commands, or explains one.", "help code"),
    Command("quit", "", "Leaves; everything is saved already.", "quit"),
)
_BY_NAME = {command.name: command for command in COMMANDS}


def meant(word: str) -> Command:
    """The command that a word calls, by its name or the beginning of it.

    Raises:
        UsageError: none, or several.
    """
    low = word.casefold()
    if low in _BY_NAME:
        return _BY_NAME[low]
    found = [command for command in COMMANDS if command.name.startswith(low)]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(command.name for command in found)
        raise UsageError(f"'{word}' may mean: {names}.", hint="Type more of it.")
    near = did_you_mean(low, _BY_NAME) or ("To go to a turn, type: go 12." if low.isdecimal() else "")
    raise UsageError(f"There is no command '{word}'.", hint=f"{near} Type help to list them.".strip())


def parted(line: str) -> tuple[str, str]:
    """The name of the command that a line calls, and what follows it; an empty line goes on to the next turn.

    Args:
        line: as typed, without outer blanks.

    Raises:
        UsageError: there is no such command, or it takes nothing behind it.
    """
    if not line:
        return "next", ""
    word, *more = line.split(maxsplit=1)
    command, rest = meant(word), " ".join(more)
    if rest and not command.arguments:
        raise UsageError(f"{command.name} takes nothing behind it.", hint=f"Type {command.name} alone.")
    return command.name, rest


def explained(word: str) -> str:
    """All commands, one a line; or one of them with an example.

    Args:
        word: the command's name or the beginning of it; empty for all.

    Raises:
        UsageError: there is no such command.
    """
    if not word:
        return "\n".join(map(_line, COMMANDS))
    command = meant(word)
    return f"{_line(command)} Example: {command.example}"


def _line(command: Command) -> str:
    return f"{command.name} {command.arguments}".strip() + f" – {command.what}"
