"""What survey tools leave in an export: columns of ids, texts of 'other', previews and unfinished rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pimhcli.questionnaire import loading

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.questionnaire.loading import Loaded
    from pimhcli.questionnaire.schema import Questionnaire

    Told = Callable[[Loaded], list[str]]
    Make = Callable[[str], Questionnaire]
    Build = Callable[..., bytes]

DISC = "disc: {type: several, text: Your discipline, levels: [Nursing, Social work, Other]}"
CODED = "Write codes: {{{code}: LEVEL}} or columns: {{LEVEL: [{heading}]}} under the item 'disc'."


def found(told: Told, questionnaire: Questionnaire, text: str) -> list[str]:
    return told(loading.load(text.encode(), "a.csv", questionnaire))


@pytest.mark.parametrize(
    ("heading", "hint"),
    [
        ("disc___1", CODED.format(code="1", heading="disc___1")),
        ("disc_1", CODED.format(code="1", heading="disc_1")),
        ("disc[SQ001]", CODED.format(code="SQ001", heading='"disc[SQ001]"')),
        ("Your discipline [7]", CODED.format(code="7", heading='"Your discipline [7]"')),
        (
            "disc [Nursng]",
            (
                "Did you mean 'disc [Nursing]'? Else write columns: {Nursing: [\"disc [Nursng]\"]} "
                "under the item 'disc'."
            ),
        ),
        ("disc [Other role]", "if words, make an item of its own of type text for it."),
    ],
)
def test_an_option_named_by_an_unknown_code_is_told_where_to_write_it(
    small: Make, told: Told, heading: str, hint: str
) -> None:
    (text,) = found(told, small(DISC), f"id,{heading}\nP1,1\n")
    assert text.startswith(f"a.csv, line 1, column B: column B, '{heading}', is no item")
    assert hint in text
    assert text.endswith("Or leave it out with ignore.")


def test_a_heading_like_a_code_of_another_type_is_an_alias_to_be(small: Make, told: Told) -> None:
    text, _ = found(told, small("job: {type: text}"), "id,job_1\nP1,1\n")
    assert "Add it to the item's aliases" in text


class TestNoColumnOfIds:
    @pytest.mark.parametrize(
        ("headings", "named"),
        [
            ("ResponseId,Finished", "ResponseId"),
            ("Collector ID,Respondent ID", "Respondent ID"),
            ("zip code,record_id", "record_id"),
            ("Subject code", "Subject code"),
            ("Participants", "Participants"),
            ("userId", "userId"),
            ("Collector ID,paid", "its heading"),
        ],
    )
    def test_it_is_told_how_to_name_it(self, small: Make, told: Told, headings: str, named: str) -> None:
        cells = ",".join("x" for _ in headings.split(","))
        text = "\n".join(found(told, small("a: {type: text}"), f"a,{headings}\nx,{cells}\n"))
        assert (
            "a.csv: there is no column of participant ids. Name a column one of: participant_id, "
            "participant, participant code, id. "
            f"Or name it in questionnaire.yaml: participant: [{named}]."
        ) in text

    def test_the_second_row_of_headings_is_still_none_of_answers(self, small: Make, told: Told) -> None:
        form = small(
            "gender: {type: single, text: 'What is your gender?', levels: [female, male]},"
            "job: {type: several, text: 'What is your job?', levels: [Nursing, Social work]},"
            "kids: {type: yes/no, text: 'Do you have children?'},"
            "share: {type: number, text: 'Which share of your time?'}"
        )
        export = Path(__file__).parent / "exports" / "surveymonkey.csv"
        told_all = found(told, form, export.read_text("utf-8"))
        assert "read rows 1 to 2 as headings" in told_all[0]
        assert not [text for text in told_all if ": found '" in text]


class TestWordsOfOther:
    def test_words_in_the_column_of_other_are_told_where_to_go(self, small: Make, told: Told) -> None:
        form = small(DISC)
        (text,) = found(told, form, "id,disc[Nursing],disc[Social work],disc[other]\nP1,1,0,chaplain\n")
        assert text == (
            "a.csv, line 2: disc [Other]: found 'chaplain', expected a tick (1, yes, x or Other) or none "
            "(0, no or a blank). If it is what was written for 'Other', write columns: {Other: []} under "
            "the item 'disc', and make an item of its own of type text with aliases: [\"disc[other]\"]."
        )

    def test_what_is_told_loads(self, small: Make) -> None:
        form = small(
            "disc: {type: several, levels: [Nursing, Other], columns: {Other: []}},"
            'words: {type: text, aliases: ["disc[other]"]}'
        )
        loaded = loading.load(b"id,disc[Nursing],disc[other]\nP1,1,chaplain\n", "a.csv", form)
        answers = loaded.participants[0].answers
        assert (loaded.findings, answers["disc"].value) == ((), ("Nursing",))
        assert answers["words"].value == "chaplain"


class TestRowsThatMayBeNoParticipants:
    HEADER = "id,a,Status,Finished,DistributionChannel"

    @pytest.mark.parametrize(
        ("rows", "message"),
        [
            (
                ["0,True,email", "Survey Preview,True,preview", "Survey Test,False,x", "0,False,email"],
                "2 rows are previews, 1 was not finished: lines 3, 4 and 5.",
            ),
            (["0,1,anonymous", "1,1,preview"], "1 row is a preview: line 3."),
            (["0,0,anonymous", "0,0,email"], "2 rows were not finished: lines 2 and 3."),
            (["0,False,anonymous"], "1 row was not finished: line 2."),
            (
                ["2,1,anonymous"] * 13,
                "13 rows are previews: lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 3 more.",
            ),
        ],
    )
    def test_they_are_counted_with_their_lines(self, small: Make, rows: list[str], message: str) -> None:
        text = "\n".join([self.HEADER, *(f"P{n},x,{row}" for n, row in enumerate(rows))])
        _, warning = loading.load(f"{text}\n".encode(), "a.csv", small("a: {type: text}")).findings
        assert (warning.severity, warning.message) == ("warning", message)
        assert warning.hint == "Take them out of the file if they are no participants."

    def test_in_a_workbook_they_are_rows(self, small: Make, workbook: Build) -> None:
        data = workbook([("id", "a", "Finished"), ("P1", "x", True), ("P2", "x", False)])
        warning = loading.load(data, "a.xlsx", small("a: {type: text}")).findings[-1]
        assert warning.message == "1 row was not finished: row 3."

    @pytest.mark.parametrize(
        "text",
        [
            "id,a,Status\nP1,x,1\n",
            "id,a,Status,Finished\nP1,x,IP Address,True\n",
            "id,a,Progress\nP1,x,50\n",
        ],
    )
    def test_other_rows_are_not_doubted(self, small: Make, text: str) -> None:
        (note,) = loading.load(text.encode(), "a.csv", small("a: {type: text}")).findings
        assert note.severity == "note"

    def test_a_status_that_is_an_item_is_none_of_the_tool(self, small: Make) -> None:
        form = small("a: {type: text}, status: {type: text}")
        assert loading.load(b"id,a,Status\nP1,x,Survey Preview\n", "a.csv", form).findings == ()
