"""How the demographics table writes its numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pimhcli import numbers
from pimhcli.questionnaire.table_words import Words

if TYPE_CHECKING:
    from pimhcli.questionnaire.layout import RowLayout, TableLayout


class Style:
    """The layout's numbers and words.

    Args:
        layout: the table's.
    """

    def __init__(self, layout: TableLayout) -> None:
        self.layout = layout
        self.words = Words(layout.language, layout.words)
        self.mark = layout.decimal_mark or self.words.decimal_mark

    def number(self, value: Fraction, decimals: int) -> str:
        """A number, rounded."""
        return self._marked(numbers.shown(value, decimals, self.layout.number.rounding))

    def exact(self, value: Fraction) -> str:
        """A number that is not rounded."""
        return self._marked(numbers.canonical(value))

    def root(self, square: Fraction | None, decimals: int) -> str:
        """The square root of a number, rounded once; a dash where there is none."""
        if square is None:
            return numbers.NOTHING
        return self._marked(f"{numbers.rounded_root(square, decimals, self.layout.number.rounding):f}")

    def percent(self, part: int, whole: int, line: RowLayout) -> str:
        """A share in per cent, in the layout's forms of all and of none; a dash where there is no whole."""
        form = self.layout.percent
        if whole == 0:
            return numbers.NOTHING
        if part == 0 and form.zero:
            return self._signed(form.zero)
        if part == whole:
            return self._signed(form.full) if form.full else f"100{self._sign}"
        return self.percentage(Fraction(100 * part, whole), line)

    def percentage(self, value: Fraction, line: RowLayout) -> str:
        """A number of per cent, which may be more than 100."""
        return f"{self.number(value, line.places('pct', self.layout.percent.decimals))}{self._sign}"

    def share(self, part: int, whole: int, line: RowLayout) -> str:
        """A share as a part of one: ``0.43``."""
        return self.number(Fraction(part, whole), line.places("share", 2)) if whole else numbers.NOTHING

    @property
    def _sign(self) -> str:
        at_head = self.layout.percent.sign == "head" or self.layout.columns.split
        return "" if at_head else self.words.say("percent_sign")

    def _signed(self, own: str) -> str:
        """A form of the team's own, without its sign where that stands at the head."""
        return own if self._sign else own.rstrip("% \u00a0")

    def _marked(self, number: str) -> str:
        return number if self.mark == "." else number.replace(".", self.mark)
