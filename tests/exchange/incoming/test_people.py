"""Cases become participants, their variables items; sets of texts become focus groups."""

from __future__ import annotations

import csv
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from building import made_study
from building import written as text_file
from hypothesis import given, settings
from hypothesis import strategies as st

from pimhcli.exchange.incoming.importing import Parcel, Plan, plan
from pimhcli.exchange.model import Case, Project, Received, Set, Source, Variable
from pimhcli.exchange.outgoing.project import Wish, sent
from pimhcli.exchange.refi import reading
from pimhcli.exchange.refi.writing import written
from pimhcli.study import saving, starting
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Iterator

    from building import Pimh

FORM = """
    items:
      job: {text: "Your job?", type: single, levels: [Nurse, "Nurse; senior", Other]}
      roles: {text: "Your roles?", type: several, levels: [Ward, "Lead, acting"]}
      trained: {text: "Trained?", type: yes/no}
      age: {text: "How old?", type: integer, unit: years}
      hours: {text: "Hours?", type: number}
      born: {text: "Born?", type: date}
      trust: {text: "Trust?", type: scale, min: 1, max: 5}
      say: {text: "Anything else?", type: text}
      old: {type: yes/no, derived: {from: age, at_least: 60}}
"""
VALUES = {
    "job": st.sampled_from(["Nurse", "Other"]),
    "roles": st.sampled_from(["Ward", "Lead, acting", "Ward; Lead, acting", "none of them"]),
    "trained": st.sampled_from(["yes", "no"]),
    "age": st.integers(18, 99).map(str),
    "hours": st.decimals(-99, 99, places=3).map(str),
    "born": st.dates().map(str),
    "trust": st.integers(1, 5).map(str),
    "say": st.text(st.sampled_from("ab é😀שלום<&\"';,1-=")).map(str.strip),
}
ROWS = st.lists(
    st.fixed_dictionaries({name: st.just("") | values for name, values in VALUES.items()}),
    min_size=1,
    max_size=4,
)


@pytest.fixture
def new(tmp_path: Path) -> Path:
    starting.start(tmp_path / "new", "New", "blank")
    return tmp_path / "new"


@pytest.fixture
def place() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp())
    yield folder
    shutil.rmtree(folder)


def imported(root: Path, project: Project) -> Plan:
    done = plan(Study(root), "anna", Parcel("a.qdpx", b"x", Received(project)))
    saving.commit(root, done)
    return done


def answers(root: Path) -> dict[str, dict[str, object]]:
    return {
        one.id: {item: answer.value for item, answer in one.answers.items() if answer.state == "answered"}
        for one in Study(root).participants
    }


def project(*cases: dict[str, str], kinds: dict[str, str] | None = None) -> Project:
    names = dict.fromkeys(name for case in cases for name in case if name != "name")
    variables = tuple(
        Variable(f"V-{name}", name, (kinds or {}).get(name, "Text"))  # type: ignore[arg-type]
        for name in names
    )
    made = tuple(
        Case(
            f"C-{number}", case.get("name", ""), values={f"V-{n}": v for n, v in case.items() if n != "name"}
        )
        for number, case in enumerate(cases)
    )
    return Project(variables=variables, cases=made)


