"""What the answers tell about single participants, and what would tell less."""

from __future__ import annotations

from collections import Counter
from textwrap import dedent, indent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pimhcli.checks.disclosure import Disclosure, examine, told, warning
from pimhcli.errors import UsageError
from pimhcli.questionnaire import loading, schema
from pimhcli.storage import yamlfile
from pimhcli.tables import demographics

if TYPE_CHECKING:
    from pimhcli.questionnaire.answers import Participant
    from pimhcli.questionnaire.schema import Questionnaire

ITEMS = """
    items:
      age: {type: integer, unit: years, identifier: true}
      gender: {type: single, levels: [female, male], identifier: true}
      degree: {type: single, ordered: true, levels: [Bachelor's, Master's, Doctorate, None], identifier: true}
      job: {type: single, levels: [Nurse, Priest, Doctor, Teacher], identifier: true}
      field: {type: several, levels: [Wards, Homes, "yes", "On: call"]}
      note: {type: text}
"""
HEAD = "participant_id,age,gender,degree,job,field,note"
SEVEN = """
    P1,34,female,Bachelor's,Nurse,Wards,
    P2,35,female,Bachelor's,Nurse,Wards; Homes,
    P10,36,female,Master's,Nurse,Homes,
    P4,37,female,Master's,Doctor,yes,
    P5,39,female,Master's,Priest,On: call,
    P6,40,female,Doctorate,Doctor,Wards,
    P7,42,male,Doctorate,Nurse,Wards,
"""
ALL = "table: {rows: [{item: age}, {item: gender}, {item: degree}, {item: job}, {item: field}]}"


def read(text: str) -> Questionnaire:
    questionnaire, findings = schema.read(yamlfile.parse(dedent(text), "q"), "q")
    assert findings == []
    return questionnaire


def asked(table: str = ALL, items: str = "") -> Questionnaire:
    return read(f"{dedent(ITEMS)}{indent(dedent(items), '  ')}\n{table}\n")


def answered(questionnaire: Questionnaire, rows: str = SEVEN) -> list[Participant]:
    people, findings = loading.from_csv(
        f"{HEAD}\n{dedent(rows).strip()}\n", questionnaire, "participants.csv"
    )
    assert [f for f in findings if f.severity == "error"] == []
    return list(people)


def seen(table: str = ALL, items: str = "", below: int = 5, over: tuple[str, ...] = ()) -> Disclosure:
    questionnaire = asked(table, items)
    return examine(questionnaire, answered(questionnaire), below=below, over=over)


def warned(table: str, rows: str = SEVEN, items: str = "", below: int = 5) -> str:
    """The warning under a table, without where and what to do; empty when there is none."""
    questionnaire = asked(table, items)
    made = demographics.build(questionnaire, answered(questionnaire, rows))
    found = warning(made, questionnaire, below)
    return found.message if found else ""


def said(found: Disclosure) -> str:
    return "\n".join(map(str, found.findings))


def compared(found: Disclosure) -> tuple[str, ...]:
    return found.together.over


def test_participants_are_grouped_by_the_same_answers_to_all_items() -> None:
    found = seen(over=("gender", "degree")).together
    assert (found.groups, found.smallest, found.alone) == (4, 1, ("P6", "P7"))


def test_each_item_and_each_two_are_looked_at_too() -> None:
    found = seen(over=("gender", "degree", "job"))
    assert [(a.over, a.smallest, len(a.alone)) for a in (*found.single, *found.pairs)] == [
        (("gender",), 1, 1),
        (("degree",), 2, 0),
        (("job",), 1, 1),
        (("gender", "degree"), 1, 2),
        (("gender", "job"), 1, 2),
        (("degree", "job"), 1, 5),
    ]


def test_the_pair_that_tells_most_is_named() -> None:
    text = said(seen(over=("gender", "degree", "job")))
    assert (
        "of all pairs, this tells most: 5 of 7 participants share with nobody the answers to degree" in text
    )


