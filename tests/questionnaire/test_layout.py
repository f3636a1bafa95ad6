"""The layout of the table: what a row may say, and what it may not."""

from __future__ import annotations

import re
from textwrap import dedent, indent
from typing import TYPE_CHECKING

import pytest

from pimhcli.questionnaire import table_words
from pimhcli.questionnaire.layout import NumberStyle, PercentStyle, RowLayout, TableLayout

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.findings import Finding
    from pimhcli.questionnaire.schema import Questionnaire

    Read = Callable[[str], tuple[Questionnaire, list[Finding]]]
    Rows = Callable[[str], tuple[tuple[RowLayout, ...], list[str]]]

ITEMS = """
items:
  age: {type: integer, unit: years}
  job: {type: single, levels: [Psychologist, Nursing]}
  kids: {type: yes/no, text: "Do you have children?"}
  mood: {type: scale, min: 1, max: 3}
  remark: {type: text}
"""


@pytest.fixture
def rows(read_schema: Read) -> Rows:
    def read(text: str) -> tuple[tuple[RowLayout, ...], list[str]]:
        layout = indent(dedent(text), "    ")
        questionnaire, findings = read_schema(f"{ITEMS}\ntable:\n  rows:\n{layout}")
        return questionnaire.table.rows, [str(finding) for finding in findings]

    return read


def test_a_layout_is_read_with_all_its_keys(read_schema: Read) -> None:
    questionnaire, findings = read_schema(f"""{ITEMS}
defaults:
  percent: {{decimals: 2, full: "100 %"}}
  number: {{decimals: 3, rounding: half_even, range_separator: " to "}}
table:
  caption: Table 2. People
  head: [Item, "Group (n = {{n}})"]
  rows:
    - label: Age
      item: age
      stat: median_range
      decimals: {{median: 1, range: 0}}
      unit_after: both
      sub: Median (range)
      base: answered
      range_base: positive
      note: At the group
      indent: 1
""")
    assert findings == []
    assert questionnaire.table == TableLayout(
        caption="Table 2. People",
        head=("Item", "Group (n = {n})"),
        percent=PercentStyle(2, "100 %"),
        number=NumberStyle(3, "half_even", " to "),
        rows=(
            RowLayout(
                label="Age",
                item="age",
                show="statistic",
                cell="{median}{first} ({range}{second})",
                decimals={"median": 1, "range": 0},
                unit_after="both",
                sub="Median (range)",
                mean_base="answered",
                range_base="positive",
                note="At the group",
                indent=1,
            ),
        ),
    )


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ("{item: job}", ("levels", ("Psychologist", "Nursing"), "{n} ({pct})")),
        ("{item: job, show: [nursing]}", ("levels", ("Nursing",), "{n} ({pct})")),
        ("{item: job, level: nursing}", ("inline", ("Nursing",), "{n} ({pct})")),
        ("{item: job, stat: n_only}", ("levels", ("Psychologist", "Nursing"), "{n}")),
        ("{item: remark, stat: n_only}", ("statistic", (), "{n}")),
        ("{item: remark, stat: list}", ("statistic", (), "{list}")),
        ('{item: job, cell: "{pct} ({n}/{d})"}', ("levels", ("Psychologist", "Nursing"), "{pct} ({n}/{d})")),
        ('{item: age, cell: "{mean} ± {sd}"}', ("statistic", (), "{mean} ± {sd}")),
        ('{item: mood, cell: "{q1} to {q3}"}', ("statistic", (), "{q1} to {q3}")),
        ("{item: kids, show: inline}", ("inline", ("yes",), "{n} ({pct})")),
        ("{item: kids, show: [yes]}", ("levels", ("yes",), "{n} ({pct})")),
        ("{item: age}", ("statistic", (), "{mean}{first} ({range}{second})")),
        ("{item: mood}", ("levels", ("1", "2", "3"), "{n} ({pct})")),
        ("{item: mood, stat: mean_sd}", ("statistic", (), "{mean}{first} ({sd}{second})")),
        ("{label: Work, show: none}", ("none", (), "")),
        ("{item: remark, show: none}", ("none", (), "")),
    ],
)
def test_what_a_row_shows_follows_from_what_it_says(
    rows: Rows,
    row: str,
    shown: tuple[str, tuple[str, ...], str],
) -> None:
    (read,), findings = rows(f"- {row}")
    assert findings == []
    assert (read.show, read.levels, read.cell) == shown


def test_a_row_without_a_label_has_the_text_of_its_item(rows: Rows) -> None:
    (read,), _ = rows("- {item: kids}")
    assert read.label == "Do you have children?"


def test_a_row_without_a_label_has_the_id_of_an_item_without_text(rows: Rows) -> None:
    (read,), _ = rows("- {item: age}")
    assert read.label == "age"


