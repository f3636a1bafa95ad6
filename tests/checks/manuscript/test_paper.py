"""A paper that is right gets no finding; each fault that is put into it gets one."""

from __future__ import annotations

import io

import docx
import pytest
from paper_on_study import KNOWN, PAPER, faults

from pimhcli.checks.manuscript.known import Known
from pimhcli.checks.manuscript.paper import wrong
from pimhcli.documents.model import Grid
from pimhcli.documents.reading import read


def _as_word(paper: str) -> bytes:
    made = docx.Document()
    for block in read(paper.encode(), "paper.md").blocks:
        if isinstance(block, Grid):
            table = made.add_table(len(block.rows), len(block.rows[0]))
            for row, cells in zip(table.rows, block.rows, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
        elif block.heading:
            made.add_heading(block.text, block.heading)
        else:
            made.add_paragraph(block.text, style="Quote" if block.quoted else None)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_paper_that_is_right_gets_no_finding() -> None:
    assert faults(PAPER) == []


def test_the_same_paper_in_word_gets_no_finding() -> None:
    assert wrong(read(_as_word(PAPER), "paper.docx"), KNOWN) == []


FAULTS = {
    "a quote with words nobody said": (
        "and we listen more than we ever did”",
        "and we shout louder at everybody all day”",
        "error paper.md:33: 'We slow down now … and we shout louder at everybody all day' is nothing that P1",
    ),
    "a quote with a word changed": (
        "what the baby wants”",
        "what a baby wants, so I start with her”",
        "warning paper.md:33",
    ),
    "a quote without its fillers": (
        "“We slow down now … and we listen",
        "“We slow down now, and we listen",
        "only fillers differ from fg1, turn 1 (P1)",
    ),
    "a quote by another": ("(p 1)", "(P2)", "is said to be by P2; it is P1's (fg1, turn 1)"),
    "a quote of one who did not agree": (
        "“People leave, and what they know leaves with them”",
        "“nobody ever heard what I said about the ward” (P4)",
        "error paper.md:44: a quote by P4, who did not agree to be quoted",
    ),
    "a speaker whom the study has not": ("(p 1)", "(P9)", "is said to be by P9, who is not in the study"),
    "a quote without a speaker": (
        " (p 1)",
        "",
        "note paper.md:33: 'We slow down now … and we listen more than we ever did' is quoted without",
    ),
    "words between marks that stand nowhere": (
        "‘safe’",
        "‘safe and rather too warm’",
        "warning paper.md:5: 'safe and rather too warm' stands in no transcript",
    ),
    "a quote set apart with a wrong speaker": ("Participant 5", "Participant 3", "it is P5's (fg1, turn 5)"),
    "a theme called otherwise in a heading": (
        "### Theme 2: What gets in the way of the work",
        "### Theme 2: Evaluating the work",
        "error paper.md:40: Theme 2 is called 'Evaluating the work' here and 'What gets in the",
    ),
    "a sub-theme called otherwise in a table": (
        "| Staff who leave |",
        "| Staff that leave |",
        "'Staff that leave' is the sub-theme 'Staff who leave'",
    ),
    "a theme nearly named in prose": (
        "An hour for reading was named",
        "An hour of reading was named",
        "'an hour of reading' is the sub-theme 'An hour for reading'",
    ),
    "a name in other letters": ("| Staff who leave |", "| Staff Who Leave |", "note paper.md:29"),
    "a wrong number of themes": (
        "two themes",
        "three themes",
        "'three themes', but the codebook has 2 themes",
    ),
    "a wrong number of sub-themes": ("three sub-themes", "13 sub-themes", "has 3 sub-themes"),
    "a theme that is not there": ("As P3 put it:", "See Theme 3. As P3 put it:", "has 2 themes"),
    "a sub-theme under another theme": (
        "| | An hour for reading |\n| Theme 2: What gets in the way of the work | Staff who leave |",
        "| Theme 2: What gets in the way of the work | An hour for reading |\n| | Staff who leave |",
        "stands under 'What gets in the way of the work'",
    ),
    "a table without a sub-theme": ("| | An hour for reading |\n", "", "the table has no sub-theme"),
    "a percentage that is not its count's": ("(71.4%)", "(74.1%)", "5 of 7 is 71.4%"),
    "a percentage of no number of the study": ("2 (28.6%)", "2 (22.2%)", "2 of 7 is 28.6%"),
    "a wrong number of participants": (
        "seven participants took",
        "eight participants took",
        "has 7 participants",
    ),
    "a wrong number invited": ("Of nine members", "Of ten members", "has 9 invitations"),
    "a wrong number of focus groups": ("one focus group", "two focus groups", "has 1 focus group."),
    "a wrong duration": ("62 minutes", "90 minutes", "has 62 minutes"),
    "a wrong N": ("(N = 7)", "(N = 8)", "has 7 participants"),
    "a wrong mean": ("mean age was 37.6", "mean age was 36.7", "the mean is 37.6 (age)"),
    "a wrong range": ("range 34–42", "range 34–43", "the range is 34–42 (age)"),
    "a wrong cell": ("| Nurse | 5 (71.4) |", "| Nurse | 4 (57.1) |", "'Nurse' is printed as '4 (57.1)'"),
    "a wrong count in brackets": ("were nurses,", "were nurses (n = 4),", "the study counts 5"),
    "all, where it is some": ("by some participants", "by all participants", "but 3 of 7 participants"),
    "an utterance quoted twice in two wordings": (
        "Staff who leave take",
        "P3 said “they leave and what they know leaves with them”. Staff who leave take",
        "the same utterance is quoted twice",
    ),
}


@pytest.mark.parametrize(("right", "planted", "told"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found(right: str, planted: str, told: str) -> None:
    assert right in PAPER
    assert any(told in one for one in faults(PAPER.replace(right, planted, 1)))


@pytest.mark.parametrize(("right", "planted", "told"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_found_in_word_too(right: str, planted: str, told: str) -> None:
    found = wrong(read(_as_word(PAPER.replace(right, planted, 1)), "paper.docx"), KNOWN)
    assert found


def test_words_of_one_who_did_not_agree_are_never_told() -> None:
    planted = PAPER.replace(
        "“People leave", "“I would rather that nobody heard what I said about the ward” (P1). “People"
    )
    assert not any("winter" in one or "rather" in one for one in faults(planted))


def test_a_study_that_knows_nothing_yet_accuses_no_number_and_no_name() -> None:
    bare = Known(KNOWN.talk, KNOWN.people, KNOWN.forbids)
    assert not any("study has" in one.message for one in wrong(read(PAPER.encode(), "paper.md"), bare))
