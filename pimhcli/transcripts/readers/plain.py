"""Plain text: one paragraph a line, each turn starting with the speaker's name and a colon."""

from __future__ import annotations

from pimhcli.decoding import decode
from pimhcli.transcripts.drafts import Draft, from_paragraphs
from pimhcli.transcripts.readers.layouts import Layout, Source


def source(data: bytes, file: str) -> Source:
    """A text file of any usual encoding, one paragraph a line.

    Args:
        data: the whole file.
        file: its name, for messages.

    Raises:
        ProblemsError: the file is no text.
    """
    decoded = decode(data, file)
    lines = tuple(line.removeprefix("# ") for line in decoded.text.split("\n"))
    return Source(file, f"text ({decoded.encoding})", lines)


def _recognise(_source: Source) -> str:
    return "names and colons at the start of paragraphs"


def _read(source: Source, known: frozenset[str]) -> Draft:
    front, said = from_paragraphs(source.paragraphs, known)
    return Draft("", "", tuple(front), tuple(said))


LAYOUT = Layout("plain", "Plain transcript", _recognise, _read)
