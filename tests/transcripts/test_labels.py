"""Which paragraphs start with a speaker's name."""

from __future__ import annotations

import pytest

from pimhcli.transcripts.turns import Label, label_of


@pytest.mark.parametrize(
    ("paragraph", "name"),
    [
        ("PX1: I see.", "PX1"),
        ("P: I see.", "P"),
        ("Moderator : welcome", "Moderator"),
        ("Speaker 2: yes", "Speaker 2"),
        ("Anna-Lena O’Brien (nurse): yes", "Anna-Lena O’Brien (nurse)"),
        ("interviewer: and then?", "interviewer"),
        ("px 3: yes", "px 3"),
        ("speaker 12: yes", "speaker 12"),
        ("Ärztin: ja", "Ärztin"),
        ("מנחה: שלום", "מנחה"),
        ("主持人: 你好", "主持人"),
        ("PX1:", "PX1"),
        ("PX1:\tI see.", "PX1"),
        ("PX1: PX2: I see.", "PX1"),
    ],
)
def test_a_name_and_a_colon_are_a_label(paragraph: str, name: str) -> None:
    label = label_of(paragraph)
    assert label
    assert label.name == name


@pytest.mark.parametrize(
    "paragraph",
    [
        "I see.",
        "",
        ": nothing before the colon",
        "17:30: we met again",
        "17: we met again",
        "at half past four: we met",
        "for example: a child who is four",
        "some of the 3: they are four",
        "https://example.org/a",
        "See:this",
        "_Anna: yes",
        "(Anna): yes",
        "Anna\tB: yes",
        "- Anna: yes",
    ],
)
def test_other_words_before_a_colon_are_no_label(paragraph: str) -> None:
    assert label_of(paragraph) is None


def test_a_label_may_have_63_characters() -> None:
    label = label_of("A" * 63 + ": yes")
    assert label
    assert label.name == "A" * 63


def test_a_label_may_not_have_64_characters() -> None:
    assert label_of("A" * 64 + ": yes") is None


@pytest.mark.parametrize("time", ["0:03", "00:03", "00:03:12", "1:03:12.5"])
def test_a_time_code_may_stand_before_the_label(time: str) -> None:
    line = f"[{time}] PX2: I see."
    assert label_of(line) == Label("PX2", time, "", line.index("I see."))


@pytest.mark.parametrize("line", ["[0:03-0:07] PX2: I see.", "[0:03 – 0:07] PX2: I see."])
def test_two_times_may_stand_before_the_label(line: str) -> None:
    assert label_of(line) == Label("PX2", "0:03", "0:07", line.index("I see."))


def test_a_remark_in_brackets_is_no_time_code() -> None:
    assert label_of("[laughs] PX2: I see.") is None
