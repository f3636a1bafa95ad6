"""How passages are shown to people and to programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pimhcli.analysis.passages import Passage
    from pimhcli.study.study import Study


def block(passage: Passage, study: Study, context: int = 0) -> str:
    """An excerpt as text: head, quote, codes and memo.

    Args:
        passage: the excerpt in its transcript.
        study: the open study.
        context: turns to show before and after.
    """
    excerpt = passage.excerpt
    star = " ★" if excerpt.star else ""
    place = passage.place if passage.stands else f"{excerpt.transcript}: its words no longer stand there"
    lines = [f"{excerpt.id}{star}  {place}  ({excerpt.coder}, {excerpt.codings[0].since})"]
    lines += _exchange(passage, study, context)
    lines += [f"  code: {path(study, key)}" for key in _keys(passage, study)]
    lines += [f"  printed: {line}" for line in excerpt.wording.splitlines()]
    lines += [f"  memo: {line}" for line in excerpt.memo.splitlines()]
    return "\n".join(lines)


def data(passage: Passage, study: Study) -> dict[str, object]:
    """An excerpt for programs."""
    excerpt = passage.excerpt
    return {
        "id": excerpt.id,
        "transcript": excerpt.transcript,
        "group": passage.group,
        "turn": passage.turn or None,
        "last_turn": passage.last_turn or None,
        "speakers": passage.speakers,
        "participants": passage.participants,
        "start": excerpt.span[0],
        "end": excerpt.span[1],
        "quote": excerpt.quote,
        "printed": excerpt.printed,
        "codes": [{"key": key, "path": path(study, key)} for key in _keys(passage, study)],
        "memo": excerpt.memo,
        "star": excerpt.star,
        "coder": excerpt.coder,
        "at": excerpt.codings[0].since,
        "stands": passage.stands,
    }


def path(study: Study, key: str) -> str:
    """The path of a codebook entry; a key that the codebook lacks is shown as it is."""
    book = study.codebook
    return book.path(key) if key in book.by_key else f"{key} (not in the codebook)"


def _keys(passage: Passage, study: Study) -> list[str]:
    """The codes of an excerpt by the keys that they have now, those that were merged once."""
    return list(dict.fromkeys(map(study.codebook.key_of, passage.excerpt.codes)))


def _exchange(passage: Passage, study: Study, context: int) -> list[str]:
    quote = [
        f"  “{line}”" if i == 0 else f"   {line}" for i, line in enumerate(passage.excerpt.quote.split("\n"))
    ]
    speakers = ", ".join(passage.speakers)
    quote[0] = f"  {speakers}: {quote[0].strip()}" if speakers else quote[0]
    if not (context and passage.stands):
        return quote
    turns = study.transcript(passage.excerpt.transcript).turns
    before = turns[max(passage.turn - 1 - context, 0) : passage.turn - 1]
    after = turns[passage.last_turn : passage.last_turn + context]
    return [
        *(f"    {turn.number} {turn.speaker}: {turn.text}" for turn in before),
        *quote,
        *(f"    {turn.number} {turn.speaker}: {turn.text}" for turn in after),
    ]
