"""Readers of transcripts, one file a format; this one picks the reader by what the file holds."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

import msgspec

from pimhcli import archives
from pimhcli.errors import ProblemsError, UsageError
from pimhcli.folding import did_you_mean, fold_name
from pimhcli.transcripts.drafts import Draft, Utterance, one_line, tidied
from pimhcli.transcripts.readers import (
    agency,
    descript,
    f4,
    maxqda,
    meet,
    nvivo,
    nvivo_table,
    opendocument,
    otranscribe,
    otter,
    pattern,
    plain,
    refused,
    rev,
    rich_text,
    sonix,
    srt,
    table,
    teams,
    trint,
    vtt,
    whisper,
    whisper_table,
    word,
    zoom_captions,
    zoom_chat,
)
from pimhcli.transcripts.roster import is_of_a_program
from pimhcli.wording import count, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pimhcli.transcripts.readers.layouts import Layout, Source

# The first that knows a source reads it: what cannot be mistaken stands first, the plain rule last
LAYOUTS: tuple[Layout, ...] = (
    vtt.LAYOUT,
    srt.LAYOUT,
    otranscribe.LAYOUT,
    whisper.LAYOUT,
    whisper_table.LAYOUT,
    nvivo_table.LAYOUT,
    zoom_chat.LAYOUT,
    descript.LAYOUT,
    rev.LAYOUT,
    zoom_captions.LAYOUT,
    sonix.LAYOUT,
    f4.LAYOUT,
    meet.LAYOUT,
    trint.LAYOUT,
    teams.LAYOUT,
    otter.LAYOUT,
    maxqda.LAYOUT,
    nvivo.LAYOUT,
    agency.LAYOUT,
    table.LAYOUT,
    plain.LAYOUT,
)

# so many blanks in a row mean nothing, and would make a pattern of blanks try each of them
_CHASM = re.compile(r"[^\S\n]{100,}")
_SHOWN = 3  # headings that a note names
_MOST = 200  # headings that are looked for
_MUCH = 20  # paragraphs before the first turn; some forms have as many


class Wish(msgspec.Struct, frozen=True):
    """How a file is to be read.

    Args:
        layout: the name of a layout; empty to find out by what the file holds.
        pattern: how a turn is written, such as ``{time} {speaker}: {text}``; empty for none.
        unidentified: whether a file that names nobody is read none the less, as the words of one speaker.
    """

    layout: str = ""
    pattern: str = ""
    unidentified: bool = False


def read(data: bytes, file: str, known: frozenset[str] = frozenset(), wish: Wish | None = None) -> Draft:
    """Reads a transcript of any known format.

    Args:
        data: the whole file.
        file: its name, for messages.
        known: folded names of participants and moderators.
        wish: how it is to be read; None to find out.

    Raises:
        ProblemsError: the file is of no known format, or no speaker can be found in it.
        UsageError: there is no layout of the name, or the pattern is none.
    """
    wish = wish or Wish()
    source = _source(data, file)
    layout, reason = _layout(source, wish)
    draft = layout.read(source, known)
    draft = msgspec.structs.replace(
        draft, format=f"{draft.format or layout.title}, {source.kind}", reason=draft.reason or reason
    )
    draft = tidied(_with_speakers(draft, file, wish))
    about = chain(_about_headings(draft, source), _about_front(draft), _about_labels(draft, known))
    return msgspec.structs.replace(draft, notes=(*draft.notes, *about))


def read_chat(data: bytes, file: str) -> Draft:
    """The messages of a chat that Zoom saved, for ``zoom_chat.with_chat``.

    Args:
        data: the whole file.
        file: its name, for messages.

    Raises:
        ProblemsError: no message was found.
    """
    return zoom_chat.read_chat(_source(data, file))


def _with_speakers(draft: Draft, file: str, wish: Wish) -> Draft:
    """The draft, if it names somebody; one that names nobody only where that is wished."""
    if any(said.speaker for said in draft.utterances):
        return draft
    if draft.utterances and wish.unidentified:
        return draft
    if draft.front and wish.unidentified:
        paragraphs = tuple(Utterance("", words) for words in draft.front)
        return msgspec.structs.replace(draft, front=(), utterances=paragraphs)
    raise _nobody(draft, file)


def _nobody(draft: Draft, file: str) -> ProblemsError:
    tried = f"It was read as {draft.format} ({draft.reason})."
    if draft.utterances:
        hint = "It tells what was said and not by whom: look for an export with the speakers' names."
    else:
        hint = "Each turn should start a paragraph with a name and a colon, such as `PX2: I think …`."
    return ProblemsError(
        f"{file}: no speaker was found. {tried}",
        hint=f"{hint} With --unidentified all of it becomes the words of one speaker, 'Unidentified'.",
    )


def _about_headings(draft: Draft, source: Source) -> Iterator[str]:
    """A heading between two turns is nobody's words, and stands at the end of the first one's."""
    headings = filter(None, map(one_line, dict.fromkeys(source.headings[:_MOST])))
    every = "\n".join(said.text for said in draft.utterances)
    among = [words for words in headings if f" {words}" in every]
    if among:
        shown = ", ".join(f"'{shortened(words)}'" for words in among[:_SHOWN])
        more = f" and {len(among) - _SHOWN:,} more" if len(among) > _SHOWN else ""
        yield f"Headings became words of the turns before them: {shown}{more}. Take out what nobody said."


def _about_front(draft: Draft) -> Iterator[str]:
    if len(draft.front) > max(len(draft.utterances), _MUCH):
        paragraphs = count(len(draft.front), "paragraph")
        yield f"{paragraphs} stand before the first turn, more than turns: if that is wrong, see --pattern."


def _about_labels(draft: Draft, known: frozenset[str]) -> Iterator[str]:
    labels = dict.fromkeys(said.speaker for said in draft.utterances)
    told = [name for name in labels if is_of_a_program(name) and fold_name(name) not in known]
    if told:
        yield f"Labels such as {told[0]} are mostly a program's, which told the voices apart: check them."


def _layout(source: Source, wish: Wish) -> tuple[Layout, str]:
    if wish.pattern:
        layout = pattern.layout(wish.pattern)
        return layout, layout.recognise(source)
    if wish.layout:
        return named(wish.layout), "as you said"
    found = ((layout, layout.recognise(source)) for layout in LAYOUTS)
    return next((layout, reason) for layout, reason in found if reason)


def named(words: str) -> Layout:
    """The layout of a name, in any spelling.

    Raises:
        UsageError: there is none.
    """
    known = {fold_name(layout.name): layout for layout in LAYOUTS}
    if fold_name(words) not in known:
        every = [layout.name for layout in LAYOUTS]
        hint = did_you_mean(words, every) or f"There are: {', '.join(every)}."
        raise UsageError(f"There is no format '{words}'.", hint=hint)
    return known[fold_name(words)]


def _source(data: bytes, file: str) -> Source:
    refused.refuse(data, file)
    source = _reader(data)(data, file)
    if not any(map(_CHASM.search, source.paragraphs)):
        return source
    paragraphs = tuple(_CHASM.sub("  ", words) for words in source.paragraphs)
    return msgspec.structs.replace(source, paragraphs=paragraphs)


def _reader(data: bytes) -> Callable[[bytes, str], Source]:
    if data.startswith(rich_text.MARK):
        return rich_text.read
    if not data.startswith(archives.ZIP):
        return plain.source
    return opendocument.read if opendocument.is_one(data) else word.read