def test_identifiers_that_are_printed_are_compared_without_being_named() -> None:
    assert compared(seen("table: {rows: [{item: age}, {item: field}]}")) == ("age", "gender", "degree", "job")


def test_an_identifier_that_the_table_leaves_out_is_not_compared() -> None:
    left_out = ", ".join(f"{{item: {name}, show: none}}" for name in ("gender", "degree", "job"))
    assert compared(seen(f"table: {{rows: [{{item: age}}, {left_out}]}}")) == ("age",)


BAND = "age_band: {type: single, derived: {from: age, bands: [37]}}"


@pytest.mark.parametrize(
    ("row", "over"),
    [
        ("{item: age_band}", ("gender", "degree", "job", "age_band")),
        ("{item: age_band}, {item: age, show: none}", ("gender", "degree", "job", "age_band")),
        ("{item: age}", ("age", "gender", "degree", "job")),
        ("{item: gender}", ("age", "gender", "degree", "job")),
    ],
)
def test_of_an_item_and_its_bands_what_is_printed_is_compared(row: str, over: tuple[str, ...]) -> None:
    assert compared(seen(f"table: {{rows: [{row}]}}", BAND)) == over


def test_the_item_that_the_columns_are_by_is_printed() -> None:
    table = "table: {columns: {by: gender}, rows: [{item: gender, show: none}, {item: field}]}"
    assert "gender" in compared(seen(table))


def test_an_unknown_item_gets_the_nearest_one() -> None:
    with pytest.raises(UsageError, match="no item 'agee'") as caught:
        seen(over=("agee",))
    assert caught.value.hint == "Did you mean 'age'?"


def test_no_answer_is_a_group_of_its_own() -> None:
    questionnaire = asked()
    people = answered(questionnaire, f"{SEVEN.rstrip()}\n    P8,,female,Master's,Nurse,Wards,\n")
    assert "P8" in examine(questionnaire, people, over=("age",)).together.alone


def test_without_participants_there_is_nothing_to_warn_of() -> None:
    found = examine(asked(), [])
    assert ([f for f in found.findings if f.severity != "note"], told(found)) == ([], "")


def test_without_an_identifier_it_says_what_to_mark() -> None:
    questionnaire = read("items: {wage: {type: integer}}")
    found = examine(questionnaire, [])
    assert "marked identifier: true" in said(found)


def test_where_all_groups_are_large_nothing_is_warned_of() -> None:
    found = seen(over=("gender",), below=1)
    assert [f for f in found.findings if f.severity == "warning"] == []


def test_the_findings_name_no_participant_and_the_text_does() -> None:
    found = seen()
    assert "P7" not in said(found)
    assert "alone in it     7 of 7: P1, P2, P4, P5, P6, P7, P10" in told(found)


def test_many_who_stand_alone_are_not_all_listed() -> None:
    questionnaire = asked()
    rows = "\n".join(f"P{i},{i},female,Master's,Nurse,Wards," for i in range(100))
    text = told(examine(questionnaire, answered(questionnaire, rows), over=("age",)))
    assert "P29 and 70 more" in text


def line_of(found: Disclosure, item: str) -> str:
    return next(f"{one.line} -> {one}" for one in found.coarser if one.item == item)


def test_numbers_get_bands() -> None:
    assert line_of(seen(below=3), "age") == (
        "age_band: {type: single, derived: {from: age, bands: [37]}} -> under 37: 3, 37 or more: 4"
    )


def test_of_too_few_people_the_best_halves_are_proposed() -> None:
    text = said(seen(over=("age",)))
    assert "7 participants are too few for groups of 5; the best: age_band:" in text


def test_bands_that_are_too_fine_are_cut_anew() -> None:
    fine = "age_band: {type: single, identifier: true, derived: {from: age, bands: [35, 36, 40]}}"
    assert line_of(seen(items=fine, below=3, over=("age_band",)), "age").startswith(
        "age_band: {type: single, derived: {from: age, bands: [37]}}"
    )


