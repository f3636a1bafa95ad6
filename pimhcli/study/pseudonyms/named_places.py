"""Where the names of a key stand in a study, each with the words around it."""

from __future__ import annotations

from bisect import bisect_right
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.checks.naming import line_starts
from pimhcli.coding.excerpts import excerpts
from pimhcli.decoding import decode
from pimhcli.errors import ProblemsError
from pimhcli.storage import files
from pimhcli.study.reworking import IMPORTS, ORIGINALS, REPORTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pimhcli.study.pseudonyms.key_names import Names
    from pimhcli.study.study import Study
    from pimhcli.transcripts.pseudonyms import Replaced
    from pimhcli.transcripts.turns import Transcript

_AROUND = 30  # characters shown either side
# what repeats the words of transcripts and memos, and is replaced with them
_REPEATED = (".pimh/", "codings/", "history/", ORIGINALS, IMPORTS, REPORTS)


class Named(msgspec.Struct, frozen=True):
    """A place where a name stands.

    Args:
        where: as a message names it: a transcript and its turn, or a file and its line.
        before: the words before it.
        old: the name as it stands there.
        new: what it becomes.
        after: the words behind it.
        name: the name of the key's entry.
        kind: of the entry.
        file: the file, relative to the study's folder.
        transcript: the transcript's id; empty elsewhere.
        unsure: it may be an ordinary word, and stays.
        turn: the number of the turn that it is the label of; 0 elsewhere.
    """

    where: str
    before: str
    old: str
    new: str
    after: str
    name: str
    kind: str
    file: str
    transcript: str = ""
    unsure: bool = False
    turn: int = 0

    @property
    def shown(self) -> str:
        """The place in a line."""
        name = f"[{self.old}]" if self.unsure else f"[{self.old} → {self.new}]"
        return f"{self.where}: {self.before}{name}{self.after}"


class _Text(NamedTuple):
    """A text that is looked through.

    Args:
        words: the text.
        file: its file, relative to the study's folder.
        where: what a place in it is called, by its offset.
        transcript: the transcript; None for another text.
    """

    words: str
    file: str
    where: Callable[[int], str]
    transcript: Transcript | None = None


def gathered(study: Study, names: Names) -> Iterator[Named]:
    """Every place where a name of the key stands: in transcripts, in notes on excerpts, in other texts.

    Args:
        study: the open study.
        names: what is looked for.
    """
    for text in (*_transcripts(study), *_notes(study), *_others(study)):
        for hit in names.found(text.words):
            if text.transcript or not names.is_id(text.words, hit):
                unsure = hit.unsure or names.is_chosen(text.file, hit.old)
                yield _named(text, msgspec.structs.replace(hit, unsure=unsure))


def _named(text: _Text, hit: Replaced) -> Named:
    start = max(hit.start - _AROUND, text.words.rfind("\n", 0, hit.start) + 1)
    before, after = text.words[start : hit.start], text.words[hit.end : hit.end + _AROUND]
    line, _, _ = after.partition("\n")
    is_cut = start > 0 and text.words[start - 1] != "\n"
    goes_on = line == after and hit.end + _AROUND < len(text.words)
    return Named(
        text.where(hit.start),
        f"{'…' if is_cut else ''}{before}",
        hit.old,
        hit.new,
        f"{line}{'…' if goes_on else ''}",
        hit.entry.name,
        hit.entry.kind,
        text.file,
        text.transcript.id if text.transcript else "",
        hit.unsure,
        _labelled(text.transcript, hit.start),
    )


def _labelled(transcript: Transcript | None, offset: int) -> int:
    """The number of the turn in whose label an offset lies; 0 elsewhere."""
    turn = transcript.turn_at(offset) if transcript else None
    return turn.number if turn and offset < turn.start else 0


def _transcripts(study: Study) -> Iterator[_Text]:
    for name in study.transcript_ids:
        known = study.transcript(name)
        yield _Text(known.text, f"transcripts/{name}.txt", partial(_turn_of, known), known)


def _turn_of(transcript: Transcript, offset: int) -> str:
    turn = transcript.turn_at(offset)
    return f"{transcript.id}, turn {turn.number}" if turn else f"{transcript.id}, before the first turn"


def _notes(study: Study) -> Iterator[_Text]:
    for name in study.transcript_ids:
        for coder in study.coders(name):
            for excerpt in excerpts(name, study.codings(name, coder).records):
                file = f"codings/{name}/{coder}.jsonl"
                for what, words in (("memo", excerpt.memo), ("wording", excerpt.wording)):
                    yield _Text(words, file, partial(_note_of, f"{name}, the {what} of {excerpt.id}"))


def _note_of(place: str, _offset: int) -> str:
    return place


def _others(study: Study) -> Iterator[_Text]:
    """The texts of files that are read as they are."""
    transcripts = {f"transcripts/{name}.txt" for name in study.transcript_ids}
    for path in files.below(study.root):
        name = path.relative_to(study.root).as_posix()
        if name.startswith(_REPEATED) or name in transcripts:
            continue
        try:
            text = decode(files.read_bytes(path), name).text
        except ProblemsError:
            continue
        yield _Text(text, name, _line_of(name, text))


def _line_of(name: str, text: str) -> Callable[[int], str]:
    starts = line_starts(text)
    return lambda offset: f"{name}:{bisect_right(starts, offset)}"
