"""A quote is found where it stands: to the letter, or but for white space, quotation marks and dashes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from pimhcli.transcripts.quotes import Finder, Place
from pimhcli.transcripts.turns import parse

TALK = """\
# Coping
Moderator: How do you cope with it?
PX1: We cope – “somehow” – it’s hard, no, no, no.
PX2: We cope.
PX1: Café society\u00a0again; a family 👨‍👩‍👧 there.
PX3: שלום לכולם, we cope too.
"""

# Short words of few letters, so that quotes stand in several places and begin and end within words
pieces = st.sampled_from(
    [
        "a",
        "b",
        "ab",
        "aba",
        "é",
        "e\u0301",
        "👩‍👧",
        "שלום",
        " ",
        "  ",
        "\u00a0",
        "\n",
        ",",
        "’",
        "“",
        "–",
        "-",
    ]
)
talks = st.lists(pieces, min_size=1, max_size=40).map(lambda found: f"PX1: {''.join(found)}\nPX2: ab a\n")
OTHERS = {
    "“": '"', "”": "„", '"': "«", "’": "'", "'": "‘", "–": "-", "—": "–", "-": "−", " ": "\u2009",
    "\n": " ", "\u00a0": " ",
}  # fmt: skip
OTHER_MARKS = str.maketrans(OTHERS)


def finder(text: str) -> Finder:
    return Finder(parse(text, "fg1"))


def found(quote: str, turn: int | None = None, text: str = TALK) -> list[str]:
    return [text[place.start : place.end] for place in finder(text).places(quote, turn)]


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, int, int]:
    """A transcript, and a span of it that is not bounded by white space."""
    text = draw(talks)
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    assume(text[start:end] == text[start:end].strip())
    return text, start, end


@given(spans())
@example(("PX1: a a a\n", 7, 10))
@example(("PX1: é e\u0301\n", 5, 9))
def test_every_span_of_every_transcript_is_found_exactly_where_it_stands(span: tuple[str, int, int]) -> None:
    text, start, end = span
    assert Place(start, end, exact=True) in finder(text).places(text[start:end])


@given(spans(), st.sampled_from(["", "  ", "\n"]))
def test_a_span_is_found_under_other_quotation_marks_dashes_and_blanks(
    span: tuple[str, int, int], around: str
) -> None:
    text, start, end = span
    other = around + text[start:end].translate(OTHER_MARKS).replace("\u2009", "\u2009 ") + around
    places = finder(text).places(other)
    exact = [place for place in places if place.exact]
    assert exact or (start, end) in [(place.start, place.end) for place in places]


@given(spans())
def test_every_place_found_holds_the_quote_but_for_marks_and_blanks(span: tuple[str, int, int]) -> None:
    text, start, end = span

    def plain(words: str) -> list[str]:
        composed = unicodedata.normalize("NFC", words)
        return composed.replace("“", '"').replace("’", "'").replace("–", "-").split()

    quote = text[start:end]
    places = finder(text).places(quote.translate(OTHER_MARKS).translate(str.maketrans("„«‘−", '""\'-')))
    assert all(plain(text[place.start : place.end]) == plain(quote) for place in places)


@given(talks, st.text(st.sampled_from("ab é’-\n👩x"), max_size=30))
def test_the_nearest_passage_lies_in_the_text_or_there_is_none(text: str, quote: str) -> None:
    near = finder(text).nearest(quote)
    assert near is None or (0 <= near.start < near.end <= len(text) and 60 <= near.likeness <= 99)


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ('We cope - "somehow" - it\'s hard', "We cope – “somehow” – it’s hard"),
        ("We cope — „somehow“ − it`s", "We cope – “somehow” – it’s"),
        ("We cope—„somehow“", None),
        ("Cafe\u0301 society", "Café society"),
        ("society again", "society\u00a0again"),
        ("  society\n\tagain  ", "society\u00a0again"),
        ("with it? PX1: We", "with it?\nPX1: We"),
        ("👨‍👩‍👧 there", "👨‍👩‍👧 there"),
        ("שלום  לכולם", "שלום לכולם"),
        ("we cope too", "we cope too"),
        ("WE COPE TOO", None),
        ("we coped too", None),
        ("", None),
        ("   ", None),
    ],
)
def test_marks_and_blanks_may_differ_and_nothing_else(quote: str, words: str | None) -> None:
    assert found(quote) == ([words] if words else [])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", " \n\n ", "\u2028"])
def test_line_ends_within_a_quote_are_blanks(end: str) -> None:
    assert found(f"with it?{end}PX1: We") == ["with it?\nPX1: We"]


def test_a_quote_in_two_code_points_is_found_in_a_text_of_one_and_the_other_way_round() -> None:
    assert found("e\u0301", text="PX1: é\n") == ["é"]
    assert found("é", text="PX1: e\u0301\n") == ["e\u0301"]


def test_exact_places_leave_out_those_that_only_fold_to_the_quote() -> None:
    text = "PX1: it’s so\nPX2: it's so\n"
    assert found("it's so", text=text) == ["it's so"]
    assert found("it´s so", text=text) == ["it’s so", "it's so"]


def test_the_exact_place_wins_over_another_form_of_the_same_letters() -> None:
    assert found("e\u0301", text="PX1: é e\u0301\n") == ["e\u0301"]


def test_places_that_overlap_are_several() -> None:
    places = finder(TALK).places("no, no")
    assert [place.start for place in places] == [TALK.index("no, no"), TALK.index("no, no") + 4]


def test_a_quote_may_begin_and_end_within_a_word() -> None:
    assert found("ope – “some") == ["ope – “some"]


def test_a_turn_limits_the_search_to_quotes_that_start_in_it() -> None:
    assert len(finder(TALK).places("We cope")) == 2
    (place,) = finder(TALK).places("We cope", turn=3)
    assert TALK[: place.start].endswith("PX2: ")


def test_a_quote_may_start_with_the_label_of_its_turn() -> None:
    assert found("PX2: We cope.", turn=3) == ["PX2: We cope."]
    assert found("PX2: We cope.", turn=2) == []


def test_a_quote_may_run_on_into_the_next_turn() -> None:
    assert found("no. PX2: We", turn=2) == ["no.\nPX2: We"]


def test_the_nearest_passage_of_a_misquoted_sentence_is_that_sentence_in_whole_words() -> None:
    near = finder(TALK).nearest("We cope somehow, it is hard")
    assert near
    assert "cope – “somehow” – it’s hard" in TALK[near.start : near.end]
    assert not TALK[near.start - 1].isalnum()
    assert not TALK[near.end].isalnum()


def test_nothing_is_near_to_words_that_nobody_says_anything_like() -> None:
    assert finder(TALK).nearest("zzz qqq xxx kkk jjj") is None


def test_nothing_is_near_in_an_empty_transcript() -> None:
    assert finder("").nearest("We cope") is None
    assert finder("").places("We cope") == ()
