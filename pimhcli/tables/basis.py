"""Whose answers a number of the demographics table is about, and the note that says so."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from pimhcli import numbers

if TYPE_CHECKING:
    from pimhcli.questionnaire.answers import Answer
    from pimhcli.questionnaire.items import Item
    from pimhcli.questionnaire.layout import Base, Denominator, RowLayout, TableLayout

_MIDDLES = {
    "mean_range": "mean",
    "mean_sd": "mean and standard deviation",
    "mean": "mean",
    "median_range": "median",
}
_WITH_MEAN = ("mean_range", "mean_sd", "mean")


def ticks(answers: list[Answer]) -> Counter[str]:
    """How often each level was chosen."""
    return Counter(level for answer in answers for level in answer.chosen)


def counted(denominator: Denominator, answers: list[Answer]) -> list[Answer]:
    """The answers that a percentage is of."""
    match denominator:
        case "participants":
            return answers
        case "answered":
            return _answered(answers)
        case "asked":
            return [answer for answer in answers if answer.state != "not asked"]


def values(base: Base, answers: list[Answer]) -> list[Fraction]:
    """The numbers that a mean, median or range is over.

    Args:
        base: ``all`` with the number that stands for those not asked, ``answered`` and ``asked`` without
            it, ``positive`` above zero only.
        answers: of all participants.
    """
    among = _answered(answers) if base in ("answered", "asked") else answers
    known = [answer.number for answer in among if answer.number is not None]
    return [number for number in known if number > 0] if base == "positive" else known


def percent_decimals(line: RowLayout, layout: TableLayout) -> int:
    """Digits after the decimal point of the line's percentages."""
    return layout.percent.decimals if line.decimals is None else line.decimals


def notes_on_counts(item: Item, line: RowLayout, answers: list[Answer], layout: TableLayout) -> list[str]:
    """What a reader has to be told to read the counts and percentages right."""
    whole = counted(line.denominator, answers)
    is_all = len(whole) == len(answers)
    of = f"n = {len(whole)}" if is_all else f"the {len(whole)} who {_did(line.denominator)}"
    notes = []
    if item.type == "several":
        notes.append(_more_than_one(item, line, answers, of, layout))
    elif not is_all:
        notes.append(f"Percentages are of {of}.")
    without = _without_answer(whole)
    return [*notes, f"Of these {len(whole)}, {without}."] if without else notes


def notes_on_numbers(item: Item, line: RowLayout, answers: list[Answer]) -> list[str]:
    """What a reader has to be told to read the mean, median or range right."""
    notes = [_bases(line, answers)]
    if item.type == "duration" and line.stat in _WITH_MEAN:
        notes.append(_parts(item, values(line.mean_base, _answered(answers))))
    return [note for note in notes if note]


def _answered(answers: list[Answer]) -> list[Answer]:
    return [answer for answer in answers if answer.state == "answered"]


def _did(denominator: Denominator) -> str:
    return "were asked" if denominator == "asked" else "answered"


def _more_than_one(item: Item, line: RowLayout, answers: list[Answer], of: str, layout: TableLayout) -> str:
    chosen, people = ticks(answers).total(), len(_answered(answers))
    told = "More than one answer was allowed"
    if chosen > people:
        told += f": {chosen} answers from {people} participants"
    told += f"; percentages are of {of}"
    whole = len(counted(line.denominator, answers))
    if chosen > people and len(line.levels) == len(item.levels):
        total = Fraction(100 * chosen, whole)
        told += (
            f" and add up to {numbers.shown(total, percent_decimals(line, layout), layout.number.rounding)}%"
        )
    return f"{told}."


def _without_answer(answers: list[Answer]) -> str:
    """How many of them gave no answer, and why."""
    states = Counter(answer.state for answer in answers)
    parts = [
        f"{states['missing']} gave no answer",
        f"{states['declined']} preferred not to say",
        f"{states['not asked']} {'was' if states['not asked'] == 1 else 'were'} not asked",
    ]
    return ", ".join(part for part in parts if not part.startswith("0 "))


def _bases(line: RowLayout, answers: list[Answer]) -> str:
    """Over whom the middle and the range are, where that is not simply everybody."""
    middle = _people(line.mean_base, answers)
    ends = _people(line.range_base, answers)
    words = _MIDDLES.get(line.stat, "")
    has_range = line.stat in ("mean_range", "median_range", "range")
    if words and has_range and values(line.mean_base, answers) != values(line.range_base, answers):
        return f"{words.capitalize()} over {middle}; range over {ends}."
    who = middle if words else ends
    if who == f"all {len(answers)}":
        return ""
    return f"{' and '.join(filter(None, [words, 'range' * has_range])).capitalize()} over {who}."


def _people(base: Base, answers: list[Answer]) -> str:
    count, n = len(values(base, answers)), len(answers)
    stand_ins = sum(answer.state == "not asked" and answer.number is not None for answer in answers)
    if base == "positive":
        return f"all {n}" if count == n else f"the {count} above zero"
    if base == "all" and stand_ins:
        number = next(a.number for a in answers if a.state == "not asked" and a.number is not None)
        who = f"all {n}" if count == n else f"{count} of {n}"
        return f"{who}, with {numbers.canonical(number)} counted for the {stand_ins} not asked"
    return f"all {n}" if count == n else f"the {count} who answered"


def _parts(item: Item, spans: list[Fraction]) -> str:
    """How many answers are not whole in their unit; never which."""
    parts = sum(span.denominator != 1 for span in spans)
    one = f"{'an' if item.unit == 'hours' else 'a'} {item.unit.removesuffix('s')}"
    verb = "is" if parts == 1 else "are"
    return f"{parts} of {len(spans)} answers {verb} in parts of {one}; the mean is exact." if parts else ""
