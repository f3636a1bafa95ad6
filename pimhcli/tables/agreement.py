"""Agreement between coders: percent, kappa and alpha of each code, theme or transcript."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.analysis.agreement.coefficients import Undefined
from pimhcli.analysis.agreement.comparing import ALL
from pimhcli.numbers import NOTHING, percent, shown
from pimhcli.tables.agreement_notes import BY_SETS, DECIMALS, Scope, called, notes, parting
from pimhcli.tables.model import Column, Figure, Row, Table
from pimhcli.wording import count, together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pimhcli.analysis.agreement.coefficients import Coefficient
    from pimhcli.analysis.agreement.comparing import Estimate, Line, Lines
    from pimhcli.coding.codebook import Codebook

UNDEFINED = "n/a"
_KAPPA, _ALPHA, _ALPHA_U, _SHARE = "κ (95% CI)", "α (95% CI)", "α_U", "Agree"


class Compared(NamedTuple):
    """What one row of the table is about.

    Args:
        label: its first cell.
        indent: levels by which it is set in.
        lines: of all coders, and of each pair where they are more than two; none for a heading.
        path: told instead of the label outside the table, where the label is not the only one of its kind.
    """

    label: str
    indent: int
    lines: Sequence[Line] = ()
    path: str = ""

    @property
    def name(self) -> str:
        """What notes and figures call it."""
        return self.path or self.label


def by_entry(book: Codebook, lines: Lines, unit: str) -> list[Compared]:
    """The rows of a comparison by code or theme, as the codebook has them, and one of all together.

    Args:
        book: the codebook.
        lines: by the key of the entry.
        unit: what the entries are, such as ``code``.
    """
    rows: list[Compared] = []
    told: set[str] = set()
    for key in (key for key in lines if key != ALL):
        for depth, entry in enumerate(book.line(key)):
            if entry.id not in told:
                rows.append(Compared(entry.name, depth, lines.get(entry.id, ()), called(book, entry.id)))
                told.add(entry.id)
    entries = len(lines) - 1
    return [*rows, Compared(f"All {count(entries, unit)}", 0, lines[ALL])] if entries > 1 else rows


def by_transcript(each: dict[str, Lines], together: Lines) -> list[Compared]:
    """The rows of a comparison by transcript, and one of all of them.

    Args:
        each: the lines of each transcript.
        together: those of all transcripts.
    """
    rows = [Compared(name, 0, lines[ALL]) for name, lines in each.items()]
    return [*rows, Compared("All transcripts", 0, together[ALL])] if len(rows) > 1 else rows


def build(rows: Sequence[Compared], scope: Scope) -> Table:
    """The table of agreement.

    Args:
        rows: what is compared.
        scope: who is compared on what, for the notes.
    """
    columns = _columns(scope)
    made = [row for compared in rows for row in _rows(compared, len(columns))]
    if scope.by_sets is not None:
        between = [""] * (len(columns) - 3)
        made.append(Row((BY_SETS, str(scope.units), *between, _coefficient(scope.by_sets))))
    figures = [figure for compared in rows for line in compared.lines for figure in _figures(compared, line)]
    if isinstance(scope.by_sets, Fraction):
        figures.append(Figure(BY_SETS, _ALPHA, "alpha", scope.by_sets, scope.units))
    caption = f"Agreement of {together(scope.coders)}, by {scope.by}"
    told = [(compared.name, line) for compared in rows for line in compared.lines]
    return Table("agreement", caption, columns, tuple(made), tuple(notes(told, scope)), tuple(figures))


def _columns(scope: Scope) -> tuple[Column, ...]:
    who = scope.coders if len(scope.coders) == 2 else ("First", "Second")
    if scope.unit == "free":
        numbers: tuple[str, ...] = ("N", *who, _ALPHA_U)
    else:
        numbers = ("N", *who, "Both", _SHARE, _KAPPA, _ALPHA)
    first = Column(scope.by.capitalize(), wide=True)
    return (first, *(Column(label, "right", numeric=True) for label in numbers))


def _rows(compared: Compared, width: int) -> Iterator[Row]:
    if not compared.lines:
        yield Row((compared.label, *[""] * (width - 1)), compared.indent, heading=True)
    for line in compared.lines:
        is_pair_of_many = line is not compared.lines[0]
        label = together(line.coders) if is_pair_of_many else compared.label
        yield Row((label, *_cells(line)), compared.indent + is_pair_of_many)


def _cells(line: Line) -> tuple[str, ...]:
    is_pair = len(line.coders) == 2
    applied = tuple(map(str, line.applied)) if is_pair else ("", "")
    if line.tally is None:
        return str(line.units), *applied, _coefficient(line.alpha.value)
    kappa = _estimate(line.kappa) if line.kappa else ""
    return str(line.units), *applied, str(line.shared), _share(line), kappa, _estimate(line.alpha)


def _share(line: Line) -> str:
    share = line.agreeing
    return NOTHING if share is None else percent(share.numerator, share.denominator, 1)


def _estimate(found: Estimate) -> str:
    if found.interval is None or isinstance(found.value, Undefined):
        return _coefficient(found.value)
    low, high = (shown(end, DECIMALS) for end in found.interval[:2])
    return f"{_coefficient(found.value)} ({low}, {high})"


def _coefficient(value: Coefficient) -> str:
    return UNDEFINED if isinstance(value, Undefined) else shown(value, DECIMALS)


def _figures(compared: Compared, line: Line) -> Iterator[Figure]:
    """The numbers before they were rounded, with the ends of the intervals."""
    row = compared.name if line is compared.lines[0] else f"{compared.name} > {together(line.coders)}"
    if (share := line.agreeing) is not None:
        yield Figure(row, _SHARE, "percent", 100 * share, line.units)
    for measure, value in zip(("prevalence", "pabak"), parting(line), strict=False):
        yield Figure(row, _KAPPA, measure, value, line.units)
    last = _ALPHA_U if line.tally is None else _ALPHA
    for column, measure, found in ((_KAPPA, "kappa", line.kappa), (last, "alpha", line.alpha)):
        if found is None or isinstance(found.value, Undefined):
            continue
        yield Figure(row, column, measure, found.value, line.units)
        if found.interval:
            yield Figure(row, column, f"{measure}_low", found.interval.low, line.units)
            yield Figure(row, column, f"{measure}_high", found.interval.high, line.units)
