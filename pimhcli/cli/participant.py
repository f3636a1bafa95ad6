"""pimh participant list, show, withdraw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pimhcli.cli import output, place, views, withdraw
from pimhcli.cli.output import Result
from pimhcli.wording import count, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.analysis.passages import Passage
    from pimhcli.analysis.people import Person, Sources, Talk
    from pimhcli.study.people import Given, Portrait
    from pimhcli.study.study import Study
    from pimhcli.tables.model import Table

_UNANSWERED = {"missing": "no answer", "declined": "prefer not to say", "not asked": "not asked"}
_ROLES = {
    "moderator": "Moderator",
    "observer": "Observer",
    "several": "Several voices at once",
    "unidentified": "Unidentified",
}
app = typer.Typer(rich_markup_mode=None)


@app.command("list", short_help="List the participants with their answers and talk.")
def list_() -> Result:
    """Example: pimh participant list

    Lists everybody who has a row in participants.csv or speaks in a transcript: answers given, focus groups,
    turns, words and share of talk, excerpts in which they speak, quotes that the report prints, and whether
    their words may be printed. Moderators, observers and voices without a name stand under the table.
    """
    from pimhcli.analysis.people import people
    from pimhcli.study.people import sources
    from pimhcli.tables.renderers import text

    study = place.opened()
    known = sources(study)
    found = people(known)
    others = [talk for talk in known.talks if not talk.speaker.is_counted]
    data = {
        "participants": [_data(person) for person in found],
        "moderators": [_spoken(talk) for talk in others if talk.speaker.role == "moderator"],
        "others": [_spoken(talk) for talk in others if talk.speaker.role != "moderator"],
        "words": found[0].of_words if found else 0,
    }
    if not found:
        talk = "There is nobody yet. Load the answers: pimh load ANSWERS.xlsx"
        return Result(data, "", talk, tuple(study.findings))
    return Result(data, text.render(_table(found, known), output.width()), findings=tuple(study.findings))


@app.command(short_help="Show all that the study holds of one participant.")
def show(
    participant: Annotated[str, typer.Argument(help="The participant, such as P3.", metavar="ID")],
) -> Result:
    """Example: pimh participant show P3

    Shows one participant: the answers, what was said in which transcript, the excerpts by theme, how many of
    them the report prints, and whether the words may be printed.
    """
    from pimhcli.study.people import portrait

    study = place.opened()
    seen = portrait(study, participant)
    excerpts = [
        {"entry": key, "path": views.path(study, key), "excerpts": [views.data(one, study) for one in found]}
        for key, found in seen.excerpts.items()
    ]
    data = {**_data(seen.person), "answers": seen.answers, "by_entry": excerpts}
    return Result(data, "\n".join(_shown(seen, study)), findings=tuple(study.findings))


app.command(short_help="Take a participant's words, or all of one, out of the study.")(withdraw.withdraw)


def _data(person: Person) -> dict[str, object]:
    return {
        "id": person.id,
        "row": person.row,
        "answered": person.answered,
        "asked": person.asked,
        "groups": person.groups,
        "talks": [_spoken(talk) for talk in person.talks],
        "turns": person.turns,
        "words": person.words,
        "of_words": person.of_words,
        "share": person.share,
        "excerpts": person.excerpts,
        "printed": person.printed,
        "may_quote": person.may_quote,
        "unanswered": person.unanswered,
    }


def _spoken(talk: Talk) -> dict[str, object]:
    speaker = talk.speaker
    return {
        "label": speaker.label,
        "role": speaker.role,
        "transcript": talk.transcript,
        "group": talk.group,
        "line": talk.line,
        "turns": speaker.turns,
        "words": speaker.words,
    }


def _table(found: list[Person], known: Sources) -> Table:
    from pimhcli.tables.model import Column, Note, Row, Table

    numbers = ("Turns", "Words", "Share", "Excerpts", "Printed")
    columns = (
        *(Column(label) for label in ("Id", "Answers", "Group")),
        *(Column(label, "right") for label in numbers),
        Column("Quote"),
    )
    words = count(found[0].of_words, "word")
    notes = [Note(f"Share: percent of the {words} that all who stand here say.")]
    notes += [Note("Printed: excerpts that the report prints. Quote: whether the words may be printed.")]
    others = (talk for talk in known.talks if not talk.speaker.is_counted)
    notes += [Note(f"{_ROLES[talk.speaker.role]}: {_talk(talk)}.") for talk in others]
    rows = tuple(Row(_cells(person)) for person in found)
    return Table("participants", "Participants", columns, rows, tuple(notes))


def _cells(person: Person) -> tuple[str, ...]:
    return (
        person.id,
        f"{person.answered} of {person.asked}" if person.row else "no row",
        ", ".join(person.groups) or "never spoke",
        str(person.turns),
        str(person.words),
        _share(person),
        str(person.excerpts),
        str(person.printed),
        "no" if person.refuses else "not answered" if person.unanswered else "yes",
    )


def _share(person: Person) -> str:
    from pimhcli.numbers import percent

    return percent(person.words, person.of_words, 1)


def _shown(seen: Portrait, study: Study) -> Iterator[str]:
    person = seen.person
    yield person.id
    yield f"Answers: {person.answered} of {person.asked} asked" if person.row else "Answers: no row"
    yield from (f"  {_question(given)} {_answer(given)}" for given in seen.answers)
    share = f"{_share(person)} of the {count(person.of_words, 'word')} of all participants"
    yield f"Talk: {count(person.turns, 'turn')}, {count(person.words, 'word')}; {share}"
    yield from (f"  {_talk(talk)}" for talk in person.talks)
    yield f"Excerpts: {person.excerpts}; printed in the report: {person.printed}"
    for key, found in seen.excerpts.items():
        yield f"  {views.path(study, key)}"
        yield from (f"    {_excerpt(passage)}" for passage in found)
    yield f"May be quoted: {_agreed(person)}"


def _agreed(person: Person) -> str:
    if person.refuses:
        return f"no ({', '.join(person.refuses)})"
    asked = ", ".join(f"'{item}'" for item in person.unanswered)
    return f"not answered ({asked}), so the words are not printed" if asked else "yes"


def _talk(talk: Talk) -> str:
    said = f"{count(talk.speaker.turns, 'turn')}, {count(talk.speaker.words, 'word')}"
    return f"{talk.speaker.label} in {talk.transcript}: {said}"


def _question(given: Given) -> str:
    return given.question if given.question.endswith(("?", ".", ":", "…")) else f"{given.question}:"


def _answer(given: Given) -> str:
    text = given.text or _UNANSWERED[given.state]
    return f"{text} (follows from {given.source})" if given.source else text


def _excerpt(passage: Passage) -> str:
    excerpt = passage.excerpt
    star = " ★" if excerpt.star else ""
    return f"{excerpt.id}{star}  {passage.place} ({excerpt.coder}): “{shortened(excerpt.quote)}”"
