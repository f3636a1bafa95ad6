"""pimh codebook split."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import codebook, codebook_acts, codebook_changes, options, output, place, views
from pimhcli.errors import UsageError
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.analysis.passages import Passage
    from pimhcli.study.codebook_splitting import Sorted
    from pimhcli.study.study import Study

app = codebook_changes.app
_HELP = "Type 1, 2 or 3; b goes back to the one before, q stops."


@app.command(short_help="Give some excerpts of a code another one.")
def split(
    code: codebook.Entry,
    into: Annotated[
        str, typer.Option(help="The other code; made beside the first if it is not there.", metavar="NAME")
    ],
    excerpts: Annotated[
        list[str] | None, typer.Argument(help="Ids of the excerpts that get it.", metavar="[ID]…")
    ] = None,
    participant: Annotated[str, typer.Option(help="Those where this participant speaks.")] = "",
    group: Annotated[str, typer.Option(help="Those from this focus group.")] = "",
    transcript: Annotated[str, typer.Option(help="Those from this transcript.")] = "",
    query: Annotated[str, typer.Option(help="Those with these words in the quote.", metavar="WORDS")] = "",
    of: Annotated[str, typer.Option(help="Those of this coder.", metavar="CODER")] = "",
    both: Annotated[bool, typer.Option("--both", help="They keep the first code too.")] = False,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> output.Result:
    """Example: pimh codebook split staff-movement --into "New colleagues" --query joined

    Gives some excerpts of a code another one in its place, whoever coded them; with --both beside it. Name
    the excerpts by their ids, or say which ones; on a terminal, without any of these, each excerpt is shown
    and you choose.
    """
    from pimhcli.analysis.choosing import Choice
    from pimhcli.study import codebook_splitting as splitting

    choice = Choice("", participant, group, transcript, of, query)
    study = place.opened()
    who = codebook_acts.who_acts(study, coder)
    found = splitting.coded(study, code, choice, excerpts or ())
    ids = tuple(passage.excerpt.id for passage in found)
    wanted = splitting.Sorted((), ids) if both else splitting.Sorted(ids)
    names = splitting.names(study.codebook, code, into)
    if choice == Choice() and not excerpts:
        wanted = _stepped(study, found, names)
    plan = splitting.split(study, who, code, into, wanted)
    if dry_run:
        return codebook_acts.shown(study, plan)
    return codebook_acts.performed(study, lambda fresh: splitting.split(fresh, who, code, into, wanted))


def _stepped(study: Study, found: Sequence[Passage], names: tuple[str, str]) -> Sorted:
    """What somebody at a terminal chooses, excerpt by excerpt.

    Args:
        study: the open study.
        found: the excerpts of the code.
        names: of the code and of the other one.
    """
    from pimhcli.study.codebook_splitting import Sorted

    if not output.is_terminal():
        raise UsageError(
            "Which excerpts get the other code?",
            hint="Give their ids, or --participant, --group, --transcript, --query or --of.",
        )
    answers: dict[str, str] = {}
    at = 0
    while at < len(found):
        answer = _asked(study, found[at], f"{at + 1} of {len(found)}", names)
        if answer == "q":
            break
        if answer == "b":
            at = max(at - 1, 0)
            continue
        answers[found[at].excerpt.id] = answer
        at += 1
    chosen = {key: tuple(i for i, answer in answers.items() if answer == key) for key in "23"}
    left = len(found) - at
    if left and any(chosen.values()) and not _stays(left):
        return Sorted()
    return Sorted(chosen["2"], chosen["3"])


def _stays(left: int) -> bool:
    return output.agreed(f"Split as chosen so far, and leave the last {count(left, 'excerpt')}?", yes=False)


def _asked(study: Study, passage: Passage, number: str, names: tuple[str, str]) -> str:
    """1 when it stays, 2 for the other code, 3 for both, b to go back, q to stop."""
    old, new = names
    output.say(f"\n{number}\n{views.block(passage, study, context=1)}")
    while True:
        given = output.typed_line(f"[1] stays '{old}'  [2] '{new}'  [3] both  [b] back  [q] stop: ")
        if given is None:
            return "q"
        if given.strip() in {"1", "2", "3", "b", "q"}:
            return given.strip()
        output.say(_HELP)
