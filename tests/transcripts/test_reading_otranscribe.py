"""Files of oTranscribe: where the times stand, and what of the HTML is words."""

from __future__ import annotations

import json

import pytest

from pimhcli.errors import ProblemsError
from pimhcli.transcripts import readers
from pimhcli.transcripts.drafts import Draft, Utterance


def stamp(seconds: float) -> str:
    return f'<span class="timestamp" contenteditable="false" data-timestamp="{seconds}">0:00</span>'


def read(html: str) -> Draft:
    text = json.dumps({"text": html, "media": "fg1.mp3", "media-time": 9.0})
    return readers.read(text.encode(), "fg1.otr")


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{stamp(1.5)}Nora: Yes.</p>",
        f"<p>{stamp(1.5)}&nbsp;Nora: Yes.</p>",
        f"<p>Nora: {stamp(1.5)}Yes.</p>",
        f"<p>{stamp(1.5)}</p><p>Nora: Yes.</p>",
        f"{stamp(1.5)}<br>Nora: Yes.",
        f"<div>{stamp(1.50000001)}<b>Nora</b>: <i>Yes.</i></div>",
    ],
)
def test_the_time_may_stand_before_the_name_behind_it_or_above(html: str) -> None:
    assert read(html).utterances == (Utterance("Nora", "Yes.", 1500),)


def test_a_time_within_the_words_stays_there_in_brackets() -> None:
    assert read(f"<p>Nora: Yes. {stamp(61)}No.</p>").utterances[0].text == "Yes. [00:01:01] No."


def test_a_line_break_goes_on_with_the_turn() -> None:
    assert read("<p>Nora: Yes.<br />No.</p><p>1 &lt; 2</p>").utterances[0].text == "Yes. No. 1 < 2"


def test_a_file_that_ends_early_is_refused_with_the_line() -> None:
    with pytest.raises(ProblemsError, match=r"fg1\.otr, line 1, column 9: this is no whole JSON"):
        readers.read(b'{"text":"<p><span class=\\"timestamp\\" data-timestamp=\\"1\\">', "fg1.otr")
