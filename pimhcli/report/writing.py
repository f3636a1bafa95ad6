"""Writes the report and its tables into the study's reports folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.report.context import context
from pimhcli.report.formats.laying import Laid, laid_out
from pimhcli.report.rendering import render
from pimhcli.report.wish import FORMS, Wish
from pimhcli.storage import files, lock
from pimhcli.study.material import verbatim
from pimhcli.study.settings import GUIDELINES
from pimhcli.study.tabulating.named import built
from pimhcli.study.writing_out import packed
from pimhcli.tables.renderers import FORMATS

if TYPE_CHECKING:
    from pimhcli.report.context import Context
    from pimhcli.study.study import Study
    from pimhcli.tables.model import Table

_NAMES = (*(f"report.{form}" for form in FORMS), "transcripts.html")
_TABLE_FORMATS = ("md", "csv", "html", "docx")


class Report(msgspec.Struct, frozen=True):
    """A report, worked out and not yet written.

    Args:
        files: path in the study to contents.
        excerpts: how many quotes were held against the transcripts.
    """

    files: dict[str, bytes]
    excerpts: int


def made(study: Study, wish: Wish | None = None) -> Report:
    """Works the report and its tables out.

    Args:
        study: the open study.
        wish: what is wanted of it; None for as usual.

    Raises:
        ProblemsError: a quote no longer stands in its transcript.
        StudyError: a part of the study is invalid.
    """
    wish = wish or Wish()
    material = verbatim(study)
    values = context(study, material, wish)
    rendered = render(values, study.root / "templates")
    contents = laid_out(Laid(study, material, rendered, wish))
    for name, table in _tables(study, values, wish).items():
        contents |= {f"{name}.{form}": FORMATS[form].render(table) for form in _TABLE_FORMATS}
    files = {f"reports/{name}": packed(name, content) for name, content in contents.items()}
    return Report(files, len(material))


def _tables(study: Study, values: Context, wish: Wish) -> dict[str, Table]:
    """The tables that are written beside the report, by the names of their files."""
    tables = {"table-2": values.table2} if values.participants else {}
    tables["table-3"] = values.table3
    if wish.checklists:
        tables |= {name: built(study, name) for name in GUIDELINES}
    return tables


def left(study: Study, report: Report) -> list[str]:
    """The files of an earlier report that this one does not renew.

    Args:
        study: the open study.
        report: what is to be written.
    """
    known = {f"reports/{name}" for name in _NAMES}
    return sorted(name for name in known - set(report.files) if (study.root / name).exists())


def write(study: Study, report: Report) -> None:
    """Replaces the generated files.

    Args:
        study: the open study.
        report: what was made of it.
    """
    with lock.locked(study.root):
        for name, content in report.files.items():
            files.replace(files.within(study.root, study.root / name), content)
