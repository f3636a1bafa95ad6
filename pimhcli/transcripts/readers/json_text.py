"""JSON out of a transcript's source, with the place of what is wrong in it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from pimhcli.errors import ProblemsError

if TYPE_CHECKING:
    from pimhcli.transcripts.readers.layouts import Source

T = TypeVar("T")

_START = re.compile(r"\s*(?:\{|\[\s*[\[{\"])")
_HINT = "Export or transcribe it again; a file that was cut short cannot be read."


def looks_like_json(source: Source) -> bool:
    """Whether a source begins as JSON does, whether or not it is whole."""
    return bool(_START.match(source.text[:1000]))


def loaded(source: Source) -> Any:  # noqa: ANN401  # whatever the JSON holds
    """What the JSON holds; every number is a float, and what is none (NaN) is None.

    Raises:
        ProblemsError: it is no JSON, or not whole.
    """
    try:
        return json.loads(source.text, parse_int=float, parse_constant=lambda _: None)
    except json.JSONDecodeError as error:
        raise ProblemsError(
            f"{source.file}, line {error.lineno}, column {error.colno}: this is no whole JSON ({error.msg}).",
            hint=_HINT,
        ) from error
    except RecursionError as error:
        raise ProblemsError(
            f"{source.file}: the JSON is nested deeper than any transcript.", hint=_HINT
        ) from error


def as_type(value: object, kind: type[T], source: Source) -> T:
    """A value as the type that it should be of.

    Args:
        value: as loaded.
        kind: a Struct.
        source: for messages.

    Raises:
        ProblemsError: a part of it is of another type; the message names the part.
    """
    try:
        return msgspec.convert(value, kind, strict=False)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at `$.")
        place = f", {where.rstrip('`')}" if where else ""
        raise ProblemsError(f"{source.file}{place}: {what}.", hint=_HINT) from error


def milliseconds_of(seconds: float | None) -> int | None:
    """Seconds of JSON in milliseconds; what is out of all bounds stays so, as JSON may hold 1e999."""
    return None if seconds is None else round(max(min(seconds, 1e9), -1.0) * 1000)
