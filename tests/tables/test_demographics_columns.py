"""The columns of the demographics table: which there are, in which order, with what at their heads."""

from __future__ import annotations

import pytest
from tables.test_published_shapes import as_text, build

from pimhcli.questionnaire import loading, schema
from pimhcli.storage import yamlfile
from pimhcli.tables import demographics

ITEMS = """
    items:
      role: {type: single, levels: [Nurse, Doctor, Chaplain], aliases: [Role]}
      kids: {type: yes/no}
      trust: {type: scale, min: 1, max: 3}
      n_kids: {type: integer, asked_if: kids}
      jobs: {type: several, levels: [Ward, Home]}
"""
ANSWERS = """
    id,role,kids,trust,n_kids,jobs
    A,Nurse,yes,3,2,Ward
    B,Doctor,no,1,,Ward; Home
    C,Nurse,yes,,,Home
    D,,no,3,,
"""
MEMBERS = {"A": "Group 10", "B": "Group 2", "C": "Group 1", "D": "Group 2"}


def lines(layout: str, row: str = "{label: Kids, item: kids, show: inline}", **members: str) -> list[str]:
    """The table of one row as text, its heads first."""
    text = f"{ITEMS}    table:\n      columns: {layout}\n      rows: [{row}]\n"
    return as_text(build(text, ANSWERS, members or MEMBERS)).splitlines()


def heads(layout: str, **members: str) -> list[str]:
    """The heads of the columns beside the first."""
    return lines(layout, **members)[0].split(" | ")[1:]


def test_groups_stand_in_the_order_of_the_levels() -> None:
    assert [head.split(" (")[0] for head in heads("{by: role, overall: none}")][:3] == [
        "Nurse",
        "Doctor",
        "Chaplain",
    ]


def test_focus_groups_stand_as_people_count() -> None:
    assert heads("{by: focus_group}") == [
        "Group 1 (n = 1)",
        "Group 2 (n = 2)",
        "Group 10 (n = 1)",
        "Overall (n = 4)",
    ]


def test_a_level_nobody_chose_has_a_column() -> None:
    made = lines("{by: role}")
    assert (made[0].split(" | ")[3], made[1].split(" | ")[3]) == ("Chaplain (n = 0)", "0 (–)")


def test_those_without_the_item_stand_in_a_column_of_their_own() -> None:
    assert heads("{by: role}")[3] == "Not stated (n = 1)"


def test_those_in_no_focus_group_stand_in_a_column_of_their_own() -> None:
    assert heads("{by: focus_group}", A="Spring") == [
        "Spring (n = 1)",
        "Not stated (n = 3)",
        "Overall (n = 4)",
    ]


def test_a_level_with_the_name_of_those_without_one_keeps_its_people() -> None:
    text = """
    items: {seat: {type: single, levels: [Not stated, Ward]}, kids: {type: yes/no}}
    table: {columns: {by: seat}, rows: [{item: kids, show: inline}]}
    """
    made = build(text, "id,seat,kids\nA,Not stated,yes\nB,,yes\nC,Ward,no\n")
    assert as_text(made).splitlines()[:2] == [
        "Questionnaire item | Not stated (n = 2) | Ward (n = 1) | Overall (n = 3)",
        "kids | 2 (100%) | 0 (0%) | 2 (67%)",
    ]


def test_there_is_no_column_of_those_not_stated_where_all_are_in_a_group() -> None:
    assert heads("{by: kids}") == ["kids: Yes (n = 2)", "kids: No (n = 2)", "Overall (n = 4)"]


@pytest.mark.parametrize(
    ("overall", "expected"),
    [
        ("last", ["1", "2", "3", "Not stated", "Overall"]),
        ("first", ["Overall", "1", "2", "3", "Not stated"]),
        ("none", ["1", "2", "3", "Not stated"]),
    ],
)
def test_the_column_of_all_stands_where_the_layout_says(overall: str, expected: list[str]) -> None:
    assert [head.split(" (")[0] for head in heads(f"{{by: trust, overall: {overall}}}")] == expected


def test_a_label_is_filled_in_with_the_name_and_number_of_each_group() -> None:
    assert heads('{by: kids, label: "{n} × {name}"}') == ["2 × Yes", "2 × No", "4 × Overall"]


