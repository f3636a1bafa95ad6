"""The acts of a reviewer: to agree, to ask, to suggest. None of them changes the codebook or a coding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.analysis.passages import Passage
from pimhcli.coding import growing
from pimhcli.coding.editing import refuse_retired
from pimhcli.coding.remarks import Remark, Said
from pimhcli.errors import ProblemsError, UsageError
from pimhcli.storage.ids import new_id
from pimhcli.study import history
from pimhcli.study.acting import Plan, quoted
from pimhcli.study.material import excerpt_called, passage_of
from pimhcli.study.review_matter import Matter
from pimhcli.study.saving import Step
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.coding.codebook import Code
    from pimhcli.study.review_matter import Thing
    from pimhcli.study.study import Study

_OWN = " It is your own coding, so this is no second reading."


def agree(study: Study, coder: str, things: Sequence[Thing]) -> Plan:
    """Agrees with entries and quotes; those on which the reviewer has an open point are left out.

    Args:
        study: the open study.
        coder: who reviews.
        things: entries of the codebook, and passages.
    """
    matter = Matter(study)
    new = [thing for thing in things if not _is_said(matter, coder, thing)]
    if not new:
        return Plan("You agreed with it already, or wait for an answer; nothing changes.")
    said = [_said(matter, coder, thing, Remark("", "agree")) for thing in new]
    own = _OWN if all(matter.is_own(coder, thing) for thing in new) else ""
    return _plan(coder, "review agree", f"Agreed with {_listed(matter, new)}.{own}", said)


def query(study: Study, coder: str, thing: Thing, words: str) -> Plan:
    """Asks something about an entry or a quote.

    Args:
        study: the open study.
        coder: who reviews.
        thing: an entry of the codebook, or a passage.
        words: the query.

    Raises:
        UsageError: there are no words.
    """
    matter, words = Matter(study), words.strip()
    if not words:
        raise UsageError("A query needs words.", hint="Write what is to be answered.")
    sentence = f"Raised a query on {matter.called(thing)}: {words}"
    return _raised(matter, coder, thing, sentence, Remark("", "query", words=words))


def suggest_name(study: Study, coder: str, code: Code, name: str, why: str = "") -> Plan:
    """Suggests another name for an entry.

    Args:
        study: the open study.
        coder: who reviews.
        code: an entry of the codebook.
        name: the name that would be better.
        why: the reason, if one is given.

    Raises:
        UsageError: it is no name, or is the name already.
        ProblemsError: a neighbour has this name.
    """
    wanted = growing.usable_name(name)
    if wanted == code.name:
        raise UsageError(f"'{wanted}' is its name already.", hint="Suggest another one.")
    parent = study.codebook.by_key.get(code.parent)
    growing.refuse_twins(study.codebook, wanted, parent, but=code)
    matter = Matter(study)
    sentence = f"Suggested the name '{wanted}' for {matter.called(code)}."
    return _raised(matter, coder, code, sentence, Remark("", "rename", words=why.strip(), suggests=wanted))


def suggest_code(study: Study, coder: str, passage: Passage, codes: tuple[str, str], why: str = "") -> Plan:
    """Suggests another code for a quote.

    Args:
        study: the open study.
        coder: who reviews.
        passage: the quote.
        codes: key, name or path of the code that it would take the place of, empty where the quote has only
            one; and that of the code that would be better.
        why: the reason, if one is given.

    Raises:
        ProblemsError: there is no such code, the quote does not have the old one, or the new one is retired.
        UsageError: it is the same code.
    """
    matter, excerpt = Matter(study), passage.excerpt
    old, new = _its_code(matter, passage, codes[0]), growing.one(study.codebook, codes[1]).id
    refuse_retired(study.codebook, [new])
    if new in matter.codes_of(passage):
        name = study.codebook.name_of(new)
        raise UsageError(f"The excerpt {excerpt.id} is coded '{name}' already.", hint="Suggest another code.")
    names = f"{quoted(study.codebook, [new])} in place of {quoted(study.codebook, [old])}"
    sentence = f"Suggested {names}: {matter.called(passage)}"
    remark = Remark("", "recode", words=why.strip(), suggests=new, instead=old)
    return _raised(matter, coder, passage, sentence, remark)


def quote_called(study: Study, key: str) -> Passage:
    """The quote of an excerpt.

    Args:
        study: the open study.
        key: the id of the excerpt, or its first letters.

    Raises:
        ProblemsError: there is no such excerpt.
    """
    return passage_of(study, excerpt_called(study, key))


def _its_code(matter: Matter, passage: Passage, words: str) -> str:
    """The key of the code of a quote that is meant."""
    book, excerpt = matter.book, passage.excerpt
    codes = matter.codes_of(passage)
    if not words and len(codes) > 1:
        raise ProblemsError(
            f"The excerpt {excerpt.id} has {len(codes)} codes: {quoted(book, codes)}.",
            hint="Say which of them another would take the place of.",
        )
    key = growing.one(book, words).id if words else codes[0]
    if key not in codes:
        hint = f"Its codes: {quoted(book, codes)}."
        raise ProblemsError(f"The excerpt {excerpt.id} is not coded '{words}'.", hint=hint)
    return key


def _is_said(matter: Matter, coder: str, thing: Thing) -> bool:
    """Whether somebody agreed with a thing as it is now, or has an open point on it."""
    waiting = {point.remark.id for point in matter.points if point.is_open}
    now = matter.seen(thing)
    return any(
        remark.id in waiting or (remark.kind == "agree" and remark.seen == now)
        for remark in matter.said_by(coder, thing)
    )


def _listed(matter: Matter, things: Sequence[Thing]) -> str:
    quotes = [thing for thing in things if isinstance(thing, Passage)]
    named = [matter.called(thing) for thing in things if not isinstance(thing, Passage)]
    if len(quotes) == 1 and not named:
        return matter.called(quotes[0])
    return " and ".join([*named, *([count(len(quotes), "quote")] if quotes else [])])


def _raised(matter: Matter, coder: str, thing: Thing, sentence: str, remark: Remark) -> Plan:
    wish = (remark.kind, remark.words, remark.suggests, remark.instead)
    for one in matter.said_by(coder, thing):
        if (one.kind, one.words, one.suggests, one.instead) == wish:
            return Plan(f"You said so already (point {one.id}); nothing changes.")
    own = _OWN if matter.is_own(coder, thing) else ""
    kind = "query" if remark.kind == "query" else "suggest"
    return _plan(coder, f"review {kind}", f"{sentence}{own}", [_said(matter, coder, thing, remark)])


def _said(matter: Matter, coder: str, thing: Thing, remark: Remark) -> Said:
    """A new remark of this moment on a thing, as it was shown to whoever makes it."""
    fields = {"id": new_id(), "on": matter.on(thing), "seen": matter.seen(thing), "by": coder}
    return Said(msgspec.structs.replace(remark, **fields, at=history.now()))


def _plan(coder: str, do: str, sentence: str, said: Sequence[Said]) -> Plan:
    return Plan(sentence, Step(history.record(coder, do, sentence, said=tuple(said))))
