"""Two transcripts and what three coders made of them, who do not see everything alike, for comparisons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pimhcli.analysis.agreement.comparing import Lines, Manner, by_sets, compared
from pimhcli.analysis.agreement.differing import differences
from pimhcli.analysis.agreement.marks import Coded, Material, material
from pimhcli.analysis.agreement.stretches import stretches
from pimhcli.analysis.voices import talk
from pimhcli.coding.codebook import Code, Codebook
from pimhcli.tables import agreement, disagreements
from pimhcli.tables.agreement_notes import Scope
from pimhcli.transcripts.roster import Cast
from pimhcli.transcripts.turns import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.analysis.agreement.stretches import Stretch, Unit
    from pimhcli.tables.model import Table

CAST = Cast(("P1", "P2"), ("Moderator",))
MAY = """\
# Of May
Moderator: What has changed?
P1: We slow down now. We listen | more than we did.
P2: I ask the mother first. It’s the mother who knows.
Moderator: And what is hard?
P1: People leave, and what they know leaves with them.
P2: That is *hard*. We slow down.
P1: Nothing else.
"""
JUNE = """\
P2: We listen.
Moderator: Go on.
P1: People leave. We ask nobody.
"""
TEXTS = {"may": MAY, "june": JUNE}
BOOK = Codebook(
    (
        Code("practice", "Practice", "theme"),
        Code("slow", "Slowing down", "sub-theme", "practice"),
        Code("listen", "Listening & asking", "code", "slow"),
        Code("barriers", "Barriers", "theme"),
        Code("unused", "Never used", "code", "barriers"),
    )
)
SAID: tuple[tuple[str, int, str, str], ...] = (
    ("may", 0, "slow", "We slow down now."),
    ("may", 1, "slow", "We slow down now. We listen"),
    ("may", 0, "listen", "We listen | more than we did."),
    ("may", 1, "listen", "I ask the mother first."),
    ("may", 0, "barriers", "People leave"),
    ("may", 1, "barriers", "what they know leaves with them."),
    ("may", 2, "barriers", "That is *hard*."),
    ("may", 2, "listen", "mother who knows"),
    ("june", 0, "listen", "We listen."),
    ("june", 1, "listen", "We listen."),
    ("june", 0, "barriers", "People leave."),
    ("june", 1, "practice", "Go on."),
    ("june", 2, "barriers", "People leave."),
)
COLUMNS = ("anna", "ben", "cara")


def turns(*names: str) -> list[Stretch]:
    """The turns that are units, of some of the transcripts."""
    parsed = {name: parse(TEXTS[name], name) for name in names or TEXTS}
    (held,) = talk((("all", one) for one in parsed.values()), CAST).groups
    return [stretch for part in held.parts for stretch in stretches(part, parsed[part.transcript].text)]


def coded(transcript: str, coder: int, entry: str, quote: str, *, is_printable: bool = True) -> Coded:
    """An excerpt of the words that first stand so in a transcript."""
    start = TEXTS[transcript].index(quote)
    return Coded(transcript, coder, (start, start + len(quote)), (entry,), is_printable)


def made(coders: int = 2, said: Iterable[Coded] | None = None, *names: str) -> Material:
    """What the first coders made of the transcripts."""
    everything = [coded(*one) for one in SAID] if said is None else list(said)
    own = [one for one in everything if one.coder < coders]
    return material(COLUMNS[:coders], turns(*names), own, (code.id for code in BOOK.codes))


def scope(found: Material, manner: Manner, by: str = "code", *, is_listed: bool = False) -> Scope:
    """What the notes tell of a comparison."""
    has_sets = by == "code" and manner.unit == "turn" and len(found.marks) > 1 and not is_listed
    sets = by_sets(found, manner.unit) if has_sets else None
    left = {"july": ("ben",), "august": ()}
    approach = ("codebook thematic analysis", True)
    return Scope(found, manner, by, approach, tuple(TEXTS), left, {"Moderator": 3}, 2, sets)


def table_of(coders: int, manner: Manner) -> Table:
    """The table of agreement by code."""
    found = made(coders)
    return agreement.build(agreement.by_entry(BOOK, compared(found, manner), "code"), scope(found, manner))


def list_of(coders: int, unit: Unit = "turn") -> Table:
    """The list of disagreements, with one excerpt that may not be printed."""
    hidden = coded("may", 0, "listen", "That is *hard*.", is_printable=False)
    found = made(coders, [*(coded(*one) for one in SAID), hidden])
    return disagreements.build(BOOK, differences(found, unit), scope(found, Manner(unit), is_listed=True))


def lines_of(coders: int = 2, unit: Unit = "turn", resamples: int = 0) -> Lines:
    """The lines of the comparison."""
    return compared(made(coders), Manner(unit, resamples=resamples))
