"""Makes the two Office files of the sample study: the Word transcript and the survey tool's export.

Run it from the root of the repository: ``PYTHONPATH=. python tests/sample/make_sample.py``.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from openpyxl import Workbook

from pimhcli.fields import Fields
from pimhcli.storage import yamlfile

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from openpyxl.worksheet.worksheet import Worksheet

ROOT = Path(__file__).parents[2]
RAW = ROOT / "sample_data" / "raw"
WORDS = Path(__file__).with_name("focus-group.txt")
# as people type: nobody was told how to write a duration, and the form skips what does not apply
ANSWERS = Path(__file__).with_name("answers.csv")
QUESTIONNAIRE = ROOT / "templates" / "study" / "questionnaire.yaml"

MADE = datetime(2025, 5, 16, 14, 30)  # noqa: DTZ001  # neither Word nor Excel knows time zones
LABEL = re.compile(r"(P\d|Moderator):")
NUMBER = re.compile(r"\d+(\.\d+)?")


def main() -> None:
    """Writes both files into sample_data/raw; the same bytes each time."""
    document = transcript(WORDS.read_text(encoding="utf-8").splitlines())
    (RAW / "focus-group.docx").write_bytes(fixed(saved(document)))
    records = list(csv.DictReader(ANSWERS.read_text(encoding="utf-8").splitlines()))
    (RAW / "answers.xlsx").write_bytes(fixed(saved(export(item_texts(), records))))


def transcript(paragraphs: list[str]) -> WordDocument:
    """The Word document: the first line its title, each speaker's label in bold.

    Args:
        paragraphs: front matter and turns; one without a label goes on with what stands before it.
    """
    document = Document()
    document.add_paragraph(paragraphs[0], style="Title")
    for paragraph in paragraphs[1:]:
        label = LABEL.match(paragraph)
        spoken = document.add_paragraph()
        if label:
            spoken.add_run(label[0]).bold = True
        spoken.add_run(paragraph[label.end() :] if label else paragraph)
    sign(document, paragraphs[0])
    return document


def sign(document: WordDocument, title: str) -> None:
    """Replaces the properties that python-docx puts into each document by the sample's own."""
    properties = document.core_properties
    properties.title, properties.comments = title, ""
    properties.author = properties.last_modified_by = "Anna"
    properties.created = properties.modified = MADE


def item_texts() -> dict[str, str]:
    """The questions as they are asked, by item id, in the questionnaire's order."""
    document = yamlfile.parse(QUESTIONNAIRE.read_text(encoding="utf-8"), QUESTIONNAIRE.name)
    items = Fields(document, QUESTIONNAIRE.name).named_sections("items")
    return {item: fields.text("text") for item, _, fields in items}


def export(texts: dict[str, str], records: list[dict[str, str]]) -> Workbook:
    """The survey tool's workbook: the answers, and a hidden sheet of its own.

    Args:
        texts: question by item id; a column each, in this order.
        records: answers by item id, in the order in which the forms were sent.
    """
    workbook = Workbook()
    answers = workbook.active
    answers.title = "Form responses 1"
    answers.append(["Timestamp", "Participant code", *texts.values()])
    for record in records:
        sent = datetime.fromisoformat(record["sent"])
        answers.append([sent, record["participant"], *(cell(record[item]) for item in texts)])
    dress(answers)
    settings = workbook.create_sheet("Settings")
    settings.append(["Form", "Network group: about you"])
    settings.append(["Accepting responses", "No"])
    settings.sheet_state = "hidden"
    workbook.properties.creator = "Anna"
    workbook.properties.created = MADE
    return workbook


def cell(answer: str) -> str | float | None:
    """An answer as the survey tool stores it: a bare number as a number, no answer as an empty cell."""
    if NUMBER.fullmatch(answer):
        return float(answer) if "." in answer else int(answer)
    return answer or None


def dress(answers: Worksheet) -> None:
    """Freezes the header and widens the columns, as survey tools do."""
    answers.freeze_panes = "A2"
    for column in answers.iter_cols(max_row=1):
        answers.column_dimensions[column[0].column_letter].width = 22


def saved(file: WordDocument | Workbook) -> bytes:
    """The file as its library writes it."""
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def fixed(package: bytes) -> bytes:
    """The same package without the moment at which it was written."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            new.writestr(member, undated(old.read(name)), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def undated(part: bytes) -> bytes:
    """A part of the package with its date of change, where it has one, set to the sample's."""
    # openpyxl writes the present moment into this element whatever the properties say
    return re.sub(
        rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), part
    )


if __name__ == "__main__":
    main()
