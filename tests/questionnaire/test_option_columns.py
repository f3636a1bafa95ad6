"""An item of several levels may have a column for each, under any of the names that survey tools give it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from pimhcli.questionnaire import loading
from pimhcli.questionnaire.answers import DECLINED, MISSING, Answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.questionnaire.loading import Loaded
    from pimhcli.questionnaire.schema import Questionnaire

    Told = Callable[[Loaded], list[str]]
    Make = Callable[[str], Questionnaire]

ITEM = """
    job: {type: several, text: "What is your job?", aliases: [Q3], levels: [Nursing, Social work],
          synonyms: {Nursing: [Nurse]}, codes: {"1": Nursing, "2": Social work},
          missing: {blank: [-99], declined: [-98], not asked: [-97]}}
"""


@pytest.fixture
def jobs(small: Make) -> Questionnaire:
    return small(ITEM)


def load(
    questionnaire: Questionnaire, *cells: str, header: str = "job [Nursing],job [Social work]"
) -> Loaded:
    return loading.load(f"id,{header}\nP1,{','.join(cells)}\n".encode(), "a.csv", questionnaire)


def job(questionnaire: Questionnaire, *cells: str) -> Answer:
    loaded = load(questionnaire, *cells)
    assert loaded.findings == ()
    return loaded.participants[0].answers["job"]


@pytest.mark.parametrize(
    "header",
    [
        "job [Nursing],job [Social work]",
        "What is your job? [Nursing],What is your job? [Social work]",
        "What is your job?: Nursing,what is your JOB: social work",
        "Q3 - Nursing,Q3 - Social work",
        "job/Nursing,job/Social work",
        "job___1,job___2",
        "Q3_1,Q3_2",
        "job[1],job[2]",
        "What is your job? - Selected Choice - Nursing,What is your job? - Selected Choice - Social work",
        "job [Nurse],job [Social work]",
    ],
)
def test_an_option_column_is_known_by_the_names_that_survey_tools_give(
    jobs: Questionnaire, header: str
) -> None:
    loaded = load(jobs, "1", "0", header=header)
    assert loaded.findings == ()
    assert loaded.participants[0].answers["job"] == Answer("answered", ("Nursing",))


def test_an_option_column_is_known_by_a_name_of_the_questionnaire(small: Make) -> None:
    form = small("job: {type: several, levels: [A, B], columns: {A: [Q3_4, first], B: Q3_5}}")
    loaded = load(form, "x", "", header="First,q3_5")
    assert loaded.participants[0].answers["job"] == Answer("answered", ("A",))


def test_the_option_columns_that_were_matched_are_told(jobs: Questionnaire) -> None:
    assert load(jobs, "1", "0", header="Q3_1,Q3_2").columns == {
        "id": "participant_id",
        "Q3_1": "job [Nursing]",
        "Q3_2": "job [Social work]",
    }


@pytest.mark.parametrize(
    "tick", ["1", "1.0", "yes", "X", "Checked", "selected", "TRUE", "y", "Nursing", "nurse", "☒"]
)
def test_a_tick_in_any_spelling_is_a_tick(jobs: Questionnaire, tick: str) -> None:
    assert job(jobs, tick, "") == Answer("answered", ("Nursing",))


@pytest.mark.parametrize("none", ["", "0", "0.0", "no", "FALSE", "Unchecked", "not selected"])
def test_no_tick_in_any_spelling_is_none(jobs: Questionnaire, none: str) -> None:
    assert job(jobs, none, "1") == Answer("answered", ("Social work",))


def test_a_code_in_its_own_column_is_a_tick(jobs: Questionnaire) -> None:
    assert job(jobs, "1", "2") == Answer("answered", ("Nursing", "Social work"))


def test_nothing_in_any_column_is_missing(jobs: Questionnaire) -> None:
    assert job(jobs, "", "") == MISSING


def test_no_in_every_column_is_an_answer_with_nothing_ticked(jobs: Questionnaire) -> None:
    assert job(jobs, "0", "") == Answer("answered", ())


@pytest.mark.parametrize(
    ("code", "answer"), [("-99", MISSING), ("-98", DECLINED), ("-97", Answer("not asked"))]
)
def test_a_code_for_no_answer_counts_when_nothing_is_ticked(
    jobs: Questionnaire, code: str, answer: Answer
) -> None:
    assert job(jobs, code, "0") == answer


def test_a_tick_counts_more_than_a_code_for_no_answer(jobs: Questionnaire) -> None:
    assert job(jobs, "-99", "1") == Answer("answered", ("Social work",))


def test_a_level_called_no_is_ticked_by_its_own_name(small: Make) -> None:
    form = small("job: {type: several, levels: [No, Perhaps]}")
    assert load(form, "No", "", header="job [No],job [Perhaps]").participants[0].answers["job"] == Answer(
        "answered", ("No",)
    )


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (
            "job [Nursing],job [Social wrk]",
            (
                "a.csv, line 1, column C: column C, 'job [Social wrk]', is no item of the questionnaire. "
                "Did you mean 'job [Social work]'?"
            ),
        ),
        (
            "job [Nursing],ignored",
            (
                "a.csv: the item 'job' has a column for each level, and none for 'Social work'. "
                "Name a column 'job [Social work]'; or, when 'Social work' was never offered, "
                "write columns: {Social work: []} in the item."
            ),
        ),
        (
            "job [Nursing],Q3: Nursing",
            "columns B and C both name the level 'Nursing' of the item 'job'.",
        ),
        (
            "job,job [Nursing]",
            (
                "a.csv, line 1, column B: column B holds all of the item 'job', and column C one level "
                "of it. Leave out one of the two kinds with --ignore."
            ),
        ),
    ],
)
def test_option_columns_that_do_not_fit_are_named(
    jobs: Questionnaire, told: Told, header: str, message: str
) -> None:
    data = f"id,{header}\nP1,,\n".encode()
    assert any(message in found for found in told(loading.load(data, "a.csv", jobs, ignore=("ignored",))))


def test_a_level_that_was_never_offered_needs_no_column(small: Make) -> None:
    form = small("job: {type: several, levels: [A, B], columns: {B: []}}")
    loaded = loading.load(b"id,job [A]\nP1,1\n", "a.csv", form)
    assert (loaded.findings, loaded.participants[0].answers["job"].value) == ((), ("A",))


def test_what_is_no_tick_is_named_with_its_cell(jobs: Questionnaire, told: Told) -> None:
    assert told(load(jobs, "perhaps", "")) == [
        (
            "a.csv, line 2: job [Nursing]: found 'perhaps', "
            "expected a tick (1, yes, x or Nursing) or none (0, no or a blank)."
        )
    ]


def test_a_date_in_an_option_column_is_named(
    jobs: Questionnaire, told: Told, workbook: Callable[..., bytes]
) -> None:
    data = workbook([("id", "job [Nursing]", "job [Social work]"), ("P1", date(2026, 6, 4), 1)])
    (found,) = told(loading.load(data, "a.xlsx", jobs))
    assert "cell B2: job [Nursing]: found the date 2026-06-04" in found


def test_a_heading_that_could_mean_two_options_means_none(small: Make, told: Told) -> None:
    form = small('a: {type: several, levels: ["b: c", d]}, "a-b": {type: several, levels: [c, d]}')
    assert "column B, 'ab - c', is no item" in told(load(form, "1", "1", header="ab - c,a"))[0]


def test_an_answer_in_option_columns_to_what_was_not_asked_is_named_with_its_cell(
    small: Make, told: Told
) -> None:
    form = small("job: {type: several, levels: [A, B], asked_if: kids}, kids: {type: yes/no}")
    (found,) = told(loading.load(b"id,kids,job [A],job [B]\nP1,no,,x\n", "a.csv", form))
    assert found.startswith("a.csv, line 2: job: answered ('x') though by the answer to 'kids'")


class TestNamesThatDifferInTheirMarksAlone:
    @pytest.fixture
    def alike(self, small: Make) -> Questionnaire:
        return small(
            "language: {type: several, text: 'Which language?', levels: [English, Other]},"
            "language_other: {type: text, text: 'Which other?'},"
            "q1: {type: several, levels: [a, b], codes: {1: a, 2: b}}, q11: {type: text}"
        )

    @pytest.mark.parametrize(
        "header",
        [
            "language [English],language [Other],language_other,q1___1,q1___2,q11",
            "language[English],language[Other],language other,q1[1],q1[2],q11",
            "Which language? * [English],Which language? * [Other],Language-Other,q1_1,q1_2,Q11",
            (
                "Which language? - Selected Choice - English,language - Selected Choice - Other,"
                "Which other?,q1 [1],q1 [2],q11"
            ),
        ],
    )
    def test_each_is_the_column_of_its_own(self, alike: Questionnaire, header: str) -> None:
        loaded = load(alike, "0", "1", "Dutch", "1", "0", "x", header=header)
        values = {item: answer.value for item, answer in loaded.participants[0].answers.items()}
        assert loaded.findings == ()
        assert values == {"language": ("Other",), "language_other": "Dutch", "q1": ("a",), "q11": "x"}

    def test_one_is_left_out_without_the_other(self, small: Make) -> None:
        form = small(
            "language: {type: several, levels: [English, Other], columns: {Other: [rest]}},"
            "language_other: {type: text}"
        )
        text = b"id,language [English],rest,language [Other],language_other\nP1,1,1,x,Dutch\n"
        loaded = loading.load(text, "a.csv", form, ignore=("language [Other]",))
        assert loaded.findings == ()
        assert loaded.participants[0].answers["language_other"].value == "Dutch"
