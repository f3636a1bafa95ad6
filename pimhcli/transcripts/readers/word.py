"""Word documents: every paragraph of the body in order, tables, insertions and text boxes included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pimhcli.archives import opened
from pimhcli.documents.word_xml import FALLBACK, W, parsed, words
from pimhcli.errors import ProblemsError
from pimhcli.transcripts.readers.labels import voice
from pimhcli.transcripts.readers.layouts import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 60_000_000  # bytes of XML; a book of 1,000 pages has 10 million


def read(data: bytes, file: str) -> Source:
    """A .docx, paragraph by paragraph; the cells of a table's row that is a turn are one, with tabs between.

    Args:
        data: the whole file.
        file: its name, for messages.

    Raises:
        ProblemsError: the file is no Word document, or one far larger than any transcript.
    """
    document = _document(data, file)
    body = document.element.body
    return Source(file, "Word document", tuple(_paragraphs(body)), tuple(_headings(body, document.styles)))


def _document(data: bytes, file: str) -> Any:  # noqa: ANN401  # python-docx tells no types
    with opened(data, file, "word/document.xml") as archive:
        refuse_huge(archive.getinfo("word/document.xml").file_size, file)
    return parsed(data, file, "Open it in Word, save it as .docx under a new name, and add that.")


def refuse_huge(size: int, file: str) -> None:
    """Refuses a document that is far larger than any transcript.

    Args:
        size: of its text with all marks, in bytes.
        file: its name, for messages.

    Raises:
        ProblemsError: it is.
    """
    if size > LARGEST:
        raise ProblemsError(
            f"{file} holds {size // 1_000_000} MB of text; no transcript is that long.",
            hint="Check that you named the right file; several transcripts in one go into a file each.",
        )


def _paragraphs(body: Any) -> Iterator[str]:  # noqa: ANN401
    # python-docx's own paragraph.text leaves out tracked insertions, content controls and tables:
    # words would be lost without a sound, so the runs are read here
    turns: set[Any] = set()
    for element in body.iter(f"{W}p", f"{W}tr"):
        if any(above.tag == FALLBACK or above in turns for above in element.iterancestors()):
            continue
        if element.tag == f"{W}p":
            yield "".join(words(element))
        elif is_turn(cells := [_cell(cell) for cell in element.findall(f"{W}tc")]):
            turns.add(element)
            yield "\t".join(" ".join(filter(None, cell)) for cell in cells)


def _headings(body: Any, styles: Any) -> Iterator[str]:  # noqa: ANN401
    # a style may have any id, while the name of a built-in one is English in every language
    ids = {style.style_id for style in styles if (style.name or "").lower().startswith("heading")}
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") in ids:
            yield "".join(words(paragraph))


def is_turn(cells: list[list[str]]) -> bool:
    """Whether a table's row is one turn, rather than a layout of the page with whole talks in its cells.

    Args:
        cells: the paragraphs of each.
    """
    return len(cells) > 1 and all(sum(voice(said) is not None for said in cell) < 2 for cell in cells)


def _cell(cell: Any) -> list[str]:  # noqa: ANN401
    paragraphs = (p for p in cell.iter(f"{W}p") if not any(a.tag == FALLBACK for a in p.iterancestors()))
    return [" ".join("".join(words(paragraph)).split()) for paragraph in paragraphs]
