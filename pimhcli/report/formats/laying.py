"""Lays a report out in the formats that are wanted."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pimhcli.figures.model import Figure
from pimhcli.report.parsing import blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pimhcli.analysis.passages import Passage
    from pimhcli.report.blocks import Block
    from pimhcli.report.rendering import Rendered
    from pimhcli.report.wish import Wish
    from pimhcli.study.study import Study

Files = dict[str, "str | bytes"]
REFERENCE = "templates/reference.docx"


class Laid:
    """A report, ready to be laid out.

    Args:
        study: the open study.
        material: its passages.
        rendered: the text with its parts.
        wish: what is wanted.
    """

    def __init__(self, study: Study, material: Sequence[Passage], rendered: Rendered, wish: Wish) -> None:
        self.study = study
        self.material = material
        self.rendered = rendered
        self.wish = wish

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The report as blocks."""
        return blocks(*self.rendered)

    @property
    def figures(self) -> list[Figure]:
        """The figures in it."""
        return [part for part in self.rendered.parts if isinstance(part, Figure)]


def laid_out(report: Laid) -> Files:
    """The files of the report, by their names in the folder of reports.

    Args:
        report: what is to be laid out, and in which formats.

    Raises:
        StudyError: the study's own reference.docx cannot be used.
    """
    made: Files = {}
    for form in report.wish.forms:
        made |= _LAYOUTS[form](report)
    return made


def _markdown(report: Laid) -> Files:
    from pimhcli.report.formats import markdown

    return {"report.md": markdown.render(*report.rendered)}


def _html(report: Laid) -> Files:
    from pimhcli.report.formats import html
    from pimhcli.report.web.talk import talks

    shown = talks(report.study, report.material) if report.wish.transcripts else None
    return {**html.render(report.blocks, "en", shown)}


def _xlsx(report: Laid) -> Files:
    from pimhcli.report.formats import xlsx
    from pimhcli.study.quoting import printed
    from pimhcli.tables import quote_sheet

    shown = printed(report.study, report.material)
    withheld = len(report.material) - len(shown)
    sheet = quote_sheet.build(report.study.codebook, shown, withheld, with_memos=report.wish.memos)
    return {"report.xlsx": xlsx.render(report.blocks, sheet)}


def _docx(report: Laid) -> Files:
    from pimhcli.report.formats import docx

    own = report.study.root / REFERENCE
    reference = report.study.folder.read(own) if report.study.folder.exists(own) else None
    return {"report.docx": docx.render(report.blocks, reference)}


def _latex(report: Laid) -> Files:
    from pimhcli.figures import png
    from pimhcli.report.formats import latex

    pictures: Files = {f"figures/{one.name}.png": png.render(one) for one in report.figures}
    return {"report.tex": latex.render(report.blocks), **pictures}


_LAYOUTS: dict[str, Callable[[Laid], Files]] = {
    "md": _markdown,
    "docx": _docx,
    "html": _html,
    "xlsx": _xlsx,
    "tex": _latex,
}
