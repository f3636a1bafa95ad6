"""Table 2 prints what the answers are, and says by itself what a reader could take wrong."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from tables.paper import ANSWERS, PAPER, STARTER

from pimhcli.questionnaire import loading, schema
from pimhcli.storage import yamlfile
from pimhcli.tables import demographics

if TYPE_CHECKING:
    from pimhcli.questionnaire.schema import Questionnaire
    from pimhcli.tables.model import Table


def read(text: str) -> Questionnaire:
    questionnaire, findings = schema.read(yamlfile.parse(dedent(text), "q"), "q")
    assert findings == []
    return questionnaire


def build(questionnaire: Questionnaire, answers: str) -> Table:
    participants, findings = loading.from_csv(answers, questionnaire, "participants.csv")
    assert findings == []
    return demographics.build(questionnaire, participants)


def as_text(made: Table) -> str:
    lines = [" | ".join(column.label for column in made.columns)]
    for row in made.rows:
        label = "  " * row.indent + row.cells[0] + (f"^{row.mark}" if row.mark else "")
        lines.append(f"{label} | {row.cells[1]}".rstrip())
    lines += [f"{note.mark} {note.text}".strip() for note in made.notes]
    return "\n".join(lines) + "\n"


def table(rows: list[str], answers: list[str], items: str = "", defaults: str = "") -> list[str]:
    """The table of a layout over one item of each kind, as text without its head."""
    layout = "\n".join(f"    - {row}" for row in rows)
    questionnaire = read(f"""\
