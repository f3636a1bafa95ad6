"""With a threshold the table gives no small count away: not by itself, and not by all its rows together."""

from __future__ import annotations

from collections import Counter
from itertools import combinations_with_replacement
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pimhcli.errors import UsageError
from pimhcli.questionnaire import loading, schema
from pimhcli.storage import yamlfile
from pimhcli.tables import demographics
from pimhcli.tables.withholding import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pimhcli.questionnaire.schema import Questionnaire
    from pimhcli.tables.model import Row, Table

# Whether somebody has children, and, asked of those who do, how they live
LAYOUT = """
items:
  kids: {type: yes/no}
  home: {type: single, levels: [house, flat], asked_if: kids}
table:
  rows:
    - {item: kids, stat: n_only, missing: always}
    - {item: home, stat: n_only, missing: if any}
"""
Person = tuple[str, str]
PEOPLE: tuple[Person, ...] = (("yes", "house"), ("yes", "flat"), ("yes", ""), ("no", ""), ("", ""))
WITHOUT = {"No answer": "none", "Preferred not to say": "declined", "Not asked": "not asked"}


def read(text: str) -> Questionnaire:
    questionnaire, findings = schema.read(yamlfile.parse(dedent(text), "q"), "q")
    assert findings == []
    return questionnaire


def build(
    questionnaire: Questionnaire, answers: str, groups: dict[str, str] | None = None, k: int = 3
) -> Table:
    people, findings = loading.from_csv(dedent(answers), questionnaire, "participants.csv")
    assert findings == []
    return demographics.build(questionnaire, people, groups, below=k)


def cells(made: Table) -> dict[str, tuple[str, ...]]:
    return {row.cells[0]: row.cells[1:] for row in made.rows}


def counts_of(people: Sequence[Person]) -> dict[str, int]:
    """Every count that the table of the layout could print of some people, worked out anew."""
    kids, homes = Counter(k for k, _ in people), Counter(h for k, h in people if k == "yes")
    return {
        "Yes": kids["yes"],
        "No": kids["no"],
        "kids: none": kids[""],
        "house": homes["house"],
        "flat": homes["flat"],
        "home: none": homes[""] + kids[""],
        "home: not asked": kids["no"],
        **dict.fromkeys(("kids: not asked", "kids: declined", "home: declined"), 0),
    }


def printed(made: Table) -> list[dict[str, str]]:
    """What is printed in each column, by the names of ``counts_of``."""
    item, found = "kids", [dict[str, str]() for _ in made.columns[1:]]
    for row in made.rows:
        item = row.cells[0] if row.heading else item
        name = row.cells[0]
        if name in WITHOUT:
            name = f"{item}: {WITHOUT[name]}"
        for column, cell in zip(found, row.cells[1:], strict=True):
            if not row.heading:
                column[name] = cell
    return found


def agreeing(shown: list[dict[str, str]], sizes: Sequence[int]) -> Iterator[list[dict[str, int]]]:
    """The counts of all people there could be, which agree with every number that is printed."""
    columns: list[list[dict[str, int]]] = [[]]
    by_group = [
        [
            counts
            for people in combinations_with_replacement(PEOPLE, size)
            if _fits(counts := counts_of(people), told)
        ]
        for told, size in zip(shown, sizes, strict=False)
    ]
    for options in by_group:
        columns = [[*before, option] for before in columns for option in options]
    for groups in columns:
        total = {name: sum(group[name] for group in groups) for name in groups[0]}
        if len(shown) == len(sizes):
            yield groups
        elif _fits(total, shown[-1]):
            yield [*groups, total]


def _fits(counts: dict[str, int], told: dict[str, str]) -> bool:
    return all(cell in (HIDDEN, str(counts[name])) for name, cell in told.items())


