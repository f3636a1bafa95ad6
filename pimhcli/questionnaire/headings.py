"""Which rows of a sheet are headings, and which item, or level of an item, a heading means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from pimhcli.findings import Finding
from pimhcli.folding import fold
from pimhcli.sheets.cells import heading_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from pimhcli.questionnaire.items import Item
    from pimhcli.questionnaire.schema import Questionnaire
    from pimhcli.sheets.cells import Cell, Sheet

PARTICIPANT = ""  # stands for the participant ids where item ids stand; no item can have it

_MOST_ROWS = 3
_IMPORT_ID = re.compile(r'\{\s*"ImportId"\s*:.*', re.DOTALL)  # under the headings of Qualtrics
_ANSWER_HERE = frozenset({"response", "openendedresponse", "selectedchoice"})
_CHOSEN = "selectedchoice"
_UNNAMED = re.compile(r"Unnamed: ?[0-9]+(_level_[0-9]+)?")
# discipline___1, discipline_1 and discipline[SQ001] name an option by its code
_CODED = re.compile(r"(.+?)(?:_{1,3}|\s?\[)([^_\[\]]+)\]?")
_BRACKETED = re.compile(r"(.+?)\s?\[(.+)\]")

Named = tuple[str, "Slot | None"]  # the key of a heading, and what it means


class Slot(NamedTuple):
    """What a column holds.

    Args:
        item: id of its item, or ``PARTICIPANT``.
        level: the level that is ticked in it; empty when it holds the whole answer.
    """

    item: str
    level: str = ""

    def __str__(self) -> str:
        return f"{self.item} [{self.level}]" if self.level else self.item


def known(questionnaire: Questionnaire) -> dict[str, Slot]:
    """What each heading means, by its keys; the names that the questionnaire gives come before usual ones."""
    named: dict[str, Slot] = {}
    for item in questionnaire.items:
        named |= _by_keys(item.headers, Slot(item.id))
        for level, names in item.options.items():
            named |= _by_keys(names, Slot(item.id, level))
    named |= _by_keys(questionnaire.participant, Slot(PARTICIPANT))
    return _usual(questionnaire.items) | named


def _by_keys(names: Iterable[str], slot: Slot) -> dict[str, Slot]:
    return {key: slot for name in names for key in (_exact(name), heading_key(name))}


def _usual(items: Collection[Item]) -> dict[str, Slot]:
    """The headings of options as survey tools write them, without those that could mean two."""
    meant: dict[str, Slot | None] = {}
    for item in items:
        for key, level in _of_options(item):
            slot = Slot(item.id, level)
            meant[key] = slot if meant.get(key, slot) == slot else None
    return {key: slot for key, slot in meant.items() if slot}


def _of_options(item: Item) -> Iterator[tuple[str, str]]:
    """Each key of an option's heading, with its level."""
    if item.type != "several" or item.derived:
        return
    offered = [level for level in item.levels if item.options.get(level, ("",))]
    for name in item.headers:
        for level in offered:
            for word in (level, *item.synonyms.get(level, ())):
                whole = f"{name} [{word}]"
                yield from ((key, level) for key in (_exact(whole), _of_word(name, word), heading_key(whole)))
        for code, level in item.codes.items():
            if level in offered:
                yield _coded(name, code), level


def _coded(name: str, code: str) -> str:
    return f"{heading_key(name)}___{fold(code)}"


def _exact(text: str) -> str:
    """A heading with its marks, which alone may tell ``job [Other]`` from ``job_other``."""
    return fold(text).replace(" [", "[")


def _of_word(name: str, word: str) -> str:
    return f"{heading_key(name)}[{heading_key(word)}]"


def meaning(text: str, names: Mapping[str, Slot]) -> Slot | None:
    """What a heading means; None when it names nothing known."""
    return next((names[key] for key in _keys(text) if key in names), None)


def _keys(text: str) -> Iterator[str]:
    """What a heading may be known by, the surest first."""
    folded = fold(text)
    yield _exact(text)
    if of_word := _BRACKETED.fullmatch(folded):
        yield _of_word(of_word[1], of_word[2])
    if of_code := _CODED.fullmatch(folded):
        yield _coded(of_code[1], of_code[2])
    key = heading_key(text)
    name, chosen, word = key.partition(_CHOSEN)
    if chosen:
        yield _of_word(name, word)
    yield from (key, key.replace(_CHOSEN, ""))


def called(texts: Iterable[str], names: Mapping[str, Slot]) -> frozenset[Named]:
    """What headings can be left out by: the key of each that is not blank, and what it means.

    Args:
        texts: the headings.
        names: what headings mean, as ``known`` gives it.
    """
    return frozenset((heading_key(text), meaning(text, names)) for text in texts if heading_key(text))


def coded(text: str) -> tuple[str, str]:
    """The name of an item and the code of an option in a heading such as ``job___1``; empty when it has none.

    >>> coded("job_1"), coded("job[SQ001]"), coded("job")
    (('job', '1'), ('job', 'SQ001'), ('', ''))
    """
    found = _CODED.fullmatch(text)
    return (found[1], found[2]) if found else ("", "")


