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
_NUMBERED = re.compile(r"\s*(\d{1,6})[.)]?(?:\s+(.*))?")


def _recognise(source: Source) -> str:
    lines = lines_of(source)
    pages = [int(found[2]) for line in lines if (found := _PAGE.fullmatch(line))]
    if pages and len(set(pages)) == 1 and any(map(voice, lines)) and _counted(pages, lines):
        return "page numbers such as 1/6 on lines of their own"
    bare, numbers = _without_numbers(lines)
    named = sum(voice(line) is not None for line in bare)
    return "numbers before the paragraphs" if numbers > 2 and named and numbers * 2 > _filled(lines) else ""


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
    """The lines without the numbers that count them, and how many had one."""
    out: list[str] = []
    expected = 1
    for line in lines:
        found = _NUMBERED.fullmatch(line)
        counts = found is not None and int(found[1]) == expected
        out.append((found[2] or "") if found and counts else line)
        expected += counts
    # one that happens to start with 1 is no count
    return (out, expected - 1) if expected > 3 else (lines, 0)


LAYOUT = Layout("maxqda", "MAXQDA's print", _recognise, _read)
