"""Recognises files that are given for a transcript and are none, by how they begin."""

from __future__ import annotations

from pimhcli import archives
from pimhcli.errors import ProblemsError
from pimhcli.strangers import Stranger, known

LARGEST = 20_000_000  # bytes; an hour of talk is some 60 kB, and ten times a file fit in the memory
MOST_LINES = 500_000  # an hour of captions has some 5,000


_RECORDING = "pimh reads transcripts: have the recording transcribed, and add the text."
_SOUND = Stranger("is a sound recording, not a transcript", _RECORDING)
_FILM = Stranger("is a recording (video or sound), not a transcript", _RECORDING)
_PICTURE = Stranger("is a picture, not a transcript", "Add the text itself, as .txt or .docx.")
_PACKED = Stranger("is a packed file", "Unpack it, and add the transcript in it.")
_STARTS = {
    b"ID3": _SOUND,
    b"\xff\xfb": _SOUND,
    b"\xff\xf3": _SOUND,
    b"\xff\xf2": _SOUND,
    b"OggS": _SOUND,
    b"fLaC": _SOUND,
    b"#!AMR": _SOUND,
    b"FORM": _SOUND,
    b"\x1a\x45\xdf\xa3": _FILM,
    b"\x30\x26\xb2\x75\x8e\x66": _FILM,
    b"%PDF-": Stranger("is a PDF", "Open it in Word and save it as .docx; then add that."),
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"\x1f\x8b": _PACKED,
    b"7z\xbc\xaf": _PACKED,
    b"Rar!": _PACKED,
    b"PK\x05\x06": Stranger("is an empty .zip file", "Export the transcript again."),
    archives.OLD_OFFICE: Stranger(
        "is an old Word document (.doc), or one with a password",
        "Open it in Word and save it as .docx, without a password; then add that.",
    ),
}


def refuse(data: bytes, file: str) -> None:
    """Refuses what is no transcript, before anything of it is decoded.

    Args:
        data: the whole file.
        file: its name, for messages.

    Raises:
        ProblemsError: the file is too large, empty, or of a kind that holds no text.
    """
    if len(data) > LARGEST:
        raise ProblemsError(
            f"{file} is {len(data) // 1_000_000:,} MB; an hour of talk is some 60 kB.",
            hint="Is it the recording itself? Add the transcript of it.",
        )
    if not data.strip():
        raise ProblemsError(f"{file} is empty.", hint="Check that you named the right file.")
    other = recognised(data)
    if other:
        raise ProblemsError(f"{file} {other.found}.", hint=other.hint)
    lines = max(data.count(b"\n"), data.count(b"\r"))
    if lines > MOST_LINES:
        raise ProblemsError(
            f"{file} has {lines:,} lines; no transcript has as many.",
            hint="Check that you named the right file.",
        )


def recognised(data: bytes) -> Stranger | None:
    """What a file is, when it is known to be no transcript.

    Args:
        data: the whole file.
    """
    if data[4:8] == b"ftyp":
        return _FILM
    if data[:4] == b"RIFF":
        return _PICTURE if data[8:12] == b"WEBP" else _SOUND
    return known(data, _STARTS)
