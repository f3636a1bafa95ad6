"""The notes under the table of agreement: its unit and coefficients, what is undefined, what was left out."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.analysis.agreement.coefficients import Undefined, pabak, prevalence
from pimhcli.numbers import NOTHING, shown
from pimhcli.tables.model import Note
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pimhcli.analysis.agreement.coefficients import Coefficient
    from pimhcli.analysis.agreement.comparing import Line, Manner
    from pimhcli.analysis.agreement.stretches import Unit

DECIMALS = 2
_HIGH, _LOW = Fraction(8, 10), Fraction(2, 3)  # agreement from which, and kappa below which, the two part
_PRESENT = "an entry is present where any word of the unit is coded with it"
_UNITS: dict[Unit, str] = {
    "turn": f"Unit: the turn; {_PRESENT}",
    "sentence": f"Unit: the sentence; {_PRESENT}",
    "character": "Unit: the character. What nobody coded counts as agreement, so that long uncoded stretches "
    "raise the percentage",
    "free": "Unit: segments as each coder cut them, on the words of all turns laid end to end; N is their "
    "characters, and under the coders stand the segments of each",
}


class Scope(NamedTuple):
    """Who is compared on what.

    Args:
        coders: who.
        by: what the rows are: code, theme or transcript.
        manner: the unit, and what the intervals are made of.
        approach: of the study, in words; whether agreement belongs to it is the second part.
        transcripts: those that are compared.
        entries: how many codes or themes are compared.
        turns: how many turns count.
        units: how many units they have.
        absent: transcripts left out, with those of the coders who coded each.
        lost: excerpts left out since their words have no sure place now.
        outside: excerpts with no word in the turns that count.
        by_sets: alpha of the sets of codes; None where it is not asked.
    """

    coders: tuple[str, ...]
    by: str
    manner: Manner
    approach: tuple[str, bool]
    transcripts: tuple[str, ...]
    entries: int
    turns: int
    units: int
    absent: dict[str, tuple[str, ...]]
    lost: int = 0
    outside: int = 0
    by_sets: Coefficient | None = None

    @property
    def unit(self) -> Unit:
        """What is counted."""
        return self.manner.unit


def notes(lines: Sequence[tuple[str, Line]], scope: Scope) -> Iterator[Note]:
    """All notes.

    Args:
        lines: the lines of the table with the labels of their rows.
        scope: who is compared on what.
    """
    yield from _belonging(scope)
    yield Note(f"{where(scope)}.")
    yield Note(_columns(scope))
    if scope.by == "theme":
        yield Note("A theme counts where it, or anything under it, was applied.")
    if scope.entries > 1:
        yield Note(_pooling(scope))
    if scope.by_sets is not None:
        yield Note("MASI: α of the set of codes that each coder gave a unit (Passonneau 2006), no interval.")
    if scope.unit == "free":
        yield Note("No interval: segments cut freely are no units that could be drawn anew.")
    else:
        yield Note(_intervals(lines, scope))
    yield from _undefined(lines)
    yield from _parted(lines)
    yield from left_out(scope)
    yield Note(
        "The coefficients take it that nobody saw the others’ codings while coding (pimh code --blind). "
        "Krippendorff (2004) relies on α from .800 and draws tentative conclusions from .667."
    )


def where(scope: Scope) -> str:
    """The unit, and how many there are of it where."""
    units = "" if scope.unit in {"turn", "free"} else f"{count(scope.units, scope.unit)} in "
    turns = count(scope.turns, "turn")
    return f"{_UNITS[scope.unit]}. Compared are {units}{turns} of {', '.join(scope.transcripts)}"


def left_out(scope: Scope) -> Iterator[Note]:
    """What was not compared."""
    told = ["turns of moderators and observers"]
    if scope.outside:
        told.append(f"{count(scope.outside, 'excerpt')} that {_stands(scope.outside)} in such turns alone")
    if scope.lost:
        told.append(f"{count(scope.lost, 'excerpt')} without a sure place since the transcript was edited")
    yield Note(f"Left out: {'; '.join(told)}.")
    if scope.absent:
        each = (f"{name} ({_coded_by(who)})" for name, who in scope.absent.items())
        yield Note(f"Left out, for not all of {', '.join(scope.coders)} coded there: {', '.join(each)}.")


def _belonging(scope: Scope) -> Iterator[Note]:
    approach, belongs = scope.approach
    if not belongs:
        yield Note(
            f"These numbers do not belong to {approach}, the approach of study.yaml: there agreement shows "
            "that coders were trained alike, not that their coding is good (Braun & Clarke 2021)."
        )
    elif approach.startswith("framework"):
        yield Note(
            "These numbers belong to framework analysis, which is treated here as codebook approaches are."
        )
    else:
        yield Note(f"These numbers belong to {approach}, the approach of study.yaml.")


def _columns(scope: Scope) -> str:
    if scope.unit == "free":
        return "α_U: Krippendorff’s alpha for unitizing (1995, 2004), 1 − observed / expected disagreement."
    own = "The columns of the coders, and Both: in how many units they applied the entry. "
    if len(scope.coders) > 2:
        own = (
            "First, Second, Both: in how many units the coders of a pair applied the entry; in the row above "
            "the pairs, Both counts the units in which all did, and Agree is the mean of the pairs. "
        )
    return (
        f"{own}Agree: units that the coders treat alike, coded or not. κ: Cohen’s kappa (1960), of two "
        "coders. α: Krippendorff’s alpha (2004), nominal."
    )


def _pooling(scope: Scope) -> str:
    what = "themes" if scope.by == "theme" else "codes"
    source, counted = "κ: De Vries et al. 2008", f"; N counts each unit once for each of the {what}"
    if scope.unit == "free":
        source, counted = "Krippendorff 2004", ""
    return (
        f"Of all {what} together: observed and expected disagreement are summed over the {what} that one of "
        f"the coders used at least ({source}){counted}."
    )


def _intervals(lines: Iterable[tuple[str, Line]], scope: Scope) -> str:
    manner = scope.manner
    if not manner.resamples:
        return "No confidence intervals were asked for (--resamples 0)."
    both = (found for _, line in lines for found in (line.kappa, line.alpha) if found)
    undefined = max((found.interval.undefined for found in both if found.interval), default=0)
    told = (
        f"95% CI: percentile bootstrap, {count(manner.resamples, 'resample')} of whole turns, with all their "
        f"units and codes, within each transcript; seed {manner.seed}."
    )
    if undefined:
        told += f" Resamples without a value were left out, at most {undefined} of one value."
    return told


def _undefined(lines: Sequence[tuple[str, Line]]) -> Iterator[Note]:
    reasons: dict[str, list[str]] = {}
    for label, line in lines:
        for found in (line.kappa, line.alpha):
            if found and isinstance(found.value, Undefined):
                reasons.setdefault(found.value.why, []).append(_named(label, line, lines))
    for why, labels in reasons.items():
        yield Note(f"n/a: {why} ({', '.join(dict.fromkeys(labels))}).")


def _parted(lines: Sequence[tuple[str, Line]]) -> Iterator[Note]:
    """What tells of a low kappa at high agreement how it comes about."""
    told = [
        f"{_named(label, line, lines)}: prevalence {_decimal(prevalence(line.tally))}, "
        f"PABAK {_decimal(pabak(line.tally))}"
        for label, line in lines
        if line.tally and _parts(line)
    ]
    if told:
        yield Note(
            "Low κ at high agreement comes of codes that are rare, or nearly everywhere. Prevalence: "
            f"|both − neither| / N; PABAK: 2 × agree − 1 (Byrt et al. 1993). {'; '.join(told)}."
        )


def _parts(line: Line) -> bool:
    share, kappa = line.agreeing, line.kappa.value if line.kappa else None
    return share is not None and share >= _HIGH and isinstance(kappa, Fraction) and kappa < _LOW


def _decimal(value: Fraction | None) -> str:
    return NOTHING if value is None else shown(value, DECIMALS)


def together(names: Sequence[str]) -> str:
    """Names as a sentence has them: ``anna, ben and cara``."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _named(label: str, line: Line, lines: Sequence[tuple[str, Line]]) -> str:
    """A row as notes name it, with its coders where not all rows have the same."""
    is_of_all = len(line.coders) == max(len(other.coders) for _, other in lines)
    return label if is_of_all else f"{label}, {together(line.coders)}"


def _coded_by(who: Sequence[str]) -> str:
    return f"{together(who)} alone" if who else "nobody"


def _stands(number: int) -> str:
    return "stands" if number == 1 else "stand"