def of_degrees(*degrees: str) -> Disclosure:
    questionnaire = asked()
    rows = "\n".join(f"P{i},40,female,{degree},Nurse,Wards," for i, degree in enumerate(degrees))
    return examine(questionnaire, answered(questionnaire, rows), below=3, over=("degree",))


def test_levels_in_an_order_are_joined_with_their_neighbours() -> None:
    found = of_degrees(*["Bachelor's"] * 3, *["Master's"] * 2, "Doctorate")
    assert line_of(found, "degree") == (
        "degree_group: {type: single, ordered: true, derived: {from: degree, groups: "
        "{Bachelor's: [Bachelor's], Master's to None: [Master's, Doctorate, None]}}}"
        " -> Bachelor's: 3, Master's to None: 3"
    )


def test_what_leaves_somebody_as_much_alone_is_not_proposed() -> None:
    assert of_degrees(*["Bachelor's"] * 6, "None").coarser == ()


def test_rare_levels_are_gathered() -> None:
    assert line_of(seen(below=3), "job") == (
        "job_group: {type: single, derived: {from: job, groups: "
        "{Nurse: [Nurse], Other: [Priest, Doctor, Teacher]}}} -> Nurse: 4, Other: 3"
    )


def test_of_a_text_no_coarser_item_can_be_made() -> None:
    assert seen(over=("note",)).coarser == ()


def test_of_two_levels_no_coarser_item_can_be_made() -> None:
    found = seen(over=("gender",))
    assert found.coarser == ()
    assert "Leave it out of the table with {item: gender, show: none}, or use --suppress-below." in said(
        found
    )


@settings(deadline=None, max_examples=50)
@given(st.data(), st.integers(2, 6))
def test_what_is_proposed_loads_and_has_the_sizes_it_was_said_to_have(
    data: st.DataObject, below: int
) -> None:
    plain = asked()
    cell = {
        "age": st.integers(18, 75).map(str),
        "degree": st.sampled_from(plain.by_id["degree"].levels),
        "job": st.sampled_from(plain.by_id["job"].levels),
        "field": st.lists(st.sampled_from(plain.by_id["field"].levels), unique=True).map("; ".join),
    }
    rows = "\n".join(
        f"P{i},{data.draw(cell['age'])},female,{data.draw(cell['degree'])},{data.draw(cell['job'])},"
        f"{data.draw(cell['field'])},"
        for i in range(data.draw(st.integers(1, 20)))
    )
    found = examine(plain, answered(plain, rows), below=below, over=("age", "degree", "job", "field"))
    added = asked(items="\n".join(one.line for one in found.coarser))
    people = answered(added, rows)
    for one in found.coarser:
        ticks = Counter(level for person in people for level in person.answers[one.id].chosen)
        assert [(level, ticks[level]) for level in added.by_id[one.id].levels] == list(one.sizes)
        assert one.enough == all(size == 0 or size >= below for _, size in one.sizes)


def test_small_counts_of_items_that_are_not_compared_are_told_of() -> None:
    assert "items[field]: 3 of 4 counts that the table prints" in said(seen(over=("age",), below=3))


def test_the_ends_of_a_range_that_are_one_participants_are_told_of() -> None:
    assert "the least or the greatest number is the answer of one participant: age." in said(seen())


def test_a_mean_with_its_deviation_tells_no_single_answer() -> None:
    assert "answer of one participant" not in said(seen("table: {rows: [{item: age, stat: mean_sd}]}"))


def test_a_list_of_the_numbers_is_warned_of() -> None:
    assert "lists the number of each participant" in said(seen("table: {rows: [{item: age, stat: list}]}"))


def test_the_warning_counts_the_small_counts_of_the_table() -> None:
    questionnaire = asked("table: {rows: [{item: gender}, {item: job}]}")
    found = warning(demographics.build(questionnaire, answered(questionnaire)), questionnaire)
    assert str(found) == (
        "table demographics: 4 of 6 counts that the table prints, or leaves to be worked out, are of fewer "
        "than 5 people. See pimh check disclosure for coarser bands, or give --suppress-below 5."
    )


