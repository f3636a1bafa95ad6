"""Memos: whatever one says, its file reads back the same; what somebody wrote by hand is read too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.coding.memos import KINDS, Anchor, Memo, On, by_hand, kind_of, parted, read, written
from pimhcli.storage import yamlfile

if TYPE_CHECKING:
    from pimhcli.findings import Finding

# what a file can hold: no halves of characters; line ends are LF once it is read
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"))
LINE = ANY.map(lambda text: " ".join(text.split()))
TROUBLE = st.sampled_from(
    [
        "---",
        "a\n---\nb",
        "price: anger",
        '"quoted" \\ and #',
        "“curly”",
        "null",
        "12",
        "- a",
        "é\U0001f600",
        "",
    ]
)
TITLE = st.one_of(LINE, TROUBLE.map(lambda text: " ".join(text.split())))
WORDS = st.one_of(ANY, TROUBLE)
ANCHOR = st.builds(Anchor, LINE.filter(bool), st.integers(0, 10**6), st.integers(0, 10**6), WORDS, LINE)
ON = st.one_of(
    st.just(On()),
    st.builds(On, st.sampled_from(("group", "transcript", "code", "participant")), LINE.filter(bool)),
    st.builds(On, st.just("turn"), st.just(""), ANCHOR),
    st.builds(On, st.just("excerpt"), LINE.filter(bool), ANCHOR),
)
MEMO = st.builds(Memo, LINE, ON, LINE, LINE, TITLE, st.lists(WORDS, max_size=3).map(tuple), WORDS)


def again(text: str) -> tuple[Memo, list[Finding]]:
    """What a file reads as."""
    parts = parted(text)
    assert parts.front is not None
    return read(yamlfile.parse(parts.front, "memos/a.md"), "memos/a.md", parts.body)


def front(*lines: str) -> tuple[Memo, list[Finding]]:
    return again("\n".join(("---", *lines, "---", "", "Text", "")))


@given(MEMO)
def test_any_memo_that_is_written_reads_back_the_same(memo: Memo) -> None:
    assert again(written(memo)) == (memo, [])


@given(st.lists(st.text("abc \t'\"", min_size=1), min_size=2, max_size=4))
def test_no_escape_stands_before_a_word_of_a_quote_of_several_lines(words: list[str]) -> None:
    quote = "\n".join(words).strip()
    text = written(Memo(on=On("turn", "", Anchor("fg1", 1, 2, quote, "v1"))))
    assert again(text)[0].on.anchor == Anchor("fg1", 1, 2, quote, "v1")
    if "\n" in quote:
        assert "\\" not in text


@given(ANY)
def test_any_file_is_read_in_parts_and_nothing_of_the_text_is_lost(text: str) -> None:
    parts = parted(text)
    if parts.front is None:
        assert parts.body == text.removesuffix("\n")
    else:
        assert text.removesuffix("\n").endswith(parts.body)


def test_the_front_matter_stands_in_the_lines_of_the_file() -> None:
    memo, findings = front("id: abc", "on: study", "titel: x")
    assert (memo.id, memo.text) == ("abc", "Text")
    (finding,) = findings
    assert finding.where == "memos/a.md:4:8"
    assert "Did you mean 'title'?" in finding.hint


@pytest.mark.parametrize("fence", ["---", "----", "—", "–-", "--- "])
def test_a_fence_that_word_made_a_dash_of_is_one(fence: str) -> None:
    assert parted(f"{fence}\nid: abc\n{fence}\nText") == ("\n" + "id: abc\n", "Text", 0)


def test_curly_quotes_around_a_title_are_straightened() -> None:
    memo, findings = front("title: “Price: “anger””", "on: study")
    assert (memo.title, findings) == ("Price: “anger”", [])


def test_front_matter_that_does_not_end_is_told_and_kept_as_text() -> None:
    assert parted("\n---\nid: abc\nText") == (None, "\n---\nid: abc\nText", 2)


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("theme Practice", "code", "Practice"),
        ("Sub-theme x", "code", "x"),
        ("Participant P 3", "participant", "P 3"),
        ("group fg1", "group", "fg1"),
    ],
)
def test_what_it_is_on_is_said_in_words(words: str, kind: str, name: str) -> None:
    memo, findings = front(f"on: {words}")
    assert (memo.on.kind, memo.on.name, findings) == (kind, name, [])


def test_a_turn_may_be_written_by_hand_as_a_number() -> None:
    memo, findings = front("on: turn 12", "transcript: fg1")
    assert (memo.on, findings) == (On("turn", "12", Anchor("fg1")), [])


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("on: trunscript fg1", "Did you mean 'transcript'?"),
        ("on: transcript", "Write `on: transcript …`."),
        ("on: turn 12", "Write `on: turn 12` and `transcript: fg1`."),
        ("on: [a]", "`on` should be a text"),
        ("start: x", "`start` should be a whole number"),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_line(line: str, says: str) -> None:
    memo, findings = front("id: abc", line)
    assert memo.on == On()
    assert [f.where.startswith("memos/a.md:3:") for f in findings] == [True]
    assert says in f"{findings[0].message} {findings[0].hint}"


@pytest.mark.parametrize(
    ("name", "text", "title", "at"),
    [
        ("a.md", "words\n\n## Price anger ##\n# x", "Price anger", ""),
        ("2026-11-23-price-anger.md", "no heading", "price anger", "2026-11-23"),
        ("ideas/field_notes.md", "", "field notes", ""),
        ("2026-11-23.md", "", "2026-11-23", "2026-11-23"),
    ],
)
def test_a_file_made_by_hand_is_titled_by_its_heading_or_its_name(
    name: str, text: str, title: str, at: str
) -> None:
    memo = by_hand(name, text)
    assert (memo.title, memo.at, memo.text, memo.on) == (title, at, text, On())


def test_all_words_are_searched_whatever_their_case_and_accents() -> None:
    memo = Memo(title="Café", tags=("method",), text="They hesitate.")
    assert memo.holds("HESIT cafe méthod")
    assert not memo.holds("cafe price")


def test_every_kind_is_known_by_its_word() -> None:
    assert [kind_of(kind.upper()) for kind in KINDS] == list(KINDS)
    assert kind_of("nothing") is None