class Heading(NamedTuple):
    """All that stands over one column.

    Args:
        question: what the first row says; carried over from the left where that is blank.
        texts: what each row says, blanks left out.
        options: the question with each of the texts under it.
        is_shared: whether the question stands over several columns.
    """

    question: str
    texts: tuple[str, ...]
    options: tuple[str, ...]
    is_shared: bool

    @property
    def all_texts(self) -> tuple[str, ...]:
        """Everything that the column can be left out by."""
        return (self.question, *self.texts, *self.options)

    @property
    def keys(self) -> frozenset[str]:
        """The key of each of these that is not blank."""
        return frozenset(map(heading_key, self.all_texts)) - {""}

    @property
    def shown(self) -> str:
        """The heading as a message names it."""
        if self.is_shared and self.options:
            return self.options[0]
        return self.texts[0] if self.texts else ""

    def option(self, names: Mapping[str, Slot]) -> Slot | None:
        """The level that the question and a text under it name together."""
        found = (meaning(option, names) for option in self.options)
        return next((slot for slot in found if slot and slot.level), None)

    def slots(self, names: Mapping[str, Slot]) -> list[Slot]:
        """What the heading means: nothing, one thing, or several that contradict each other."""
        if option := self.option(names):
            return [option]
        found = (meaning(text, names) for text in self.texts)
        return list(dict.fromkeys(slot for slot in found if slot))


def over(sheet: Sheet) -> list[Heading]:
    """The heading of each column of a sheet."""
    rows = [[_said(cell) for cell in row] for row in (sheet.header, *sheet.subheaders)]
    columns = list(zip(*rows, strict=True))
    headings = []
    question = ""
    for i, (first, *under) in enumerate(columns):
        question = first or (question if sheet.subheaders else "")
        said = tuple(text for text in under if text)
        goes_on = i + 1 < len(columns) and not columns[i + 1][0] and any(columns[i + 1])
        options = tuple(f"{question} [{text}]" for text in said if question)
        texts = (first, *said) if first else said
        headings.append(Heading(question, texts, options, goes_on or not first))
    return headings


def _said(cell: Cell) -> str:
    """The words of a heading; none where a tool filled a blank."""
    is_filling = _UNNAMED.fullmatch(cell.text) or _IMPORT_ID.fullmatch(cell.text)
    return "" if is_filling else cell.text


def with_rows(sheet: Sheet, rows: int) -> Sheet:
    """The sheet with its first rows as headings.

    Args:
        sheet: with one row of headings.
        rows: how many rows are headings.
    """
    under = rows - 1
    return msgspec.structs.replace(sheet, subheaders=sheet.rows[:under], rows=sheet.rows[under:])


def detected(
    sheet: Sheet, questionnaire: Questionnaire, names: Mapping[str, Slot], ignored: frozenset[Named]
) -> tuple[Sheet, list[Finding]]:
    """The sheet with every row that is surely headings taken as such, and a note when there are several.

    A row is surely headings when it holds the ImportId of Qualtrics, or stands above one that does; or when
    it holds no participant's id, where the column of ids is known, and no level under its own item, and most
    of it names items, options, or where an answer stands.

    Args:
        sheet: with one row of headings.
        questionnaire: its items.
        names: what headings mean, as ``known`` gives it.
        ignored: headings to leave out, as ``called`` gives them.
    """
    levels = frozenset(Slot(item.id, fold(level)) for item in questionnaire.items for level in item.levels)
    rows = _down_to_import_ids(sheet)
    while rows < _MOST_ROWS and _goes_on(sheet, rows, _Known(names, levels), ignored):
        rows += 1
    if rows == 1:
        return sheet, []
    taken = with_rows(sheet, rows)
    begin = f"; the answers begin at {taken.rows[0][0].place}" if taken.rows else ""
    found = f"read rows 1 to {rows} as headings{begin}."
    hint = "If that is wrong, say how many there are with --header-rows."
    return taken, [Finding(sheet.where, found, hint, "note")]


class _Known(NamedTuple):
    """What can be known of a text: what it means as a heading, and whether it is a level of an item."""

    names: Mapping[str, Slot]
    levels: frozenset[Slot]


def _down_to_import_ids(sheet: Sheet) -> int:
    for number, row in enumerate(sheet.rows[: _MOST_ROWS - 1], start=2):
        if any(_IMPORT_ID.fullmatch(cell.text) for cell in row):
            return number
    return 1


def _goes_on(sheet: Sheet, rows: int, known: _Known, ignored: frozenset[Named]) -> bool:
    """Whether the row after so many is surely one of headings too."""
    if len(sheet.rows) < rows:
        return False
    row = (_said(cell) for cell in sheet.rows[rows - 1])
    above, whole = over(with_rows(sheet, rows)), over(with_rows(sheet, rows + 1))
    said = [
        _said_by(text, upper, all_of_it, known)
        for text, upper, all_of_it in zip(row, above, whole, strict=True)
        if ignored.isdisjoint(called(all_of_it.all_texts, known.names))
    ]
    return "answer" not in said and said.count("name") > said.count("other")


def _said_by(
    text: str, upper: Heading, whole: Heading, known: _Known
) -> Literal["nothing", "name", "answer", "other"]:
    """What a text under headings is, so far as it can be told.

    Args:
        text: the cell.
        upper: the headings above it.
        whole: those with the text itself as the last.
        known: what can be known of it.
    """
    above = upper.slots(known.names)
    means = meaning(text, known.names)
    is_name = heading_key(text) in _ANSWER_HERE or means is not None
    is_level = not whole.is_shared and any(Slot(slot.item, fold(text)) in known.levels for slot in above)
    # a participant may be called as an item is
    is_id = Slot(PARTICIPANT) in above and (means.item != PARTICIPANT if means else not is_name)
    if text and (is_id or is_level):
        return "answer"
    if not text or (above and whole.option(known.names)):
        return "nothing"
    return "name" if is_name or whole.option(known.names) else "other"
