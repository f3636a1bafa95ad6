"""Whether the people who answered, those who speak and those of the consent lines are the same people."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.findings import Finding
from pimhcli.folding import did_you_mean, fold_name, skeleton
from pimhcli.transcripts.roster import HOSTS, NAMELESS, Cast
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pimhcli.analysis.consent import Consent
    from pimhcli.analysis.people import Talk

FILE = "participants.csv"
_SPEAKERS_HINT = (
    "Correct the label in the transcript, or name a moderator or observer under focus_groups in study.yaml."
)
_LOAD = Finding(
    FILE,
    "no answers are loaded yet, so those who speak could not be compared with them.",
    "Load them: pimh load ANSWERS.xlsx",
    "note",
)
_ADD = Finding(
    "transcripts",
    "there is no transcript yet, so nobody could be found speaking.",
    "Add one: pimh transcript add FILE",
    "note",
)


class Roll(NamedTuple):
    """The names to be held against each other.

    Args:
        cast: the ids of the participants, and the labels of moderators and observers.
        talks: who speaks in which transcript.
        consents: the consent lines of study.yaml.
        silent: each item that asks for consent, with the names of those who gave no answer to it.
    """

    cast: Cast = Cast()
    talks: Sequence[Talk] = ()
    consents: Sequence[Consent] = ()
    silent: Sequence[tuple[str, Sequence[str]]] = ()

    @property
    def speaking(self) -> list[Talk]:
        """What is said under the name of one person who is no moderator or observer."""
        return [talk for talk in self.talks if talk.speaker.is_counted and not talk.speaker.unverified]


def roster(roll: Roll) -> list[Finding]:
    """What does not agree between answers, transcripts and consent lines.

    Args:
        roll: the names.
    """
    rows, talks = roll.cast.participants, roll.talks
    found = [*([] if rows else [_LOAD]), *([] if talks else [_ADD])]
    found += [*_alike(roll), *_told_apart(roll)]
    if rows:
        found += _without_row(roll)
    if talks:
        found += _never_spoke(roll)
    return [*found, *_twice_cast(roll), *_in_several_groups(roll), *for_nobody(roll), *_undecided(roll)]


def _without_row(roll: Roll) -> Iterator[Finding]:
    """Labels that are no participant's; those that look like one are told of by ``_alike``."""
    look = set(map(skeleton, roll.cast.participants))
    for talk in roll.speaking:
        if talk.speaker.participant or skeleton(talk.speaker.label) in look:
            continue
        label = talk.speaker.label
        known = (*roll.cast.participants, *roll.cast.moderators, *roll.cast.observers)
        said = f"{count(talk.speaker.turns, 'turn')} in {talk.transcript}"
        hint = did_you_mean(label, known) or _SPEAKERS_HINT
        yield _warning(talk.where, f"'{label}' speaks ({said}) and has no row in {FILE}.", hint)


def _told_apart(roll: Roll) -> Iterator[Finding]:
    """Voices that a program told apart: it mistakes people of one voice, and takes one for two."""
    for talk in roll.talks:
        if talk.speaker.unverified:
            said = f"{count(talk.speaker.turns, 'turn')} in {talk.transcript}"
            message = (
                f"'{talk.speaker.label}' ({said}) was told apart by a program; nobody has said who it is."
            )
            yield _warning(talk.where, message, "Listen to the recording, and write the person's id instead.")


def _never_spoke(roll: Roll) -> Iterator[Finding]:
    spoke = {talk.speaker.participant for talk in roll.talks}
    for name in roll.cast.participants:
        if name not in spoke:
            hint = "Is there a transcript missing, or another label in it? If not, the report should say so."
            yield _warning(FILE, f"'{name}' has a row and never speaks in a transcript.", hint)


