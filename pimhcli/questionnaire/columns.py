"""Finds which column of a sheet holds which item, or which level of an item."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from pimhcli.findings import Finding
from pimhcli.folding import fold, nearest
from pimhcli.questionnaire import headings
from pimhcli.questionnaire.headings import PARTICIPANT, Slot
from pimhcli.sheets import previews
from pimhcli.sheets.cells import heading_key, letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pimhcli.questionnaire.headings import Heading, Named
    from pimhcli.questionnaire.items import Item
    from pimhcli.questionnaire.schema import Questionnaire
    from pimhcli.sheets.cells import Sheet


# What survey tools add of their own to an export: no answers, and often names or addresses of machines
_ADDED_TEXTS = (
    "Timestamp", "Start time", "Completion time", "Last modified time", "Email", "Email address", "Name",
    "First Name", "Last Name", "StartDate", "EndDate", "Start Date", "End Date", "RecordedDate", "Progress",
    "Status", "IPAddress", "IP address", "Duration (in seconds)", "Finished", "ResponseId", "Response ID",
    "RecipientLastName", "RecipientFirstName", "RecipientEmail", "ExternalReference", "DistributionChannel",
    "ExternalDataReference", "LocationLatitude", "LocationLongitude", "UserLanguage", "Collector ID",
    "Respondent ID", "Date Created", "Date Modified", "Custom Data 1", "submitdate", "Date submitted",
    "lastpage", "Last page", "startlanguage", "Start language", "seed", "datestamp", "Date started",
    "Date last action", "redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance",
    "redcap_survey_identifier",
)  # fmt: skip
_ADDED = frozenset(map(heading_key, _ADDED_TEXTS))
_IDS = frozenset(map(heading_key, ("ResponseId", "Respondent ID", "Response ID", "record_id")))
_NO_ID = r"(?!(?i:.*(?:collector|zip|post)))"
_LIKE_AN_ID = re.compile(
    _NO_ID + r"(?:(?i:.*(?:\b|_)(?:id|code)|(?:participant|respondent|subject).{0,8})|.*[a-z]I[dD])"
)
_BARE = re.compile(r"\w(?:[\w ()/.-]*[\w)])?")  # a text that needs no quotes in braces


class Columns(msgspec.Struct, frozen=True):
    """Where everything stands.

    Args:
        index: 0-based column, by what it holds.
        headers: what each column holds, by its heading, in the order of the file.
        findings: headings that name nothing or too much, and items without a column.
    """

    index: dict[Slot, int]
    headers: dict[str, Slot]
    findings: list[Finding]

    def heading(self, slot: Slot) -> str:
        """The heading of the column that holds something; empty when none does."""
        return next((text for text, held in self.headers.items() if held == slot), "")

    def whole(self, item_id: str) -> int | None:
        """The column that holds all of an item, or the participant ids."""
        return self.index.get(Slot(item_id))

    def options(self, item: Item) -> dict[str, int]:
        """The columns of an item with one for each level, by level, in the order of the levels."""
        slots = {level: Slot(item.id, level) for level in item.levels if item.type == "several"}
        return {level: self.index[slot] for level, slot in slots.items() if slot in self.index}


def match(
    sheet: Sheet, questionnaire: Questionnaire, names: dict[str, Slot], ignored: frozenset[Named]
) -> Columns:
    """The columns of a sheet, matched by item id, item text or alias, in any order.

    Args:
        sheet: the sheet.
        questionnaire: its items.
        names: what headings mean, as ``headings.known`` gives it.
        ignored: headings to leave out, as ``headings.called`` gives them.
    """
    columns = Columns({}, {}, [])
    left_out: dict[int, Heading] = {}
    in_options: set[str] = set()
    above = headings.over(sheet)
    for i, heading in enumerate(above):
        if not heading.texts:
            _blank(sheet, i, columns)
        elif not ignored.isdisjoint(headings.called(heading.all_texts, names)):
            continue
        elif slots := _slots(heading, names, questionnaire):
            _named(sheet, i, slots, columns)
            columns.headers[heading.shown] = slots[0]
        elif not _ADDED.isdisjoint(heading.keys):
            left_out[i] = heading
        else:
            item = _of_option(heading.shown, names, questionnaire)
            hint = _as_option(heading.shown, item) if item else _as_name(heading.shown, questionnaire)
            columns.findings.append(_unknown(sheet, i, heading.shown, hint))
            in_options |= {item.id} if item else set()
    columns.findings.extend(_left_out(sheet, left_out))
    _refuse_worked_out(sheet, questionnaire, columns)
    if columns.whole(PARTICIPANT) is None:
        columns.findings.append(_no_ids(sheet, above, questionnaire))
    absent = (item for item in questionnaire.asked if item.id not in in_options)
    columns.findings.extend(_absent(sheet, absent, columns))
    return columns


def _left_out(sheet: Sheet, left_out: dict[int, Heading]) -> Iterator[Finding]:
    if not left_out:
        return
    told = ", ".join(f"'{heading.shown}'" for heading in left_out.values())
    found = f"left out as columns that a survey tool adds: {told}."
    yield Finding(sheet.where, found, "If one is an answer, add it to an item's aliases.", "note")
    by_key = {key: i for i, heading in left_out.items() for key in heading.keys}
    if doubt := previews.told(sheet, by_key):
        hint = "Take them out of the file if they are no participants."
        yield Finding(sheet.where, doubt, hint, "warning")


def _slots(heading: Heading, names: dict[str, Slot], questionnaire: Questionnaire) -> list[Slot]:
    slots = heading.slots(names)
    # under a question over several columns, a text that is no level is a level misspelt
    if heading.is_shared and len(slots) == 1 and not slots[0].level:
        item = questionnaire.by_id.get(slots[0].item)
        return [] if item and item.type == "several" else slots
    return slots


def _blank(sheet: Sheet, index: int, columns: Columns) -> None:
    if any(not row[index].is_blank for row in sheet.rows):
        found = f"column {letter(index + 1)} has answers but no header."
        columns.findings.append(Finding(sheet.at_header(index), found, "Give it a header, or empty it."))


def _named(sheet: Sheet, index: int, slots: list[Slot], columns: Columns) -> None:
    if len(slots) > 1:
        two = " and ".join(_what(slot) for slot in slots)
        found = f"the headings of column {letter(index + 1)} name {two}."
        hint = "Correct one of them, or leave the column out with --ignore."
        columns.findings.append(Finding(sheet.at_header(index), found, hint))
    slot = slots[0]
    first = columns.index.setdefault(slot, index)
    if first != index:
        both = f"columns {letter(first + 1)} and {letter(index + 1)}"
        columns.findings.append(
            Finding(
                sheet.at_header(index),
                f"{both} both name {_what(slot)}.",
                "Keep one of them, or leave one out with --ignore.",
            )
        )


def _what(slot: Slot) -> str:
    if slot.level:
        return f"the level '{slot.level}' of the item '{slot.item}'"
    return f"the item '{slot.item}'" if slot.item else "the participant ids"


def _unknown(sheet: Sheet, index: int, text: str, hint: str) -> Finding:
    found = f"column {letter(index + 1)}, '{text}', is no item of the questionnaire."
    return Finding(sheet.at_header(index), found, hint)


def _as_name(text: str, questionnaire: Questionnaire) -> str:
    near = nearest(text, [*_headings(questionnaire), *questionnaire.participant])
    suggestion = f"Did you mean '{near}'? " if near else ""
    return f"{suggestion}Add it to the item's aliases, or leave it out with ignore."


def _of_option(text: str, names: dict[str, Slot], questionnaire: Questionnaire) -> Item | None:
    """The item of several levels of which a heading seems to name an option; None when it names none."""
    slot = names.get(heading_key(headings.coded(text)[0]))
    item = questionnaire.by_id.get(slot.item) if slot and not slot.level else None
    return item if item and item.type == "several" and not item.derived else None


def _as_option(text: str, item: Item) -> str:
    name, code = headings.coded(text)
    near = nearest(code, item.levels)
    columns = f"columns: {{{in_flow(near or 'LEVEL')}: [{in_flow(text)}]}} under the item '{item.id}'"
    if near:
        told = f"Did you mean '{name} [{near}]'? Else write {columns}."
    elif "other" in fold(code):
        told = f"If it holds ticks, write {columns}; if words, make an item of its own of type text for it."
    else:
        told = f"Write codes: {{{in_flow(code)}: LEVEL}} or {columns}."
    return f"{told} Or leave it out with ignore."


def in_flow(text: str) -> str:
    """A text as it can stand in a list or a mapping of one line of YAML.

    >>> in_flow("Nursing"), in_flow("job [1]")
    ('Nursing', '"job [1]"')
    """
    if _BARE.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _headings(questionnaire: Questionnaire) -> Iterator[str]:
    for item in questionnaire.items:
        yield from item.headers
        if item.type == "several":
            yield from (f"{name} [{level}]" for name in item.headers for level in item.levels)


def _refuse_worked_out(sheet: Sheet, questionnaire: Questionnaire, columns: Columns) -> None:
    for item in questionnaire.items:
        at = columns.whole(item.id)
        if item.derived and at is not None:
            found = f"'{item.id}' is worked out from '{item.derived.source}'."
            hint = "Leave the column out with ignore."
            columns.findings.append(Finding(sheet.at_header(at), found, hint))


def _absent(sheet: Sheet, items: Iterable[Item], columns: Columns) -> list[Finding]:
    absent = []
    for item in items:
        options = columns.options(item)
        if columns.whole(item.id) is None and not options:
            found = f"there is no column for the item '{item.id}'" + (
                f" ({item.text})." if item.text else "."
            )
            hint = f"Name a column '{item.id}', or add its header to the item's aliases."
            absent.append(Finding(sheet.where, found, hint))
        elif columns.whole(item.id) is not None and options:
            absent.append(_both(sheet, item, columns, options))
        elif options:
            absent.extend(_absent_levels(sheet, item, options))
    return absent


def _no_ids(sheet: Sheet, above: list[Heading], questionnaire: Questionnaire) -> Finding:
    shown = [heading.shown for heading in above if heading.shown]
    by_tool = [text for text in shown if heading_key(text) in _IDS]
    likely = next(iter([*by_tool, *filter(_LIKE_AN_ID.fullmatch, shown)]), "its heading")
    return Finding(
        sheet.where,
        "there is no column of participant ids.",
        f"Name a column one of: {', '.join(questionnaire.participant)}. "
        f"Or name it in questionnaire.yaml: participant: [{in_flow(likely)}].",
    )


def _both(sheet: Sheet, item: Item, columns: Columns, options: dict[str, int]) -> Finding:
    whole = columns.whole(item.id) or 0
    one, other = letter(whole + 1), letter(min(options.values()) + 1)
    found = f"column {one} holds all of the item '{item.id}', and column {other} one level of it."
    return Finding(sheet.at_header(whole), found, "Leave out one of the two kinds with --ignore.")


def _absent_levels(sheet: Sheet, item: Item, options: dict[str, int]) -> Iterator[Finding]:
    for level in item.levels:
        if level not in options and item.options.get(level, ("",)):
            yield Finding(
                sheet.where,
                f"the item '{item.id}' has a column for each level, and none for '{level}'.",
                f"Name a column '{item.id} [{level}]'; or, when '{level}' was never offered, "
                f"write columns: {{{level}: []}} in the item.",
            )
