"""Plain text: one paragraph a line, each turn starting with the speaker's name and a colon."""

from __future__ import annotations

from pimhcli.decoding import decode
from pimhcli.transcripts.drafts import Draft, from_paragraphs


def read(data: bytes, file: str, known: frozenset[str]) -> Draft:
    """Reads a text file of any usual encoding by the focus-group rule.

    Args:
        data: the whole file.
        file: its name, for messages.
        known: folded names of participants and moderators.
    """
    decoded = decode(data, file)
    lines = [line.removeprefix("# ") for line in decoded.text.split("\n")]
    return from_paragraphs(lines, f"plain text ({decoded.encoding})", known)