def _alike(roll: Roll) -> Iterator[Finding]:
    """Names of rows and labels that a reader can hardly tell apart."""
    places = dict.fromkeys(roll.cast.participants, FILE)
    for talk in roll.talks:
        if talk.speaker.role not in NAMELESS:
            places.setdefault(talk.speaker.label, talk.where)
    groups: dict[str, list[str]] = {}
    for name in places:
        groups.setdefault(skeleton(name), []).append(name)
    for first, *others in groups.values():
        yield from (_look_alike(first, other, places, roll.cast) for other in others)


def _look_alike(first: str, other: str, places: dict[str, str], cast: Cast) -> Finding:
    """That two names look alike: a note where pimh takes them for one, else a warning."""
    where, beside = places[other], places[first]
    if fold_name(first) == fold_name(other) and cast.role(first) != "unknown":
        message = f"'{other}' is written otherwise than '{first}' in {beside}; both are taken for one person."
        return Finding(where, message, f"Write '{first}' everywhere.", "note")
    differ = _difference(first, other)
    row = f" and has no row in {FILE}" if where != FILE and beside == FILE else ""
    message = f"'{other}' looks like '{first}' ({beside}), from which it differs by {differ}{row}."
    return _warning(where, message, f"If they are one person, write '{first}' here; if not, rename one.")


def _difference(one: str, other: str) -> str:
    if fold_name(one) == fold_name(other):
        return "case, a blank or a hyphen"
    strange = [c for c in dict.fromkeys(other) if c not in one]
    strange = strange or [c for c in dict.fromkeys(one) if c not in other]
    return ", ".join(unicodedata.name(c, f"U+{ord(c):04X}") for c in strange) or "the order of its characters"


def _twice_cast(roll: Roll) -> Iterator[Finding]:
    for name in roll.cast.participants:
        role = roll.cast.otherwise(name)
        if role in HOSTS:
            whose = f"{'an' if role == 'observer' else 'a'} {role}'s"
            message = f"'{name}' is a participant's id and {whose} label; it counts as the participant."
            yield _warning(FILE, message, f"Give the {role} another label, in study.yaml and in the text.")


def _in_several_groups(roll: Roll) -> Iterator[Finding]:
    groups: dict[str, dict[str, Talk]] = {}
    for talk in roll.speaking:
        groups.setdefault(talk.name, {}).setdefault(talk.group, talk)
    for name, own in groups.items():
        if len(own) > 1:
            _, second, *_ = own.values()
            message = f"'{name}' speaks in {count(len(own), 'focus group')}: {', '.join(own)}."
            hint = "Right if the person came more than once; if they are two people, rename one."
            yield Finding(second.where, message, hint, "note")


def for_nobody(roll: Roll) -> Iterator[Finding]:
    """Consent lines of nobody: what was refused there is printed.

    Args:
        roll: the names.
    """
    names = dict.fromkeys((*roll.cast.participants, *(talk.speaker.label for talk in roll.talks)))
    known = set(map(fold_name, names))
    for line in roll.consents:
        if fold_name(line.participant) not in known:
            hint = _meant(line.participant, names) or "Correct the name, or take the line out."
            message = f"consent: '{line.participant}' is nobody who has a row or speaks in a transcript."
            yield _warning(line.where, message, hint)


def _meant(wrong: str, names: Iterable[str]) -> str:
    alike = next((name for name in names if skeleton(name) == skeleton(wrong)), "")
    return f"Did you mean '{alike}'? It only looks the same." if alike else did_you_mean(wrong, names)


def _undecided(roll: Roll) -> Iterator[Finding]:
    """Those who neither agreed nor refused, so that their words are not printed."""
    refused = {fold_name(line.participant) for line in roll.consents if line.quote is not None}
    for item, names in roll.silent:
        open_ = [name for name in names if fold_name(name) not in refused]
        if open_:
            message = (
                f"{', '.join(open_)}: no answer to '{item}', which asks for consent; they are not quoted."
            )
            hint = "Say it in study.yaml, under consent: {ID: {quote: yes}} or {quote: no}."
            yield _warning(FILE, message, hint)


def _warning(where: str, message: str, hint: str) -> Finding:
    return Finding(where, message, hint, "warning")
