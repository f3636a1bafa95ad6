"""pimh review and pimh review answer, line by line: from a pipe, and at a terminal of 24 lines."""

from __future__ import annotations

import io
import re
import sys
from typing import TYPE_CHECKING

import pytest
from building import codings, history, run, snapshot, written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from review_study import ids, query, reviewed, standing, suggest_code, suggest_name
from screen.terminal import NEEDS_PTY, Terminal

from pimhcli.cli.review_stepping import Reviewing
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Pimh, Ran

    Piped = Callable[..., Ran]

__all__ = ["reviewed"]
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def piped(reviewed: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch) -> Piped:
    """Runs pimh review with some bytes on standard input."""

    def ran(given: bytes, *args: str, coder: str = "ben") -> Ran:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8"))
        return pimh("review", *args, "--coder", coder)

    return ran


def test_each_entry_is_shown_with_its_definition_counts_and_quotes(piped: Piped) -> None:
    ran = piped(b"s\nx\n")
    assert ran.out.endswith(
        "2 of 3\nSub-theme 'Slowing down' in 'Practice'\n  2 excerpts | 2 participants | 1 group\n"
        "  It has no definition.\n  Quotes 1–2 of 2:\n  1 fg1, turn 2, P1 (anna)\n"
        "    We listen more than we did.\n  2 fg1, turn 3, P2 (anna)\n    I ask the mother first.\n"
    )
    assert ran.talk == "Nothing was said; 3 entries left. Go on with: pimh review\n"


def test_agreement_counts_the_quotes_that_were_shown_and_no_others(piped: Piped, reviewed: Path) -> None:
    text = "".join(f"P{n}: Words of number {n}.\n" for n in range(1, 9))
    written(reviewed / "transcripts" / "fg2.txt", text)
    for number in range(1, 9):
        add = ("excerpt", "add", "--transcript", "fg2", "--quote", f"Words of number {number}.")
        assert run(*add, "--code", "barriers", "--coder", "anna") == 0
    assert piped(b"a\na\na\n").code == 0
    (reading,) = standing(reviewed).readings
    assert (reading.read.themes, reading.read.quotes, reading.of.quotes) == (2, 5, 11)
    assert piped(b"").talk == (
        "There is no entry that you have not looked at. You have not looked at 6 of 11 quotes. "
        "Once more: pimh review --again\n"
    )


def test_at_the_end_it_is_told_how_many_quotes_were_not_looked_at(piped: Piped) -> None:
    assert piped(b"a\n", "--only", "barriers").talk == "1 act saved; no entry is left.\n"
    left = " You have not looked at 2 of 2 quotes. More of them: pimh review --only practice --again\n"
    ran = piped(b"q so?\na\nq why?\ns\n", "--only", "practice")
    assert ran.talk == f"2 acts saved; no entry is left.{left}"


def test_it_goes_on_where_the_reviewer_stopped(piped: Piped, reviewed: Path) -> None:
    piped(b"a\n")
    assert "ben reviews: 2 entries to look at." in piped(b"a\na\n").out
    assert (
        piped(b"").talk == "There is no entry that you have not looked at. Once more: pimh review --again\n"
    )
    assert "3 entries to look at" in piped(b"x\n", "--again").out


def test_only_what_is_named_is_reviewed(piped: Piped) -> None:
    assert "1 entry to look at" in piped(b"x\n", "--only", "Barriers").out
    assert piped(b"x\n", "--only", "Barrirs").code == 1


def test_points_are_raised_on_the_entry_and_on_a_quote_by_its_number(piped: Piped, reviewed: Path) -> None:
    ran = piped(b"s\nq one code?\nq 2 is it asked?\nc 1 barriers\nn Taking time\na\nx\n")
    assert ran.code == 0
    raised = [record["sentence"] for record in history(reviewed) if record["by"] == "ben"]
    assert raised == [
        "Raised a query on the sub-theme 'Slowing down': one code?",
        "Raised a query on fg1, turn 3, P2: “I ask the mother first.”: is it asked?",
        "Suggested 'Barriers' in place of 'Slowing down': fg1, turn 2, P1: “We listen more than we did.”",
        "Suggested the name 'Taking time' for the sub-theme 'Slowing down'.",
    ]
    assert "nothing changes" in ran.out


def test_the_words_may_come_on_the_next_line_and_none_are_none(piped: Piped, reviewed: Path) -> None:
    ran = piped(b"q\nwhy?\nq\n\nx\n")
    assert "Nothing was said." in ran.out
    assert len(ids(reviewed)) == 1


def test_undo_takes_back_what_was_said_here_and_nothing_before(piped: Piped, reviewed: Path) -> None:
    piped(b"q why?\n")
    ran = piped(b"a\nu\nu\n")
    assert (ran.code, len(ids(reviewed))) == (1, 1)
    assert "Undid: Agreed with the sub-theme" in ran.out
    assert "There is nothing to undo here." in ran.out


def test_back_shows_the_entry_before_with_what_was_said_of_it(piped: Piped) -> None:
    ran = piped(b"s\nq why?\nb\ns\n")
    assert ran.out.count("1 of 3") == 2
    assert "  You: why?\n" in ran.out


def test_the_turns_around_a_quote_are_shown(piped: Piped) -> None:
    assert "    4 Moderator: And what is hard?\n" in piped(b"s\nt 2\nx\n").out


