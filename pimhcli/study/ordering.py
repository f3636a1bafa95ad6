"""Reads what is to be coded: one order from the command line, or all rows of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.coding import order_sheet
from pimhcli.coding.order_sheet import Orders
from pimhcli.coding.placing import Order
from pimhcli.errors import ProblemsError, UsageError
from pimhcli.findings import errors
from pimhcli.sheets import reading
from pimhcli.storage import files

if TYPE_CHECKING:
    from pathlib import Path


def orders(source: Path | None, given: Order) -> Orders:
    """The orders of a file, or the one given.

    Args:
        source: an .xlsx or .csv file; None for the one given.
        given: what the command line says.

    Raises:
        UsageError: both were given, or neither.
        ProblemsError: the file cannot be used at all.
    """
    if source is None:
        if not (given.quote.strip() and given.codes):
            hint = 'Give --quote "…" and --code NAME, or code many at once: --from FILE.csv'
            raise UsageError("An excerpt needs a quote and a code.", hint=hint)
        return Orders((given,), ())
    if given != Order(given.where, "", "", ()):
        raise UsageError(
            "--from goes together with --create, --coder and --dry-run alone.",
            hint="Say the rest in the columns of the file: transcript, turn, quote, code, memo, star.",
        )
    sheet, findings = reading.read(files.read_bytes(source), source.name, order_sheet.KNOWN)
    read = order_sheet.read(sheet) if sheet else Orders((), ())
    stops = errors(findings)
    if stops or not read.orders:
        raise ProblemsError(
            f"{source.name} cannot be used as it is; nothing was coded.",
            hint="It should have the columns transcript, turn, quote and code, perhaps memo and star, "
            "and under them a row for each excerpt.",
            findings=(*stops, *read.findings),
        )
    return Orders(read.orders, (*findings, *read.findings))
