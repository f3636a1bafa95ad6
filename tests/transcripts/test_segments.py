"""A turn is cut into sentences, words and characters where a reader would cut it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.transcripts.segments import graphemes, sentences, trimmed, whole, words

PIECES = [
    "a", "Dr", "I", "e\u0301", "\u0301", "é", ".", "...", "…", "?!", "。", "”", "“", "’", "-", "3", "[", "]",
    " ", "  ", "\n", "\t", "\u00a0", "\r\n", "\x1b", "\u202e", "👩‍👧", "👍🏽", "🇩🇪", "❤️", "1️⃣", "नि", "한",
    "你",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def cut(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


def characters(text: str) -> list[str]:
    return [text[start:end] for start, end in pairwise(graphemes(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We tried. It was hard.", ["We tried.", "It was hard."]),
        ("no stop at all", ["no stop at all"]),
        ("  blanks around.  And between. ", ["blanks around.", "And between."]),
        ("Dr. Smith came. So did Prof. J. K. Rowling.", ["Dr. Smith came.", "So did Prof. J. K. Rowling."]),
        ("Some, e.g. mine, i.e. two. More.", ["Some, e.g. mine, i.e. two.", "More."]),
        ("At 5 p.m. we left. At 5 p.m. They stayed.", ["At 5 p.m. we left.", "At 5 p.m.", "They stayed."]),
        (
            "Notes, etc. and so on. Notes, etc. Then home.",
            ["Notes, etc. and so on.", "Notes, etc.", "Then home."],
        ),
        ("It was 3.5 percent. No. 4 said so.", ["It was 3.5 percent.", "No. 4 said so."]),
        ("Did you? No. So did I. We left.", ["Did you?", "No.", "So did I.", "We left."]),
        ("I was... you know... tired... Then I left.", ["I was... you know... tired...", "Then I left."]),
        ("Really?! what now", ["Really?!", "what now"]),
        ("“Why?” she said. “No!” He left.", ["“Why?” she said.", "“No!”", "He left."]),
        ("He left (at last.) It was late.", ["He left (at last.)", "It was late."]),
        ("1. First this. 2 more.", ["1. First this.", "2 more."]),
        ("你好。我们走！好吗？", ["你好。", "我们走！", "好吗？"]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_sentences_end_where_a_listener_would_end_them(text: str, expected: list[str]) -> None:
    assert cut(text, sentences(text)) == expected


@given(texts)
def test_sentences_cover_all_but_blanks_in_order(text: str) -> None:
    spans = sentences(text)
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    assert edges == sorted(edges)
    assert not "".join(text[end:start] for end, start in zip(edges[::2], edges[1::2], strict=True)).strip()
    assert all(start == end or not text[end - 1].isspace() for start, end in spans)


@given(texts)
def test_sentences_and_words_never_cut_a_character(text: str) -> None:
    """V8: spans start and end on grapheme boundaries."""
    bounds = set(graphemes(text))
    assert bounds.issuperset(edge for span in (*sentences(text), *words(text)) for edge in span)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it’s a well-known 'thing', I'd say", ["it’s", "a", "well-known", "thing", "I'd", "say"]),
        ("one—two… 3.5", ["one", "two", "3", "5"]),
        ("[laughs] né and ne\u0301", ["laughs", "né", "and", "ne\u0301"]),
        ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
        ("... –", []),
    ],
)
def test_a_word_keeps_its_apostrophes_hyphens_and_marks(text: str, expected: list[str]) -> None:
    assert cut(text, words(text)) == expected


@pytest.mark.parametrize(
    "character",
    [
        "a", "e\u0301", "👩‍👧‍👦", "👍🏽", "❤️", "1️⃣", "🇩🇪", "🏴\U000e0067\U000e0062\U000e007f", "한",
        "\u1112\u1161\u11ab", "नि", "\r\n", "\t", "\n", "\x1b", "\u202e", "\ud800", "กำ", "👩🏽‍⚕️",
    ],
)  # fmt: skip
def test_a_character_as_a_reader_counts_is_one(character: str) -> None:
    assert characters(f"x{character}x") == ["x", character, "x"]


def test_what_only_looks_joined_is_apart() -> None:
    assert characters("🇩🇪🇫🇷") == ["🇩🇪", "🇫🇷"]
    assert characters("가각나") == ["가", "각", "나"]
    assert characters("\n\u0301") == ["\n", "\u0301"]
    assert characters("a\u200d👧") == ["a\u200d", "👧"]


@given(texts)
def test_characters_tile_the_text(text: str) -> None:
    assert "".join(characters(text)) == text
    assert graphemes(text)[0] == 0


@given(texts, st.integers(0, 40), st.integers(0, 40))
def test_a_whole_span_is_the_smallest_that_cuts_no_character(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    at = graphemes(text)
    assert whole(text, start, end) == (max(n for n in at if n <= start), min(n for n in at if n >= end))


@pytest.mark.parametrize(
    ("text", "expected"), [("  a b \n", "a b"), ("a", "a"), (" \n ", ""), ("  \u0301a", " \u0301a")]
)
def test_a_span_is_trimmed_of_its_outer_blanks(text: str, expected: str) -> None:
    start, end = trimmed(f"x{text}x", 1, 1 + len(text))
    assert f"x{text}x"[start:end] == expected
