"""The acts of coding on the study as it is: the screen, the plain lines and the commands all call these."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.coding import acts, editing, growing, placing
from pimhcli.coding.codebook import Codebook
from pimhcli.coding.editing import refuse_retired
from pimhcli.coding.excerpts import Excerpt, excerpts, locate
from pimhcli.errors import ProblemsError, UsageError
from pimhcli.storage.ids import new_id
from pimhcli.study import history
from pimhcli.study.material import excerpt_called
from pimhcli.study.saving import Step
from pimhcli.transcripts import wordings
from pimhcli.transcripts.segments import whole
from pimhcli.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.coding.acts import Change, Desk, Wanted
    from pimhcli.coding.codebook import Code, Edit
    from pimhcli.coding.growing import Draft
    from pimhcli.study.study import Study


class Plan(msgspec.Struct, frozen=True):
    """What an act would do.

    Args:
        sentence: what is done, or why nothing is.
        step: the act; None when nothing changes.
        transcript: the transcript that it is about.
        span: the excerpt's place once it is done, start and end in the transcript's text.
        excerpt: the excerpt as it was before; None when it is new.
    """

    sentence: str
    step: Step | None = None
    transcript: str = ""
    span: tuple[int, int] = (0, 0)
    excerpt: Excerpt | None = None

    @property
    def removed(self) -> tuple[str, ...]:
        """The keys of the codes that it takes away."""
        changes = self.step.record.changes if self.step else ()
        gone = {coding.id for change in changes for coding in change.after if coding.deleted}
        return tuple(c.code for change in changes for c in change.before if c.id in gone)


class Told(NamedTuple):
    """How an act is told: its kind in the history, and how its sentence begins."""

    do: str
    beginning: str


RESIZED = Told("excerpt resize", "Resized the excerpt")


def code(study: Study, coder: str, transcript: str, want: Wanted, new: Draft | None = None) -> Plan:
    """Codes a span; with a code that is new, also makes it.

    Args:
        study: the open study.
        coder: whose codings they become.
        transcript: the transcript's id.
        want: the span, with keys of the codebook.
        new: an entry to be made first, that the span gets as well; its name may be a path.

    Raises:
        UsageError: there are no words in the span.
        ProblemsError: the new entry cannot be made, or one of the codes is retired.
    """
    start, end = study.transcript(transcript).said(want.start, want.end)
    if start >= end:
        raise UsageError("There is nothing to code here.", hint="Select some words first.")
    refuse_retired(study.codebook, want.codes)
    made = _grown(study.codebook, new) if new else ()
    book = Codebook((*study.codebook.codes, *made))
    keys = (*want.codes, *(code.id for code in made[-1:]))
    wanted = msgspec.structs.replace(want, start=start, end=end, codes=keys)
    change = acts.add(desk(study, coder, transcript), [wanted])
    if not (change.after or made):
        return Plan(
            f"It is coded {quoted(book, keys)} already; nothing changes.", None, transcript, (start, end)
        )
    sentence = f"Coded {quoted(book, keys)}: {_at(study, transcript, (start, end))}"
    step = _step(coder, "excerpt add", sentence, [change], editing.made(made))
    return Plan(sentence, step, transcript, (start, end))


def remove(study: Study, coder: str, key: str, codes: Sequence[str] = ()) -> Plan:
    """Removes an excerpt, or some codes of it.

    Args:
        study: the open study.
        coder: who removes them.
        key: the id of an excerpt, or its first letters.
        codes: codes to remove, by key, name or path; none for the whole excerpt.

    Raises:
        ProblemsError: there is no such excerpt, or it does not have one of the codes.
    """
    excerpt = _called(study, coder, key)
    wanted = {_its_code(study, excerpt, words) for words in codes} or set(excerpt.codes)
    key_of = study.codebook.key_of
    gone = [coding for coding in excerpt.codings if key_of(coding.code) in map(key_of, wanted)]
    change = acts.remove(_desk_of(study, coder, excerpt), gone)
    what = "" if len(gone) == len(excerpt.codings) else f"{quoted(study.codebook, sorted(wanted))} from "
    sentence = f"Removed {what}the excerpt {excerpt.id} of {excerpt.coder}: {_where(study, excerpt)}"
    step = _step(coder, "excerpt remove", sentence, [change])
    return Plan(sentence, step, excerpt.transcript, excerpt.span, excerpt)


def recode(study: Study, coder: str, key: str, old: str, new: str) -> Plan:
    """Changes one code of an excerpt for another; its span, memo and star stay.

    Args:
        study: the open study.
        coder: who does it.
        key: the id of an excerpt, or its first letters.
        old: a code that it has, by key, name or path; empty when it has only one.
        new: the code that comes, likewise.

    Raises:
        ProblemsError: there is no such excerpt or code, or the code that comes is retired.
    """
    excerpt, book = _called(study, coder, key), study.codebook
    codes = tuple(dict.fromkeys(map(book.key_of, excerpt.codes)))
    if not old and len(codes) > 1:
        raise ProblemsError(
            f"The excerpt {excerpt.id} has {len(codes)} codes: {quoted(book, codes)}.",
            hint="Say which of them is to change.",
        )
    was, becomes = book.key_of(_its_code(study, excerpt, old or excerpt.codes[0])), growing.one(book, new).id
    refuse_retired(book, [becomes])
    change = acts.recode(_desk_of(study, coder, excerpt), excerpt, was, becomes)
    names = f"{quoted(book, [was])} to {quoted(book, [becomes])}"
    return _changed(study, coder, excerpt, change, Told("excerpt recode", f"Recoded {names}"))


def resize(study: Study, coder: str, key: str, start: int, end: int, told: Told = RESIZED) -> Plan:
    """Gives an excerpt another span; with one that has this span already it becomes one.

    Args:
        study: the open study.
        coder: who does it.
        key: the id of an excerpt, or its first letters.
        start: offset of the new span in the transcript's text.
        end: offset behind it.
        told: how it is told.

    Raises:
        UsageError: there are no words in the span.
        ProblemsError: there is no such excerpt.
    """
    excerpt = _called(study, coder, key)
    start, end = study.transcript(excerpt.transcript).said(start, end)
    if start >= end:
        raise UsageError("An excerpt needs at least one word.", hint="To remove it: pimh excerpt remove")
    change = acts.move(_desk_of(study, coder, excerpt), [excerpt], start, end)
    return _changed(study, coder, excerpt, change, told, (start, end))


def split(study: Study, coder: str, key: str, at: int) -> Plan:
    """Makes two excerpts of one; both have its codes, its memo and its star.

    Args:
        study: the open study.
        coder: who does it.
        key: the id of an excerpt, or its first letters.
        at: the offset in the transcript's text at which the second begins.

    Raises:
        UsageError: one of the two would have no words.
        ProblemsError: there is no such excerpt, or its words stand there no longer.
    """
    excerpt = _standing(study, coder, key)
    transcript, (start, end) = study.transcript(excerpt.transcript), excerpt.span
    # between two turns the label of the second belongs to neither half
    at, _ = whole(transcript.text, at, at)
    first, second = transcript.said(start, at), transcript.said(at, end)
    if not (start <= at <= end and first[0] < first[1] and second[0] < second[1]):
        raise UsageError("There is nothing to split here.", hint="Go to a place inside the excerpt.")
    change = acts.split(_desk_of(study, coder, excerpt), excerpt, first, second)
    return _changed(study, coder, excerpt, change, Told("excerpt split", "Split the excerpt in two"), second)


def merge(study: Study, coder: str, key: str, other: str) -> Plan:
    """Makes one excerpt of two that touch or overlap: codes are united, memos joined.

    Args:
        study: the open study.
        coder: who does it.
        key: the id of an excerpt, or its first letters.
        other: that of another one of the same coder in the same transcript.

    Raises:
        UsageError: they are one, of two coders or transcripts, or have words between them.
        ProblemsError: there is no such excerpt, or its words stand there no longer.
    """
    both = (_standing(study, coder, each) for each in (key, other))
    one, two = sorted(both, key=lambda e: e.span)
    if one == two:
        raise UsageError("This is one excerpt.", hint="Name two: pimh excerpt list shows their ids.")
    between = study.transcript(one.transcript).text[one.span[1] : two.span[0]]
    if (one.coder, one.transcript) != (two.coder, two.transcript) or between.strip():
        raise UsageError(
            "These two excerpts do not touch.", hint="Resize one of them until they do, then merge."
        )
    span = one.span[0], max(one.span[1], two.span[1])
    change = acts.move(_desk_of(study, coder, one), [one, two], *span)
    return _changed(study, coder, one, change, Told("excerpt merge", "Merged two excerpts"), span)


def star(study: Study, coder: str, key: str, *, on: bool) -> Plan:
    """Marks an excerpt as a key quote, or no longer.

    Args:
        study: the open study.
        coder: who does it.
        key: the id of an excerpt, or its first letters.
        on: a key quote or not.

    Raises:
        ProblemsError: there is no such excerpt.
    """
    excerpt = _called(study, coder, key)
    change = acts.annotate(_desk_of(study, coder, excerpt), excerpt, star=on)
    told = Told("excerpt star", "Starred" if on else "Took the star from")
    return _changed(study, coder, excerpt, change, told)


def memo(study: Study, coder: str, key: str, text: str) -> Plan:
    """Gives an excerpt another memo; an empty one takes it away.

    Args:
        study: the open study.
        coder: who does it.
        key: the id of an excerpt, or its first letters.
        text: the whole memo.

    Raises:
        ProblemsError: there is no such excerpt.
    """
    excerpt, note = _called(study, coder, key), text.strip()
    change = acts.annotate(_desk_of(study, coder, excerpt), excerpt, memo=note)
    told = Told("excerpt memo", "Wrote the memo of" if note else "Took the memo from")
    return _changed(study, coder, excerpt, change, told)


def wording(study: Study, coder: str, key: str, words: str) -> Plan:
    """Says how an excerpt is printed, with ellipses and [insertions]; its own words stay.

    Args:
        study: the open study.
        coder: who does it.
        key: the id of an excerpt, or its first letters.
        words: the excerpt as it is to be printed; empty to print it as it stands.

    Raises:
        ProblemsError: there is no such excerpt, or a word was changed.
    """
    excerpt = _called(study, coder, key)
    wanted = wordings.written(words, excerpt.quote)
    if wanted and (wrong := wordings.differing(wanted, excerpt.quote)):
        raise ProblemsError(
            f"The excerpt {excerpt.id} does not say “{shortened(wrong)}” there: “{excerpt.quote}”",
            hint=wordings.advice(excerpt.quote),
        )
    change = acts.annotate(_desk_of(study, coder, excerpt), excerpt, wording=wanted)
    told = Told("excerpt wording", "Worded for print" if wanted else "Took the wording from")
    return _changed(study, coder, excerpt, change, told)


def becoming(study: Study, plan: Plan) -> tuple[Excerpt, ...]:
    """The excerpts that a plan changes, as they become; none for those that go.

    Args:
        study: the open study, before the plan is carried out.
        plan: of any act; one that changes nothing gives the excerpt that it is about.
    """
    if plan.step is None:
        return (plan.excerpt,) if plan.excerpt else ()
    found: list[Excerpt] = []
    for change in plan.step.record.changes:
        changed = {coding.id for coding in change.after}
        records = acts.applied(study.codings(change.transcript, change.coder).records, change)
        those = excerpts(change.transcript, records)
        found += [e for e in those if any(coding.id in changed for coding in e.codings)]
    return tuple(found)


def desk(study: Study, coder: str, transcript: str, by: str = "") -> Desk:
    """A coder's codings of a transcript, ready to be changed.

    Args:
        study: the open study.
        coder: whose codings they are.
        transcript: the transcript's id.
        by: who acts, when it is somebody else.
    """
    records = study.codings(transcript, coder).records
    text, version = study.transcript(transcript).text, study.version(transcript)
    key_of = study.codebook.key_of
    return acts.Desk(transcript, text, version, records, coder, history.now(), new_id, by, key_of)


def quoted(book: Codebook, keys: Sequence[str]) -> str:
    """The names of codes as sentences give them; a key that the codebook lacks stands for itself."""
    return ", ".join(f"'{book.name_of(key)}'" for key in keys)


def _called(study: Study, coder: str, key: str) -> Excerpt:
    """The excerpt that an id names.

    A whole id is looked for first in the transcripts that are at hand, and there among the coder's own:
    nobody else's files have to be read, or whole, for an act on those.
    """
    for name in study.at_hand:
        for whose in sorted(study.coders(name), key=lambda one: one != coder):
            for excerpt in excerpts(name, study.codings(name, whose).records):
                if any(coding.id == key for coding in excerpt.codings):
                    return excerpt
    return excerpt_called(study, key)


def _standing(study: Study, coder: str, key: str) -> Excerpt:
    """An excerpt whose span is still that of its words."""
    excerpt = _called(study, coder, key)
    name = excerpt.transcript
    if locate(excerpt.codings[0], study.transcript(name).text, study.version(name)) != excerpt.span:
        raise ProblemsError(
            f"transcripts/{name}.txt was edited; it is not sure where the excerpt {excerpt.id} stands now.",
            hint=f"Say where first: pimh transcript review {name}",
        )
    return excerpt


def _desk_of(study: Study, coder: str, excerpt: Excerpt) -> Desk:
    return desk(study, excerpt.coder, excerpt.transcript, coder)


def _grown(book: Codebook, new: Draft) -> tuple[Code, ...]:
    """The entries that a draft makes; one that is there already is used as it is."""
    if new.under:
        return (growing.added(book, new),)
    made = growing.path_made(book, new.name)
    if not made:
        raise ProblemsError(book.explain(new.name), hint="Choose it from the list.")
    return made


def _step(coder: str, do: str, sentence: str, changes: Sequence[Change], edits: Sequence[Edit] = ()) -> Step:
    told = tuple(change for change in changes if change.after)
    return Step(history.record(coder, do, sentence, changes=told, edits=tuple(edits)))


def _changed(
    study: Study, by: str, excerpt: Excerpt, change: Change, told: Told, span: tuple[int, int] | None = None
) -> Plan:  # fmt: skip
    if not change.after:
        return Plan("It is so already; nothing changes.", None, excerpt.transcript, excerpt.span, excerpt)
    at = _at(study, excerpt.transcript, span) if span else _where(study, excerpt)
    whose = "" if excerpt.coder == by else f" (excerpt of {excerpt.coder})"
    sentence = f"{told.beginning}: {at}{whose}"
    step = _step(by, told.do, sentence, [change])
    return Plan(sentence, step, excerpt.transcript, span or excerpt.span, excerpt)


def _at(study: Study, transcript: str, span: tuple[int, int]) -> str:
    return placing.passage(study.transcript(transcript), *span)


def _where(study: Study, excerpt: Excerpt) -> str:
    """An excerpt as sentences give it; one whose words stand nowhere now by its quote."""
    name = excerpt.transcript
    span = locate(excerpt.codings[0], study.transcript(name).text, study.version(name))
    return _at(study, name, span) if span else f"{name}: “{excerpt.quote}”"


def _its_code(study: Study, excerpt: Excerpt, words: str) -> str:
    book = study.codebook
    meant = {code.id for code in book.find(words)} | {words}
    for key in excerpt.codes:
        if key in meant or book.key_of(key) in meant:
            return key
    raise ProblemsError(
        f"The excerpt {excerpt.id} is not coded '{words}'.", hint=f"Its codes: {', '.join(excerpt.codes)}."
    )
