"""The paper's Table 2: the answers of its seven participants, and what it has to print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pimhcli.questionnaire import loading, schema
from pimhcli.storage import yamlfile
from pimhcli.tables import demographics

if TYPE_CHECKING:
    from pimhcli.tables.model import Table

STARTER = Path(__file__).parents[2] / "templates" / "study" / "questionnaire.yaml"
WORKBOOK = Path(__file__).parents[2] / "sample_data" / "raw" / "answers.xlsx"

# Seven invented people. One has two disciplines, one answered in years and months, one in half years,
# and one without experience counts as 0 in a mean whose range leaves it out.
ANSWERS = """\
participant_id,discipline,age,gender,education,own_children,n_children,years_amh,exp_0_3,exp_0_3_years,exp_u18,exp_u18_years,exp_4_6,exp_7_12,exp_13_18,opportunity_0_3,months_attending
A,Psychologist,34,female,Doctorate,yes,1,11,yes,13,yes,13,yes,yes,yes,yes,19
B,Psychologist,42,female,Doctorate,yes,3,9,yes,4.5,yes,3 1/2,yes,yes,yes,yes,19
C,Social work; Nursing,36,female,Master's degree,yes,1,4,yes,2,yes,24 months,yes,no,no,yes,9
D,Occupational therapist,39,male,Bachelor's degree,no,,2,yes,1,yes,1,yes,yes,no,no,4
E,Social work,37,female,Master's degree,yes,2,5,yes,3y 6m,yes,3,yes,yes,yes,yes,1y 3m
F,Occupational therapist,40,female,Bachelor's degree,yes,2,7,yes,6y 11m,yes,5,yes,yes,yes,yes,18
G,Social work,35,female,Master's degree,no,,3,yes,3,no,,no,no,no,no,6
"""

PAPER = """\
Questionnaire item | Focus group (n= 7)
Discipline (n, %)^a |
  Psychologist | 2 (28.57%)
  Occupational therapist | 2 (28.57%)
  Social work | 3 (42.86%)
  Nursing | 1 (14.29%)
Age, mean (range) | 37.6 years (34–42 years)
Education (n, %) |
  Bachelor's degree | 2 (28.57%)
  Master's degree | 3 (42.86%)
  Doctorate | 2 (28.57%)
Own children (n, %) |
  Yes | 5 (71.43%)
Years working in AMH |
  Mean (range) | 5.86 years (2–11 years)
Any experience with 0–3 years? (n, %) | 7 (100%)
  Mean (range)^b | 4.85 (1–13 years)
Experience with children under 18 years? (n, %)^c | 6 (85.71%)
  Mean (range)^d | 3.93 years (1–13 years)
4–6 Years (n, %) | 6 (85.71%)
7–12 Years (n, %) | 5 (71.43%)
13–18 Years (n, %) | 4 (57.14%)
Opportunity to work with 0–3 in current role? (n, %) | 5 (71.43%)
Months attending PIMH-NG |
  Mean (range) | 12.86 months (4–19 months)
n = 7 participants; percentages are of n unless a note says otherwise.
a More than one answer was allowed: 8 answers from 7 participants; percentages are of n = 7 \
and add up to 114.29%.
b 3 of 7 answers are in parts of a year; the mean is exact.
c Children aged 4 to 17; work with children aged 0–3 years was asked about separately.
d Mean over all 7, with 0 counted for the 1 not asked; range over the 6 above zero. \
1 of 6 answers is in parts of a year; the mean is exact.
"""


def table_of(answers: bytes, name: str) -> Table:
    """The demographics table of the starter's questionnaire.

    Args:
        answers: a file of answers.
        name: its name.
    """
    starter, problems = schema.read(yamlfile.parse(STARTER.read_text("utf-8"), "q"), "q")
    loaded = loading.load(answers, name, starter)
    assert [*problems, *(f for f in loaded.findings if f.severity == "error")] == []
    return demographics.build(starter, loaded.participants)


def papers_table() -> Table:
    """The paper's Table 2."""
    return table_of(ANSWERS.encode(), "answers.csv")
