"""What memos hang on as it is now: found again after edits, and told where it is gone."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.coding.excerpts import Coding, locate
from pimhcli.folding import fold_name
from pimhcli.study.material import all_excerpts
from pimhcli.study.standing import carried
from pimhcli.transcripts.mapping.mapping import LOST, Mapped
from pimhcli.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.coding.excerpts import Excerpt
    from pimhcli.coding.memos import Anchor, Kind, Memo
    from pimhcli.study.study import Study

_SETTLE = "write `on: turn {turn}` in its first lines, and take start, end, text and quote away"


class Target(NamedTuple):
    """What a memo hangs on, as it is now.

    Args:
        kind: of what.
        what: how it is called and where it stands; empty for the study.
        name: its id or key now; of a turn its number.
        transcript: the transcript that it stands in; empty for none.
        turn: the number of the turn, or of that an excerpt begins in; 0 for none.
        quote: the words of an excerpt.
        problem: why it cannot be found, or not for certain; empty when it is there.
        hint: what to do about it.
    """

    kind: Kind
    what: str
    name: str = ""
    transcript: str = ""
    turn: int = 0
    quote: str = ""
    problem: str = ""
    hint: str = ""

    @property
    def sentence(self) -> str:
        """The same as a list shows it."""
        words = f": “{shortened(self.quote)}”" if self.quote else ""
        return f"{self.what}{words}{f' ({self.problem})' if self.problem else ''}" or "the study"


class Targets:
    """Finds what the memos of a study hang on.

    Args:
        study: the open study; only those parts of it are read that a memo hangs on.
    """

    def __init__(self, study: Study) -> None:
        self._study = study
        self._find: dict[Kind, Callable[[Memo], Target]] = {
            "study": lambda _: Target("study", ""),
            "group": self._group,
            "transcript": self._transcript,
            "turn": self._turn,
            "excerpt": self._excerpt,
            "code": self._code,
            "participant": self._participant,
        }

    def of(self, memo: Memo) -> Target:
        """What a memo hangs on.

        Args:
            memo: any; that of which the target is gone keeps what it is called.
        """
        return self._find[memo.on.kind](memo)

    @cached_property
    def groups(self) -> dict[str, str]:
        """The focus groups by their folded names."""
        settings = self._study.settings
        held = map(settings.group_of, self._study.transcript_ids)
        return {fold_name(one): one for one in (*(group.id for group in settings.focus_groups), *held)}

    @cached_property
    def people(self) -> dict[str, str]:
        """Everybody who answered or speaks, by their folded names."""
        study = self._study
        talks = (study.transcript(name).turns for name in study.transcript_ids)
        speakers = (turn.speaker for turns in talks for turn in turns)
        return {fold_name(name): name for name in (*speakers, *study.cast.participants)}

    @cached_property
    def _excerpts(self) -> dict[str, Excerpt]:
        """The excerpts by the ids of all their codings."""
        found = all_excerpts(self._study)
        return {coding.id: excerpt for excerpt in found for coding in excerpt.codings}

    def _group(self, memo: Memo) -> Target:
        name = self.groups.get(fold_name(memo.on.name), "")
        if name:
            return Target("group", f"focus group {name}", name)
        return self._gone(memo, f"focus group {memo.on.name}", "study.yaml has no such group")

    def _transcript(self, memo: Memo) -> Target:
        name = self._study.id_of(memo.on.name)
        if name:
            return Target("transcript", f"transcript {name}", name, name)
        return self._gone(memo, f"transcript {memo.on.name}", "there is no such transcript")

    def _code(self, memo: Memo) -> Target:
        book = self._study.codebook
        key = book.key_of(memo.on.name)
        if key in book.by_key:
            code = book.by_key[key]
            return Target("code", f"{code.level} {book.path(code.id)}", code.id)
        found = book.find(memo.on.name)
        if len(found) == 1:
            return Target("code", f"{found[0].level} {book.path(found[0].id)}", found[0].id)
        return self._gone(memo, f"code {memo.on.name}", "the codebook has no such entry")

    def _participant(self, memo: Memo) -> Target:
        name = self.people.get(fold_name(memo.on.name), "")
        if name:
            return Target("participant", f"participant {name}", name)
        return self._gone(memo, f"participant {memo.on.name}", "nobody of that name is in the study")

    def _turn(self, memo: Memo) -> Target:
        anchor = memo.on.anchor
        if anchor is None or anchor.transcript not in self._study.transcript_ids:
            where = anchor.transcript if anchor else ""
            return self._gone(memo, f"a turn of {where}", "there is no such transcript")
        if not anchor.quote:
            return self._numbered(memo, anchor)
        place = place_now(self._study, anchor)
        return self._at(memo, anchor, place)

    def _numbered(self, memo: Memo, anchor: Anchor) -> Target:
        turns = self._study.transcript(anchor.transcript).turns
        number = int(memo.on.name) if memo.on.name.isdecimal() else 0
        if 0 < number <= len(turns):
            return self._turn_of(anchor.transcript, number)
        return self._gone(memo, f"{anchor.transcript}, turn {memo.on.name}", "there is no such turn")

    def _at(self, memo: Memo, anchor: Anchor, place: Mapped) -> Target:
        turn = self._study.transcript(anchor.transcript).turn_at(place.start)
        if place.status == "lost" or turn is None:
            words = f"a turn of {anchor.transcript}: “{shortened(anchor.quote)}”"
            return self._gone(memo, words, "its words stand there no longer", anchor.transcript)
        found = self._turn_of(anchor.transcript, turn.number)
        if place.status != "review":
            return found
        hint = f"Look: pimh memo show {memo.id}. If it is that turn, {_SETTLE.format(turn=turn.number)}."
        return found._replace(problem="may stand elsewhere now", hint=hint)

    def _turn_of(self, transcript: str, number: int) -> Target:
        speaker = self._study.transcript(transcript).turns[number - 1].speaker
        return Target("turn", f"{transcript}, turn {number}, {speaker}", str(number), transcript, number)

    def _excerpt(self, memo: Memo) -> Target:
        anchor, excerpt = memo.on.anchor, self._excerpts.get(memo.on.name)
        if excerpt is None and anchor and anchor.transcript in self._study.transcript_ids:
            # the coding that it is called by may have gone, and others of the excerpt stayed
            place = place_now(self._study, anchor)
            span = (place.start, place.end)
            excerpt = next((e for e in self._of_transcript(anchor.transcript) if e.span == span), None)
        if excerpt is not None:
            return of_excerpt(self._study, excerpt)
        where = anchor.transcript if anchor else ""
        return self._gone(memo, f"excerpt {memo.on.name}", "there is no such excerpt any more", where)

    def _of_transcript(self, name: str) -> list[Excerpt]:
        return [excerpt for excerpt in self._excerpts.values() if excerpt.transcript == name]

    def _gone(self, memo: Memo, what: str, why: str, transcript: str = "") -> Target:
        hint = f"Write in its first lines what it is on now (on: …), or: pimh memo remove {memo.id}"
        return Target(memo.on.kind, what, memo.on.name, transcript, problem=why, hint=hint)


def of_excerpt(study: Study, excerpt: Excerpt) -> Target:
    """An excerpt as something that a memo, or its own note, hangs on.

    Args:
        study: the open study.
        excerpt: of any coder, in a transcript that there is.
    """
    name, quote = excerpt.transcript, excerpt.quote
    transcript = study.transcript(name)
    there = locate(excerpt.codings[0], transcript.text, study.version(name))
    turn = transcript.turn_at(there[0]) if there else None
    at = f", turn {turn.number}, {turn.speaker}" if turn else ""
    number = turn.number if turn else 0
    return Target("excerpt", f"excerpt {excerpt.id}, {name}{at}", excerpt.id, name, number, quote)


def place_now(study: Study, anchor: Anchor) -> Mapped:
    """Where the words stand now that a memo is on, whatever was done to the transcript since.

    Args:
        study: the open study.
        anchor: the words, of a transcript that there is.
    """
    now = study.present(anchor.transcript)
    # a coding that is carried to nothing is told by when it was changed
    coding = Coding("memo", "memo", anchor.quote, anchor.start, anchor.end, text=anchor.text, at="memo")
    if found := locate(coding, now.text, now.version):
        return Mapped("same", *found)
    moved = carried(coding, now.reworded())
    if moved.deleted:
        return LOST
    if moved is not coding:
        # the quote in the file was rewritten with the transcript, and need not have become the same words
        text = now.text if moved.text == now.version else study.older(moved.text)
        quote = text[moved.start : moved.end] if text else anchor.quote
        coding = msgspec.structs.replace(moved, quote=quote)
    return now.anchors().anchor(coding)
