"""Rich text (.rtf), as WordPad, TextEdit and older programs write it: every paragraph in order."""

from __future__ import annotations

import re

from pimhcli.errors import ProblemsError
from pimhcli.transcripts.readers.layouts import Source
from pimhcli.transcripts.readers.word import refuse_huge

MARK = b"{\\rtf"  # what the file starts with
# the library writes a stroke between cells and two line ends at a paragraph
_CELLS = re.compile(r"\\(?:nest)?cell(?![a-z])")


def read(data: bytes, file: str) -> Source:
    """An .rtf, one paragraph for each of its lines.

    Args:
        data: the whole file.
        file: its name, for messages.

    Raises:
        ProblemsError: the file is damaged, or far larger than any transcript.
    """
    from striprtf.striprtf import rtf_to_text

    refuse_huge(len(data), file)
    marked = _CELLS.sub(r"\\tab", data.decode("latin-1"))
    try:
        text = _with_whole_characters(str(rtf_to_text(marked, errors="replace")))  # type: ignore[no-untyped-call]
    except (ValueError, TypeError, OverflowError, LookupError, RecursionError) as error:
        raise ProblemsError(
            f"{file} is not a rich text that can be read; it is damaged.",
            hint="Open it in Word, save it as .docx, and add that.",
        ) from error
    return Source(
        file, "rich text", tuple(line.rstrip("\t") for line in text.replace("\x00", "").split("\n"))
    )


def _with_whole_characters(text: str) -> str:
    """The text with each pair of halves, as the format writes an emoji, made one character."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