def test_a_table_without_rows_prints_every_item_that_can_be_counted_or_averaged(read_schema: Read) -> None:
    questionnaire, findings = read_schema(ITEMS)
    assert findings == []
    assert [row.item for row in questionnaire.table.rows] == ["age", "job", "kids", "mood"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{item: agee}", "the row names 'agee', which is no item. Did you mean 'age'?"),
        ("{item: zzz}", "The items are: age, job, kids, mood, remark."),
        ("{label: Age}", "table.rows[1]: the row names no item."),
        ("{item: job, stat: mean}", "`mean` needs numbers; 'job' is of type single."),
        ("{item: age, stat: n_pct}", "'age' is of type integer and has no levels to count."),
        ("{item: remark}", "or show: none to leave it out of the table."),
        ("{item: age, stat: meen_range}", "Did you mean 'mean_range'?"),
        ("{item: job, show: levls}", "Did you mean 'levels'?"),
        ("{item: job, show: inline}", "`show: inline` needs the level to print."),
        ("{item: job, show: [Nursin]}", "'Nursin' is no level of the item. Did you mean 'Nursing'?"),
        ("{item: job, level: Nursng}", "'Nursng' is no level of the item. Did you mean 'Nursing'?"),
        ("{item: age, unit_after: all}", "`unit_after` is 'all', expected one of: mean, range, both, none."),
        ("{item: age, base: some}", "`base` is 'some', expected one of: all, answered, asked, positive."),
        ("{item: job, denominator: n}", "expected one of: participants, answered, asked, all."),
        ("{item: job, order: size}", "expected one of: given, count."),
        ("{item: age, decimals: 9}", "`decimals` should be from 0 to 6, found '9'."),
        (
            "{item: age, decimals: {men: 1}}",
            "table.rows[1].decimals: unknown key `men`. Did you mean 'mean'?",
        ),
        ("{item: age, denominator: asked}", "`denominator` has no meaning in a row of numbers."),
        ("{item: job, unit_after: both}", "`unit_after` has no meaning in a row of levels."),
        ("{item: kids, show: inline, order: count}", "`order` has no meaning in a row of one level."),
        ("{item: job, other_below: -1}", "`other_below` should be 0 or more, found '-1'."),
        ("{item: job, missing: allways}", "Did you mean 'always'?"),
        ("{item: job, denominator: {kidz: [yes]}}", "`denominator` names 'kidz', which is no item."),
        ("{item: job, denominator: {kids: [maybe]}}", "'maybe' is no level of the item."),
        ("{item: job, denominator: {}}", "`denominator` should name one item"),
        ('{item: age, cell: "{men}"}', "a cell of 'age' cannot hold {men}. Did you mean 'mean'?"),
        ('{item: job, cell: "{mean}"}', "a cell of 'job' cannot hold {mean}. It can hold: {n}, {list}."),
        ('{item: age, cell: "old"}', "`cell` names no number. Name some of: {n}, {mean}"),
        ('{item: age, cell: "{n}", stat: mean}', "`cell` and `stat` both say what the row prints."),
        ("{item: age, lable: Age}", "unknown key `lable`. Did you mean 'label'?"),
    ],
)
def test_what_a_row_cannot_mean_is_named(rows: Rows, row: str, message: str) -> None:
    _, found = rows(f"- {row}")
    assert any(message in text for text in found), found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("table: {head: [One]}", "`head` should hold the labels of two columns, found 1."),
        ('table: {head: [One, "n = {N}"]}', "`{N}` is not known in `head`. Only {n} is filled in."),
        ("table: {captoin: x}", "table: unknown key `captoin`. Did you mean 'caption'?"),
        ("defaults: {percents: {}}", "defaults: unknown key `percents`. Did you mean 'percent'?"),
        ("table: {columns: {by: nobody}}", "`by` names 'nobody', which is no item."),
        ("table: {columns: {by: focus_grup}}", "Did you mean 'focus_group'?"),
        ("table: {columns: {overall: middle}}", "expected one of: last, first, none."),
        (
            'table: {columns: {label: "{N}"}}',
            "`{N}` is not known in `label`. Only {name} and {n} are filled in.",
        ),
        ("table: {language: nl}", "`language` is 'nl', expected one of: en, de, fr, es."),
        ("table: {decimal_mark: comma}", "`decimal_mark` should be '.' or ',', found 'comma'."),
        ("table: {words: {overal: All}}", "table.words: unknown key `overal`. Did you mean 'overall'?"),
        (
            'table: {words: {of_these_many: "{m}"}}',
            "`{m}` is not known in `of_these_many`. Here is filled in: {n}, {parts}.",
        ),
        ("table: {words: {overall: '{n}'}}", "Here is filled in: nothing."),
        ("defaults: {number: {quartiles: tukey}}", "expected one of: inclusive, exclusive."),
        ("defaults: {percent: {sign: foot}}", "expected one of: cell, head."),
        ("defaults: {number: {rounding: up}}", "expected one of: half_up, half_even."),
    ],
)
def test_what_the_table_cannot_mean_is_named(
    problems: Callable[[str], list[str]], text: str, message: str
) -> None:
    assert any(message in found for found in problems(text)), problems(text)


def test_columns_by_an_item_with_many_answers_are_refused(problems: Callable[[str], list[str]]) -> None:
    (found,) = problems("items: {age: {type: integer}}\ntable: {columns: {by: age}}")
    assert "`by` names 'age', of type integer; columns need one answer out of levels." in found


def test_every_language_has_every_word_with_the_same_parts() -> None:
    parts = {
        language: {name: sorted(re.findall(r"{(\w+)}", said)) for name, said in words.items()}
        for language, words in table_words.LANGUAGES.items()
    }
    assert parts == dict.fromkeys(table_words.LANGUAGES, parts["en"])


@pytest.mark.parametrize("words", table_words.LANGUAGES.values(), ids=table_words.LANGUAGES)
def test_what_a_word_says_of_one_has_a_word_for_many_beside_it(words: dict[str, str]) -> None:
    singular = {name.removesuffix("_one") for name in words if name.endswith("_one")}
    assert singular == {name.removesuffix("_many") for name in words if name.endswith("_many")}
