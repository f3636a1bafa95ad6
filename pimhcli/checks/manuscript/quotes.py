"""Whether the quotations of a paper are what was said, and may be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.findings import Finding
from pimhcli.folding import fold
from pimhcli.wording import shortened, together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pimhcli.checks.manuscript.known import Known
    from pimhcli.checks.manuscript.quotations import Quotation
    from pimhcli.transcripts.verbatim import Graded

_SHORT = 4  # words; fewer without a speaker are a term, or said with reserve
_ORDER = ("exact", "fillers", "near", "elsewhere", "absent")
_AS_SAID = "Print it as it was said; mark what you leave out with … and what you put in with [ ]."


def wrong(quotes: Iterable[Quotation], known: Known) -> list[Finding]:
    """What is wrong with some quotations.

    Args:
        quotes: as they are printed.
        known: what they are held against.
    """
    return [finding for quote in quotes for finding in _wrong(quote, known)]


def _wrong(quote: Quotation, known: Known) -> Iterator[Finding]:
    if _is_a_name(quote, known):
        return
    strangers = [one.name for one in quote.speakers if not one.known]
    if strangers and quote.sure:
        message = (
            f"'{shortened(quote.words)}' is said to be by {together(strangers)}, who is not in the study."
        )
        yield Finding(quote.where, message, "Name the participant as participants.csv does.")
    own = [one.name for one in quote.speakers if one.known]
    if not own:
        yield from _unnamed(quote, known)
        return
    if any(map(known.forbids, own)) and quote.sure:
        yield _refused(quote.where, together(own))
        return
    best = min(
        (known.talk.graded(quote.words, name) for name in own), key=lambda one: _ORDER.index(one.grade)
    )
    yield from _told(quote, best, own, known)


def _is_a_name(quote: Quotation, known: Known) -> bool:
    """Whether what stands between the marks is the name of a theme."""
    own = fold(quote.words).strip(" .,;:")
    return any(fold(theme.name) == own for theme in known.themes)


def _unnamed(quote: Quotation, known: Known) -> Iterator[Finding]:
    """What is wrong with words between quotation marks that are said to be nobody's."""
    is_own = any(fold(quote.words).strip(" .,;:") in text for text in known.written)
    if len(quote.words.split()) < _SHORT or is_own or any(not one.known for one in quote.speakers):
        return
    found = known.talk.graded(quote.words)
    words = shortened(quote.words)
    if found.grade == "exact" and known.forbids(found.speaker):
        yield _refused(quote.where, "whoever said it")
    elif found.grade == "exact":
        hint = f"Say whose words they are; they stand in {found.place} ({found.speaker})."
        yield Finding(quote.where, f"'{words}' is quoted without a speaker.", hint, "note")
    elif found.grade in {"fillers", "near"}:
        yield _differing(quote, found, known)
    else:
        hint = "If they are a participant's words, name the speaker and print them as they were said."
        yield Finding(quote.where, f"'{words}' stands in no transcript.", hint, "warning")


def _told(quote: Quotation, found: Graded, own: list[str], known: Known) -> Iterator[Finding]:
    words, names = shortened(quote.words), together(own)
    if found.grade in {"fillers", "near"}:
        yield _differing(quote, found, known)
    elif found.grade == "elsewhere":
        if known.forbids(found.speaker):
            yield _refused(quote.where, "whoever said it")
            return
        whose = f"it is {found.speaker}'s" if found.speaker else "several speak there"
        message = f"'{words}' is said to be by {names}; {whose} ({found.place}){_but(found)}."
        yield Finding(quote.where, message, "Name whoever said it.")
    elif quote.sure and known.forbids(found.speaker):
        message = (
            f"a quote is said to be by {names}, and is like words of one who did not agree to be quoted."
        )
        yield Finding(quote.where, message, "See whose it is, and take it out if it is theirs.")
    elif found.grade == "absent" and quote.sure:
        message = f"'{words}' is nothing that {names} said, nor anybody else."
        nearest = f" Nearest is {found.place} ({found.speaker}): {found.difference}" if found.turn else ""
        yield Finding(quote.where, message, f"{_AS_SAID}{nearest}")


def _but(found: Graded) -> str:
    return f", but for: {found.difference}" if found.difference else ""


def _differing(quote: Quotation, found: Graded, known: Known) -> Finding:
    if known.forbids(found.speaker):
        return _refused(quote.where, "whoever said it")
    only = "only fillers differ from" if found.grade == "fillers" else "the words differ from"
    message = f"'{shortened(quote.words)}': {only} {found.place} ({found.speaker}): {found.difference}"
    return Finding(quote.where, message, _AS_SAID, "warning")


def _refused(where: str, who: str) -> Finding:
    message = f"a quote by {who}, who did not agree to be quoted, is printed."
    return Finding(where, message, "Take the quote out.")
