"""pimh export csv, xlsx, json, parquet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import options, output, place
from pimhcli.cli.export import app
from pimhcli.cli.output import Result
from pimhcli.errors import UsageError
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pimhcli.exchange.tidy.model import Grid
    from pimhcli.study.study import Study

__all__ = ["app"]

_SAFE = "They hold what people said and answered: keep them as safe as the study."
Folder = Annotated[
    Path | None, typer.Option("--output", "-o", help="The folder; reports/data.", metavar="DIR")
]


def _out(usual: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        "--output", "-o", help=f"The file; reports/{usual}.", metavar="FILE"
    )
    return option


@app.command("csv", short_help="Write the data as .csv tables, for R, pandas, DuckDB.")
def csv_(out: Folder = None, yes: options.Yes = False) -> Result:
    """Example: pimh export csv -o data

    Writes participants.csv, answers.csv, turns.csv, excerpts.csv, codings.csv and codes.csv, and
    dictionary.csv, which tells of each column what it holds. Names of columns stay the same from one
    export to the next. No value is an empty cell; a text that Excel would run as a formula begins with an
    apostrophe.
    """
    from pimhcli.exchange.tidy import formats

    study, made = _made()
    return _given(study, made, _under(study, out, formats.as_csv(made)), yes=yes)


@app.command(short_help="Write the data as one workbook, a sheet a table.")
def xlsx(out: Annotated[Path | None, _out("data.xlsx")] = None, yes: options.Yes = False) -> Result:
    """Example: pimh export xlsx -o data.xlsx

    Writes the tables of pimh export csv as the sheets of one workbook, the data dictionary first; numbers
    are numbers, dates are dates.
    """
    from pimhcli.exchange.tidy import formats

    study, made = _made()
    result = _given(study, made, _as(study, out, "data.xlsx", formats.as_xlsx(made)), yes=yes)
    if cut := formats.cut(made):
        talk = f"{count(cut, 'text')} cut, for a cell of Excel holds no more; .csv and .json have all."
        return result._replace(talk=f"{result.talk}\n{talk}")
    return result


@app.command("json", short_help="Write the data as one .json file.")
def json_(out: Annotated[Path | None, _out("data.json")] = None, yes: options.Yes = False) -> Result:
    """Example: pimh export json -o data.json

    Writes the tables of pimh export csv and the data dictionary as one object: by the name of the table a
    list of its rows.
    """
    from pimhcli.exchange.tidy import formats

    study, made = _made()
    return _given(study, made, _as(study, out, "data.json", formats.as_json(made)), yes=yes)


@app.command(short_help="Write the data as .parquet tables, for R, pandas, DuckDB.")
def parquet(out: Folder = None, yes: options.Yes = False) -> Result:
    """Example: pimh export parquet -o data

    Writes the tables of pimh export csv as Parquet files, which keep the types of the columns. Needs the
    package pyarrow: python -m pip install "pimh[parquet]".
    """
    from pimhcli.exchange.tidy import formats

    study, made = _made()
    return _given(study, made, _under(study, out, formats.as_parquet(made)), yes=yes)


def _made() -> tuple[Study, tuple[Grid, ...]]:
    from pimhcli.exchange.tidy.study import grids

    study = place.opened()
    return study, grids(study)


def _under(study: Study, out: Path | None, files: Mapping[str, str | bytes]) -> dict[Path, str | bytes]:
    """Files of a folder."""
    folder = out or study.root / "reports" / "data"
    if folder.is_file() or folder.suffix.lower() in (".csv", ".parquet"):
        raise UsageError(
            f"{output.typed(folder)} is no folder, and several files are written.",
            hint=f"Name a folder: -o {output.typed(folder.with_suffix(''))}",
        )
    return {folder / name: content for name, content in files.items()}


def _as(study: Study, out: Path | None, usual: str, content: str | bytes) -> dict[Path, str | bytes]:
    """One file."""
    file, suffix = out or study.root / "reports" / usual, Path(usual).suffix
    if file.suffix.lower() != suffix:
        raise UsageError(f"{file.name} does not end in {suffix}.", hint=f"Name it {file.stem}{suffix}.")
    return {file: content}


def _given(study: Study, grids: Sequence[Grid], files: Mapping[Path, str | bytes], *, yes: bool) -> Result:
    from pimhcli.study import writing_out

    for file in files:
        writing_out.check(file)
    old = [file for file in files if file.exists()]
    if old and not output.agreed(f"{_listed(old)} {_exist(old)}. Replace?", yes=yes):
        return Result({}, talk="Nothing was written.", exit_code=1)
    for file, content in files.items():
        writing_out.write(file, content)
    rows = {grid.name: len(grid.rows) for grid in grids}
    talk = f"Wrote {_listed([*files])}.\nRows: {', '.join(f'{n} {rows[n]:,}' for n in rows)}.\n{_SAFE}"
    data = {"files": [str(file) for file in files], "rows": rows}
    return Result(data, talk=talk, findings=tuple(study.findings))


def _listed(files: Sequence[Path]) -> str:
    first, *others = files
    return output.typed(first) if not others else f"{output.typed(first)} and {count(len(others), 'other')}"


def _exist(files: Sequence[Path]) -> str:
    return "exists" if len(files) == 1 else "exist"
