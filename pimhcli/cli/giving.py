"""How commands give a table: on standard output, or in a file of the user's choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.cli import output
from pimhcli.cli.output import Result

if TYPE_CHECKING:
    from pathlib import Path

    from pimhcli.study.study import Study
    from pimhcli.tables.model import Table


def given(study: Study, made: Table, shape: tuple[str, Path | None], data: object, *, yes: bool) -> Result:
    """Gives a table.

    Args:
        study: the open study, whose findings are told.
        made: the table.
        shape: the format and the file, as the user gave them; empty and None for neither.
        data: the same for programs.
        yes: whether a file that is there may be replaced without asking.

    Raises:
        UsageError: there is no such format, or the file is one of the study's own.
    """
    from pimhcli.study import writing_out
    from pimhcli.tables.renderers import FORMATS

    form, out = writing_out.form(*shape), shape[1]
    if out is None:
        return Result(data, _shown(made, form), findings=tuple(study.findings))
    writing_out.check(out)
    if out.exists() and not output.agreed(f"{out} exists. Replace it?", yes=yes):
        return Result(data, talk="Nothing was written.", exit_code=1)
    writing_out.write(out, FORMATS[form].render(made))
    return Result(data, talk=f"Wrote {out}.", findings=tuple(study.findings))


def _shown(made: Table, shape: str) -> str:
    """A table as it goes to standard output; as text it takes the width of the terminal, or 100 columns."""
    from pimhcli.tables.renderers import FORMATS, text

    if shape == "text":
        return text.render(made, output.width())
    return str(FORMATS[shape].render(made))
