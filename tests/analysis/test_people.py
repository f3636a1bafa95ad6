"""Everybody in figures: answers, talk, excerpts and quotes, with a row or without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from pimhcli.analysis.consent import Consent, refusals
from pimhcli.analysis.people import Person, Sources, people, speaks_in, talks
from pimhcli.questionnaire.answers import DECLINED, MISSING, Answer, Participant
from pimhcli.questionnaire.items import Derivation, Item
from pimhcli.transcripts.roster import Cast
from pimhcli.transcripts.turns import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.analysis.passages import Passage

    Made = Callable[..., Passage]

CAST = Cast(("P10", "P2"), ("Mod",))
ROWS = [Participant("P10", {}), Participant("P2", {})]
TALK = "# front\nMod: What is new, all?\nP2: one two three\nZoe: four\np2: five\nP10: six [laughs]\n"


def everybody(text: str = TALK, **more: object) -> dict[str, Person]:
    found = people(Sources(participants=ROWS, talks=talks(parse(text, "fg1"), CAST, "May"), **more))  # type: ignore[arg-type]
    return {person.id: person for person in found}


def test_those_with_a_row_come_first_and_as_people_count() -> None:
    assert [(one.id, one.row) for one in everybody().values()] == [
        ("P2", True),
        ("P10", True),
        ("Zoe", False),
    ]


def test_labels_that_name_one_participant_are_added_up() -> None:
    assert (everybody()["P2"].turns, everybody()["P2"].words) == (2, 4)


def test_the_words_of_moderators_are_not_among_those_of_all() -> None:
    assert {one.of_words for one in everybody().values()} == {6}


def test_a_participant_who_never_speaks_has_no_group_and_no_words() -> None:
    silent = everybody("P2: yes\n")["P10"]
    assert (silent.groups, silent.turns, silent.words) == ((), 0, 0)


def test_without_answers_everybody_but_the_moderator_is_a_person() -> None:
    found = people(Sources(talks=talks(parse(TALK, "fg1"), Cast((), ("Mod",)), "fg1")))
    assert [one.id for one in found] == ["P2", "P10", "Zoe"]


def test_a_talk_knows_its_group_and_the_line_of_its_first_turn() -> None:
    found = talks(parse(TALK, "fg1"), CAST, "May")
    assert [(one.speaker.label, one.group, one.where) for one in found][2] == (
        "Zoe",
        "May",
        "transcripts/fg1.txt:4",
    )


def test_an_excerpt_counts_for_everybody_who_speaks_in_it(passage: Made) -> None:
    one, other = passage("talking", people="P2 Zoe"), passage("talking", people="P2")
    found = everybody(material=[one, other], printed=[other])
    assert [(who.excerpts, who.printed) for who in found.values()] == [(2, 1), (0, 0), (1, 0)]


def test_a_refusal_is_told_with_its_place() -> None:
    found = everybody(refused=refusals([Consent("p2", "study.yaml:9", quote=False)], (), ()))
    assert [who.refuses for who in found.values()] == [("study.yaml:9",), (), ()]


def test_answers_are_counted_of_the_questions_that_were_asked() -> None:
    born = Item("born", "integer")
    items = [born, Item("job", "text"), Item("sex", "text"), Item("kids", "integer"), Item("band", "single")]
    items[-1] = Item("band", "single", derived=Derivation("born", age_in=2026))
    answers = dict(
        zip(
            (item.id for item in items),
            (Answer("answered", 1970), MISSING, DECLINED, Answer("not asked"), Answer("answered", "50+")),
            strict=True,
        )
    )
    (one,) = people(Sources(items=items, participants=[Participant("P1", answers)]))
    assert (one.answered, one.asked) == (1, 3)


def test_a_person_speaks_in_a_passage_in_any_spelling(passage: Made) -> None:
    assert speaks_in("p 2", passage("talking", people="P2"))


@given(st.lists(st.sampled_from(["P2", "P10", "Zoe", "Ben", "Mod"]), min_size=1, max_size=20))
def test_the_words_of_all_people_add_up(labels: list[str]) -> None:
    found = everybody("".join(f"{label}: one two\n" for label in labels)).values()
    assert sum(one.words for one in found) == 2 * sum(label != "Mod" for label in labels)
    assert {one.of_words for one in found} == {sum(one.words for one in found)}
    assert sum(one.share for one in found) == any(label != "Mod" for label in labels)


def test_observers_and_voices_without_a_name_are_nobody_of_the_participants() -> None:
    found = everybody("P2: one\nObserver: two three\nAll: four\nUnidentified: five\nP10: six\n")
    assert [(one.id, one.of_words) for one in found.values()] == [("P2", 2), ("P10", 2)]
