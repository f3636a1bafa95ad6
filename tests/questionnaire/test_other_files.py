"""A file that is no sheet is told for what it is, in one error."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from pimhcli.errors import ProblemsError
from pimhcli.questionnaire import loading

if TYPE_CHECKING:
    from pimhcli.questionnaire.schema import Questionnaire


def packed(member: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(member, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n1 0 obj\n", "is a PDF, not a sheet."),
        (b"\x89PNG\r\n\x1a\n\x00", "is a picture, not a sheet."),
        (b"\xff\xd8\xff\xe0\x00", "is a picture, not a sheet."),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "is a picture, not a sheet."),
        (b"\x00\x00\x00\x18ftypheic", "is a picture, not a sheet."),
        (rb"{\rtf1 x}", "is a text document (.rtf), not a sheet."),
        (b"$FL2@(#) SPSS", "is an SPSS data file, not a sheet."),
        (packed("word/document.xml"), "is no Excel workbook (.xlsx) but a Word document."),
        (packed("META-INF/manifest.xml"), "is a LibreOffice file."),
        (packed("answers.csv"), "is a .zip file, not a sheet."),
    ],
)
def test_a_file_that_is_no_sheet_is_told_for_what_it_is(
    questionnaire: Questionnaire, data: bytes, what: str
) -> None:
    with pytest.raises(ProblemsError) as caught:
        loading.load(data, "answers.xlsx", questionnaire)
    assert str(caught.value).startswith(f"answers.xlsx {what}")
    assert caught.value.hint
    assert list(caught.value.findings) == []


def test_a_workbook_not_saved_to_its_end_is_damaged(questionnaire: Questionnaire) -> None:
    with pytest.raises(ProblemsError, match="damaged"):
        loading.load(packed("xl/workbook.xml")[:40], "answers.xlsx", questionnaire)
