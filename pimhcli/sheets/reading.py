"""Finds the sheet of answers in a file, by what the file is and not by what it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli import archives, decoding
from pimhcli.errors import ProblemsError
from pimhcli.findings import Finding
from pimhcli.sheets import delimited, others, workbooks

if TYPE_CHECKING:
    from pimhcli.sheets.cells import Sheet


def read(
    data: bytes, file: str, known: frozenset[str], wanted: str | None = None
) -> tuple[Sheet | None, list[Finding]]:
    """The sheet of answers, and what is wrong with it.

    Args:
        data: the whole file, .xlsx or .csv.
        file: its name, for messages.
        known: folded headers that are expected.
        wanted: name of the sheet in a workbook; None to find it.

    Raises:
        ProblemsError: the file is neither, or cannot be read at all.
    """
    is_workbook = _is_workbook(data, file)
    if is_workbook:
        return workbooks.read(data, file, known, wanted)
    if wanted is not None:
        return None, [Finding(file, f"a text file has no sheet '{wanted}'.", "Leave out --sheet.")]
    decoded = decoding.decode(data, file)
    sheet, findings = delimited.read(decoded.text, file, known)
    if decoded.encoding == "windows-1252":
        findings.insert(0, _guessed_encoding(file))
    return sheet, findings


def _is_workbook(data: bytes, file: str) -> bool:
    if other := others.recognised(data):
        raise _refused(file, other.found, other.hint)
    is_named_workbook = file.lower().endswith((".xlsx", ".xlsm"))
    if data.startswith(archives.ZIP):
        return True
    if not data.strip():
        raise _refused(file, "is empty", "Export the answers again.")
    if data.startswith(archives.OLD_OFFICE):
        found = "is an old .xls workbook, or one with a password"
        raise _refused(file, found, "Open it in Excel and save it as .xlsx, without a password.")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise _refused(file, "is a web page (HTML), not a sheet", "Open it in Excel and save it as .xlsx.")
    if is_named_workbook:
        found = "is called an Excel workbook but is plain text"
        raise _refused(file, found, "If it is a .csv file, give it a name that ends in .csv.")
    return False


def _refused(file: str, found: str, hint: str) -> ProblemsError:
    return ProblemsError(f"{file} {found}.", hint=hint)


def _guessed_encoding(file: str) -> Finding:
    return Finding(
        file,
        "the file is not UTF-8; it was read as Windows-1252.",
        "If letters with accents look wrong, save it in Excel as 'CSV UTF-8'.",
        "note",
    )
