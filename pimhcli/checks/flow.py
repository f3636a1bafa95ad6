"""Whether the numbers of people who were invited, came, answered and speak add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pimhcli.findings import Finding
from pimhcli.wording import count, together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FILE = "study.yaml"


class Attendance(NamedTuple):
    """A focus group in numbers.

    Args:
        group: its id.
        invited: people asked to it; None where not said.
        attended: people who came; None where not said.
        speaking: participants who speak in its transcripts; None where it has none.
    """

    group: str
    invited: int | None = None
    attended: int | None = None
    speaking: int | None = None


class Flow(NamedTuple):
    """The people of a study in numbers.

    Args:
        invited: people who were asked to take part; None where not said.
        answered: rows of answers.
        groups: the focus groups.
        several: participants who speak in more than one of them.
    """

    invited: int | None
    answered: int
    groups: Sequence[Attendance] = ()
    several: int = 0


def flow(people: Flow) -> list[Finding]:
    """The numbers that cannot be together.

    Args:
        people: the numbers.
    """
    return [*_of_groups(people), *_invited(people), *_attended(people)]


def _of_groups(people: Flow) -> Iterator[Finding]:
    for one in people.groups:
        where = f"{FILE}, focus_groups[{one.group}]"
        if one.invited is not None and one.attended is not None and one.attended > one.invited:
            yield Finding(
                where,
                f"{one.attended} attended, and {one.invited} were invited.",
                "Mend one of the two; somebody who came along uninvited counts as invited.",
            )
        if one.attended is not None and one.speaking is not None and one.speaking > one.attended:
            yield Finding(
                where,
                f"{one.attended} attended, and {one.speaking} participants speak in its transcript.",
                "Mend `attended`, or look for a label that is wrong: pimh transcript list",
            )
        if one.attended is not None and one.speaking is not None and one.speaking < one.attended:
            yield Finding(
                where,
                f"{one.attended} attended, and {one.speaking} of them speak in its transcript.",
                "If the rest said nothing, the paper should say so; else look for turns of unknown speakers.",
                "note",
            )


def _invited(people: Flow) -> Iterator[Finding]:
    where = f"{FILE}, recruitment"
    if people.invited is None:
        return
    asked = [one.invited for one in people.groups if one.invited is not None]
    if people.answered > people.invited:
        yield Finding(
            where,
            f"{people.invited} were invited, and {people.answered} answered the questionnaire.",
            "Mend `invited`, or look for a row of participants.csv that stands twice.",
        )
    if len(asked) == len(people.groups) > 0 and sum(asked) != people.invited:
        parts = together([f"{number}" for number in asked])
        more = count(sum(asked), "person", "people")
        yield Finding(
            where,
            f"{people.invited} were invited in all, and {parts} ({more}) to the focus groups.",
            "Mend one of them; somebody who was invited to two groups should be explained in the paper.",
            "warning",
        )


def _attended(people: Flow) -> Iterator[Finding]:
    came = [one.attended for one in people.groups if one.attended is not None]
    if not people.answered or len(came) != len(people.groups) or not came:
        return
    total = sum(came) - people.several
    if total != people.answered:
        twice = f" ({people.several} in more than one)" if people.several else ""
        yield Finding(
            FILE,
            f"{total} people attended the focus groups{twice}, and {people.answered} answered the "
            "questionnaire.",
            "Mend `attended`, or tell in the paper who took part in one of the two only: the percentages of "
            f"Table 2 are of {people.answered}.",
            "warning",
        )
