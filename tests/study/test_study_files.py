"""The study's own files: read with every problem in its place, edited with every other line as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import CODEBOOK, STUDY, changed_lines, lines, made_study, written
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.coding import codebook as codebooks
from pimhcli.coding.codebook import Code, Codebook, Edit
from pimhcli.coding.growing import Draft, added
from pimhcli.errors import StudyError
from pimhcli.questionnaire.changes import AnswerChange
from pimhcli.resources import folder, template
from pimhcli.storage import yamlfile
from pimhcli.study import acting, codebook_file, group_file, history, saving, settings
from pimhcli.study.history import Record, Source
from pimhcli.study.material import all_excerpts
from pimhcli.study.root import enclosing
from pimhcli.study.study import Study
from pimhcli.transcripts.roster import Cast

if TYPE_CHECKING:
    from pathlib import Path

    from pimhcli.study.settings import Settings
    from pimhcli.transcripts.roster import Role

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20)
NAMES = WORDS.map(str.strip).filter(lambda name: name and not yamlfile.UNSEEN.search(name))


def read_settings(text: str) -> tuple[Settings, list[str]]:
    made, findings = settings.read(yamlfile.parse(lines(text), "study.yaml"))
    return made, [str(finding) for finding in findings]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("titel: A", "study.yaml:1:8: unknown key `titel`. Did you mean 'title'?"),
        ("approach: grounded", "study.yaml:1:11: `approach` is 'grounded', expected one of:"),
        ("format: 2", "made by a newer pimh (format 2). Update pimh"),
        ("team:\n- name: Anna", "study.yaml:2:3: team[1]: `id` is missing."),
        ("team: anna", "`team` should be a list"),
        (
            "focus_groups:\n- id: fg1\n- id: fg1",
            "study.yaml:3:3: focus_groups[fg1]: the focus group `fg1` stands twice.",
        ),
        (
            "focus_groups:\n- {id: fg1, minutes: an hour}",
            "`minutes` should be a whole number, found 'an hour'",
        ),
        ("recruitment: {invited: -1}", "`invited` is -1, expected 0 or more."),
        ("recruitment: {invitd: 3}", "Did you mean 'invited'?"),
        ("key_terms: {terms: [{term: A, meaning: B}]}", "unknown key `meaning`"),
        ("stages: [{notes: A}]", "`name` is missing"),
    ],
)
def test_a_problem_of_study_yaml_is_named_with_its_place(text: str, problem: str) -> None:
    _, problems = read_settings(text)
    assert len(problems) == 1
    assert problem in problems[0]


def test_what_study_yaml_says_is_read() -> None:
    made, problems = read_settings("""
        title: no
        focus_groups:
        - {id: fg1, date: 2026-05-14, minutes: 60, moderator: [Anna, Ben], transcripts: [a, b]}
        - {id: fg2, moderator: Anna}
        team: [{id: anna, name: Anna, role: coded}]
    """)
    assert problems == []
    assert (made.title, made.moderators) == ("no", ("Anna", "Ben"))
    assert (made.focus_groups[0].date, made.focus_groups[0].minutes) == ("2026-05-14", 60)
    assert [made.group_of(name) for name in ("a", "b", "fg2", "other")] == ["fg1", "fg1", "fg2", "other"]


@pytest.mark.parametrize("name", ["study.yaml", "questionnaire.yaml", "codebook.yaml"])
def test_a_file_that_is_missing_is_named_with_a_way_to_get_it_back(tmp_path: Path, name: str) -> None:
    study = Study(made_study(tmp_path))
    (tmp_path / name).unlink()
    part = name.removesuffix(".yaml").replace("study", "settings")
    with pytest.raises(StudyError, match=f"{name} is missing"):
        getattr(study, part)


def test_two_versions_that_git_left_are_named_with_their_line(tmp_path: Path) -> None:
    root = made_study(tmp_path)
    written(root / "codebook.yaml", "themes:\n<<<<<<< HEAD\n- name: A\n=======\n- name: B\n>>>>>>> theirs\n")
    with pytest.raises(StudyError, match=r"codebook.yaml:2: git left two versions"):
        _ = Study(root).codebook


def test_a_transcript_in_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    root = made_study(tmp_path)
    (root / "transcripts" / "fg1.txt").write_bytes("P1: Yes.\nP2: caf\xe9.\n".encode("latin-1"))
    with pytest.raises(StudyError, match=r"fg1.txt:2: expected text saved as UTF-8"):
        Study(root).transcript("fg1")


@given(st.lists(st.tuples(NAMES, WORDS, st.integers(0, 5)), max_size=5))
def test_any_entries_can_be_added_to_a_hand_written_codebook(entries: list[tuple[str, str, int]]) -> None:
    text, book = lines(CODEBOOK), read_codebook(lines(CODEBOOK))
    for name, definition, above in entries:
        parent = ("", *(code.id for code in book.codes))[above % (len(book.codes) + 1)]
        if any(name.casefold().split() == code.name.casefold().split() for code in book.codes) or ">" in name:
            continue
        entry = added(book, Draft(name, parent, key=f"key-{len(book.codes)}", definition=definition.strip()))
        grown = codebook_file.edited(text, [Edit(after=entry)])
        changed_lines(text, grown)
        text, book = grown, read_codebook(grown)
        assert book.by_key[entry.id] == entry


def read_codebook(text: str) -> Codebook:
    book, findings = codebooks.read(yamlfile.parse(text, "codebook.yaml"))
    assert findings == []
    return book


def test_an_empty_codebook_takes_its_first_entry_between_its_comments() -> None:
    text = codebook_file.edited(template("study/codebook.yaml"), [Edit(after=Code("a", "A", "theme"))])
    assert [code.id for code in read_codebook(text).codes] == ["a"]
    assert text.startswith("# The codebook:")


@given(NAMES.filter(lambda name: ":" not in name), st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True))
def test_any_moderator_observer_and_group_can_be_added_to_study_yaml(name: str, group: str) -> None:
    before = lines(STUDY)
    made, _ = read_settings(before)
    after = group_file.with_groups(
        before, made, {"t1": group}, {"moderator": [name], "observer": [f"{name} 2"]}
    )
    again, problems = read_settings(after)
    assert problems == []
    assert again.group_of("t1") == group
    assert Cast((), again.moderators, again.observers).otherwise(name) == "moderator"
    changed_lines(before, after)


def test_what_study_yaml_says_already_is_not_added_again() -> None:
    text = lines(STUDY) + "focus_groups: [{id: fg1, moderator: Dr Ash, observer: [Tom, Zoe]}]\n"
    made, _ = read_settings(text)
    hosts: dict[Role, list[str]] = {"moderator": ["dr ash", "Moderator"], "observer": ["zoe", "Note-taker"]}
    assert group_file.with_groups(text, made, {"fg1": "fg1"}, hosts) == text


RECORDS: st.SearchStrategy[Record] = st.builds(
    Record,
    at=st.just("2026-11-23T10:04:11Z"),
    by=WORDS,
    do=st.sampled_from(["load", "excerpt add"]),
    sentence=WORDS,
    sources=st.lists(st.builds(Source, WORDS, WORDS), max_size=2).map(tuple),
    answers=st.lists(st.builds(AnswerChange, WORDS, WORDS, WORDS, WORDS), max_size=2).map(tuple),
)


@given(RECORDS)
def test_a_record_of_the_history_reads_back(record: Record) -> None:
    line = history.encode(record)
    assert b"\n" not in line
    assert history.decode(line) == record


@given(RECORDS, st.integers(1, 40))
def test_a_line_of_the_history_that_is_not_whole_is_none(record: Record, cut: int) -> None:
    assert history.decode(history.encode(record)[:-cut]) is None


def test_the_nearest_study_above_is_the_one(tmp_path: Path) -> None:
    made_study(tmp_path / "outer")
    inner = made_study(tmp_path / "outer" / "inner")
    (inner / "reports").mkdir()
    assert enclosing(inner / "reports") == inner
    assert enclosing(tmp_path) is None


@pytest.mark.parametrize("name", ["templates", "sample_data"])
def test_what_comes_with_the_program_is_there(name: str) -> None:
    assert any(folder(name).iterdir())


def test_a_program_that_is_not_wholly_installed_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("pimhcli.resources._HERE", tmp_path / "pimhcli")
    with pytest.raises(StudyError, match=r"lacks its file study/study.yaml") as caught:
        template("study/study.yaml")
    assert caught.value.hint == "Install pimh again."


def test_codings_are_those_of_the_coder_after_whom_their_file_is_named(coded: Path) -> None:
    written(coded / "study.yaml", f"{STUDY}    - id: ben\n")
    (coded / "codings" / "fg1" / "anna.jsonl").rename(coded / "codings" / "fg1" / "ben.jsonl")
    (one, other) = all_excerpts(Study(coded))
    assert (one.coder, other.coder) == ("ben", "ben")
    saving.perform(coded, lambda study: acting.remove(study, "ben", one.id))
    assert all_excerpts(Study(coded)) == [other]


def test_reading_a_good_study_finds_nothing(coded: Path) -> None:
    study = Study(coded)
    for name in study.transcript_ids:
        for coder in study.coders(name):
            study.codings(name, coder)
    _ = study.settings, study.questionnaire, study.codebook, study.participants
    assert study.findings == []
