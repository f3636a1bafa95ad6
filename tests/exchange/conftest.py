"""The studies and commands that the tests of this room share."""

from __future__ import annotations

from building import coded, pimh, source, study

__all__ = ["coded", "pimh", "source", "study"]