def table_of(groups: Sequence[Sequence[Person]], k: int) -> Table:
    questionnaire = read(LAYOUT + ("  columns: {by: focus_group}\n" if len(groups) > 1 else ""))
    rows = [
        (f"P{i}{j}", f"g{i}", *person) for i, group in enumerate(groups) for j, person in enumerate(group)
    ]
    text = "id,kids,home\n" + "".join(f"{name},{kids},{home}\n" for name, _, kids, home in rows)
    return build(questionnaire, text, {name: group for name, group, *_ in rows}, k)


@given(st.lists(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=5), min_size=1, max_size=2), st.data())
@settings(max_examples=60, deadline=None)
def test_no_small_count_can_be_worked_out_of_all_rows_together(
    groups: list[list[Person]], data: st.DataObject
) -> None:
    k = data.draw(st.integers(2, 4))
    made = table_of(groups, k)
    sizes = [len(group) for group in groups]
    possible = list(agreeing(printed(made), sizes))
    true = [counts_of(group) for group in groups]
    true += [counts_of([person for group in groups for person in group])] if len(groups) > 1 else []
    for column, counts in enumerate(true):
        for name, count in counts.items():
            if 0 < count < k and _is_secret(sizes, column):
                assert len({other[column][name] for other in possible}) > 1, (name, column)


def _is_secret(sizes: Sequence[int], column: int) -> bool:
    # of one person alone the size of the group tells that each count is one or none
    return column >= len(sizes) or sizes[column] > 1


