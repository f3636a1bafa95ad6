"""pimh memo add, list, show, edit, remove."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import acts, memo_views, options, output, place
from pimhcli.cli.output import Result
from pimhcli.errors import UsageError
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.coding.memos import Kind
    from pimhcli.study.memo_acts import Written
    from pimhcli.study.memo_files import MemoFile
    from pimhcli.study.study import Study

app = typer.Typer(rich_markup_mode=None)
Id = Annotated[str, typer.Argument(help="Its id, the first letters of it, or its file.", metavar="ID")]
OfTranscript = Annotated[str, typer.Option("--transcript", help="On this transcript.")]
OfTurn = Annotated[int | None, typer.Option("--turn", help="On this turn of the transcript.", metavar="N")]
OfExcerpt = Annotated[str, typer.Option("--excerpt", help="On this excerpt.", metavar="ID")]
OfCode = Annotated[
    str, typer.Option("--code", "--theme", help="On this theme, sub-theme or code.", metavar="NAME")
]
OfParticipant = Annotated[str, typer.Option("--participant", help="On this participant.")]
OfGroup = Annotated[str, typer.Option("--group", help="On this focus group.")]


@app.command(short_help="Write a memo, on the study or on a part of it.")
def add(
    text: Annotated[
        str, typer.Argument(help="Its words; - takes them from a pipe; left out, they are typed.")
    ] = "",
    transcript: OfTranscript = "",
    turn: OfTurn = None,
    excerpt: OfExcerpt = "",
    code: OfCode = "",
    participant: OfParticipant = "",
    group: OfGroup = "",
    title: Annotated[str, typer.Option(help="Its title; else its first words.")] = "",
    tag: Annotated[list[str] | None, typer.Option(help="A word to find it by; may be repeated.")] = None,
    file: Annotated[
        Path | None, typer.Option("--file", help="Take its words from this text file.", metavar="FILE")
    ] = None,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
) -> Result:
    """Example: pimh memo add "They hesitate before they name the price." --transcript fg1 --turn 12

    Writes a memo: a Markdown file in the folder memos, which any editor opens. Nothing said, it is on the
    whole study; else on a transcript, a turn, an excerpt, a theme, sub-theme or code, a participant, or a
    focus group.
    """
    from pimhcli.study import memo_acts
    from pimhcli.study.memo_meant import Asked, on

    asked = Asked(transcript, turn, excerpt, code, participant, group)
    # a wrong name is told before anybody has typed a memo on it
    on(place.opened(), asked)
    words = _words(text, file)

    def act(study: Study, who: str) -> Written:
        draft = memo_acts.Draft(words, on(study, asked), title, tuple(tag or ()))
        return memo_acts.add(study, who, draft)

    return _done(act, coder, dry_run=dry_run)


@app.command("list", short_help="List memos and notes on excerpts.")
def list_(
    transcript: OfTranscript = "",
    turn: OfTurn = None,
    excerpt: OfExcerpt = "",
    code: OfCode = "",
    participant: OfParticipant = "",
    group: OfGroup = "",
    on: Annotated[
        str,
        typer.Option(
            help="Only on this kind: study, group, transcript, turn, excerpt, code, participant.",
            metavar="KIND",
        ),
    ] = "",
    by: Annotated[str, typer.Option("--coder", help="Only this coder's.", metavar="NAME")] = "",
    search: Annotated[
        str, typer.Option(help="Only with all of these words, in any case.", metavar="WORDS")
    ] = "",
) -> Result:
    """Example: pimh memo list --transcript fg1 --search "price"

    Lists memos, the newest last: when, by whom, on what as it is called now, and the title. The notes that
    were written on excerpts while coding are among them, and are marked so.
    """
    from pimhcli.study import memos
    from pimhcli.study.memo_meant import Asked

    study = place.opened()
    asked = Asked(transcript, turn, excerpt, code, participant, group)
    choice = memos.Choice(asked, _kind(on), by, search)
    found = memos.listed(study, choice)
    notes = sum(one.is_note for one in found)
    talk = f"{count(len(found) - notes, 'memo')} and {count(notes, 'note')} on excerpts."
    return Result(
        [memo_views.data(one) for one in found],
        "\n".join(map(memo_views.line, found)),
        talk if found or choice != memos.Choice() else f'{talk} Write one: pimh memo add "What I noticed …"',
        tuple(study.findings),
        # like any search: 1 when nothing fits
        exit_code=int(choice != memos.Choice() and not found),
    )


@app.command(short_help="Show a whole memo.")
def show(memo: Id) -> Result:
    """Example: pimh memo show k7m2

    Shows a memo with all its words, what it is on, and its file.
    """
    from pimhcli.study import memos
    from pimhcli.study.memo_meant import called

    study = place.opened()
    one = memos.with_target(study, called(study, memo))
    findings = one.file.findings if one.file else ()
    return Result(memo_views.data(one), memo_views.block(one), findings=(*study.findings, *findings))


@app.command(short_help="Open a memo in your editor.")
def edit(memo: Id, coder: options.Coder = "") -> Result:
    """Example: pimh memo edit k7m2

    Opens a memo in the editor that VISUAL or EDITOR names, and notes what became of it, so that it can be
    undone; where there is none, tells the file. Memos are plain files: any editor may change them, at any
    time.
    """
    from pimhcli.study import coders, memo_acts
    from pimhcli.study.memo_meant import called

    study = place.opened()
    who, found = coders.current(study.settings, coder), called(study, memo)
    path, editor = study.root / found.path, os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    if not (editor.strip() and output.is_terminal()):
        return Result(
            _unchanged(found), str(path), talk="Open this file in any editor; what you save there counts."
        )
    _open(editor, path)
    return _done(lambda fresh, coder: memo_acts.edited(fresh, coder, found), who, dry_run=False)


@app.command(short_help="Remove a memo.")
def remove(
    memo: Id,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
    yes: options.Yes = False,
) -> Result:
    """Example: pimh memo remove k7m2

    Removes a memo. The history keeps it, and pimh undo brings it back.
    """
    from pimhcli.study import memo_acts, memos
    from pimhcli.study.memo_meant import called

    study = place.opened()
    found = called(study, memo)
    if not dry_run:
        output.say(memo_views.line(memos.with_target(study, found)))
        if not output.agreed("Remove it?", yes=yes):
            return Result(_unchanged(found), talk="Nothing was removed.", exit_code=1)
    return _done(
        lambda fresh, who: memo_acts.remove(fresh, who, found.path, found.text), coder, dry_run=dry_run
    )


def _open(editor: str, path: Path) -> None:
    """Waits until the editor is closed."""
    try:
        # on Windows a backslash is no escape
        code = subprocess.call([*shlex.split(editor, posix=os.name == "posix"), str(path)])
    except (OSError, ValueError) as error:
        raise UsageError(
            f"The editor '{editor}' cannot be started.", hint=f"Open the file in any other: {path}"
        ) from error
    if code:
        output.say(f"The editor ended with the code {code}.")


def _done(act: Callable[[Study, str], Written], coder: str, *, dry_run: bool) -> Result:
    """Does an act on a memo, or shows what it would do; with the memo's id and file for programs."""
    plans: list[Written] = []

    def worked_out(study: Study, who: str) -> Written:
        plans.append(act(study, who))
        return plans[-1]

    result = acts.carried_out(worked_out, coder, dry_run=dry_run)
    plan = plans[-1]
    data = {
        "changed": plan.step is not None,
        "sentence": plan.sentence,
        "id": plan.memo.id,
        "file": plan.file,
    }
    return result._replace(data=data)


