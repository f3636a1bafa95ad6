"""Each program's layout is known by what the file holds, and gives the right speakers, words and times."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pimhcli.transcripts import readers
from pimhcli.transcripts.drafts import stored
from pimhcli.transcripts.readers import Wish
from pimhcli.transcripts.turns import parse

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLES = Path(__file__).parent / "samples"
LAYOUTS = {
    "agency.txt": "Express Scribe or an agency",
    "descript.md": "Descript",
    "f4.txt": "f4 or MAXQDA, with times",
    "focus_group.txt": "Plain transcript",
    "maxqda_print.txt": "MAXQDA's print",
    "meet.txt": "Google Meet",
    "nvivo.txt": "NVivo",
    "otter.txt": "Otter",
    "rev.txt": "Rev",
    "sonix.txt": "Sonix",
    "teams.txt": "Teams",
    "trint.txt": "Trint, or a transcript with times in front",
    "trint_names_above.txt": "Trint, or a transcript with times in front",
    "zoom_captions.txt": "Captions saved in Zoom",
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_sample_is_taken_for_what_it_is(name: str) -> None:
    draft = readers.read((SAMPLES / name).read_bytes(), name)
    assert draft.format == f"{LAYOUTS[name]}, text (utf-8)"


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_sample_becomes_the_turns_of_its_golden_file(name: str, golden: Callable[[str, str], None]) -> None:
    draft = readers.read((SAMPLES / name).read_bytes(), name)
    golden(f"transcripts/{name}.txt", stored(draft))


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_is_stored_of_a_sample_has_the_turns_that_were_read(name: str) -> None:
    draft = readers.read((SAMPLES / name).read_bytes(), name)
    turns = parse(stored(draft)).turns
    assert [(turn.speaker, turn.text) for turn in turns] == [(u.speaker, u.text) for u in draft.utterances]


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_is_stored_of_a_sample_reads_as_itself(name: str) -> None:
    text = stored(readers.read((SAMPLES / name).read_bytes(), name))
    assert stored(readers.read(text.encode(), "fg1.txt")) == text


def test_a_layout_may_be_named_against_what_the_file_looks_like() -> None:
    data = (SAMPLES / "otter.txt").read_bytes()
    draft = readers.read(b"PX1: one\n" + data, "fg1.txt", wish=Wish(layout="Plain"))
    assert (draft.reason, draft.utterances[0].speaker) == ("as you said", "PX1")


def test_a_file_of_one_turn_is_known_as_well() -> None:
    assert readers.read(b"Maya Byrne  0:03  \nThanks.\n", "fg1.txt").utterances[0].start == 3000


def test_the_pieces_of_a_broken_turn_are_kept() -> None:
    draft = readers.read(b"Maya  0:03\nOne.\n\nMaya  0:09\nTwo.\n\nTom  0:12\nThree.\n", "fg1.txt")
    assert [said.text for said in draft.utterances] == ["One. Two.", "Three."]
    assert [cue.start for cue in draft.cues] == [3000, 9000, 12000]
