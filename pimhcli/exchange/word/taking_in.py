"""A Word document whose comments are tags, as a project on its way into a study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.errors import ProblemsError
from pimhcli.exchange.imports import Names
from pimhcli.exchange.incoming.importing import Parcel
from pimhcli.exchange.incoming.texts import are_alike, stem
from pimhcli.exchange.model import Code, Coder, Project, Received, Selection, Source, Tag
from pimhcli.exchange.refi import guids
from pimhcli.exchange.word import comments_in, tags
from pimhcli.findings import Finding
from pimhcli.folding import did_you_mean
from pimhcli.storage import files
from pimhcli.study import names
from pimhcli.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pimhcli.coding.codebook import Code as Entry
    from pimhcli.exchange.word.comments_in import Comment, Commented
    from pimhcli.findings import Severity
    from pimhcli.study.study import Study


def opened(study: Study, path: Path, transcript: str = "") -> Parcel:
    """A document on disk.

    Args:
        study: the open study, to whose transcripts it belongs.
        path: of the .docx file.
        transcript: the transcript that it is; empty to find it.

    Raises:
        UsageError: the file cannot be read, or there is no such transcript.
        ProblemsError: it is no Word document, has no comments, or is of no transcript of the study.
    """
    data = files.read_bytes(path)
    document = comments_in.read(data, path.name)
    if not document.comments:
        raise ProblemsError(
            f"{path.name} has no comments.", hint=f"A transcript comes in by: pimh transcript add {path}"
        )
    own = study.called(transcript).id if transcript else _transcript(study, path, document)
    made = _Making(study, path.name, document, own)
    return Parcel(path.name, data, Received(made.project(), tuple(made.told)))


def _transcript(study: Study, path: Path, document: Commented) -> str:
    """The transcript that a document is: by its words, then by its name."""
    alike = (name for name in study.transcript_ids if are_alike(document.text, study.transcript(name).text))
    spellings = (stem(path.name), names.from_words(stem(path.name)))
    called = (own for words in spellings if (own := study.id_of(words)))
    found = next(alike, "") or next(called, "")
    if not found:
        raise ProblemsError(
            f"{path.name} is of no transcript of the study.",
            hint=f"Add it first: pimh transcript add {path}. Or say which one it is: --transcript NAME",
        )
    return found


class _Making:
    """Makes codings of comments."""

    def __init__(self, study: Study, file: str, document: Commented, transcript: str) -> None:
        self._book, self._file, self._document, self._id = study.codebook, file, document, transcript
        self._guid = Names(study).guid
        self._codes: dict[str, Code] = {}
        self.told: list[Finding] = []

    def project(self) -> Project:
        source = Source(self._guid("transcript", self._id), self._id, self._document.text)
        selections = [one for comment in self._document.comments for one in self._selection(comment)]
        authors = dict.fromkeys(comment.author for comment in self._document.comments)
        return Project(
            origin="Word",
            coders=tuple(Coder(_of_word("author", name), name) for name in authors if name),
            codes=tuple(self._codes.values()),
            sources=(source,),
            selections=tuple(selections),
        )

    def _selection(self, comment: Comment) -> Iterator[Selection]:
        """The passage of a comment: its first paragraph is the tags, the others are the note."""
        quote = self._document.text[comment.start : comment.end]
        if not comment.lines or not quote.strip():
            self._tell(quote, "the comment is empty, or on no words; it was left out.", "warning")
            return
        first, *rest = comment.lines
        found = tags.split(first)
        if any(len(step) > tags.LONGEST for tag in found for step in tags.steps(tag)):
            self._tell(quote, "the comment is too long for tags; it comes in as a note.", "note")
            found, rest = [], [*comment.lines]
        coder = _of_word("author", comment.author)
        place = (self._id, str(comment.start), str(comment.end), comment.author)
        codes = dict.fromkeys(map(self._code, found))
        tagged = tuple(Tag(_of_word("coding", *place, code), code, coder, comment.at) for code in codes)
        yield Selection(
            _of_word("comment", *place, *comment.lines), self._guid("transcript", self._id), comment.start,
            comment.end, quote, "\n".join(rest), coder, comment.at, tagged,
        )  # fmt: skip

    def _code(self, tag: str) -> str:
        """The GUID of the code that a tag means; the codes on the way to it are met too."""
        entry = tags.found(self._book, tag)
        if entry:
            return self._here(entry)
        key = ""
        for depth, name in enumerate(path := tags.steps(tag), 1):
            above = tags.found(self._book, " > ".join(path[:depth]))
            key = self._here(above) if above else self._new(name, key)
        return key

    def _here(self, entry: Entry) -> str:
        """The GUID of an entry of the codebook, which is met with all above it."""
        for one in self._book.line(entry.id):
            above = self._guid("code", one.parent) if one.parent else ""
            key = self._guid("code", one.id)
            self._codes.setdefault(key, Code(key, one.name, above))
        return self._guid("code", entry.id)

    def _new(self, name: str, parent: str) -> str:
        key = _of_word("code", parent, name)
        if key not in self._codes:
            self._codes[key] = Code(key, name, parent)
            hint = did_you_mean(name, [code.name for code in self._book.codes])
            what = f"'{name}' is not in the codebook, and becomes a new code."
            self.told.append(Finding(self._file, what, hint, "note"))
        return key

    def _tell(self, quote: str, what: str, severity: Severity) -> None:
        self.told.append(Finding(f"{self._file}, on “{shortened(quote)}”", what, "", severity))


def _of_word(kind: str, *key: str) -> str:
    return guids.guid("Word", kind, *key)
