"""A small invented study as a paper is held against it, and a paper on it that is right."""

from __future__ import annotations

from fractions import Fraction

from pimhcli.checks.claims import Counts
from pimhcli.checks.manuscript.known import Counted, Known, Measured, Numbers, Theme
from pimhcli.checks.manuscript.paper import wrong
from pimhcli.documents.reading import read
from pimhcli.folding import fold
from pimhcli.tables.model import Column, Row, Table
from pimhcli.transcripts.verbatim import Talk
from pimhcli.transcripts.word_line import Spoken

SAID = (
    ("P1", "We slow down now, um, and we listen more than we ever did before the group began. It shows."),
    ("P2", "I ask the mother first. It’s the mother who knows what the baby wants, so I start with her."),
    ("P3", "People leave, and what they know leaves with them, and then we begin all over again."),
    ("P4", "I would rather that nobody ever heard what I said about the ward that winter."),
    ("P5", "The reading was the best hour of my month, I have to say, and nobody rang me in it."),
)
THEMES = (
    Theme("Slowing down to see the baby", 1),
    Theme("Asking the mother first", 1, "Slowing down to see the baby"),
    Theme("An hour for reading", 2, "Slowing down to see the baby"),
    Theme("What gets in the way of the work", 2),
    Theme("Staff who leave", 1, "What gets in the way of the work"),
)
TABLE = Table(
    "demographics",
    "Table 2. Who took part",
    (Column("Item"), Column("n = 7")),
    (
        Row(("Age, mean (range)", "37.6 years (34–42 years)")),
        Row(("Profession (n, %)", "")),
        Row(("Nurse", "5 (71.43%)"), 1),
        Row(("Psychologist", "2 (28.57%)"), 1),
    ),
)
NUMBERS = Numbers(
    7,
    1,
    9,
    (62,),
    (Counted(("nurse", "nursing"), 5, 7), Counted(("psychologist",), 2, 7)),
    (Measured(("age",), Fraction(263, 7), Fraction(34), Fraction(42)),),
    frozenset({9}),
)
KNOWN = Known(
    Talk(Spoken("fg1", number, who, words) for number, (who, words) in enumerate(SAID, 1)),
    ("P1", "P2", "P3", "P4", "P5", "P6", "P7", "Moderator"),
    lambda name: name == "P4",
    THEMES,
    NUMBERS,
    (TABLE,),
    frozenset({fold("How much time for reading have you had?")}),
    Counts(7, {"hour": 3}, {"hour": "An hour for reading"}, frozenset({9})),
)
PAPER = """\
# Looking back

## Methods

Of nine members who were invited, seven participants took part in one focus group, which lasted 62 minutes.
Their mean age was 37.6 years (range 34–42); 5 of 7 (71.4%) were nurses, and 2 (28.6%) psychologists.
They were asked “How much time for reading have you had?” in a ‘safe’ room (N = 7). In another study (Doe,
2019), 12 participants took part.

Table 2. Who took part

| Item | n = 7 |
|---|---|
| Age, mean (range) | 37.6 (34–42) |
| Profession (n, %) | |
| Nurse | 5 (71.4) |
| Psychologist | 2 (28.6) |

## Findings

We developed two themes and three sub-themes (Table 3).

Table 3. Themes and sub-themes

| Themes | Sub-themes |
|---|---|
| Theme 1: Slowing down to see the baby | Asking the mother first |
| | An hour for reading |
| Theme 2: What gets in the way of the work | Staff who leave |

### Theme 1: Slowing down to see the baby

Work had changed: “We slow down now … and we listen more than we ever did” (PX1). Under ‘Asking the mother
first’, P2 described how “it's the mother who knows what the baby wants”.

An hour for reading was named by some participants:

> The reading was the best hour of my month […] and nobody rang me in it. (Participant 5, nurse)

### Theme 2: What gets in the way of the work

Staff who leave take their knowledge along. As P3 put it:

> “People leave, and what they know leaves with them”

## References

Doe, J. (2019). “We said what nobody ever said before us”. *Journal*, 1, 2–4 (5 of 7, 99%).
""".replace("(PX1)", "(p 1)")


def faults(paper: str) -> list[str]:
    """What is wrong with a paper in Markdown, as severity and finding."""
    return [f"{one.severity} {one}" for one in wrong(read(paper.encode(), "paper.md"), KNOWN)]
