"""Chat that Zoom saved: as a transcript of its own, or joined to the transcript of the talk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.errors import ProblemsError
from pimhcli.transcripts.drafts import Draft, Utterance, one_line
from pimhcli.transcripts.readers.layouts import Layout, Source
from pimhcli.transcripts.times import DAY, clock, milliseconds
from pimhcli.transcripts.turns import CHAT
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SLACK = 10 * 60_000  # milliseconds for which people go on writing when the recording has ended

_TIME = r"(?P<time>\d{1,2}:\d\d:\d\d)"
# `10:02:13 From Maya Byrne to Everyone:` with the words below, or ` : words` behind it
_FROM = re.compile(rf"{_TIME}\s+From\s+(?P<name>\S[^\t\n]{{0,150}}?)\s*:(?:\s+(?P<words>.*))?$")
# `10:02:13⇥Maya Byrne:⇥words`
_TABS = re.compile(rf"{_TIME}\t(?P<name>[^\t\n]{{1,150}}?)\s*:\t(?P<words>.*)$")
_TO = re.compile(r"(?P<name>.*\S)\s+to\s+(?P<to>\S.*)", re.IGNORECASE)
_EVERYONE = re.compile(r"everyone\b|all\b|hosts and panelists\b", re.IGNORECASE)
_ABOUT = re.compile(r"(?:Replying to|Reacted to|Removed an? .{1,20} reaction from) [\"“].*", re.DOTALL)


class _Message(NamedTuple):
    """A message as Zoom saved it; private ones went to one person alone."""

    time: int
    name: str
    lines: list[str]
    private: bool


def _recognise(source: Source) -> str:
    first = next((line for line in source.paragraphs if line.strip()), "")
    return "a time, a name and a message in the first line" if _head(first) else ""


def _read(source: Source, _known: frozenset[str]) -> Draft:
    messages = list(_messages(source.text.split("\n")))
    private = sum(message.private for message in messages)
    notes = [f"{count(private, 'private message')} left out: the group did not see them."] if private else []
    return Draft("", "", (), tuple(map(_utterance, _public(messages))), (), tuple(notes))


def read_chat(source: Source) -> Draft:
    """The messages that everyone saw, each beginning with ``[chat]``, and the note on the others.

    Args:
        source: the chat as Zoom saved it.

    Raises:
        ProblemsError: no message was found.
    """
    draft = _read(source, frozenset())
    if not draft.utterances:
        raise ProblemsError(
            f"{source.file}: no message to everyone was found.",
            hint="A chat that Zoom saved has lines such as `10:02:13 From Maya to Everyone: Hello`.",
        )
    return draft


def with_chat(draft: Draft, chat: Draft, started: int | None = None) -> Draft:
    """The draft with the chat's messages among the turns, each before the first turn that starts later.

    Args:
        draft: a transcript whose times are known.
        chat: the messages, as ``read_chat`` gives them.
        started: the time of day at which the recording began, in milliseconds; None when the chat's times
            count from there.

    Raises:
        ProblemsError: the transcript has no times, or the messages lie outside of the recording.
    """
    ends = [time for said in draft.utterances for time in (said.start, said.end) if time is not None]
    if not ends:
        raise ProblemsError(
            "The transcript has no times, so nobody can tell where the chat belongs.",
            hint="Add the chat as a transcript of its own, or export the transcript with times.",
        )
    messages = [_moved(message, started or 0) for message in chat.utterances]
    _refuse_outside(messages, max(ends), started)
    said = tuple(_merged(draft.utterances, messages))
    return msgspec.structs.replace(draft, utterances=said, notes=(*draft.notes, *chat.notes))


def _messages(lines: Iterable[str]) -> Iterator[_Message]:
    message = None
    for line in lines:
        found = _head(line)
        if found:
            if message:
                yield message
            message = _message(found)
        elif message:
            message.lines.append(line)
    if message:
        yield message


def _head(line: str) -> re.Match[str] | None:
    return _TABS.match(line) or _FROM.match(line)


def _message(found: re.Match[str]) -> _Message:
    name = re.sub(r"^From\s+", "", found["name"].strip())
    to = _TO.fullmatch(name)
    private = to is not None and not _EVERYONE.match(to["to"])
    time = milliseconds(found["time"]) or 0
    return _Message(time, to["name"] if to else name, [found["words"] or ""], private)


def _public(messages: Iterable[_Message]) -> Iterator[_Message]:
    return (message for message in messages if not message.private and any(map(str.strip, message.lines)))


def _utterance(message: _Message) -> Utterance:
    """The message; what it says of another one stands in brackets, as it is nobody's own words."""
    lines = [line for words in message.lines if (line := one_line(words))]
    if _ABOUT.match(lines[0]):
        lines[0] = "[" + lines[0].replace("[", "(").replace("]", ")") + "]"
    return Utterance(message.name, " ".join([CHAT, *lines]), message.time)


def _moved(message: Utterance, started: int) -> Utterance:
    time = (message.start or 0) - started
    # a recording may go on past midnight
    time += DAY if time < -DAY // 2 else 0
    return msgspec.structs.replace(message, start=time)


def _refuse_outside(messages: Sequence[Utterance], end: int, started: int | None) -> None:
    outside = [m.start for m in messages if m.start is not None and not -_SLACK <= m.start <= end + _SLACK]
    if outside and (started is None or len(outside) == len(messages)):
        raise ProblemsError(
            f"{count(len(outside), 'message')} of the chat lie outside of the recording, which ends at "
            f"{clock(end)}.",
            hint="Say at which time of day the recording began, such as --chat-start 10:02:00.",
        )


def _merged(turns: Iterable[Utterance], messages: Iterable[Utterance]) -> Iterator[Utterance]:
    # sorting keeps the order of messages of one time
    waiting = sorted(messages, key=lambda message: message.start or 0)
    for turn in turns:
        while waiting and turn.start is not None and (waiting[0].start or 0) < turn.start:
            yield _from_start(waiting.pop(0))
        yield turn
    yield from map(_from_start, waiting)


def _from_start(message: Utterance) -> Utterance:
    """The message, at the recording's start when it was written before."""
    return msgspec.structs.replace(message, start=max(message.start or 0, 0))


LAYOUT = Layout("zoom-chat", "Zoom chat", _recognise, _read)
