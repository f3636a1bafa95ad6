"""Agreement between the study's coders, and where they differ."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pimhcli.analysis.agreement.comparing import Manner, by_sets, compared
from pimhcli.analysis.agreement.differing import differences
from pimhcli.analysis.agreement.marks import Coded, material
from pimhcli.analysis.agreement.stretches import stretches
from pimhcli.coding.growing import one
from pimhcli.errors import ProblemsError, UsageError
from pimhcli.folding import natural
from pimhcli.study.material import disagreements, gathered, meant
from pimhcli.study.quoting import refused
from pimhcli.study.settings import APPROACHES
from pimhcli.study.talking import conversations
from pimhcli.tables import agreement
from pimhcli.tables import disagreements as side_by_side
from pimhcli.tables.agreement_notes import Scope
from pimhcli.transcripts.roster import HOSTS
from pimhcli.wording import together

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pimhcli.analysis.agreement.coefficients import Coefficient
    from pimhcli.analysis.agreement.marks import Material
    from pimhcli.analysis.agreement.stretches import Stretch
    from pimhcli.analysis.passages import Passage
    from pimhcli.analysis.voices import Part
    from pimhcli.study.study import Study
    from pimhcli.tables.model import Table

# framework analysis is treated as codebook approaches are
ASKING = ("coding_reliability_ta", "codebook_ta", "content_analysis", "framework")


class Wish(NamedTuple):
    """What is asked for.

    Args:
        coders: who is compared; empty for all who coded.
        by: what the rows are: code, theme or transcript.
        manner: the unit, and what the intervals are made of.
        code: key, name or path of an entry: it and what is under it alone; empty for all.
        transcript: the only transcript; empty for all.
    """

    coders: tuple[str, ...] = ()
    by: str = "code"
    manner: Manner = Manner()
    code: str = ""
    transcript: str = ""


def why_not(study: Study) -> str:
    """Why the study's approach asks for no agreement; empty where it does."""
    approach = study.settings.approach
    if approach in ASKING:
        return ""
    return (
        f"The approach of study.yaml is {APPROACHES[approach]}. Agreement does not measure its quality: it "
        "shows that coders were trained alike (Braun & Clarke 2021)."
    )


def table(study: Study, wish: Wish) -> Table:
    """The table of agreement.

    Args:
        study: the open study.
        wish: what is asked for.

    Raises:
        UsageError: it names a coder or transcript that there is not, or one coder only.
        ProblemsError: there is nothing that two coders can be compared on.
    """
    found = _Comparison(study, wish)
    lines = compared(found.material, wish.manner)
    if wish.by != "transcript":
        rows = agreement.by_entry(study.codebook, lines, wish.by)
        return agreement.build(rows, found.scope._replace(by_sets=found.by_sets))
    each = {name: found.alone(name) for name in found.transcripts}
    own = {name: compared(part, wish.manner) for name, part in each.items()}
    return agreement.build(agreement.by_transcript(own, lines), found.scope)


def listed(study: Study, wish: Wish) -> Table:
    """The list of disagreements.

    Args:
        study: the open study.
        wish: what is asked for.

    Raises:
        UsageError: it names a coder or transcript that there is not, or one coder only.
        ProblemsError: there is nothing that two coders can be compared on.
    """
    found = _Comparison(study, wish)
    return side_by_side.build(study.codebook, differences(found.material, wish.manner.unit), found.scope)


