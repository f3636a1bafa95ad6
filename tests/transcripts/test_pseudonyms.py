"""Names are replaced wherever they stand as whole words, and nothing else is touched."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.transcripts.pseudonym_key import Entry, Key
from pimhcli.transcripts.pseudonyms import Pseudonymiser

ENTRIES = (
    Entry("Maya Byrne", "Anna Bright", ("Maya", "May")),
    Entry("Will", "PX2"),
    Entry("Zoë O’Shea", "PX3"),
    Entry("St. Mary's Hospital", "[hospital]"),
    Entry("Ann", "PX4"),
    Entry("Al", "PX5"),
    Entry("D", "PX6"),
    Entry("Dr Nguyễn", "PX7"),
    Entry("李明", "PX8"),
    Entry("李", "PX9"),
    Entry("محمد", "PX10"),
    Entry("민수", "PX11"),
    Entry("van der Berg", "PX12"),
    Entry("Mary-Ann", "PX13"),
    Entry("प्रिय", "PX14"),
    Entry("JR", "PX15", exact=True),
    Entry("Rose", "PX16", ("rose",)),
    Entry("Mark", "PX17", exact=True),
    Entry("דניאל", "PX18"),
    Entry("สมชาย", "PX19"),
    Entry("St Brendan's", "PX20"),
    Entry("Jörg", "PX21"),
)
KEY = Pseudonymiser(Key(ENTRIES))
NAMES = [form for entry in ENTRIES for form in entry.forms]
PIECES = [
    *NAMES, *(entry.pseudonym for entry in ENTRIES), *map(str.upper, NAMES), *map(str.lower, NAMES),
    "Bright", "Anna", "hospital", "Byrne", " ", " ", "\n", "’s", "'t", "s", "-", ".", ": ", "Dr. ", "channel",
    "in ", "2025", "說", "는", "و", "ा", "\u0308", "\u200f", "ß", "ﬁ", "_",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=10).map("".join)


def left(text: str) -> list[str]:
    return [hit.old for hit in KEY.found(text) if hit.unsure]


@pytest.mark.parametrize(
    ("text", "rewritten"),
    [
        ("Maya Byrne's and maya’s", "Anna Bright's and Anna Bright’s"),
        ("MAYA: hi", "Anna Bright: hi"),
        ("Annual channel, Ann", "Annual channel, PX4"),
        ("the Anns and the Ann's", "the PX4s and the PX4's"),
        ("ZOE  OSHEA, Zoe\u0308 O Shea, zoe o'shea", "PX3, PX3, PX3"),
        ("at St Mary’s Hospital and st. marys hospital", "at [hospital] and [hospital]"),
        ("at St. Brendan’s, St.Brendans and st brendan's", "at PX20, PX20 and PX20"),
        ("Jörg, JOERG, Jorg’s, Jo\u0308rg", "PX21, PX21, PX21’s, PX21"),
        ("Dr. Nguyen, Nguyê\u0303n", "PX7, PX7"),
        ("李明说，我和Ann说", "PX8说，我和PX4说"),
        ("ومحمد قال محمد\u200f,", "وPX10 قال PX10\u200f,"),
        ("לדניאל", "לPX18"),
        ("민수는 민수가 민수씨", "PX11는 PX11가 PX11씨"),
        ("민수기", "민수기"),
        ("van\nder\xa0Berg", "PX12"),
        ("Mary Ann, mary-ann, Mary‑Ann", "PX13, PX13, PX13"),
        ("प्रिया प्रिय", "प्रिया PX14"),
        ("คุณสมชายพูด", "คุณPX19พูด"),
        ("Dr. Maya Byrne", "Dr. Anna Bright"),
        ("JR, jr", "PX15, jr"),
        ("_Ann_ (Ann) “Ann”", "_PX4_ (PX4) “PX4”"),
        ("D: yes\n[00:00:03.120] D: no", "PX6: yes\n[00:00:03.120] PX6: no"),
    ],
)
def test_a_name_is_replaced_in_all_its_spellings(text: str, rewritten: str) -> None:
    assert KEY.rewritten(text) == rewritten


@pytest.mark.parametrize(
    ("text", "rewritten", "unsure"),
    [
        ("I will, and Will said", "I will, and PX2 said", ["will"]),
        ("So. Will you? “Will you?”", "So. Will you? “Will you?”", ["Will", "Will"]),
        ("Will: hello\nPX1: Will you?", "PX2: hello\nPX1: Will you?", ["Will"]),
        ("in May 2025, and May went", "in May 2025, and Anna Bright went", ["May"]),
        ("Dr. Will said", "Dr. PX2 said", []),
        ("et al. and Al, al-Sayed", "et al. and PX5, al-Sayed", ["al", "al"]),
        ("vitamin D", "vitamin D", ["D"]),
        ("a rose. Rose.", "a PX16. PX16.", []),
        ("a mark. Mark.", "a mark. PX17.", []),
        ("李先生 行李", "PX9先生 行李", ["李"]),
    ],
)
def test_what_may_be_an_ordinary_word_stays_and_is_told(text: str, rewritten: str, unsure: list[str]) -> None:
    assert (KEY.rewritten(text), left(text)) == (rewritten, unsure)


@pytest.mark.parametrize(
    ("name", "rewritten"),
    [
        ("maya-byrne_notes-2", "anna-bright_notes-2"),
        ("maya_byrne", "anna_bright"),
        ("MayaByrne2.docx", "Anna-Bright2.docx"),
        ("ann2", "px42"),
        ("st-marys-hospital", "hospital"),
        ("channel", "channel"),
        ("will-power", "will-power"),
    ],
)
def test_in_ids_and_names_of_files_words_may_be_joined(name: str, rewritten: str) -> None:
    assert KEY.rewritten(name, joined=True) == rewritten


def test_a_name_is_not_sought_across_the_label_of_the_next_turn() -> None:
    key = Pseudonymiser(Key((Entry("Maya Byrne", "PX1"),)))
    assert key.rewritten("PX2: and Maya\nByrne: hi") == "PX2: and Maya\nByrne: hi"
    assert key.rewritten("PX2: and Maya\nByrne said hi") == "PX2: and PX1 said hi"


def test_a_name_within_a_pseudonym_that_stands_already_is_left() -> None:
    key = Pseudonymiser(Key((Entry("Maya", "Anna"), Entry("Anna Bright", "PX2"))))
    assert key.rewritten("Maya Bright") == "Anna Bright" == key.rewritten("Anna Bright")


def test_what_is_sure_once_its_neighbour_is_replaced_is_replaced_with_it() -> None:
    assert KEY.rewritten("李St. Mary's Hospital, Al-St. Mary's Hospital") == "PX9[hospital], PX5-[hospital]"


def test_where_the_case_of_a_long_name_is_wrong_a_short_one_is_found() -> None:
    key = Pseudonymiser(Key((Entry("Jo Bloggs", "PX1", exact=True), Entry("Jo", "PX2"))))
    assert key.rewritten("JO BLOGGS, Jo Bloggs") == "PX2 BLOGGS, PX1"


def test_a_key_without_names_finds_nothing() -> None:
    assert Pseudonymiser(Key()).rewritten("Maya") == "Maya"
    assert Pseudonymiser(Key((Entry("-", "PX1"),))).rewritten("a - b") == "a - b"


@given(texts)
def test_twice_is_once(text: str) -> None:
    once = KEY.rewritten(text)
    assert KEY.rewritten(once) == once


@given(texts)
def test_in_ids_too_twice_is_once(text: str) -> None:
    once = KEY.rewritten(text, joined=True)
    assert KEY.rewritten(once, joined=True) == once


@given(texts)
def test_the_places_are_in_order_and_nothing_between_them_changes(text: str) -> None:
    found = KEY.found(text)
    ends = [0, *(hit.end for hit in found)]
    assert all(end <= hit.start < hit.end for end, hit in zip(ends, found, strict=False))
    assert all(text[hit.start : hit.end] == hit.old for hit in found)
    sure = [hit for hit in found if not hit.unsure]
    starts = [0, *(hit.end for hit in sure)]
    stops = [*(hit.start for hit in sure), len(text)]
    between = [text[start:stop] for start, stop in zip(starts, stops, strict=True)]
    news = [*(hit.new for hit in sure), ""]
    assert KEY.rewritten(text) == "".join(a + b for a, b in zip(between, news, strict=True))


@given(texts)
def test_composed_and_decomposed_texts_have_the_same_names(text: str) -> None:
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert [hit.entry for hit in KEY.found(composed)] == [hit.entry for hit in KEY.found(apart)]


@given(st.sampled_from(NAMES), st.sampled_from("abzé9"), st.sampled_from("abzé9"))
def test_a_name_within_a_word_is_none(name: str, before: str, behind: str) -> None:
    if name.isascii():
        assert KEY.rewritten(f"{before}{name}{behind}") == f"{before}{name}{behind}"


@pytest.mark.parametrize("text", ["Mary-Kate came.", "and Anne-Mary came.", "the MARY-KATE of old"])
def test_half_of_a_double_name_is_left_and_told(text: str) -> None:
    mary = Pseudonymiser(Key((Entry("Mary", "P1"),)))
    assert mary.rewritten(text) == text
    assert [hit.unsure for hit in mary.found(text)] == [True]


def test_a_name_that_begins_a_compound_word_is_replaced() -> None:
    assert Pseudonymiser(Key((Entry("Mary", "P1"),))).rewritten("a Mary-like laugh") == "a P1-like laugh"


def test_of_names_that_overlap_the_longer_is_replaced() -> None:
    key = Pseudonymiser(Key((Entry("Mercy Hospital", "[the hospital]", also=("the Mercy",)),)))
    assert key.rewritten("She left the Mercy Hospital, yes, the Mercy.") == (
        "She left the [the hospital], yes, [the hospital]."
    )
