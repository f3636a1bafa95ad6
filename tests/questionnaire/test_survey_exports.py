"""The files that the usual survey tools export are read as they come, with their rows of headings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from pimhcli.questionnaire import loading

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.findings import Finding
    from pimhcli.questionnaire.answers import Value
    from pimhcli.questionnaire.loading import Loaded
    from pimhcli.questionnaire.schema import Questionnaire

    Read = Callable[[str], tuple[Questionnaire, list[Finding]]]
    Build = Callable[..., bytes]

FORM = """
    participant: [Respondent ID, record_id, Your participant code]
    ignore: ["Other (please specify)"]
    items:
      gender:
        type: single
        text: "What is your gender?"
        levels: [female, male]
        codes: {1: female, 2: male}
      job: {type: several, text: "What is your job?", levels: [Nursing, Social work], separator: SEPARATOR,
            codes: {SQ001: Nursing, SQ002: Social work, "1": Nursing, "2": Social work}}
      kids: {type: yes/no, text: "Do you have children?", codes: {"1": yes, "2": no}}
      ratio: {type: number, text: "Which share of your time?"}
"""


def export(file: str) -> str:
    return (Path(__file__).parent / "exports" / file).read_text("utf-8")


def form(read_schema: Read, separator: str = ";") -> Questionnaire:
    questionnaire, findings = read_schema(FORM.replace("SEPARATOR", f'"{separator}"'))
    assert findings == []
    return questionnaire


def answers(loaded: Loaded) -> dict[str, dict[str, Value | None]]:
    assert [f for f in loaded.findings if f.severity != "note"] == []
    return {person.id: {k: a.value for k, a in person.answers.items()} for person in loaded.participants}


EXPECTED = {
    "P1": {"gender": "female", "job": ("Nursing",), "kids": "yes", "ratio": 0.5},
    "P2": {"gender": "male", "job": ("Nursing", "Social work"), "kids": "no", "ratio": 1.5},
}


@pytest.mark.parametrize(
    ("file", "separator"),
    [
        ("qualtrics.csv", ";"),
        ("surveymonkey.csv", ";"),
        ("redcap.csv", ";"),
        ("limesurvey-codes.csv", ";"),
        ("limesurvey-questions.csv", ";"),
        ("google-forms.csv", ","),
        ("microsoft-forms.csv", ";"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_the_export_of_a_survey_tool_is_read_as_it_comes(
    read_schema: Read, file: str, separator: str, encoding: str
) -> None:
    data = export(file).encode(encoding)
    assert answers(loading.load(data, "export.csv", form(read_schema, separator))) == EXPECTED


def test_a_file_of_semicolons_and_decimal_commas_is_read(read_schema: Read) -> None:
    questionnaire = msgspec.structs.replace(form(read_schema, "|"), decimal_comma=True)
    data = export("semicolons.csv").encode("utf-8-sig")
    assert answers(loading.load(data, "export.csv", questionnaire)) == EXPECTED


def test_the_unicode_text_of_excel_is_read(read_schema: Read) -> None:
    data = export("redcap.csv").replace(",", "\t").encode("utf-16")
    assert answers(loading.load(data, "export.txt", form(read_schema))) == EXPECTED


def test_an_export_as_a_workbook_with_questions_merged_over_their_options_is_read(
    read_schema: Read, workbook: Build
) -> None:
    rows = [[cell or None for cell in line.split(",")] for line in export("surveymonkey.csv").splitlines()]
    data = workbook(rows, lambda sheet: sheet.merge_cells("D1:F1"))
    assert answers(loading.load(data, "export.xlsx", form(read_schema))) == EXPECTED


def test_columns_called_unnamed_by_a_tool_carry_the_question_on(read_schema: Read) -> None:
    text = export("surveymonkey.csv").replace("job?,,,", "job?,Unnamed: 4,Unnamed: 5,")
    assert answers(loading.load(text.encode(), "export.csv", form(read_schema))) == EXPECTED


def test_the_rows_that_were_read_as_headings_are_told(read_schema: Read) -> None:
    note, _ = loading.load(export("qualtrics.csv").encode(), "export.csv", form(read_schema)).findings
    assert (str(note), note.severity) == (
        (
            "export.csv: read rows 1 to 3 as headings; the answers begin at line 4. "
            "If that is wrong, say how many there are with --header-rows."
        ),
        "note",
    )


def test_a_problem_under_several_rows_of_headings_is_named_with_its_line(read_schema: Read) -> None:
    text = export("surveymonkey.csv").replace("male,Nursing", "man,Nursing")
    found = loading.load(text.encode(), "export.csv", form(read_schema)).findings[-1]
    assert str(found).startswith("export.csv, line 4: gender: found 'man'")


def test_a_misspelt_option_under_its_question_is_named(read_schema: Read) -> None:
    text = export("surveymonkey.csv").replace(",Nursing,Social work,Other", ",Nursng,Social work,Other")
    found = [str(f) for f in loading.load(text.encode(), "export.csv", form(read_schema)).findings]
    assert any(
        "column D, 'What is your job? [Nursng]', is no item of the questionnaire. "
        "Did you mean 'What is your job? [Nursing]'?" in text
        for text in found
    )


def test_questions_of_a_matrix_are_known_by_their_own_headings(read_schema: Read) -> None:
    questionnaire, _ = read_schema("""
        participant: [Respondent ID]
        items:
          young: {type: yes/no, text: 4-6 years}
          old: {type: yes/no, text: 7-12 years}
    """)
    text = "Respondent ID,Have you worked with children aged,\n,4-6 years,7-12 years\nP1,Yes,No\n"
    loaded = loading.load(text.encode(), "a.csv", questionnaire)
    assert answers(loaded) == {"P1": {"young": "yes", "old": "no"}}


class TestWhichRowsAreHeadings:
    @pytest.fixture
    def letters(self, read_schema: Read) -> Questionnaire:
        """Whose answers read like its ids."""
        return read_schema(
            "items: {a: {type: single, levels: [a, b]}, b: {type: several, levels: [a, b, Response]}}"
        )[0]

    @pytest.mark.parametrize("row", ["P1,a,b", "P1,b,Response", "P1,a,a; b", "P1,,"])
    def test_no_row_of_answers_is_swallowed(self, letters: Questionnaire, row: str) -> None:
        loaded = loading.load(f"id,a,b\n{row}\nP2,a,a\n".encode(), "a.csv", letters)
        assert [person.id for person in loaded.participants] == ["P1", "P2"]

    @pytest.mark.parametrize("row", ["P1,,", "p1,,1", "P2,p1,"])
    def test_an_id_that_is_called_like_an_item_is_an_id(self, read_schema: Read, row: str) -> None:
        questionnaire, _ = read_schema("items: {p1: {type: text}, p2: {type: text}}")
        loaded = loading.load(f"id,p1,p2\n{row}\nP3,1,2\n".encode(), "a.csv", questionnaire)
        assert (loaded.findings, len(loaded.participants)) == ((), 2)

    @pytest.mark.parametrize("text", ["Participant", "Open-Ended Response", ""])
    def test_a_heading_of_the_ids_may_have_another_under_it(self, read_schema: Read, text: str) -> None:
        questionnaire, _ = read_schema("items: {p1: {type: text, text: One}, p2: {type: text, text: Two}}")
        loaded = loading.load(f"id,p1,p2\n{text},One,Two\nP1,1,2\n".encode(), "a.csv", questionnaire)
        assert [person.id for person in loaded.participants] == ["P1"]

    def test_a_row_of_answers_without_an_id_is_not_swallowed_either(self, letters: Questionnaire) -> None:
        loaded = loading.load(b"id,a,b\n,a,\nP2,a,a\n", "a.csv", letters)
        assert "the row has no participant id" in str(loaded.findings)

    def test_the_questionnaire_may_say_how_many_there_are(self, read_schema: Read) -> None:
        questionnaire, findings = read_schema("{header_rows: 2, items: {a: {type: text}}}")
        loaded = loading.load(b"id,a\nwho,what\nP1,x\n", "a.csv", questionnaire)
        assert (findings, loaded.findings, answers(loaded)) == ([], (), {"P1": {"a": "x"}})

    def test_one_row_of_headings_may_be_said_where_two_would_be_found(self, read_schema: Read) -> None:
        questionnaire, _ = read_schema("{header_rows: 1, items: {a: {type: text, aliases: [b]}}}")
        loaded = loading.load(b"id,a\nid,b\n", "a.csv", questionnaire)
        assert answers(loaded) == {"id": {"a": "b"}}

    def test_headings_of_one_column_that_name_two_items_are_named(self, read_schema: Read) -> None:
        questionnaire, _ = read_schema("{header_rows: 2, items: {a: {type: text}, b: {type: text}}}")
        found = str(loading.load(b"id,a\nid,b\nP1,x\n", "a.csv", questionnaire).findings[0])
        assert "the headings of column B name the item 'a' and the item 'b'." in found

    @pytest.mark.parametrize("rows", ["0", "6", "-1"])
    def test_a_number_of_rows_that_cannot_be_is_refused(
        self, problems: Callable[[str], list[str]], rows: str
    ) -> None:
        (found,) = problems(f"header_rows: {rows}")
        assert found == (
            f"questionnaire.yaml:1:14: `header_rows` should be from 1 to 5, found '{rows}'. "
            "Leave it out to let pimh find out."
        )

    def test_more_rows_of_headings_than_rows_leave_no_answers(self, read_schema: Read) -> None:
        questionnaire, _ = read_schema("{header_rows: 5, items: {a: {type: text}}}")
        loaded = loading.load(b"id,a\nP1,x\n", "a.csv", questionnaire)
        assert "there are no answers under the header." in str(loaded.findings)

    def test_a_blank_heading_beside_one_to_ignore_is_still_named(self, read_schema: Read) -> None:
        questionnaire, _ = read_schema("{ignore: [Timestamp], items: {a: {type: text}}}")
        loaded = loading.load(b"id,a,Timestamp,\nP1,x,1,2\n", "a.csv", questionnaire)
        assert "column D has answers but no header." in str(loaded.findings)


def test_columns_that_a_survey_tool_adds_are_left_out_and_told(read_schema: Read) -> None:
    text = "id,kids,IPAddress,Email Address\nP1,yes,10.0.0.1,p1@example.org\n"
    questionnaire, _ = read_schema("items: {kids: {type: yes/no}}")
    (finding,) = loading.load(text.encode(), "a.csv", questionnaire).findings
    assert (finding.severity, finding.message) == (
        "note", "left out as columns that a survey tool adds: 'IPAddress', 'Email Address'.",
    )  # fmt: skip


def test_a_column_that_a_survey_tool_adds_is_read_when_an_item_is_called_so(read_schema: Read) -> None:
    questionnaire, _ = read_schema("items: {status: {type: text}}")
    loaded = loading.load(b"id,Status\nP1,single\n", "a.csv", questionnaire)
    assert loaded.participants[0].answers["status"].value == "single"
