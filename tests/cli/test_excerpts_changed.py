"""pimh excerpt recode, resize, split, merge, star, memo: one act each, told in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import codings, history, snapshot, written

from pimhcli.transcripts import turns

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

LISTEN, LEAVE = "We listen more than we did.", "People leave"


def the_id(pimh: Pimh, text: str) -> str:
    (excerpt,) = pimh("excerpt", "list", "--text", text, "--json").data
    return str(excerpt["id"])


def told(key: str = "") -> str:
    return f'fg1, turn 5, P1: "{key or LEAVE}"'


def test_a_code_becomes_another_and_the_rest_stays(coded: Path, pimh: Pimh) -> None:
    """A9: the scripted twin of C."""
    ran = pimh("excerpt", "recode", the_id(pimh, LEAVE), "--from", "Barriers", "--to", "Slowing down")
    assert (ran.code, ran.out) == (0, "")
    assert ran.talk == f"Recoded 'Barriers' to 'Slowing down': {told()}\n"
    (row,) = [row for row in codings(coded) if row["quote"] == LEAVE]
    assert (row["code"], row["memo"], row["star"]) == ("slowing-down", "turnover", True)


def test_of_one_code_it_need_not_be_said_which(coded: Path, pimh: Pimh) -> None:
    assert pimh("excerpt", "recode", the_id(pimh, LEAVE), "--to", "practice").code == 0


def test_of_two_codes_it_has_to_be_said_which(coded: Path, pimh: Pimh) -> None:
    pimh("excerpt", "add", "--quote", LEAVE, "--code", "practice")
    ran = pimh("excerpt", "recode", the_id(pimh, LEAVE), "--to", "slowing-down")
    assert (ran.code, "has 2 codes: 'Barriers', 'Practice'" in ran.talk) == (1, True)


def test_a_code_that_is_not_in_the_codebook_is_suggested(coded: Path, pimh: Pimh) -> None:
    ran = pimh("excerpt", "recode", the_id(pimh, LEAVE), "--to", "Practise")
    assert (ran.code, "Did you mean 'Practice'?" in ran.talk) == (1, True)


def test_an_excerpt_gets_the_words_of_a_quote(coded: Path, pimh: Pimh) -> None:
    """A10: the scripted twin of RESIZE."""
    ran = pimh("excerpt", "resize", the_id(pimh, LEAVE), "--quote", "leave, and  what they know")
    assert ran.talk == f"Resized the excerpt: {told('leave, and what they know')}\n"
    (row,) = [row for row in codings(coded) if row["code"] == "barriers"]
    assert (row["quote"], row["memo"]) == ("leave, and what they know", "turnover")


def test_an_excerpt_gets_the_words_between_two_offsets(coded: Path, pimh: Pimh) -> None:
    start = (coded / "transcripts" / "fg1.txt").read_text("utf-8").index("leave, and")
    key = the_id(pimh, LEAVE)
    assert pimh("excerpt", "resize", key, "--start", str(start), "--end", str(start + 11)).code == 0
    assert "leave, and" in {row["quote"] for row in codings(coded)}


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--quote", " "),
        ("--start", "90"),
        ("--end", "90"),
        ("--quote", "People", "--start", "90", "--end", "95"),
        ("--quote", "People", "--end", "95"),
    ],
)
def test_the_new_words_are_said_in_one_way(coded: Path, pimh: Pimh, words: tuple[str, ...]) -> None:
    ran = pimh("excerpt", "resize", the_id(pimh, LEAVE), *words)
    assert (ran.code, '--quote "…", or both --start and --end' in ran.talk) == (2, True)


@pytest.mark.parametrize(("start", "end"), [("95", "90"), ("-1", "9"), ("0", "99999"), ("0", "10")])
def test_offsets_where_nobody_speaks_are_refused(coded: Path, pimh: Pimh, start: str, end: str) -> None:
    before = snapshot(coded)
    ran = pimh("excerpt", "resize", the_id(pimh, LEAVE), "--start", start, "--end", end)
    assert ran.code == 2
    assert snapshot(coded) == before


def test_a_quote_that_stands_nowhere_is_told_with_the_nearest(coded: Path, pimh: Pimh) -> None:
    ran = pimh("excerpt", "resize", the_id(pimh, LEAVE), "--quote", "People left, and what")
    assert (ran.code, "Nearest (" in ran.talk) == (1, True)


@pytest.mark.parametrize("where", [("--before", "more than"), ("--at", "{at}")])
def test_an_excerpt_is_split_before_words_or_at_an_offset(
    coded: Path, pimh: Pimh, where: tuple[str, str]
) -> None:
    """A11: the scripted twin of splitting."""
    at = (coded / "transcripts" / "fg1.txt").read_text("utf-8").index("more than")
    ran = pimh("excerpt", "split", the_id(pimh, LISTEN), where[0], where[1].format(at=at), "--json")
    assert [excerpt["quote"] for excerpt in ran.data["excerpts"]] == ["We listen", "more than we did."]
    assert len(history(coded)) == 3


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        ((), 2, '--before "words", or --at OFFSET'),
        (("--before", "more", "--at", "5"), 2, '--before "words", or --at OFFSET'),
        (("--before", "mother"), 1, "does not stand inside the excerpt"),
        (("--before", "We listen"), 1, "does not stand inside the excerpt"),
        (("--before", "e"), 1, "stands in 4 places of the excerpt"),
        (("--at", "5"), 2, "nothing to split here"),
    ],
)
def test_a_split_has_one_place_within_the_excerpt(
    coded: Path, pimh: Pimh, words: tuple[str, ...], code: int, why: str
) -> None:
    ran = pimh("excerpt", "split", the_id(pimh, LISTEN), *words)
    assert (ran.code, why in ran.talk) == (code, True)


def test_two_excerpts_that_touch_become_one(coded: Path, pimh: Pimh) -> None:
    """A11: the scripted twin of merging."""
    pimh("excerpt", "add", "--quote", "We slow down now.", "--turn", "2", "--code", "practice", "--memo", "m")
    ran = pimh("excerpt", "merge", the_id(pimh, LISTEN), the_id(pimh, "slow down now"), "--json")
    (excerpt,) = ran.data["excerpts"]
    assert excerpt["quote"] == f"We slow down now. {LISTEN}"
    assert ({code["key"] for code in excerpt["codes"]}, excerpt["memo"]) == (
        {"practice", "slowing-down"},
        "m",
    )


def test_two_excerpts_apart_are_not_merged(coded: Path, pimh: Pimh) -> None:
    ran = pimh("excerpt", "merge", the_id(pimh, LISTEN), the_id(pimh, LEAVE))
    assert (ran.code, "do not touch" in ran.talk) == (2, True)


def test_a_star_is_set_and_taken_away(coded: Path, pimh: Pimh) -> None:
    key = the_id(pimh, LISTEN)
    assert pimh("excerpt", "star", key).talk.startswith("Starred: fg1, turn 2")
    assert pimh("excerpt", "star", key).talk == "It is so already; nothing changes.\n"
    assert pimh("excerpt", "star", key, "--off").talk.startswith("Took the star from: fg1, turn 2")
    assert [row.get("star", False) for row in codings(coded)] == [False, True]


@pytest.mark.parametrize(
    ("words", "memo"),
    [
        (("ask P1",), "ask P1"),
        (("ask P1", "--append"), "turnover\nask P1"),
        (("",), None),
        (("", "--append"), "turnover"),
        (("two\nlines 😀",), "two\nlines 😀"),
    ],
)
def test_a_memo_is_written_added_to_or_taken_away(
    coded: Path, pimh: Pimh, words: tuple[str, ...], memo: str | None
) -> None:
    """A13: the scripted twin of a memo."""
    assert pimh("excerpt", "memo", the_id(pimh, LEAVE), *words).code == 0
    assert codings(coded)[-1].get("memo") == memo


CHANGES = [
    ("recode", "{id}", "--to", "practice"),
    ("resize", "{id}", "--quote", "We listen"),
    ("split", "{id}", "--before", "more"),
    ("star", "{id}"),
    ("memo", "{id}", "why?"),
]


@pytest.mark.parametrize("words", CHANGES, ids=lambda words: str(words[0]))
def test_a_dry_run_tells_the_same_and_writes_nothing(coded: Path, pimh: Pimh, words: tuple[str, ...]) -> None:
    """T3: --dry-run writes nothing."""
    before, key = snapshot(coded), the_id(pimh, LISTEN)
    asked = ["excerpt", *(word.format(id=key) for word in words)]
    would = pimh(*asked, "--dry-run", "--json").data
    assert snapshot(coded) == before
    said = pimh(*asked, "--dry-run").talk
    assert said == f"Would do: {would['sentence']}\nNothing was written.\n"
    done = pimh(*asked, "--json").data
    assert (done["sentence"], done["changed"]) == (would["sentence"], True)
    assert [e["quote"] for e in done["excerpts"]] == [e["quote"] for e in would["excerpts"]]


@pytest.mark.parametrize("words", CHANGES, ids=lambda words: str(words[0]))
def test_the_coder_who_acts_is_in_the_history(coded: Path, pimh: Pimh, words: tuple[str, ...]) -> None:
    settings = coded / "study.yaml"
    settings.write_text(settings.read_text("utf-8").replace("team:\n", "team:\n- id: ben\n"), "utf-8")
    ran = pimh("excerpt", *(w.format(id=the_id(pimh, LISTEN)) for w in words), "--coder", "ben")
    assert (ran.code, ran.talk.endswith(" (excerpt of anna)\n")) == (0, True)
    assert [record["by"] for record in history(coded)] == ["anna", "anna", "ben"]
    assert [path.stem for path in (coded / "codings" / "fg1").iterdir()] == ["anna"]


def test_the_data_of_an_act_are_the_excerpts_as_the_list_gives_them(coded: Path, pimh: Pimh) -> None:
    """T3: --json stable."""
    ran = pimh("excerpt", "star", the_id(pimh, LISTEN), "--json")
    assert ran.data["excerpts"] == pimh("excerpt", "list", "--text", LISTEN, "--json").data
    assert (ran.data["changed"], ran.data["transcript"]) == (True, "fg1")


def test_a_memo_is_not_saved_twice_when_the_answers_cannot_be_read(coded: Path, pimh: Pimh) -> None:
    key = the_id(pimh, LEAVE)
    written(coded / "participants.csv", "participant_id,age,job\nP1,old,Nurse\n")
    before = snapshot(coded)
    assert [pimh("excerpt", "memo", key, "more", "--append").code for _ in range(2)] == [3, 3]
    assert snapshot(coded) == before


def test_a_changed_excerpt_is_told_without_reading_the_transcript_again(
    coded: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, read, whole = the_id(pimh, LISTEN), list[str](), turns.parse

    def parse(text: str, name: str) -> turns.Transcript:
        read.append(name)
        return whole(text, name)

    monkeypatch.setattr(turns, "parse", parse)
    assert pimh("excerpt", "star", key, "--json").code == 0
    assert read == ["fg1"]
