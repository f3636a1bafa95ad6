"""The names of a key as they are replaced in one study, and found in whatever is left of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.study.study import PARTICIPANTS
from pimhcli.study.unescaped import unescaped
from pimhcli.transcripts.name_shapes import flat
from pimhcli.transcripts.pseudonyms import Pseudonymiser
from pimhcli.transcripts.splices import Splice, Splices
from pimhcli.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pimhcli.coding.excerpts import Coding
    from pimhcli.study.history import Record
    from pimhcli.study.study import Study
    from pimhcli.transcripts.pseudonym_key import Key
    from pimhcli.transcripts.pseudonyms import Replaced

_CUT = re.compile(r"(?<=.{60})…(?=[\"”]|$)", re.DOTALL)  # where a quote in a sentence was cut off
_WORD = re.compile(r"[^\W_]+")
_WORDS_OF_A_NAME = 6
_MACHINE = r"(?:-[a-z0-9]{4}(?=\.jsonl))?"  # behind a coder's id in the name of a history
_LONGEST_ID = 60  # characters
_ASKED = (PARTICIPANTS, "questionnaire.yaml")  # where answers to be chosen stand


class Names:
    """What a key does to a study.

    The ids of transcripts and coders stay where they stand alone: files are called by them.

    Args:
        study: the open study.
        key: read without errors.
    """

    def __init__(self, study: Study, key: Key) -> None:
        self._study = study
        self._names = Pseudonymiser(key)
        self._forms = [flat(form) for entry in key.entries for form in entry.forms]
        self.coders = frozenset(coders(study))
        ids = {*study.transcript_ids, *self.coders}
        self._stay = frozenset(one for one in ids if self._names.rewritten(one) != one)
        either = "|".join(map(re.escape, sorted(self._stay, key=len, reverse=True)))
        self._ids = re.compile(rf"(?<![\w-])(?:{either}){_MACHINE}(?![\w-])") if either else None
        items = study.questionnaire.items
        self._levels = {level for item in items for level in item.levels if self.words(level) == level}
        self.splices = {name: tuple(self._splices(name)) for name in study.transcript_ids}
        self._after = {
            name: (Splices(splices), Splices(splices).applied(study.transcript(name).text))
            for name, splices in self.splices.items()
        }

    def found(self, text: str) -> list[Replaced]:
        """The names in a text, those that stay as ``unsure``."""
        return self._names.found(text)

    def words(self, text: str) -> str:
        """A text with its names replaced; an id stays."""
        return text if text in self._stay else self._names.rewritten(text)

    def label(self, text: str) -> str:
        """The same of what stands for a person and nothing else, such as a speaker's label."""
        return text if text in self._stay else self._names.rewritten(f"{text}: ").removesuffix(": ")

    def file_name(self, name: str) -> str:
        """The same of a file's name, in which words may be run together."""
        return self._names.rewritten(self.words(name), joined=True)

    def sentence(self, record: Record) -> str:
        """What a record of the history tells, its quotes in their new words."""
        told = record.sentence
        for source in record.sources:
            told = told.replace(source.file, self.file_name(source.file))
        for change in record.changes:
            for coding in (*change.before, *change.after):
                if coding.quote:
                    new = self._requoted(change.transcript, coding)
                    told = told.replace(shortened(coding.quote), shortened(new))
        return self._uncut(self.words(told))

    def is_id(self, text: str, hit: Replaced) -> bool:
        """Whether what was found in a text is an id, or part of one, and stays."""
        around = range(max(hit.start - _LONGEST_ID, 0), hit.start + 1)
        found = (self._ids.match(text, start) for start in around) if self._ids else ()
        return any(one and one.end() >= hit.end for one in found)

    def is_chosen(self, file: str, words: str) -> bool:
        """Whether some words of a file are an answer to be chosen, which stays: the ethnicity White.

        Args:
            file: relative to the study's folder.
            words: as they stand there.
        """
        return file in _ASKED and words in self._levels

    def holds(self, text: str) -> bool:
        """Whether a text, or that of a file of JSON or HTML, holds a name that is surely meant."""
        return any(not hit.unsure for hit in self._told(text))

    def holds_answers(self, file: str, text: str) -> bool:
        """Whether the names that a file holds are all answers to be chosen."""
        return file in _ASKED and all(hit.unsure or self.is_chosen(file, hit.old) for hit in self._told(text))

    def may_hold(self, text: str) -> bool:
        """Whether it holds a name, or a word with a capital that may be one."""
        return any(not (hit.unsure and hit.old.islower()) for hit in self._told(text))

    def count(self, text: str) -> int:
        """How many names a text holds that are surely meant."""
        return sum(not hit.unsure for hit in self._names.found(unescaped(text)))

    def is_called(self, path: str) -> bool:
        """Whether the name of a file or its folder holds a name, but for a coder's files.

        Args:
            path: relative to the study's folder.
        """
        parts = [part.split(".")[0] for part in path.split("/")]
        own = (part for part in parts if not {part, part.rpartition("-")[0]} & self.coders)
        found = (hit for part in own for hit in self._names.found(part, joined=True))
        return not path.startswith(".pimh/") and any(not hit.unsure for hit in found)

    def _told(self, text: str) -> list[Replaced]:
        """The names in a text as people read it, without ids."""
        plain = unescaped(text)
        return self._names.found(self._ids.sub(" ", plain) if self._ids else plain)

    def _splices(self, transcript: str) -> Iterator[Splice]:
        for hit in self._names.found(self._study.transcript(transcript).text):
            if not hit.unsure:
                yield Splice(hit.start, hit.end, hit.new)

    def _requoted(self, transcript: str, coding: Coding) -> str:
        """The words of a coding as they become, where they stand in the transcript."""
        if transcript not in self._after:
            return self.words(coding.quote)
        start, end = coding.span
        if self._study.transcript(transcript).text[start:end] != coding.quote:
            return self.words(coding.quote)
        splices, text = self._after[transcript]
        begins, ends = splices.span(start, end)
        return text[begins:ends]

    def _uncut(self, sentence: str) -> str:
        """A sentence without what is left of a name where a quote in it was cut off."""
        *cut, rest = _CUT.split(sentence)
        return "…".join([*map(self._without_stub, cut), rest])

    def _without_stub(self, text: str) -> str:
        for word in reversed([*_WORD.finditer(text)][-_WORDS_OF_A_NAME:]):
            stub = flat(text[word.start() :])
            if any(form.startswith(stub) for form in self._forms):
                return self._without_stub(text[: word.start()].rstrip())
        return text


def coders(study: Study) -> Iterable[str]:
    """The ids of all who have done anything in a study, or are of its team."""
    yield from (member.id for member in study.settings.team)
    yield from (path.stem for path in study.folder.matching("codings/*/*.jsonl"))
    yield from (path.stem.rpartition("-")[0] for path in study.folder.matching("history/*.jsonl"))
