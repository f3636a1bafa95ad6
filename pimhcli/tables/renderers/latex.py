r"""A table as LaTeX with the rules of booktabs: ready to be taken into a paper by \input."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.tables.renderers.room import legal, shared, wanted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.tables.model import Align, Note, Row, Table

_SHORT = 35  # rows that one page has room for
_LINE = 66  # characters of a line of text
_LINE_SMALL = 82  # ... in footnotesize
_GAP = 2.4  # characters between two columns
_GAP_SMALL = 1.5  # ... where they stand closer
_LETTERS: dict[Align, str] = {"left": "l", "right": "r", "center": "c"}
_WRAPPED: dict[Align, str] = {
    "left": r"\raggedright ",
    "right": r"\raggedleft ",
    "center": r"\centering ",
}
SPECIAL = {
    **{c: f"\\{c}" for c in "&%$#_{}"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "`": r"\textasciigrave{}",
    "[": "{[}",  # an option, where a row begins with it
    "*": "{*}",
    "★": r"$\star$",
    "−": "$-$",
    "\t": " ",
    "\xa0": "~",
}
_JOINED = re.compile(r"([-',!?])(?=[-',`])")  # two hyphens would be a dash
_NUMBERED = re.compile(r"^\w+ [0-9]+[.:] +")


def render(table: Table) -> str:
    """A table, or a long table that goes over several pages; notes stand below.

    Args:
        table: what to print.
    """
    packages = "booktabs,longtable" if _is_long(table) else "booktabs"
    needs = f"% The preamble needs \\usepackage{{{packages}}}; letters beyond Latin need XeLaTeX or LuaLaTeX."
    return f"{needs}\n{lay(table)}"


def lay(table: Table) -> str:
    """The table alone, for a document that has the packages.

    Args:
        table: what to print.
    """
    notes = _notes(table.notes)
    if _is_long(table):
        return "\n".join([*_long(table), *notes]) + "\n"
    return "\n".join([r"\begin{table}", *_short(table), *notes, r"\end{table}"]) + "\n"


def _is_long(table: Table) -> bool:
    return len(table.rows) > _SHORT


def escaped(words: str) -> str:
    """Words that LaTeX prints as they are; it breaks no line before there is a word on it."""
    apart = _JOINED.sub("\\1\0", legal(words).strip())
    special = "".join(SPECIAL.get(c, c) for c in apart).replace("\0", "{}")
    return special.replace("\n", r"\newline ")


def _short(table: Table) -> list[str]:
    letters = _letters(table)
    return [
        r"\centering" + _size(table),
        *_caption(table),
        rf"\begin{{tabular}}{{{''.join(letters)}}}",
        *_head(table, letters),
        *_body(table, letters),
        r"\end{tabular}",
    ]


def _long(table: Table) -> list[str]:
    letters = _letters(table)
    return [
        r"\begingroup" + _size(table),
        rf"\begin{{longtable}}{{{''.join(letters)}}}",
        *(line + r"\tabularnewline" for line in _caption(table)),
        *_head(table, letters),
        r"\endhead",
        *_body(table, letters),
        r"\end{longtable}",
        r"\endgroup",
    ]


def _is_crowded(table: Table) -> bool:
    return sum(shared(table)) + _GAP * len(table.columns) > _LINE_SMALL


def _size(table: Table) -> str:
    return r"\footnotesize\setlength{\tabcolsep}{3pt}" if _is_crowded(table) else ""


def _letters(table: Table) -> list[str]:
    """What tells LaTeX how each column stands: a letter, or a width where its cells have to be wrapped."""
    is_crowded = _is_crowded(table)
    line, gap = (_LINE_SMALL, _GAP_SMALL) if is_crowded else (_LINE, _GAP)
    shares = shared(table, line - gap * len(table.columns))
    broken = [any("\n" in legal(row.cells[place]) for row in table.rows) for place in range(len(shares))]
    return [
        rf"p{{{share / line:.3f}\linewidth}}"
        if share < need or is_broken or (is_crowded and len(column.label) > share)
        else _LETTERS[column.align]
        for column, need, share, is_broken in zip(table.columns, wanted(table), shares, broken, strict=True)
    ]


def _caption(table: Table) -> list[str]:
    """The caption without its number, for LaTeX numbers by itself; nothing where there is none."""
    words = _NUMBERED.sub("", _on_one_line(table.caption))
    label = rf"\label{{tab:{table.name}}}" if table.name else ""
    return [rf"\caption{{{escaped(words)}}}{label}"] if words else []


def _head(table: Table, letters: list[str]) -> list[str]:
    labels = [escaped(_on_one_line(column.label)) for column in table.columns]
    return [r"\toprule", _line(table, letters, labels), r"\midrule"]


def _body(table: Table, letters: list[str]) -> list[str]:
    return [*(_line(table, letters, _cells(row, letters[0])) for row in table.rows), r"\bottomrule"]


def _cells(row: Row, letter: str) -> list[str]:
    first, *others = map(escaped, row.cells)
    inset = r"\quad " * row.indent
    if inset and letter.startswith("p"):  # every line of the cell is set in
        inset = rf"\hangindent={row.indent}em\hangafter=0 "
    return [inset + first + _raised(row.mark), *others]


def _line(table: Table, letters: list[str], cells: list[str]) -> str:
    wraps = (
        _WRAPPED[column.align] if cell and letter.startswith("p") else ""
        for column, letter, cell in zip(table.columns, letters, cells, strict=True)
    )
    # in a wrapped cell \\ would end its line and not the row
    return " & ".join(map(str.__add__, wraps, cells)) + r" \tabularnewline"


def _notes(notes: Iterable[Note]) -> list[str]:
    lines = [f"{_raised(note.mark) or _lead(note)} {escaped(note.text)}\\par" for note in notes]
    start = [r"\par\medskip", r"\begin{minipage}{\linewidth}\footnotesize"]
    return [*start, *lines, r"\end{minipage}"] if lines else []


def _raised(mark: str) -> str:
    return rf"\textsuperscript{{{escaped(mark)}}}" if mark else ""


def _on_one_line(words: str) -> str:
    return " ".join(words.split("\n"))


def _lead(note: Note) -> str:
    return rf"\textit{{{escaped(note.lead)}}}"
