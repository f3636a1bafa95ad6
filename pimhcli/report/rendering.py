"""Renders the templates: the study's own win over the packaged ones, and text is escaped for Markdown."""

from __future__ import annotations

import re
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING

import msgspec

from pimhcli.errors import StudyError
from pimhcli.resources import folder
from pimhcli.tables.renderers import markdown
from pimhcli.wording import count, together

if TYPE_CHECKING:
    from jinja2 import Environment

    from pimhcli.report.context import Context
    from pimhcli.tables.model import Table

MAIN = "report.md.j2"
# What Python raises when a template divides by nothing, includes itself, calls what is no function …
_FAILURES = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_MANY_BLANK = re.compile(r"\n{3,}")


class Markdown(str):
    """Text that is Markdown already and is printed as it stands."""

    __slots__ = ()


def render(values: Context, own: Path) -> str:
    """The report.

    Args:
        values: what the templates can use.
        own: the study's folder of templates, which need not exist.

    Raises:
        StudyError: a template of the study is wrong; the file and line are named.
    """
    from jinja2 import TemplateError

    try:
        text = _environment(own).get_template(MAIN).render(msgspec.structs.asdict(values))
        return _MANY_BLANK.sub("\n\n", text).strip() + "\n"
    except (TemplateError, *_FAILURES) as error:
        raise _wrong(_line(error), str(error)) from error


def _line(error: Exception) -> str:
    """The file and line of the innermost template in which something failed."""
    # jinja2 puts the templates' own lines into the traceback
    frames = [f"{Path(f.filename).name}:{f.lineno}" for f in extract_tb(error.__traceback__)]
    return next((frame for frame in reversed(frames) if ".j2:" in frame), MAIN)


def _environment(own: Path) -> Environment:
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
    environment.filters |= {"prose": Markdown, "table": _table, "count": count, "together": together}
    return environment


def _finalized(value: object) -> object:
    return markdown.escaped(value) if isinstance(value, str) and not isinstance(value, Markdown) else value


def _table(table: Table) -> Markdown:
    return Markdown(markdown.render(table))


def _wrong(where: str, message: str) -> StudyError:
    return StudyError(
        f"The report's template is wrong ({where}): {message}",
        hint="Mend the file under templates/ in the study, or take it away to use the packaged one.",
    )