def test_the_no_that_is_left_over_beside_a_printed_yes_counts() -> None:
    assert warned("table: {rows: [{item: gender, show: [female]}]}").startswith("1 of 2 counts")


def test_of_several_answers_nothing_is_left_over() -> None:
    assert warned("table: {rows: [{item: field, show: [Wards]}]}", below=4) == ""


def test_the_warning_looks_at_each_column() -> None:
    rows = SEVEN.replace("P7,42,male", "P7,42,female")
    shown = "rows: [{item: gender, show: [female]}]"
    assert warned(f"table: {{{shown}}}", rows) == ""
    assert warned(f"table: {{columns: {{by: degree}}, {shown}}}", rows)


def test_gathered_levels_are_one_count() -> None:
    assert warned("table: {rows: [{item: job, other_below: 3}]}", below=3) == ""


def test_a_level_called_other_takes_the_rare_ones_in() -> None:
    items = "place: {type: single, levels: [Ward, Rural, Other]}"
    table = "table: {rows: [{item: place, other_below: 3}]}"
    questionnaire = asked(table, items)
    places = ["Ward", "Ward", "Ward", "Rural", "Rural", "Other"]
    text = "\n".join(f"P{i},40,female,Doctorate,Nurse,Wards,,{place}" for i, place in enumerate(places))
    people, _ = loading.from_csv(f"{HEAD},place\n{text}\n", questionnaire, "participants.csv")
    assert warning(demographics.build(questionnaire, people), questionnaire, below=3) is None


def test_a_count_of_those_with_a_certain_answer_is_counted_among_these() -> None:
    table = "table: {rows: [{item: gender, show: [female], denominator: {degree: Doctorate}}]}"
    assert warned(table, below=2).startswith("2 of 2 counts")


def test_a_level_with_a_colon_is_no_line_of_its_own() -> None:
    groups = '{"At: home": [Nurse], On: [Doctor], Rest: [Priest, Teacher]}'
    items = f"place: {{type: single, derived: {{from: job, groups: {groups}}}}}"
    assert warned("table: {rows: [{item: place, zero_levels: false}]}", items=items, below=2) == (
        "1 of 3 counts that the table prints, or leaves to be worked out, is of fewer than 2 people."
    )


def test_one_answer_in_a_row_of_its_own_is_counted_with_those_in_others() -> None:
    one = "{{item: job, label: {0}, level: {0}}}"
    rows = ", ".join(one.format(job) for job in ("Nurse", "Doctor"))
    assert warned(f"table: {{rows: [{rows}]}}", below=2).startswith("1 of 3 counts")


def test_a_mean_of_few_in_a_column_is_warned_of() -> None:
    table = "table: {columns: {by: gender, overall: none}, rows: [{item: age, stat: mean_sd}]}"
    assert warned(table) == (
        "1 of 2 counts that the table prints, or leaves to be worked out, is of fewer than 5 people."
    )


def test_a_list_of_texts_is_warned_of() -> None:
    assert warned("table: {rows: [{item: note, stat: list}]}").startswith("1 of 1 count ")


def test_a_list_of_texts_is_told_of() -> None:
    questionnaire = asked("table: {rows: [{item: note, stat: list}]}")
    people = answered(questionnaire, SEVEN.replace("Wards,\n", "Wards,a word\n"))
    found = said(examine(questionnaire, people))
    assert "the table lists the answer of each participant. Leave it out with {item: note" in found


def test_a_mean_of_few_is_told_of() -> None:
    found = said(seen("table: {rows: [{item: age, stat: mean_sd}]}", below=9, over=("gender",)))
    assert "items[age]: 1 of 1 count that the table prints" in found


def test_ten_thousand_participants_are_examined_while_one_waits() -> None:
    questionnaire = asked()
    rows = "\n".join(f"P{i},{18 + i % 57},female,Master's,Nurse,Wards," for i in range(10_000))
    assert examine(questionnaire, answered(questionnaire, rows)).together.smallest > 100
