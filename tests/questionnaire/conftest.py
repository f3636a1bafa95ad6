"""What the tests of the questionnaire share: a schema out of text, a workbook out of rows."""

from __future__ import annotations

import io
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from pimhcli.questionnaire import loading, schema
from pimhcli.storage import yamlfile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from pimhcli.findings import Finding
    from pimhcli.questionnaire.loading import Loaded
    from pimhcli.questionnaire.schema import Questionnaire

ITEMS = """
    items:
      age: {text: "How old are you?", type: integer, unit: years, min: 18, max: 75, aliases: [Age now]}
      job: {type: several, levels: [Psychologist, Social work, Nursing], synonyms: {Nursing: [Nurse]}}
      band: {type: single, levels: ["4-6", "7-12"]}
      kids: {type: yes/no}
      n_kids: {type: integer, asked_if: kids}
      practice: {type: duration, unit: years, asked_if: kids, not_asked: 0}
      ratio: {type: number}
      mood: {type: scale, min: 1, max: 5, synonyms: {"5": [agree, 5 - agree]}}
      since: {type: date}
      remark: {type: text}
"""


@pytest.fixture(scope="session")
def read_schema() -> Callable[[str], tuple[Questionnaire, list[Finding]]]:
    def read(text: str) -> tuple[Questionnaire, list[Finding]]:
        return schema.read(yamlfile.parse(dedent(text), "questionnaire.yaml"), "questionnaire.yaml")

    return read


@pytest.fixture(scope="session")
def problems(read_schema: Callable[..., tuple[Questionnaire, list[Finding]]]) -> Callable[[str], list[str]]:
    def found(text: str) -> list[str]:
        return [str(finding) for finding in read_schema(text)[1]]

    return found


@pytest.fixture(scope="session")
def questionnaire(read_schema: Callable[..., tuple[Questionnaire, list[Finding]]]) -> Questionnaire:
    """One item of every type."""
    read, findings = read_schema(ITEMS)
    assert findings == []
    return read


@pytest.fixture(scope="session")
def small(read_schema: Callable[..., tuple[Questionnaire, list[Finding]]]) -> Callable[[str], Questionnaire]:
    """A questionnaire of the items given in flow style."""

    def read(items: str) -> Questionnaire:
        made, findings = read_schema(f"items: {{{items}}}")
        assert findings == []
        return made

    return read


@pytest.fixture(scope="session")
def workbook() -> Callable[..., bytes]:
    """The bytes of an .xlsx with one sheet 'Responses', after something was done to it."""

    def build(rows: Sequence[Sequence[object]], change: Callable[[Worksheet], object] | None = None) -> bytes:
        book = Workbook()
        sheet = book.active
        sheet.title = "Responses"
        for row in rows:
            sheet.append(row)
        if change:
            change(sheet)
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    return build


@pytest.fixture(scope="session")
def told() -> Callable[[Loaded], list[str]]:
    """The findings of a load as they are printed."""

    def texts(loaded: Loaded) -> list[str]:
        return [str(finding) for finding in loaded.findings]

    return texts


@pytest.fixture(scope="session")
def load_csv(questionnaire: Questionnaire) -> Callable[..., Loaded]:
    def load(text: str, **options: object) -> Loaded:
        return loading.load(text.encode(), "answers.csv", questionnaire, **options)  # type: ignore[arg-type]

    return load
