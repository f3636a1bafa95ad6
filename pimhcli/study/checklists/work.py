"""What a study has for the items about how its data were collected, analysed and told."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pimhcli import __version__
from pimhcli.analysis.counts import by_entry, counted
from pimhcli.numbers import shown as printed
from pimhcli.study.checklists.items import Said
from pimhcli.study.settings import APPROACHES
from pimhcli.wording import count, shortened, together

if TYPE_CHECKING:
    from pimhcli.study.checklists.facts import Facts

_GROUPS = "study.yaml, focus_groups"


def question(facts: Facts) -> Said | None:
    """What the study asks."""
    said = facts.study.settings.research_question
    return Said(said, "study.yaml, research_question") if said else None


def approach(facts: Facts) -> Said | None:
    """The approach to analysis, and whose."""
    said = facts.study.settings
    of = f" ({said.approach_source})" if said.approach_source else ""
    return Said(f"{APPROACHES[said.approach]}{of}", "study.yaml, approach")


def analysis(facts: Facts) -> Said | None:
    """The approach, and the stages of the analysis."""
    stages = [stage.name for stage in facts.study.settings.stages]
    said = approach(facts)
    return Said(f"{said.text}; stages: {'; '.join(stages)}", "study.yaml") if said and stages else said


def setting(facts: Facts) -> Said | None:
    """Where the data were collected."""
    places = _each(facts, "place")
    said = facts.study.settings.setting
    words = places or shortened(said)
    return Said(words, _GROUPS if places else "study.yaml, setting") if words else None


def context(facts: Facts) -> Said | None:
    """What the setting is."""
    said = facts.study.settings.setting
    return Said(shortened(said), "study.yaml, setting") if said else None


def ethics(facts: Facts) -> Said | None:
    """What was approved and agreed to."""
    said = facts.study.settings.ethics
    return Said(shortened(said), "study.yaml, ethics") if said else None


def present(facts: Facts) -> Said | None:
    """Who else was there."""
    said = facts.study.settings.observers
    return Said(f"observers: {', '.join(said)}", _GROUPS) if said else None


def dates(facts: Facts) -> Said | None:
    """When the groups were held."""
    said = _each(facts, "date")
    return Said(said, _GROUPS) if said else None


def collection(facts: Facts) -> Said | None:
    """How and when data were collected."""
    groups, when = facts.study.settings.focus_groups, _each(facts, "date")
    if not groups:
        return None
    told = f"{count(len(groups), 'focus group')}{f' ({when})' if when else ''}"
    items = sum(item.derived is None for item in facts.study.questionnaire.items)
    with_items = f" and a questionnaire of {count(items, 'item')}" if facts.study.participants else ""
    return Said(told + with_items, "study.yaml, questionnaire.yaml")


def recording(facts: Facts) -> Said | None:
    """How the groups were recorded."""
    said = _each(facts, "recording")
    return Said(said, _GROUPS) if said else None


def transcription(facts: Facts) -> Said | None:
    """How what was said became text, and how it was coded."""
    said = _each(facts, "transcription")
    coded = f"{count(len(facts.material), 'excerpt')} coded" if facts.material else ""
    words = "; ".join(filter(None, (f"transcription: {said}" if said else "", coded)))
    return Said(words, f"{_GROUPS}, codings") if words else None


def notes(facts: Facts) -> Said | None:
    """What was noted."""
    written, on_excerpts = facts.noted
    told = f"{count(written, 'memo')} and {count(on_excerpts, 'note')} on excerpts"
    return Said(told, "memos, codings") if written or on_excerpts else None


def duration(facts: Facts) -> Said | None:
    """How long the groups lasted."""
    minutes = [group.minutes for group in facts.study.settings.focus_groups if group.minutes is not None]
    if not minutes:
        return None
    if len(minutes) == 1:
        return Said(count(minutes[0], "minute"), _GROUPS)
    mean = printed(Fraction(sum(minutes), len(minutes)), 1)
    told = f"{count(sum(minutes), 'minute')} in {len(minutes)} focus groups; mean {mean}"
    return Said(f"{told}, range {min(minutes)}–{max(minutes)}", _GROUPS)


def saturation(facts: Facts) -> Said | None:
    """Whether the approach rests on saturation."""
    if facts.study.settings.approach != "reflexive_ta":
        return None
    return Said("not sought: reflexive thematic analysis does not rest on it", "study.yaml, approach")


def coders(facts: Facts) -> Said | None:
    """How many coded and reviewed."""
    if not facts.coders:
        return None
    told = f"{count(len(facts.coders), 'coder')} ({together(facts.coders)})"
    return Said(". ".join((told, " ".join(facts.reviewed))).rstrip(". ") + ".", "codings, reviews")


def coding_tree(facts: Facts) -> Said | None:
    """The themes, sub-themes and codes."""
    book = facts.study.codebook
    if not book.codes:
        return None
    found = {level: sum(c.level == level for c in book.codes) for level in ("theme", "sub-theme", "code")}
    told = ", ".join(count(number, level) for level, number in found.items() if number)
    defined = sum(bool(code.definition) for code in book.codes)
    return Said(
        f"{told}; {defined} of {len(book.codes)} have a definition. Table 3; pimh table codebook",
        "codebook.yaml",
    )


def derivation(facts: Facts) -> Said | None:
    """How the codebook grew."""
    return Said(" ".join(facts.grown), "history") if facts.grown else None


def software(facts: Facts) -> Said | None:
    """The program."""
    made = _each(facts, "transcription")
    return Said(f"pimh {__version__}{f'; transcription: {made}' if made else ''}", "pimh")


def trustworthiness(facts: Facts) -> Said | None:
    """What was done so that readers can trust the analysis."""
    told = [*facts.reviewed]
    if acts := len(facts.study.acts.records):
        told.append(f"An audit trail of {count(acts, 'act')} is kept (pimh table audit-trail).")
    told.append("Every quote is held against its transcript before it is printed.")
    return Said(" ".join(told), "reviews, history")


def quotes(facts: Facts) -> Said | None:
    """The quotes, and whose they are."""
    if not facts.shown:
        return None
    own = {person for passage in facts.shown for person in passage.participants}
    everyone = {*own, *(person.id for person in facts.study.participants)}
    told = f"{count(len(facts.shown), 'quote')} of {len(own)} of {count(len(everyone), 'participant')}"
    stars = sum(passage.excerpt.star for passage in facts.shown)
    named = sum(bool(passage.participants) for passage in facts.shown)
    key = f", {stars} of them key quotes" if stars else ""
    who = f"; {named} of {len(facts.shown)} with the participant's id"
    return Said(f"{told}{key}{who}", "codings")


def evidence(facts: Facts) -> Said | None:
    """How many sub-themes have an excerpt, and how many are shown by more than one participant."""
    book = facts.study.codebook
    entries = [code for code in book.codes if code.level == "sub-theme"] or list(book.themes())
    if not (entries and facts.material):
        return None
    found = by_entry(book, facts.material)
    voices = [counted(found[code.id]).participants for code in entries]
    shown, several = sum(bool(found[code.id]) for code in entries), sum(number > 1 for number in voices)
    of = count(len(entries), entries[0].level)
    return Said(
        f"{shown} of {of} {'has' if shown == 1 else 'have'} an excerpt; "
        f"{several} of {len(entries)} {'is' if several == 1 else 'are'} shown by more than one participant",
        "codings, codebook.yaml",
    )


def themes(facts: Facts) -> Said | None:
    """The names of the themes."""
    named = [theme.name for theme in facts.study.codebook.themes()]
    return Said("; ".join(named), "codebook.yaml, Table 3") if named else None


def subthemes(facts: Facts) -> Said | None:
    """How many sub-themes there are."""
    found = sum(code.level == "sub-theme" for code in facts.study.codebook.codes)
    return Said(f"{count(found, 'sub-theme')} in Table 3", "codebook.yaml") if found else None


def _each(facts: Facts, field: str) -> str:
    """What each focus group has, said once where it is the same for all."""
    groups = facts.study.settings.focus_groups
    found: dict[str, str] = {group.id: value for group in groups if (value := getattr(group, field))}
    if len(set(found.values())) == 1:
        return next(iter(found.values()))
    return "; ".join(f"{group}: {value}" for group, value in found.items())
