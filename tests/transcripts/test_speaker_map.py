"""Who the speakers of a source are, as typed and as a file says it, and what becomes of their turns."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.errors import ProblemsError, UsageError
from pimhcli.transcripts.drafts import Draft, Utterance
from pimhcli.transcripts.roster import Cast
from pimhcli.transcripts.speaker_map import Named, name_for, of_file, renamed, typed

CAST = Cast(("PX1", "All"))


def draft(*said: tuple[str, str, int | None, int | None]) -> Draft:
    return Draft("", "", (), tuple(Utterance(*one) for one in said))


def plain(*said: tuple[str, str]) -> Draft:
    return draft(*((speaker, text, None, None) for speaker, text in said))


def problems(text: str, file: str = "map.csv") -> list[str]:
    with pytest.raises(ProblemsError) as caught:
        of_file(text.encode(), file)
    return [str(finding) for finding in caught.value.findings]


def test_a_pair_is_a_label_and_a_name() -> None:
    assert typed(["Speaker 2 = PX4", "Byrne, Maya=moderator"]) == (
        Named("Speaker 2", "PX4"),
        Named("Byrne, Maya", "moderator"),
    )


@pytest.mark.parametrize("pair", ["Speaker 2", "=PX4", "Speaker 2=", "Speaker 2=4", "Speaker 2=a: b"])
def test_what_is_no_pair_is_refused(pair: str) -> None:
    with pytest.raises(UsageError, match="does not give a speaker another name"):
        typed([pair])


def test_a_label_with_two_names_is_refused() -> None:
    with pytest.raises(UsageError, match="--map gives 'speaker 2' two names"):
        typed(["Speaker 2=PX4", "speaker 2=PX5"])


def test_a_name_may_be_given_twice() -> None:
    assert len(typed(["Speaker 2=PX4", "Speaker 2=px4"])) == 2


@pytest.mark.parametrize(
    "text",
    [
        "label,name\nSpeaker 2,PX4\nMaya,moderator\n",
        "Speaker;Participant ID\nSpeaker 2;PX4\n\nMaya;moderator\n",
        "Speaker 2\tPX4\nMaya\tmoderator\n",
        "\ufeffSpeaker 2,PX4\r\nMaya,moderator\r\n",
    ],
)
def test_a_file_has_two_columns_with_a_heading_or_without(text: str) -> None:
    assert of_file(text.encode(), "map.csv") == (Named("Speaker 2", "PX4"), Named("Maya", "moderator"))


@pytest.mark.parametrize(
    ("text", "place", "why"),
    [
        ("label,name\nMaya,PX1\nTom,\n", "line 3", "a label and a name"),
        ("label,name\nMaya,PX1\nTom\n", "line 3", "the row has 1 cells"),
        ("Maya,PX1\nTom,4\n", "line 2", "'4' can be no speaker's name"),
        ("Maya,PX1\nmaya,PX2\n", "line 2", "'maya' stands twice"),
        ("Maya,PX1,Tom\n", "line 1", "a label and a name"),
    ],
)
def test_a_row_that_names_nobody_is_told_with_its_line(text: str, place: str, why: str) -> None:
    (told,) = problems(text)
    assert told.startswith(f"map.csv, {place}: ")
    assert why in told


def test_a_file_without_rows_names_nobody() -> None:
    assert problems("label,name\n") == []


def test_a_name_that_stands_twice_alike_is_no_problem() -> None:
    assert len(of_file(b"Maya,PX1\nMaya,PX1\n", "map.csv")) == 2


@given(st.text(max_size=80))
def test_any_text_is_a_map_or_is_refused_in_words(text: str) -> None:
    found: tuple[Named, ...] = ()
    with suppress(ProblemsError):
        found = of_file(text.encode(), "map.txt")
    assert all(one.label and one.name for one in found)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("px 1", "PX1"),
        ("moderator", "Moderator"),
        ("Observer", "Observer"),
        ("several", "Several voices"),
        ("UNIDENTIFIED", "Unidentified"),
        ("all", "All"),
        ("Zoe", "Zoe"),
    ],
)
def test_a_name_is_written_as_the_study_writes_it(words: str, name: str) -> None:
    assert name_for(words, CAST) == name


@pytest.mark.parametrize("role", ["moderator", "observer", "several", "unidentified"])
def test_what_a_role_is_written_as_is_known_by_the_usual_words(role: str) -> None:
    assert Cast().role(name_for(role, Cast())) == role


def test_a_label_is_renamed_in_any_spelling() -> None:
    found = renamed(plain(("Speaker 2", "a"), ("SPEAKER_2", "b"), ("Tom", "c")), {"speaker2": "PX4"})
    assert [one.speaker for one in found.utterances] == ["PX4", "PX4", "Tom"]


def test_turns_of_two_labels_that_are_one_person_are_joined_and_that_is_told() -> None:
    found = renamed(plain(("A", "one"), ("B", "two"), ("C", "three")), {"a": "PX1", "b": "PX1"})
    assert [(one.speaker, one.text) for one in found.utterances] == [("PX1", "one two"), ("C", "three")]
    assert found.notes == (
        "'A' and 'B' become one speaker, PX1; turns of theirs that follow each other are joined.",
    )


def test_turns_of_others_stay_as_they_were() -> None:
    found = renamed(plain(("C", "one"), ("C", "two"), ("A", "x"), ("B", "y")), {"a": "PX1", "b": "PX1"})
    assert [one.text for one in found.utterances] == ["one", "two", "x y"]


def test_the_times_of_turns_that_are_joined_are_kept_as_pieces() -> None:
    said = draft(("A", "one", 0, 900), ("B", "two", 1000, 1900))
    found = renamed(said, {"a": "PX1", "b": "PX1"})
    assert [(one.start, one.end) for one in found.utterances] == [(0, 1900)]
    assert [(one.speaker, one.start) for one in found.cues] == [("PX1", 0), ("PX1", 1000)]


def test_what_is_typed_stays_apart_from_what_is_said() -> None:
    said = draft(("A", "one", 0, 900), ("B", "[chat] two", 950, None))
    assert len(renamed(said, {"a": "PX1", "b": "PX1"}).utterances) == 2


def test_a_speaker_who_is_a_mere_number_is_named_by_it() -> None:
    assert typed(["7=PX1"]) == typed(["Speaker 7=PX1"])
