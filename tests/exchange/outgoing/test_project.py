"""What of a study goes into a project, and what of it is told to stay behind."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from building import run, written

from pimhcli.exchange.outgoing import people
from pimhcli.exchange.outgoing.fidelity import fidelity
from pimhcli.exchange.outgoing.project import Sent, Wish, sent
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from pimhcli.exchange.model import Project


def project(study: Path, wish: Wish | None = None) -> Project:
    return sent(Study(study), wish or Wish()).project


def test_each_excerpt_is_a_selection_of_its_words_with_its_codes_and_coder(coded: Path) -> None:
    found = project(coded)
    names = {one.guid: one.name for one in found.codes} | {one.guid: one.name for one in found.coders}
    texts = {one.guid: one.text for one in found.sources}
    for one in found.selections:
        assert texts[one.source][one.start : one.end] == one.quote
    tagged = {(one.quote, names[tag.code], names[tag.coder]) for one in found.selections for tag in one.tags}
    study = Study(coded)
    kept = {
        (coding.quote, study.codebook.by_key[coding.code].name, coding.by)
        for name in study.transcript_ids
        for coder in study.coders(name)
        for coding in study.codings(name, coder).records
    }
    assert tagged == kept
    assert tagged


def test_codes_come_behind_their_parents_with_their_levels(coded: Path) -> None:
    found = project(coded)
    seen = {""}
    for code in found.codes:
        assert code.parent in seen
        seen.add(code.guid)
    assert {code.level for code in found.codes} >= {"theme", "sub-theme"}


def test_nothing_has_another_guid_the_next_time(coded: Path) -> None:
    assert project(coded) == project(coded)


def test_an_entry_keeps_its_guid_when_it_is_renamed(coded: Path) -> None:
    before = {code.guid for code in project(coded).codes}
    assert run("codebook", "rename", "barriers", "Obstacles") == 0
    after = {code.guid: code.name for code in project(coded).codes}
    assert set(after) == before
    assert "Obstacles" in after.values()


def test_a_note_on_an_excerpt_goes_with_it(coded: Path) -> None:
    key = Study(coded).codings("fg1", Study(coded).coders("fg1")[0]).records[0].id
    assert run("excerpt", "memo", key, "Look again.") == 0
    assert "Look again." in {one.memo for one in project(coded).selections}


@pytest.mark.parametrize(
    ("words", "bearer"),
    [((), "noted"), (("--transcript", "fg1"), "sources"), (("--code", "barriers"), "codes")],
)
def test_a_memo_goes_with_what_it_is_on(coded: Path, words: tuple[str, ...], bearer: str) -> None:
    assert run("memo", "add", "What I noticed.", *words) == 0
    found = project(coded)
    (note,) = found.notes
    assert note.text == "What I noticed."
    if bearer == "noted":
        assert found.noted == (note.guid,)
    else:
        assert [note.guid] == [guid for one in getattr(found, bearer) for guid in one.notes]


def test_a_memo_on_a_turn_hangs_on_a_passage_without_a_code(coded: Path) -> None:
    assert run("memo", "add", "Laughter.", "--turn", "2", "--transcript", "fg1") == 0
    found = project(coded)
    (place,) = (one for one in found.selections if not one.tags)
    assert place.notes == (found.notes[0].guid,)
    assert place.quote == found.sources[0].text[place.start : place.end] != ""


def test_participants_are_cases_with_the_sources_they_speak_in(coded: Path) -> None:
    found = project(coded)
    (source,) = found.sources
    assert [case.name for case in found.cases] == ["P1", "P2"]
    assert all(case.sources == (source.guid,) for case in found.cases)
    names = {one.guid: one.name for one in found.variables}
    assert {names[guid] for case in found.cases for guid in case.values} <= set(names.values())
    assert any(case.values for case in found.cases)


def test_each_speaker_is_a_code_on_the_turns_where_that_is_asked_for(coded: Path) -> None:
    plain, found = project(coded), project(coded, Wish("codes"))
    above = next(code for code in found.codes if code.name == "Speakers")
    speakers = {code.guid: code.name for code in found.codes if code.parent == above.guid}
    assert (above.is_codable, [*speakers.values()]) == (False, ["P1", "P2"])
    turns = [one for one in found.selections if one.tags and one.tags[0].code in speakers]
    assert len(found.selections) == len(plain.selections) + len(turns)
    for one in turns:
        line = found.sources[0].text.rfind("\n", 0, one.start) + 1
        assert found.sources[0].text[line:].startswith(speakers[one.tags[0].code])


def test_each_case_refers_to_its_turns_where_that_is_asked_for(coded: Path) -> None:
    found = project(coded, Wish("refs"))
    places = {one.guid: one for one in found.selections}
    for case in found.cases:
        assert case.selections
        for guid in case.selections:
            line = found.sources[0].text.rfind("\n", 0, places[guid].start) + 1
            assert found.sources[0].text[line:].startswith(case.name)


def test_codes_of_one_name_are_called_by_their_paths_where_that_is_asked_for(coded: Path) -> None:
    assert run("codebook", "add", "Barriers", "--under", "practice") == 0
    study = Study(coded)
    told = fidelity(study, Sent(project(coded), {}), None, unique=False)
    assert any("“Barriers”" in sentence for sentence in told.beware)
    names = [code.name for code in project(coded, Wish(unique=True)).codes]
    assert "Practice – Barriers" in names
    assert len(set(names)) == len(names)


def test_an_excerpt_whose_words_are_gone_stays_behind_and_is_told(coded: Path) -> None:
    written(coded / "transcripts" / "fg1.txt", "P1: Nothing of that was said.\n")
    found = sent(Study(coded), Wish())
    assert not found.project.selections
    assert any("stand in the transcript no longer" in what for what in found.adrift)
    told = fidelity(Study(coded), found, None, unique=False)
    assert any("no longer" in sentence for sentence in told.stayed)


def test_an_emoji_is_told_to_those_who_do_not_say_that_it_is_for_nvivo(coded: Path) -> None:
    path = coded / "transcripts" / "fg1.txt"
    path.write_text(path.read_text("utf-8") + "P1: 😀 Good.\n", "utf-8")
    study = Study(coded)
    found = sent(study, Wish())
    assert any("--for nvivo" in one for one in fidelity(study, found, None, unique=False).beware)
    assert not any("--for nvivo" in one for one in fidelity(study, found, "nvivo", unique=False).beware)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (Fraction(1, 8), "0.125"),
        (Fraction(-20), "-20"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(1, 100), "0.01"),
    ],
)
def test_a_number_is_written_with_all_its_digits(number: Fraction, words: str) -> None:
    assert people.decimal(number) == words
