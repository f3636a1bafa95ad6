"""pimh figure: the list, a figure in words, as .svg and as .png, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import ANSWERS, run, written

from pimhcli.figures import png
from pimhcli.study.figures import FIGURES, figures
from pimhcli.study.material import gathered
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

OF_ONE_GROUP = [name for name in FIGURES if name != "saturation"]


@pytest.fixture
def two(coded: Path) -> Path:
    """The coded study with a second focus group, in which P3 speaks of barriers."""
    written(coded / "participants.csv", f"{ANSWERS.rstrip()}\n    P3,50,Nurse\n")
    written(coded / "transcripts" / "fg2.txt", "Moderator: And how was it?\nP3: It was good.\n")
    assert run("excerpt", "add", "--transcript", "fg2", "--quote", "It was good.", "--code", "barriers") == 0
    return coded


def test_without_a_name_all_figures_are_listed(pimh: Pimh) -> None:
    ran = pimh("figure")
    assert (ran.code, [line.split()[0] for line in ran.out.splitlines()]) == (0, list(FIGURES))


@pytest.mark.parametrize("name", OF_ONE_GROUP)
def test_a_figure_is_told_in_words_where_no_file_is_given(coded: Path, pimh: Pimh, name: str) -> None:
    ran = pimh("figure", name)
    assert (ran.code, f"pimh figure {name} -o {name}.svg" in ran.talk) == (0, True)
    assert any(words in ran.out for words in ("of 2", "P1", "turns"))


def test_a_theme_is_told_with_how_many_participants_of_all_speak_of_it(coded: Path, pimh: Pimh) -> None:
    assert "Practice: 1 of 2 participants, with 1 sub-theme: Slowing down, 1 of 2." in pimh(
        "figure", "Theme Map"
    ).out.replace("\n", " ")


@pytest.mark.parametrize(("suffix", "start"), [(".svg", b"<svg "), (".png", b"\x89PNG")])
@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_drawn_as_the_name_of_the_file_says(
    two: Path, pimh: Pimh, name: str, suffix: str, start: bytes
) -> None:
    out = two.parent / f"drawn{suffix}"
    ran = pimh("figure", name, "-o", out, "--anyway")
    assert (ran.code, out.read_bytes().startswith(start)) == (0, True)


def test_coverage_leaves_out_what_is_not_coded_and_tells_the_questions(two: Path, pimh: Pimh) -> None:
    told = pimh("figure", "coverage").out
    assert "fg2: 2 turns, 1 question of the moderator. Practice: nowhere. Barriers: in 1 turn: 2." in told


def test_saturation_is_in_the_order_held(two: Path, pimh: Pimh) -> None:
    assert "fg1: 2 new, 2 so far. fg2: 0 new, 2 so far." in pimh("figure", "saturation", "--anyway").out


def test_one_focus_group_has_no_saturation(coded: Path, pimh: Pimh) -> None:
    ran = pimh("figure", "saturation", "--anyway")
    assert (ran.code, "there is one only" in ran.talk, "pimh figure coverage" in ran.talk) == (1, True, True)


def test_the_reflexive_approach_asks_for_no_saturation(two: Path, pimh: Pimh) -> None:
    with (two / "study.yaml").open("a", encoding="utf-8") as file:
        file.write("approach: reflexive_ta\n")
    ran = pimh("figure", "saturation")
    assert (ran.code, "--anyway" in ran.talk) == (2, True)


def test_a_report_has_the_figures_that_say_something(coded: Path) -> None:
    study = Study(coded)
    assert [figure.name for figure in figures(study, gathered(study))] == OF_ONE_GROUP


def test_before_anything_is_coded_there_is_only_who_speaks(study: Path) -> None:
    assert [figure.name for figure in figures(Study(study), ())] == ["participation"]


def test_excerpts_of_two_coders_are_told_under_the_figure(coded: Path, pimh: Pimh) -> None:
    theirs = (coded / "codings" / "fg1" / "anna.jsonl").read_text("utf-8").replace("anna", "ben")
    written(coded / "codings" / "fg1" / "ben.jsonl", theirs)
    assert "Excerpts of anna and ben;" in pimh("figure", "theme-map").out.replace("\n", " ")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("theme-mapp",), "Did you mean 'theme-map'?"),
        (("theme-map", "-o", "map.jpg"), "End it in .svg or .png, such as theme-map.svg."),
        (("theme-map", "-o", "transcripts/map.svg"), "lies among the files of the study itself"),
    ],
)
def test_a_wrong_wish_is_refused_with_what_to_do(
    coded: Path, pimh: Pimh, words: tuple[str, ...], told: str
) -> None:
    ran = pimh("figure", *words)
    assert (ran.code, told in ran.talk) == (2, True)


def test_without_a_transcript_or_a_theme_it_is_told_what_to_do(study: Path, pimh: Pimh) -> None:
    (study / "transcripts" / "fg1.txt").unlink()
    written(study / "codebook.yaml", "themes: []\n")
    assert "pimh transcript add" in pimh("figure", "participation").talk
    assert "pimh codebook add" in pimh("figure", "theme-map").talk


def test_a_file_that_is_there_is_replaced_only_when_that_is_agreed(coded: Path, pimh: Pimh) -> None:
    out = written(coded.parent / "map.svg", "mine")
    assert (pimh("figure", "theme-map", "-o", out).code, out.read_text("utf-8")) == (2, "mine")
    assert (pimh("figure", "theme-map", "-o", out, "--yes").code, "<svg" in out.read_text("utf-8")) == (
        0,
        True,
    )


def test_letters_that_could_not_be_drawn_are_told(
    coded: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(png, "lacking", lambda _: "经")
    ran = pimh("figure", "theme-map", "-o", coded.parent / "map.png")
    assert (ran.code, "question marks: 经" in ran.talk, ".svg instead" in ran.talk) == (0, True, True)
