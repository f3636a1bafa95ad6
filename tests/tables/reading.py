"""Reads a table back out of what each format made of it: a line a row, its cells parted by bars."""

from __future__ import annotations

import csv as commas
import io
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from docx import Document
from docx.shared import Cm
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText

from pimhcli.tables.renderers.latex import SPECIAL
from pimhcli.tables.renderers.text import LETTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from docx.table import _Cell
    from openpyxl.cell import Cell

    Lines = list[str]

_PLAIN = {tex: plain for plain, tex in SPECIAL.items() if plain != "\t"} | {"{}": ""}
_TEX = re.compile("|".join(map(re.escape, sorted(_PLAIN, key=len, reverse=True))))
_RAISED = {raised: f"^{chr(letter)}" for letter, raised in LETTERS.items()}


def line(cells: Iterable[str], inset: int = 0) -> str:
    """A row as the expectations have it."""
    return ("  " * inset + " | ".join(cells)).rstrip()


def text(made: str) -> Lines:
    """The rows between the rules; two columns stand at least two blanks apart."""
    _, _, head, _, *rows = made.splitlines()
    end = next(place for place, row in enumerate(rows) if row.startswith(" ──"))
    width = head.index("Focus") if "Focus" in head else 0
    return [_text_row(row, width) for row in (head, *rows[:end])]


def _text_row(row: str, width: int) -> str:
    first, rest = row[1:width].rstrip().translate(_RAISED), row[width:].strip()
    return line([first, rest])


def csv(made: str) -> Lines:
    """The records."""
    return [line(record) for record in commas.reader(io.StringIO(made))]


def md(made: str) -> Lines:
    """The lines with bars, but for the rule under the head."""
    rows = [row for row in made.splitlines() if row.startswith("|") and "---" not in row]
    return [line(map(_md_cell, re.split(r"(?<!\\)\|", row)[1:-1])) for row in rows]


def _md_cell(cell: str) -> str:
    shown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", cell.strip().replace("&emsp;", "  "))
    return re.sub(r"<sup>(.*?)</sup>", r"^\1", shown).replace("<br>", "\n")


class _Page(HTMLParser):
    """The rows of a page's table."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begins a row or a cell, set in as its style has it."""
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            inset = re.search(r"(\d+)em", dict(attrs).get("style") or "")
            self.rows[-1].append(" " * int(inset[1]) if inset else "")
        elif self.rows and self.lasttag in {"sup", "br"}:
            self.handle_data({"sup": "^", "br": "\n"}.get(tag, ""))

    def handle_data(self, data: str) -> None:
        """Adds to the cell."""
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def html(made: str) -> Lines:
    """The rows of the table."""
    page = _Page()
    page.feed(made.partition("</tbody>")[0])
    return [line(cell.strip("\n") for cell in row) for row in page.rows]


def docx(made: bytes) -> Lines:
    """The rows of the only table."""
    (table,) = Document(io.BytesIO(made)).tables
    return [_word_row(row.cells) for row in table.rows]


def _word_row(cells: tuple[_Cell, ...]) -> str:
    inset = cells[0].paragraphs[0].paragraph_format.left_indent or 0
    texts = ["".join("^" * bool(r.font.superscript) + r.text for r in c.paragraphs[0].runs) for c in cells]
    return line(texts, round(inset / Cm(0.5)))


def xlsx(made: bytes) -> Lines:
    """The rows under the caption, down to the last rule; a number as its format shows it."""
    sheet = load_workbook(io.BytesIO(made), rich_text=True)["Table"]
    ruled = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).border.bottom.style]
    return [line(map(_excel, row), int(row[0].alignment.indent)) for row in sheet.iter_rows(2, max(ruled))]


def _excel(cell: Cell) -> str:
    if isinstance(cell.value, CellRichText):
        return "".join(part if isinstance(part, str) else f"^{part.text}" for part in cell.value)
    if isinstance(cell.value, int | float):
        decimals = cell.number_format.partition(".")[2].count("0")
        percent = cell.number_format.endswith("%")
        return f"{cell.value * (100 if percent else 1):.{decimals}f}{'%' * percent}"
    return cell.value or ""


def latex(made: str) -> Lines:
    """The rows between the rules."""
    inside = made.partition("\\toprule\n")[2].partition("\\bottomrule")[0]
    rows = inside.replace("\\midrule\n", "").split(" \\tabularnewline\n")[:-1]
    return [line(map(_tex, re.split(r"(?<!\\) ?& ?", row))) for row in rows]


def _tex(cell: str) -> str:
    cell = re.sub(r"\\(raggedright|raggedleft|centering) ", "", cell.strip())
    cell = re.sub(r"\\hangindent=(\d)em\\hangafter=0 ", lambda found: "  " * int(found[1]), cell)
    cell = re.sub(r"\\textsuperscript\{(.*?)\}", r"^\1", cell.replace(r"\quad ", "  "))
    return _TEX.sub(lambda found: _PLAIN[found[0]], cell.replace(r"\newline ", "\n"))


READERS: dict[str, Callable[..., Lines]] = {
    "text": text, "md": md, "csv": csv, "html": html, "docx": docx, "xlsx": xlsx, "latex": latex,
}  # fmt: skip
