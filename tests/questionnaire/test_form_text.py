"""The instrument as a participant reads it, and what the team sees beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pimhcli.questionnaire import form_team, form_text, schema
from pimhcli.resources import folder
from pimhcli.storage import yamlfile
from pimhcli.tables.renderers.markdown import escaped

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.questionnaire.schema import Questionnaire

    Make = Callable[[str], Questionnaire]
    Golden = Callable[[str, str], None]

ITEMS = (
    'age: {text: "How old are you?", type: integer, unit: years, min: 18, max: 75, identifier: true,'
    " aliases: [Age now], definition: on the day itself},"
    "band: {type: single, text: Age group, derived: {from: age, bands: [30, 40]}},"
    "fit: {type: yes/no, text: 'Are you fit?', asked_if: {band: [under 30]}}"
)


@pytest.fixture(scope="module")
def starter() -> Questionnaire:
    """The questionnaire that a new study begins with."""
    text = (folder("templates") / "study" / "questionnaire.yaml").read_text("utf-8")
    made, findings = schema.read(yamlfile.parse(text, "questionnaire.yaml"), "questionnaire.yaml")
    assert findings == []
    return made


def test_the_starter_questionnaire_reads_as_its_golden_file_has_it(
    starter: Questionnaire, golden: Golden
) -> None:
    golden("form-starter.txt", form_text.text(starter, 80))


def test_the_starter_questionnaire_as_markdown_is_what_its_golden_file_has(
    starter: Questionnaire, golden: Golden
) -> None:
    golden("form-starter.md", form_text.markdown(starter, escaped))


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("team", [False, True])
def test_no_line_is_wider_than_the_terminal(starter: Questionnaire, width: int, *, team: bool) -> None:
    assert max(map(len, form_text.text(starter, width, team=team).splitlines())) <= width


def test_a_participant_sees_no_id_no_limit_and_nothing_that_is_worked_out(small: Make) -> None:
    shown = form_text.text(small(ITEMS), 80)
    assert shown == (
        "1. How old are you?\n   ____________ years\n\n"
        "2. If the answer to question 1 comes to under 30:\n   Are you fit?\n   ☐\xa0yes   ☐\xa0no\n"
    )


def test_the_team_sees_ids_limits_notes_and_table_rows(small: Make) -> None:
    shown = form_text.text(small(ITEMS), 80, team=True)
    assert "· age: integer, years, from 18 to 75\n   · also known as: Age now\n" in shown
    assert "· means: on the day itself\n   · identifier: the answer can point to one person\n" in shown
    assert "· in the table: “Age group”, a row for each of: under 30" in shown


def test_the_team_sees_how_an_item_is_worked_out(small: Make) -> None:
    shown = form_text.text(small(ITEMS), 80, team=True)
    assert "worked out: bands under 30; 30–39; 40 or more (a new one from" in shown


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("{type: integer, derived: {from: born, age_in: 2026}}", "the age in 2026, from 'born'"),
        ("{type: integer, derived: {from: born, age_on: 2026-06-04}}", "the age on 2026-06-04, from 'born'"),
        (
            "{type: single, levels: [few, more, many], derived: {from: n, bands: [2, 5]}}",
            "bands few; more; many (a new one from 2 and 5 on), from 'n'",
        ),
        ("{type: yes/no, derived: {from: n, at_least: 3}}", "yes from 3 on, from 'n'"),
        (
            "{type: single, derived: {from: job, groups: {Health: [a, b], Other: [c]}}}",
            "groups Health (a, b); Other (c), from 'job'",
        ),
    ],
)
def test_each_way_of_working_out_has_its_words(small: Make, item: str, words: str) -> None:
    made = small(
        f"born: {{type: date}}, n: {{type: integer}}, job: {{type: single, levels: [a, b, c]}}, x: {item}"
    )
    assert form_team.worked_out(made.by_id["x"]) == words


def test_programs_get_every_item_and_the_number_of_each_that_is_asked(small: Make) -> None:
    facts = form_team.facts(small(ITEMS))
    assert [(fact["id"], fact["number"]) for fact in facts] == [("age", 1), ("band", None), ("fit", 2)]


def test_programs_get_limits_as_exact_texts(small: Make) -> None:
    (fact,) = form_team.facts(small("ratio: {type: number, min: 0.5}"))
    assert (fact["min"], fact["max"]) == ("0.5", None)
