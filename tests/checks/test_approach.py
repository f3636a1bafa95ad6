"""The check of the approach: words of other schools, and what to write instead."""

from __future__ import annotations

import pytest

from pimhcli.checks.approach import alone, misfits
from pimhcli.checks.prose import Prose


def severities(text: str, approach: str = "reflexive_ta") -> list[str]:
    return [finding.severity for finding in misfits([Prose("study.yaml", text)], approach)]


@pytest.mark.parametrize(
    "text",
    [
        "Themes and sub-themes emerging from the focus group",
        "Four themes then emerged.",
        "The emergent themes were discussed.",
        "Three themes were discovered.",
        "Data saturation was reached.",
        "Inter-rater reliability was high.",
        "Cohen’s kappa was 0.8.",
        "Two people coded to minimise the researcher’s bias.",
    ],
)
def test_reflexive_analysis_warns_of_words_of_another_school(text: str) -> None:
    assert severities(text) == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "We did not seek saturation.",
        "Rather than inter-rater agreement, we discussed our readings.",
        "Gender bias in care was a theme.",
        "We generated four themes.",
        "A crisis emerged on the ward.",
    ],
)
def test_what_was_not_done_and_what_is_meant_otherwise_is_passed_over(text: str) -> None:
    assert severities(text) == []


def test_saturation_and_agreement_fit_coding_reliability() -> None:
    assert (
        severities("Saturation was reached; inter-coder agreement was high.", "coding_reliability_ta") == []
    )


def test_words_of_grounded_theory_are_a_note_in_every_approach() -> None:
    assert severities("We used axial coding.", "framework") == ["note"]


def test_the_name_of_another_approach_is_a_note() -> None:
    (finding,) = misfits([Prose("study.yaml, setting", "A content analysis was done.")], "framework")
    assert str(finding) == (
        "study.yaml, setting: 'content analysis': study.yaml has the approach framework. "
        "If it is yours, write approach: content_analysis; if you only cite it, leave it."
    )


def test_one_coder_is_too_few_for_coding_reliability() -> None:
    assert [finding.severity for finding in alone("coding_reliability_ta", ["anna", "anna"])] == ["warning"]


@pytest.mark.parametrize(
    ("approach", "coders"), [("coding_reliability_ta", ["anna", "ben"]), ("reflexive_ta", ["anna"])]
)
def test_one_coder_is_enough_elsewhere_and_two_are_there(approach: str, coders: list[str]) -> None:
    assert alone(approach, coders) == []
