"""Plain text: one paragraph a line, each turn starting with the speaker's name and a colon."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.decoding import decode
from pimhcli.errors import ProblemsError
from pimhcli.transcripts.drafts import Draft
from pimhcli.transcripts.readers import numbers
from pimhcli.transcripts.readers.heads import gathered, lines_of
from pimhcli.transcripts.readers.labels import Labels, taken_for_words
from pimhcli.transcripts.readers.layouts import Layout, Source
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Sequence

_WEB_PAGE = re.compile(rb"[\s\xef\xbb\xbf]{0,100}<(?:!doctype\s+html|html)\b", re.IGNORECASE)

_PAGE = re.compile(
    r"\s*(?:page|seite|página|pagina|sida|side)\s+(\d{1,4})(?:\s*(?:/|of|von|de|di|av|af|sur)\s*\d{1,4})?\s*",
    re.IGNORECASE,
)


def source(data: bytes, file: str) -> Source:
    """A text file of any usual encoding, one paragraph a line.

    Args:
        data: the whole file.
        file: its name, for messages.

    Raises:
        ProblemsError: the file is no text, or a web page.
    """
    if _WEB_PAGE.match(data):
        raise ProblemsError(
            f"{file} is a web page, not a transcript.",
            hint="Open it in a browser, copy the text into a document, save that as .docx, and add it.",
        )
    decoded = decode(data, file)
    lines = tuple(line.removeprefix("# ") for line in decoded.text.split("\n"))
    return Source(file, f"text ({decoded.encoding})", lines)


def draft_of(lines: Sequence[str], known: frozenset[str], notes: Sequence[str] = ()) -> Draft:
    """The draft of lines that follow the focus-group rule.

    Args:
        lines: blank ones included, so that they can be counted.
        known: folded names of participants and moderators, which are always speakers.
        notes: what is to be said of the draft besides.
    """
    lines, pages = _without_pages(lines)
    lines, numbered = numbers.named(lines)
    labels = Labels(lines, known)
    front, said = gathered((line, labels.head(i)) for i, line in enumerate(lines))
    words = taken_for_words(sorted([*labels.taken, *numbers.left(lines)]))
    return Draft("", "", front, said, notes=(*notes, *pages, *numbered, *words))


def _without_pages(lines: Sequence[str]) -> tuple[Sequence[str], tuple[str, ...]]:
    """The lines with blank ones in the place of ``Page 2 of 12`` and its like, and the note on them."""
    pages = {i: int(found[1]) for i, line in enumerate(lines) if (found := _PAGE.fullmatch(line))}
    numbers = list(pages.values())
    if not pages or numbers != sorted(set(numbers)):
        return lines, ()
    kept = ["" if i in pages else line for i, line in enumerate(lines)]
    return kept, (f"Left out: {count(len(pages), 'page number')}.",)


def _recognise(_source: Source) -> str:
    return "names and colons at the start of paragraphs"


def _read(source: Source, known: frozenset[str]) -> Draft:
    return draft_of(lines_of(source), known)


LAYOUT = Layout("plain", "Plain transcript", _recognise, _read)
