"""What may tell who somebody is stands out; what is said every day does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.transcripts.pseudonym_key import Entry, Key
from pimhcli.transcripts.traces import Tracer

KEY = Key((Entry("Maya Byrne", "Anna Bright"), Entry("Will", "PX2"), Entry("Elm View Clinic", "[clinic]")))
TRACER = Tracer(KEY, ("PX1", "Dr Reed", "Staff Movement"))
GERMAN = "also hat die Mutter mit dem Arzt und der Hebamme die Lage besprochen und das Kind war bei der Oma, "


def found(text: str, *, spoken: bool = False) -> list[tuple[str, str]]:
    return [(trace.kind, trace.words) for trace in TRACER.traces(text, spoken=spoken)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("we asked maya byrne then", "name", "maya byrne"),
        ("we asked Maya then", "part", "Maya"),
        ("Byrne's idea", "part", "Byrne"),
        ("Will you come?", "perhaps", "Will"),
        ("at a.b+c@hse.example, or", "e-mail", "a.b+c@hse.example"),
        ("ring 087 123 4567.", "phone", "087 123 4567"),
        ("ring 0207 946 0000", "phone", "0207 946 0000"),
        ("ring +353 (0)87 1234567", "phone", "+353 (0)87 1234567"),
        ("ring (555) 123-4567", "phone", "(555) 123-4567"),
        ("her number, 943 476 5919", "number", "943 476 5919"),
        ("chart 1234567 says", "number", "1234567"),
        ("see https://x.example/a?b=c.", "web", "https://x.example/a?b=c"),
        ("it is @somebody, on", "handle", "@somebody"),
        ("on 14 May, then", "date", "14 May"),
        ("on 14/05/2025.", "date", "14/05/2025"),
        ("born May 14th, 2025", "date", "May 14th, 2025"),
        ("on 2025-05-14", "date", "2025-05-14"),
        ("on the 3rd of June 1980", "date", "3rd of June 1980"),
        ("she is 94 years old", "age", "94"),
        ("he died aged 101", "age", "101"),
        ("we live in Ballymun now", "place", "Ballymun"),
        ("it was the St James Hospital car park", "place", "St James Hospital"),
        ("to SW1A 1AA, then", "place", "SW1A 1AA"),
        ("I asked Mary O'Shea there", "capital", "Mary O'Shea"),
        ("and Ludwig van der Berg came", "capital", "Ludwig van der Berg"),
        ("Hector told me", "capital", "Hector"),
        ("and Mark said", "capital", "Mark"),
    ],
)
def test_a_trace_is_found_with_its_kind(text: str, kind: str, words: str) -> None:
    assert found(text) == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "I think I’d go on Monday, in May, with the NHS and two GPs. Absolutely! Yes.",
        "At 17:30, or 00:03:12.120, in 2025, 1,000,000 euro and 1234.56.",
        "So it was PX1 and Dr Reed, on Staff Movement. And Anna Bright, PX2.",
        "We said so [laughs] Still, it was. “Go home,” she said. XXXXXX XXXX did.",
        "the view from the clinic",
        "The Group met, and the group left with the Group.",
        "she was 34 years old",
    ],
)
def test_what_tells_of_nobody_is_left_out(text: str) -> None:
    assert found(text) == []


def test_a_name_met_within_a_sentence_is_met_at_the_start_of_one_too() -> None:
    assert found("So Hector came. Hector left.") == [("capital", "Hector"), ("capital", "Hector")]


def test_labels_of_speakers_that_are_names_are_told() -> None:
    others = "PX1: No.\nSpeaker 2: Yes.\nP7: No.\nObserver: X.\n"
    text = f"# Interviewer: me\nConor: Hi.\n[00:00:03.120] Conor: So?\n{others}"
    assert found(text, spoken=True) == [("label", "Conor"), ("label", "Conor")]
    assert [text[t.start : t.end] for t in TRACER.traces(text, spoken=True)] == ["Conor", "Conor"]


@pytest.mark.parametrize("text", [GERMAN * 20, "그래서 우리는 같이 갔어요 " * 5])
def test_where_capitals_tell_nothing_they_are_left_out(text: str) -> None:
    assert not TRACER.capitals(text).tell
    assert found(text) == []


def test_labels_of_two_words_do_not_make_capitals_tell_nothing() -> None:
    text = "".join(f"Anna Reed: It was so for us {n}, I think.\n" for n in range(30))
    text += "John Cole: We met Hector then.\n"
    assert TRACER.capitals(text).tell is False
    assert TRACER.capitals(text, spoken=True).tell is True
    assert ("capital", "Hector") in found(text, spoken=True)


def test_a_title_alone_tells_of_nobody() -> None:
    assert found("it was Herr and Sister, then Frau Schmidt") == [("capital", "Frau Schmidt")]


def test_without_a_key_forms_and_capitals_are_found() -> None:
    assert [trace.words for trace in Tracer().traces("we asked Maya on 14 May")] == ["Maya", "14 May"]


@given(st.text(st.sampled_from("Maya Byrne.,:\n@0123456789-/'’éLIVx[]")))
def test_traces_lie_in_the_text_in_order_and_apart(text: str) -> None:
    traces = TRACER.traces(text, spoken=True)
    ends = [0, *(trace.end for trace in traces)]
    assert all(end <= trace.start < trace.end for end, trace in zip(ends, traces, strict=False))
    assert all(text[trace.start : trace.end] == trace.words for trace in traces)
