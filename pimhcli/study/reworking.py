"""Words taken out of the whole study for good: of transcripts, codings, memos, history and reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.coding.excerpts import Coding, in_order, placed
from pimhcli.coding.remarks import Remark
from pimhcli.storage import files, jsonlines, texts
from pimhcli.study import history, snapshot_files, standing
from pimhcli.study.file_texts import as_text, deep, in_yaml, readable
from pimhcli.study.folder import Folder, Write
from pimhcli.study.history import MemoChange
from pimhcli.study.memo_renames import Renames
from pimhcli.study.standing import CodingsFile, Reworded, carried
from pimhcli.transcripts import turns
from pimhcli.transcripts.splices import Splice, Splices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from pimhcli.coding.codebook import Edit
    from pimhcli.questionnaire.changes import AnswerChange
    from pimhcli.study.history import Record
    from pimhcli.study.study import Study
    from pimhcli.transcripts.segments import Span
    from pimhcli.transcripts.turns import Transcript

CACHE = ".pimh/texts/"
ORIGINALS = "originals/"
IMPORTS = "imports/"  # files of other programs, which hold whole transcripts too
REPORTS = "reports/"
# what pimh itself needs to go on, and which holds no words of the study
_OWN = re.compile(r"\.pimh/(lock|machine|holder|aside\.json|claims/.*|.*\.settled)")


class Rules(NamedTuple):
    """What is to become of the words of the study.

    Args:
        words: any text with what is to go replaced.
        splices: where words of a transcript are replaced, by its id.
        withdrawn: whether they are taken away altogether: codings of nothing else go too.
        decided: the new contents of files that are not left to the other rules, by path; None to remove.
        gone: whether a coding whose place is not sure, of a transcript, is to go.
        earlier: the versions before this one whose words are replaced too.
        sentence: the sentence of a record of the history.
        file_name: the name of a file that came in, as the history tells it.
        person: the id of a participant.
        forgotten: whether the history is to forget an answer that was changed.
    """

    words: Callable[[str], str]
    splices: Mapping[str, tuple[Splice, ...]]
    withdrawn: bool = False
    decided: Mapping[str, bytes | None] = {}
    gone: Callable[[str, Coding], bool] = lambda _transcript, _coding: False
    earlier: Mapping[str, Reworded] = {}
    sentence: Callable[[Record], str] | None = None
    file_name: Callable[[str], str] | None = None
    person: Callable[[str], str] = str
    forgotten: Callable[[AnswerChange], bool] = lambda _change: False


class Reworked(NamedTuple):
    """What a rework does to the study.

    Args:
        writes: every file that changes.
        reworded: the transcripts among them.
        removed: paths of those that go as a whole.
        codings: how many codings get other words.
        dropped: how many codings go.
    """

    writes: tuple[Write, ...]
    reworded: tuple[Reworded, ...]
    removed: tuple[str, ...]
    codings: int
    dropped: int


def reworked(study: Study, rules: Rules, holds: Callable[[str], bool]) -> Reworked:
    """Works out every file of the study anew.

    Args:
        study: the open study.
        rules: what is to become of the words.
        holds: whether a text still holds what is to go; decides about files that are no plain text.
    """
    return _Rework(study, rules, holds).done()


def still_there(study: Study, writes: Iterable[Write], holds: Callable[[str], bool]) -> list[str]:
    """The files of the study that hold what was to go even when some writes are made, by path or by name.

    Args:
        study: the open study.
        writes: what will be written.
        holds: whether a text holds it.
    """
    folder = Folder(study.root, writes)
    names = dict.fromkeys([*_names(study.root), *(write.path for write in writes)])
    return [
        name
        for name in names
        if not _OWN.fullmatch(name)
        and folder.exists(study.root / name)
        and (holds(name) or any(map(holds, readable(folder.read(study.root / name)))))
    ]


class _Rework:
    """One rework of a study, file by file."""

    def __init__(self, study: Study, rules: Rules, holds: Callable[[str], bool]) -> None:
        self._study, self._rules, self._holds = study, rules, holds
        self._splices = {name: Splices(found) for name, found in rules.splices.items() if found}
        self._texts = {
            name: splices.applied(study.transcript(name).text) for name, splices in self._splices.items()
        }
        self._versions = {name: texts.version(text) for name, text in self._texts.items()}
        self._talks: dict[str, Transcript] = {}
        self._renames = Renames(study.root, rules.words, rules.file_name)
        self._codings = self._dropped = 0

    def done(self) -> Reworked:
        root = self._study.root
        writes: list[Write] = []
        for name in _names(root):
            if _OWN.fullmatch(name):
                continue
            data = files.read_bytes(root / name)
            new, path = self._file(name, data), self._renames.path(name)
            if path != name:
                writes += [Write(name, None, files.digest(data)), Write(path, new, None)]
            elif new != data:
                writes.append(Write(name, new, files.digest(data)))
        writes = snapshot_files.resealed(root, [*writes, *self._kept_texts()])
        reworded = tuple(
            Reworded(name, self._study.version(name), self._versions[name], rules, self._rules.withdrawn)
            for name, rules in self._rules.splices.items()
            if rules
        )
        gone = (w.path for w in writes if w.data is None and not w.path.startswith(CACHE))
        removed = tuple(path for path in gone if self._renames.path(path) == path)
        return Reworked(tuple(writes), reworded, removed, self._codings, self._dropped)

    def _file(self, name: str, data: bytes) -> bytes | None:
        if name in self._rules.decided:
            return self._rules.decided[name]
        if name.startswith((CACHE, ORIGINALS)) or (name.startswith(IMPORTS) and not name.endswith(".json")):
            return None
        folder, _, last = name.partition("/")
        if folder == "transcripts" and last.removesuffix(".txt") in self._texts:
            return self._texts[last.removesuffix(".txt")].encode()
        text = as_text(data)
        if not text:
            return None if name.startswith(REPORTS) and self._tells(data) else data
        new = self._text(name, text)
        return data if new == text else files.encoded(name, new)

    def _text(self, name: str, text: str) -> str:
        if name.endswith(".jsonl"):
            return self._records(name.split("/"), text)
        if name.endswith((".json", ".torn")):
            return _each_line(text, self._strings)
        if name.endswith((".yaml", ".yml")):
            return in_yaml(text, self._rules.words) if self._rules.words(text) != text else text
        return self._rules.words(text)

    def _records(self, parts: list[str], text: str) -> str:
        match parts:
            case ["history", *_]:
                return _each_line(text, self._record)
            case ["codings", transcript, file]:
                return self._codings_file(transcript, file.removesuffix(".jsonl"), text)
            case [snapshot_files.ROOM, _, "codings", transcript, _]:
                return self._kept_codings(transcript, text)
            case ["reviews", _]:
                return _each_line(text, self._remark)
            case _:
                return _each_line(text, self._strings)

    def _codings_file(self, transcript: str, coder: str, text: str) -> str:
        if transcript not in self._study.transcript_ids or coder not in self._study.coders(transcript):
            return _each_line(text, self._strings)
        file = self._study.codings(transcript, coder)
        new = [self._coding(transcript, coding, file) for coding in file.records]
        torn = "".join(f"{self._strings(line)}\n" for line in file.torn)
        return jsonlines.write(in_order(new)).decode() + torn

    def _remark(self, line: str) -> str:
        """A remark of a review with its new words, as a revision: the line of another clone must not win."""
        new = self._strings(line)
        if new == line:
            return line
        try:
            remark = msgspec.json.decode(new, type=Remark)
        except msgspec.DecodeError:
            return new
        return msgspec.json.encode(msgspec.structs.replace(remark, rev=remark.rev + 1)).decode()

    def _kept_codings(self, transcript: str, text: str) -> str:
        """Codings of a snapshot: they stand in the new texts too, so that it can be restored."""
        lines = jsonlines.read(text, "", Coding)
        new = self._history_codings(transcript, tuple(lines.records))
        return jsonlines.write(new).decode() + "".join(f"{self._strings(words)}\n" for _, words in lines.bad)

    def _coding(self, transcript: str, coding: Coding, file: CodingsFile) -> Coding:
        """A coding with its new words; a tombstone when none of them are left."""
        if coding.deleted:
            return coding
        new = self._without(transcript, coding, file)
        self._codings += new != coding
        if new is None:
            self._dropped += 1
            return Coding(coding.id, by=coding.by, at=coding.at, rev=coding.rev + 1, deleted=history.now())
        # its quote is found anew wherever it comes from; of the rest the older line must not win
        told = (new.memo, new.wording, new.code) != (coding.memo, coding.wording, coding.code)
        return msgspec.structs.replace(new, rev=new.rev + 1) if told else new

    def _without(self, transcript: str, coding: Coding, file: CodingsFile) -> Coding | None:
        same = {name: self._rules.words(getattr(coding, name)) for name in ("memo", "wording", "code")}
        anchor = file.anchors.get(coding.id)
        if anchor and anchor.status in ("review", "lost"):
            if self._rules.gone(transcript, coding):
                return None
            # else the next command would do it, and tell of a change where nobody made one
            behind = carried(coding, self._rules.earlier)
            around = {"quote": self._rules.words(behind.quote), "pre": "", "post": ""}
            worded = self._worded(msgspec.structs.replace(behind, **same, **around), coding)
            return None if behind.deleted else worded
        new = msgspec.structs.replace(coding, **same)
        splices = self._splices.get(transcript)
        if splices is None:
            return new
        if self._rules.withdrawn and splices.replaced(*coding.span):
            return None
        span = splices.span(*coding.span)
        heard = self._study.transcript(transcript).words_between(*coding.span)
        if self._rules.withdrawn and heard and self._is_silent(transcript, span):
            return None
        return self._worded(placed(new, self._texts[transcript], self._versions[transcript], span), coding)

    def _worded(self, new: Coding, old: Coding) -> Coding:
        """A coding without its wording, where words of it are withdrawn: cut, they may not be found in it."""
        is_cut = self._rules.withdrawn and new.quote != old.quote
        return msgspec.structs.replace(new, wording="") if is_cut else new

    def _is_silent(self, transcript: str, span: Span) -> bool:
        """Whether no word is said any more in a span of the new text."""
        if transcript not in self._talks:
            self._talks[transcript] = turns.parse(self._texts[transcript], transcript)
        return not self._talks[transcript].words_between(*span)

    def _record(self, line: str) -> str:
        """A record of the history: codings in it stand in the new texts too, so that it can be undone."""
        record = history.decode(line.encode())
        if record is None:
            return self._strings(line)
        changes = tuple(
            msgspec.structs.replace(
                change,
                before=self._history_codings(change.transcript, change.before),
                after=self._history_codings(change.transcript, change.after),
            )
            for change in record.changes
        )
        sentence = (self._rules.sentence or (lambda one: self._rules.words(one.sentence)))(record)
        answers = tuple(
            msgspec.structs.replace(one, participant=self._rules.person(one.participant))
            for one in record.answers
            if not self._rules.forgotten(one)
        )
        edits = tuple(map(self._edit, record.edits))
        plain = msgspec.structs.replace(
            record, changes=(), sentence="", answers=answers, edits=edits, reworded=(), memos=()
        )
        others = msgspec.convert(deep(msgspec.to_builtins(plain), self._rules.words), history.Record)
        name = self._rules.file_name or str
        sources = tuple(msgspec.structs.replace(one, file=name(one.file)) for one in others.sources)
        reworded = tuple(map(self._reworded, record.reworded))
        memos = tuple(map(self._memo, record.memos))
        return msgspec.json.encode(
            msgspec.structs.replace(
                others, changes=changes, sentence=sentence, sources=sources, reworded=reworded, memos=memos
            )
        ).decode()

    def _memo(self, change: MemoChange) -> MemoChange:
        """What an act did to a memo, in the words and under the name that its file has from now on."""
        before, after = (text and self._rules.words(text) for text in (change.before, change.after))
        return MemoChange(self._renames.of(change.file), before, after)

    def _reworded(self, step: Reworded) -> Reworded:
        """An earlier rework: of words that it put there and that go now, their length is left."""
        same = self._rules.words
        masked = (
            one if same(one.text) == one.text else Splice(one.start, one.end, "·" * len(one.text))
            for one in step.splices
        )
        return msgspec.structs.replace(step, splices=tuple(masked))

    def _edit(self, edit: Edit) -> Edit:
        """An edit of the codebook without the lines of the file, where what is to go stands in them."""
        # no part of YAML can be replaced as if it were text; without them the entry is written anew
        same = self._rules.words(edit.lines) == edit.lines
        return edit if same else msgspec.structs.replace(edit, lines="")

    def _history_codings(self, transcript: str, codings: tuple[Coding, ...]) -> tuple[Coding, ...]:
        if transcript not in self._study.transcript_ids:
            return tuple(
                msgspec.convert(deep(msgspec.to_builtins(coding), self._rules.words), Coding)
                for coding in codings
            )
        file = standing.present(CodingsFile(transcript, "", stored=codings), self._study.present(transcript))
        new = (c if c.deleted else self._without(transcript, c, file) for c in file.records)
        return tuple(coding for coding in new if coding is not None)

    def _strings(self, line: str) -> str:
        """A line of JSON with all its texts replaced; one that is none, as text."""
        try:
            found = msgspec.json.decode(line.encode())
        except (msgspec.DecodeError, UnicodeEncodeError):
            return self._rules.words(line)
        new = deep(found, self._rules.words)
        return line if new == found else msgspec.json.encode(new).decode()

    def _tells(self, data: bytes) -> bool:
        return any(map(self._holds, readable(data)))

    def _kept_texts(self) -> Iterator[Write]:
        """The new texts for the cache, which else is emptied."""
        for name, text in self._texts.items():
            path = f"{CACHE}{self._versions[name]}.txt"
            if not (self._study.root / path).exists():
                yield Write(path, text.encode(), None)


def _names(root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in files.below(root)]


def _each_line(text: str, work: Callable[[str], str]) -> str:
    return "\n".join(work(line) if line.strip() else line for line in text.split("\n"))
