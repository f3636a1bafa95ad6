"""Writes the report and its tables into the study's reports folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.report.context import context
from pimhcli.report.rendering import render
from pimhcli.storage import files, lock
from pimhcli.study.material import verbatim
from pimhcli.study.writing_out import packed
from pimhcli.tables.renderers import FORMATS

if TYPE_CHECKING:
    from pimhcli.study.study import Study

_TABLE_FORMATS = ("md", "csv", "html", "docx")


class Report(msgspec.Struct, frozen=True):
    """A report, worked out and not yet written.

    Args:
        files: path in the study to contents.
        excerpts: how many quotes were held against the transcripts.
    """

    files: dict[str, bytes]
    excerpts: int


def made(study: Study, *, with_memos: bool = False, with_audit: bool = False) -> Report:
    """Works the report and its tables out.

    Args:
        study: the open study.
        with_memos: whether the report holds the memos too.
        with_audit: whether it tells how codebook and coding grew.

    Raises:
        ProblemsError: a quote no longer stands in its transcript.
        StudyError: a part of the study is invalid.
    """
    material = verbatim(study)
    values = context(study, material, with_memos=with_memos, with_audit=with_audit)
    contents: dict[str, str | bytes] = {"reports/report.md": render(values, study.root / "templates")}
    tables = {"table-2": values.table2} if values.participants else {}
    for name, table in (tables | {"table-3": values.table3}).items():
        contents |= {f"reports/{name}.{form}": FORMATS[form].render(table) for form in _TABLE_FORMATS}
    return Report({name: packed(name, made) for name, made in contents.items()}, len(material))


def write(study: Study, report: Report) -> None:
    """Replaces the generated files.

    Args:
        study: the open study.
        report: what was made of it.
    """
    with lock.locked(study.root):
        for name, content in report.files.items():
            files.replace(files.within(study.root, study.root / name), content)
