"""Files of oTranscribe (.otr): JSON with the transcript as HTML, in which times are marked."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import msgspec

from pimhcli.transcripts.readers import plain
from pimhcli.transcripts.readers.json_text import as_type, loaded, looks_like_json, milliseconds_of
from pimhcli.transcripts.readers.layouts import Layout, Source
from pimhcli.transcripts.times import CLOCK, clock
from pimhcli.transcripts.turns import label_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.transcripts.drafts import Draft

_STAMP = re.compile(
    r"<span\s[^<>]{0,200}?data-timestamp=[\"']?(?P<seconds>\d{1,7}(?:\.\d{1,30})?)[^<>]{0,200}>[^<>]*</span>",
    re.IGNORECASE,
)
_LINE_END = re.compile(r"</(?:p|div|li)>|<br\s?/?>|\n", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_LEADING = re.compile(rf"(?:\[{CLOCK}\]\s*)+")
_ALONE = re.compile(rf"\[{CLOCK}\]")


class _File(msgspec.Struct):
    text: str = ""


def _recognise(source: Source) -> str:
    start = source.text[:1_000_000]
    marked = '"media-time"' in start or 'class=\\"timestamp\\"' in start or "data-timestamp" in start
    marked = marked or '"media-time"' in source.text[-1000:]
    return "JSON with the text as HTML" if looks_like_json(source) and marked else ""


def _read(source: Source, known: frozenset[str]) -> Draft:
    text = as_type(loaded(source), _File, source).text
    return plain.draft_of(list(_paragraphs(text)), known)


def _paragraphs(text: str) -> Iterator[str]:
    """The lines of the HTML, times in brackets before the names; one on its own line is the next line's."""
    waiting = ""
    for line in _LINE_END.split(_STAMP.sub(_bracketed, text)):
        words = html.unescape(_TAG.sub("", line)).replace("\xa0", " ").strip()
        if _ALONE.fullmatch(words):
            waiting = words
        elif words:
            yield _time_first(words if words.startswith("[") else f"{waiting} {words}".strip())
            waiting = ""


def _bracketed(stamp: re.Match[str]) -> str:
    return f"[{clock(milliseconds_of(float(stamp['seconds'])) or 0)}] "


def _time_first(words: str) -> str:
    """A time behind the name stands before it: ``Maya: [00:00:03] Hello.`` is ``[00:00:03] Maya: Hello.``."""
    label = label_of(words)
    stamp = label and not label.time and _LEADING.match(words, label.end)
    return f"{stamp[0].strip()} {words[: label.end]}{words[stamp.end() :]}" if label and stamp else words


LAYOUT = Layout("otranscribe", "oTranscribe", _recognise, _read)
