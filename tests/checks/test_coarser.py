"""Coarser items of several answers leave no small group of the same ticks, or tell that they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from pimhcli.checks.disclosure import examine
from pimhcli.questionnaire import loading, schema
from pimhcli.storage import yamlfile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.checks.disclosure import Disclosure
    from pimhcli.questionnaire.schema import Questionnaire

LEVELS = ("Nursing", "Medicine", "Law", "Arts")
FIELD = f"field: {{type: several, identifier: true, levels: [{', '.join(LEVELS)}]}}"
GENDER = "gender: {type: single, levels: [female, male]}"


def read(*items: str, table: str = "{rows: [{item: field}]}") -> Questionnaire:
    body = "".join(f"  {item}\n" for item in items)
    found, findings = schema.read(yamlfile.parse(f"items:\n{body}table: {table}\n", "q"), "q")
    assert findings == []
    return found


def looked_at(form: Questionnaire, cells: Sequence[str], over: str, below: int = 3) -> Disclosure:
    rows = "".join(f"P{i},{cell}\n" for i, cell in enumerate(cells))
    people, _ = loading.from_csv(f"participant_id,field\n{rows}", form, "participants.csv")
    return examine(form, list(people), below=below, over=(over,))


def test_levels_are_put_together_until_no_choice_of_several_is_rare() -> None:
    cells = ["Nursing"] * 4 + ["Medicine"] * 2 + ["Law; Medicine", "Medicine; Arts"]
    (one,) = looked_at(read(FIELD), cells, "field").coarser
    assert (one.smallest, str(one)) == (4, "Nursing: 4, Other: 4")


def test_what_a_proposal_leaves_is_told() -> None:
    found = looked_at(read(FIELD), ["Nursing"] * 4 + ["Medicine"] * 3 + ["Law; Medicine; Nursing"], "field")
    (one,) = found.coarser
    assert one.smallest == 1
    assert "the smallest group with the same answers is still of 1)" in str(found.findings[1])


def test_no_answer_is_a_group_that_a_proposal_leaves() -> None:
    cells = ["Nursing"] * 4 + ["Medicine"] * 2 + ["Law; Medicine", "Medicine; Arts", ""]
    (one,) = looked_at(read(FIELD), cells, "field").coarser
    assert str(one) == "Nursing: 4, Other: 4; the smallest group with the same answers is still of 1"


@given(st.lists(st.lists(st.sampled_from(LEVELS), unique=True).map("; ".join), min_size=1, max_size=16))
def test_a_proposal_leaves_the_groups_that_it_says(cells: list[str]) -> None:
    for one in looked_at(read(FIELD), cells, "field").coarser:
        again = looked_at(read(FIELD, one.line), cells, one.id)
        assert again.together.smallest == one.smallest


def test_the_numbers_of_all_columns_are_counted() -> None:
    text = "participant_id,field,gender\n" + "".join(
        f"P{i},Nursing,{'male' if i else 'female'}\n" for i in range(9)
    )
    told = []
    for table in ("{rows: [{item: field}]}", "{columns: {by: gender}, rows: [{item: field}]}"):
        form = read(FIELD.replace("identifier: true, ", ""), GENDER, table=table)
        people, _ = loading.from_csv(text, form, "participants.csv")
        found = examine(form, list(people), below=3)
        told.append("items[field]" in "".join(map(str, found.findings)))
    assert told == [False, True]
