"""A paper held against the study: gathers what the study knows, and tells what the paper has wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.checks.manuscript.known import Counted, Known, Measured, Numbers, Theme
from pimhcli.documents.reading import read
from pimhcli.folding import fold
from pimhcli.study import demographic
from pimhcli.study.quoting import refused
from pimhcli.study.tabulating.named import built
from pimhcli.study.tabulating.wish import Wish
from pimhcli.transcripts.verbatim import Talk
from pimhcli.transcripts.word_line import Spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pimhcli.documents.model import Document
    from pimhcli.findings import Finding
    from pimhcli.study.study import Study
    from pimhcli.tables.model import Figure, Table


def findings(study: Study, data: bytes, file: str) -> list[Finding]:
    """What is wrong with a paper on the study.

    Args:
        study: the open study.
        data: the whole file of the paper, .docx or .md.
        file: its name, for messages.

    Raises:
        ProblemsError: the file cannot be read.
    """
    return wrong_in(study, read(data, file))


def wrong_in(study: Study, document: Document) -> list[Finding]:
    """What is wrong with a paper that was read.

    Args:
        study: the open study.
        document: the paper.
    """
    from pimhcli.checks.manuscript.paper import wrong

    return wrong(document, known(study))


def spoken(study: Study) -> Talk:
    """All that was said in the study, by participant's id, or by label where somebody has none."""
    cast = study.cast
    return Talk(
        Spoken(name, turn.number, cast.participant(turn.speaker) or turn.speaker, turn.text)
        for name in study.transcript_ids
        for turn in study.transcript(name).turns
    )


def people(study: Study) -> tuple[str, ...]:
    """The ids of all participants, and the labels of all others who speak."""
    labels = (turn.speaker for name in study.transcript_ids for turn in study.transcript(name).turns)
    others = (label for label in labels if not study.cast.participant(label))
    return tuple(dict.fromkeys((*study.cast.participants, *others)))


def themes(study: Study) -> tuple[Theme, ...]:
    """The themes and sub-themes as they are numbered in the table."""
    book, found = study.codebook, list[Theme]()
    for number, theme in enumerate(book.themes(), 1):
        found.append(Theme(theme.name, number))
        below = (code for code in book.codes if code.parent == theme.id and code.level == "sub-theme")
        found += (Theme(code.name, at, theme.name) for at, code in enumerate(below, 1))
    return tuple(found)


def quoted(study: Study) -> Known:
    """What quotes alone are held against."""
    return Known(spoken(study), people(study), refused(study).forbids)


def known(study: Study) -> Known:
    """What the study knows that a paper can get wrong.

    Args:
        study: the open study.
    """
    from pimhcli.study.checking.words import counts

    tables = tuple(_tables(study))
    return quoted(study)._replace(
        themes=themes(study),
        numbers=_numbers(study, tables),
        tables=tables,
        written=frozenset(filter(None, map(fold, _written(study)))),
        claims=counts(study),
    )


def _tables(study: Study) -> Iterator[Table]:
    if study.participants:
        said = len(study.findings)
        yield demographic.table(study, demographic.Wish())
        # of small counts the check disclosure tells
        del study.findings[said:]
    if study.codebook.themes():
        yield built(study, "themes", Wish(counts=True))


def _numbers(study: Study, tables: Sequence[Table]) -> Numbers:
    groups = study.settings.focus_groups
    attended = [group.attended for group in groups if group.attended is not None]
    others = {*attended, *(group.invited for group in groups), study.settings.invited} - {None}
    figures = tables[0].figures if study.participants else ()
    invited = study.settings.invited
    return Numbers(
        len(study.participants) or sum(attended),
        len({study.settings.group_of(name) for name in study.transcript_ids}),
        invited,
        tuple(group.minutes for group in groups if group.minutes is not None),
        tuple(_counted(study, figures)),
        tuple(_measured(study, figures)),
        frozenset(number for number in others if number is not None),
    )


def _counted(study: Study, figures: Sequence[Figure]) -> Iterator[Counted]:
    items = study.questionnaire.by_id
    for figure in figures:
        item = items.get(figure.item)
        level = figure.row.rpartition(": ")[2]
        if figure.measure == "n" and item:
            spellings = (level, *item.synonyms.get(level, ())) if level in item.levels else ()
            # "yes" and "no" stand in any sentence
            names = tuple(fold(one) for one in spellings if len(one) > 3)
            yield Counted(names, int(figure.value), figure.of)


def _measured(study: Study, figures: Sequence[Figure]) -> Iterator[Measured]:
    for item in study.questionnaire.items:
        own = {figure.measure: figure.value for figure in figures if figure.item == item.id}
        if "mean" in own or "min" in own:
            names = {fold(item.id.replace("_", " ")), *(fold(row) for row in _rows(figures, item.id))}
            ordered = tuple(sorted(names, key=len))
            yield Measured(ordered, own.get("mean"), own.get("min"), own.get("max"))


def _rows(figures: Sequence[Figure], item: str) -> Iterator[str]:
    """The labels of an item in the table, without what they tell of the numbers."""
    for figure in figures:
        if figure.item == item and figure.measure in {"mean", "min"}:
            yield figure.row.partition(":")[0].partition(",")[0].partition("?")[0]


def _written(study: Study) -> Iterator[str]:
    """The researchers' own words that may stand between quotation marks: names, titles and questions."""
    yield study.settings.title
    yield study.settings.research_question
    yield from (code.name for code in study.codebook.codes)
    for item in study.questionnaire.items:
        yield from (item.text, item.definition)
    for term in study.settings.terms:
        yield from (term.term, term.definition)