@pytest.mark.parametrize(
    "line", [b"z", b"q 9 why?", b"c barriers", b"c 1 nothing like it", b"t", b"n Slowing down"]
)
def test_a_line_that_cannot_be_done_stops_a_script(piped: Piped, reviewed: Path, line: bytes) -> None:
    before = snapshot(reviewed)
    ran = piped(b"s\n" + line + b"\na\n")
    assert (ran.code, snapshot(reviewed)) == (1, before)
    assert ran.talk.startswith("Stopped at line 2, which could not be done (see above).")


def test_without_a_terminal_and_without_lines_the_scripted_form_is_named(piped: Piped) -> None:
    ran = piped(b"")
    assert (ran.code, "pimh review add --entry NAME --agree" in ran.talk) == (2, True)


def test_without_lines_to_read_the_answers_have_a_scripted_form_too(piped: Piped, reviewed: Path) -> None:
    query(reviewed, "ben", "barriers", "why?")
    ran = piped(b"", "answer", coder="anna")
    assert (ran.code, "pimh review answer ID --accept" in ran.talk) == (2, True)


def test_programs_get_every_answer_in_one_envelope(piped: Piped) -> None:
    ran = piped(b"a\nwhat\n", "--json")
    assert ran.envelope["status"] == "problems"
    assert [(one["line"], one["ok"]) for one in ran.data["answers"]] == [("a", True), ("what", False)]


def test_open_points_are_answered_one_after_the_other(piped: Piped, reviewed: Path) -> None:
    suggest_code(reviewed, "ben", 0, "barriers")
    suggest_name(reviewed, "ben", "practice", "Daily practice")
    query(reviewed, "ben", "barriers", "why?")
    query(reviewed, "anna", "barriers", "and how?")
    ran = piped(b"a\nd It is theirs.\no Let us talk.\n", "answer", coder="anna")
    assert ran.code == 0
    assert codings(reviewed)[0]["code"] == "barriers"
    assert ran.talk == "3 answers saved; that was all. 1 open point of your own waits for others.\n"
    assert (standing(reviewed).raised.settled, standing(reviewed).raised.open) == (2, 2)


def test_an_answer_is_undone_where_it_was_given(piped: Piped, reviewed: Path) -> None:
    suggest_name(reviewed, "ben", "practice", "Daily practice")
    suggest_name(reviewed, "ben", "barriers", "Walls")
    ran = piped(b"a\nu\ns\nx\n", "answer", coder="anna")
    assert ran.talk == "0 answers saved; 1 left. Go on with: pimh review answer\n"
    assert "Practice" in (reviewed / "codebook.yaml").read_text("utf-8")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.lists(st.sampled_from(["a", "q", "c 1", "n", "1", "2 x", "m", "t", "s", "b", "?", "", "é\x1b["]))
)
def test_no_lines_change_the_codebook_or_the_codings(data: list[str], piped: Piped, reviewed: Path) -> None:
    before = snapshot(reviewed / "codings"), (reviewed / "codebook.yaml").read_bytes()
    ran = piped("\n".join(data).encode(), "--again")
    assert ran.code in {0, 1, 2}
    assert not CONTROL.search(ran.out + ran.talk)
    assert (snapshot(reviewed / "codings"), (reviewed / "codebook.yaml").read_bytes()) == before


@NEEDS_PTY
def test_a_review_at_a_terminal_of_80_columns_is_asked_line_by_line(reviewed: Path) -> None:
    argv = [sys.executable, "-m", "pimhcli", "review", "--coder", "ben", "-C", str(reviewed)]
    with Terminal(reviewed, argv=argv) as terminal:
        terminal.wait("1 of 3").wait_before_cursor("x or ? ")
        seen = {
            "a": "Quotes 1–2 of 2:",
            "zz": "'zz' is not understood.",
            "c 1 bariers": "Nearest: 1 Barriers.",
            "1": "Suggested 'Barriers'",
            "a ": "3 of 3",
        }
        for typed, words in seen.items():
            terminal.send(f"{typed}\n").wait(words).wait_before_cursor("x or ? ")
        terminal.send("x\n")
        assert terminal.end() == 0
        assert terminal.overflow.strip() == ""
    (reading,) = standing(reviewed).readings
    assert (reading.read.themes, reading.read.quotes, reading.raised.codes) == (1, 2, 1)


@NEEDS_PTY
def test_ctrl_c_leaves_what_was_said_saved(reviewed: Path) -> None:
    argv = [sys.executable, "-m", "pimhcli", "review", "--coder", "ben", "-C", str(reviewed)]
    with Terminal(reviewed, argv=argv) as terminal:
        terminal.wait("1 of 3").send("q why?\n").wait("Raised a query").send("\x03")
        assert terminal.end() == 130
    assert len(ids(reviewed)) == 1


def test_an_entry_that_was_taken_out_meanwhile_is_passed_over(reviewed: Path) -> None:
    reviewing = Reviewing(Study(reviewed), "ben")
    reviewing.answer("s")
    text = (reviewed / "codebook.yaml").read_text("utf-8")
    (reviewed / "codebook.yaml").write_text(text.partition("- id: barriers")[0], "utf-8")
    reviewing.answer("q why?")
    assert reviewing.answer("a").done
    assert "2 of 3" in reviewing.answer("u").text
