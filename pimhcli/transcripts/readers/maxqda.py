"""What is copied from MAXQDA's print: numbers of paragraphs and pages, and lines that a new page repeats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.transcripts.readers import plain
from pimhcli.transcripts.readers.heads import lines_of
from pimhcli.transcripts.readers.labels import voice
from pimhcli.transcripts.readers.layouts import Layout, Source
from pimhcli.wording import count

if TYPE_CHECKING:
    from pimhcli.transcripts.drafts import Draft

_PAGE = re.compile(r"\s*(\d{1,4}) ?/ ?(\d{1,4})\s*")
_STEPS = (1, 5, 10)
_NUMBERED = re.compile(r"\s*(\d{1,6})[.)]?(?:\s+(.*))?")


def _recognise(source: Source) -> str:
    lines = lines_of(source)
    pages = [int(found[2]) for line in lines if (found := _PAGE.fullmatch(line))]
    if pages and len(set(pages)) == 1 and any(map(voice, lines)) and _counted(pages, lines):
        return "page numbers such as 1/6 on lines of their own"
    bare, numbers = _without_numbers(lines)
    named = any(voice(line) for line in bare)
    return "numbers before the lines" if numbers and named else ""


def _counted(pages: list[int], lines: list[str]) -> bool:
    firsts = [int(found[1]) for line in lines if (found := _PAGE.fullmatch(line))]
    return firsts == sorted(set(firsts)) and firsts[-1] <= pages[0]


def _filled(lines: list[str]) -> int:
    return sum(bool(line.strip()) for line in lines)


def _read(source: Source, known: frozenset[str]) -> Draft:
    lines, pages, repeated = _without_pages(lines_of(source))
    bare, numbers = _without_numbers(lines)
    gone = [
        count(number, what)
        for number, what in ((pages, "page number"), (numbers, "line number"), (repeated, "repeated line"))
        if number
    ]
    return plain.draft_of(bare, known, [f"Left out: {', '.join(gone)}."] if gone else [])


def _without_pages(lines: list[str]) -> tuple[list[str], int, int]:
    """The lines with blank ones in the place of page numbers and of what is repeated behind them."""
    out: list[str] = []
    pages = repeated = 0
    last = above = ""
    for line in lines:
        if _PAGE.fullmatch(line):
            pages, above, kept = pages + 1, last, ""
        elif above and line.strip():
            again = line.strip() == above
            repeated, above, kept = repeated + again, "", "" if again else line
        else:
            kept = line
        last = kept.strip() or last
        out.append(kept)
    return out, pages, repeated


def _without_numbers(lines: list[str]) -> tuple[list[str], int]:
    """The lines without the numbers that count them, and how many had one.

    Each line or paragraph may have a number, or every fifth or tenth; some count anew on every page.
    """
    ways = [(step, _counting(lines, step, anew=anew)) for step in _STEPS for anew in (False, True)]
    step, numbers = max(ways, key=lambda way: len(way[1]))
    # some that happen to start with 1, 2 and 3 are no count
    if len(numbers) < 3 or len(numbers) * step * 2 <= _filled(lines):
        return lines, 0
    return [numbers.get(i, line) for i, line in enumerate(lines)], len(numbers)


def _counting(lines: list[str], step: int, *, anew: bool) -> dict[int, str]:
    """The lines that are numbered, by their index, without their numbers.

    Args:
        lines: blank ones included.
        step: between one number and the next.
        anew: whether the count may begin again.
    """
    out: dict[int, str] = {}
    expected = step
    for i, line in enumerate(lines):
        found = _NUMBERED.fullmatch(line)
        number = int(found[1]) if found else 0
        if found and (number == expected or (anew and number == step)):
            out[i], expected = found[2] or "", number + step
    return out


LAYOUT = Layout("maxqda", "MAXQDA's print", _recognise, _read)
