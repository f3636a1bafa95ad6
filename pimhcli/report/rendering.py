"""Renders the templates: the study's own win over the packaged ones, and text is escaped for Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from pimhcli.errors import StudyError
from pimhcli.resources import folder
from pimhcli.tables.renderers import markdown
from pimhcli.wording import count

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment

    from pimhcli.report.context import Context
    from pimhcli.tables.model import Table

MAIN = "report.md.j2"
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
    from jinja2 import TemplateError, TemplateSyntaxError

    try:
        fields = {name: getattr(values, name) for name in msgspec.structs.asdict(values)}
        text = _environment(own).get_template(MAIN).render(fields)
        return _MANY_BLANK.sub("\n\n", text).strip() + "\n"
    except TemplateSyntaxError as error:
        raise _wrong(f"{error.name}:{error.lineno}", str(error.message)) from error
    except (TemplateError, TypeError, AttributeError) as error:
        raise _wrong("report.md.j2 or one it includes", str(error)) from error


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
    environment.filters |= {"prose": Markdown, "table": _table, "count": count}
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
