"""Whether a paper calls themes and sub-themes as the codebook does, and names and counts them all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.checks.manuscript.counting import NUMBER, ORDINAL, number, ordinal
from pimhcli.checks.manuscript.marks import quoted
from pimhcli.documents.model import Grid, Paragraph
from pimhcli.findings import Finding
from pimhcli.folding import fold
from pimhcli.wording import count, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pimhcli.checks.manuscript.known import Theme

_NUMBERED = re.compile(rf"\s*Theme\s+({NUMBER})\s*[:.,–—-]\s*(\S.*)", re.IGNORECASE | re.DOTALL)
_LEAD = re.compile(
    r"\s*(?:(?:sub-?)?theme\s+\S+\s*[:.,–—-]\s*|[\d.]+[.)]?\s+|[ivx]+[.)]\s+|[a-z][.)]\s+)", re.IGNORECASE
)
_BEFORE = re.compile(
    rf"(?:\bTheme\s+(?P<digit>{NUMBER})|\b(?P<ordinal>{ORDINAL})\s+theme)\b[^.“”‘’\"]{{0,30}}$", re.IGNORECASE
)
_THEME = re.compile(r"\b(?:sub-?)?theme\b[^.“”‘’\"]{0,40}$", re.IGNORECASE)
_COUNTED = re.compile(rf"\b({NUMBER})\s+(?:[a-z]+\s+)?(sub-?themes?|themes?)\b(?![-\w])", re.IGNORECASE)
_MADE = re.compile(
    r"\b(?:identif|generat|develop|construct|emerg|yield|result|produc|present|report|total|defin|found|compris)\w*",
    re.IGNORECASE,
)
_ANY_NUMBER = re.compile(r"\bTheme\s+(\d{1,2})\b", re.IGNORECASE)
_NEAR = 75  # of 100, in a heading, a cell or between quotation marks
_IN_PROSE = 90  # of 100, anywhere
_WORDS = 4  # of a name that is looked for in prose
_HINT = "Call it the same everywhere: in the text, in the tables and in the codebook."


class Called(NamedTuple):
    """What a paper calls a theme, and the number it gives it; 0 for none."""

    where: str
    words: str
    number: int = 0


def wrong(blocks: Sequence[Paragraph | Grid], themes: Sequence[Theme]) -> list[Finding]:
    """What is wrong with the names of themes in a paper.

    Args:
        blocks: its paragraphs and tables.
        themes: of the codebook; with none there is nothing to hold the paper against.
    """
    if not themes:
        return []
    names = {_plain(theme.name): theme for theme in themes}
    called = [finding for one in _called(blocks) for finding in _misnamed(one, themes, names)]
    prose = [one for one in blocks if isinstance(one, Paragraph)]
    inline = [finding for one in prose for finding in _in_prose(one, names)]
    counted = [finding for one in prose for finding in _miscounted(one, themes)]
    return [*dict.fromkeys((*called, *inline)), *counted, *_missing(blocks, themes)]


def _plain(text: str) -> str:
    return fold(text).replace('"', "").replace("'", "").strip(" .:;,")


def _called(blocks: Sequence[Paragraph | Grid]) -> Iterator[Called]:
    """What may be the names of themes: headings, cells, and words between quotation marks after 'theme'."""
    for block in blocks:
        if isinstance(block, Grid):
            for row, place in zip(block.rows, block.places, strict=True):
                yield from (_numbered(place, line) for cell in row for line in cell.split("\n") if line)
        elif block.heading:
            yield _numbered(block.where, block.text)
        else:
            yield from _between_marks(block)


def _numbered(where: str, text: str) -> Called:
    if found := _NUMBERED.match(text):
        return Called(where, found[2], number(found[1]))
    return Called(where, text[lead.end() :] if (lead := _LEAD.match(text)) else text)


def _between_marks(block: Paragraph) -> Iterator[Called]:
    last = 0
    for one in quoted(block.text):
        before, last = block.text[last : one.start], one.end
        if found := _BEFORE.search(before):
            told = number(found["digit"]) if found["digit"] else ordinal(found["ordinal"])
            yield Called(block.where, one.words, 0 if "sub" in before[found.start() :].casefold() else told)
        elif _THEME.search(before):
            yield Called(block.where, one.words)


def _misnamed(called: Called, themes: Sequence[Theme], names: Mapping[str, Theme]) -> Iterator[Finding]:
    own = _plain(called.words)
    main = {theme.number: theme for theme in themes if not theme.parent}
    meant = main.get(called.number)
    exact = names.get(own)
    if exact and (not meant or exact is meant):
        yield from _in_other_case(called, exact)
    elif meant:
        both = f"'{called.words.strip()}' here and '{meant.name}' in the codebook"
        message = f"Theme {called.number} is called {both}."
        yield Finding(called.where, message, _HINT)
    elif nearest := _nearest(own, names):
        message = f"'{shortened(called.words)}' is the {nearest.level} '{nearest.name}' in the codebook."
        yield Finding(called.where, message, _HINT, "warning")


def _in_other_case(called: Called, theme: Theme) -> Iterator[Finding]:
    if (
        called.words.strip(" .:;,“”‘’'\"").casefold() == theme.name.casefold()
        and theme.name not in called.words
    ):
        message = f"'{called.words.strip()}' is written '{theme.name}' in the codebook."
        yield Finding(called.where, message, _HINT, "note")


def _nearest(own: str, names: Mapping[str, Theme]) -> Theme | None:
    # 30 ms that only words which are no name have to pay
    from rapidfuzz import fuzz, process

    if len(own) < _WORDS:
        return None
    found = process.extractOne(own, list(names), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return names[found[0]] if found else None


def _in_prose(block: Paragraph, names: Mapping[str, Theme]) -> Iterator[Finding]:
    """Names that stand in a sentence nearly as in the codebook."""
    from rapidfuzz import fuzz

    text = _plain(block.text)
    for name, theme in names.items():
        if block.heading or len(name.split()) < _WORDS or name in text or len(text) < len(name):
            continue
        found = fuzz.partial_ratio_alignment(name, text, score_cutoff=_IN_PROSE)
        if found:
            there = text[text.rfind(" ", 0, found.dest_start + 1) + 1 :]
            end = there.find(" ", found.dest_end - (len(text) - len(there)) - 1)
            words = there[: end if end > 0 else None]
            message = f"'{words}' is the {theme.level} '{theme.name}' in the codebook."
            yield Finding(block.where, message, _HINT, "warning")


def _miscounted(block: Paragraph, themes: Sequence[Theme]) -> Iterator[Finding]:
    mains = [theme for theme in themes if not theme.parent]
    for found in _ANY_NUMBER.finditer(block.text):
        if int(found[1]) > len(mains):
            there = count(len(mains), "theme")
            yield Finding(block.where, f"'{found[0]}', but the codebook has {there}.", "Mend the number.")
    for sentence in re.split(r"(?<=[.!?])\s+", block.text):
        if _MADE.search(sentence):
            yield from _wrong_totals(block.where, sentence, themes)


def _wrong_totals(where: str, sentence: str, themes: Sequence[Theme]) -> Iterator[Finding]:
    parents = [theme.parent for theme in themes if theme.parent]
    each = {parents.count(theme) for theme in parents}
    for found in _COUNTED.finditer(sentence):
        is_sub = found[2].casefold().startswith("sub")
        total = len(parents) if is_sub else len(themes) - len(parents)
        own = number(found[1])
        if own != total and not (is_sub and own in each) and own > 1:
            what = count(total, "sub-theme" if is_sub else "theme")
            yield Finding(where, f"'{found[0]}', but the codebook has {what}.", "Mend the number.", "warning")


def _missing(blocks: Sequence[Paragraph | Grid], themes: Sequence[Theme]) -> Iterator[Finding]:
    """Themes that are never named, where the paper names any."""
    text = "\n".join(_plain(part) for block in blocks for part in _texts(block))
    absent = [theme for theme in themes if _plain(theme.name) not in text]
    if len(absent) == len(themes):
        absent = []
    file = blocks[0].where.partition(",")[0].partition(":")[0] if blocks else ""
    for theme in absent:
        message = f"the {theme.level} '{theme.name}' of the codebook is not named in it by that name."
        yield Finding(file, message, "Name it, or take it out of the codebook.", "warning")


def _texts(block: Paragraph | Grid) -> Iterator[str]:
    if isinstance(block, Grid):
        yield from (cell for row in block.rows for cell in row)
    else:
        yield block.text
