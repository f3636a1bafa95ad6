"""pimh table and report: the right formats and places, every quote to the letter, the same bytes again."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from building import ANSWERS, codings, snapshot, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Pimh

TABLES = ("demographics", "themes", "quotes", "participants-by-theme")


@pytest.mark.parametrize("name", [*TABLES, "2", "3"])
def test_each_table_is_printed(coded: Path, pimh: Pimh, name: str) -> None:
    ran = pimh("table", name)
    assert (ran.code, len(ran.out.splitlines()) > 4) == (0, True)


@pytest.mark.parametrize(("number", "name"), [("2", "demographics"), ("3", "themes")])
def test_a_number_names_the_same_table(coded: Path, pimh: Pimh, number: str, name: str) -> None:
    assert pimh("table", number).out == pimh("table", name).out


def test_a_table_nearly_named_is_suggested(coded: Path, pimh: Pimh) -> None:
    ran = pimh("table", "demografics")
    assert (ran.code, "Did you mean 'demographics'?" in ran.talk) == (2, True)


def test_csv_on_standard_output_is_nothing_but_csv(coded: Path, pimh: Pimh) -> None:
    ran = pimh("table", "themes", "--format", "csv")
    assert next(csv.reader(io.StringIO(ran.out))) == ["Themes", "Sub-themes"]
    assert ran.talk == ""


@pytest.mark.parametrize(
    ("suffix", "begins"),
    [
        (".md", b"**Table"),
        (".csv", b"\xef\xbb\xbfThemes"),
        (".html", b"<"),
        (".txt", b"Table"),
        (".docx", b"PK"),
        (".xlsx", b"PK"),
        (".tex", b"%"),
    ],
)
def test_the_end_of_the_file_name_gives_the_format(
    coded: Path, source: Path, pimh: Pimh, suffix: str, begins: bytes
) -> None:
    ran = pimh("table", "3", "-o", source / f"t{suffix}")
    assert (ran.code, ran.out, f"Wrote {source / f't{suffix}'}." in ran.talk) == (0, "", True)
    assert (source / f"t{suffix}").read_bytes().startswith(begins)


def test_a_format_that_is_named_wins_over_the_file_name(coded: Path, source: Path, pimh: Pimh) -> None:
    pimh("table", "3", "--format", "md", "-o", source / "t.txt")
    assert "| --- |" in (source / "t.txt").read_text("utf-8")


@pytest.mark.parametrize("name", ["t", "t.odt"])
def test_a_file_name_that_tells_no_format_is_refused(
    coded: Path, source: Path, pimh: Pimh, name: str
) -> None:
    ran = pimh("table", "3", "-o", source / name)
    assert (ran.code, "--format" in ran.talk, (source / name).exists()) == (2, True, False)


@pytest.mark.parametrize(("form", "name"), [("docx", "t.csv"), ("md", "t.docx"), ("xlsx", "t.docx")])
def test_a_document_whose_name_tells_another_kind_is_refused(
    coded: Path, source: Path, pimh: Pimh, form: str, name: str
) -> None:
    ran = pimh("table", "3", "--format", form, "-o", source / name)
    assert (ran.code, f"Name the file t.{form}" in ran.talk, (source / name).exists()) == (2, True, False)


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_a_document_goes_to_no_terminal(coded: Path, pimh: Pimh, form: str) -> None:
    ran = pimh("table", "3", "--format", form)
    assert (ran.code, ran.out, f"-o table.{form}" in ran.talk) == (2, "", True)


def test_latex_is_text_and_goes_to_standard_output(coded: Path, pimh: Pimh) -> None:
    assert "\\toprule" in pimh("table", "3", "--format", "latex").out


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_the_same_document_twice_is_the_same_to_the_byte(
    coded: Path, source: Path, pimh: Pimh, suffix: str
) -> None:
    for name in ("one", "two"):
        pimh("table", "2", "-o", source / f"{name}.{suffix}")
    assert (source / f"one.{suffix}").read_bytes() == (source / f"two.{suffix}").read_bytes()


def test_the_exact_numbers_of_a_table_are_fractions_in_json(coded: Path, pimh: Pimh) -> None:
    figures = pimh("table", "2", "--json").data["figures"]
    assert {figure["value"] for figure in figures if figure["measure"] == "mean"} == {"75/2"}


def test_a_format_that_there_is_not_is_refused(coded: Path, pimh: Pimh) -> None:
    ran = pimh("table", "3", "--format", "htlm")
    assert (ran.code, "Did you mean 'html'?" in ran.talk) == (2, True)


@pytest.mark.parametrize(
    "place", ["participants.csv", "transcripts/fg1.txt", "codings/new.csv", "reports/../Participants.csv"]
)
def test_the_studys_own_files_are_never_replaced(coded: Path, pimh: Pimh, place: str) -> None:
    before = snapshot(coded)
    ran = pimh("table", "3", "-o", place, "--yes")
    assert (ran.code, "reports" in ran.talk) == (2, True)
    assert snapshot(coded) == before


def test_a_table_may_lie_beside_the_files_of_the_study(coded: Path, pimh: Pimh) -> None:
    assert pimh("table", "3", "-o", "table-3.docx").code == 0
    assert (coded / "table-3.docx").exists()


def test_the_reports_folder_takes_tables(coded: Path, pimh: Pimh) -> None:
    assert pimh("table", "3", "-o", "reports/mine.csv").code == 0
    assert (coded / "reports" / "mine.csv").exists()


class TestAFileThatIsThere:
    @pytest.fixture
    def old(self, source: Path) -> Path:
        return written(source / "t.md", "old\n")

    def test_is_not_replaced_without_a_terminal(self, coded: Path, old: Path, pimh: Pimh) -> None:
        ran = pimh("table", "3", "-o", old)
        assert (ran.code, "Replace it?" in ran.talk, old.read_text()) == (2, True, "old\n")

    def test_is_not_replaced_after_a_no(
        self, coded: Path, old: Path, pimh: Pimh, asked: Callable[[str], None]
    ) -> None:
        asked("n")
        assert (pimh("table", "3", "-o", old).code, old.read_text()) == (1, "old\n")

    def test_is_replaced_after_a_yes(self, coded: Path, old: Path, pimh: Pimh) -> None:
        assert pimh("table", "3", "-o", old, "--yes").code == 0
        assert old.read_text("utf-8") != "old\n"


def test_without_answers_there_is_no_table_2(coded: Path, pimh: Pimh) -> None:
    (coded / "participants.csv").unlink()
    ran = pimh("table", "2")
    assert (ran.code, "pimh load" in ran.talk) == (2, True)


def test_counts_are_for_the_table_of_themes(coded: Path, pimh: Pimh) -> None:
    assert "Excerpts" in pimh("table", "themes", "--counts").out
    assert pimh("table", "2", "--counts").code == 2


def test_report_writes_both_tables_in_four_formats(coded: Path, pimh: Pimh) -> None:
    assert pimh("report").code == 0
    tables = {f"table-{n}.{suffix}" for n in (2, 3) for suffix in ("md", "csv", "html", "docx")}
    assert {path.name for path in (coded / "reports").iterdir()} == tables | {"report.md"}


def test_a_second_report_is_the_same_to_the_byte(coded: Path, pimh: Pimh) -> None:
    pimh("report")
    before = snapshot(coded)
    assert pimh("report").code == 0
    assert snapshot(coded) == before


def test_the_report_says_what_study_yaml_does_not_say_yet(coded: Path, pimh: Pimh) -> None:
    ran = pimh("report")
    assert "research_question" in ran.talk
    assert "reflexivity" in ran.talk


@pytest.fixture
def lost(coded: Path) -> Path:
    """The coded study once the words of an excerpt were taken out of the transcript."""
    path = coded / "transcripts" / "fg1.txt"
    path.write_text(path.read_text("utf-8").replace("People leave", ""), "utf-8")
    return coded


@pytest.mark.parametrize("command", [("report",), ("table", "quotes"), ("table", "themes", "--counts")])
def test_a_quote_that_stands_no_longer_stops_it_with_place_and_fix(
    lost: Path, pimh: Pimh, command: tuple[str, ...]
) -> None:
    before = snapshot(lost)
    (key,) = [row["id"] for row in codings(lost) if row["quote"] == "People leave"]
    ran = pimh(*command)
    assert (ran.code, ran.out) == (1, "")
    assert f"codings/fg1/anna.jsonl, excerpt {key}" in ran.talk
    assert "pimh transcript review fg1" in ran.talk
    assert snapshot(lost) == before


def test_the_fix_it_names_is_one(lost: Path, pimh: Pimh) -> None:
    (key,) = [row["id"] for row in codings(lost) if row["quote"] == "People leave"]
    assert pimh("transcript", "review", "--let-go", key).code == 0
    assert pimh("report").code == 0


def test_a_change_elsewhere_in_the_transcript_is_no_matter(coded: Path, pimh: Pimh) -> None:
    path = coded / "transcripts" / "fg1.txt"
    path.write_text(path.read_text("utf-8").replace("I ask the mother", "Well, I ask the mother"), "utf-8")
    assert pimh("report").code == 0


def test_a_code_that_the_codebook_lacks_stops_the_report_with_the_excerpt(coded: Path, pimh: Pimh) -> None:
    written(coded / "codebook.yaml", "themes:\n- id: practice\n  name: Practice\n")
    ran = pimh("report")
    assert ran.code == 1
    assert "codebook.yaml: there is no id 'slowing-down', by which 1 excerpt" in ran.talk
    assert not (coded / "reports").exists()


def test_codings_of_a_transcript_that_is_gone_stop_the_report(coded: Path, pimh: Pimh) -> None:
    (coded / "transcripts" / "fg1.txt").unlink()
    ran = pimh("report")
    assert (ran.code, "there is no transcripts/fg1.txt" in ran.talk) == (1, True)


def test_a_template_of_the_study_wins(coded: Path, pimh: Pimh) -> None:
    written(coded / "templates" / "making.md.j2", "Made by us, {{ study.title }}.\n")
    pimh("report")
    text = (coded / "reports" / "report.md").read_text("utf-8")
    assert "Made by us, Looking   back." in text
    assert "## Results" in text


@pytest.mark.parametrize("template", ["{% if %}", "{{ study.nothing }}", "{{ nothing.at.all }}"])
def test_a_template_that_is_wrong_is_named(coded: Path, pimh: Pimh, template: str) -> None:
    written(coded / "templates" / "making.md.j2", template)
    ran = pimh("report")
    assert (ran.code, "templates/" in ran.talk, (coded / "reports").exists()) == (3, True, False)


def test_a_template_cannot_reach_beyond_the_report(coded: Path, pimh: Pimh) -> None:
    written(coded / "templates" / "making.md.j2", "{{ ''.__class__.__mro__[1].__subclasses__() }}")
    assert pimh("report").code == 3


def test_an_answer_changed_by_hand_is_in_the_next_report(coded: Path, pimh: Pimh) -> None:
    pimh("report")
    written(coded / "participants.csv", ANSWERS.replace("41", "44"))
    pimh("report")
    assert "34–44" in (coded / "reports" / "table-2.md").read_text("utf-8")
