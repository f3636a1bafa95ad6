"""The participants with all that the study holds of them: answers, talk, excerpts, quotes and consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.analysis import people
from pimhcli.analysis.passages import Passage
from pimhcli.analysis.people import Person, Sources, Talk, speaks_in
from pimhcli.checks.roster import Roll, for_nobody
from pimhcli.errors import ProblemsError
from pimhcli.findings import Finding
from pimhcli.folding import fold_name
from pimhcli.questionnaire.answers import cell_text
from pimhcli.study.material import gathered, meant
from pimhcli.study.quoting import echoing, nameless_voices, printed, refused, telling_names
from pimhcli.wording import count

if TYPE_CHECKING:
    from pimhcli.questionnaire.answers import Answer
    from pimhcli.questionnaire.items import Item
    from pimhcli.study.study import Study


class Given(msgspec.Struct, frozen=True):
    """One participant's answer to one item, as it is shown.

    Args:
        item: its id.
        question: as it was asked; the id where that is not written down.
        state: answered, missing, declined or not asked.
        text: the answer; empty where there is none.
        source: id of the item it follows from; empty when it was asked.
    """

    item: str
    question: str
    state: str
    text: str
    source: str


class Portrait(msgspec.Struct, frozen=True):
    """All of one participant.

    Args:
        person: in figures.
        answers: to every item; none without a row.
        excerpts: the passages under each entry of the codebook they are coded with, by its key.
    """

    person: Person
    answers: tuple[Given, ...]
    excerpts: dict[str, tuple[Passage, ...]]


def talks(study: Study) -> list[Talk]:
    """Who speaks in the study's transcripts."""
    cast, group_of = study.cast, study.settings.group_of
    return [
        talk
        for name in study.transcript_ids
        for talk in people.talks(study.transcript(name), cast, group_of(name))
    ]


def misnamed(study: Study) -> list[Finding]:
    """What to know before words are printed: who has not said whether they may be, and names that quote.

    Raises:
        ProblemsError: a consent line names nobody, and the words of whoever is meant would be printed.
    """
    said = study.settings.consent
    is_anybody_there = study.participants or study.transcript_ids
    wrong = for_nobody(Roll(study.cast, talks(study), said)) if said and is_anybody_there else ()
    if stops := [msgspec.structs.replace(finding, severity="error") for finding in wrong]:
        raise ProblemsError(
            "It is not known whose words may not be printed; nothing was made.",
            hint="Mend each line of study.yaml as it says, and run the command again.",
            findings=stops,
        )
    return [*_silence(study), *nameless_voices(study), *echoing(study), *telling_names(study)]


def undecided(study: Study) -> list[tuple[str, list[str]]]:
    """Each item that asks for consent, with the names of those of whom nothing says yes or no.

    Args:
        study: the open study.
    """
    refusing = refused(study)
    if not refusing.agreed:
        return []
    speaking = [talk.name for talk in talks(study) if talk.speaker.is_counted]
    rows = [person.id for person in study.participants]
    names = {fold_name(name): name for name in (*rows, *speaking)}.values()
    return [(item, [name for name in names if item in refusing.unanswered(name)]) for item in refusing.agreed]


def _silence(study: Study) -> list[Finding]:
    """Warnings that the words of some are not printed; never of whom, as they are passed on."""
    return [
        Finding(
            "participants.csv",
            f"of {count(len(names), 'participant')} there is no answer to '{item}'; "
            "their words are not printed.",
            "Load the answers once they are given, or write under consent: in study.yaml {ID: {quote: yes}}.",
            "warning",
        )
        for item, names in undecided(study)
        if names
    ]


def sources(study: Study) -> Sources:
    """What is known of all the people of the study."""
    material = gathered(study)
    return Sources(
        study.questionnaire.items,
        study.participants,
        talks(study),
        material,
        printed(study, material),
        refused(study),
    )


def portrait(study: Study, wanted: str) -> Portrait:
    """All of one participant.

    Args:
        study: the open study.
        wanted: the id, or the label of one without a row, in any spelling.

    Raises:
        UsageError: there is none of that name.
    """
    known = sources(study)
    everybody = {person.id: person for person in people.people(known)}
    name = meant("participant", wanted, {*everybody})
    row = next((one.answers for one in known.participants if one.id == name), None)
    answers = tuple(_given(item, row[item.id]) for item in known.items) if row else ()
    own = [passage for passage in known.material if speaks_in(name, passage)]
    return Portrait(everybody[name], answers, _by_entry(study, own))


def _given(item: Item, answer: Answer) -> Given:
    text = cell_text(item, answer) if answer.state == "answered" else ""
    # of one child the unit would be wrong as a word of the sentence
    unit = f" ({item.unit})" if item.unit and not any(map(str.isalpha, text)) else ""
    source = item.derived.source if item.derived else ""
    return Given(item.id, item.text or item.id, answer.state, text and text + unit, source)


def _by_entry(study: Study, own: list[Passage]) -> dict[str, tuple[Passage, ...]]:
    """Passages by what they are coded with, in the order of the codebook."""
    book = study.codebook
    under = {code.id: list[Passage]() for code in book.codes}
    for passage in own:
        for key in dict.fromkeys(map(book.key_of, passage.excerpt.codes)):
            under.setdefault(key, []).append(passage)
    return {key: tuple(found) for key, found in under.items() if found}
