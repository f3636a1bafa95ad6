"""A study in which people, a place and a hospital have their names still, and the key of these."""

from __future__ import annotations

import html
import re
import unicodedata
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from building import CODEBOOK, STUDY, csv_file, made_study, run, word_document, written

from pimhcli.storage.ids import ALPHABET

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TALK = """
    # Focus group with Maya Byrne and Zoë, 14 May 2025
    Moderator: What has changed, Maya?
    Maya Byrne: We slow down now. My mother, Mrs Byrne, said so in Saint Brendan’s Hospital.
    Zoe\u0308: I ask the mother first. That is MAYA’S way, and Mimi’s.
    P2: As Zoe says, it is hard. Zoë and maya  byrne leave, and what they know leaves with them both.
    Moderator: And what is hard, Rose?
    Rose: The roses on the ward. Rose said it before, Zoë-Ann knows.
    P2: They all say so many things here, day after day after day, said Maya Byrne once to all of us.
"""
SETTINGS = (
    STUDY.replace("Looking   back ", '"Looking back: what Maya taught us" ')
    + """
    # Zoë moved in June
    setting: |
      At Saint Brendan's Hospital, where "Maya" works.
    focus_groups:
    - id: fg1
      moderator: Moderator
      place: Saint Brendan's
    consent:
      Rose: {quote: no}
"""
)
BOOK = CODEBOOK.replace(
    "- id: barriers\n      name: Barriers",
    "- id: barriers\n      name: Barriers\n      definition: What Maya Byrne calls walls   # Zoë too",
)
ANSWERS = "participant_id,age,job\nMaya Byrne,34,Psychologist\nP2,41,Nurse\nZoë,33,Nurse\nRose,51,Nurse\n"
KEY = (
    ("Maya Byrne", "P1", "Maya; Mimi; Mrs Byrne", ""),
    ("Zoë", "P3", "Zoë-Ann", ""),
    ("Rose", "P4", "", ""),
    ("Saint Brendan's Hospital", "[hospital, north]", "Saint Brendan's", "place"),
)
NAMES = ("maya", "byrne", "mimi", "zoe", "brendan")
_ID = re.compile(rf"(?<![^\W_])(?=[a-z]*\d)(?:[{ALPHABET}]{{8}}|[{ALPHABET}]{{10}})(?![^\W_])")
LONG = "They all say so many things here, day after day after day, said Maya Byrne once to all of us."


def key(path: Path) -> Path:
    """The key, beside the study."""
    csv_file(path, "name,pseudonym,also,kind", *KEY)
    path.chmod(0o600)
    return path


def named_study(root: Path) -> Path:
    """A study of one focus group, coded, reported, and with its source kept."""
    made_study(root, talk="", study=SETTINGS, codebook=BOOK, participants=ANSWERS)
    source = word_document(root.parent / "MayaByrne-interview.docx", TALK)
    add = ("transcript", "add", source, "--group", "fg1", "--keep-original", "--moderator", "Moderator")
    steps: tuple[tuple[str | Path, ...], ...] = (
        add,
        (
            "excerpt",
            "add",
            "--quote",
            "We slow down now.",
            "--code",
            "slowing-down",
            "--memo",
            "Maya’s word",
        ),
        ("excerpt", "add", "--quote", "Zoë and maya byrne leave", "--code", "barriers", "--memo", "see Zoë"),
        ("excerpt", "add", "--quote", LONG, "--code", "barriers", "--star"),
        ("codebook", "add", "Maya’s way"),
        ("report",),
    )
    for step in steps:
        assert run(*step, "-C", root) == 0, step
    word_document(root / "reports" / "table-3.docx", "“We slow down now.” (Maya Byrne)")
    written(root / "memos" / "2025-05-15.md", "    I met Zoë and Maya Byrne (maya.byrne@example.org) today.")
    return root


def telling(root: Path, names: tuple[str, ...] = NAMES) -> list[str]:
    """Each file that a name stands in, in any case, with or without accents, or that is called by one.

    What a random id begins, ends or goes on with is no name.
    """
    found = []
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if not name.startswith(".git/"):
            parts = [name, *(_texts(path.read_bytes()) if path.is_file() else ())]
            found += [f"{one} in {name}" for one in names if any(one in _plain(part) for part in parts)]
    return found


def _texts(data: bytes) -> Iterator[str]:
    if not data.startswith(b"PK"):
        yield data.decode("utf-8", "replace")
        return
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for member in archive.namelist():
            text = archive.read(member).decode("utf-8", "replace")
            yield text
            yield html.unescape(re.sub("<[^>]*>", "", text))


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", _ID.sub("", text))
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()
