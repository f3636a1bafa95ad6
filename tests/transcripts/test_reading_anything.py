"""Whatever a file holds, reading it gives a draft or a refusal, and no word of a transcript is lost."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from hypothesis import assume, example, given
from hypothesis import strategies as st

from pimhcli.errors import PimhError
from pimhcli.transcripts import readers
from pimhcli.transcripts.drafts import Draft, stored
from pimhcli.transcripts.readers import LAYOUTS, Wish
from pimhcli.transcripts.times import clock
from pimhcli.transcripts.turns import parse

SAMPLES = sorted((Path(__file__).parent / "samples").iterdir())
NAMED = [layout.name for layout in LAYOUTS]
SIGNS = ("：", "\n\n", "  ", "**", "0:03", "00:00:03", "1/2", "\u200f", "😀", *":\n\t []()#-1{}|\\")
PIECES = st.sampled_from((*SIGNS, "Maya", "PX1", "maya", "The point is", "Transcript", "Notes", "word"))
ANY_TEXT = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join))


def read(data: bytes, file: str = "fg1.txt", wish: Wish | None = None) -> Draft | None:
    try:
        draft = readers.read(data, file, frozenset({"px1"}), wish)
    except PimhError:
        return None
    turns = parse(stored(draft)).turns
    assert [(turn.speaker, turn.text) for turn in turns] == [
        (said.speaker, said.text.strip()) for said in draft.utterances
    ]
    return draft


@given(ANY_TEXT)
def test_any_text_is_read_or_refused(text: str) -> None:
    read(text.encode())


@given(ANY_TEXT, st.sampled_from(NAMED))
def test_any_text_in_any_layout_is_read_or_refused(text: str, name: str) -> None:
    read(text.encode(), wish=Wish(layout=name))


@given(ANY_TEXT, ANY_TEXT)
def test_any_text_by_any_pattern_is_read_or_refused(text: str, pattern: str) -> None:
    read(text.encode(), wish=Wish(pattern=f"{{speaker}}: {pattern[:80]} {{text}}"))


@given(st.sampled_from(SAMPLES), st.data())
def test_a_sample_with_a_piece_cut_out_or_put_in_is_read_or_refused(path: Path, data: st.DataObject) -> None:
    text = path.read_text("utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 30, len(text))))
    read((text[:start] + data.draw(ANY_TEXT) + text[end:]).encode())


def odt() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<office:document-content/>")
    return stream.getvalue()


def docx() -> bytes:
    document = Document()
    document.add_paragraph("PX1: One.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


DOCUMENTS = {
    "fg1.odt": odt(),
    "fg1.docx": docx(),
    "fg1.rtf": rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}}\f0 PX1: \u20320? \'ef\par PX2: x}",
}


@pytest.mark.parametrize("file", DOCUMENTS)
@given(data=st.data())
def test_a_document_with_changed_bytes_is_read_or_refused(file: str, data: st.DataObject) -> None:
    changed = bytearray(DOCUMENTS[file])
    for _ in range(data.draw(st.integers(1, 8))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    read(bytes(changed), file)


@example("\\uc")  # a number is missing
@given(st.text(alphabet="\\{}'*u0123456789abcdefnprt ;:", max_size=120))
def test_any_rich_text_is_read_or_refused(marks: str) -> None:
    read(b"{\\rtf1 PX1: one " + marks.encode(), "fg1.rtf")


SPEAKERS = st.sampled_from(["Maya Byrne", "Tom O'Shea", "PX1", "Speaker 2", "Moderator"])
WORDS = st.sampled_from(
    ["I", "came", "(laughs)", "late:", "[inaudible]", "naïve", "//yes//", "3", "point:", "“so”"]
)
TALKS = st.lists(st.tuples(SPEAKERS, st.lists(WORDS, min_size=1, max_size=8)), min_size=6, max_size=12)
FORMS = {
    "agency": "{speaker}:\t{words} [{time}]\n",
    "descript": "[{time}] **{speaker}:** {words}\n\n",
    "f4": "{speaker}: {words} #{time}-0#\n",
    "maxqda": "{number} {speaker}: {words}\n",
    "meet": "{time}\n{speaker}: {words}\n",
    "nvivo": "{time}\n{speaker}: {words}\n",
    "otter": "{speaker}  {time}  \n{words}\n\n",
    "plain": "{speaker}: {words}\n",
    "rev": "{speaker} ({time}):\n{words}\n\n",
    "sonix": "{speaker}: [{time}] {words}\n\n",
    "table": "{time}\t{speaker}\t{words}\n",
    "teams": "{speaker}   {time}\n{words}\n",
    "trint": "[{time}] {speaker}: {words}\n\n",
    "zoom-captions": "[{speaker}] {time}\n{words}\n\n",
}


KNOWN = frozenset({"mayabyrne", "tomo'shea", "px1", "speaker2", "moderator"})


def typed(name: str, talk: list[tuple[str, list[str]]]) -> bytes:
    """A talk as a program would write it down."""
    turns = (
        FORMS[name].format(number=i + 1, speaker=speaker, time=clock(i * 7_000), words=" ".join(words))
        for i, (speaker, words) in enumerate(talk)
    )
    return "".join(turns).encode()


@pytest.mark.parametrize("name", FORMS)
@given(talk=TALKS)
def test_every_word_of_a_talk_is_read_in_its_order(name: str, talk: list[tuple[str, list[str]]]) -> None:
    draft = readers.read(typed(name, talk), "fg1.txt", KNOWN, Wish(layout=name))
    found = [word for said in draft.utterances for word in said.text.split()]
    assert found == [word for _, words in talk for word in words]


@pytest.mark.parametrize("name", FORMS)
@given(talk=TALKS)
def test_no_word_of_a_talk_among_strangers_is_lost(name: str, talk: list[tuple[str, list[str]]]) -> None:
    draft = read(typed(name, talk))
    assert draft
    found = {
        word for line in (*draft.front, *(said.text for said in draft.utterances)) for word in line.split()
    }
    assert found >= {word for _, words in talk for word in words}


@pytest.mark.parametrize("name", FORMS)
@given(talk=TALKS)
def test_every_speaker_of_a_talk_is_read_in_their_order(name: str, talk: list[tuple[str, list[str]]]) -> None:
    # where one speaks twice in a row, some programs have broken a turn
    talk = [one for i, one in enumerate(talk) if not i or one[0] != talk[i - 1][0]]
    assume(len(talk) > 3)
    names = [speaker for speaker, _ in talk]
    draft = readers.read(typed(name, talk), "fg1.txt", KNOWN, Wish(layout=name))
    assert [said.speaker for said in draft.utterances] == names
