"""Files as people really have them: what is made of each stands beside it, in the folder ``awkward``."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.oxml import parse_xml

from pimhcli.errors import ProblemsError
from pimhcli.transcripts import readers
from pimhcli.transcripts.drafts import stored
from pimhcli.transcripts.roster import Cast

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).parent / "awkward"
KNOWN = Cast(participants=("PX1", "PX2", "PX3")).known
TALK = "Moderator: “So”, what happened – anything?\nPX1: It’s €5, naïve.\nModerator: Why: because?\n"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def written(*paragraphs: str) -> bytes:
    document = Document()
    for words in paragraphs:
        document.add_paragraph(words)
    return saved(document)


def saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]  # python-docx tells no types
    return stream.getvalue()


def table() -> bytes:
    document = Document()
    document.add_paragraph("Focus group 1")
    rows = [("PX1", "One: yes."), ("PX2", "Two."), ("Anna Smith", "Three?"), ("PX1", "Four.")]
    cells = document.add_table(len(rows), 3)
    for number, (name, words) in enumerate(rows):
        for cell, text in zip(cells.rows[number].cells, (f"00:0{number}", name, words), strict=True):
            cell.text = text
    return saved(document)


def tracked_changes() -> bytes:
    document = Document()
    document.add_paragraph("Moderator: Hello.")
    kept = '<w:r><w:t xml:space="preserve">PX1: I </w:t></w:r>'
    gone = '<w:del w:id="1" w:author="A"><w:r><w:delText>never </w:delText></w:r></w:del>'
    come = '<w:ins w:id="2" w:author="A"><w:r><w:t>always came.</w:t></w:r></w:ins>'
    document.element.body.insert(1, parse_xml(f"<w:p {WORD}>{kept}{gone}{come}</w:p>"))
    return saved(document)


def text_box() -> bytes:
    document = Document()
    document.add_paragraph("Moderator: Hello.")
    boxed = "<w:txbxContent><w:p><w:r><w:t>PX2: In a box.</w:t></w:r></w:p></w:txbxContent>"
    run = f"<w:r><w:t>PX1: Outside.</w:t></w:r><w:r><w:pict>{boxed}</w:pict></w:r>"
    document.element.body.insert(1, parse_xml(f"<w:p {WORD}>{run}</w:p>"))
    return saved(document)


def two_hundred_speakers() -> bytes:
    return "".join(f"Speaker {n}: I am number {n}.\n" for n in range(1, 201)).encode()


def pages() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("Index/Document.iwa", b"PX1: one")
    return stream.getvalue()


def a_long_turn() -> bytes:
    return f"PX1: {'word ' * 2_000}\nPX2: So.\n".encode()


MADE: dict[str, Callable[[], bytes]] = {
    "carriage-returns.txt": lambda: TALK.replace("\n", "\r").encode(),
    "utf-16.txt": lambda: TALK.encode("utf-16"),
    "windows-1252.txt": lambda: TALK.encode("cp1252"),
    "byte-order-mark.txt": lambda: TALK.encode("utf-8-sig"),
    "two-hundred-speakers.txt": two_hundred_speakers,
    "a-long-turn.txt": a_long_turn,
    "web-page.htm": lambda: b"<!DOCTYPE html>\n<html><body><p>PX1: one</p></body></html>\n",
    "pages.pages": pages,
    "control-characters.txt": lambda: b"PX1: one\x07\nPX2: two\n",
    "table.docx": table,
    "tracked-changes.docx": tracked_changes,
    "text-box.docx": text_box,
    "rev.docx": lambda: written("Maya Byrne (00:03):", "Thanks: all.", "Tom (00:06):", "I nearly missed it."),
    "teams.docx": lambda: written(
        "Focus group 1",
        "Maya Byrne started transcription",
        "Maya Byrne   0:03\nThanks for coming,\neveryone.",
        "Tom O'Shea   0:06\nI nearly missed it: the bus.",
        "Maya Byrne stopped transcription",
    ),
    "no-speaker.docx": lambda: written("Only words.", "And a question: none."),
}
FILES = [*sorted(path.name for path in FOLDER.glob("*.txt")), *MADE]


def outcome(data: bytes, name: str) -> str:
    """What a file is taken for, what is noted, and what the study would keep; or why it is refused."""
    try:
        draft = readers.read(data, name, KNOWN)
    except ProblemsError as error:
        return f"refused: {error.message}\n{error.hint}\n"
    notes = "".join(f"note: {note}\n" for note in draft.notes)
    return f"{draft.format}: {draft.reason}\n{notes}\n{stored(draft)}"


@pytest.mark.parametrize("name", FILES)
def test_an_awkward_file_becomes_what_stands_beside_it(name: str, pytestconfig: pytest.Config) -> None:
    data = MADE[name]() if name in MADE else (FOLDER / name).read_bytes()
    expected = FOLDER / f"{name}.expected"
    found = outcome(data, name)
    if pytestconfig.getoption("--update-golden"):
        expected.write_bytes(found.encode())
    assert found == expected.read_bytes().decode()


def test_each_expected_outcome_has_its_file() -> None:
    assert sorted(path.name for path in FOLDER.glob("*.expected")) == sorted(f"{n}.expected" for n in FILES)