class _Comparison:
    """Who is compared on what."""

    def __init__(self, study: Study, wish: Wish) -> None:
        self._study, self._wish = study, wish
        self._top = one(study.codebook, wish.code).id if wish.code else ""
        self._wanted = study.codebook.under(self._top)
        passages = gathered(study)
        study.findings += [
            msgspec.structs.replace(finding, severity="warning") for finding in disagreements(study, passages)
        ]
        self.coders = _coders(passages, wish.coders)
        coded_by = _coded_by(study, passages, wish.transcript)
        self._absent = {
            name: tuple(one for one in self.coders if one in who)
            for name, who in coded_by.items()
            if not who.issuperset(self.coders)
        }
        self.transcripts = tuple(name for name in coded_by if name not in self._absent)
        self._check_transcripts()
        ours = [one for one in passages if one.excerpt.coder in self.coders]
        ours = [one for one in ours if one.excerpt.transcript in self.transcripts]
        self._lost = sum(not passage.stands and bool(self._entries(passage)) for passage in ours)
        self._coded = self._chosen(passage for passage in ours if passage.stands)
        self._parts = self._talk()
        self._turns = [turn for part in self._parts for turn in stretches(part, self._text(part))]
        self.material = self._gathered(self._turns, self._coded)
        self._check_marks()

    def alone(self, transcript: str) -> Material:
        """The same of one transcript."""
        turns = [stretch for stretch in self._turns if stretch.transcript == transcript]
        return self._gathered(turns, [one for one in self._coded if one.transcript == transcript])

    @property
    def by_sets(self) -> Coefficient | None:
        """Alpha of the codes of a unit as a set, where it can have several."""
        unit, is_of_codes = self._wish.manner.unit, self._wish.by == "code" and len(self.material.marks) > 1
        return by_sets(self.material, unit) if is_of_codes and unit in {"turn", "sentence"} else None

    @property
    def scope(self) -> Scope:
        """Who is compared on what, for the notes."""
        approach = self._study.settings.approach
        return Scope(
            self.material,
            self._wish.manner,
            self._wish.by,
            (APPROACHES[approach], approach in ASKING),
            self.transcripts,
            self._absent,
            Counter(voice.name for part in self._parts for _, voice in part.turns if voice.role in HOSTS),
            self._lost,
        )

    def _gathered(self, turns: Sequence[Stretch], coded: Iterable[Coded]) -> Material:
        return material(self.coders, turns, coded, (code.id for code in self._study.codebook.codes))

    def _talk(self) -> list[Part]:
        """The transcripts that are compared, in order, with whose each turn is."""
        parts = {part.transcript: part for group in conversations(self._study).groups for part in group.parts}
        return [parts[name] for name in self.transcripts]

    def _text(self, part: Part) -> str:
        return self._study.transcript(part.transcript).text

    def _chosen(self, passages: Iterable[Passage]) -> list[Coded]:
        """The excerpts with the entries that count as applied, those of the wished entry alone."""
        refusing, places = refused(self._study), {coder: at for at, coder in enumerate(self.coders)}
        found = []
        for passage in passages:
            excerpt, entries = passage.excerpt, self._entries(passage)
            if entries:
                place, may = places[excerpt.coder], refusing.may_quote(passage)
                found.append(Coded(excerpt.transcript, place, excerpt.span, entries, may))
        return found

    def _entries(self, passage: Passage) -> tuple[str, ...]:
        book = self._study.codebook
        keys = [key for key in map(book.key_of, passage.excerpt.codes) if key in self._wanted]
        if self._wish.by == "theme":
            keys = [self._top or book.line(key)[0].id for key in keys]
        return tuple(dict.fromkeys(keys))

    def _check_transcripts(self) -> None:
        if self.transcripts:
            return
        coded = [f"{name} was by {together(who)}" for name, who in self._absent.items() if who]
        what = f"{self._wish.transcript} was not" if self._wish.transcript else "No transcript was"
        raise ProblemsError(
            f"{what} coded by all of {', '.join(self.coders)}{''.join(f'; {one}' for one in coded)}.",
            hint="Compare others with --coders A,B, or let each of them code it: pimh code --blind",
        )

    def _check_marks(self) -> None:
        if self.material.marks:
            return
        what = f"anything with '{self._wish.code}'" if self._wish.code else "a turn of a participant"
        raise ProblemsError(
            f"None of {', '.join(self.coders)} coded {what} in {', '.join(self.transcripts)}.",
            hint="See what was coded: pimh excerpt list",
        )


def _coders(passages: Iterable[Passage], wished: Sequence[str]) -> tuple[str, ...]:
    """Those who are compared."""
    known = {passage.excerpt.coder for passage in passages}
    if not known:
        raise ProblemsError("Nothing was coded yet.", hint="Code a transcript: pimh code")
    if wished:
        named = tuple(dict.fromkeys(meant("coder", name, known) for name in wished if name))
        if len(named) < 2:
            raise UsageError(
                "Agreement is between two coders or more.",
                hint=f"Give --coders A,B. There are: {', '.join(sorted(known, key=natural))}.",
            )
        return named
    if len(known) < 2:
        raise ProblemsError(
            f"{next(iter(known))} alone has coded here, and agreement is between two coders or more.",
            hint="Let a second coder code the same transcript: pimh code --coder NAME --blind",
        )
    return tuple(sorted(known, key=natural))


def _coded_by(study: Study, passages: Iterable[Passage], transcript: str) -> dict[str, set[str]]:
    """Who coded each transcript, or the wished one."""
    only = meant("transcript", transcript, set(study.transcript_ids))
    found: dict[str, set[str]] = {name: set() for name in study.transcript_ids if only in {"", name}}
    for passage in passages:
        found.get(passage.excerpt.transcript, set()).add(passage.excerpt.coder)
    return found
