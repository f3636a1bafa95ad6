"""Renders the templates: the study's own win over the packaged ones, and text is escaped for Markdown.

What formats lay out in their own ways, tables, quotes and figures, stands in the text as marks of numbers.
"""

from __future__ import annotations

import re
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.errors import StudyError
from pimhcli.figures.model import Figure
from pimhcli.report.blocks import Quote
from pimhcli.resources import folder
from pimhcli.tables.model import Table
from pimhcli.tables.renderers import markdown
from pimhcli.wording import count, together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jinja2 import Environment

    from pimhcli.report.context import Context

Part = Table | Quote | Figure

MAIN = "report.md.j2"
# What Python raises when a template divides by nothing, includes itself, calls what is no function …
_FAILURES = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_MARKS = re.compile("[\ue000\ue001]")  # of Unicode's private use: no text has them for a good reason


class Markdown(str):
    """Text that is Markdown already and is printed as it stands."""

    __slots__ = ()


class Rendered(NamedTuple):
    """The report as its templates give it.

    Args:
        text: Markdown, in which each part stands as a mark of its number.
        parts: the tables, quotes and figures that stand in it.
    """

    text: str
    parts: tuple[Part, ...]


def render(values: Context, own: Path) -> Rendered:
    """The report.

    Args:
        values: what the templates can use.
        own: the study's folder of templates, which need not exist.

    Raises:
        StudyError: a template of the study is wrong; the file and line are named.
    """
    from jinja2 import TemplateError

    parts: list[Part] = []
    try:
        text = _environment(own, parts).get_template(MAIN).render(msgspec.structs.asdict(values))
        return Rendered(text, tuple(parts))
    except (TemplateError, *_FAILURES) as error:
        raise _wrong(_line(error), str(error)) from error


def _line(error: Exception) -> str:
    """The file and line of the innermost template in which something failed."""
    # jinja2 puts the templates' own lines into the traceback
    frames = [f"{Path(f.filename).name}:{f.lineno}" for f in extract_tb(error.__traceback__)]
    return next((frame for frame in reversed(frames) if ".j2:" in frame), MAIN)


def _environment(own: Path, parts: list[Part]) -> Environment:
    """What renders the templates; it adds the parts that they place to a list."""
    from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    # a study comes from a colleague as often as not: its templates may format, and reach nothing else
    environment = SandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(own), FileSystemLoader(folder("templates") / "report")]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # Markdown is escaped by finalize
        finalize=_finalized,
    )

    kinds: dict[str, type] = {"table": Table, "quote": Quote, "figure": Figure}
    environment.filters |= {name: _placing(name, kind, parts) for name, kind in kinds.items()}
    environment.filters |= {"prose": Markdown, "count": count, "together": together}
    return environment


def _placing(name: str, kind: type, parts: list[Part]) -> Callable[[Part], Markdown]:
    """A filter that puts the mark of a part into the text."""

    def placed(part: Part) -> Markdown:
        if not isinstance(part, kind):
            raise TypeError(f"{part!r} is no {name}")
        parts.append(_numbered(part, parts) if isinstance(part, Figure) else part)
        return Markdown(f"\ue000{len(parts) - 1}\ue001")

    return placed


def _numbered(figure: Figure, before: Iterable[Part]) -> Figure:
    """A figure whose caption begins with its number, which is its place among the figures of the report."""
    number = sum(isinstance(part, Figure) for part in before) + 1
    return msgspec.structs.replace(figure, caption=f"Figure {number}. {figure.caption}")


def _finalized(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Markdown):
        return markdown.escaped(_MARKS.sub("", value))
    return value


def _wrong(where: str, message: str) -> StudyError:
    return StudyError(
        f"The report's template is wrong ({where}): {message}",
        hint="Mend the file under templates/ in the study, or take it away to use the packaged one.",
    )
