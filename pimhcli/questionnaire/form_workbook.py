"""The blank form as a workbook: one row a participant, with lists to choose from and limits on numbers."""

from __future__ import annotations

import io
from math import ceil
from typing import TYPE_CHECKING, Any

from pimhcli import archives, numbers
from pimhcli.questionnaire import form, form_words
from pimhcli.questionnaire.answers import ID
from pimhcli.sheets.cells import guarded, letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from pimhcli.questionnaire.form import Column, Question
    from pimhcli.questionnaire.items import Item
    from pimhcli.questionnaire.schema import Questionnaire

ANSWERS, QUESTIONS, LISTS = "Answers", "Questions", "Lists"
_PROMPT, _TITLE, _ERROR = 255, 32, 225  # characters that Excel shows; with more it calls the file damaged
_WIDTHS = (16, 40)  # characters of the narrowest and of the widest column
_USUAL_LINES = 4  # of a question at the head of its column
_FONT = "Calibri"  # as of a new workbook
_LINE = 15  # points of a line of text
_MOST_LINED = 500  # rows; thousands take long to draw, and nobody needs them
_TALLEST, _TALLEST_HEAD = 400, 160  # points of a row; Excel knows no more than 409
_TEXT = "@"  # else Excel makes a date of 6/12 and of 4-6
_OF_QUESTIONS = {"No.": 6, "Question": 60, "How to answer": 50, "Left blank when": 40}  # characters of each
_LAST_DAY = 2_958_465  # 9999-12-31, as Excel counts days
_FORMATS = {"integer": "General", "number": "General", "scale": "General", "date": "yyyy-mm-dd"}
_OF_IDS = "An id of your own for each participant, such as P1; never a name."


def made(questionnaire: Questionnaire, ids: Sequence[str]) -> bytes:
    """The bytes of the .xlsx; the same each time.

    Args:
        questionnaire: its items.
        ids: one for every row to fill in; an empty one is filled in with the answers.
    """
    from openpyxl import Workbook

    book = Workbook()
    answers, questions, lists = book.active, book.create_sheet(QUESTIONS), book.create_sheet(LISTS)
    answers.title = ANSWERS
    lists.sheet_state = "hidden"
    _fill_answers(answers, form.columns(questionnaire), ids, _Lists(lists))
    _fill_questions(questions, form.questions(questionnaire))
    stream = io.BytesIO()
    book.save(stream)
    return archives.reproducible(stream.getvalue())


class _Lists:
    """The hidden sheet of what can be chosen, each list in a column.

    Within a cell's own rule a list could hold neither commas nor more than 255 characters.

    Args:
        sheet: the sheet.
    """

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._places: dict[tuple[str | int, ...], str] = {}

    def place(self, choices: tuple[str | int, ...]) -> str:
        """Where a list stands; it is put there if need be."""
        if choices not in self._places:
            column = len(self._places) + 1
            for row, choice in enumerate(choices, 1):
                _put(self._sheet, row, column, choice)
            name = letter(column)
            self._places[choices] = f"{LISTS}!${name}$1:${name}${len(choices)}"
        return self._places[choices]


def _fill_answers(sheet: Worksheet, columns: Sequence[Column], ids: Sequence[str], lists: _Lists) -> None:
    _head(sheet, [ID, *(column.header for column in columns)], [_WIDTHS[0], *map(_width, columns)])
    last = max(len(ids), 1) + 1
    _rule(sheet, 1, last, _prompted("Participant", _OF_IDS))
    for index, column in enumerate(columns, 2):
        _rule(sheet, index, last, _of_column(column, f"{letter(index)}2", lists))
    formats = [_TEXT, *(_format(column.question.item) for column in columns)]
    for index, number_format in enumerate(formats, 1):
        # of the rows further down too
        sheet.column_dimensions[letter(index)].number_format = number_format
    _rule_off(sheet, formats, last)
    for row, name in enumerate(ids, 2):
        if name:
            _put(sheet, row, 1, name)
    sheet.freeze_panes = "B2"
    _set_up_pages(sheet)


def _fill_questions(sheet: Worksheet, questions: Iterable[Question]) -> None:
    widths = list(_OF_QUESTIONS.values())
    _head(sheet, list(_OF_QUESTIONS), widths)
    rows = [("", ID, _OF_IDS, "never"), *map(_told, questions)]
    for index, cells in enumerate(rows, 2):
        for column, words in enumerate(cells, 1):
            _put(sheet, index, column, words).alignment = _wrapped()
        sheet.row_dimensions[index].height = _height(zip(cells, widths, strict=True))
    sheet.freeze_panes = "A2"
    _set_up_pages(sheet)


