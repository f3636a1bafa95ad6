"""Two focus groups of few turns, with times, a chat, several voices and agreement, and their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.analysis.consent import Refusals
from pimhcli.analysis.interaction import following
from pimhcli.analysis.participation import participation as spoken
from pimhcli.analysis.passages import Passage
from pimhcli.analysis.questions import asked, reactions
from pimhcli.analysis.voices import talk
from pimhcli.coding.codebook import Code, Codebook
from pimhcli.coding.excerpts import Coding, Excerpt
from pimhcli.tables import interaction, participation, questions
from pimhcli.transcripts.roster import Cast
from pimhcli.transcripts.turns import parse

if TYPE_CHECKING:
    from pimhcli.analysis.voices import Conversations
    from pimhcli.tables.model import Table

CAST = Cast(("P10", "P2", "P3", "P4"), ("Moderator",), ("Olga",))
MAY = """\
# Of May
[0:00] Moderator: Welcome, all. How do you cope & carry on | from *day* to day?
[0:10-0:40] P2: We talk, and then we talk again.
[0:40] P10: We do.
[0:46] P2: [chat] It helps.
[0:52] Several: Yes!
[0:55] Moderator: Really?
[0:57] P10: =really, yes
[1:03] Moderator: And what <b>does not</b> help?
[1:10] P2: Forms.
"""
JUNE = """\
P3: Is it on?
Moderator: It is. What did you do first, when you heard of it?
P3: I slept on it.
Moderator: Was there nothing else?
"""
BOOK = Codebook((Code("agree", "Agreement", "code"), Code("against", "Disagreement", "code")))
MATERIAL = (
    Passage(Excerpt("may", (Coding("a", "agree", "We do.", 0, 6),)), 3, 3, ("P10",), ("P10",), "May"),
    Passage(Excerpt("june", (Coding("b", "against", "I slept", 0, 7),)), 3, 3, ("P3",), ("P3",), "June"),
)


def held(*texts: tuple[str, str]) -> Conversations:
    """Focus groups by name, each with its one transcript."""
    return talk(((group, parse(text, group.lower())) for group, text in texts), CAST)


BOTH = held(("May", MAY), ("June", JUNE))
ONE = held(("May", MAY))


def participation_of(found: Conversations) -> Table:
    return participation.build([spoken(group) for group in found.groups], found.nowhere, found.strangers)


def interaction_of(found: Conversations) -> Table:
    return interaction.build([following(group) for group in found.groups])


def questions_of(found: Conversations, book: Codebook = BOOK, refused: Refusals | None = None) -> Table:
    codes = reactions(book)
    groups = [asked(group, MATERIAL, codes, refused or Refusals()) for group in found.groups]
    return questions.build(groups, book, codes)
