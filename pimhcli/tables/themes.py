"""Table 3: the themes and their sub-themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.analysis.counts import by_entry, counted
from pimhcli.tables.model import Column, Note, Row, Table
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.analysis.passages import Passage
    from pimhcli.coding.codebook import Code, Codebook

CAPTION = "Table 3. Themes and sub-themes of the focus groups"


def build(book: Codebook) -> Table:
    """Lists each theme with its sub-themes, as papers print it.

    Args:
        book: the codebook.
    """
    rows = [row for number, theme in enumerate(book.themes(), start=1) for row in _rows(book, theme, number)]
    return Table("themes", CAPTION, (Column("Themes"), Column("Sub-themes")), tuple(rows), _loose(book))


def build_counted(book: Codebook, material: Iterable[Passage]) -> Table:
    """The same with the excerpts, participants and groups of every theme and sub-theme.

    Args:
        book: the codebook.
        material: the coded passages.
    """
    found = by_entry(book, material)
    rows = [
        Row((*names, *map(str, (tally.excerpts, tally.participants, tally.groups))))
        for number, theme in enumerate(book.themes(), start=1)
        for code, names in _each(book, theme, number)
        for tally in (counted(found[code.id]),)
    ]
    numbers = tuple(Column(label, "right", numeric=True) for label in ("Excerpts", "Participants", "Groups"))
    columns = (Column("Themes"), Column("Sub-themes"), *numbers)
    note = Note("An excerpt coded with several sub-themes of a theme counts once in the theme.")
    return Table("themes", CAPTION, columns, tuple(rows), (note, *_loose(book)))


def title(theme: Code, number: int) -> str:
    """A theme as tables and headings name it."""
    return f"Theme {number}: {theme.name}"


def _rows(book: Codebook, theme: Code, number: int) -> list[Row]:
    below = [code.name for code in book.subthemes(theme.id)] or [""]
    heads = [title(theme, number)] + [""] * (len(below) - 1)
    return [Row((head, name)) for head, name in zip(heads, below, strict=True)]


def _each(book: Codebook, theme: Code, number: int) -> list[tuple[Code, tuple[str, str]]]:
    own = (theme, (title(theme, number), ""))
    return [own, *((code, ("", code.name)) for code in book.subthemes(theme.id))]


def _loose(book: Codebook) -> tuple[Note, ...]:
    loose = sum(code.level == "code" for code in book.children())
    right_under = sum(code.level == "code" for theme in book.themes() for code in book.children(theme.id))
    told = {f"{count(loose, 'code')} in no theme yet.": loose}
    told[f"{count(right_under, 'code')} right under a theme; what is coded so counts in the theme."] = (
        right_under
    )
    return tuple(Note(f"Not shown: {what}") for what, number in told.items() if number)
