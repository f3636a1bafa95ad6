"""What may tell who somebody is, is told once a word, with its places, and what to do."""

from __future__ import annotations

from pimhcli.checks.naming import Source, ids, names
from pimhcli.transcripts.pseudonym_key import Entry, Key

KEY = Key((Entry("Maya Byrne", "PX1", ("Maya",)),))
CLEAN = "# 14 May 2025\nPX1: Yes, I said so.\nModerator: And then?\n"


def source(text: str, name: str = "fg1") -> Source:
    return Source(f"transcripts/{name}.txt", text, spoken=True)


def test_a_clean_study_has_notes_only() -> None:
    found = names([source(CLEAN)], KEY, ["PX1"])
    assert [(one.where, one.severity) for one in found] == [("transcripts/fg1.txt:1", "note")]


def test_a_name_of_the_key_is_an_error_with_all_its_places() -> None:
    texts = [source("PX1: maya, Maya!\nPX1: Maya.\n"), Source("the memo of mem-1", "Maya", lines=False)]
    (one,) = names(texts, KEY, ["PX1"])
    assert (one.where, one.severity) == ("transcripts/fg1.txt:1", "error")
    assert one.message == (
        "'maya' is a name of the key (4 times; also transcripts/fg1.txt:2, the memo of mem-1)."
    )


def test_of_many_places_the_first_are_told() -> None:
    (one,) = names([source("PX1: Maya.\n" * 9)], KEY, ["PX1"])
    assert one.message.endswith(
        "(9 times; also " + ", ".join(f"transcripts/fg1.txt:{n}" for n in (2, 3, 4, 5)) + " and 4 more)."
    )


def test_one_word_is_told_once_however_it_was_known() -> None:
    (one,) = names([source("Conor: So Conor lived in Conor.\n")])
    assert "'Conor' speaks" in one.message
    assert "3 times" in one.message


def test_where_a_name_may_be_a_word_is_told_apart_from_where_it_is_one() -> None:
    key = Key((Entry("Will", "PX1"),))
    sure, perhaps = names([source("PX1: I will, and Will said so.\n")], key, ["PX1"])
    assert (sure.severity, sure.message) == ("error", "'Will' is a name of the key.")
    assert (perhaps.severity, perhaps.message) == (
        "note",
        "'will' is a name of the key, or an ordinary word here.",
    )


def test_names_come_before_numbers_before_capitals_before_dates() -> None:
    text = "PX1: On 14 May I met Hector, ring 087 123 4567, ask Maya.\n"
    found = names([source(text)], KEY, ["PX1"])
    assert [one.severity for one in found] == ["error", "warning", "warning", "note"]
    assert "Hector" in found[2].message


def test_what_somebody_has_looked_at_is_not_told_again() -> None:
    text = "PX1: We do Pilates in Ballymun, on 14 May, with @mayab.\n"
    assert names([source(text)], KEY, ["PX1"], ["pilates", "Ballymun", "14 May", "@mayab"]) == []


def test_a_name_of_the_key_cannot_be_looked_away_from() -> None:
    assert names([source("PX1: Maya.\n")], KEY, ["PX1"], ["Maya"])


def test_ids_that_may_be_names_are_told_in_one_note() -> None:
    (note,) = ids(["Ann Ford", "P1", "Zoë", "K", "Ada"], accepted=["ada"])
    assert (note.severity, note.message) == ("note", "2 ids may be somebody's name: 'Ann Ford', 'Zoë'.")
    assert ids(["P1", "PX2"]) == []


def test_texts_whose_capitals_tell_nothing_are_told_in_one_note() -> None:
    text = (
        "Moderator: also hat die Mutter mit dem Arzt die Lage besprochen und das Kind war bei der Oma\n" * 20
    )
    found = names([source(text, "fg1"), source(text, "fg2")])
    assert [(one.where, one.severity) for one in found] == [("transcripts/fg1.txt", "note")]
    assert "transcripts/fg1.txt, transcripts/fg2.txt" in found[0].message
