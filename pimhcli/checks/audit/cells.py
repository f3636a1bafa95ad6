"""Reads a printed cell: which numbers stand in it, and what each of them is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.checks.audit import saying
from pimhcli.checks.audit.model import Cell, Numeral
from pimhcli.checks.audit.numerals import NUMBER, numeral, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pimhcli.checks.audit.saying import Statistics

_FINEST = 6  # decimals; a longer number was never printed, but worked out by a spreadsheet
_LONGEST = 200  # characters; a longer cell is prose
_NOTHING = re.compile(r"[-.*]*|n/?a|n/?r|nil|none|not (?:reported|available|applicable)")
_HIDDEN = re.compile(r"[<>≤≥~]")
_UNITS = re.compile(
    r"(?<![a-z])(?:years?|yrs?|y|months?|mos?|weeks?|wks?|days?|hours?|hrs?|h|min(?:ute)?s?|points?)"
    r"(?![a-z])"
)
_WORDS = re.compile(r"[a-zµ]{2,}")
_AND_BASE = re.compile(r"[,;]?\s*\(?\bn\s*=\s*(\d+)\)?\s*$")
_FOOTNOTE = re.compile(r"(?<=[\d)%])\s*(?:[*†‡§¶]+|[ᵃᵇᶜᵈᵉᶠ¹²³⁴⁵⁶]+|\^\w\^?|<sup>\w+</sup>|(?<=[)%])[a-f]$)")
_ROLES = {
    "count": ("count",), "percent": ("percent",), "mean": ("mean",), "median": ("median",), "sd": ("sd",),
    "range": ("low", "high"), "iqr": ("q1", "q3"),
}  # fmt: skip
# what is plain from the signs in a cell alone
_SIGNED = {
    "#%": ("percent",), "#(#%)": ("count", "percent"), "#,#%": ("count", "percent"),
    "##%": ("count", "percent"), "#%(#)": ("percent", "count"),
    "#%,#": ("percent", "count"), "#/#": ("count", "of"),
    "#/#(#%)": ("count", "of", "percent"), "#/#,#%": ("count", "of", "percent"),
    "#%(#/#)": ("percent", "count", "of"), "#%,#/#": ("percent", "count", "of"),
    "#(#/#)": ("percent", "count", "of"), "#/#(#)": ("count", "of", "percent"),
    "#±#": ("mean", "sd"), "#±#(#-#)": ("mean", "sd", "low", "high"),
}  # fmt: skip
# what is left out where a label names the first statistic alone
_SHORT: dict[tuple[Statistics, int], Statistics] = {
    (("percent",), 2): ("count", "percent"),
    (("median",), 3): ("median", "q1", "q3"),
}
_PAIRS = (("low", "high"), ("q1", "q3"))


class Said(NamedTuple):
    """What the table says of a cell beside it.

    Args:
        statistics: those of its label, its heading, its head and the caption, the nearest first.
        decimal_comma: whether decimals stand after a comma.
    """

    statistics: tuple[tuple[Statistics, ...], ...]
    decimal_comma: bool = False


def read(text: str, place: str, said: Said) -> Cell:
    """The cell with its numbers.

    Args:
        text: as it is printed.
        place: where it stands, for messages.
        said: what the table says of it.
    """
    told = plain(_FOOTNOTE.sub("", text.strip()), decimal_comma=said.decimal_comma)
    if len(told) > _LONGEST:
        return Cell(text, place, "words")
    if _NOTHING.fullmatch(told):
        return Cell(text, place, "nothing")
    if _HIDDEN.match(told):
        return Cell(text, place, "hidden")
    based = None if ("percent", "count") in sum(said.statistics, ()) else _AND_BASE.search(told)
    rest = told[: based.start()] if based and based.start() else told
    shape, numbers, own = _shape(rest)
    if not numbers or shape is None:
        return Cell(text, place, "words" if not numbers else "unread")
    roles, sure = _roles(shape, numbers, own, said.statistics)
    if not roles or any(number.decimals > _FINEST for number in numbers):
        return Cell(text, place, "unread")
    of = int(based[1]) if based and rest is not told else None
    return _cell(Cell(text, place, "read", sure=sure, of=of, measured=saying.unit(told)), roles, numbers)


def _shape(told: str) -> tuple[str | None, list[Numeral], Statistics]:
    """The signs of a cell with # for each number, the numbers, and the statistics that it names itself."""
    named = tuple(name for form in saying.statistics(re.sub("%", "", told)) for name in form)
    named += ("count",) if re.match(r"n\s*=", told) else ()
    words = saying.without_statistics(re.sub(r"\bn\s*=", "", told))
    words = re.sub(r"[=:]", " ", _UNITS.sub("", words)).replace(" to ", "-").replace(" of ", "/")
    if _WORDS.search(words):
        return None, [numeral(n) for n in NUMBER.findall(words)], named
    signs = re.sub(r"\s+", "", words).replace("[", "(").replace("]", ")").replace(";", ",")
    # 7 (100) and 3 -5 keep apart what a space alone parts
    numbers = NUMBER.findall(words)
    return NUMBER.sub("#", signs).replace("()", ""), [numeral(n) for n in numbers], named


