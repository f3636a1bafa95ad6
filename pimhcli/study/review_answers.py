"""The answers to a review: only by them does a suggestion change the codebook or a coding."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.analysis.passages import Passage
from pimhcli.coding.remarks import Remark, Said
from pimhcli.errors import ProblemsError, UsageError
from pimhcli.storage.ids import new_id
from pimhcli.study import acting, codebook_acts, history
from pimhcli.study.acting import Plan
from pimhcli.study.history import Record
from pimhcli.study.review_matter import Matter
from pimhcli.study.saving import Step

if TYPE_CHECKING:
    from pimhcli.coding.reviews import Point, Verdict
    from pimhcli.study.study import Study

_KINDS = {"query": "query", "recode": "suggestion", "rename": "suggestion"}


class _Told(NamedTuple):
    """How an answer is told: what it does with the point, and which words it cannot do without."""

    beginning: str
    example: str


_TOLD: dict[Verdict, _Told] = {
    "accept": _Told("Accepted", "what you did about it"),
    "decline": _Told("Declined", "why it stays as it is"),
    "discuss": _Told("Left open:", "what is to be discussed"),
}


def answer(study: Study, coder: str, key: str, verdict: Verdict, words: str = "") -> Plan:
    """Answers a point; a suggestion that is accepted is carried out in the same act.

    Args:
        study: the open study.
        coder: who answers.
        key: the id of the point, or its first letters.
        verdict: what becomes of it.
        words: the answer; a suggestion can be accepted without any.

    Raises:
        UsageError: it is the coder's own point, or words are missing.
        ProblemsError: there is no such point, it is settled, or what is suggested cannot be done.
    """
    matter, words = Matter(study), words.strip()
    point = matter.point(key)
    own = _refuse_own(study, coder, point)
    _refuse_settled(point)
    does = verdict == "accept" and point.remark.kind != "query"
    if not (words or does):
        raise UsageError(
            "This answer needs words.", hint=f'Say {_TOLD[verdict].example}: --{verdict} "your words"'
        )
    act = _carried_out(matter, coder, point) if does else Plan("")
    sentence = " ".join(filter(None, (_told(matter, point, verdict, act.sentence), words, own)))
    return _with(act, _reply(coder, point, Remark("", "answer", words=words, verdict=verdict)), sentence)


def reopen(study: Study, coder: str, key: str, words: str) -> Plan:
    """Raises a settled point again.

    Args:
        study: the open study.
        coder: who does it.
        key: the id of the point, or its first letters.
        words: why.

    Raises:
        UsageError: there are no words.
        ProblemsError: there is no such point, or it is open.
    """
    matter, words = Matter(study), words.strip()
    point = matter.point(key)
    if point.is_open:
        raise ProblemsError(f"The point {point.remark.id} is open.", hint="See it with: pimh review list")
    if not words:
        raise UsageError("To raise it again needs words.", hint='Say why: --reopen "your words"')
    sentence = f"Raised again {_named(matter, point)}: {words}"
    return _with(Plan(""), _reply(coder, point, Remark("", "query", words=words)), sentence)


def _refuse_own(study: Study, coder: str, point: Point) -> str:
    """Stops who answers the own point; tells of it where there is nobody else."""
    if point.remark.by != coder:
        return ""
    others = {member.id for member in study.settings.team} - {coder}
    if others:
        raise UsageError(
            "You raised this point yourself; somebody else answers it.",
            hint=f"Answer as one of the others ({', '.join(sorted(others))}): --coder NAME. "
            "To take back what you said: pimh undo",
        )
    return "You answered a point of your own."


def _refuse_settled(point: Point) -> None:
    if point.is_open:
        return
    last, key = point.replies[-1], point.remark.id
    done = {"accept": "accepted", "decline": "declined"}[last.verdict]
    raise ProblemsError(
        f"The point {key} is settled: {last.by} {done} it on {last.at[:10]}.",
        hint=f'To raise it again: pimh review answer {key} --reopen "why". Your own answer: pimh undo',
    )


def _carried_out(matter: Matter, coder: str, point: Point) -> Plan:
    """What a suggestion asks for, worked out as the act that it is.

    Raises:
        ProblemsError: what it is about is gone, or it cannot be done.
    """
    study, remark, book = matter.study, point.remark, matter.book
    thing = matter.thing(remark)
    if thing is None:
        raise _gone(point, f"What the point {remark.id} is about")
    if not isinstance(thing, Passage):
        return codebook_acts.rename(study, coder, thing.id, remark.suggests)
    if remark.suggests not in book.by_key:
        raise _gone(point, f"The code '{remark.suggests}' that is suggested")
    old, new, codes = book.key_of(remark.instead), book.key_of(remark.suggests), matter.codes_of(thing)
    if old != new and old in codes:
        return acting.recode(study, coder, thing.excerpt.id, old, new)
    if new not in codes:
        raise _gone(point, f"The code '{book.name_of(old)}' of this quote")
    return Plan(f"It is coded {acting.quoted(book, [new])} already; nothing changes.")


def _gone(point: Point, what: str) -> ProblemsError:
    hint = f'Close it: pimh review answer {point.remark.id} --decline "it is gone"'
    return ProblemsError(f"{what} is there no longer.", hint=hint)


def _reply(coder: str, point: Point, remark: Remark) -> Said:
    # on a clock that is slow it still comes behind what it answers
    behind = history.just_after(Record(point.last_at, "", "", ""))
    at = max(history.now(), behind)
    return Said(msgspec.structs.replace(remark, id=new_id(), to=point.remark.id, by=coder, at=at))


def _with(act: Plan, said: Said, sentence: str) -> Plan:
    """An act that also says something, as one."""
    record = history.record(said.after.by, "review answer", sentence, said=(said,))
    if act.step:
        does = act.step.record
        record = msgspec.structs.replace(record, edits=does.edits, changes=does.changes)
    return msgspec.structs.replace(act, sentence=sentence, step=Step(record))


def _told(matter: Matter, point: Point, verdict: Verdict, done: str) -> str:
    """What an answer does; what it does besides to the codebook or a coding is told in its place."""
    if done:
        return f"Accepted {point.remark.by}'s suggestion: {done[:1].lower()}{done[1:]}"
    beginning = (
        "Answered" if point.remark.kind == "query" and verdict == "accept" else _TOLD[verdict].beginning
    )
    return f"{beginning} {_named(matter, point)}."


def _named(matter: Matter, point: Point) -> str:
    """A point as sentences give it."""
    remark = point.remark
    what = {
        "recode": f" of the code '{matter.book.name_of(remark.suggests)}'",
        "rename": f" of the name '{remark.suggests}'",
    }.get(remark.kind, "")
    return f"{remark.by}'s {_KINDS[remark.kind]}{what} on {matter.called(matter.thing(remark))}"