items:
  job: {{type: several, levels: [Nurse, Vet]}}
  kids: {{type: yes/no}}
  n_kids: {{type: integer, unit: children, asked_if: kids}}
  practice: {{type: duration, unit: years, asked_if: kids, not_asked: 0}}
  hours: {{type: duration, unit: hours}}
  age: {{type: integer, unit: years}}
  level: {{type: single, levels: [low, high]}}
  mood: {{type: scale, min: 1, max: 3}}
{items}
defaults: {{{defaults}}}
table:
  rows:
{layout}
""")
    given = [line.split("=") for line in answers]
    columns = {name: values.split() for name, values in given}
    count = len(next(iter(columns.values())))
    header = ["id", *(item.id for item in questionnaire.items)]
    body = [
        [f"P{i}", *(columns.get(item, ["-"] * count)[i].replace("-", "") for item in header[1:])]
        for i in range(count)
    ]
    text = "\n".join(",".join(row) for row in [header, *body])
    return as_text(build(questionnaire, text)).split("\n", 1)[1].splitlines()


def test_the_starter_prints_every_number_of_the_papers_table() -> None:
    starter = read(STARTER.read_text(encoding="utf-8"))
    assert as_text(build(starter, ANSWERS)) == PAPER


def test_the_table_has_its_name_and_the_caption_of_the_layout() -> None:
    made = build(read(STARTER.read_text(encoding="utf-8")), ANSWERS)
    assert (made.name, made.caption) == (
        "demographics",
        "Table 2. Demographic data of the focus group participants",
    )


def test_answers_in_whole_years_give_the_mean_that_the_paper_cuts_off() -> None:
    starter = read(STARTER.read_text(encoding="utf-8"))
    whole = ANSWERS.replace("yes,4.5,", "yes,5,").replace("3y 6m", "3").replace("6y 11m", "7")
    assert "Mean (range) | 4.86 (1–13 years)" in as_text(build(starter, whole))


def test_the_blank_questionnaire_has_no_problem_and_no_rows() -> None:
    blank = read(STARTER.with_name("questionnaire-blank.yaml").read_text(encoding="utf-8"))
    assert (
        as_text(build(blank, "id\nP1\n")) == "Questionnaire item | Participants (n = 1)\nn = 1 participant.\n"
    )


def test_the_examples_of_the_blank_questionnaire_read_without_a_problem() -> None:
    text = STARTER.with_name("questionnaire-blank.yaml").read_text(encoding="utf-8")
    examples = re.sub(r"(?m)^  # (?!Further)", "  ", text)
    assert len(read(examples).table.rows) == 6


def test_the_smallest_schema_of_the_paper_reads_with_other_spellings_of_types() -> None:
    questionnaire = read("""
        defaults:
          percent: {decimals: 2, full: "100%"}
          number: {decimals: 2, rounding: half_up, range_separator: "–"}
        items:
          discipline: {type: multi, separator: ";", levels: [Psychologist, Nursing]}
          exp: {type: yesno, definition: children aged 4 to 17}
          exp_years: {type: duration, unit: years, asked_if: exp, not_asked: 0}
        table:
          rows:
            - {label: Discipline, item: discipline, show: levels}
            - {label: Experience, item: exp, show: inline, level: yes}
            - {label: Mean, item: exp_years, stat: mean_range, unit_after: both, range_base: positive}
    """)
    made = as_text(build(questionnaire, "id,discipline,exp,exp_years\nA,Nursing,yes,1\nB,Nursing,no,0\n"))
    assert "Experience | 1 (50.00%)\nMean^b | 0.50 years (1–1 years)" in made


@pytest.mark.parametrize(
    ("row", "printed"),
    [
        ("{label: Age, item: age}", "Age | 31.3 years (20–44)"),
        ("{label: Age, item: age, unit_after: both}", "Age | 31.3 years (20–44 years)"),
        ("{label: Age, item: age, unit_after: range}", "Age | 31.3 (20–44 years)"),
        ("{label: Age, item: age, unit_after: none}", "Age | 31.3 (20–44)"),
        ("{label: Age, item: age, decimals: 0}", "Age | 31 years (20–44)"),
        ("{label: Age, item: age, decimals: {mean: 2, range: 1}}", "Age | 31.33 years (20.0–44.0)"),
        ("{label: Age, item: age, stat: mean}", "Age | 31.3 years"),
        ("{label: Age, item: age, stat: mean_sd}", "Age | 31.3 years (12.1)"),
        ("{label: Age, item: age, stat: median_range}", "Age | 30.0 years (20–44)"),
        ("{label: Age, item: age, stat: range}", "Age | 20–44 years"),
        ("{label: Mood, item: mood, stat: mean, decimals: 2}", "Mood | 2.33"),
    ],
)
def test_a_statistic_is_printed_as_its_row_says(row: str, printed: str) -> None:
    assert table([row], ["age=20 30 44", "mood=1 3 3"])[0] == printed


def test_the_median_of_an_even_count_is_the_mean_of_the_two_in_the_middle() -> None:
    assert table(["{label: Age, item: age, stat: median_range}"], ["age=20 30 31 44"])[0].startswith(
        "Age | 30.5"
    )


def test_one_answer_has_no_standard_deviation() -> None:
    assert table(["{label: Age, item: age, stat: mean_sd}"], ["age=20"])[0] == "Age | 20.0 years (–)"


def test_a_range_has_as_many_decimals_as_its_ends() -> None:
    assert (
        table(["{label: Hours, item: hours, decimals: 2}"], ["hours=0.5 3"])[0]
        == "Hours^a | 1.75 hours (0.5–3.0)"
    )


def test_ties_go_where_the_layout_says() -> None:
    rows = ["{label: Age, item: age, decimals: 0, stat: mean}"]
    half_even = table(rows, ["age=20 21"], defaults="number: {rounding: half_even}")
    assert (table(rows, ["age=20 21"])[0], half_even[0]) == ("Age | 21 years", "Age | 20 years")


def test_levels_nobody_chose_are_printed() -> None:
    assert table(["{label: Level, item: level}"], ["level=low low"])[1:3] == [
        "  low | 2 (100%)",
        "  high | 0 (0%)",
    ]


def test_levels_stand_by_falling_count_where_the_layout_says() -> None:
    rows = ["{label: Level, item: level, order: count}"]
    assert [line.split(" |")[0] for line in table(rows, ["level=low high high"])[1:3]] == ["  high", "  low"]


def test_a_heading_is_a_row_without_a_value() -> None:
    assert table(["{label: Work, show: none}"], ["age=20"])[0] == "Work |"


def test_an_item_left_out_on_purpose_prints_nothing() -> None:
    assert table(["{item: age, show: none}"], ["age=20"]) == ["n = 1 participant."]


def test_a_question_nobody_answered_prints_dashes() -> None:
    assert table(["{label: Age, item: age}"], ["age=- -"])[0].endswith("| – years (–)")


def test_without_participants_there_is_no_share() -> None:
    questionnaire = read("items: {kids: {type: yes/no}}")
    assert as_text(demographics.build(questionnaire, [])).splitlines()[2] == "  Yes | 0 (–)"


def test_more_than_one_answer_allowed_is_noted_though_nobody_gave_more() -> None:
    assert table(["{label: Job, item: job}"], ["job=Nurse Vet"])[-1] == (
        "a More than one answer was allowed; percentages are of n = 2."
    )


def test_the_sum_of_percentages_is_not_noted_where_levels_are_left_out() -> None:
    assert table(["{label: Job, item: job, show: [Vet]}"], ["job=Nurse;Vet Vet"])[-1] == (
        "a More than one answer was allowed: 3 answers from 2 participants; percentages are of n = 2."
    )


def test_a_denominator_that_is_not_n_is_noted() -> None:
    lines = table(["{label: Kids, item: kids, show: inline, denominator: answered}"], ["kids=yes no - -"])
    assert lines[0] == "Kids^a | 1 (50%)"
    assert lines[-1] == "a Percentages are of the 2 who answered."


def test_those_asked_are_noted_with_those_of_them_who_did_not_answer() -> None:
    items = "  pet: {type: yes/no, asked_if: kids}"
    lines = table(
        ["{label: Pet, item: pet, show: inline, denominator: asked}"],
        ["kids=yes yes yes no", "pet=yes no - -"],
        items,
    )
    assert lines[0] == "Pet^a | 1 (33%)"
    assert lines[-1] == "a Percentages are of the 3 who were asked. Of these 3, 1 gave no answer."


def test_those_without_an_answer_are_noted_where_they_are_in_the_denominator() -> None:
    lines = table(["{label: Kids, item: kids, show: inline}"], ["kids=yes no - NA"])
    assert (lines[0], lines[-1]) == ("Kids^a | 1 (25%)", "a Of these 4, 2 gave no answer.")


def test_who_declined_is_told_apart_from_who_gave_no_answer() -> None:
    questionnaire = read("items: {kids: {type: yes/no}}")
    made = build(questionnaire, "id,kids\nA,yes\nB,prefer not to say\nC,\n")
    assert made.notes[-1].text == "Of these 3, 1 gave no answer, 1 preferred not to say."


def test_a_mean_over_those_who_answered_is_noted() -> None:
    lines = table(["{label: Age, item: age}"], ["age=20 30 -"])
    assert lines[-1] == "a Mean and range over the 2 who answered."


def test_a_zero_counted_for_those_not_asked_is_noted() -> None:
    lines = table(["{label: Practice, item: practice}"], ["kids=yes no", "practice=4 -"])
    assert lines[0] == "Practice^a | 2.0 years (0–4)"
    assert lines[-1] == "a Mean and range over all 2, with 0 counted for the 1 not asked."


def test_bases_that_differ_only_in_name_are_not_noted() -> None:
    lines = table(["{label: Age, item: age, range_base: positive}"], ["age=20 30"])
    assert lines == ["Age | 25.0 years (20–30)", "n = 2 participants."]


def test_those_asked_are_the_base_where_the_layout_says() -> None:
    lines = table(["{label: Practice, item: practice, base: asked}"], ["kids=yes no yes", "practice=4 - 6"])
    assert lines[0] == "Practice^a | 5.0 years (4–6)"
    assert lines[-1] == "a Mean and range over the 2 who answered."


def test_rows_with_the_same_note_share_its_mark() -> None:
    rows = ["{label: Age, item: age}", "{label: Range, item: age, stat: mean_range}"]
    assert [line.split(" |")[0] for line in table(rows, ["age=20 -"])[:2]] == ["Age^a", "Range^a"]


def test_the_teams_own_note_follows_what_the_table_says() -> None:
    lines = table(['{label: Age, item: age, note: "At the group."}'], ["age=20 -"])
    assert lines[-1] == "a Mean and range over the 1 who answered. At the group."


def test_answers_in_parts_of_their_unit_are_counted_and_never_told() -> None:
    lines = table(["{label: Hours, item: hours, stat: mean}"], ["hours=0.5 90m 3"])
    assert lines[-1] == "a 2 of 3 answers are in parts of an hour; the mean is exact."


def test_a_median_says_nothing_of_parts() -> None:
    lines = table(["{label: Hours, item: hours, stat: median_range}"], ["hours=0.5 3"])
    assert lines[-1] == "n = 2 participants."
