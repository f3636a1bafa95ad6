"""Recognises files that are given for a sheet and are none, by how they begin."""

from __future__ import annotations

import io
import zipfile

from pimhcli import archives
from pimhcli.strangers import Stranger, known

_EXPORT = "Give the answers as an .xlsx or .csv file, one row a participant."
_PICTURE = Stranger("is a picture, not a sheet", _EXPORT)
_STARTS = {
    b"%PDF": Stranger("is a PDF, not a sheet", _EXPORT),
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"II*\x00": _PICTURE,
    b"MM\x00*": _PICTURE,
    b"{\\rtf": Stranger("is a text document (.rtf), not a sheet", _EXPORT),
    b"$FL2": Stranger("is an SPSS data file, not a sheet", "Export the data as .csv or .xlsx."),
    b"$FL3": Stranger("is an SPSS data file, not a sheet", "Export the data as .csv or .xlsx."),
    b"\x1f\x8b": Stranger("is a packed file (.gz)", "Unpack it and load the .xlsx or .csv file in it."),
    b"7z\xbc\xaf": Stranger("is a packed file (.7z)", "Unpack it and load the .xlsx or .csv file in it."),
    b"Rar!": Stranger("is a packed file (.rar)", "Unpack it and load the .xlsx or .csv file in it."),
    b"PK\x05\x06": Stranger("is an empty .zip file", "Export the answers again."),
}
_WORKBOOK = "xl/workbook.xml"
# the member by which a kind of .zip file is known
_MEMBERS = {
    "word/document.xml": Stranger("is no Excel workbook (.xlsx) but a Word document", _EXPORT),
    "ppt/presentation.xml": Stranger("is no Excel workbook (.xlsx) but a PowerPoint file", _EXPORT),
    "xl/workbook.bin": Stranger("is an .xlsb workbook", "Open it in Excel and save it as .xlsx."),
    "META-INF/manifest.xml": Stranger(
        "is a LibreOffice file", "Open it in LibreOffice and save it as .xlsx."
    ),
    "Index/Document.iwa": Stranger("is a Numbers file", "Open it in Numbers and export it to Excel."),
}
_ZIP = Stranger("is a .zip file, not a sheet", "Unpack it and load the .xlsx or .csv file in it.")


def recognised(data: bytes) -> Stranger | None:
    """What a file is, when it is known to be no sheet.

    Args:
        data: the whole file.
    """
    if data.startswith(archives.ZIP):
        return _packed(data)
    is_later_format = data[8:12] == b"WEBP" or data[:2] + data[4:8] == b"\x00\x00ftyp"
    if is_later_format:
        return _PICTURE
    return known(data, _STARTS)


def _packed(data: bytes) -> Stranger | None:
    """What a .zip file is; None for a workbook, and for one too damaged to tell."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return None
    if _WORKBOOK in names:
        return None
    return next((other for member, other in _MEMBERS.items() if member in names), _ZIP)
