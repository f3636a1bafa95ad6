"""pimh transcript add."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import options, output, place
from pimhcli.cli.output import Result
from pimhcli.cli.transcript_preview import preview, unknown
from pimhcli.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.study.study import Study
    from pimhcli.study.transcribing import Asked, Chat, Plan
    from pimhcli.transcripts.speaker_map import Named

# written out, as the readers would take every --help a while to open
FORMATS = (
    "agency", "descript", "f4", "maxqda", "meet", "nvivo", "nvivo-table", "otranscribe", "otter", "plain",
    "rev", "sonix", "srt", "table", "teams", "trint", "vtt", "whisper", "whisper-table", "zoom-captions",
    "zoom-chat",
)  # fmt: skip

Files = Annotated[list[Path], typer.Argument(help="Transcripts of any known format.", metavar="FILE…")]
Group = Annotated[str, typer.Option(help="The focus group they belong to, such as fg1.")]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        help=f"What the files are, where pimh takes them for something else: {', '.join(FORMATS)}.",
        metavar="NAME",
    ),
]
Pattern = Annotated[
    str, typer.Option(help="How a turn is written: '{time} {speaker}: {text}'.", metavar="TEXT")
]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        help="Who a speaker is: 'Speaker 2=PX4'; or =moderator, =observer, =several, =unidentified.",
        metavar="LABEL=NAME",
    ),
]
MapFile = Annotated[
    Path | None,
    typer.Option(
        help="The same in two columns of a .csv, .xlsx or .txt file. It holds names: keep it elsewhere.",
        metavar="FILE",
    ),
]
Moderator = Annotated[
    list[str] | None,
    typer.Option(help="A label of the moderator; may be given more than once.", metavar="LABEL"),
]
Observer = Annotated[
    list[str] | None,
    typer.Option(help="A label of one who only looked on or took notes.", metavar="LABEL"),
]
Unidentified = Annotated[
    bool, typer.Option("--unidentified", help="Add files too that do not tell who speaks.")
]
ChatFile = Annotated[
    Path | None, typer.Option(help="The chat of the meeting, which joins in as turns.", metavar="FILE")
]
ChatStart = Annotated[str, typer.Option(help="When the recording began, such as 14:02:10.", metavar="TIME")]
Keep = Annotated[
    bool, typer.Option("--keep-original", help="Keep a copy of the files in originals/, names and all.")
]


def add(
    files: Files,
    group: Group = "",
    layout: Format = "",
    pattern: Pattern = "",
    rename: Map = None,
    map_file: MapFile = None,
    moderator: Moderator = None,
    observer: Observer = None,
    unidentified: Unidentified = False,
    chat: ChatFile = None,
    chat_start: ChatStart = "",
    keep_original: Keep = False,
    coder: options.Coder = "",
    dry_run: options.DryRun = False,
    yes: options.Yes = False,
) -> Result:
    """Example: pimh transcript add focus-group.docx --group fg1

    Adds transcripts: Word, text, subtitles, and what Teams, Zoom, Otter, Whisper and others export. What each
    was taken for and who speaks in it is shown before anything is written; on a terminal you are asked who
    an unknown speaker is. Who was called what in the source is not kept in the study.
    """
    from pimhcli.study import coders, saving, transcribing
    from pimhcli.transcripts.readers import Wish

    study = place.opened()
    asked = transcribing.Asked(
        coders.current(study.settings, coder),
        group,
        tuple(moderator or ()),
        tuple(observer or ()),
        _typed(rename or ()),
        _listed(map_file),
        Wish(layout, pattern, unidentified),
        _chat(chat, chat_start),
        keep_original,
    )
    plan = transcribing.plan(study, files, asked)
    output.say(preview(plan))
    if dry_run:
        return Result(plan.incoming, talk="Nothing was written.")
    agreed = plan if yes else _agreed(study, files, asked, plan)
    if agreed is None:
        return Result(plan.incoming, talk="Nothing was added.", exit_code=1)
    saving.commit(study.root, agreed)
    talk = f"{agreed.step.record.sentence}\nNext: pimh code {agreed.incoming[0].id}"
    return Result(agreed.incoming, talk=talk, findings=tuple(study.findings))


def _typed(pairs: Sequence[str]) -> tuple[Named, ...]:
    from pimhcli.transcripts import speaker_map

    return speaker_map.typed(pairs)


def _listed(path: Path | None) -> tuple[Named, ...]:
    from pimhcli.study import transcribing

    return transcribing.listed(path) if path else ()


def _chat(file: Path | None, start: str) -> Chat | None:
    from pimhcli.study.transcribing import Chat
    from pimhcli.transcripts.times import milliseconds

    time = milliseconds(start)
    if start and time is None:
        raise UsageError(f"'{start}' is no time of day.", hint="Write it as --chat-start 14:02:10.")
    if start and not file:
        raise UsageError("--chat-start is of a chat.", hint="Name the file of the chat with --chat FILE.")
    return Chat(file, time) if file else None


def _agreed(study: Study, files: Sequence[Path], asked: Asked, plan: Plan) -> Plan | None:
    """The plan once it is known who speaks, as somebody at the terminal says; None when it is not wanted."""
    import msgspec

    from pimhcli.cli import transcript_asking
    from pimhcli.study import transcribing

    named = transcript_asking.named(plan) if output.is_typed() else []
    if named is None:
        return None
    if named:
        asked = msgspec.structs.replace(asked, named=(*asked.named, *named))
        plan = transcribing.plan(study, files, asked)
        output.say(preview(plan))
    question = "Add them?" if named else ""
    if plan.compared and plan.unknown:
        question = f"{unknown(plan)} Add them all the same?"
    return plan if not question or output.agreed(question, yes=False) else None