def test_a_name_with_braces_is_not_filled_in_itself() -> None:
    assert heads("{by: focus_group, overall: none}", A="{n}", B="{n}", C="{n}", D="{n}") == ["{n} (n = 4)"]


def test_the_second_head_of_the_layout_is_that_of_a_table_of_two_columns_only() -> None:
    text = f"{ITEMS}    table: {{head: [Item, 'Everyone: {{n}}'], columns: {{COLUMNS}}, rows: []}}"
    found = [build(text.replace("{COLUMNS}", own), ANSWERS).columns for own in ("{}", "{by: kids}")]
    assert [column.label for column in found[0]] == ["Item", "Everyone: 4"]
    assert [column.label for column in found[1]] == [
        "Item",
        "kids: Yes (n = 2)",
        "kids: No (n = 2)",
        "Overall (n = 4)",
    ]


def test_the_percent_sign_stands_at_the_head_of_every_column() -> None:
    text = f"{ITEMS}    defaults: {{percent: {{sign: head}}}}\n    table: {{columns: {{by: kids}}, rows: []}}"
    assert [column.label for column in build(text, ANSWERS).columns][1:] == [
        "kids: Yes (n = 2), n (%)",
        "kids: No (n = 2), n (%)",
        "Overall (n = 4), n (%)",
    ]


def test_columns_of_numbers_are_marked_as_such() -> None:
    text = f"{ITEMS}    table: {{columns: {{by: kids}}, rows: []}}"
    assert [column.numeric for column in build(text, ANSWERS).columns] == [False, True, True, True]


def test_a_heading_has_an_empty_cell_in_every_column() -> None:
    text = f"{ITEMS}    table: {{columns: {{by: kids}}, rows: [{{label: Work, show: none}}]}}"
    assert build(text, ANSWERS).rows[0].cells == ("Work", "", "", "")


def test_the_overall_column_is_counted_from_the_participants() -> None:
    made = lines("{by: role}", "{label: Trust, item: trust, stat: mean, decimals: 2}")
    # 3 of the one nurse who answered, 1 of the doctor, 3 of who stated no role
    assert made[1] == "Trust^a | 3.00 | 1.00 | – | 3.00 | 2.33"


def test_a_note_tells_whose_mean_it_is_column_by_column() -> None:
    made = lines("{by: kids}", "{label: Trust, item: trust, stat: mean}")
    assert made[-1] == "a Mean over those who answered (Yes: 1, No: 2, Overall: 3)."


def test_a_note_tells_what_percentages_are_of_column_by_column() -> None:
    made = lines("{by: kids}", "{item: trust, level: '3', denominator: answered}")
    assert made[-1] == "a Percentages are of those who answered (Yes: 1, No: 2, Overall: 3)."


def test_a_note_tells_who_gave_no_answer_column_by_column() -> None:
    made = lines("{by: kids}", "{label: Trust, item: trust, level: '3'}")
    assert made[1:] == [
        "Trust^a | 1 (50%) | 1 (50%) | 2 (50%)",
        "n = 4 participants; percentages are of the n of the column unless a note says otherwise.",
        "a No answer (Yes: 1, No: 0, Overall: 1).",
    ]


def test_a_note_on_several_answers_gives_no_sum_of_many_columns() -> None:
    made = lines("{by: kids}", "{label: Where, item: jobs, missing: always}")
    assert made[-1] == "a More than one answer was allowed; percentages are of the n of the column."


def test_the_row_of_those_without_an_answer_is_a_share_in_every_column_or_in_none() -> None:
    made = lines("{by: kids}", "{item: trust, level: '3', denominator: answered, missing: if any}")
    assert made[2] == "  No answer | 1 | 0 | 1"


def test_rows_are_the_same_in_every_column() -> None:
    made = lines("{by: kids}", "{item: jobs, order: count, other_below: 2, zero_levels: false}")
    # one of the parents and one of the others do both kinds of work
    assert made[2:4] == ["  Ward | 1 (50%) | 1 (50%) | 2 (50%)", "  Home | 1 (50%) | 1 (50%) | 2 (50%)"]


