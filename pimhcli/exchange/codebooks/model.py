"""A codebook out of a file."""

from __future__ import annotations

import msgspec

from pimhcli.exchange.model import Code
from pimhcli.findings import Finding


class Book(msgspec.Struct, frozen=True):
    """What a file says of a codebook.

    Args:
        codes: the entries, parents before children.
        keys: the key that the file gives an entry, by its GUID.
        findings: what was odd, as notes, and what was left out, as warnings.
    """

    codes: tuple[Code, ...]
    keys: dict[str, str] = {}
    findings: tuple[Finding, ...] = ()
