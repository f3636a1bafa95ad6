"""Opens the zip inside .docx, .odt and .xlsx files unless it would exhaust the machine, and packs it anew."""

from __future__ import annotations

import io
import zipfile

from pimhcli.errors import ProblemsError

ZIP = b"PK\x03\x04"  # what .docx and .xlsx start with
OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # what .doc and .xls start with, and new files with a password

LARGEST = 200 * 1024 * 1024  # bytes unpacked
DENSEST = 200  # unpacked bytes for one packed
MOST = 5_000  # members
# the member by which each kind of file is known
KINDS = {
    "word/document.xml": "Word document (.docx)",
    "xl/workbook.xml": "Excel workbook (.xlsx)",
    "content.xml": "OpenDocument text (.odt)",
}
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first day that a zip can tell
_PROPERTIES = "docProps/core.xml"  # who wrote the document, and when
_NOBODY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)


def opened(data: bytes, file: str, needed: str = "") -> zipfile.ZipFile:
    """The archive, once it is known to be harmless and of the kind wanted.

    Args:
        data: the whole file.
        file: its name, for messages.
        needed: the member by which the kind is known, one of KINDS; empty for an archive of any kind.

    Raises:
        ProblemsError: it is damaged, too large unpacked, or of another kind.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise ProblemsError(
            f"{file} is damaged or was not saved to its end.",
            hint="Open it in Word or Excel, save it under a new name, and try again.",
        ) from error
    members = archive.infolist()
    size = sum(member.file_size for member in members)
    dense = any(m.file_size > DENSEST * max(m.compress_size, 1) and m.file_size > 1_000_000 for m in members)
    if size > LARGEST or dense or len(members) > MOST:
        raise ProblemsError(
            f"{file} unpacks to far more than a document of this kind holds ({size // 1_000_000} MB).",
            hint="Copy its content into a new document and use that.",
        )
    if needed and needed not in archive.namelist():
        raise ProblemsError(
            f"{file} is no {KINDS[needed]}.",
            hint="Check that you named the right file: .docx or .odt for a transcript, .xlsx for answers; "
            "Pages can export .docx.",
        )
    return archive


def reproducible(data: bytes) -> bytes:
    """The same document without what differs between two savings: names, dates, the order of parts.

    Args:
        data: a whole .docx or .xlsx file that this program made.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w") as archive:
        for name in sorted(made.namelist()):
            part = zipfile.ZipInfo(name, _LONG_AGO)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0  # else it tells the machine
            archive.writestr(part, _NOBODY if name == _PROPERTIES else made.read(name))
    return out.getvalue()
