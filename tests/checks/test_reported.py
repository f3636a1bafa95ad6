"""Items that were asked and stand in no row of Table 2."""

from __future__ import annotations

from textwrap import dedent

from pimhcli.checks.reported import reported
from pimhcli.questionnaire import schema
from pimhcli.storage import yamlfile

FORM = """
    items:
      age: {text: Age, type: integer, unit: years}
      band: {type: single, derived: {from: age, bands: [40]}}
      gender: {text: Gender, type: single, levels: [woman, man]}
      agreed: {text: "May we quote you?", type: yes/no, consent: quote}
      why: {text: "Why did you come?", type: text}
    table:
      rows:
"""


def told(*rows: str) -> list[tuple[str, str]]:
    text = dedent(FORM) + "".join(f"    - {{{row}}}\n" for row in rows)
    form, problems = schema.read(yamlfile.parse(text, "q"), "q")
    assert problems == []
    return [(one.severity, one.where) for one in reported(form)]


def test_an_item_in_no_row_is_told_and_words_are_a_note() -> None:
    assert told("item: age, label: Age, stat: mean_range") == [
        ("warning", "questionnaire.yaml, items[gender]"), ("note", "questionnaire.yaml, table"),
    ]  # fmt: skip


def test_an_item_counts_as_reported_where_one_that_follows_from_it_is() -> None:
    found = told("item: band, label: Age, show: levels", "item: gender, label: Gender, show: levels")
    assert [severity for severity, _ in found] == ["note"]
