"""Random names that two machines never give twice."""

from __future__ import annotations

import hashlib
import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # no i, l, o or u, which are misread
_BY_BYTE = ALPHABET.encode() * 8


def new_id(length: int = 10) -> str:
    """A random name of base32 characters, 5 bits each.

    Args:
        length: characters; with 10, a million names clash once in 2,000 studies.
    """
    return secrets.token_bytes(length).translate(_BY_BYTE).decode()


def id_of(words: str, length: int = 10) -> str:
    """The name that some words always have, wherever it is worked out.

    Args:
        words: any.
        length: characters.
    """
    return hashlib.sha256(words.encode()).digest()[:length].translate(_BY_BYTE).decode()