def _set_up_pages(sheet: Worksheet) -> None:
    """On paper a sheet is as wide as a page, and its head stands on each."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _told(question: Question) -> tuple[str | int, str, str, str]:
    how = form_words.how(question.item)
    levels = form_words.offered(question.item)
    listed = f" The answers: {'; '.join(levels)}." if levels else ""
    blank = f"{question.blank_when}, or there is no answer" if question.blank_when else "there is no answer"
    return question.number, form_words.question(question.item), how + listed, blank


def _head(sheet: Worksheet, headers: Sequence[str], widths: Sequence[int]) -> None:
    from openpyxl.styles import Border, Font, PatternFill, Side

    for index, (header, width) in enumerate(zip(headers, widths, strict=True), 1):
        cell = _put(sheet, 1, index, header)
        cell.font = Font(name=_FONT, size=11, bold=True)
        cell.fill = PatternFill("solid", fgColor="E7ECF2")
        cell.border = Border(bottom=Side("medium", color="5B6B7F"))
        cell.alignment = _wrapped()
        sheet.column_dimensions[letter(index)].width = width
    # it stays in sight, and must leave room for the rows
    sheet.row_dimensions[1].height = min(_height(zip(headers, widths, strict=True)), _TALLEST_HEAD)


def _put(sheet: Worksheet, row: int, column: int, value: str | int) -> Any:  # noqa: ANN401 openpyxl has no types
    """Puts words into a cell, never a formula."""
    cell = sheet.cell(row, column)
    cell.value = form_words.printable(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = _TEXT
        # the mark of a text keeps it one when somebody edits the cell
        cell.quotePrefix = guarded(value) != value
    return cell


def _rule_off(sheet: Worksheet, formats: Sequence[str], last: int) -> None:
    """Draws thin lines around the cells to fill in, so that they can be seen; not where they are too many."""
    from openpyxl.styles import Border, Side

    side = Side("thin", color="C9D1DB")
    border = Border(side, side, side, side)
    for row in range(2, min(last, _MOST_LINED) + 1):
        for index, number_format in enumerate(formats, 1):
            cell = sheet.cell(row, index)
            cell.border = border
            cell.number_format = number_format


def _wrapped() -> Any:  # noqa: ANN401 openpyxl has no types
    from openpyxl.styles import Alignment

    return Alignment(wrap_text=True, vertical="top", horizontal="left")


def _format(item: Item) -> str:
    return _FORMATS.get(item.type, _TEXT)


def _width(column: Column) -> int:
    """Characters of a column: wider where the question is long, so that its head does not get tall."""
    narrowest, widest = _WIDTHS
    return max(narrowest, min(len(column.header) // _USUAL_LINES, widest))


def _height(cells: Iterable[tuple[str | int, int]]) -> int:
    """Points of a row in which all texts can be read, with room for words that do not break well."""
    lines = max(
        sum(ceil((len(line) + 1) * 1.2 / width) for line in str(words).split("\n")) for words, width in cells
    )
    return min(lines * _LINE + 3, _TALLEST)


def _rule(sheet: Worksheet, column: int, last: int, rule: dict[str, str]) -> None:
    """Puts a rule on the cells to fill in of a column."""
    from openpyxl.worksheet.datavalidation import DataValidation

    validation = DataValidation(allow_blank=True, showErrorMessage=True, showInputMessage=True, **rule)
    validation.add(f"{letter(column)}2:{letter(column)}{last}")
    sheet.add_data_validation(validation)


def _of_column(column: Column, first: str, lists: _Lists) -> dict[str, str]:
    """The rule of a column, as it stands in its first cell to fill in."""
    item = column.question.item
    # the question may be cut, the level may not
    asked = ": ".join(filter(None, (column.level, form_words.question(item))))
    blank = f"Leave blank when {column.question.blank_when}." if column.question.blank_when else ""
    rule = _prompted(f"Question {column.question.number}", form_words.how(item), asked, blank)
    choices = form_words.choices(item)
    if choices:
        told = _cut(f"Choose one from the list: {'; '.join(map(str, choices))}.", _ERROR)
        return rule | {"type": "list", "formula1": lists.place(choices), "error": told}
    limits = _limits(item, first)
    if not limits:
        return rule
    # compared as texts, for a word of the questionnaire may be a number such as -98
    declines = f'SUMPRODUCT(--({lists.place(form_words.refusing(item))}=TRIM({first}&"")))>0'
    # a comparison with a text would fail, and with it the whole
    formula = f"OR({declines},IF(ISNUMBER({first}),AND({','.join(limits)}),FALSE))"
    told = _cut(f"Expected: {form_words.expected(item)}.", _ERROR)
    return rule | {"type": "custom", "formula1": formula, "error": told}


def _limits(item: Item, cell: str) -> list[str]:
    """What a number or a date of a cell has to be; nothing for what can be any text."""
    match item.type:
        case "date":
            return [f"{cell}>=1", f"{cell}<={_LAST_DAY}"]
        case "integer" | "number":
            ends = ((">=", item.minimum), ("<=", item.maximum))
            whole = [f"{cell}=INT({cell})"] if item.type == "integer" else []
            held = [f"{cell}{sign}{numbers.canonical(end)}" for sign, end in ends if end is not None]
            return [*held, *whole] or ["TRUE"]
        case _:
            return []


def _prompted(title: str, how: str, asked: str = "", blank: str = "") -> dict[str, str]:
    """What is shown beside a cell; where all has no room the question is cut, as it heads the column."""
    told = _cut("\n".join(filter(None, (how, blank))), _PROMPT)
    room = _PROMPT - _units(told) - 1
    question = f"{_cut(asked, room)}\n" if asked and room > _TITLE else ""
    return {"promptTitle": _cut(title, _TITLE), "prompt": question + told}


def _cut(words: str, longest: int) -> str:
    """As much of a text as Excel shows, by its count, in which an emoji is two characters."""
    if _units(words) <= longest:
        return words
    while _units(words) > longest - 1:
        words = words[:-1]
    return f"{words.rstrip()}…"


def _units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2
