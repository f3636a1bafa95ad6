"""The checks of themes, sub-themes and codes: one name everywhere, and nothing empty or unused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.checks.registry import Asked, Found
    from pimhcli.checks.theme_names import Line, Named
    from pimhcli.checks.themes import Entry
    from pimhcli.study.study import Study

_HEADING = re.compile(r"^(#+)[ \t]+(.*?)[ \t]*$", re.MULTILINE)
_IN_REPORT = re.compile(r"(?:Theme \d+:|\d+\.\d+) (.+)")
_ESCAPED = re.compile(r"\\([^\w\s])")


def themes(study: Study, _asked: Asked) -> Found:
    """Whether every theme and sub-theme has excerpts, a definition and a quote."""
    from pimhcli.checks.themes import themes as lacking

    return lacking(entries(study)), ""


def unused(study: Study, _asked: Asked) -> Found:
    """Whether something is coded with every code."""
    from pimhcli.checks.themes import unused as idle

    return idle(entries(study)), ""


def entries(study: Study) -> list[Entry]:
    """The entries of the codebook with what stands under each."""
    from pimhcli.analysis.counts import by_entry
    from pimhcli.checks.themes import Entry
    from pimhcli.study.material import gathered
    from pimhcli.study.quoting import printed

    material, lines, book = gathered(study), _written(study), study.codebook
    found, shown = by_entry(book, material), by_entry(book, printed(study, material))
    return [
        Entry(
            code.name,
            code.level,
            lines.get(code.id, 0),
            bool(code.definition),
            len(found[code.id]),
            len(shown[code.id]),
            code.is_retired,
        )
        for code in book.codes
    ]


def theme_names(study: Study, _asked: Asked) -> Found:
    """Whether a theme has one name everywhere."""
    from pimhcli.checks.theme_names import misnamed

    return [*misnamed(named(study), _lines(study)), *_stale(study)], ""


def named(study: Study) -> list[Named]:
    """The themes and sub-themes, with where each stands."""
    from pimhcli.checks.theme_names import Named

    lines = _written(study)
    return [
        Named(code.name, code.level, f"codebook.yaml:{lines.get(code.id, 1)}", code.former)
        for code in study.codebook.codes
        if code.level != "code"
    ]


def _written(study: Study) -> dict[str, int]:
    """The line of codebook.yaml in which each entry stands, by key."""
    from pimhcli.coding.written_entries import written
    from pimhcli.storage import files, yamlfile

    text = files.read_text(study.root / "codebook.yaml")
    return {key: one.line for key, one in written(yamlfile.parse(text, "codebook.yaml")).items()}


def _lines(study: Study) -> Iterator[Line]:
    """The researchers' own words, and the headings of their own templates and memos."""
    from pimhcli.checks.theme_names import Line
    from pimhcli.study import memo_files, prose

    for one in (*prose.written(study), *prose.memos(study)):
        yield Line(one.where, one.text)
    for memo in memo_files.every(study)[0]:
        if memo.memo.title:
            yield Line(f"memos/{memo.name}", memo.memo.title, is_title=True)


def _stale(study: Study) -> Iterator[Finding]:
    """Themes that the report names, and the codebook does not know by that name."""
    path = study.root / "reports" / "report.md"
    if not study.folder.exists(path):
        return
    known = {code.name for code in study.codebook.codes}
    text = study.folder.read(path).decode("utf-8", "replace")
    for match in _HEADING.finditer(text):
        title = _IN_REPORT.fullmatch(_ESCAPED.sub(r"\1", match[2]))
        if title and title[1] not in known:
            line = text.count("\n", 0, match.start()) + 1
            told = f"the report names '{title[1]}', and the codebook has no theme of that name."
            hint = "Make the report again: pimh report"
            yield Finding(f"reports/report.md:{line}", told, hint, "warning")
