"""pimh transcript: what is shown before anything is written, who speaks, and the group it goes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import STUDY, changed_lines, history, snapshot, word_document, written

from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Pimh

SECOND = """
    Group two
    Date: 3 June
    Moderator: Shall we?
    P1: I have come again.
    P2: So have I.
"""
STRANGER = "Moderator: Well?\nPP1: I was late.\nP1: So was I.\nP2: We were not.\nPP1: Good."


@pytest.fixture
def second(source: Path) -> Path:
    return written(source / "Second group.txt", SECOND)


@pytest.fixture
def stranger(source: Path) -> Path:
    """A transcript in which somebody speaks whom nobody knows."""
    return written(source / "stranger.txt", STRANGER)


def test_one_turn_a_line_is_stored_with_the_front_matter_above(study: Path, second: Path, pimh: Pimh) -> None:
    assert pimh("transcript", "add", second).code == 0
    assert (study / "transcripts" / "second-group.txt").read_text("utf-8") == (
        "# Group two\n# Date: 3 June\nModerator: Shall we?\nP1: I have come again.\nP2: So have I.\n"
    )


def test_a_word_document_becomes_the_same_text(study: Path, source: Path, second: Path, pimh: Pimh) -> None:
    word = word_document(source / "word.docx", SECOND)
    assert pimh("transcript", "add", second, word).code == 0
    texts = [(study / "transcripts" / f"{name}.txt").read_bytes() for name in ("second-group", "word")]
    assert texts[0] == texts[1]


def test_the_speakers_are_shown_with_turns_and_words(study: Path, second: Path, pimh: Pimh) -> None:
    told = pimh("transcript", "add", second).talk
    rows = [line.split() for line in told.splitlines()]
    assert ["P1", "1", "4", "participant", "P1"] in rows
    assert ["Moderator", "1", "2", "moderator"] in rows
    assert "2 paragraphs before the first turn" in told


def test_a_dry_run_shows_the_speakers_and_writes_nothing(study: Path, second: Path, pimh: Pimh) -> None:
    before = snapshot(study)
    ran = pimh("transcript", "add", second, "--dry-run")
    assert (ran.code, "participant P1" in ran.talk, "Nothing was written" in ran.talk) == (0, True, True)
    assert snapshot(study) == before


def test_an_unknown_speaker_is_shown_with_who_could_be_meant(stranger: Path, pimh: Pimh) -> None:
    assert "unknown; did you mean P1?" in pimh("transcript", "add", stranger).talk


def test_an_unknown_speaker_without_a_terminal_needs_yes(study: Path, stranger: Path, pimh: Pimh) -> None:
    before = snapshot(study)
    ran = pimh("transcript", "add", stranger)
    assert ran.code == 2
    assert '--map "PP1=P1"' in ran.talk
    assert "--yes" in ran.talk
    assert snapshot(study) == before


def test_the_preview_stands_before_the_question(
    study: Path, stranger: Path, pimh: Pimh, asked: Callable[[str], None]
) -> None:
    before = snapshot(study)
    asked("\nn")
    ran = pimh("transcript", "add", stranger)
    assert ran.code == 1
    assert ran.talk.index("unknown; did you mean") < ran.talk.index("Who is 'PP1'") < ran.talk.index("[y/N]")
    assert snapshot(study) == before


def test_yes_adds_unknown_speakers_all_the_same(study: Path, stranger: Path, pimh: Pimh) -> None:
    assert pimh("transcript", "add", stranger, "--yes").code == 0
    assert (study / "transcripts" / "stranger.txt").exists()


def test_map_gives_a_speaker_the_right_name(study: Path, stranger: Path, pimh: Pimh) -> None:
    assert pimh("transcript", "add", stranger, "--map", "pp1 = P1").code == 0
    assert "PP1" not in (study / "transcripts" / "stranger.txt").read_text("utf-8")


def test_a_map_from_somebody_who_speaks_nowhere_is_refused(study: Path, stranger: Path, pimh: Pimh) -> None:
    before = snapshot(study)
    ran = pimh("transcript", "add", stranger, "--map", "PP2=P1")
    assert (ran.code, "nobody is called 'PP2'" in ran.talk) == (2, True)
    assert snapshot(study) == before


@pytest.mark.parametrize("pair", ["PP1", "PP1=", "=P1", "PP1=7", "PP1=a: b"])
def test_a_map_without_two_names_is_refused(stranger: Path, pimh: Pimh, pair: str) -> None:
    ran = pimh("transcript", "add", stranger, "--map", pair)
    assert (ran.code, '--map "Speaker 2=PX4"' in ran.talk) == (2, True)


def test_another_spelling_of_a_participant_is_written_as_loaded(
    study: Path, source: Path, pimh: Pimh
) -> None:
    file = written(
        source / "a.txt", "Moderator: Now?\np_1: Yes.\nP 2: No.\nModerator: Fine.\np_1: Yes.\nP 2: No."
    )
    assert pimh("transcript", "add", file).code == 0
    assert "P1: Yes.\nP2: No.\n" in (study / "transcripts" / "a.txt").read_text("utf-8")


def test_a_moderator_named_on_the_command_line_is_known_from_then_on(
    study: Path, source: Path, pimh: Pimh
) -> None:
    file = written(source / "fg2.txt", "Dr Ash: Now?\nP1: Yes.\nDr Ash: And you?\nP2: No.")
    assert pimh("transcript", "add", file, "--moderator", "Dr Ash").code == 0
    assert Study(study).settings.moderators == ("Dr Ash",)
    assert "neither" not in pimh("status").out


def test_a_moderator_who_speaks_nowhere_is_refused_with_the_nearest(
    study: Path, source: Path, pimh: Pimh
) -> None:
    before = snapshot(study)
    file = written(source / "fg2.txt", "Dr Ash: Now?\nP1: Yes.\nDr Ash: And you?\nP2: No.")
    ran = pimh("transcript", "add", file, "--moderator", "Dr Ashe", "--yes")
    assert (ran.code, "Did you mean 'Dr Ash'?" in ran.talk) == (2, True)
    assert snapshot(study) == before


def test_an_observer_may_be_silent(study: Path, source: Path, pimh: Pimh) -> None:
    file = written(source / "fg2.txt", "Moderator: Now?\nP1: Yes.\nModerator: And you?\nP2: No.")
    assert pimh("transcript", "add", file, "--observer", "Dr Ash").code == 0


def test_only_the_lines_of_the_group_are_new_in_study_yaml(study: Path, source: Path, pimh: Pimh) -> None:
    before = (study / "study.yaml").read_text("utf-8")
    second = written(source / "second.txt", "Dr Ash: Now?\nP1: Yes.\nDr Ash: And you?\nP2: No.")
    pimh("transcript", "add", second, "--group", "fg2", "--moderator", "Dr Ash")
    after = (study / "study.yaml").read_text("utf-8")
    assert changed_lines(before, after) == ["focus_groups:", "- id: fg2", "  moderator: Dr Ash"]


def test_the_first_file_of_a_group_takes_its_name(study: Path, second: Path, pimh: Pimh) -> None:
    pimh("transcript", "add", second, "--group", "fg2")
    assert (study / "transcripts" / "fg2.txt").exists()
    assert Study(study).settings.group_of("fg2") == "fg2"


def test_several_files_of_one_group_keep_their_own_names(
    study: Path, source: Path, second: Path, pimh: Pimh
) -> None:
    third = written(source / "third.txt", SECOND)
    assert pimh("transcript", "add", second, third, "--group", "fg2").code == 0
    settings = Study(study).settings
    assert [settings.group_of(name) for name in ("second-group", "third")] == ["fg2", "fg2"]


def test_a_group_of_study_yaml_gets_the_transcript_and_keeps_its_comments(
    study: Path, second: Path, pimh: Pimh
) -> None:
    written(
        study / "study.yaml",
        f"{STUDY}    focus_groups:\n    - id: 2     # the second one\n      minutes: 60\n",
    )
    written(study / "transcripts" / "2.txt", "P1: Yes.")
    before = (study / "study.yaml").read_text("utf-8")
    assert pimh("transcript", "add", second, "--group", "2").code == 0
    after = (study / "study.yaml").read_text("utf-8")
    assert "# the second one" in after
    assert changed_lines(before, after) == ["  transcripts:", "  - second-group"]
    assert Study(study).settings.group_of("second-group") == "2"


def test_a_group_whose_name_cannot_be_a_file_is_refused(second: Path, pimh: Pimh) -> None:
    ran = pimh("transcript", "add", second, "--group", "Group 2")
    assert (ran.code, "such as 'group-2'" in ran.talk) == (2, True)


def test_a_transcript_of_the_same_name_is_not_replaced(study: Path, source: Path, pimh: Pimh) -> None:
    before = snapshot(study)
    ran = pimh("transcript", "add", written(source / "FG1.txt", SECOND))
    assert ran.code == 2
    assert "has a transcript 'fg1' already" in ran.talk
    assert snapshot(study) == before


def test_two_files_that_would_become_one_transcript_are_refused(
    study: Path, source: Path, pimh: Pimh
) -> None:
    before = snapshot(study)
    twins = [written(source / folder / "talk.txt", SECOND) for folder in ("a", "b")]
    assert pimh("transcript", "add", *twins).code == 2
    assert snapshot(study) == before


def test_of_several_files_none_is_added_when_one_is_wrong(
    study: Path, source: Path, second: Path, pimh: Pimh
) -> None:
    before = snapshot(study)
    ran = pimh("transcript", "add", second, written(source / "notes.txt", "Nobody speaks here."))
    assert ran.code == 1
    assert "notes.txt: no speaker was found" in ran.talk
    assert snapshot(study) == before


def test_the_history_names_every_file_and_what_it_became(
    study: Path, source: Path, second: Path, pimh: Pimh
) -> None:
    pimh("transcript", "add", second, written(source / "b.txt", SECOND))
    (record,) = history(study)
    assert [(s["file"], s["transcript"]) for s in record["sources"]] == [
        ("Second group.txt", "second-group"),
        ("b.txt", "b"),
    ]


def test_before_answers_are_loaded_nobody_is_asked_about_speakers(
    study: Path, stranger: Path, pimh: Pimh
) -> None:
    (study / "participants.csv").unlink()
    ran = pimh("transcript", "add", stranger)
    assert ran.code == 0
    assert "compared with no participants" in ran.talk


def test_the_list_counts_turns_and_excerpts(coded: Path, pimh: Pimh) -> None:
    rows = [line.split() for line in pimh("transcript", "list").out.splitlines()]
    assert ["fg1", "6", "2", "2"] in rows


def test_an_empty_list_says_how_to_begin(study: Path, pimh: Pimh) -> None:
    (study / "transcripts" / "fg1.txt").unlink()
    ran = pimh("transcript", "list")
    assert (ran.code, ran.out, "pimh transcript add FILE" in ran.talk) == (0, "", True)


def test_show_gives_every_turn_its_number(study: Path, pimh: Pimh) -> None:
    shown = pimh("transcript", "show", "fg1").out.splitlines()
    assert shown[1] == "   2  P1: We slow down now. We listen more than we did."
    assert len(shown) == 6


def test_show_can_be_cut_to_some_turns(study: Path, pimh: Pimh) -> None:
    shown = pimh("transcript", "show", "fg1", "--from", "3", "--to", "4").out
    assert [line.split()[0] for line in shown.splitlines()] == ["3", "4"]


@pytest.mark.parametrize("option", ["--from", "--to"])
def test_turns_are_counted_from_one(study: Path, pimh: Pimh, option: str) -> None:
    assert pimh("transcript", "show", "fg1", option, "0").code == 2


def test_the_only_transcript_need_not_be_named(study: Path, pimh: Pimh) -> None:
    assert "P1: We slow down" in pimh("transcript", "show").out


def test_of_several_one_has_to_be_named(study: Path, pimh: Pimh) -> None:
    written(study / "transcripts" / "fg2.txt", "P1: Yes.")
    ran = pimh("transcript", "show")
    assert (ran.code, "Which transcript?" in ran.talk, "fg1, fg2" in ran.talk) == (2, True, True)


def test_a_transcript_nearly_named_is_suggested(study: Path, pimh: Pimh) -> None:
    written(study / "transcripts" / "second-group.txt", "P1: Yes.")
    ran = pimh("transcript", "show", "secnd-group")
    assert (ran.code, "Did you mean 'second-group'?" in ran.talk) == (2, True)


def test_a_group_of_study_yaml_is_meant_whatever_its_case(study: Path, second: Path, pimh: Pimh) -> None:
    settings = study / "study.yaml"
    settings.write_text(settings.read_text("utf-8") + "focus_groups:\n- id: FG2\n", "utf-8")
    assert pimh("transcript", "add", second, "--group", "fg2").code == 0
    assert (study / "transcripts" / "fg2.txt").exists()
    assert "transcripts: [fg2]" in settings.read_text("utf-8") or "- fg2" in settings.read_text("utf-8")


def test_turns_beyond_the_end_are_told_of(study: Path, pimh: Pimh) -> None:
    ran = pimh("transcript", "show", "fg1", "--from", "900")
    assert (ran.code, "Its turns are 1 to" in ran.talk) == (2, True)
