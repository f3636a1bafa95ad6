"""Whatever bytes a file of answers holds, it is read, or refused in words."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from pimhcli.errors import PimhError
from pimhcli.questionnaire import loading
from pimhcli.questionnaire.items import Item
from pimhcli.questionnaire.schema import Questionnaire

if TYPE_CHECKING:
    from collections.abc import Iterable

FORM = Questionnaire(
    items=(
        Item("age", "integer"),
        Item("job", "several", levels=("A", "B")),
        Item("remark", "text", text="What else?"),
    )
)
ROWS = (
    ("id", "age", "job [A]", "job [B]", "remark"),
    ("P1", 34, 1, 0, "fine, thanks"),
    ("P2", 41, "", "x", "«é»"),
)
TEXT = "\n".join(",".join(f'"{cell}"' for cell in row) for row in ROWS).encode()


def workbook() -> bytes:
    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


BOOK = workbook()
damages = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6)


def damaged(data: bytes, changes: Iterable[tuple[float, int]], cut: float) -> bytes:
    """The bytes with some of them changed, and the end cut off."""
    changed = bytearray(data)
    for place, byte in changes:
        changed[int(place * len(data))] = byte
    return bytes(changed[: max(1, int(cut * len(data)))])


def told(data: bytes, name: str) -> list[str]:
    """What is said of a file; anything but words would fail the test."""
    try:
        return [finding.message for finding in loading.load(data, name, FORM).findings]
    except PimhError as error:
        return [error.message, error.hint]


@settings(deadline=None)
@given(damages, st.floats(0.1, 1) | st.just(1.0))
def test_a_damaged_text_file_is_read_or_refused(changes: list[tuple[float, int]], cut: float) -> None:
    assert all(told(damaged(TEXT, changes, cut), "answers.csv"))


@settings(max_examples=60, deadline=None)
@given(damages, st.floats(0.9, 1) | st.just(1.0))
def test_a_damaged_workbook_is_read_or_refused(changes: list[tuple[float, int]], cut: float) -> None:
    assert all(told(damaged(BOOK, changes, cut), "answers.xlsx"))


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert all(told(data, "answers.csv"))
