"""What a study has for the items about its team and its participants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.study.checklists.items import Said
from pimhcli.wording import count, shortened, together

if TYPE_CHECKING:
    from pimhcli.study.checklists.facts import Facts

_TEAM = "study.yaml, team"


def moderators(facts: Facts) -> Said | None:
    """Who moderated: those of the team whose role says so, and the labels in the transcripts."""
    said = facts.study.settings
    who = [member.name or member.id for member in said.team if "moderat" in member.role.casefold()]
    labels = f"in the transcript: {', '.join(said.moderators)}" if said.moderators else ""
    words = "; ".join(filter(None, (together(who) if who else "", labels)))
    return Said(words, f"{_TEAM} and focus_groups") if words else None


def credentials(facts: Facts) -> Said | None:
    """The team's credentials."""
    return _of_team(facts, "credentials")


def occupations(facts: Facts) -> Said | None:
    """What the team worked as when the study was done."""
    return _of_team(facts, "occupation")


def genders(facts: Facts) -> Said | None:
    """The team's genders."""
    return _of_team(facts, "gender")


def experience(facts: Facts) -> Said | None:
    """The team's experience and training."""
    return _of_team(facts, "experience")


def _of_team(facts: Facts, field: str) -> Said | None:
    told = [(m.name or m.id, getattr(m, field)) for m in facts.study.settings.team]
    words = "; ".join(f"{name}: {value}" for name, value in told if value)
    return Said(words, _TEAM) if words else None


def reflexivity(facts: Facts) -> Said | None:
    """What the researchers say of themselves."""
    said = facts.study.settings.reflexivity
    return Said(shortened(said), "study.yaml, reflexivity") if said else None


def recruited(facts: Facts) -> Said | None:
    """How people were approached."""
    said = facts.study.settings.recruited
    return Said(said, "study.yaml, recruitment") if said else None


def sample(facts: Facts) -> Said | None:
    """How many took part, and in how many groups."""
    people, groups = facts.study.participants, {talk.group for talk in facts.talks}
    if not (people or groups):
        return None
    told = [count(len(people), "participant")] if people else []
    told += [count(len(groups), "focus group")] if groups else []
    return Said(" in ".join(told), "participants.csv, transcripts")


def took_part(facts: Facts) -> Said | None:
    """How many of those who were asked did not take part."""
    invited, people = facts.study.settings.invited, len(facts.study.participants)
    if invited is None or not people:
        return None
    rest = f"{invited - people} did not" if invited > people else "nobody declined"
    return Said(f"{people} of {invited} invited took part; {rest}", "study.yaml, participants.csv")


def spoke(facts: Facts) -> Said | None:
    """Who took part, and how far."""
    people = [person.id for person in facts.study.participants]
    if not people:
        return None
    silent = sum(person not in facts.speaking for person in people)
    said = f"{count(len(people), 'participant')}, of whom {len(people) - silent} speak in the transcripts"
    return Said(f"{said} (pimh table participation); Table 2 describes them", "participants.csv, transcripts")


def repeated(facts: Facts) -> Said | None:
    """Whether anybody took part more than once."""
    if not facts.speaking:
        return None
    twice = sum(len(groups) > 1 for groups in facts.speaking.values())
    told = f"{twice} of {count(len(facts.speaking), 'participant')} speak in more than one focus group"
    return Said(told if twice else "No: everybody who speaks does so in one focus group", "transcripts")


def described(facts: Facts) -> Said | None:
    """What is told of the participants."""
    if not facts.study.participants:
        return None
    form = facts.study.questionnaire
    items = sum(item.derived is None for item in form.items)
    return Said(f"Table 2, from {count(items, 'item')} of the questionnaire", "participants.csv")
