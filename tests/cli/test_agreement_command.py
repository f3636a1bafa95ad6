"""pimh agreement: numbers where the approach asks for them, the list everywhere, plain words otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import STUDY, run, snapshot, written

from pimhcli.analysis.agreement.resampling import RESAMPLES, SEED

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

SECOND = "Moderator: Well?\nP1: Yes, we listen.\nP2: No."


def approached(root: Path, approach: str) -> None:
    written(root / "study.yaml", f"{STUDY}    - id: ben\n    - id: cara\n    approach: {approach}\n")


def codes(coder: str, quote: str, code: str, *more: str) -> None:
    assert run("excerpt", "add", "--quote", quote, "--code", code, "--coder", coder, *more) == 0


@pytest.fixture
def two(coded: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The coded study, of an approach that asks for agreement, coded by ben too."""
    approached(coded, "codebook_ta")
    codes("ben", "We slow down now.", "slowing-down", "--turn", "2")
    codes("ben", "I ask the mother first.", "practice")
    capsys.readouterr()
    return coded


@pytest.fixture
def three(two: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The same with cara, who codes fg2 alone, as anna does and ben does not."""
    written(two / "transcripts" / "fg2.txt", SECOND)
    for coder in ("anna", "cara"):
        codes(coder, "we listen", "practice", "--transcript", "fg2")
    capsys.readouterr()
    return two


def rows(pimh: Pimh, *words: str) -> list[list[str]]:
    table = pimh("agreement", *words, "--json").data["table"]
    return [row["cells"] for row in table["rows"]]


def notes(pimh: Pimh, *words: str) -> str:
    return " ".join(note["text"] for note in pimh("agreement", *words, "--json").data["table"]["notes"])


def test_reflexive_analysis_is_told_why_not_and_offered_the_list(two: Path, pimh: Pimh) -> None:
    approached(two, "reflexive_ta")
    ran = pimh("agreement")
    assert (ran.code, ran.out) == (0, "")
    assert "reflexive thematic analysis" in ran.talk
    assert "Braun & Clarke 2021" in ran.talk
    assert "pimh agreement --list" in ran.talk
    data = pimh("agreement", "--json").data
    assert (data["approach"], data["table"], "trained alike" in data["why_not"]) == (
        "reflexive_ta",
        None,
        True,
    )


def test_anyway_prints_them_with_the_approach_to_which_they_do_not_belong(two: Path, pimh: Pimh) -> None:
    approached(two, "reflexive_ta")
    ran = pimh("agreement", "--anyway")
    assert ran.code == 0
    assert "do not belong to reflexive thematic analysis" in ran.out


def test_the_list_is_for_every_approach(two: Path, pimh: Pimh) -> None:
    approached(two, "reflexive_ta")
    ran = pimh("agreement", "--list")
    assert (ran.code, "I ask the mother first." in ran.out, "not coded" in ran.out) == (0, True, True)


@pytest.mark.parametrize(
    "approach", ["coding_reliability_ta", "codebook_ta", "content_analysis", "framework"]
)
def test_where_the_approach_asks_the_numbers_are_printed_with_its_name(
    two: Path, pimh: Pimh, approach: str
) -> None:
    approached(two, approach)
    assert "These numbers belong to" in notes(pimh)


def test_each_code_has_its_units_percent_kappa_and_alpha(two: Path, pimh: Pimh) -> None:
    by_name = {cells[0]: cells[1:] for cells in rows(pimh)}
    assert by_name["Slowing down"] == [*"4111", "100%", "1.00 (1.00, 1.00)", "1.00 (1.00, 1.00)"]
    assert by_name["Practice"][:5] == [*"4010", "75.0%"]
    assert by_name["All 3 codes"][0] == "12"


def test_the_seed_and_the_resamples_are_those_of_the_analysis_unless_given(two: Path, pimh: Pimh) -> None:
    assert f"{RESAMPLES:,} resamples" in notes(pimh)
    assert f"seed {SEED}." in notes(pimh)
    assert "30 resamples" in (told := notes(pimh, "--resamples", "30", "--seed", "7"))
    assert "seed 7." in told


def test_by_theme_a_theme_counts_with_what_is_under_it(two: Path, pimh: Pimh) -> None:
    assert [cells[:5] for cells in rows(pimh, "--by", "theme")] == [
        ["Practice", "4", "1", "2", "1"],
        ["Barriers", "4", "1", "0", "0"],
        ["All 2 themes", "8", "2", "2", "1"],
    ]


def test_by_transcript_each_has_a_row_and_all_together_one(three: Path, pimh: Pimh) -> None:
    codes("ben", "No.", "barriers", "--transcript", "fg2")
    found = rows(pimh, "--by", "transcript", "--coders", "anna,ben")
    assert [cells[0] for cells in found] == ["fg1", "fg2", "All transcripts"]


@pytest.mark.parametrize("unit", ["turn", "free"])
def test_a_transcript_in_which_none_used_the_code_keeps_its_row(three: Path, pimh: Pimh, unit: str) -> None:
    codes("ben", "No.", "barriers", "--transcript", "fg2")
    found = rows(pimh, "--by", "transcript", "--coders", "anna,ben", "--code", "Slowing down", "--unit", unit)
    assert [(cells[0], cells[-1][:3]) for cells in found][1] == ("fg2", "n/a")


@pytest.mark.parametrize("unit", ["turn", "sentence", "character", "free"])
def test_the_unit_is_told_with_the_number_of_units(two: Path, pimh: Pimh, unit: str) -> None:
    assert rows(pimh, "--unit", unit)[-1][1] != ""
    assert ("segments" if unit == "free" else f"the {unit}") in notes(pimh, "--unit", unit)


def test_only_transcripts_that_all_coded_are_compared_and_the_others_told(three: Path, pimh: Pimh) -> None:
    told = notes(pimh, "--coders", "anna,cara")
    assert "fg1 (anna alone)" in told
    assert "2 turns of fg2" in told


def test_three_coders_are_compared_pair_by_pair_and_together(three: Path, pimh: Pimh) -> None:
    codes("ben", "No.", "barriers", "--transcript", "fg2")
    found = [cells[0] for cells in rows(pimh, "--transcript", "fg2", "--code", "practice")]
    assert found == ["Practice", "anna and ben", "anna and cara", "ben and cara"]


def test_coders_without_a_transcript_in_common_are_told_who_coded_what(three: Path, pimh: Pimh) -> None:
    ran = pimh("agreement", "--coders", "ben,cara")
    assert ran.code == 1
    assert "No transcript was coded by all of ben, cara; fg1 was by ben; fg2 was by cara." in ran.talk


def test_a_transcript_that_one_of_them_did_not_code_is_told(three: Path, pimh: Pimh) -> None:
    ran = pimh("agreement", "--coders", "anna,ben", "--transcript", "fg2")
    assert (ran.code, "fg2 was not coded by all of anna, ben; fg2 was by anna." in ran.talk) == (1, True)


def test_one_coder_alone_is_told_how_a_second_comes_in(coded: Path, pimh: Pimh) -> None:
    approached(coded, "codebook_ta")
    ran = pimh("agreement")
    assert (ran.code, "anna alone has coded" in ran.talk, "--blind" in ran.talk) == (1, True, True)


def test_without_any_coding_the_next_step_is_told(study: Path, pimh: Pimh) -> None:
    approached(study, "codebook_ta")
    ran = pimh("agreement")
    assert (ran.code, "Nothing was coded yet." in ran.talk) == (1, True)


def test_a_code_that_is_not_there_is_told_as_to_one_who_only_reads(two: Path, pimh: Pimh) -> None:
    ran = pimh("agreement", "--code", "Nowhere")
    assert (ran.code, "is not in the codebook" in ran.talk, "Nothing was changed" in ran.talk) == (
        1,
        True,
        False,
    )


def test_a_code_that_none_of_them_used_is_told(two: Path, pimh: Pimh) -> None:
    assert pimh("codebook", "add", "Elsewhere", "--coder", "ben").code == 0
    ran = pimh("agreement", "--code", "Elsewhere")
    assert (ran.code, "None of anna, ben coded anything with 'Elsewhere' in fg1." in ran.talk) == (1, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--coders", "anna"), "There are: anna, ben."),
        (("--coders", "anna,Anna"), "two coders or more"),
        (("--coders", "anna,bem"), "There is no coder 'bem'"),
        (("--unit", "turm"), "Did you mean 'turn'?"),
        (("--by", "word"), "There are: code, theme, transcript."),
        (("--transcript", "fg9"), "There is no transcript 'fg9'"),
        (("--format", "docx"), "needs a file"),
    ],
)
def test_what_cannot_be_meant_is_told_with_what_there_is(
    two: Path, pimh: Pimh, words: tuple[str, ...], told: str
) -> None:
    ran = pimh("agreement", *words)
    assert (ran.code, told in ran.talk) == (2, True)


def test_a_former_key_of_a_code_is_the_code_that_it_became(two: Path, pimh: Pimh) -> None:
    before = rows(pimh)
    path = two / "codings" / "fg1" / "ben.jsonl"
    path.write_text(path.read_text("utf-8").replace('"slowing-down"', '"slower"'), "utf-8")
    book = two / "codebook.yaml"
    slow = "- id: slowing-down\n"
    text = book.read_text("utf-8")
    indent = text[: text.index(slow)].rpartition("\n")[2]
    book.write_text(text.replace(slow, f"{slow}{indent}  aliases: [slower]\n"), "utf-8")
    assert rows(pimh) == before


def test_an_excerpt_whose_words_are_gone_is_left_out_and_told(two: Path, pimh: Pimh) -> None:
    path = two / "transcripts" / "fg1.txt"
    path.write_text(path.read_text("utf-8").replace("I ask the mother first.", "So."), "utf-8")
    ran = pimh("agreement", "--json")
    assert (ran.code, "1 excerpt without a sure place" in notes(pimh)) == (0, True)
    assert any("pimh transcript review" in finding["hint"] for finding in ran.envelope["findings"])


def test_words_of_who_may_not_be_quoted_are_not_listed(two: Path, pimh: Pimh) -> None:
    with (two / "study.yaml").open("a", encoding="utf-8") as file:
        file.write("consent: {P2: {quote: no}}\n")
    out = pimh("agreement", "--list").out
    assert "mother" not in out
    assert "lack of" in out


@pytest.mark.parametrize("words", [(), ("--list",)])
@pytest.mark.parametrize("suffix", ["docx", "xlsx", "csv", "md", "html", "tex", "txt"])
def test_it_is_written_to_a_file_in_every_format(
    two: Path, source: Path, pimh: Pimh, words: tuple[str, ...], suffix: str
) -> None:
    out = source / f"agreement.{suffix}"
    ran = pimh("agreement", *words, "-o", out)
    assert (ran.code, ran.talk.strip(), out.stat().st_size > 0) == (0, f"Wrote {out}.", True)


def test_a_file_that_exists_is_replaced_only_when_agreed(two: Path, source: Path, pimh: Pimh) -> None:
    out = written(source / "a.csv", "mine")
    assert pimh("agreement", "-o", out).code == 2
    assert out.read_text("utf-8") == "mine"
    assert pimh("agreement", "-o", out, "--yes").code == 0


def test_programs_get_the_exact_numbers(two: Path, pimh: Pimh) -> None:
    figures = pimh("agreement", "--json").data["table"]["figures"]
    found = {(one["row"], one["measure"]): (one["value"], one["of"]) for one in figures}
    assert found["Practice", "percent"] == ("75", 4)
    assert found["All 3 codes", "percent"] == ("250/3", 12)


def test_nothing_of_it_stands_in_the_report(two: Path, pimh: Pimh) -> None:
    assert pimh("report").code == 0
    pages = [path.read_text("utf-8").casefold() for path in (two / "reports").glob("*.md")]
    assert pages
    assert not any("kappa" in page or "κ" in page for page in pages)


def test_nothing_of_the_study_is_changed(two: Path, pimh: Pimh) -> None:
    before = snapshot(two)
    assert (pimh("agreement").code, pimh("agreement", "--list").code) == (0, 0)
    assert snapshot(two) == before