def _unchanged(found: MemoFile) -> dict[str, object]:
    return {"changed": False, "sentence": "", "id": found.memo.id, "file": found.path}


def _kind(word: str) -> Kind | None:
    from pimhcli.coding.memos import KINDS, kind_of

    kind = kind_of(word) if word else None
    if word and kind is None:
        raise UsageError(f"There are no memos on a '{word}'.", hint=f"Say one of: {', '.join(KINDS)}.")
    return kind


def _words(text: str, file: Path | None) -> str:
    """The words of a new memo: given, from a file, from a pipe, or typed until an empty line."""
    from pimhcli.study.memo_acts import text_of

    if text and file:
        raise UsageError("Are the words here, or in the file?", hint="Give the text or --file, not both.")
    if file:
        return text_of(file)
    if text not in {"", "-"}:
        return text
    if not text and not output.is_typed():
        raise UsageError(
            "A memo needs words.",
            hint='Give them: pimh memo add "What I noticed …"; or --file FILE; or - for those of a pipe.',
        )
    if output.is_typed():
        output.say("Type the memo; an empty line ends it. A longer one: --file FILE.")
    return _typed(until_blank=output.is_typed())


def _typed(*, until_blank: bool) -> str:
    lines: list[str] = []
    while (line := output.typed_line()) is not None and (line.strip() or not until_blank):
        lines.append(line)
    return "\n".join(lines)