def with_answers(root: Path, rows: list[dict[str, str]]) -> Path:
    """A study with these answers to FORM."""
    made_study(root, questionnaire=FORM)
    with (root / "participants.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["participant_id", *VALUES], restval="")
        writer.writeheader()
        writer.writerows({"participant_id": f"P{number}", **row} for number, row in enumerate(rows, 1))
    return root


@settings(max_examples=30, deadline=None)
@given(ROWS)
def test_participants_that_go_out_come_in_with_the_same_answers(rows: list[dict[str, str]]) -> None:
    place = Path(tempfile.mkdtemp())
    try:
        root = with_answers(place / "here", rows)
        starting.start(place / "there", "There", "blank")
        data = written(sent(Study(root), Wish()).project)
        parcel = Parcel("a.qdpx", data, reading.read(data, "a.qdpx", reading.Wish()))
        saving.commit(place / "there", plan(Study(place / "there"), "anna", parcel))
        here = answers(root)
        for person in here.values():
            person.pop("old", None)
        assert answers(place / "there") == here
        assert plan(Study(place / "there"), "anna", parcel).step is None
    finally:
        shutil.rmtree(place)


def test_items_keep_their_questions_types_units_and_levels(tmp_path: Path, new: Path) -> None:
    root = with_answers(tmp_path / "here", [{"age": "40", "job": "Nurse; senior"}])
    imported(new, sent(Study(root), Wish()).project)
    there = {item.id: item for item in Study(new).questionnaire.items}
    assert {name: (item.type, item.text, item.unit) for name, item in there.items()} == {
        "job": ("text", "Your job?", ""),  # a level that holds a semicolon cannot be told from two
        "roles": ("several", "Your roles?", ""),
        "trained": ("yes/no", "Trained?", ""),
        "age": ("integer", "How old?", "years"),
        "hours": ("number", "Hours?", ""),
        "born": ("date", "Born?", ""),
        "trust": ("integer", "Trust?", ""),
        "say": ("text", "Anything else?", ""),
    }
    assert there["roles"].levels == ("Ward", "Lead, acting")


def test_values_that_an_item_cannot_take_make_a_new_item_a_text(new: Path) -> None:
    imported(new, project({"name": "A", "size": "big"}, kinds={"size": "Integer"}))
    assert Study(new).questionnaire.by_id["size"].type == "text"
    assert answers(new) == {"A": {"size": "big"}}


def test_values_that_an_item_of_ours_cannot_take_are_told_and_left_out(study: Path) -> None:
    done = imported(study, project({"name": "P9", "age": "old", "job": "Nurse"}))
    assert not done.is_whole
    assert "its answers to 'age' were not taken in" in str(done.told[0])
    assert answers(study)["P9"] == {"job": "Nurse"}


def test_an_answer_that_differs_stays_and_what_is_empty_is_filled_in(study: Path) -> None:
    done = imported(study, project({"name": "P1", "age": "35", "town": "Cork"}))
    assert "1 answer differ" in str(done.told[0])
    assert answers(study)["P1"] == {"age": 34, "job": "Psychologist", "town": "Cork"}
    assert "1 answer" in done.sentence


def test_a_new_item_is_added_to_the_questionnaire_and_its_comments_stay(study: Path) -> None:
    before = text_file(
        study / "questionnaire.yaml",
        "# ours\nitems:\n  age: {type: integer}  # in years\n  job: {type: text}\n",
    )
    imported(study, project({"name": "P1", "Home town?": "Cork"}))
    text = before.read_text("utf-8")
    assert "# ours" in text
    assert "# in years" in text
    assert "Home_town" in Study(study).questionnaire.by_id


def test_a_case_without_a_name_is_no_participant_and_is_told(study: Path) -> None:
    done = imported(study, project({"age": "40"}))
    assert (done.step, done.is_whole) == (None, False)
    assert "no participant is named" in str(done.told[0])


def test_cases_without_answers_are_participants_too(new: Path) -> None:
    imported(new, Project(cases=(Case("C-1", "Ann  Other"), Case("C-2", "ann other"))))
    assert [one.id for one in Study(new).participants] == ["Ann Other"]


def test_a_participant_and_an_item_keep_the_guids_that_they_came_with(new: Path) -> None:
    imported(new, project({"name": "A", "town": "Cork"}))
    again = sent(Study(new), Wish()).project
    assert ([one.guid for one in again.cases], [one.guid for one in again.variables]) == (["C-0"], ["V-town"])


def test_sets_of_new_texts_become_focus_groups(new: Path) -> None:
    sources = tuple(Source(f"S{n}", f"talk{n}", f"P1: Well number {n}.\n") for n in (1, 2, 3))
    sets = (
        Set("A", "Morning group", sources=("S1", "S2")),
        Set("B", "Both", sources=("S3",), codes=("X",)),
    )
    done = imported(new, Project(sources=sources, sets=sets))
    assert [Study(new).settings.group_of(name) for name in ("talk1", "talk2", "talk3")] == [
        "morning-group", "morning-group", "talk3",
    ]  # fmt: skip
    assert "“Both”" in str(done.told)


def test_what_is_known_of_a_text_as_sets_is_no_focus_group(new: Path) -> None:
    sources = (Source("S1", "talk1", "P1: Well.\n"),)
    done = imported(new, Project(sources=sources, sets=(Set("A", "age: 25", sources=("S1",)),)))
    assert Study(new).settings.group_of("talk1") == "talk1"
    assert "“age: 25”" in str(done.told)


def test_codes_that_tell_who_speaks_are_left_to_the_labels(coded: Path, pimh: Pimh) -> None:
    assert pimh("codebook", "add", "Voices", "--level", "code").code == 0
    assert pimh("excerpt", "add", "--quote", "And what is hard?", "--code", "voices").code == 0
    assert pimh("export", "qdpx", "-o", "../a.qdpx").code == 0
    ran = pimh("import", "../a.qdpx", "--new", "../there", "--speaker-codes", "voices", "--coder", "anna")
    assert ran.code == 0, ran.talk
    there = Study(coded.parent / "there")
    assert "Voices" not in {code.name for code in there.codebook.codes}
    assert [one.quote for one in there.codings("fg1", "anna").records] == [
        "We listen more than we did.", "People leave",
    ]  # fmt: skip
    wrong = pimh("import", "../a.qdpx", "--speaker-codes", "Voises")
    assert (wrong.code, "Did you mean 'Voices'?" in wrong.talk) == (1, True)


def test_a_new_study_is_made_of_a_project_in_one_command(coded: Path, pimh: Pimh) -> None:
    assert pimh("export", "qdpx", "-o", "../a.qdpx").code == 0
    ran = pimh("import", "../a.qdpx", "--new", "../there", "--coder", "anna")
    assert (ran.code, "Started the study ../there." in ran.talk) == (0, True)
    there, here = Study(coded.parent / "there"), Study(coded)
    assert there.settings.title == "Looking back"
    assert answers(there.root) == answers(here.root)
    told = [[(c.code, c.span, c.memo) for c in one.codings("fg1", "anna").records] for one in (there, here)]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("../a.zip", "--new", "../there"), "no project"),
        (("../a.qdpx", "--new", "../there", "--dry-run"), "Leave out one"),
        (("../none.qdpx", "--new", "../there"), "none.qdpx"),
        (("../a.qdpx", "--new", "inner"), "inside the study"),
    ],
)
def test_a_new_study_that_cannot_be_made_leaves_nothing_behind(
    coded: Path, pimh: Pimh, words: tuple[str, ...], told: str
) -> None:
    assert pimh("export", "qdpx", "-o", "../a.qdpx").code == 0
    ran = pimh("import", *words)
    assert (ran.code, told in ran.talk) == (2, True)
    assert not (coded.parent / "there").exists()
    assert not (coded / "inner").exists()
