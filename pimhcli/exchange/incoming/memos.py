"""The notes that come in, as memos on what bears them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.coding.memos import Anchor, Memo, On, written
from pimhcli.exchange.outgoing.memos import PARTICIPANT, TAGS
from pimhcli.storage.ids import id_of
from pimhcli.study import memo_files
from pimhcli.study.history import MemoChange
from pimhcli.study.memo_acts import as_file, one_line
from pimhcli.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pimhcli.exchange.imports import Names
    from pimhcli.exchange.incoming.codings import Context
    from pimhcli.exchange.model import Note, Project, Selection
    from pimhcli.study.study import Study


def taken(
    study: Study, project: Project, known: Names, context: Context, codings: Mapping[str, str]
) -> tuple[list[MemoChange], dict[str, str]]:
    """The memos that are new, and the GUIDs of all that are in the study then, by their ids.

    Args:
        study: the open study.
        project: what comes in.
        known: the GUIDs of the study's own memos.
        context: what its other parts became.
        codings: the ids of codings, by their GUIDs.
    """
    here = [file.memo for file in memo_files.every(study)[0]]
    ids = {known.guid("memo", memo.id): memo.id for memo in here}
    said = {(memo.headline, memo.text.strip()): memo.id for memo in here}
    on = _Bearers(project, context, codings)
    changes: list[MemoChange] = []
    guids: dict[str, str] = {}
    for note in (*project.notes, *on.annotations()):
        memo = _memo(note, on.of(note), context)
        own = ids.get(note.guid) or said.get((memo.headline, memo.text.strip()))
        if not memo.text.strip():
            continue
        guids[own or memo.id] = note.guid
        if own is None and memo.id not in {one.id for one in here}:
            said[memo.headline, memo.text.strip()] = memo.id
            name = memo_files.new_name(memo.title, memo.id, memo.at[:10])
            changes.append(MemoChange(name, after=written(memo)))
    return changes, guids


def _memo(note: Note, on: On, context: Context) -> Memo:
    text = as_file(note.text).strip("\n")
    tags = [line.removeprefix(TAGS) for line in note.description.split("\n") if line.startswith(TAGS)]
    title = one_line(note.name) or shortened(text)
    named = (tag.strip() for line in tags for tag in line.split(";"))
    at = context.at(note.at)
    return Memo(id_of(note.guid), on, context.coder(note.coder), at, title, tuple(named), text)


class _Bearers:
    """What each note of a project is on."""

    def __init__(self, project: Project, context: Context, codings: Mapping[str, str]) -> None:
        self._project, self._context, self._codings = project, context, codings
        self._on: dict[str, On] = {}
        for guid, on in self._pairs():
            self._on.setdefault(guid, on)

    def of(self, note: Note) -> On:
        """What a note is on; the study, where nothing bears it."""
        for line in note.description.split("\n"):
            if line.startswith(PARTICIPANT):
                return On("participant", line.removeprefix(PARTICIPANT).strip())
        return self._on.get(note.guid, On())

    def annotations(self) -> Iterator[Note]:
        """Passages with a memo and no code, as notes on the turn."""
        from pimhcli.exchange.model import Note

        for one in self._project.selections:
            if one.memo.strip() and not one.tags and (on := self._place(one)):
                self._on[one.guid] = on
                yield Note(one.guid, "", one.memo, coder=one.coder, at=one.at)

    def _pairs(self) -> Iterator[tuple[str, On]]:
        project, context = self._project, self._context
        for code in project.codes:
            yield from ((note, On("code", context.keys[code.guid])) for note in code.notes)
        for source in project.sources:
            if source.guid in context.texts:
                on = On("transcript", context.texts[source.guid].transcript.id)
                yield from ((note, on) for note in source.notes)
        for one in project.selections:
            notes = (*one.notes, *(note for tag in one.tags for note in tag.notes))
            if notes and (place := self._place(one)):
                yield from ((note, place) for note in notes)
        for each in project.sets:
            if each.sources:
                yield from ((note, On("group", each.name)) for note in each.notes)

    def _place(self, one: Selection) -> On | None:
        """The excerpt that a passage is, or the words of the turn in which it stands without a code."""
        span = self._context.span(one)
        if span is None:
            return None
        text = self._context.texts[one.source]
        words = text.transcript.text[span[0] : span[1]]
        anchor = Anchor(text.transcript.id, *span, words, text.version)
        excerpt = next((self._codings[tag.guid] for tag in one.tags if tag.guid in self._codings), "")
        return On("excerpt", excerpt, anchor) if excerpt else On("turn", "", anchor)
