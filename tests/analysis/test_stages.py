"""The usual stages of each approach, and what a stage is told by."""

from __future__ import annotations

import pytest

from pimhcli.analysis.stages import COURSES, sign_of
from pimhcli.study.settings import APPROACHES


def test_every_approach_has_its_stages_and_their_source() -> None:
    assert COURSES.keys() == APPROACHES.keys()
    assert all(course.source and 5 <= len(course.stages) <= 6 for course in COURSES.values())


@pytest.mark.parametrize("approach", COURSES)
def test_a_usual_stage_is_told_by_what_stands_in_the_table(approach: str) -> None:
    assert [sign_of(stage.name.upper()) for stage in COURSES[approach].stages] == [
        stage.sign for stage in COURSES[approach].stages
    ]


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("Reading and re-reading", "reading"),
        ("Open coding of all groups", "coding"),
        ("Developing and reviewing themes", "reviewing"),
        ("Refining, defining and naming themes", "defining"),
        ("Generating initial themes", "themes"),
        ("Writing up", "reporting"),
        ("Tea", ""),
    ],
)
def test_a_stage_of_another_name_is_told_by_what_its_name_speaks_of(name: str, sign: str) -> None:
    assert sign_of(name) == sign
