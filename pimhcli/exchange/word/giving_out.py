"""A coded transcript of a study as a Word document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.coding.excerpts import locate
from pimhcli.exchange.outgoing.times import to_the_second
from pimhcli.exchange.word import comments_out, tags
from pimhcli.exchange.word.comments_out import Remark
from pimhcli.findings import Finding
from pimhcli.study.material import all_excerpts
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.coding.excerpts import Excerpt
    from pimhcli.study.study import Study
    from pimhcli.transcripts.turns import Transcript


def document(study: Study, name: str) -> bytes:
    """A transcript with every coder's excerpts as comments.

    Args:
        study: the open study; of excerpts that have no place any more its findings tell.
        name: the transcript's id.
    """
    transcript = study.transcript(name)
    found = [one for one in all_excerpts(study) if one.transcript == name]
    remarks = [made for one in found if (made := _remark(study, one))]
    if lost := len(found) - len(remarks):
        what = f"{count(lost, 'excerpt')} whose words stand there no longer, or of codes that are gone, "
        told = f"{what}{'is' if lost == 1 else 'are'} not in it."
        study.findings.append(Finding(f"transcripts/{name}.txt", told, "See: pimh check", "warning"))
    return comments_out.written(transcript.text.rstrip("\n"), _labels(transcript), remarks)


def _remark(study: Study, excerpt: Excerpt) -> Remark | None:
    book = study.codebook
    keys = dict.fromkeys(key for code in excerpt.codes if (key := book.key_of(code)) in book.by_key)
    text, version = study.transcript(excerpt.transcript).text, study.version(excerpt.transcript)
    span = locate(excerpt.codings[0], text, version)
    if not keys or span is None:
        return None
    author = next((one.name for one in study.settings.team if one.id == excerpt.coder and one.name), "")
    lines = (tags.written(book, keys), *(line for line in excerpt.memo.split("\n") if line.strip()))
    at = to_the_second(excerpt.codings[0].since)
    return Remark(*span, author or excerpt.coder, at, lines)


def _labels(transcript: Transcript) -> Iterator[tuple[int, int]]:
    """Where the names of speakers stand."""
    for turn in transcript.turns:
        line = transcript.text.rfind("\n", 0, turn.start) + 1
        if line < turn.start:
            yield line, turn.start
