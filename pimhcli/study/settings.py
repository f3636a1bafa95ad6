"""study.yaml: what the study is, its focus groups, its team, and what the report says of them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from pimhcli.analysis.consent import Consent
from pimhcli.fields import Fields, Node, describe
from pimhcli.folding import fold_name
from pimhcli.study import names

if TYPE_CHECKING:
    from pimhcli.findings import Finding

FORMAT = 1

APPROACHES = {
    "reflexive_ta": "reflexive thematic analysis",
    "codebook_ta": "codebook thematic analysis",
    "coding_reliability_ta": "coding-reliability thematic analysis",
    "framework": "framework analysis",
    "content_analysis": "content analysis",
}

GUIDELINES = {"coreq": 32, "srqr": 21}  # and how many items each has

_AGREED = {"yes": True, "true": True, "no": False, "false": False}


class FocusGroup(msgspec.Struct, frozen=True):
    """One focus group and how it was held.

    Args:
        id: its short name; the transcript of the same name belongs to it.
        minutes: how long it lasted; None where not given.
        moderator: the moderators' labels in its transcripts.
        observer: the labels of those who only looked on or took notes.
        invited: people asked.
        attended: people who came.
        transcripts: its transcripts, when there are several or they have other names.
    """

    id: str
    date: str = ""
    minutes: int | None = None
    place: str = ""
    moderator: tuple[str, ...] = ()
    observer: tuple[str, ...] = ()
    invited: int | None = None
    attended: int | None = None
    recording: str = ""
    transcription: str = ""
    transcripts: tuple[str, ...] = ()


class Member(msgspec.Struct, frozen=True):
    """One of the team; the id is what ``--coder`` takes, the rest what reporting guidelines ask about.

    Args:
        role: what the person did in the study.
        credentials: such as PhD or RN.
        occupation: at the time of the study.
        experience: experience and training.
    """

    id: str
    name: str = ""
    role: str = ""
    credentials: str = ""
    occupation: str = ""
    gender: str = ""
    experience: str = ""


class Stage(msgspec.Struct, frozen=True):
    """One stage of the analysis.

    Args:
        name: as the study calls it.
        notes: what was done in it.
        date: when it was, in any words; made of the two days where only they are given.
        began: the day on which it began, as 2026-11-23; empty before.
        done: the day on which it was done.
    """

    name: str
    notes: str = ""
    date: str = ""
    began: str = ""
    done: str = ""


class Term(msgspec.Struct, frozen=True):
    """One key term of Table 1."""

    term: str
    definition: str


class Interaction(msgspec.Struct, frozen=True):
    """Which codes mark that participants agree with each other, or do not, by key, name or path."""

    agree: tuple[str, ...] = ()
    dissent: tuple[str, ...] = ()


class Settings(msgspec.Struct, frozen=True):
    """All that study.yaml says.

    Args:
        consent: what participants agreed to, where it differs from the usual.
        interaction: which codes mark agreement and dissent.
        not_names: words that look like names, and tell of nobody.
        reporting: what is said to the items of a reporting guideline, by its name and the item's number.
        keys: the keys of the coding screen, as they stand there; None for the usual ones.
    """

    id: str = ""
    title: str = ""
    research_question: str = ""
    setting: str = ""
    approach: str = "reflexive_ta"
    approach_source: str = ""
    stages: tuple[Stage, ...] = ()
    invited: int | None = None
    recruited: str = ""
    focus_groups: tuple[FocusGroup, ...] = ()
    team: tuple[Member, ...] = ()
    reflexivity: str = ""
    ethics: str = ""
    terms_caption: str = ""
    terms: tuple[Term, ...] = ()
    consent: tuple[Consent, ...] = ()
    interaction: Interaction = Interaction()
    not_names: tuple[str, ...] = ()
    reporting: dict[str, dict[int, str]] = {}
    keys: Node | None = None

    @property
    def moderators(self) -> tuple[str, ...]:
        """The labels of all moderators."""
        return tuple(dict.fromkeys(label for group in self.focus_groups for label in group.moderator))

    @property
    def observers(self) -> tuple[str, ...]:
        """The labels of all who only looked on or took notes."""
        return tuple(dict.fromkeys(label for group in self.focus_groups for label in group.observer))

    def group_of(self, transcript: str) -> str:
        """The focus group that a transcript belongs to: the one that lists it, or its own name."""
        return next((g.id for g in self.focus_groups if transcript in g.transcripts), transcript)


def read(node: Node, file: str = "study.yaml") -> tuple[Settings, list[Finding]]:
    """Reads study.yaml.

    Args:
        node: the document.
        file: its name, for messages.

    Returns:
        The settings and what is wrong with them.
    """
    root = Fields(node, file)
    _check_format(root)
    recruitment, terms = root.section("recruitment"), root.section("key_terms")
    interaction = root.section("interaction")
    settings = Settings(
        id=root.text("id"),
        title=root.text("title").strip(),
        research_question=root.text("research_question").strip(),
        setting=root.text("setting").strip(),
        approach=root.choice("approach", APPROACHES, "reflexive_ta"),
        approach_source=root.text("approach_source").strip(),
        stages=tuple(_stage(fields) for fields in root.sections("stages")),
        invited=_count(recruitment, "invited"),
        recruited=recruitment.text("how").strip(),
        focus_groups=_groups(root),
        team=tuple(_member(fields) for fields in root.sections("team")),
        reflexivity=root.text("reflexivity").strip(),
        ethics=root.text("ethics").strip(),
        terms_caption=terms.text("caption").strip(),
        terms=tuple(_term(fields) for fields in terms.sections("terms")),
        consent=_consents(root),
        interaction=Interaction(tuple(interaction.texts("agree")), tuple(interaction.texts("dissent"))),
        not_names=tuple(root.texts("not_names")),
        reporting=_reporting(root),
        keys=root.raw("keys"),
    )
    for fields in (recruitment, terms, interaction, root):
        fields.done()
    return settings, root.findings


def _check_format(root: Fields) -> None:
    found = root.whole("format", FORMAT)
    if found is not None and found > FORMAT:
        root.problem(
            root.node, f"this study was made by a newer pimh (format {found}).", "Update pimh to open it."
        )


def _groups(root: Fields) -> tuple[FocusGroup, ...]:
    groups: dict[str, FocusGroup] = {}
    for fields in root.sections("focus_groups"):
        group = _group(fields)
        if group.id in groups:
            fields.problem(
                fields.node, f"the focus group `{group.id}` stands twice.", "Give each its own id."
            )
        groups.setdefault(group.id, group)
    return tuple(groups.values())


def _group(fields: Fields) -> FocusGroup:
    group = FocusGroup(
        id=_required(fields, "id"),
        date=fields.text("date"),
        minutes=_count(fields, "minutes"),
        place=fields.text("place"),
        moderator=tuple(fields.texts("moderator")),
        observer=tuple(fields.texts("observer")),
        invited=_count(fields, "invited"),
        attended=_count(fields, "attended"),
        recording=fields.text("recording"),
        transcription=fields.text("transcription"),
        transcripts=tuple(fields.texts("transcripts")),
    )
    fields.done()
    return group


def _member(fields: Fields) -> Member:
    asked = ("name", "role", "credentials", "occupation", "gender", "experience")
    member = Member(_required(fields, "id"), *map(fields.text, asked))
    if member.id and not names.is_name(member.id):
        hint = f"Write '{names.from_words(member.id)}'; the full name goes under name."
        fields.problem(fields.node, f"the id '{member.id}' cannot name a coder's files.", hint)
    fields.done()
    return member


def _stage(fields: Fields) -> Stage:
    name, notes, when = _required(fields, "name"), fields.text("notes").strip(), fields.text("date")
    began, done = _day(fields, "began"), _day(fields, "done")
    if began and done and done < began and (node := fields.raw("done")):
        fields.problem(node, f"it was done on {done}, before it began on {began}.", "Mend one of the two.")
    fields.done()
    return Stage(name, notes, when or " to ".join(dict.fromkeys(filter(None, (began, done)))), began, done)


def _day(fields: Fields, key: str) -> str:
    """A day, as 2026-11-23; nothing where none is given."""
    words, node = fields.text(key).strip(), fields.raw(key)
    if words and node and not is_day(words):
        hint = "Write year, month and day, such as 2026-11-23; other words go under date."
        fields.problem(node, f"`{key}` should be a day, found {describe(node)}.", hint)
        return ""
    return words


def is_day(words: str) -> bool:
    """Whether some words are a day of the calendar, as 2026-11-23."""
    with suppress(ValueError):
        return date.fromisoformat(words).isoformat() == words
    return False


def _term(fields: Fields) -> Term:
    term = Term(_required(fields, "term"), fields.text("definition").strip())
    fields.done()
    return term


def _consents(root: Fields) -> tuple[Consent, ...]:
    found: dict[str, Consent] = {}
    for name, node, fields in root.named_sections("consent"):
        if fold_name(name) in found:
            fields.problem(node, "this participant stands here twice.", "Keep one.")
        quote, share = _agreed(fields, "quote"), _agreed(fields, "share")
        if quote is share is None and (node.value is None or isinstance(node.value, dict)):
            hint = "Write {quote: no} or {quote: yes}, or leave the line out."
            fields.problem(node, "`quote` is missing.", hint)
        line = Consent(name, f"{root.file}:{node.line}", quote, share)
        found.setdefault(fold_name(name), line)
        fields.done()
    return tuple(found.values())


def _reporting(root: Fields) -> dict[str, dict[int, str]]:
    """What is said to the items of each guideline; a number that it does not have is a problem."""
    reporting = root.section("reporting")
    found = {}
    for name, items in GUIDELINES.items():
        section = reporting.section(name)
        found[name] = {n: said for n in range(1, items + 1) if (said := section.text(str(n)).strip())}
        section.done()
    reporting.done()
    return found


def _agreed(fields: Fields, key: str) -> bool | None:
    """Whether a participant agreed to something; None where nothing says it."""
    node = fields.raw(key)
    word = str(node.value).casefold() if node else ""
    if node and word not in _AGREED:
        fields.problem(node, f"`{key}` should be yes or no, found {describe(node)}.", "Write yes or no.")
    return _AGREED.get(word, False) if node else None


def _required(fields: Fields, key: str) -> str:
    value = fields.text(key)
    if not value:
        fields.problem(fields.node, f"`{key}` is missing.", f"Write a line `{key}: …`.")
    return value


def _count(fields: Fields, key: str) -> int | None:
    value = fields.whole(key)
    node = fields.raw(key)
    if value is not None and value < 0 and node:
        fields.problem(node, f"`{key}` is {value}, expected 0 or more.")
    return value
