"""Files of every data format become the transcripts that their golden files hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.errors import PimhError
from pimhcli.transcripts import readers
from pimhcli.transcripts.drafts import Draft, Utterance, stored
from pimhcli.transcripts.times import milliseconds
from pimhcli.transcripts.turns import parse

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLES = Path(__file__).parent / "samples"
NAMES = (
    "nvivo.csv",
    "nvivo.tsv",
    "otranscribe.otr",
    "subtitles.srt",
    "teams.vtt",
    "whisper.json",
    "whisper.tsv",
    "whispercpp-turns.json",
    "whispercpp.csv",
    "whispercpp.json",
    "whisperx.json",
    "whisperx.srt",
    "zoom-cc.vtt",
    "zoom-chat-new.txt",
    "zoom-chat.txt",
    "zoom.vtt",
)
UNNAMED = ("whisper.json", "whisper.tsv", "whispercpp-turns.json", "zoom-cc.vtt")
SIGNS = '\x00\n\r\t "<>{}[]:,;-.0159aZé👩\u2028\ud800'


def read(name: str, *, unidentified: bool = True) -> Draft:
    return readers.read((SAMPLES / name).read_bytes(), name, wish=readers.Wish(unidentified=unidentified))


def as_read_again(text: str) -> list[Utterance]:
    return [
        Utterance(turn.speaker, turn.text, milliseconds(turn.time), milliseconds(turn.until))
        for turn in parse(text).turns
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_becomes_what_its_golden_file_has(golden: Callable[[str, str], None], name: str) -> None:
    draft = read(name)
    golden(f"transcripts/{name}.txt", stored(draft))


@pytest.mark.parametrize("name", UNNAMED)
def test_a_file_that_names_nobody_is_refused_unless_that_is_wished(name: str) -> None:
    with pytest.raises(PimhError, match=r"no speaker was found\. It was read as ") as caught:
        read(name, unidentified=False)
    assert "--unidentified" in caught.value.hint


@pytest.mark.parametrize("name", NAMES)
def test_what_is_stored_of_a_sample_is_read_again_with_its_speakers_words_and_times(name: str) -> None:
    draft = read(name)
    assert as_read_again(stored(draft)) == list(draft.utterances)


@pytest.mark.parametrize("name", NAMES)
def test_windows_line_ends_change_nothing(name: str) -> None:
    data = (SAMPLES / name).read_bytes().replace(b"\r\n", b"\n")
    wish = readers.Wish(unidentified=True)
    assert readers.read(data.replace(b"\n", b"\r\n"), name, wish=wish) == readers.read(data, name, wish=wish)


def holds(data: bytes, name: str) -> None:
    """Reads a file: it is refused in words, or what is stored of it is read again as it was."""
    try:
        draft = readers.read(data, name, wish=readers.Wish(unidentified=True))
    except PimhError:
        return
    text = stored(draft)
    assert text.encode()
    assert as_read_again(text) == list(draft.utterances)


@given(st.binary(max_size=200), st.sampled_from(["", "WEBVTT\n\n", '{"segments": [', "start,end,text\n"]))
def test_any_bytes_are_read_or_refused_in_words(data: bytes, start: str) -> None:
    holds(start.encode() + data, "any.txt")


@given(st.data())
def test_a_damaged_sample_is_read_or_refused_in_words(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    text = (SAMPLES / name).read_bytes().decode()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 30, len(text))))
    put = data.draw(st.text(st.sampled_from(SIGNS), max_size=6))
    holds((text[:start] + put + text[end:]).encode(errors="surrogatepass"), name)


@given(st.data())
def test_a_sample_that_ends_early_is_read_or_refused_in_words(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    whole = (SAMPLES / name).read_bytes()
    holds(whole[: data.draw(st.integers(0, len(whole)))], name)


def test_a_row_that_ends_before_the_column_of_times_is_a_turn_without_one() -> None:
    rows = "Maya\tOne.\tmore\t0:00:01\nTom\tTwo.\nMaya\tThree.\tmore\t0:00:05\n"
    draft = readers.read(rows.encode(), "fg1.txt", wish=readers.Wish(layout="table"))
    found = [(said.speaker, said.text, said.start) for said in draft.utterances]
    assert found == [("Maya", "One. more", 1000), ("Tom", "Two.", None), ("Maya", "Three. more", 5000)]
