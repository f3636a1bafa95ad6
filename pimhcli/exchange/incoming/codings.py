"""The codings that come in, each found among those of the study by GUID and then by content, or new."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.coding.acts import Change
from pimhcli.coding.excerpts import Coding, place
from pimhcli.storage.ids import id_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pimhcli.exchange.imports import Names
    from pimhcli.exchange.incoming.texts import Text
    from pimhcli.exchange.model import Project, Selection, Tag
    from pimhcli.study.study import Study


class Context(NamedTuple):
    """What the parts of a project became.

    Args:
        texts: the transcripts, by the GUIDs of the sources.
        keys: the keys of codes, by their GUIDs.
        coders: the ids of coders, by their GUIDs.
        unknown: the coder of what nobody is said to have made.
        now: the time, for what has none.
    """

    texts: Mapping[str, Text]
    keys: Mapping[str, str]
    coders: Mapping[str, str]
    unknown: str
    now: str

    def coder(self, guid: str) -> str:
        """Who is meant by a GUID."""
        return self.coders.get(guid, self.unknown)

    def span(self, one: Selection) -> tuple[int, int] | None:
        """Where a passage stands, without blanks and labels at its ends; None where nothing is said in it."""
        text = self.texts.get(one.source)
        if text is None:
            return None
        start, end = text.transcript.said(one.start + text.front, one.end + text.front)
        return (start, end) if start < end else None

    def at(self, moment: str) -> str:
        """A moment as the study has it."""
        return moment.replace("Z", ".000Z") if moment else self.now


class Taken(NamedTuple):
    """The codings that came in.

    Args:
        changes: what is new, by transcript and coder.
        guids: of all that are in the study now, by their ids.
        new: how many are new, by transcript and coder.
        same: how many were there.
        gone: how many were there once, and were removed here since.
        differ: how many have another note here than there.
        silent: how many passages hold no words that anybody says.
    """

    changes: tuple[Change, ...]
    guids: dict[str, str]
    new: dict[tuple[str, str], int]
    same: int
    gone: int
    differ: int
    silent: int


def taken(study: Study, project: Project, known: Names, context: Context) -> Taken:
    """The codings of a project in a study.

    Args:
        study: the open study.
        project: what comes in.
        known: the GUIDs of the study's own codings.
        context: what its other parts became.
    """
    return _Codings(study, known, context).taken(project)


class _Codings:
    def __init__(self, study: Study, known: Names, context: Context) -> None:
        self._context = context
        self._ids: dict[str, str] = {}
        self._stored: dict[str, Coding] = {}
        self._here: dict[tuple[object, ...], Coding] = {}
        key_of = study.codebook.key_of
        for name in study.transcript_ids:
            for coder in study.coders(name):
                for one in study.codings(name, coder).records:
                    self._ids[known.guid("coding", one.id)] = one.id
                    self._stored[one.id] = one
                    if not one.deleted:
                        self._here.setdefault((name, *one.span, one.quote, key_of(one.code), coder), one)
        self._met: Counter[str] = Counter()

    def taken(self, project: Project) -> Taken:
        made: dict[tuple[str, str], list[Coding]] = {}
        guids: dict[str, str] = {}
        for selection in project.selections:
            span = self._context.span(selection)
            if span is None:
                self._met["silent"] += bool(selection.tags)
                continue
            for tag in selection.tags:
                one, is_new = self._coding(selection, tag, span)
                guids[one.id] = tag.guid
                if is_new:
                    transcript = self._context.texts[selection.source].transcript.id
                    made.setdefault((transcript, one.by), []).append(one)
        return Taken(
            tuple(Change(transcript, coder, (), tuple(those)) for (transcript, coder), those in made.items()),
            guids,
            {place: len(those) for place, those in made.items()},
            self._met["same"],
            self._met["gone"],
            self._met["differ"],
            self._met["silent"],
        )

    def _coding(self, selection: Selection, tag: Tag, span: tuple[int, int]) -> tuple[Coding, bool]:
        """A coding as the study has it, and whether it is new."""
        context, text = self._context, self._context.texts[selection.source]
        coder, key = context.coder(tag.coder or selection.coder), context.keys[tag.code]
        words = text.transcript.text[span[0] : span[1]]
        content = (text.transcript.id, *span, words, key, coder)
        own = self._ids.get(tag.guid) or id_of(tag.guid)
        found = self._stored.get(own) or self._here.get(content)
        memo = selection.memo.strip()
        if found:
            self._met["gone" if found.deleted else "same"] += 1
            self._met["differ"] += not found.deleted and bool(memo) and found.memo.strip() != memo
            return found, False
        made = Coding(
            own, key, **place(text.transcript.text, text.version, *span), memo=memo, by=coder,
            at=context.at(tag.at or selection.at),
        )  # fmt: skip
        self._stored[own] = self._here[content] = made
        return made, True
