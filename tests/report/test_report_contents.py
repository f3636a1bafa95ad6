"""The report says what the study's files say, in the order of the paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from pimhcli import __version__
from pimhcli.errors import ProblemsError
from pimhcli.report import writing
from pimhcli.report.context import context
from pimhcli.storage import files
from pimhcli.study.material import verbatim
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Made = Callable[[], str]


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next of its level or above."""
    level = heading.partition(" ")[0]
    behind = text[text.index(f"\n{heading}\n") + len(heading) + 1 :]
    return re.split(rf"\n#{{1,{len(level)}}} ", behind)[0]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_the_whole_report_is_as_its_golden_file_has_it(
    golden: Callable[[str, str], None], report: Made
) -> None:
    golden("report.md", report().replace(f"pimh {__version__} ", "pimh VERSION "))


def test_the_sections_come_in_the_order_of_the_paper(report: Made) -> None:
    assert re.findall(r"^## (.+)$", report(), re.MULTILINE) == [
        "Study and setting",
        "Reflexive positioning",
        "Participants",
        "Data collection",
        "Data analysis",
        "Results",
        "How this report was made",
    ]


def test_a_theme_stands_with_its_definition_and_counts(report: Made) -> None:
    part = section(report(), "### Theme 1: It is hard")
    assert part.strip().startswith(
        "What is *hard*.\n\n*2 excerpts | 1 participant | 1 group*\n\n#### 1.1 Money"
    )


def test_key_quotes_come_first_and_are_marked(report: Made) -> None:
    quotes = re.findall(r"^> .+$", section(report(), "#### 1.1 Money"), re.MULTILINE)
    assert quotes[0] == r"> “There is none, \[laughs\] I say.” — PX1 (fg1, turn 4) ★"
    assert quotes[1].endswith("— PX1 (fg1, turn 2)")


def test_a_quote_is_shown_to_the_letter_whatever_markdown_would_make_of_it(report: Made) -> None:
    assert r"> “It is \*hard\* \| with \<money\> and \_rent\_.” — PX1 (fg1, turn 2)" in report()


def test_a_code_under_a_subtheme_has_its_own_quotes(report: Made) -> None:
    assert r"It is \*hard\*" in section(report(), "##### Code: Rent")


def test_a_code_in_no_theme_stands_apart(report: Made) -> None:
    assert "\\[laughs\\] I say" in section(report(), "### Codes that stand in no theme yet")


def test_what_the_researcher_wrote_stays_markdown_and_what_goes_into_a_table_is_escaped(report: Made) -> None:
    part = section(report(), "## Study and setting")
    assert "A **service** in one town." in part
    assert "**Table 1. Words we use**" in part
    assert r"| AMH | Adult \<mental\> health |" in part


def test_prose_that_is_missing_is_marked_with_its_key(report: Made) -> None:
    text = report()
    assert "*Not given yet: `reflexivity` in study.yaml.*" in text
    assert "*Not given yet: `ethics` in study.yaml.*" in text
    assert "`setting`" not in text


def test_participants_are_told_of_those_invited(report: Made) -> None:
    assert "2 of 9 people who were invited took part. By letter." in section(report(), "## Participants")


def test_a_session_is_told_with_its_transcript(report: Made) -> None:
    assert section(report(), "## Data collection").strip().split("\n")[0] == (
        "- **fg1**, 14 May, Leeds, 62 minutes; moderator in the transcript: Mod; 2 of 9 invited attended; "
        "transcript of 4 turns and 18 words, in which 2 participants spoke."
    )


def test_a_transcript_that_study_yaml_does_not_name_is_a_session_too(report: Made, root: Path) -> None:
    (root / "transcripts" / "fg2.txt").write_text("Mod: So?\nPX2: Fine.\n")
    assert "- **fg2**; transcript of 2 turns and 2 words, in which 1 participant spoke." in report()


def test_the_analysis_names_approach_coders_and_stages(report: Made) -> None:
    part = section(report(), "## Data analysis")
    assert "using codebook thematic analysis (Example & Example, 2020)." in part
    assert "Coded by anna: 3 excerpts." in part
    assert "1. Reading (May 2026): We *read*." in part


def test_every_file_it_is_made_from_stands_with_its_hash(report: Made, root: Path) -> None:
    part = section(report(), "## How this report was made")
    names = re.findall(r"^\| ([\w./-]+) \| ([0-9a-f]{12}) \|$", part, re.MULTILINE)
    assert [name for name, _ in names] == [
        "study.yaml",
        "questionnaire.yaml",
        "participants.csv",
        "codebook.yaml",
        "transcripts/fg1.txt",
        "codings/fg1/anna.jsonl",
    ]
    assert all(files.digest((root / name).read_bytes()).startswith(digest) for name, digest in names)


def test_a_second_report_is_the_same_to_the_byte(root: Path) -> None:
    first, second = writing.made(Study(root)), writing.made(Study(root))
    assert first == second


def test_the_report_and_its_tables_are_written_and_nothing_else(root: Path) -> None:
    before = {path for path in root.rglob("*") if path.is_file()}
    study = Study(root)
    made = writing.made(study)
    writing.write(study, made)
    written = {path for path in root.rglob("*") if path.is_file() and ".pimh" not in path.parts} - before
    assert (
        {path.relative_to(root).as_posix() for path in written}
        == set(made.files)
        == {
            "reports/report.md",
            *(
                f"reports/table-{number}.{form}"
                for number in (2, 3)
                for form in ("md", "csv", "html", "docx")
            ),
        }
    )
    assert (root / "reports" / "report.md").read_bytes() == made.files["reports/report.md"]
    assert (root / "reports" / "table-3.csv").read_bytes().startswith(b"\xef\xbb\xbfThemes,")


def test_a_quote_that_no_longer_stands_stops_the_report_with_its_place(report: Made, root: Path) -> None:
    edit(root / "transcripts" / "fg1.txt", "It is *hard* | with <money> and _rent_.", "Well.")
    with pytest.raises(ProblemsError) as caught:
        report()
    (finding,) = caught.value.findings
    assert finding.where == "codings/fg1/anna.jsonl, excerpt id1"
    assert finding.message.startswith("transcripts/fg1.txt was edited, and its quote no longer stands there")


def test_a_report_of_an_empty_study_says_what_comes_next(report: Made, root: Path) -> None:
    (root / "participants.csv").unlink()
    (root / "transcripts" / "fg1.txt").unlink()
    (root / "codings" / "fg1" / "anna.jsonl").unlink()
    (root / "codebook.yaml").write_text("themes: []\n")
    (root / "study.yaml").write_text("title: New\n")
    text = report()
    assert "took part" not in text
    for hint in ("pimh load", "pimh transcript add", "pimh codebook add"):
        assert f"{hint}.*" in text
    assert set(writing.made(Study(root)).files) == {
        "reports/report.md",
        *(f"reports/table-3.{form}" for form in ("md", "csv", "html", "docx")),
    }


def test_subthemes_are_numbered_and_codes_are_not(root: Path) -> None:
    study = Study(root)
    values = context(study, verbatim(study))
    (hard, hope), (loose,) = values.results, values.loose
    assert [(hard.number, hope.number, loose.number)] == [("1", "2", "")]
    assert [below.number for below in hard.below] == ["1.1"]
    assert [below.number for below in hard.below[0].below] == [""]


def test_a_theme_shows_the_quotes_coded_with_itself_and_counts_those_below(root: Path) -> None:
    study = Study(root)
    hard = context(study, verbatim(study)).results[0]
    assert (hard.quotes, str(hard.counts)) == ((), "2 | 1 | 1")
