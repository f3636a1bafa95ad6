"""The notes under the table of agreement: its unit and coefficients, what is undefined, what was left out."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.analysis.agreement.coefficients import Undefined, pabak, prevalence
from pimhcli.analysis.agreement.stretches import size
from pimhcli.numbers import shown
from pimhcli.tables.model import Note
from pimhcli.wording import count, together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pimhcli.analysis.agreement.coefficients import Coefficient
    from pimhcli.analysis.agreement.comparing import Line, Manner
    from pimhcli.analysis.agreement.marks import Material
    from pimhcli.analysis.agreement.stretches import Unit
    from pimhcli.coding.codebook import Codebook

DECIMALS = 2
BY_SETS = "Sets of codes (MASI)"
_HIGH, _LOW = Fraction(8, 10), Fraction(2, 3)  # agreement from which, and kappa below which, the two part
_SHOWN = 12  # rows that a note names
_PRESENT = "an entry is present where any word of the unit is coded with it"
_UNITS: dict[Unit, str] = {
    "turn": f"Unit: the turn; {_PRESENT}",
    "sentence": f"Unit: the sentence; {_PRESENT}",
    "character": "Unit: the character. What nobody coded counts as agreement, so that long uncoded stretches "
    "raise the percentage",
    "free": "Unit: segments as each coder cut them, on the words of all turns laid end to end",
}


class Scope(NamedTuple):
    """Who is compared on what.

    Args:
        material: what the coders made of the turns.
        manner: the unit, and what the intervals are made of.
        by: what the rows are: code, theme or transcript.
        approach: of the study, in words; whether agreement belongs to it is the second part.
        transcripts: those that are compared.
        absent: transcripts left out, with those of the coders who coded each.
        hosts: how many turns of each moderator and observer are left out.
        lost: excerpts left out since their words have no sure place now.
        by_sets: alpha of the sets of codes; None where it is not asked.
    """

    material: Material
    manner: Manner
    by: str
    approach: tuple[str, bool]
    transcripts: tuple[str, ...]
    absent: Mapping[str, tuple[str, ...]]
    hosts: Mapping[str, int]
    lost: int = 0
    by_sets: Coefficient | None = None

    @property
    def coders(self) -> tuple[str, ...]:
        """Who is compared."""
        return self.material.coders

    @property
    def unit(self) -> Unit:
        """What is counted."""
        return self.manner.unit

    @property
    def units(self) -> int:
        """How many there are of it; of free segments, how many characters."""
        return sum(size(stretch, self.unit) for stretch in self.material.stretches)

    @property
    def entries(self) -> str:
        """What is compared, in the plural."""
        return "themes" if self.by == "theme" else "codes"


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
    if len(scope.material.marks) > 1:
        yield Note(_pooling(scope))
    if scope.by_sets is not None:
        yield Note("MASI: α of the set of codes that each coder gave a unit (Passonneau 2006), no interval.")
    if scope.unit == "free":
        yield Note("No interval: segments cut freely are no units that could be drawn anew.")
    else:
        yield Note(_intervals(lines, scope))
    yield from _undefined(lines, scope)
    yield from _parted(lines, scope)
    yield from left_out(scope)
    yield Note(
        "The coefficients take it that nobody saw the others’ codings while coding (pimh code --blind). "
        "Krippendorff (2004) relies on α from .800 and draws tentative conclusions from .667."
    )


def where(scope: Scope) -> str:
    """The unit, and how many there are of it where."""
    units = "" if scope.unit in {"turn", "free"} else f"{count(scope.units, scope.unit)} in "
    turns = count(len(scope.material.stretches), "turn")
    return f"{_UNITS[scope.unit]}. Compared are {units}{turns} of {', '.join(scope.transcripts)}"


def left_out(scope: Scope) -> Iterator[Note]:
    """What was not compared."""
    if not scope.hosts:
        yield Note(
            "Everybody’s turns count, for nobody is known as moderator: if there is one, name the moderator "
            "in study.yaml, under focus_groups."
        )
    told = [f"{count(turns, 'turn')} of {name}" for name, turns in scope.hosts.items()]
    if outside := scope.material.outside:
        told.append(f"{count(outside, 'excerpt')} with no word in the turns compared")
    if scope.lost:
        told.append(f"{count(scope.lost, 'excerpt')} without a sure place since the transcript was edited")
    if told:
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
        return (
            "N: characters of the turns. The columns of the coders: the segments of each. α_U: "
            "Krippendorff’s alpha for unitizing (1995, 2004), 1 − observed / expected disagreement."
        )
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
    what = scope.entries
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
    known = [found.interval for found in both if isinstance(found.value, Fraction)]
    undefined = max((interval.undefined for interval in known if interval), default=0)
    told = (
        f"95% CI: percentile bootstrap, {count(manner.resamples, 'resample')} of whole turns, with all their "
        f"units and codes; seed {manner.seed}."
    )
    if undefined:
        told += (
            f" Resamples without a value were left out, at most {undefined:,} of {manner.resamples:,} for "
            "one value: the intervals of rare codes are rough."
        )
    if None in known:
        told += " Where no interval stands there is one turn alone, or no resample had a value."
    return told


def _undefined(lines: Sequence[tuple[str, Line]], scope: Scope) -> Iterator[Note]:
    # kappa has no value where alpha has none, and nowhere else
    found = [(label, line.coders, line.alpha.value) for label, line in lines]
    if scope.by_sets is not None:
        found.append((BY_SETS, scope.coders, scope.by_sets))
    reasons: dict[str, list[tuple[str, str]]] = {}
    for label, coders, value in found:
        if isinstance(value, Undefined):
            reasons.setdefault(value.why, []).append((label, _pair(coders, scope)))
    for why, told in reasons.items():
        yield Note(f"n/a: {why}: {_by_label(told)}.")


def _parted(lines: Sequence[tuple[str, Line]], scope: Scope) -> Iterator[Note]:
    """What tells of a low kappa at high agreement how it comes about."""
    told = [
        (
            label,
            f"{_pair(line.coders, scope)} {' and '.join(shown(each, DECIMALS) for each in parting(line))}",
        )
        for label, line in lines
        if _parts(line)
    ]
    if told:
        yield Note(
            "Low κ at high agreement comes of codes that are rare, or nearly everywhere. Prevalence, "
            f"|both − neither| / N, and PABAK, 2 × agree − 1 (Byrt et al. 1993): {_by_label(told)}."
        )


def _parts(line: Line) -> bool:
    share, kappa = line.agreeing, line.kappa.value if line.kappa else None
    return share is not None and share >= _HIGH and isinstance(kappa, Fraction) and kappa < _LOW


def parting(line: Line) -> tuple[Fraction, ...]:
    """Prevalence and PABAK of two coders; nothing for more, and for free segments."""
    share = line.agreeing if line.kappa else None
    return () if share is None or not line.tally else (prevalence(line.tally), pabak(share))


def called(book: Codebook, key: str) -> str:
    """An entry by its name, or by its path where others have the same name."""
    name = book.name_of(key)
    return name if len(book.find(name)) == 1 else book.path(key)


def _pair(coders: tuple[str, ...], scope: Scope) -> str:
    """Some of the coders; nothing for all of them."""
    return "" if coders == scope.coders else together(coders)


def _by_label(told: Iterable[tuple[str, str]]) -> str:
    """What is told of rows, with the label of each once, and of how many more."""
    each: dict[str, list[str]] = {}
    for label, words in told:
        each.setdefault(label, []).append(words.strip())
    rows = [f"{label} ({'; '.join(own)})" if any(own) else label for label, own in each.items()]
    more = len(rows) - _SHOWN
    rest = [f"and {count(more, 'more row')} (all: --format xlsx, or --json)"] if more > 0 else []
    return "; ".join(rows[:_SHOWN] + rest)


def _coded_by(who: Sequence[str]) -> str:
    return f"{together(who)} alone" if who else "nobody"
