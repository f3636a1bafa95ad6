"""A table as an HTML page in the journals' form: no vertical rules, notes under the table; Word opens it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.tables.model import Column, Note, Row, Table

STYLE = """\
table { border-collapse: collapse; border-top: 1px solid; border-bottom: 1px solid; width: 100%; }
caption { text-align: start; font-weight: bold; padding: .5em 0; }
thead { border-bottom: 1px solid; }
th, td { text-align: start; vertical-align: top; padding: .2em .8em .2em 0; }
tbody th { font-weight: normal; }
.wide { min-width: 18em; } .right { text-align: right; } .center { text-align: center; }
caption, th, td, .notes p { unicode-bidi: plaintext; }
.heading th { padding-top: .5em; }
sup { font-size: 75%; line-height: 0; }
.notes { font-size: 90%; }
.notes p { margin: .4em 0; }"""


def render(table: Table) -> str:
    """A whole page with the one table.

    Args:
        table: what to print.
    """
    broad = ' class="broad"' if any(column.wide for column in table.columns) else ""
    return f"""\
<!DOCTYPE html>
<html lang="{table.language}">
<head>
<meta charset="utf-8">
<title>{escape(table.caption)}</title>
<style>
body {{ font-family: "Times New Roman", serif; max-width: 50em; margin: 2em auto; }}
.broad {{ max-width: 75em; }}
{STYLE}
</style>
</head>
<body{broad}>
{grid(table)}
{notes(table.notes)}
</body>
</html>
"""


def grid(table: Table) -> str:
    """The table itself, to stand in any page that has its style.

    Args:
        table: what to print.
    """
    head = "".join(map(_head, table.columns))
    rows = "\n".join(_row(row, table.columns) for row in table.rows)
    return f"""\
<table>
<caption>{escape(table.caption)}</caption>
<thead><tr>{head}</tr></thead>
<tbody>
{rows}
</tbody>
</table>"""


def notes(under: Sequence[Note]) -> str:
    """The notes under a table.

    Args:
        under: the notes, in order.
    """
    lines = "\n".join(map(_note, under))
    return f'<div class="notes">\n{lines}\n</div>'


def _head(column: Column) -> str:
    tag = 'th scope="col"' if column.label else "td"  # a reader aloud would announce a head without words
    return f"<{tag}{_classes(column)}>{escape(column.label)}</{tag[:2]}>"


def _row(row: Row, columns: tuple[Column, ...]) -> str:
    mark = f"<sup>{escape(row.mark)}</sup>" if row.mark else ""
    inset = f' style="padding-left: {2 * row.indent}em"' if row.indent else ""
    tag = 'th scope="row"' if row.cells[0] else "td"
    first = f"<{tag}{inset}>{_text(row.cells[0])}{mark}</{tag[:2]}>"
    rest = (
        f"<td{_classes(column)}>{_text(cell)}</td>"
        for column, cell in zip(columns[1:], row.cells[1:], strict=True)
    )
    start = '<tr class="heading">' if row.heading else "<tr>"
    return f"{start}{first}{''.join(rest)}</tr>"


def _text(cell: str) -> str:
    return escape(cell).replace("\n", "<br>")


def _classes(column: Column) -> str:
    names = ["wide"] * column.wide + [column.align] * (column.align != "left")
    return f' class="{" ".join(names)}"' if names else ""


def _note(note: Note) -> str:
    mark = f"<sup>{escape(note.mark)}</sup> " if note.mark else f"<em>{escape(note.lead)}</em> "
    return f"<p>{mark}{escape(note.text)}</p>"
