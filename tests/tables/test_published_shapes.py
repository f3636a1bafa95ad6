"""Tables laid out as published papers lay theirs out, from invented answers, print as a whole."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from pimhcli.questionnaire import loading, schema
from pimhcli.storage import yamlfile
from pimhcli.tables import demographics

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pimhcli.tables.model import Table


def build(text: str, answers: str, members: Mapping[str, str] | None = None) -> Table:
    """The demographics table of a questionnaire and a text file of answers, neither with a problem."""
    questionnaire, findings = schema.read(yamlfile.parse(dedent(text), "q"), "q")
    assert [str(finding) for finding in findings] == []
    people, findings = loading.from_csv(dedent(answers), questionnaire, "participants.csv")
    assert [str(finding) for finding in findings] == []
    return demographics.build(questionnaire, people, members)


def as_text(made: Table) -> str:
    """A table with its heads and notes, its cells apart by bars, empty ones at the end left out."""
    lines = [" | ".join(column.label for column in made.columns)]
    for row in made.rows:
        label = "  " * row.indent + row.cells[0] + (f"^{row.mark}" if row.mark else "")
        lines.append(label if row.heading else " | ".join((label, *row.cells[1:])))
    lines += [f"{note.mark} {note.text}".strip() for note in made.notes]
    return "\n".join(lines) + "\n"


def printed(text: str, answers: str, members: Mapping[str, str] | None = None) -> str:
    """The table as text."""
    return as_text(build(text, answers, members))


def test_two_focus_groups_and_overall_with_percentages_before_their_counts() -> None:
    made = printed(
        """
        items:
          sex: {type: single, levels: [Female, Male]}
          seat: {type: single, levels: [Rural, Town, City]}
          trained: {type: yes/no}
        table:
          head: [Characteristic, ""]
          columns: {by: focus_group}
          rows:
            - {label: Sex, item: sex, stat: pct_n}
            - {label: Place of work, item: seat, stat: pct_n}
            - {label: Trained in supervision, item: trained, show: inline, stat: pct_n}
        """,
        """\
        id,sex,seat,trained
        A,Female,Rural,yes
        B,Female,Town,no
        C,Male,Town,no
        D,Female,City,yes
        E,Male,City,yes
        F,Female,City,no
        G,Female,Rural,yes
        """,
        {"A": "Nurses", "B": "Nurses", "C": "Nurses", "D": "Doctors", "E": "Doctors", "F": "Doctors"}
        | {"G": "Doctors"},
    )
    assert made == dedent("""\
        Characteristic | Doctors (n = 4) | Nurses (n = 3) | Overall (n = 7)
        Sex
          Female | 75% (3/4) | 67% (2/3) | 71% (5/7)
          Male | 25% (1/4) | 33% (1/3) | 29% (2/7)
        Place of work
          Rural | 25% (1/4) | 33% (1/3) | 29% (2/7)
          Town | 0% (0/4) | 67% (2/3) | 29% (2/7)
          City | 75% (3/4) | 0% (0/3) | 43% (3/7)
        Trained in supervision | 75% (3/4) | 33% (1/3) | 57% (4/7)
        n = 7 participants; percentages are of the n of the column unless a note says otherwise.
        """)


def test_mean_and_deviation_with_the_range_in_the_same_cell() -> None:
    made = printed(
        """
        items:
          age: {type: integer, unit: years}
          work: {type: duration, unit: years}
          hours: {type: number}
        table:
          head: [Variable, "All (N = {n})"]
          rows:
            - {label: "Age in years, mean ± SD (range)", item: age, cell: "{mean} ± {sd} ({range})"}
            - {label: Practice, item: work, cell: "{mean} ± {sd} {unit} ({min} to {max})", decimals: 2}
            - label: Hours a week
              item: hours
              cell: "{mean} (SD {sd}; range {range})"
              decimals: {mean: 1, sd: 2, range: 1}
        """,
        """\
        id,age,work,hours
        A,30,2,20
        B,34,6 months,37.5
        C,41,12,38.5
        D,55,20y 6m,40
        """,
    )
    # ages: 160 / 4; squares 10² + 6² + 1² + 15² = 362, 362 / 3 = 120.67, its root 10.985
    # work: 35 / 4; squares 6.75² + 8.25² + 3.25² + 11.75² = 262.25, / 3 = 87.4167, its root 9.3497
    # hours: 136 / 4; squares 14² + 3.5² + 4.5² + 6² = 264.5, / 3 = 88.1667, its root 9.3897
    assert made == dedent("""\
        Variable | All (N = 4)
        Age in years, mean ± SD (range) | 40.0 ± 11.0 (30–55)
        Practice^a | 8.75 ± 9.35 years (0.5 to 20.5)
        Hours a week | 34.0 (SD 9.39; range 20.0–40.0)
        n = 4 participants.
        a 2 of 4 answers are in parts of a year; the mean is exact.
        """)


def test_medians_with_quartiles_by_an_item_after_the_overall_column() -> None:
    made = printed(
        """
        items:
          role: {type: single, levels: [Nurse, Midwife]}
          age: {type: integer, unit: years}
        table:
          words: {overall: All}
          columns: {by: role, overall: first, label: "{name}, n = {n}"}
          rows:
            - {label: "Age (years), median (IQR)", item: age, stat: median_iqr, unit_after: none}
            - {label: Range, item: age, stat: range, unit_after: none, indent: 1}
        """,
        """\
        id,role,age
        A,Nurse,20
        B,Nurse,30
        C,Nurse,40
        D,Nurse,50
        E,Midwife,25
        F,Midwife,35
        G,Midwife,60
        """,
    )
    # definition 7: all 20 25 30 35 40 50 60 at places 2.5 and 5.5; nurses at 1.75 and 3.25;
    # midwives 25 35 60 at 1.5 and 2.5
    assert made == dedent("""\
        Questionnaire item | All, n = 7 | Nurse, n = 4 | Midwife, n = 3
        Age (years), median (IQR) | 35.0 (27.5–45.0) | 35.0 (27.5–42.5) | 35.0 (30.0–47.5)
          Range | 20–60 | 20–50 | 25–60
        n = 7 participants.
        """)


def test_select_all_that_apply_by_count_with_rare_answers_under_other() -> None:
    made = printed(
        """
        items:
          job: {type: several, levels: [Chaplain, Nurse, Teacher, Social worker, Artist]}
        defaults:
          percent: {decimals: 1}
        table:
          rows:
            - {label: "Profession, n (%)", item: job, order: count, other_below: 2}
        """,
        """\
        id,job
        A,Nurse
        B,Nurse; Social worker
        C,Nurse; Teacher; Social worker
        D,Social worker; Artist; Chaplain
        E,Teacher
        F,Nurse
        """,
    )
    # the one artist and the one chaplain are the same person
    assert made == dedent("""\
        Questionnaire item | Participants (n = 6)
        Profession, n (%)^a
          Nurse | 4 (66.7%)
          Social worker | 3 (50.0%)
          Teacher | 2 (33.3%)
          Other | 1 (16.7%)
        n = 6 participants; percentages are of n unless a note says otherwise.
        """) + (
        "a More than one answer was allowed: 11 answers from 6 participants; percentages are of n = 6. "
        "Other: Chaplain, Artist.\n"
    )


def test_denominators_that_differ_by_row_are_each_noted() -> None:
    ages = [1, 2, 2, 3, 4, 5]
    rows = [f"P{i},yes,{'yes' if i % 3 else 'no'},{ages[i % 6]},{'yes' if i < 10 else ''}" for i in range(38)]
    made = printed(
        """
        items:
          child: {type: yes/no, text: Child at home}
          day_care: {type: yes/no, asked_if: child}
          child_age: {type: integer, unit: years, asked_if: child}
          visits: {type: yes/no}
        table:
          head: [Characteristic, "Parents (n = {n})"]
          rows:
            - {label: Child at home, item: child, show: inline}
            - {label: Child in day care, item: day_care, show: inline, denominator: asked}
            - {label: "Age of child, mean (range)", item: child_age}
            - {label: Had home visits, item: visits, show: inline, denominator: answered}
            - {label: Home visits with a child, item: visits, show: inline, denominator: {child: ["yes"]}}
        """,
        "\n".join(["id,child,day_care,child_age,visits", *rows, "P38,no,,,no"]),
    )
    # 38 children: 13 times no (0, 3 … 36), 25 times yes; ages: 6 rounds of 17 and 1 + 2 = 105 over 38
    assert made == dedent("""\
        Characteristic | Parents (n = 39)
        Child at home | 38 (97%)
        Child in day care^a | 25 (66%)
        Age of child, mean (range)^b | 2.8 years (1–5)
        Had home visits^c | 10 (91%)
        Home visits with a child^d | 10 (26%)
        n = 39 participants; percentages are of n unless a note says otherwise.
        a Percentages are of the 38 who were asked.
        b Mean and range over the 38 who answered.
        c Percentages are of the 11 who answered.
        d Percentages are of the 38 who answered “Yes” to “Child at home”. Of these 38, 28 gave no answer.
        """)


def test_ratios_in_brackets() -> None:
    made = printed(
        """
        items:
          seat: {type: single, levels: [Ward, Clinic, Home]}
        table:
          rows:
            - {label: "Setting, n (ratio)", item: seat, cell: "{n} ({share})"}
        """,
        """\
        id,seat
        A,Ward
        B,Ward
        C,Ward
        D,Clinic
        E,Clinic
        F,Clinic
        G,Home
        """,
    )
    assert made == dedent("""\
        Questionnaire item | Participants (n = 7)
        Setting, n (ratio)
          Ward | 3 (0.43)
          Clinic | 3 (0.43)
          Home | 1 (0.14)
        n = 7 participants; percentages are of n unless a note says otherwise.
        """)


def test_rows_of_those_without_an_answer_beside_percentages_of_those_who_answered() -> None:
    made = printed(
        """
        items:
          income: {type: single, levels: [Low, Middle, High]}
          age: {type: integer}
        table:
          missing: if any
          rows:
            - {label: Income, item: income, denominator: answered}
            - {label: "Age, mean (SD)", item: age, stat: mean_sd}
        """,
        """\
        id,income,age
        A,Low,30
        B,Low,40
        C,Middle,
        D,High,50
        E,,
        F,prefer not to say,
        G,,40
        """,
    )
    # squares 10² + 0 + 10² + 0 = 200, 200 / 3 = 66.67, its root 8.16
    assert made == dedent("""\
        Questionnaire item | Participants (n = 7)
        Income^a
          Low | 2 (50%)
          Middle | 1 (25%)
          High | 1 (25%)
          No answer | 2
          Preferred not to say | 1
        Age, mean (SD)^b | 40.0 (8.2)
          No answer | 3
        n = 7 participants; percentages are of n unless a note says otherwise.
        a Percentages are of the 4 who answered.
        b Mean and standard deviation over the 4 who answered.
        """)


def test_one_level_inline_a_nested_mean_and_the_percent_sign_at_the_head_only() -> None:
    made = printed(
        """
        items:
          sex: {type: single, levels: [Female, Male]}
          jobs: {type: several, levels: [Nurse, Vet, Cook]}
          kids: {type: yes/no}
          n_kids: {type: integer, asked_if: kids}
        defaults:
          percent: {sign: head, zero_cell: "–"}
        table:
          rows:
            - {label: Women, item: sex, level: Female}
            - {label: Job, item: jobs}
            - {label: "Parents, n", item: kids, show: inline, stat: n_only}
            - {label: "Children, mean", item: n_kids, stat: mean, indent: 1}
        """,
        """\
        id,sex,jobs,kids,n_kids
        A,Female,Nurse,yes,1
        B,Female,Cook,yes,4
        C,Female,Nurse,no,
        """,
    )
    assert made == dedent("""\
        Questionnaire item | Participants (n = 3), n (%)
        Women | 3 (100)
        Job^a
          Nurse | 2 (67)
          Vet | –
          Cook | 1 (33)
        Parents, n | 2
          Children, mean^b | 2.5
        n = 3 participants; percentages are of n unless a note says otherwise.
        a More than one answer was allowed; percentages are of n = 3.
        b Mean over the 2 who answered.
        """)


def test_a_scale_as_a_mean_and_as_levels() -> None:
    made = printed(
        """
        items:
          trust: {type: scale, min: 1, max: 4}
        table:
          zero_levels: false
          rows:
            - {label: "Trust (1 to 4), mean (SD)", item: trust, stat: mean_sd, decimals: {mean: 2, sd: 2}}
            - {label: "Trust, n (%)", item: trust, stat: n_pct}
            - {label: "Trust of 4, n", item: trust, level: "4", stat: n_only}
        """,
        """\
        id,trust
        A,1
        B,3
        C,3
        D,4
        E,4
        F,3
        """,
    )
    # mean 18 / 6; squares 4 + 0 + 0 + 1 + 1 + 0 = 6, 6 / 5 = 1.2, its root 1.095
    assert made == dedent("""\
        Questionnaire item | Participants (n = 6)
        Trust (1 to 4), mean (SD) | 3.00 (1.10)
        Trust, n (%)
          1 | 1 (17%)
          3 | 3 (50%)
          4 | 2 (33%)
        Trust of 4, n | 2
        n = 6 participants; percentages are of n unless a note says otherwise.
        """)
