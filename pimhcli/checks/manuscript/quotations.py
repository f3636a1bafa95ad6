"""Finds the quotations of a paper, each with whoever it is said to be by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.checks.manuscript.cells import quoted_in_tables
from pimhcli.checks.manuscript.speakers import Named, Names
from pimhcli.documents.model import Grid, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pimhcli.documents.model import Document
