"""The checks of quotes and papers: verbatim, repeated, and a manuscript against the study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.errors import ProblemsError
from pimhcli.findings import Finding
from pimhcli.study.material import gathered, unsure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.checks.manuscript.quotations import Quotation
    from pimhcli.checks.registry import Asked, Found, Paper
    from pimhcli.study.study import Study


def verbatim(study: Study, _asked: Asked) -> Found:
    """Whether every quote stands in what its speaker said."""
    from pimhcli.checks.manuscript.quotes import wrong
    from pimhcli.study.papers import quoted

    gone = [unsure(study, passage.excerpt) for passage in gathered(study) if not passage.stands]
    cited = list(_cited(study))
    return [*gone, *(wrong(cited, quoted(study)) if cited else ())], ""


def _cited(study: Study) -> Iterator[Quotation]:
    """The quotations with a speaker in the researchers' own texts."""
    from pimhcli.checks.manuscript.quotations import within
    from pimhcli.checks.manuscript.speakers import Names
    from pimhcli.study import prose
    from pimhcli.study.papers import people

    names = Names(people(study))
    texts = [(one.where, one.text) for one in (*prose.written(study), *prose.memos(study))]
    texts += [
        (f"codebook.yaml, {code.level} '{code.name}', example", code.example)
        for code in study.codebook.codes
        if code.example
    ]
    for where, text in texts:
        yield from (one for one in within(where, text, names) if one.speakers)


def repeated(study: Study, _asked: Asked) -> Found:
    """Whether the same utterance is printed twice in different words."""
    from pimhcli.checks.repeated import Printed
    from pimhcli.checks.repeated import repeated as differing
    from pimhcli.study.quoting import printed

    quotes = [
        Printed(
            f"excerpt {passage.excerpt.id} ({passage.place})",
            passage.excerpt.printed,
            " ".join(passage.speakers),
            (passage.excerpt.transcript, *passage.excerpt.span),
        )
        for passage in printed(study, gathered(study))
    ]
    # the same words quoted in a definition or in study.yaml
    quotes += [Printed(one.where, one.words) for one in _cited(study)]
    return differing(quotes), ""


def manuscript(study: Study, asked: Asked) -> Found:
    """Whether the quotes, names, numbers and tables of papers are those of the study."""
    return [found for paper in asked.papers for found in _of_paper(study, paper)], ""


def _of_paper(study: Study, paper: Paper) -> list[Finding]:
    from pimhcli.documents.reading import read
    from pimhcli.study.papers import wrong_in

    try:
        document = read(paper.data, paper.file)
    except ProblemsError as error:
        message = error.message.removeprefix(f"{paper.file} ")
        return [*error.findings] or [Finding(paper.file, message, error.hint)]
    return wrong_in(study, document)
