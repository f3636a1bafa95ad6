"""pimh code --plain with lines from a pipe: where it stops, and the same data as by other ways."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from building import codings, made_study, run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Pimh, Ran

    Piped = Callable[..., Ran]

CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def piped(root: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch) -> Piped:
    """Runs pimh code --plain with some bytes on standard input."""

    def ran(given: bytes, *args: str) -> Ran:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8"))
        return pimh("code", "--plain", *args)

    return ran


def test_each_line_gets_its_answer_and_no_prompt(piped: Piped) -> None:
    ran = piped(b"go 2\ncode 1 Barriers\n")
    assert ran.code == 0
    assert ran.out.split("\n")[-4:] == [
        "Turn 2 of 6, P1. 3 sentences, no excerpts.",
        "1. We slow down now.  2. And we listen more than we did.  3. Most of us.",
        "Coded 'Barriers': fg1, turn 2, P1: \"We slow down now.\". Saved.",
        "",
    ]
    assert ran.talk == "Left fg1 at turn 2. Every act is saved.\n"


def test_the_first_error_stops_it_with_the_number_of_its_line(root: Path, piped: Piped) -> None:
    ran = piped(b"go 2\ncode 1 zebra\ncode 2 Barriers\n")
    assert ran.code == 1
    assert ran.talk.startswith("Stopped at line 2, which could not be done (see above).")
    assert codings(root) == []


def test_it_goes_on_when_asked_to(root: Path, piped: Piped) -> None:
    ran = piped(b"go 2\ncode 1 zebra\ncode 2 Barriers\ngo 9\n", "--keep-going")
    assert ran.code == 1
    assert ran.talk.startswith("2 lines could not be done: 2, 4.")
    assert len(codings(root)) == 1


def test_lines_behind_quit_are_not_read(root: Path, piped: Piped) -> None:
    assert piped(b"go 2\nquit\ncode 1 Barriers\n").code == 0
    assert codings(root) == []


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(root: Path, piped: Piped) -> None:
    assert piped("\ufeffgo 2\r\ncode 1 peer support\r\n".encode()).code == 0
    assert codings(root)[0]["code"] == "peers"


def test_bytes_that_are_no_utf_8_are_one_bad_line(root: Path, piped: Piped) -> None:
    ran = piped(b"go 2\ncode 1 Barriers\nmemo caf\xe9\nmemo fine\n", "--keep-going")
    assert "2 lines" not in ran.talk
    assert "broken character" in ran.out
    assert codings(root)[0]["memo"] == "fine"


def test_programs_get_every_answer_in_one_envelope(piped: Piped) -> None:
    ran = piped(b"go 2\ncode 1 zebr\xe9\n", "--json")
    assert ran.envelope["status"] == "problems"
    assert [(each["number"], each["line"], each["ok"]) for each in ran.data["answers"]] == [
        (1, "go 2", True),
        (2, "code 1 zebr\udce9", False),
    ]


def test_the_coder_can_be_named(root: Path, piped: Piped) -> None:
    assert piped(b"", "--coder", "ann").code == 2
    assert piped(b"go 2\ncode 1 Barriers\n", "--coder", "anna").code == 0
    assert len(codings(root, coder="anna")) == 1


def test_nothing_in_the_study_steers_the_terminal(root: Path, piped: Piped) -> None:
    """V9: control characters of transcript, speaker, code name and memo stay out."""
    evil = "\x1b[31mred\x07\x9b\u202etxet"
    (root / "transcripts" / "fg1.txt").write_text(f"P{evil}: Say {evil}\tand\x0bso on.\nP2: Yes.\n", "utf-8")
    text = (root / "codebook.yaml").read_text("utf-8")
    (root / "codebook.yaml").write_text(
        text.replace("name: Barriers", r'name: "Ba\e[31m\u202erriers"'), "utf-8"
    )
    ran = piped(b"code barriers\nmemo \x1b[2J\x00x\nhere\nexcerpts\ncodes\nspeaker\nfind say\nundo\nundo\n")
    assert ran.code == 0, ran.out
    assert not CONTROL.search(ran.out + ran.talk)


def bare(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Codings without their ids and times, by position."""
    plain = [{k: v for k, v in row.items() if k not in {"id", "at", "made", "rev"}} for row in rows]
    return sorted(plain, key=lambda row: (row["start"], row["end"], row["code"]))


def test_the_same_acts_by_lines_and_by_commands_give_the_same_data(
    tmp_path: Path, root: Path, piped: Piped, pimh: Pimh
) -> None:
    """T1: equal data but ids and times."""
    talk = (root / "transcripts" / "fg1.txt").read_text("utf-8")
    book = (root / "codebook.yaml").read_text("utf-8")
    other = made_study(tmp_path / "other", talk=talk, codebook=book)
    typed = (
        'go 2\ncode 1 peers, Barriers\ncode "more than" access\nmemo e2 why?\ngo 3\ncode 2 fear\nstar\n'
        "go 5\ncode peers\nuncode peers\nnew Rush\ncode 1 rush\n"
    )
    assert piped(typed.encode()).code == 0
    acts = (
        ("We slow down now.", "--code", "peers", "--code", "barriers"),
        ("more than", "--code", "access", "--memo", "why?"),
        ("It's the mother who knows.", "--code", "fear", "--star"),
        ("The night shift in the café.", "--code", "Rush", "--create"),
    )
    for quote, *more in acts:
        assert run("-C", other, "excerpt", "add", "--quote", quote, *more) == 0
    assert bare(codings(root)) == bare(codings(other))
    assert (root / "codebook.yaml").read_text("utf-8") == (other / "codebook.yaml").read_text("utf-8")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200))
def test_no_bytes_give_more_than_answers(data: bytes, piped: Piped) -> None:
    """T2: any input ends in order, without a control byte."""
    ran = piped(b"go 2\ncode 1 Barriers\nmemo " + data, "--keep-going")
    assert ran.code in {0, 1}
    assert not CONTROL.search(ran.out + ran.talk)
