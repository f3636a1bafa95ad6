"""A table is the same whether a survey tool wrote 0 or a blank for those who were not asked."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from pimhcli.questionnaire import loading, schema
from pimhcli.storage import yamlfile
from pimhcli.tables import demographics

if TYPE_CHECKING:
    from pimhcli.tables.model import Table

QUESTIONNAIRE, _ = schema.read(
    yamlfile.parse(
        dedent("""
            participant: [record_id]
            items:
              kids: {type: yes/no}
              n: {type: integer, asked_if: kids}
              j: {type: several, levels: [Nursery, School], codes: {1: Nursery, 2: School}, asked_if: kids}
            table:
              rows:
                - {label: Number, item: n, base: asked}
                - {label: Where, item: j, denominator: asked}
        """),
        "q",
    ),
    "q",
)
AS_ZEROS = "P1,no,0,0,0\nP2,no,,0,0\nP3,yes,2,1,0\nP4,yes,2,1,1\n"


def table(rows: str) -> Table:
    data = f"record_id,kids,n,j___1,j___2\n{rows}".encode()
    loaded = loading.load(data, "a.csv", QUESTIONNAIRE)
    assert [finding for finding in loaded.findings if finding.severity != "note"] == []
    return demographics.build(QUESTIONNAIRE, list(loaded.participants))


def test_zeros_of_those_not_asked_count_as_blanks_do() -> None:
    as_blanks = AS_ZEROS.replace("P1,no,0,0,0", "P1,no,,,").replace("P2,no,,0,0", "P2,no,,,")
    assert table(AS_ZEROS) == table(as_blanks)


def test_those_not_asked_are_in_no_mean_and_no_denominator() -> None:
    rows = {row.cells[0]: row.cells[1] for row in table(AS_ZEROS).rows}
    assert (rows["Number"], rows["Nursery"], rows["School"]) == ("2.0 (2–2)", "2 (100%)", "1 (50%)")
