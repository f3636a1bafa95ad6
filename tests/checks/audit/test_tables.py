"""Whole printed tables: those that are right get no finding, those that are wrong exactly these."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.checks.audit.auditing import audited
from pimhcli.checks.audit.layout import Asked
from pimhcli.documents import reading, spreadsheets
from pimhcli.documents.model import Grid

if TYPE_CHECKING:
    from pimhcli.checks.audit.auditing import Audited

HERE = Path(__file__).parent / "tables"
RIGHT = sorted(path for path in (HERE / "right").iterdir())
WRONG = sorted(path for path in (HERE / "wrong").iterdir() if path.suffix != ".txt")
NOTHING_ASKED = Asked()


def audit(path: Path, asked: Asked = NOTHING_ASKED) -> Audited:
    read = spreadsheets.read if path.suffix in (".csv", ".xlsx") else reading.read
    (grid,) = read(path.read_bytes(), path.name).grids
    return audited(grid, asked)


def told(done: Audited) -> list[str]:
    return [f"{finding.severity}: {finding}" for finding in done.findings]


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.name)
def test_a_right_table_gets_no_finding(path: Path) -> None:
    assert told(audit(path)) == []


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.name)
def test_a_wrong_table_gets_exactly_its_findings(path: Path) -> None:
    assert told(audit(path)) == path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()


def test_there_are_fifteen_tables_of_each_kind() -> None:
    assert min(len(RIGHT), len(WRONG)) >= 15


def test_the_tables_that_are_right_are_read() -> None:
    unread = {path.stem for path in RIGHT if not any(audit(path).checked.values())}
    assert unread == {"regression", "themes"}


cells = st.one_of(
    st.text(max_size=12),
    st.from_regex(
        r"[nNmM%=±<–(\[]{0,2} ?[0-9]{1,4}[.,·]?[0-9]{0,3}[ ,;/–(]{0,2}[0-9]{0,3}[)%\]]{0,2}", fullmatch=True
    ),
    st.sampled_from(
        ["", "n (%)", "Total", "Mean (SD)", "All (n = 7)", "n = 0", "0/0 (0%)", "Missing", "9" * 5000]
    ),
)


@given(st.integers(1, 4).flatmap(lambda wide: st.lists(st.tuples(*[cells] * wide), min_size=1, max_size=6)))
def test_whatever_stands_in_a_table_the_audit_comes_to_an_end(rows: list[tuple[str, ...]]) -> None:
    grid = Grid("t", tuple(rows), tuple(f"row {i}" for i in range(len(rows))))
    assert audited(grid, NOTHING_ASKED).table == "t"
