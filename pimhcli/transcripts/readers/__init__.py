"""Readers of transcripts, one file a format; this one picks the reader by what the file holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli import archives
from pimhcli.errors import ProblemsError, UsageError
from pimhcli.folding import did_you_mean, fold_name
from pimhcli.transcripts.readers import plain, word

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.transcripts.drafts import Draft
    from pimhcli.transcripts.readers.layouts import Layout, Source

# The first that knows a source reads it: what cannot be mistaken stands first, the plain rule last
LAYOUTS: tuple[Layout, ...] = (plain.LAYOUT,)


class Wish(msgspec.Struct, frozen=True):
    """How a file is to be read.

    Args:
        layout: the name of a layout; empty to find out by what the file holds.
        pattern: how a turn is written, such as ``{time} {speaker}: {text}``; empty for none.
    """

    layout: str = ""
    pattern: str = ""


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
    source = _source(data, file)
    layout, reason = _layout(source, wish or Wish())
    draft = layout.read(source, known)
    if not draft.utterances:
        raise ProblemsError(
            f"{file}: no speaker was found.",
            hint="Each turn should start a paragraph with a name and a colon, such as `PX2: I think …`.",
        )
    return msgspec.structs.replace(draft, format=f"{layout.title}, {source.kind}", reason=reason)


def _layout(source: Source, wish: Wish) -> tuple[Layout, str]:
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
    return _reader(data, file)(data, file)


def _reader(data: bytes, file: str) -> Callable[[bytes, str], Source]:
    if data.startswith(archives.ZIP):
        return word.read
    if data.startswith(archives.OLD_OFFICE):
        raise ProblemsError(
            f"{file} is an old Word document (.doc), or one with a password.",
            hint="Open it in Word and save it as .docx, without a password; then add that.",
        )
    if not data.strip():
        raise ProblemsError(f"{file} is empty.", hint="Check that you named the right file.")
    return plain.source
