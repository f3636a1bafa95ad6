"""What Excel does to answers is named with its cell, and never loaded."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from pimhcli.errors import ProblemsError
from pimhcli.questionnaire import loading

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.worksheet.worksheet import Worksheet

    from pimhcli.questionnaire.loading import Loaded
    from pimhcli.questionnaire.schema import Questionnaire

    Told = Callable[[Loaded], list[str]]
    Build = Callable[..., bytes]
    Make = Callable[[str], Questionnaire]

HEADER = ("id", "band")


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part of its zip changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content) if part == name else content)
    return stream.getvalue()


def with_result(data: bytes, cell: str, result: object, kind: str = "n") -> bytes:
    """The workbook with a saved result of the formula in a cell."""
    saved = rf'<c r="{cell}" t="{kind}">\1<v>{result}</v></c>'.encode()
    pattern = rf'<c r="{cell}"[^>]*>(<f>.*?</f>)<v ?/?>(?:</v>)?</c>'.encode()
    return with_part(data, "xl/worksheets/sheet1.xml", lambda xml: re.sub(pattern, saved, xml))


def values(loaded: Loaded, item: str) -> list[object]:
    return [person.answers[item].value for person in loaded.participants]


@pytest.fixture
def band(small: Make) -> Questionnaire:
    return small('band: {type: single, levels: ["4-6", "7-12"]}')


@pytest.fixture
def ratio(small: Make) -> Questionnaire:
    return small("ratio: {type: number}")


@pytest.fixture
def age(small: Make) -> Questionnaire:
    return small("age: {type: integer, unit: years}")


@pytest.fixture
def yes_no(small: Make) -> Questionnaire:
    return small("kids: {type: yes/no}")


@pytest.fixture
def remark(small: Make) -> Questionnaire:
    return small("remark: {type: text}")


@pytest.fixture
def practice(small: Make) -> Questionnaire:
    return small("practice: {type: duration, unit: years}")


def test_a_cell_typed_4_6_that_excel_made_a_date_is_named_with_its_cell(
    workbook: Build, band: Questionnaire, told: Told
) -> None:
    loaded = loading.load(workbook([HEADER, ("P1", "7-12"), ("P2", date(2026, 6, 4))]), "a.xlsx", band)
    assert told(loaded) == [
        (
            "a.xlsx, sheet 'Responses', cell B3: band: found the date 2026-06-04, "
            "expected one of: 4-6, 7-12. "
            "Excel turned what was typed into a date; format the column as Text and type it again."
        )
    ]


@pytest.mark.parametrize("fixture", ["age", "ratio", "practice", "remark", "yes_no"])
def test_a_date_is_no_answer_to_an_item_of_another_type(
    workbook: Build,
    request: pytest.FixtureRequest,
    fixture: str,
    told: Told,
) -> None:
    questionnaire = request.getfixturevalue(fixture)
    rows = [("id", questionnaire.items[0].id), ("P1", datetime(2026, 6, 4))]  # noqa: DTZ001 Excel has no time zones
    (found,) = told(loading.load(workbook(rows), "a.xlsx", questionnaire))
    assert "cell B2" in found
    assert "Excel turned what was typed into a date" in found


def test_a_time_of_day_is_no_span_of_time(workbook: Build, practice: Questionnaire, told: Told) -> None:
    loaded = loading.load(workbook([("id", "practice"), ("P1", time(4, 30))]), "a.xlsx", practice)
    assert "found the date 04:30:00, expected a span of time in years" in told(loaded)[0]


def test_a_date_answers_an_item_that_asks_for_one(workbook: Build, small: Make) -> None:
    questionnaire = small("since: {type: date}")
    loaded = loading.load(workbook([("id", "since"), ("P1", date(2026, 6, 4))]), "a.xlsx", questionnaire)
    assert (values(loaded, "since"), loaded.findings) == ([date(2026, 6, 4)], ())


def test_a_cell_shown_in_percent_is_asked_about(workbook: Build, ratio: Questionnaire, told: Told) -> None:
    def show_in_percent(sheet: Worksheet) -> None:
        sheet["B2"].number_format = "0%"

    data = workbook([("id", "ratio"), ("P1", 0.45)], show_in_percent)
    assert told(loading.load(data, "a.xlsx", ratio)) == [
        (
            "a.xlsx, sheet 'Responses', cell B2: ratio: found '45%', expected a number. "
            "Is 45 meant, or 0.45? Type that, formatted as a number."
        )
    ]


def test_a_percent_sign_that_is_only_written_behind_a_number_changes_nothing(
    workbook: Build, ratio: Questionnaire
) -> None:
    def write_sign(sheet: Worksheet) -> None:
        sheet["B2"].number_format = '0"%"'

    loaded = loading.load(workbook([("id", "ratio"), ("P1", 45)], write_sign), "a.xlsx", ratio)
    assert (values(loaded, "ratio"), loaded.findings) == ([Fraction(45)], ())


def test_the_noise_of_binary_numbers_is_taken_off(workbook: Build, ratio: Questionnaire) -> None:
    loaded = loading.load(workbook([("id", "ratio"), ("P1", 0.1 + 0.2)]), "a.xlsx", ratio)
    assert values(loaded, "ratio") == [Fraction(3, 10)]


def test_a_number_stored_as_text_is_the_number(workbook: Build, age: Questionnaire) -> None:
    loaded = loading.load(workbook([("id", "age"), ("P1", "34")]), "a.xlsx", age)
    assert (values(loaded, "age"), loaded.findings) == ([34], ())


def test_a_whole_number_with_a_decimal_is_whole(workbook: Build, age: Questionnaire) -> None:
    loaded = loading.load(workbook([("id", "age"), ("P1", 34.0)]), "a.xlsx", age)
    assert values(loaded, "age") == [34]


def test_zero_is_not_blank(workbook: Build, age: Questionnaire) -> None:
    loaded = loading.load(workbook([("id", "age"), ("P1", 0), ("P2", None)]), "a.xlsx", age)
    assert [person.answers["age"].state for person in loaded.participants] == ["answered", "missing"]


def test_excels_true_and_false_answer_a_yes_no_item(workbook: Build, yes_no: Questionnaire) -> None:
    loaded = loading.load(workbook([("id", "kids"), ("P1", True), ("P2", False)]), "a.xlsx", yes_no)
    assert values(loaded, "kids") == ["yes", "no"]


def test_excels_true_is_no_number(workbook: Build, age: Questionnaire, told: Told) -> None:
    loaded = loading.load(workbook([("id", "age"), ("P1", True)]), "a.xlsx", age)
    assert "age: found 'TRUE', expected a whole number (years)." in told(loaded)[0]


def test_a_number_answers_a_text_item_as_it_was_typed(workbook: Build, remark: Questionnaire) -> None:
    loaded = loading.load(workbook([("id", "remark"), ("P1", 7.50)]), "a.xlsx", remark)
    assert values(loaded, "remark") == ["7.5"]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!"])
def test_an_error_of_excel_is_named_with_its_cell(
    workbook: Build, age: Questionnaire, told: Told, error: str
) -> None:
    loaded = loading.load(workbook([("id", "age"), ("P1", error)]), "a.xlsx", age)
    assert told(loaded) == [
        (
            f"a.xlsx, sheet 'Responses', cell B2: age: found Excel's error {error}, "
            "expected a whole number (years). Put the answer in its place."
        )
    ]


def test_a_formula_without_a_saved_result_is_named_with_its_cell(
    workbook: Build, age: Questionnaire, told: Told
) -> None:
    loaded = loading.load(workbook([("id", "age"), ("P1", "=30+4")]), "a.xlsx", age)
    assert told(loaded) == [
        (
            "a.xlsx, sheet 'Responses', cell B2: age: found a formula without a saved result, "
            "expected a whole number (years). "
            "Open the workbook in Excel and save it, so that it holds the formula's result."
        )
    ]


def test_a_formula_counts_as_its_saved_result(workbook: Build, age: Questionnaire) -> None:
    data = with_result(workbook([("id", "age"), ("P1", "=30+4")]), "B2", 34)
    loaded = loading.load(data, "a.xlsx", age)
    assert (values(loaded, "age"), loaded.findings) == ([34], ())


def test_a_formula_whose_saved_result_is_an_empty_text_is_blank(workbook: Build, age: Questionnaire) -> None:
    data = with_result(workbook([("id", "age"), ("P1", '=IF(1,"",2)')]), "B2", "", "str")
    loaded = loading.load(data, "a.xlsx", age)
    assert (values(loaded, "age"), loaded.findings) == ([None], ())


def test_an_error_in_an_ignored_column_stops_nothing(workbook: Build, age: Questionnaire) -> None:
    rows = [("id", "age", "sum"), ("P1", 34, "#N/A")]
    assert loading.load(workbook(rows), "a.xlsx", age, ignore=("Sum",)).findings == ()


def test_merged_cells_among_the_answers_are_named_with_their_range(
    workbook: Build, age: Questionnaire, told: Told
) -> None:
    data = workbook([("id", "age"), ("P1", 34), ("P2", None)], lambda sheet: sheet.merge_cells("B2:B3"))
    assert told(loading.load(data, "a.xlsx", age)) == [
        (
            "a.xlsx, sheet 'Responses', cells B2:B3: these cells are merged, so all but the first are blank. "
            "Unmerge them in Excel and fill in each cell."
        )
    ]


def test_merged_cells_under_the_answers_stop_nothing(workbook: Build, age: Questionnaire) -> None:
    data = workbook([("id", "age"), ("P1", 34)], lambda sheet: sheet.merge_cells("A9:B9"))
    assert loading.load(data, "a.xlsx", age).findings == ()


def test_hidden_rows_and_columns_are_loaded_with_a_warning(
    workbook: Build, age: Questionnaire, told: Told
) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    loaded = loading.load(workbook([("id", "age"), ("P1", 34), ("P2", 35)], hide), "a.xlsx", age)
    assert values(loaded, "age") == [34, 35]
    assert {finding.severity for finding in loaded.findings} == {"warning"}
    assert told(loaded) == [
        "a.xlsx, sheet 'Responses': hidden rows were loaded too: 3.",
        "a.xlsx, sheet 'Responses': hidden columns were loaded too: B.",
    ]


def test_blank_rows_are_skipped_and_the_cells_keep_their_places(
    workbook: Build, age: Questionnaire, told: Told
) -> None:
    data = workbook([(None, None), ("id", "age"), (None, "  "), ("P1", "x")])
    assert "cell B4" in told(loading.load(data, "a.xlsx", age))[0]


def test_a_sheet_formatted_far_down_ends_where_its_answers_do(workbook: Build, age: Questionnaire) -> None:
    def colour_the_last_cell(sheet: Worksheet) -> None:
        sheet["XFD1048576"].fill = PatternFill("solid", "FFFF00")

    loaded = loading.load(workbook([("id", "age"), ("P1", 34)], colour_the_last_cell), "a.xlsx", age)
    assert (values(loaded, "age"), loaded.findings) == ([34], ())


def test_a_hidden_sheet_is_never_chosen(workbook: Build, age: Questionnaire) -> None:
    def add_hidden(sheet: Worksheet) -> None:
        for state in ("hidden", "veryHidden"):
            other = sheet.parent.create_sheet(state, 0)
            other.append(["id", "age"])
            other.append(["X1", 99])
            other.sheet_state = state
        sheet.parent.active = 2

    loaded = loading.load(workbook([("id", "age"), ("P1", 34)], add_hidden), "a.xlsx", age)
    assert (values(loaded, "age"), loaded.source) == ([34], "Responses")


Rows = Sequence[tuple[object, ...]]


def with_two_sheets(first: Rows, second: Rows) -> bytes:
    book = Workbook()
    book.active.title = "One"
    for row in first:
        book.active.append(row)
    other = book.create_sheet("Two")
    for row in second:
        other.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_of_several_sheets_the_one_whose_header_fits_best_is_read(age: Questionnaire) -> None:
    data = with_two_sheets([("about", "this")], [("id", "Age"), ("P1", 34)])
    assert loading.load(data, "a.xlsx", age).source == "Two"


def test_sheets_that_fit_alike_are_named(age: Questionnaire, told: Told) -> None:
    rows = [("id", "age"), ("P1", 34)]
    assert told(loading.load(with_two_sheets(rows, rows), "a.xlsx", age)) == [
        (
            "a.xlsx: it is not clear which sheet holds the answers; visible sheets: 'One', 'Two'. "
            "Name it with --sheet."
        )
    ]


def test_the_sheet_that_was_named_is_read(age: Questionnaire) -> None:
    rows = [("id", "age"), ("P1", 34)]
    assert loading.load(with_two_sheets(rows, rows), "a.xlsx", age, sheet="two").source == "Two"


def test_a_sheet_that_is_not_there_is_named_with_the_nearest(
    workbook: Build, age: Questionnaire, told: Told
) -> None:
    loaded = loading.load(workbook([("id", "age")]), "a.xlsx", age, sheet="Response")
    assert told(loaded) == ["a.xlsx: there is no sheet 'Response'. Did you mean 'Responses'?"]


def test_an_empty_sheet_is_named(workbook: Build, age: Questionnaire, told: Told) -> None:
    assert "the sheet is empty." in told(loading.load(workbook([]), "a.xlsx", age))[0]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.xlsx is empty."),
        (b" \r\n", "a.xlsx is empty."),
        (b"id,age\nP1,34\n", "a.xlsx is called an Excel workbook but is plain text."),
        (b"<html><table>", "a.xlsx is a web page (HTML), not a sheet."),
        (b"\xef\xbb\xbf\n<table>", "a.xlsx is a web page (HTML), not a sheet."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xlsx is an old .xls workbook, or one with a password."),
        (b"PK\x03\x04 cut", "a.xlsx is damaged or was not saved to its end."),
    ],
)
def test_what_is_no_workbook_is_named_for_what_it_is(age: Questionnaire, data: bytes, message: str) -> None:
    with pytest.raises(ProblemsError) as caught:
        loading.load(data, "a.xlsx", age)
    assert caught.value.message == message


def test_a_workbook_cut_short_is_damaged(workbook: Build, age: Questionnaire) -> None:
    with pytest.raises(ProblemsError, match="is damaged"):
        loading.load(workbook([("id", "age"), ("P1", 34)])[:-200], "a.xlsx", age)


def test_a_workbook_whose_sheet_is_no_xml_is_damaged(workbook: Build, age: Questionnaire) -> None:
    data = with_part(workbook([("id", "age")]), "xl/worksheets/sheet1.xml", lambda _: b"<worksheet><c")
    with pytest.raises(ProblemsError, match="is damaged"):
        loading.load(data, "a.xlsx", age)


def test_a_workbook_that_unpacks_to_far_too_much_is_refused(workbook: Build, age: Questionnaire) -> None:
    data = with_part(workbook([("id", "age")]), "xl/styles.xml", lambda _: b" " * 50_000_000)
    with pytest.raises(ProblemsError, match="unpacks to far more"):
        loading.load(data, "a.xlsx", age)


def test_a_workbook_is_known_by_its_bytes_whatever_its_name(workbook: Build, age: Questionnaire) -> None:
    loaded = loading.load(workbook([("id", "age"), ("P1", 34)]), "export.csv", age)
    assert values(loaded, "age") == [34]
