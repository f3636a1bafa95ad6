"""What of a participant a withdrawal cannot decide about, and what it cannot reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from pimhcli.analysis.consent import in_vivo, quoting
from pimhcli.analysis.withdrawal import echoes
from pimhcli.decoding import decode
from pimhcli.errors import ProblemsError
from pimhcli.findings import Finding
from pimhcli.storage import files, git
from pimhcli.study import history, memo_files, remarked
from pimhcli.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pimhcli.analysis.passages import Passage
    from pimhcli.study.study import Study
    from pimhcli.study.withdrawal.withdrawn_files import Voice
    from pimhcli.study.withdrawal.withdrawn_words import Eraser, Mentions
    from pimhcli.transcripts.segments import Span
    from pimhcli.transcripts.turns import Turn

_AROUND = 30  # characters shown either side of a name


class Trace(msgspec.Struct, frozen=True):
    """One place that may still tell of a participant, for somebody to decide about.

    Args:
        kind: somebody names the participant or repeats the words; a memo, or a remark of a review, does
            either; an entry of the codebook is called by the words or defined in them; an excerpt is of
            others too.
        where: the place.
        words: what stands there.
    """

    kind: Literal["named", "echo", "memo", "remark", "code", "definition", "excerpt"]
    where: str
    words: str


class Traces:
    """Looks for them.

    Args:
        study: the open study, as it is before.
        voice: whose.
        mentions: of the same one.
        eraser: what finds the words.
    """

    def __init__(self, study: Study, voice: Voice, mentions: Mentions, eraser: Eraser) -> None:
        self._study, self._voice, self._mentions, self._eraser = study, voice, mentions, eraser

    def found(self, own: Iterable[Passage], everything: Iterable[Passage]) -> list[Trace]:
        """All of them, by kind.

        Args:
            own: the passages in which the participant speaks.
            everything: all passages.
        """
        passages = list(own)
        shared = [one for one in passages if len(one.speakers) > 1]
        return [
            *(trace for name in self._study.transcript_ids for trace in self._talked(name)),
            *self._memos(everything),
            *self._remarks(),
            *self._codes(passages),
            *(Trace("excerpt", _place(one), shortened(one.excerpt.quote)) for one in shared),
        ]

    def _talked(self, transcript: str) -> Iterator[Trace]:
        turns = self._study.transcript(transcript).turns
        for turn in turns:
            # a label such as P1/P4 is a mention too
            text = f"{turn.speaker}: {turn.text}"
            spans = [] if self._voice.is_named(turn) else self._mentions.spans(text)
            for span in spans[:1]:
                yield Trace("named", _turn(transcript, turn), _around(text, span))
        own = frozenset(turn.number for turn in turns if self._voice.speaks(turn))
        for turn, words in echoes(turns, own):
            yield Trace("echo", _turn(transcript, turn), shortened(words))

    def _memos(self, everything: Iterable[Passage]) -> Iterator[Trace]:
        for passage in everything:
            for what, words in (("memo", passage.excerpt.memo), ("wording", passage.excerpt.wording)):
                if self._tells(words):
                    yield Trace("memo", f"{what} of the excerpt {_place(passage)}", shortened(words))
        for file in memo_files.every(self._study)[0]:
            if self._tells(file.text):
                # else it is the front matter that tells, which is no words of the memo
                told = self._tells(file.memo.text)
                yield Trace("memo", file.path, shortened(file.memo.text) if told else file.memo.headline)

    def _remarks(self) -> Iterator[Trace]:
        for file in remarked.everybodys(self._study.folder)[0]:
            for remark in file.records:
                told = next(filter(self._tells, (remark.words, remark.suggests)), "")
                if told and not remark.deleted:
                    yield Trace("remark", f"reviews/{file.coder}.jsonl, {remark.id}", shortened(told))

    def _codes(self, own: list[Passage]) -> Iterator[Trace]:
        codes = self._study.codebook.codes
        called = {code.id for code in in_vivo(codes, own)}
        defined = {code.id for code in quoting(codes, own)}
        for code in codes:
            if code.id in called or self._tells(code.name):
                yield Trace("code", f"codebook.yaml, {code.level}", code.name)
            if code.id in defined or self._tells(code.definition):
                where = f"codebook.yaml, {code.level} '{code.name}'"
                yield Trace("definition", where, shortened(code.definition))

    def _tells(self, text: str) -> bool:
        return self._mentions.is_in(text) or self._eraser.is_in(text)


def _turn(transcript: str, turn: Turn) -> str:
    return f"{transcript}, turn {turn.number} ({turn.speaker})"


def _around(text: str, span: Span) -> str:
    """A name with some whole words before and behind it."""
    start, end = span
    first = text.rfind(" ", 0, start - _AROUND) + 1 if start > _AROUND else 0
    last = text.find(" ", end + _AROUND)
    rest = text[first:] if last < 0 else f"{text[first:last]} …"
    return f"… {rest}" if first else rest


def _place(passage: Passage) -> str:
    return f"{passage.excerpt.id} ({passage.place})"


def unreached(study: Study, *, files_change: bool) -> list[str]:
    """What no program can take back, in sentences.

    Args:
        study: the open study.
        files_change: whether words are taken out of the files, or only not printed any more.
    """
    if not files_change:
        return [_SENT]
    sources = dict.fromkeys(source.file for record in _records(study) for source in record.sources)
    listed = f": {', '.join(sources)}" if sources else ""
    told = [
        f"the files that were loaded, wherever they lie{listed}",
        _SENT,
        "the recording, and whatever the transcriber has",
        _COPIES,
        "the line of the key file that links the name to the id",
    ]
    if git.work_tree(study.root):
        told.insert(0, _GIT)
    return told


_SENT = "whatever was sent or printed before: reports, tables, exports, e-mails"
_COPIES = (
    "copies on other machines, backups, and the versions that a sync program keeps; when a merge brings the "
    "id back, run the same command again"
)
_GIT = (
    "git, which keeps every earlier version of these files: git filter-repo takes them out of a repository, "
    "or delete the folder .git and begin a new one with git init; every clone has to be made anew"
)


def _records(study: Study) -> list[history.Record]:
    return history.read_all(study.root).records


def left(study: Study, there: Iterable[str]) -> list[Finding]:
    """What is left of a participant in the study's folder, with what to do about it.

    Args:
        study: the open study, as it is after.
        there: the files that still hold something, as reworking.still_there gives them.
    """
    found = [Finding(name, "still holds the id or words of the participant.", _hint(name)) for name in there]
    unread = [name for name in _unreadable(study) if name not in there]
    return [
        *found,
        *(
            Finding(name, "cannot be searched: it is no text and no Office document.", "Look into it.")
            for name in unread
        ),
    ]


def _hint(name: str) -> str:
    if name == "codebook.yaml":
        return "Rename the code that is called so on the coding screen (pimh code), where R does it."
    if name.startswith("transcripts/"):
        return "Take it out in an editor, then run: pimh transcript sync"
    return "Take it out by hand, or delete the file."


def _unreadable(study: Study) -> list[str]:
    names = (path.relative_to(study.root).as_posix() for path in files.below(study.root))
    return [name for name in names if not name.startswith(".pimh/") and _is_binary(study, name)]


def _is_binary(study: Study, name: str) -> bool:
    data = files.read_bytes(study.root / name)
    try:
        return not data.startswith(b"PK\x03\x04") and not decode(data, name)
    except ProblemsError:
        return True