@given(st.lists(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=5), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_no_count_below_the_threshold_is_printed(groups: list[list[Person]]) -> None:
    for column in printed(table_of(groups, 3)):
        assert not {cell for cell in column.values() if cell in ("1", "2")}


def test_a_table_without_small_counts_is_printed_whole() -> None:
    questionnaire = read("items: {kids: {type: yes/no}}")
    answers = "id,kids\n" + "".join(f"P{i},{'yes' if i < 5 else 'no'}\n" for i in range(10))
    assert build(questionnaire, answers, k=5) == build(questionnaire, answers, k=0)


def test_one_level_alone_is_hidden_when_the_other_one_is_small() -> None:
    questionnaire = read("""
        items: {kids: {type: yes/no}}
        table: {rows: [{label: Kids, item: kids, show: inline}]}
    """)
    answers = "id,kids\n" + "".join(f"P{i},{'yes' if i else 'no'}\n" for i in range(10))
    assert cells(build(questionnaire, answers, k=5)) == {"Kids": (HIDDEN,)}


def test_the_table_says_what_the_sign_means() -> None:
    made = build(read("items: {kids: {type: yes/no}}"), "id,kids\nA,yes\nB,no\n")
    assert made.notes[1].text == "‡: not shown, so that no count below 3 can be read or worked out."


def test_the_ends_of_a_range_are_never_shown() -> None:
    questionnaire = read("items: {age: {type: integer, unit: years}}")
    answers = "id,age\n" + "".join(f"P{i},{30 + i}\n" for i in range(9))
    assert cells(build(questionnaire, answers, k=5)) == {"age": ("34.0 years (‡)",)}


def test_a_mean_over_few_is_not_shown() -> None:
    questionnaire = read("items: {age: {type: integer}}")
    assert cells(build(questionnaire, "id,age\nA,30\nB,40\nC,\n")) == {"age": (HIDDEN,)}


def test_a_group_whose_mean_is_hidden_cannot_be_worked_out_from_the_overall_mean() -> None:
    questionnaire = read("""
        items: {age: {type: integer}}
        table: {columns: {by: focus_group}, rows: [{item: age, stat: mean}]}
    """)
    people = [f"P{i}" for i in range(10)]
    answers = "id,age\n" + "".join(f"{person},30\n" for person in people)
    groups = {person: "g1" if i < 2 else "g2" if i < 6 else "g3" for i, person in enumerate(people)}
    assert cells(build(questionnaire, answers, groups)) == {"age": (HIDDEN, HIDDEN, "30.0", "30.0")}


def test_a_percentage_is_hidden_where_few_are_left_out_of_its_denominator() -> None:
    questionnaire = read("""
        items: {kids: {type: yes/no}}
        table: {rows: [{label: Kids, item: kids, show: inline, denominator: answered}]}
    """)
    answers = "id,kids\n" + "".join(f"P{i},{'yes' if i < 4 else 'no'}\n" for i in range(8)) + "P9,\n"
    assert cells(build(questionnaire, answers))["Kids"] in ((HIDDEN,), (f"4 ({HIDDEN})",))


def test_no_note_tells_of_few_people() -> None:
    questionnaire = read("items: {kids: {type: yes/no}, age: {type: integer}}")
    answers = "id,kids,age\n" + "".join(f"P{i},{'yes' if i < 4 else 'no'},40\n" for i in range(8)) + "P9,,\n"
    made = build(questionnaire, answers)
    assert [note.text for note in made.notes if " 1 " in note.text or " 8 " in note.text] == []


def test_no_figure_tells_what_a_cell_hides() -> None:
    made = table_of([[("yes", "house"), ("no", "")], [("yes", "flat")] * 4], 3)
    hidden = {
        (heading, row.cells[0], column.label)
        for heading, row in _with_headings(made)
        for column, cell in zip(made.columns[1:], row.cells[1:], strict=True)
        if cell == HIDDEN
    }
    told = {(*figure.row.split(": "), figure.column) for figure in made.figures}
    assert hidden
    assert hidden.isdisjoint(told)


def _with_headings(made: Table) -> Iterator[tuple[str, Row]]:
    heading = ""
    for row in made.rows:
        heading = row.cells[0] if row.heading else heading
        yield heading, row


def test_an_item_is_hidden_whole_when_one_made_of_its_levels_has_a_hidden_cell() -> None:
    questionnaire = read("""
        items:
          job: {type: single, levels: [nurse, midwife, vet]}
          field: {type: single, derived: {from: job, groups: {people: [nurse, midwife], animals: [vet]}}}
    """)
    jobs = ["nurse"] * 4 + ["midwife"] * 4 + ["vet"]
    made = build(questionnaire, "id,job\n" + "".join(f"P{i},{job}\n" for i, job in enumerate(jobs)))
    assert {cell for row in made.rows[1:4] for cell in row.cells[1:]} == {HIDDEN}


def test_two_bandings_of_one_number_are_refused() -> None:
    questionnaire = read("""
        items:
          age: {type: integer}
          band: {type: single, derived: {from: age, bands: [30, 40]}}
          other: {type: single, derived: {from: age, bands: [35, 40]}}
        table: {rows: [{item: band}, {item: other}]}
    """)
    with pytest.raises(UsageError, match="'band' and 'other' put the same answers together"):
        build(questionnaire, "id,age\nA,30\n")


def test_the_order_of_rows_does_not_tell_the_size_of_hidden_counts() -> None:
    questionnaire = read("""
        items: {job: {type: single, levels: [nurse, midwife, vet]}}
        table: {rows: [{item: job, order: count, zero_levels: false}]}
    """)
    jobs = ["midwife"] * 5 + ["nurse"]
    made = build(questionnaire, "id,job\n" + "".join(f"P{i},{job}\n" for i, job in enumerate(jobs)))
    assert [row.cells[0] for row in made.rows[1:]] == ["nurse", "midwife", "vet"]


def test_the_mean_of_a_scale_is_hidden_with_its_counts() -> None:
    questionnaire = read("""
        items: {mood: {type: scale, min: 1, max: 3}}
        table: {rows: [{item: mood}, {label: Mean, item: mood, stat: mean}]}
    """)
    moods = [1, 1, 1, 1, 2, 3, 3, 3]
    answers = "id,mood\n" + "".join(f"P{i},{mood}\n" for i, mood in enumerate(moods))
    assert cells(build(questionnaire, answers))["Mean"] == (HIDDEN,)


def test_levels_that_could_only_have_the_most_that_is_gathered_are_hidden() -> None:
    questionnaire = read("""
        items: {job: {type: single, levels: [nurse, midwife, vet]}}
        table: {rows: [{item: job, other_below: 3}]}
    """)
    jobs = ["midwife"] * 5 + ["nurse"] * 2 + ["vet"] * 2
    made = build(questionnaire, "id,job\n" + "".join(f"P{i},{job}\n" for i, job in enumerate(jobs)))
    assert cells(made)["Other"] == (HIDDEN,)


def test_columns_that_are_themselves_small_groups_are_refused() -> None:
    questionnaire = read("""
        items: {kids: {type: yes/no}, age: {type: integer}}
        table: {columns: {by: kids}, rows: [{item: age}]}
    """)
    with pytest.raises(UsageError, match="fewer than 3 participants are in: No"):
        build(questionnaire, "id,kids,age\nA,yes,30\nB,yes,30\nC,yes,30\nD,no,40\n")


def people(**counts: int) -> str:
    """Answers to kids and home: so many with yes and a house, and so on."""
    answers = {"house": "yes,house", "flat": "yes,flat", "no": "no,", "blank": ","}
    rows = [answers[kind] for kind, count in counts.items() for _ in range(count)]
    return "id,kids,home\n" + "".join(f"P{i},{row}\n" for i, row in enumerate(rows))


def one_row(row: str) -> Questionnaire:
    return read(f"""
        items:
          kids: {{type: yes/no}}
          home: {{type: single, levels: [house, flat], asked_if: kids}}
        table:
          rows:
            - {{label: Kids, item: kids, missing: always}}
            - {row}
    """)


def test_a_note_does_not_tell_how_many_were_asked_where_that_is_hidden() -> None:
    questionnaire = one_row("{label: Home, item: home, denominator: asked}")
    made = build(questionnaire, people(house=3, flat=3, no=4, blank=1))
    assert not any("who were asked" in note.text and any(map(str.isdigit, note.text)) for note in made.notes)


def test_a_note_does_not_tell_how_many_gave_no_answer_where_that_protects_others() -> None:
    questionnaire = read("items: {kids: {type: yes/no}}")
    made = build(questionnaire, people(house=5, no=1, blank=4).replace(",home", "").replace(",house", ""))
    assert [note.text for note in made.notes if "4" in note.text] == []


def test_a_percentage_of_those_who_answered_is_hidden_where_their_number_is() -> None:
    questionnaire = read("""
        items: {kids: {type: yes/no}}
        table: {rows: [{label: Kids, item: kids, denominator: answered}]}
    """)
    answers = "id,kids\n" + "".join(f"P{i},{a}\n" for i, a in enumerate(["yes"] * 5 + ["no"] + [""] * 4))
    assert {
        cell for cells_ in cells(build(questionnaire, answers)).values() for cell in cells_ if "%" in cell
    } == set()


def test_a_label_does_not_tell_how_many_answered_where_that_is_hidden() -> None:
    questionnaire = read("""
        items: {age: {type: integer}}
        table: {rows: [{label: "Age (n = {n})", item: age, stat: mean}]}
    """)
    answers = "id,age\n" + "".join(f"P{i},40\n" for i in range(8)) + "P9,\n"
    assert list(cells(build(questionnaire, answers))) == [f"Age (n = {HIDDEN})"]


def test_counts_among_those_with_a_certain_answer_are_hidden_when_some_are_few() -> None:
    questionnaire = one_row("{label: Home, item: home, denominator: {kids: [yes]}}")
    shown = cells(build(questionnaire, people(house=5, flat=1, no=5)))
    assert (shown["house"], shown["flat"]) == ((HIDDEN,), (HIDDEN,))


def test_bands_of_a_question_asked_of_some_are_hidden_with_it() -> None:
    questionnaire = read("""
        items:
          kids: {type: yes/no}
          n_kids: {type: integer, asked_if: kids}
          many: {type: yes/no, derived: {from: n_kids, at_least: 3}}
        table: {rows: [{item: many}]}
    """)
    answers = "id,kids,n_kids\n" + "".join(f"P{i},yes,{1 + i % 2 * 3}\n" for i in range(8)) + "P9,no,\n"
    assert set(cells(build(questionnaire, answers)).values()) == {("",), (HIDDEN,)}
