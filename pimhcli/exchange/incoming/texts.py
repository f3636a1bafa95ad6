"""The texts that come in: which transcript of the study each is, or which it becomes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.storage import texts
from pimhcli.study import names
from pimhcli.transcripts import turns
from pimhcli.transcripts.drafts import UNIDENTIFIED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pimhcli.exchange.imports import Names
    from pimhcli.exchange.model import Project, Source
    from pimhcli.study.study import Study
    from pimhcli.transcripts.turns import Transcript

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # what no transcript of a study may hold


class Text(NamedTuple):
    """A text that came in.

    Args:
        transcript: in which its passages stand, with the study's id of it; the text is that of the file
            where the study has another version of it.
        version: the id of that text.
        front: how many characters stand before the text of the file.
        is_new: whether the study has no such transcript yet.
        is_other: whether the study has another version of it.
    """

    transcript: Transcript
    version: str
    front: int = 0
    is_new: bool = False
    is_other: bool = False


def taken(study: Study, project: Project, known: Names) -> dict[str, Text]:
    """The texts of a project by their GUIDs.

    Args:
        study: the open study.
        project: what comes in.
        known: the GUIDs of the study's own transcripts.
    """
    return dict(_Texts(study, project, known).each())


def stem(name: str) -> str:
    """The name of a source without the ending of a file."""
    stem, dot, ending = name.rpartition(".")
    return stem if dot and ending.isalnum() and len(ending) <= 4 else name


class _Texts:
    """Finds one after the other, so that no two become one transcript."""

    def __init__(self, study: Study, project: Project, known: Names) -> None:
        self._study, self._project = study, project
        ids = study.transcript_ids
        self._by_guid = {known.guid("transcript", name): name for name in ids}
        self._by_text = {study.transcript(name).text.rstrip("\n"): name for name in ids}
        self._taken = set(ids)
        self._first: dict[str, int] = {}  # where the first passage of each begins
        for one in project.selections:
            self._first[one.source] = min(one.start, self._first.get(one.source, one.start))

    def each(self) -> Iterator[tuple[str, Text]]:
        for source in self._project.sources:
            text = _CONTROL.sub("\ufffd", source.text)
            name = self._name(source, text)
            yield source.guid, self._here(name, text) if name else self._new(source, text)

    def _name(self, source: Source, text: str) -> str:
        """The transcript of the study that a text is; empty where it is none."""
        named = self._study.id_of(stem(source.name)) or self._study.id_of(source.name)
        found = self._by_guid.get(source.guid) or self._by_text.get(text.rstrip("\n"), "")
        if found or not named:
            return found
        return named if are_alike(text, self._study.transcript(named).text) else ""

    def _here(self, name: str, text: str) -> Text:
        ours = self._study.transcript(name)
        front = _front(ours.text)
        for before in (0, front):
            if ours.text[before:].rstrip("\n") == text.rstrip("\n"):
                return Text(ours, self._study.version(name), before)
        return Text(turns.parse(text, name), texts.version(text), is_other=True)

    def _new(self, source: Source, text: str) -> Text:
        own = names.from_words(stem(source.name))
        number, name = 2, own
        while name in self._taken:
            name, number = f"{own[:50]}-{number}", number + 1
        self._taken.add(name)
        parsed = turns.parse(text, name)
        front = 0
        if not parsed.turns or self._first.get(source.guid, len(text)) < _line_of(parsed):
            # before the first label nobody speaks, and nothing could be coded
            front = len(UNIDENTIFIED) + 2
            text = f"{UNIDENTIFIED}: {text}"
            parsed = turns.parse(text, name)
        return Text(parsed, texts.version(text), front, is_new=True)


def _front(text: str) -> int:
    """How much of a text is the label that was put before it when it came in."""
    label = f"{UNIDENTIFIED}: "
    return len(label) if text.startswith(label) else 0


def _line_of(transcript: Transcript) -> int:
    """The offset at which the line of the first turn starts."""
    return transcript.text.rfind("\n", 0, transcript.turns[0].start) + 1


def are_alike(one: str, other: str) -> bool:
    """Whether two texts share half of their lines or more: then they are two versions of one."""
    mine, theirs = _lines(one.split("\n")), _lines(other.split("\n"))
    return bool(mine) and 2 * len(mine & theirs) >= min(len(mine), len(theirs))


def _lines(found: Iterable[str]) -> set[str]:
    return {line.strip() for line in found if line.strip()}
