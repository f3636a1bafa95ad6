"""Tables of data as .csv, .xlsx, .json and .parquet; the same tables give the same bytes."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from pimhcli import archives
from pimhcli.errors import UsageError
from pimhcli.exchange.tidy.model import Grid, dictionary
from pimhcli.sheets.cells import guarded
from pimhcli.tables.renderers.room import legal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from pimhcli.exchange.tidy.model import Value

MOST = 32_767  # characters that a cell of Excel can hold
_CUT = " … (cut)"
_WIDTHS = {"string": 24, "integer": 10, "number": 10, "boolean": 10, "date": 12}


def as_csv(grids: Sequence[Grid]) -> dict[str, str]:
    """Each table as the text of a file, and the data dictionary; no value is an empty cell.

    Text that Excel would run as a formula begins with an apostrophe, here alone.

    Args:
        grids: the tables.
    """
    return {f"{grid.name}.csv": csv_text(grid) for grid in (*grids, dictionary(grids))}


def as_json(grids: Sequence[Grid]) -> str:
    """All tables in one object, each as a list of rows by column; the data dictionary with them.

    Args:
        grids: the tables.
    """
    content = {grid.name: [*_named(grid)] for grid in (dictionary(grids), *grids)}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def as_xlsx(grids: Sequence[Grid]) -> bytes:
    """All tables in one workbook, a sheet each, the data dictionary first.

    Args:
        grids: the tables.
    """
    return workbook((dictionary(grids), *grids))


def workbook(grids: Sequence[Grid]) -> bytes:
    """Tables as the sheets of a workbook.

    Args:
        grids: the tables, in this order.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for grid in grids:
        _fill(book.create_sheet(grid.name), grid)
    stream = io.BytesIO()
    book.save(stream)
    return archives.reproducible(stream.getvalue())


def as_parquet(grids: Sequence[Grid]) -> dict[str, bytes]:
    """Each table as a file, with its types, and what each column holds in its metadata.

    Args:
        grids: the tables.

    Raises:
        UsageError: the package that writes them is not installed.
    """
    if find_spec("pyarrow") is None:
        raise UsageError(
            "Parquet files need the package pyarrow, which is not installed.",
            hint='Install it: python -m pip install "pyarrow>=17". Or use: pimh export csv',
        )
    return {f"{grid.name}.parquet": _parquet(grid) for grid in (*grids, dictionary(grids))}


def cut(grids: Sequence[Grid]) -> int:
    """How many texts are longer than a cell of Excel can hold.

    Args:
        grids: the tables.
    """
    values = (value for grid in grids for row in grid.rows for value in row)
    return sum(isinstance(value, str) and len(value) > MOST for value in values)


def csv_text(grid: Grid) -> str:
    """One table as the text of a .csv file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([guarded(field.name) for field in grid.fields])
    writer.writerows([_cell(value) for value in row] for row in grid.rows)
    return out.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return guarded(value) if isinstance(value, str) else str(value)


def _named(grid: Grid) -> Iterator[dict[str, object]]:
    names = [field.name for field in grid.fields]
    for row in grid.rows:
        values = (value.isoformat() if isinstance(value, date) else value for value in row)
        yield dict(zip(names, values, strict=True))


def _fill(sheet: Worksheet, grid: Grid) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    def text(words: str) -> Any:  # noqa: ANN401  # openpyxl has no types
        words = legal(words)
        cell = WriteOnlyCell(sheet, words if len(words) <= MOST else words[: MOST - len(_CUT)] + _CUT)
        cell.data_type = "s"  # else words that begin with = are a formula
        cell.quotePrefix = guarded(words) != words
        return cell

    sheet.freeze_panes = "B2"
    for place, field in enumerate(grid.fields, 1):
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS[field.type]
    head = [text(field.name) for field in grid.fields]
    for cell in head:
        cell.font = Font(name="Calibri", size=11, bold=True)
    sheet.append(head)
    for row in grid.rows:
        sheet.append([text(value) if isinstance(value, str) else value for value in row])


def _parquet(grid: Grid) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    types = {
        "string": pa.string(), "integer": pa.int64(), "number": pa.float64(),
        "boolean": pa.bool_(), "date": pa.date32(),
    }  # fmt: skip
    told = [{"description": field.says, "unit": field.unit} for field in grid.fields]
    schema = pa.schema(
        [
            pa.field(field.name, types[field.type], metadata=words)
            for field, words in zip(grid.fields, told, strict=True)
        ],
        metadata={"description": grid.says},
    )
    columns = zip(*grid.rows, strict=True) if grid.rows else [()] * len(grid.fields)
    arrays = [pa.array(column, one.type) for column, one in zip(columns, schema, strict=True)]
    stream = io.BytesIO()
    parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), stream)
    return stream.getvalue()