def test_a_cell_of_nobody_holds_what_the_layout_says_be_it_a_count_or_a_share() -> None:
    text = f"""{ITEMS}
    defaults: {{percent: {{zero_cell: "–"}}}}
    table:
      columns: {{by: kids, overall: none}}
      rows:
        - {{label: Ones, item: trust, level: '1'}}
        - {{label: Ones, item: trust, level: '1', stat: n_only}}
    """
    assert [row.cells for row in build(text, ANSWERS).rows] == [("Ones", "–", "1 (50%)"), ("Ones", "–", "1")]


def test_the_column_of_all_can_have_a_head_of_its_own() -> None:
    layout = LAYOUT_BY_SITE.replace("{by: site}", '{by: site, label: "{name}s", overall_label: "All {n}"}')
    assert [column.label for column in build(layout, ANSWERS_BY_SITE).columns[1:]] == [
        "Norths",
        "Souths",
        "All 4",
    ]


def test_counts_and_percentages_can_stand_in_columns_of_their_own() -> None:
    layout = LAYOUT_BY_SITE.replace("{by: site}", "{by: site, overall: none, split: true}")
    made = build(layout, ANSWERS_BY_SITE)
    assert [column.label for column in made.columns[1:]] == ["North (n = 3)", "%", "South (n = 1)", "%"]
    assert [row.cells for row in made.rows] == [
        ("Kids", "2", "67", "1", "100"),
        ("Age", "31.0 (30–32)", "", "40.0 (40–40)", ""),
    ]


def test_a_label_can_tell_how_many_answered() -> None:
    layout = LAYOUT_BY_SITE.replace("label: Age", 'label: "Age (n = {n})"')
    assert build(layout, ANSWERS_BY_SITE + "P5,South,yes,\n").rows[1].cells[0] == "Age (n = 4)"


def test_the_ranges_of_a_row_have_as_many_decimals_in_every_column() -> None:
    answers = ANSWERS_BY_SITE.replace("number", "").replace(",30\n", ",30.5\n")
    made = build(LAYOUT_BY_SITE.replace("age: {type: integer}", "age: {type: number}"), answers)
    assert made.rows[1].cells[1:] == ("31.2 (30.5–32.0)", "40.0 (40.0–40.0)", "33.4 (30.5–40.0)")


def test_a_number_beside_a_statistic_is_of_those_whom_that_is_over() -> None:
    row = '{label: Children, item: n_kids, cell: "{mean} (n = {n})", base: positive}'
    text = f"{ITEMS}    table:\n      rows: [{row}]\n"
    answers = ANSWERS.replace("C,Nurse,yes,,,Home", "C,Nurse,yes,,0,Home")
    assert build(text, answers).rows[0].cells == ("Children", "2.0 (n = 1)")


def test_words_of_who_may_not_be_quoted_are_in_no_list() -> None:
    questionnaire, _ = schema.read(
        yamlfile.parse("{items: {say: {type: text}}, table: {rows: [{item: say, stat: list}]}}", "q"), "q"
    )
    people, _ = loading.from_csv("id,say\nA,aloud\nB,in private\n", questionnaire, "p.csv")
    made = demographics.build(questionnaire, people, refusing={"B"})
    assert made.rows[0].cells == ("say", "aloud")
    assert made.notes[-1].text == "1 answer is not printed for lack of consent."


def test_sources_of_other_items_and_consent_are_no_rows_by_themselves() -> None:
    text = """
        items:
          born: {type: integer}
          age: {type: integer, derived: {from: born, age_in: 2026}}
          quoted: {type: yes/no, consent: quote}
    """
    assert [row.cells[0] for row in build(text, "id,born,quoted\nA,1990,yes\n").rows] == ["age"]


LAYOUT_BY_SITE = """
items:
  site: {type: single, levels: [North, South]}
  kids: {type: yes/no}
  age: {type: integer}
table:
  columns: {by: site}
  rows:
    - {label: Kids, item: kids, show: inline}
    - {label: Age, item: age}
"""
ANSWERS_BY_SITE = """\
id,site,kids,age
P1,North,yes,30
P2,North,yes,31
P3,North,no,32
P4,South,yes,40
"""
