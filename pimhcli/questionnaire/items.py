"""The items of the questionnaire: each question with the answers it takes."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

import msgspec

ItemType = Literal["single", "several", "yes/no", "integer", "number", "duration", "date", "scale", "text"]
DateOrder = Literal["ymd", "dmy", "mdy"]  # of day, month and year
DATE_ORDERS: tuple[DateOrder, ...] = ("ymd", "dmy", "mdy")
TYPES = ("single", "several", "yes/no", "integer", "number", "duration", "date", "scale", "text")
MEASURED = ("integer", "number", "duration", "scale")
MISSING = ("NA", "N/A", "n/a", "-99", ".")
YES_NO = ("yes", "no")
QUOTE = "quote"  # what an item of consent is about: that words are printed
SHARE = "share"  # ... or that the data are shared


class Condition(msgspec.Struct, frozen=True):
    """Who is asked an item: those whose answer to another item is one of some levels.

    Args:
        item: id of the other item.
        levels: its levels; one of them is enough.
    """

    item: str
    levels: tuple[str, ...]


class Derivation(msgspec.Struct, frozen=True):
    """How an item follows from another; exactly one of the ways is given.

    Args:
        source: id of the item it follows from.
        age_in: the year in which an age is taken from a year of birth or a date of birth.
        age_on: the day on which an age in full years is taken from a date of birth.
        bands: least number of each band but the first, rising, in the source's unit.
        at_least: the number from which on the answer is yes.
        groups: the source's levels, by the level they make up.
    """

    source: str
    age_in: int | None = None
    age_on: date | None = None
    bands: tuple[Fraction, ...] = ()
    at_least: Fraction | None = None
    groups: dict[str, tuple[str, ...]] = {}


class Item(msgspec.Struct, frozen=True):
    """One question and the answers it takes.

    Args:
        id: short name, the column of ``participants.csv``.
        type: what kind of answer it takes.
        text: the question as it was asked.
        definition: the team's own note on what is meant.
        unit: of a number; for a duration one of ``durations.UNITS``.
        levels: the answers to choose from, in order; of a scale the whole numbers, as text.
        ordered: whether the levels go from less to more.
        synonyms: other spellings of a level, by level.
        codes: the level that a survey tool's number or short name stands for, by that number or name.
        separator: stands between several answers in one cell.
        minimum: least number that can be meant, in the unit.
        maximum: greatest number that can be meant, in the unit.
        asked_if: who was asked; None when everybody was.
        not_asked: the number that stands for those not asked; None for a blank.
        aliases: other names of its column.
        missing: texts that stand for no answer.
        declined: texts that stand for preferring not to say.
        unasked: texts that stand for not having been asked.
        options: of ``several`` with one column for each level: the names of that column besides the usual
            ones, by level; no name at all means that the level was never offered.
        derived: how it follows from another item; None when it was asked.
        consent: ``quote`` when it takes a yes to print the participant's words, ``share`` when it takes one
            to share the data; else empty.
        sensitive: whether it may harm a participant to be known by it.
        identifier: whether it can point to one person.
    """

    id: str
    type: ItemType
    text: str = ""
    definition: str = ""
    unit: str = ""
    levels: tuple[str, ...] = ()
    ordered: bool = False
    synonyms: dict[str, tuple[str, ...]] = {}
    codes: dict[str, str] = {}
    separator: str = ";"
    minimum: Fraction | None = None
    maximum: Fraction | None = None
    asked_if: Condition | None = None
    not_asked: Fraction | None = None
    aliases: tuple[str, ...] = ()
    missing: tuple[str, ...] = MISSING
    declined: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()
    options: dict[str, tuple[str, ...]] = {}
    derived: Derivation | None = None
    consent: str = ""
    sensitive: bool = False
    identifier: bool = False

    @property
    def is_measured(self) -> bool:
        """Whether its answers are numbers."""
        return self.type in MEASURED

    @property
    def headers(self) -> tuple[str, ...]:
        """Every name that its column may have."""
        return tuple(name for name in (self.id, self.text, *self.aliases) if name)
