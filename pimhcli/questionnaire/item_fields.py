"""Reads the items out of ``questionnaire.yaml``."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from pimhcli.fields import Fields, Node, describe
from pimhcli.folding import did_you_mean, fold
from pimhcli.questionnaire import durations, stand_ins
from pimhcli.questionnaire.items import MEASURED, QUOTE, SHARE, TYPES, YES_NO, Condition, Item, ItemType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pimhcli.questionnaire.stand_ins import StandIns

_OTHER_SPELLINGS = {"multi": "several", "yesno": "yes/no"}
_ONLY_FOR = {
    "levels": ("single", "several", "scale"),
    "ordered": ("single", "several", "scale"),
    "synonyms": ("single", "several", "yes/no", "scale"),
    "codes": ("single", "several", "yes/no", "scale"),
    "columns": ("several",),
    "consent": ("yes/no",),
    "separator": ("several",),
    "unit": ("integer", "number", "duration"),
    "min": MEASURED,
    "max": MEASURED,
}
_SEPARATOR = ";"
_LONGEST_SCALE = 101  # points, 0 to 100
_ID = re.compile(r"[^\W\d_][\w-]*")


def read(fields: Fields, item_id: str, usual: StandIns) -> Item:
    """One item, without its ``asked_if`` and ``derived``, which need the other items.

    Args:
        fields: the item's mapping.
        item_id: its key.
        usual: the questionnaire's own texts for no answer.
    """
    kind = _type(fields, item_id)
    levels = _levels(fields, kind)
    low, high = _limits(fields)
    meant = {fold(level): level for level in levels}
    missing = stand_ins.read(fields, usual)
    return Item(
        id=item_id,
        type=kind,
        text=fields.text("text"),
        definition=fields.text("definition"),
        unit=_unit(fields, kind),
        levels=levels,
        ordered=fields.flag("ordered"),
        synonyms=_synonyms(fields, levels, meant),
        codes=_codes(fields, levels, meant),
        separator=_separator(fields, kind, levels),
        minimum=low,
        maximum=high,
        not_asked=_not_asked(fields, kind, is_conditional=bool("asked_if" in fields or missing.unasked)),
        aliases=tuple(fields.texts("aliases")),
        missing=missing.blank,
        declined=missing.declined,
        unasked=missing.unasked,
        options=_options(fields, levels),
        consent=fields.choice("consent", (QUOTE, SHARE), ""),
        sensitive=fields.flag("sensitive"),
        identifier=fields.flag("identifier"),
    )


def condition(fields: Fields, items: dict[str, Item]) -> Condition | None:
    """Who is asked an item: ``asked_if: own_children``, or ``asked_if: {discipline: [Nursing]}``."""
    node = fields.raw("asked_if")
    if node is None:
        return None
    if not isinstance(node.value, dict):
        return _yes(fields, node, fields.text("asked_if"), items)
    return condition_on(fields, "asked_if", items)


def condition_on(fields: Fields, key: str, items: Mapping[str, Item]) -> Condition | None:
    """Those who gave one of some answers to another item: ``{discipline: [Nursing]}``.

    Args:
        fields: the mapping that holds it.
        key: its key.
        items: the items, by id.
    """
    node = fields.raw(key) or fields.node
    section = fields.section(key)
    if not isinstance(node.value, dict) or len(node.value) != 1:
        fields.problem(
            node, f"`{key}` should name one item", f"For example {key}: {{discipline: [Nursing]}}."
        )
        return None
    (name, at) = next(iter(node.value.items()))
    if not _is_item(fields, at, name, items, key):
        return None
    levels = tuple(matched(fields, at, word, items[name].levels) for word in section.texts(name))
    if not levels:
        fields.problem(
            at, f"`{key}` names no answer to '{name}'.", f"For example {key}: {{{name}: [first]}}."
        )
        return None
    return Condition(name, levels)


def matched(fields: Fields, node: Node, word: str, levels: Iterable[str]) -> str:
    """The level a word names; the word itself, and a problem, when it names none."""
    known = list(levels)
    found = next((level for level in known if fold(level) == fold(word)), None)
    if found is None:
        listed = f"Its levels: {', '.join(known)}." if known else "It has no levels."
        fields.problem(node, f"'{word}' is no level of the item.", did_you_mean(word, known) or listed)
    return found or word


def _type(fields: Fields, item_id: str) -> ItemType:
    if not _ID.fullmatch(item_id):
        fields.problem(
            fields.node,
            f"`{item_id}` cannot be an item's id.",
            "Start with a letter; use letters, digits, _ and - only.",
        )
    word = fields.text("type")
    if not word:
        fields.problem(fields.node, "`type` is missing.", f"Write one of: {', '.join(TYPES)}.")
        return "text"
    kind = _OTHER_SPELLINGS.get(word) or fields.choice("type", TYPES, "text")
    if word == kind or word in _OTHER_SPELLINGS:
        _refuse_keys_of_other_types(fields, kind)
    return cast("ItemType", kind)


def _refuse_keys_of_other_types(fields: Fields, kind: str) -> None:
    for key, types in _ONLY_FOR.items():
        if key in fields and kind not in types:
            at = fields.raw(key) or fields.node
            fields.problem(at, f"`{key}` is for items of type {', '.join(types)}; this one is {kind}.")


def _levels(fields: Fields, kind: str) -> tuple[str, ...]:
    levels = tuple(fields.texts("levels"))
    for double in sorted({a for i, a in enumerate(levels) if fold(a) in map(fold, levels[:i])}):
        fields.problem(fields.raw("levels") or fields.node, f"the level '{double}' stands here twice.")
    if kind == "yes/no":
        return YES_NO
    if kind == "scale":
        return _points(fields, levels)
    if kind in ("single", "several") and not _holds_levels(fields) and "derived" not in fields:
        fields.problem(fields.node, "`levels` is missing.", "List the answers: levels: [first, second].")
    return levels


def _holds_levels(fields: Fields) -> bool:
    """Whether there are levels, be they right or wrong."""
    node = fields.raw("levels")
    return node is not None and node.value != []


def _points(fields: Fields, levels: tuple[str, ...]) -> tuple[str, ...]:
    if levels:
        for level in levels:
            if not re.fullmatch(r"-?[0-9]{1,9}", level):
                fields.problem(
                    fields.raw("levels") or fields.node,
                    f"the level '{level}' of a scale is not a whole number.",
                    "For words, use type: single with ordered: true.",
                )
        return levels
    if _holds_levels(fields):
        return ()
    low, high = fields.whole("min"), fields.whole("max")
    if low is None or high is None or not 0 <= high - low < _LONGEST_SCALE:
        fields.problem(
            fields.node, "a scale needs `min` and `max`, or `levels`.", "For example min: 1, max: 5."
        )
        return ()
    return tuple(str(point) for point in range(low, high + 1))


def _synonyms(fields: Fields, levels: tuple[str, ...], meant: dict[str, str]) -> dict[str, tuple[str, ...]]:
    node = fields.raw("synonyms")
    section = fields.section("synonyms")
    if node is None or not isinstance(node.value, dict):
        return {}
    synonyms: dict[str, tuple[str, ...]] = {}
    for name, at in node.value.items():
        level = matched(fields, at, name, levels)
        synonyms[level] = tuple(section.texts(name))
        for word in synonyms[level]:
            _refuse_two_meanings(fields, at, word, level, meant)
    return synonyms


def _codes(fields: Fields, levels: tuple[str, ...], meant: dict[str, str]) -> dict[str, str]:
    node = fields.raw("codes")
    section = fields.section("codes")
    if node is None or not isinstance(node.value, dict):
        return {}
    codes = {}
    for code, at in node.value.items():
        codes[code] = matched(section, at, section.text(code), levels)
        _refuse_two_meanings(section, at, code, codes[code], meant)
    return codes


def _refuse_two_meanings(fields: Fields, at: Node, word: str, level: str, meant: dict[str, str]) -> None:
    if meant.setdefault(fold(word), level) != level:
        fields.problem(at, f"'{word}' already stands for '{meant[fold(word)]}'.")


def _options(fields: Fields, levels: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    node = fields.raw("columns")
    section = fields.section("columns")
    if node is None or not isinstance(node.value, dict):
        return {}
    named = node.value.items()
    return {matched(section, at, name, levels): tuple(section.texts(name)) for name, at in named}


def _separator(fields: Fields, kind: str, levels: tuple[str, ...]) -> str:
    separator = fields.text("separator", _SEPARATOR)
    if not separator:
        at = fields.raw("separator") or fields.node
        fields.problem(at, "`separator` is empty.", "Write what stands between two answers, such as ';'.")
        return _SEPARATOR
    for level in levels:
        if kind == "several" and separator in level:
            fields.problem(
                fields.raw("separator") or fields.node,
                f"the level '{level}' holds the separator '{separator}'.",
                "Choose a separator that stands in no level.",
            )
    return separator


def _unit(fields: Fields, kind: str) -> str:
    unit = fields.text("unit")
    if kind != "duration":
        return unit
    named = durations.unit_named(unit)
    if named is None:
        listed = ", ".join(durations.UNITS)
        hint = did_you_mean(unit, durations.UNITS) or f"Write one of: {listed}."
        found = f"`unit` is '{unit}'" if unit else "`unit` is missing"
        fields.problem(
            fields.raw("unit") or fields.node, f"{found}; a duration is in one of: {listed}.", hint
        )
    return named or "years"


def _limits(fields: Fields) -> tuple[Fraction | None, Fraction | None]:
    low, high = fields.number("min"), fields.number("max")
    if low is not None and high is not None and low > high:
        fields.problem(fields.raw("min") or fields.node, f"`min` {low} is greater than `max` {high}.")
    return (None if low is None else Fraction(low)), (None if high is None else Fraction(high))


def _not_asked(fields: Fields, kind: str, *, is_conditional: bool) -> Fraction | None:
    node = fields.raw("not_asked")
    if node is None or node.value == "blank":
        return None
    if isinstance(node.value, str | bool | list | dict):
        fields.problem(node, f"`not_asked` should be a number or the word blank, found {describe(node)}.")
        return None
    if kind not in MEASURED or not is_conditional:
        fields.problem(node, "`not_asked` is for numbers of an item that has `asked_if`.")
    return Fraction(fields.number("not_asked") or 0)


def _yes(fields: Fields, node: Node, name: str, items: dict[str, Item]) -> Condition | None:
    if not _is_item(fields, node, name, items):
        return None
    if items[name].type != "yes/no":
        fields.problem(
            node,
            f"`asked_if` names '{name}', which is no yes/no item.",
            f"Say which answers are meant: asked_if: {{{name}: [one of its levels]}}.",
        )
        return None
    return Condition(name, ("yes",))


def _is_item(fields: Fields, node: Node, name: str, items: Mapping[str, Item], key: str = "asked_if") -> bool:
    if name not in items:
        hint = did_you_mean(name, items) or f"The items are: {', '.join(items)}."
        fields.problem(node, f"`{key}` names '{name}', which is no item.", hint)
    return name in items
