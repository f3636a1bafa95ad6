"""Codes of survey tools stand for levels, for a blank, for preferring not to say, or for not asked."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from pimhcli.questionnaire import loading
from pimhcli.questionnaire.answers import DECLINED, MISSING, Answer, to_csv

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.findings import Finding
    from pimhcli.questionnaire.loading import Loaded
    from pimhcli.questionnaire.schema import Questionnaire

    Read = Callable[[str], tuple[Questionnaire, list[Finding]]]
    Told = Callable[[Loaded], list[str]]
    Make = Callable[[str], Questionnaire]
    Problems = Callable[[str], list[str]]


def one(questionnaire: Questionnaire, cell: str) -> Answer:
    """The answer to the only item, when nothing is wrong."""
    item = questionnaire.items[0].id
    loaded = loading.load(f"id,{item}\nP1,{cell}\n".encode(), "a.csv", questionnaire)
    assert loaded.findings == ()
    return loaded.participants[0].answers[item]


@pytest.mark.parametrize(
    ("item", "cell", "value"),
    [
        ('{type: single, levels: [female, male], codes: {"1": female, "2": male}}', "2", "male"),
        ('{type: single, levels: [female, male], codes: {"1": female, "2": male}}', "2.00", "male"),
        ("{type: single, levels: [female, male], codes: {F: Female}}", "f", "female"),
        ('{type: several, levels: [A, B], codes: {"1": A, "2": B}}', "1; 2", ("A", "B")),
        ('{type: yes/no, codes: {"1": yes, "2": no}}', "2", "no"),
        ('{type: yes/no, codes: {"1": yes, "2": no}}', "Yes", "yes"),
        ('{type: scale, min: 1, max: 3, codes: {never: "1", always: 3}}', "always", 3),
    ],
)
def test_a_code_stands_for_its_level(small: Make, item: str, cell: str, value: object) -> None:
    assert one(small(f"a: {item}"), cell) == Answer("answered", value)  # type: ignore[arg-type]


def test_codes_of_yes_and_no_replace_the_usual_digits(small: Make, told: Told) -> None:
    form = small('kids: {type: yes/no, codes: {"1": yes, "2": no}}')
    (found,) = told(loading.load(b"id,kids\nP1,0\n", "a.csv", form))
    assert "kids: found '0', expected one of: yes, no." in found


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        (
            'levels: [female, male], codes: {"1": femal}',
            "items[a].codes: 'femal' is no level of the item. Did you mean 'female'?",
        ),
        (
            "levels: [female, male], codes: {a1: female, A1: male}",
            "items[a].codes: 'A1' already stands for 'female'.",
        ),
        ("levels: [x, y], synonyms: {x: [q]}, codes: {q: y}", "items[a].codes: 'q' already stands for 'x'."),
        ("levels: [x], codes: [1]", "items[a].codes: expected keys with values (key: value), found a list"),
        ("levels: [x], consent: quote", "`consent` is for items of type yes/no; this one is single."),
        ("levels: [x], columns: {x: [Q1]}", "`columns` is for items of type several; this one is single."),
        (
            "levels: [x], missing: {blank: [-9], declined: [-9]}",
            (
                "questionnaire.yaml:1:73: items[a].missing: '-9' stands for both blank and declined. "
                "Keep it in one of them."
            ),
        ),
        ("levels: [x], missing: {declind: [-9]}", "unknown key `declind`. Did you mean 'declined'?"),
        ("levels: [x], not_asked: 0", "`not_asked` is for numbers of an item that has `asked_if`"),
    ],
)
def test_what_cannot_be_meant_is_named(problems: Problems, keys: str, message: str) -> None:
    found = problems(f"items: {{a: {{type: single, {keys}}}}}")
    assert any(message in text for text in found), found


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("columns: {Nursin: [Q1]}", "items[a].columns: 'Nursin' is no level of the item."),
        (
            "columns: {Nursing: [q], Social: [Q]}",
            "the name 'Q' already names the column of 'Nursing' of item 'a'. Give it another name.",
        ),
        ("columns: {Nursing: [id]}", "the name 'id' already names the column of the participant ids."),
    ],
)
def test_option_columns_that_cannot_be_meant_are_named(problems: Problems, keys: str, message: str) -> None:
    found = problems(f"items: {{a: {{type: several, levels: [Nursing, Social], {keys}}}}}")
    assert any(message in text for text in found), found


def test_consent_is_to_be_quoted_or_to_share_the_data_and_nothing_else(
    problems: Problems, small: Make
) -> None:
    assert small("a: {type: yes/no, consent: quote}").items[0].consent == "quote"
    assert small("a: {type: yes/no, consent: share}").items[0].consent == "share"
    (found,) = problems("items: {a: {type: yes/no, consent: quotes}}")
    assert "`consent` is 'quotes', expected one of: quote, share. Did you mean 'quote'?" in found


KINDS = "missing: {blank: [NA, -99], declined: [-98, rather not], not asked: [-97]}"


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("-99", MISSING),
        ("na", MISSING),
        ("-98", DECLINED),
        ("-98.00", DECLINED),
        ("Rather  not", DECLINED),
        ("prefer not to answer", DECLINED),
        ("-97", Answer("not asked")),
        ("not asked", Answer("not asked")),
    ],
)
def test_the_kinds_of_no_answer_are_kept_apart(read_schema: Read, cell: str, answer: Answer) -> None:
    questionnaire, findings = read_schema(f"{{{KINDS}, items: {{age: {{type: integer}}}}}}")
    assert (findings, one(questionnaire, cell)) == ([], answer)


def test_a_level_is_no_other_spelling_of_a_code_for_no_answer(small: Make) -> None:
    assert one(small('a: {type: single, levels: ["00", x], missing: ["0"]}'), "00") == Answer(
        "answered", "00"
    )


def test_an_item_replaces_the_kinds_that_it_names(read_schema: Read) -> None:
    own = "a: {type: text, missing: [-1]}, b: {type: text, missing: {declined: [-99]}}"
    a, b = read_schema(f"{{{KINDS}, items: {{{own}}}}}")[0].items
    assert (a.missing, a.declined, a.unasked) == (("-1",), ("-98", "rather not"), ("-97",))
    assert (b.missing, b.declined, b.unasked) == (("NA",), ("-99",), ("-97",))


def test_a_code_for_no_answer_is_an_answer_where_it_is_a_level(read_schema: Read) -> None:
    questionnaire, _ = read_schema(f'{{{KINDS}, items: {{a: {{type: single, levels: ["-98", x]}}}}}}')
    assert one(questionnaire, "-98") == Answer("answered", "-98")


def test_who_was_not_asked_by_a_code_has_the_number_that_stands_for_it(small: Make) -> None:
    form = small("n: {type: integer, not_asked: 0, missing: {not asked: [-97]}}")
    assert one(form, "-97") == Answer("not asked", Fraction(0))


def test_who_was_not_asked_has_no_answer_when_no_number_stands_for_it_any_more(small: Make) -> None:
    asked = "kids: {type: yes/no}, n: {type: integer, asked_if: kids"
    form = small(f"{asked}, not_asked: 0}}")
    people = loading.load(b"id,kids,n\nP1,no,0\n", "a.csv", form).participants
    (again,), _ = loading.from_csv(to_csv(form, people), small(f"{asked}}}"), "participants.csv")
    assert again.answers["n"] == Answer("not asked")


class TestNotAskedByACode:
    @pytest.fixture
    def form(self, small: Make) -> Questionnaire:
        return small(
            "kids: {type: yes/no},"
            "n: {type: integer, asked_if: kids, not_asked: 0, missing: {not asked: [-97]}}"
        )

    def test_who_was_to_be_asked_is_told(self, form: Questionnaire, told: Told) -> None:
        loaded = loading.load(b"id,kids,n\nP1,yes,-97\n", "a.csv", form)
        assert loaded.participants[0].answers["n"] == Answer("not asked", Fraction(0))
        assert told(loaded) == [
            (
                "a.csv, line 2: n: marked as not asked ('-97') though by the answer to 'kids' it was asked. "
                "It counts as not asked; correct one of the two if it is a slip."
            )
        ]
        assert loaded.findings[0].severity == "warning"

    @pytest.mark.parametrize(("kids", "cell"), [("yes", "not asked"), ("", "not asked"), ("no", "")])
    def test_it_is_written_so_that_it_is_read_again(self, form: Questionnaire, kids: str, cell: str) -> None:
        people = loading.load(f"id,kids,n\nP1,{kids},-97\n".encode(), "a.csv", form).participants
        text = to_csv(form, people)
        assert text == f"participant_id,kids,n\nP1,{kids},{cell}\n"
        assert tuple(loading.from_csv(text, form, "participants.csv")[0]) == people


@pytest.mark.parametrize(
    ("item", "cells", "text"),
    [
        ("{type: single, levels: [x, prefer not to say], missing: {declined: [-98]}}", "-98", "'-98"),
        ("{type: single, levels: [x, Not asked], missing: {not asked: [skip]}}", "skip", "skip"),
        ("{type: text, missing: {blank: [prefer not to say], declined: [no]}}", "no", "no"),
        (
            "{type: text, missing: {blank: [prefer not to say]}}",
            "prefer not to answer",
            "prefer not to answer",
        ),
        (
            "{type: text, missing: {not asked: [prefer not to say]}}",
            "prefer not to answer",
            "prefer not to answer",
        ),
        ("{type: text, missing: {declined: [not asked], not asked: [-97]}}", "-97", "'-97"),
    ],
)
def test_a_kind_whose_usual_words_mean_something_else_is_written_by_its_code(
    small: Make, item: str, cells: str, text: str
) -> None:
    form = small(f"a: {item}")
    people = loading.load(f"id,a\nP1,{cells}\n".encode(), "a.csv", form).participants
    assert to_csv(form, people) == f"participant_id,a\nP1,{text}\n"
    assert tuple(loading.from_csv(to_csv(form, people), form, "p")[0]) == people


@pytest.mark.parametrize(("levels", "text"), [("[A, B]", "none of them"), ("[A, None of them]", ";")])
def test_nothing_ticked_is_written_so_that_it_is_read_again(small: Make, levels: str, text: str) -> None:
    form = small(f"a: {{type: several, levels: {levels}}}")
    heads = ",".join(f"a: {level}" for level in form.items[0].levels)
    people = loading.load(f"id,{heads}\nP1,0,0\n".encode(), "a.csv", form).participants
    assert people[0].answers["a"] == Answer("answered", ())
    assert to_csv(form, people) == f"participant_id,a\nP1,{text}\n"
    assert tuple(loading.from_csv(to_csv(form, people), form, "p")[0]) == people


@pytest.mark.parametrize("cell", [";", "; ;"])
def test_a_separator_alone_is_a_blank_in_a_file_of_answers(small: Make, cell: str) -> None:
    assert one(small("a: {type: several, levels: [A, B]}"), cell) == MISSING