def _roles(
    shape: str, numbers: Sequence[Numeral], own: Statistics, said: Iterable[tuple[Statistics, ...]]
) -> tuple[tuple[str, ...], bool]:
    """What each number is, and whether that is sure."""
    if shape.count("#") != len(numbers):
        return (), False
    signed = _SIGNED.get(shape)
    if signed and _holds(signed, numbers) and not own:
        return signed, True
    for forms in [_with_centres(own, said), *said]:
        fitting = [roles for form in forms if (roles := _expanded(form, shape, numbers))]
        if fitting:
            return fitting[0], len(forms) == 1
    unnamed = not any(said) and not own
    if unnamed and shape == "#(#)" and _holds(("count", "percent"), numbers):
        return ("count", "percent"), False
    return (("count",), False) if unnamed and shape == "#" and _holds(("count",), numbers) else ((), False)


def _with_centres(own: Statistics, said: Iterable[tuple[Statistics, ...]]) -> tuple[Statistics, ...]:
    """The statistics that a cell names, after the centre that its label names: ``5 [IQR 2–9]``."""
    if not own:
        return ()
    if own[0] in ("mean", "median", "count", "percent"):
        return (own,)
    centres = [form[0] for forms in said for form in forms if form[0] in ("mean", "median")]
    guess = "median" if own[0] == "iqr" else "mean"
    return (own, ((centres or [guess])[0], *own))


def _expanded(form: Statistics, shape: str, numbers: Sequence[Numeral]) -> tuple[str, ...]:
    """The numbers of a cell by a form that the table names; empty when they do not fit it."""
    if "other" in form:
        return ()
    roles = tuple(role for name in form for role in _ROLES[name])
    if len(numbers) == 1 and form[0] not in ("range", "iqr"):
        roles = roles[:1]
    else:
        roles = _SHORT.get((form, len(numbers)), roles)
    fits = len(roles) == len(numbers) and _joined(shape, roles) and _holds(roles, numbers)
    return roles if fits else ()


def _joined(shape: str, roles: tuple[str, ...]) -> bool:
    """Whether dashes stand between the two ends of something, and signs of percent after percentages."""
    between = shape.split("#")[1:]
    for i, signs in enumerate(between):
        pair = roles[i : i + 2]
        if "-" in signs and pair not in _PAIRS:
            return False
        if ("%" in signs and roles[i] != "percent") or "/" in signs:
            return False
        if pair in _PAIRS and not ("-" in signs or "," in signs):
            return False
    return True


def _holds(roles: tuple[str, ...], numbers: Sequence[Numeral]) -> bool:
    """Whether those that count people are whole."""
    whole = [n for role, n in zip(roles, numbers, strict=True) if role in ("count", "of")]
    return all(n.decimals == 0 and n.value >= 0 for n in whole)


def _cell(blank: Cell, roles: tuple[str, ...], numbers: Sequence[Numeral]) -> Cell:
    import msgspec

    found = {
        role: int(number.value) if role in ("count", "of") else number
        for role, number in zip(roles, numbers, strict=True)
    }
    return msgspec.structs.replace(blank, **found)


def joined(parts: Sequence[Cell]) -> Cell:
    """The cells of one group that stand in columns of their own, such as n beside %, as one."""
    import msgspec

    if len(parts) == 1:
        return parts[0]
    read_ones = [part for part in parts if part.state == "read"]
    if not read_ones:
        return next((part for part in parts if part.state != "nothing"), parts[0])
    fields = [f for f in Cell.__struct_fields__[4:] if f != "measured"]
    found = {f: value for part in read_ones for f in fields if (value := getattr(part, f)) is not None}
    text = " ".join(part.text for part in parts if part.text)
    if "mean" in found or "median" in found:
        found["of"] = found.pop("count", None)
    return msgspec.structs.replace(read_ones[0], text=text, **found)
