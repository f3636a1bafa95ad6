"""The blank workbook: lists, limits and prompts as Excel has them, and it loads back once it is filled in."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from pimhcli.questionnaire import form_words, form_workbook, loading

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.worksheet.datavalidation import DataValidation

    from pimhcli.questionnaire.schema import Questionnaire

    Make = Callable[[str], Questionnaire]


def opened(questionnaire: Questionnaire, *ids: str) -> Any:
    return load_workbook(io.BytesIO(form_workbook.made(questionnaire, ids or ("",) * 3)))


def rule(book: Any, place: str) -> DataValidation:
    """The rule on a cell of the answers."""
    return next(one for one in book["Answers"].data_validations.dataValidation if place in one.sqref)


def listed(book: Any, place: str) -> list[object]:
    """What can be chosen in a cell."""
    sheet, _, cells = rule(book, place).formula1.partition("!")
    return [cell.value for (cell,) in book[sheet][cells.replace("$", "")]]


def test_there_is_a_sheet_to_fill_in_one_to_read_and_a_hidden_one_of_lists(small: Make) -> None:
    book = opened(small("kids: {type: yes/no}"))
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("Answers", "visible"),
        ("Questions", "visible"),
        ("Lists", "hidden"),
    ]


def test_the_first_column_is_of_participant_ids_and_holds_those_given(small: Make) -> None:
    sheet = opened(small("kids: {type: yes/no}"), "P1", "P2")["Answers"]
    assert [cell.value for cell in sheet["A"]] == ["participant_id", "P1", "P2"]


def test_the_header_is_frozen_bold_and_wrapped(small: Make) -> None:
    sheet = opened(small("kids: {type: yes/no}"))["Answers"]
    assert (sheet.freeze_panes, sheet["B1"].font.bold, sheet["B1"].alignment.wrap_text) == ("B2", True, True)


@pytest.mark.parametrize(
    ("item", "choices"),
    [
        ("{type: yes/no}", ["yes", "no", "prefer not to say"]),
        ("{type: single, levels: [a, Prefer not to say]}", ["a", "Prefer not to say"]),
        ("{type: scale, min: 1, max: 3}", [1, 2, 3, "prefer not to say"]),
        ("{type: several, levels: [a]}", ["x", "no", "prefer not to say"]),
        ("{type: yes/no, missing: {declined: ['-98', keine Angabe]}}", ["yes", "no", "keine Angabe"]),
        (
            """{type: single, levels: ['=1+1', 'a, b', '"c"', "d\\ne", 'שלום']}""",
            ["=1+1", "a, b", '"c"', "d e", "שלום", "prefer not to say"],
        ),
    ],
)
def test_a_cell_with_levels_has_a_list_to_choose_from(small: Make, item: str, choices: list[object]) -> None:
    book = opened(small(f"one: {item}"))
    assert (rule(book, "B4").type, listed(book, "B4")) == ("list", choices)


def test_a_list_may_be_longer_than_excel_allows_within_a_rule(small: Make) -> None:
    levels = [f"level number {i}" for i in range(100)]
    book = opened(small(f"one: {{type: single, levels: [{', '.join(levels)}]}}"))
    assert listed(book, "B2") == [*levels, "prefer not to say"]


def test_lists_that_are_the_same_stand_there_once(small: Make) -> None:
    book = opened(small("a: {type: yes/no}, b: {type: yes/no}"))
    assert rule(book, "B2").formula1 == rule(book, "C2").formula1


@pytest.mark.parametrize(
    ("item", "held"),
    [
        ("{type: integer, min: 18, max: 75}", "B2>=18,B2<=75,B2=INT(B2)"),
        ("{type: number, min: 0.5}", "B2>=0.5"),
        ("{type: number}", "TRUE"),
        ("{type: integer, max: 9}", "B2<=9,B2=INT(B2)"),
        ("{type: date}", "B2>=1,B2<=2958465"),
    ],
)
def test_numbers_and_dates_are_held_to_their_limits_or_declined(small: Make, item: str, held: str) -> None:
    found = rule(opened(small(f"one: {item}")), "B2")
    declines = 'SUMPRODUCT(--(Lists!$A$1:$A$1=TRIM(B2&"")))>0'
    assert (found.type, found.formula1) == (
        "custom",
        f"OR({declines},IF(ISNUMBER(B2),AND({held}),FALSE))",
    )


@pytest.mark.parametrize("kind", ["integer", "number", "date"])
def test_numbers_and_dates_take_every_word_for_preferring_not_to_say(small: Make, kind: str) -> None:
    book = opened(small(f"one: {{type: {kind}, missing: {{declined: ['-98', keine Angabe]}}}}"))
    place = rule(book, "B2").formula1.partition("--(")[2].partition("=")[0]
    (column,) = book["Lists"][place.partition("!")[2]][0][0].column_letter
    words = [cell.value for cell in book["Lists"][column]]
    assert words == ["keine Angabe", "prefer not to say", "-98"]


def test_what_the_rule_takes_instead_of_a_number_loads_as_declined(small: Make) -> None:
    made = small("one: {type: integer, min: 0, missing: {declined: ['-98', keine Angabe]}}")
    rows = "".join(f"P{i},{word}\n" for i, word in enumerate(form_words.refusing(made.items[0])))
    people, findings = loading.from_csv(f"participant_id,one\n{rows}", made, "form.csv")
    assert (findings, {person.answers["one"].state for person in people}) == ([], {"declined"})


@pytest.mark.parametrize("title", ["Answers", "Questions"])
def test_a_sheet_is_printed_as_wide_as_a_page_with_its_head_on_each(small: Make, title: str) -> None:
    sheet = opened(small("kids: {type: yes/no}"))[title]
    setup = sheet.page_setup
    assert (setup.orientation, setup.fitToWidth, setup.fitToHeight) == ("landscape", 1, 0)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.print_title_rows) == (True, "$1:$1")


def test_what_is_typed_wrong_is_told_what_was_expected(small: Make) -> None:
    found = rule(opened(small("age: {type: integer, unit: years, min: 18, max: 75}")), "B2")
    assert found.error == "Expected: a whole number (years), from 18 to 75."


@pytest.mark.parametrize(
    ("kind", "number_format"),
    [
        ("{type: duration, unit: years}", "@"),
        ("{type: text}", "@"),
        ("{type: single, levels: [4-6]}", "@"),
        ("{type: date}", "yyyy-mm-dd"),
        ("{type: integer}", "General"),
        ("{type: scale, min: 1, max: 5}", "General"),
    ],
)
def test_excel_is_kept_from_making_something_else_of_what_is_typed(
    small: Make, kind: str, number_format: str
) -> None:
    assert opened(small(f"one: {kind}"))["Answers"]["B2"].number_format == number_format


def test_a_prompt_gives_the_question_how_to_answer_and_when_not_to(small: Make) -> None:
    book = opened(small("kids: {type: yes/no}, n: {type: integer, text: 'How many?', asked_if: kids}"))
    found = rule(book, "C2")
    assert (found.promptTitle, found.prompt) == (
        "Question 2",
        "How many?\nA whole number.\nLeave blank when the answer to question 1 is not yes.",
    )


def test_no_text_of_a_rule_is_longer_than_excel_shows(small: Make) -> None:
    levels = ", ".join(f"{'😀' * 60} {i}" for i in range(9))
    book = opened(
        small(
            f"one: {{type: single, text: {'🙂 word' * 90}, levels: [{levels}]}},"
            f"two: {{type: integer, unit: {'long ' * 90}, asked_if: {{one: [{levels}]}}}}"
        )
    )
    for place in ("A2", "B2", "C2"):
        found = rule(book, place)
        texts = ((found.promptTitle, 32), (found.prompt, 255), (found.error, 225))
        assert all(len((text or "").encode("utf-16-le")) // 2 <= longest for text, longest in texts)


def test_a_question_that_looks_like_a_formula_stays_a_text(small: Make) -> None:
    cell = opened(small('sum: {type: integer, text: "=SUM(A1:A9)"}'))["Answers"]["B1"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=SUM(A1:A9)", "s", True)


def test_the_second_sheet_tells_how_to_answer_and_what_is_left_blank(small: Make) -> None:
    sheet = opened(small("kids: {type: yes/no}, n: {type: integer, text: 'How many?', asked_if: kids}"))[
        "Questions"
    ]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)] == [
        [1, "kids", "Choose one from the list. The answers: yes; no.", "there is no answer"],
        [2, "How many?", "A whole number.", "the answer to question 1 is not yes, or there is no answer"],
    ]


def test_the_same_questionnaire_gives_the_same_bytes(questionnaire: Questionnaire) -> None:
    assert form_workbook.made(questionnaire, ("P1",)) == form_workbook.made(questionnaire, ("P1",))


def test_a_form_that_nobody_filled_in_has_no_answers(questionnaire: Questionnaire) -> None:
    loaded = loading.load(form_workbook.made(questionnaire, ("",) * 50), "form.xlsx", questionnaire)
    assert loaded.participants == ()
    assert [finding.message for finding in loaded.findings] == ["there are no answers under the header."]


def test_a_form_with_ids_alone_loads_as_participants_without_answers(questionnaire: Questionnaire) -> None:
    loaded = loading.load(form_workbook.made(questionnaire, ("P1", "P2")), "form.xlsx", questionnaire)
    assert (loaded.findings, [person.id for person in loaded.participants]) == ((), ["P1", "P2"])


def test_the_heads_of_long_questions_leave_room_for_the_rows(small: Make) -> None:
    sheet = opened(small(f"one: {{type: text, text: {'word ' * 150}}}, two: {{type: yes/no}}"))["Answers"]
    assert sheet.row_dimensions[1].height == 160
    assert (sheet.column_dimensions["B"].width, sheet.column_dimensions["C"].width) == (40, 16)


def test_a_prompt_of_one_of_several_levels_begins_with_the_level(small: Make) -> None:
    book = opened(small(f"one: {{type: several, text: {'word ' * 90}, levels: [Nurse]}}"))
    assert rule(book, "B2").prompt.startswith("Nurse: word word")


def test_thousands_of_rows_have_rules_and_no_lines(small: Make) -> None:
    book = opened(small("kids: {type: yes/no}"), *("",) * 2_000)
    assert (book["Answers"].max_row, str(rule(book, "B2001").sqref)) == (500, "B2:B2001")
