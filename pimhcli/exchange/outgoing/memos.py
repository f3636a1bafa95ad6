"""The memos of a study as notes, and what each is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.exchange.model import Note, Selection
from pimhcli.exchange.outgoing.times import to_the_second
from pimhcli.study import memos
from pimhcli.study.memo_targets import place_now

if TYPE_CHECKING:
    from pimhcli.exchange.imports import Names
    from pimhcli.study.memos import Listed
    from pimhcli.study.study import Study

PARTICIPANT, TAGS = "On participant: ", "Tags: "  # what begins a line of a note's description


class Notes:
    """The memos of a study, by what they are on.

    Args:
        study: the open study; what is wrong with the memos' files is added to its findings.
        names: gives the GUIDs.
    """

    def __init__(self, study: Study, names: Names) -> None:
        self._study, self._names = study, names
        self._on: dict[tuple[str, str], list[str]] = {}
        self.notes: list[Note] = []
        self.selections: list[Selection] = []  # passages that bear a note and no code
        self.coders: set[str] = set()  # who wrote them
        self.adrift = 0  # memos on what is there no longer
        found, warnings = memos.everything(study)
        study.findings += [one for one in warnings if one not in study.findings]
        for one in found:
            if not one.is_note:
                self._take(one)

    def on(self, kind: str, name: str = "") -> tuple[str, ...]:
        """The GUIDs of the notes on something.

        Args:
            kind: of what.
            name: its id or key; empty for the study.
        """
        return tuple(self._on.get((kind, name), ()))

    def _take(self, listed: Listed) -> None:
        memo, target = listed.memo, listed.target
        guid = self._names.guid("memo", memo.id)
        person = f"{PARTICIPANT}{target.name}" if target.kind == "participant" else ""
        tags = f"{TAGS}{'; '.join(memo.tags)}" if memo.tags else ""
        described = "\n".join(filter(None, (person, tags)))
        coder = self._names.guid("coder", memo.by) if memo.by else ""
        note = Note(guid, memo.headline, memo.text, described, coder, to_the_second(memo.at))
        self.notes.append(note)
        self.coders.update({memo.by} - {""})
        is_gone = bool(target.problem) and not target.turn
        self.adrift += is_gone
        if target.kind == "turn" and not is_gone:
            self._on_turn(listed, note)
        elif not is_gone:
            self._on.setdefault((target.kind, target.name), []).append(guid)

    def _on_turn(self, listed: Listed, note: Note) -> None:
        """A passage for the memo to hang on: only passages can have notes there, turns cannot."""
        target, anchor = listed.target, listed.memo.on.anchor
        turn = self._study.transcript(target.transcript).turns[target.turn - 1]
        start, end = turn.start, turn.end
        if anchor and anchor.quote:
            place = place_now(self._study, anchor)
            start, end = place.start, place.end
        text = self._study.transcript(target.transcript).text
        guid, source = self._names.guid("place", listed.memo.id), target.transcript
        self.selections.append(
            Selection(
                guid, self._names.guid("transcript", source), start, end, text[start:end],
                coder=note.coder, at=note.at, notes=(note.guid,),
            )
        )  # fmt: skip
