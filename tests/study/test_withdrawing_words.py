"""What a participant said and is called is found in any text and format, and nothing else is."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.study.file_texts import in_yaml, readable
from pimhcli.study.withdrawal.withdrawn_words import Eraser, Mentions, Said

TURN = "Maybe asking never got him anything, you know. When he was small."
SAID = Said([TURN], ["when he was small"], ["You know, when it rains, it pours down here."])
WORDS = st.lists(
    st.sampled_from(["ask", "never", "got", "him", "small", "rain", "it’s", "Äpfel"]), max_size=40
).map(" ".join)


def test_five_words_in_a_row_are_taken_out() -> None:
    assert SAID.replaced("She: “ASKING never got – him anything”, hm") == "She: “[withdrawn]”, hm"


def test_four_words_stay() -> None:
    assert SAID.replaced("asking never got him nothing") == "asking never got him nothing"


def test_an_excerpt_of_four_words_is_taken_out() -> None:
    assert SAID.replaced("It began when he was small.") == "It began [withdrawn]."


def test_what_others_said_too_stays() -> None:
    said = Said(["I do not know at all"], [], ["Well, I do not know."])
    assert said.replaced("I do not know.") == "I do not know."


def test_a_turn_that_is_somebody_elses_but_for_its_end_is_taken_out_from_there() -> None:
    said = Said(["I do not know at all"], [], ["Well, I do not know at least."])
    assert said.replaced("We do not know at all.") == "We [withdrawn]."


def test_a_quote_that_was_cut_off_in_a_message_goes_with_its_last_letters() -> None:
    assert SAID.replaced("Coded “Maybe asking never got him anythi…”.") == "Coded “[withdrawn]”."


@given(WORDS, WORDS, WORDS)
def test_what_was_taken_out_is_found_no_more(turn: str, other: str, text: str) -> None:
    said = Said([turn], [turn[:30]], [other])
    assert not said.is_in(said.replaced(text))


@given(WORDS, WORDS)
def test_what_others_said_is_never_touched(turn: str, other: str) -> None:
    assert Said([turn], [turn], [other]).replaced(other) == other


@pytest.mark.parametrize("spelling", ["P4", "p4", "P 4", "P-4", "p_4", "P\u00a04"])
def test_an_id_is_found_in_any_spelling(spelling: str) -> None:
    assert Mentions("P4", []).replaced(f"So {spelling}’s turn") == "So [participant]’s turn"


@pytest.mark.parametrize("word", ["P40", "MP4", "P41", "1P4", "P 45", "é4"])
def test_part_of_another_word_is_no_id(word: str) -> None:
    assert not Mentions("P4", []).is_in(word)


def test_an_id_within_anothers_is_not_the_same() -> None:
    assert Mentions("P4", ["P4-b", "P5"]).replaced("P4 and P4-b") == "[participant] and P4-b"


def test_a_name_of_letters_is_found_as_it_is_written_only() -> None:
    assert Mentions("May", []).replaced("May may come") == "[participant] may come"


@pytest.mark.parametrize("name", ["4", "I", "17"])
def test_an_id_like_any_other_word_is_not_looked_for(name: str) -> None:
    mentions = Mentions(name, [])
    assert (mentions.is_sought, mentions.is_in(f"{name} and {name}")) == (False, False)


def test_names_that_files_refer_by_stay() -> None:
    eraser = Eraser(SAID, Mentions("P4", []), ["asking-never-got-him-anything"])
    assert eraser.erased("asking-never-got-him-anything") == "asking-never-got-him-anything"


@pytest.mark.parametrize(
    "text", ["asking never\\ngot him\\u2019 anything", "asking never got &quot;him&quot; anything"]
)
def test_escapes_of_json_and_html_hide_nothing(text: str) -> None:
    assert Eraser(SAID, None, []).is_in(text)


def packed(part: str, name: str = "word/document.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return out.getvalue()


def test_words_in_a_document_are_found_though_its_tags_cut_them() -> None:
    data = packed("<t>Maybe ask</t><t>ing never</t><t> got him &amp; anything</t>")
    assert any(map(Eraser(SAID, None, []).is_in, readable(data)))


def test_the_place_of_a_cell_is_no_id() -> None:
    eraser = Eraser(SAID, Mentions("P4", []), [])
    cells = '<dimension ref="A1:P4"/><row r="4"><c r="O4" t="s"/><c r="P4" t="s">{}</c></row>'
    assert not any(map(eraser.is_in, readable(packed(cells.format(7), "xl/worksheets/sheet1.xml"))))
    assert any(map(eraser.is_in, readable(packed(cells.format("P4"), "xl/worksheets/sheet1.xml"))))


def test_two_letters_among_the_bytes_of_a_picture_are_no_id() -> None:
    eraser = Eraser(SAID, Mentions("P4", []), [])
    assert not any(map(eraser.is_in, readable(b"\x89PNG\x00\x01P4\x00\x02")))


def test_a_name_written_out_in_a_picture_is_found() -> None:
    eraser = Eraser(SAID, Mentions("P4", []), [])
    assert any(map(eraser.is_in, readable(b"\x89PNG\x00Comment: the talk of P4\x00\x02")))


def test_a_marker_at_the_start_of_a_yaml_text_stays_a_text() -> None:
    eraser = Eraser(SAID, Mentions("P4", []), [])
    text = "title: P4 speaks # of P4\nlist: [P4, P5]\n"
    assert in_yaml(text, eraser.erased) == (
        "title: '[participant] speaks' # of [participant]\nlist: ['[participant]', P5]\n"
    )


def test_what_is_no_yaml_is_a_text() -> None:
    assert in_yaml("a: [P4", Mentions("P4", []).replaced) == "a: [[participant]"
