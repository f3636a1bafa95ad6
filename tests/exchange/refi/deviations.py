"""Small .qdpx files as the programs write them, each with one thing that is not as the standard says."""

from __future__ import annotations

import io
import zipfile

SPACE = "urn:QDA-XML:project:1.0"
TEXT = "P1: We talk of time.\nP2: And of trust.\n"
USER, CODE, OTHER, SOURCE, PLACE, CODING, NOTE, CASE = (
    f"6F9619FF-8B86-5011-842D-00CF4FC964F{end}" for end in range(8)
)
USERS = f'<Users><User guid="{USER}" name="anna"/></Users>'
CODES = f'<CodeBook><Codes><Code guid="{CODE}" name="Time" isCodable="true"/></Codes></CodeBook>'
TAG = f'<Coding guid="{CODING}" creatingUser="{USER}"><CodeRef targetGUID="{CODE}"/></Coding>'
SPAN = f'<PlainTextSelection guid="{PLACE}" startPosition="4" endPosition="20" creatingUser="{USER}">'
SELECTION = f"{SPAN}{TAG}</PlainTextSelection>"


def source(inner: str = SELECTION, path: str = "internal://a.txt", more: str = "") -> str:
    """A text with its passages."""
    return f'<TextSource guid="{SOURCE}" name="fg1" plainTextPath="{path}" {more}>{inner}</TextSource>'


def file(  # each is one thing that a program may do otherwise
    sources: str = source(),  # a text
    codes: str = CODES,
    users: str = USERS,
    rest: str = "",
    *,
    text: bytes | None = TEXT.encode(),
    member: str = "sources/a.txt",
    space: str = SPACE,
    origin: str = "",
    project: str = "project.qde",
) -> bytes:
    """The whole file."""
    told = f' origin="{origin}"' if origin else ""
    xml = (
        f'<?xml version="1.0"?><Project xmlns="{space}" name="x"{told}>{users}{codes}'
        f"<Sources>{sources}</Sources>{rest}</Project>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(project, xml)
        if text is not None:
            archive.writestr(member, text)
    return out.getvalue()
