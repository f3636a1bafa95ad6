"""Which passages of the study the tables and the report print, by what the participants agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from pimhcli.analysis.consent import Refusals, in_vivo, quoting, refusals
from pimhcli.analysis.echoes import repeats, withheld
from pimhcli.findings import Finding
from pimhcli.study.material import gathered
from pimhcli.study.talking import conversations
from pimhcli.transcripts.roster import HOSTS, roster
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.analysis.passages import Passage
    from pimhcli.study.study import Study
    from pimhcli.transcripts.roster import Speaker


_RENAME = "Rename it on the coding screen (pimh code), where R in the codebook does so."


def refused(study: Study) -> Refusals:
    """Those whose words may not be printed."""
    said, items = study.settings.consent, study.questionnaire.items
    # most studies have none, and need not read their transcripts for it
    voices = _voices(study) if said or any(item.consent for item in items) else []
    hosts = [one.label for _, one in voices if one.role in HOSTS]
    found = refusals(said, items, study.participants, hosts)
    return msgspec.structs.replace(found, groups=_with_refusals(study, found, voices))


def _voices(study: Study) -> list[tuple[str, Speaker]]:
    """Everybody who speaks, with the focus group."""
    return [
        (study.settings.group_of(name), speaker)
        for name in study.transcript_ids
        for speaker in roster(study.transcript(name), study.cast)
    ]


def _with_refusals(study: Study, found: Refusals, voices: list[tuple[str, Speaker]]) -> frozenset[str]:
    """The focus groups of those who may not be quoted; one who never speaks by name may be in any."""
    spoke_in: dict[str, set[str]] = {person.id: set() for person in study.participants}
    for group, one in voices:
        if one.is_counted and not one.unverified:
            spoke_in.setdefault(one.participant or one.label, set()).add(group)
    everywhere = {group for group, _ in voices}
    refusing = (own or everywhere for name, own in spoke_in.items() if found.forbids(name))
    return frozenset[str]().union(*refusing)


def printed(study: Study, material: Iterable[Passage]) -> list[Passage]:
    """The passages that the report prints: none before there are themes to print them under.

    Args:
        study: the open study.
        material: all its passages.
    """
    book, refusing = study.codebook, refused(study)
    if not book.themes():
        return []
    return [
        passage
        for passage in material
        if passage.stands
        and refusing.may_quote(passage)
        and any(key in book.by_key for key in passage.excerpt.codes)
    ]


def nameless_voices(study: Study) -> list[Finding]:
    """A warning of excerpts that are not printed because nobody knows for certain who speaks in them.

    Args:
        study: the open study.
    """
    groups = refused(study).groups
    held = [one for one in gathered(study) if one.nameless and one.group in groups] if groups else ()
    if not held:
        return []
    return [
        Finding(
            "transcripts",
            f"{count(len(held), 'excerpt')} of several voices or of somebody unidentified may hold the words "
            "of one who did not agree to be quoted; nothing of this kind is printed.",
            "Where you know who speaks, write that name before the turn in the transcript.",
            "warning",
        )
    ]


def echoing(study: Study) -> list[Finding]:
    """Warnings of excerpts that are printed and repeat words of somebody who may not be quoted.

    Args:
        study: the open study.
    """
    refusing = refused(study)
    if refusing.is_empty:
        return []
    own = {held.group: withheld(held, refusing) for held in conversations(study).groups}
    return [
        Finding(
            passage.place,
            f"the excerpt {passage.excerpt.id} repeats words of somebody else that are not printed for lack "
            "of consent.",
            "Make it shorter (pimh excerpt resize), or take it out (pimh excerpt remove).",
            "warning",
        )
        for passage in printed(study, gathered(study))
        if repeats(passage.excerpt.quote, own[passage.group])
    ]


def telling_names(study: Study) -> list[Finding]:
    """Warnings of entries of the codebook whose names or definitions repeat what is not to be printed.

    Args:
        study: the open study.
    """
    refusing = refused(study)
    if refusing.is_empty:
        return []
    withheld = [passage for passage in gathered(study) if not refusing.may_quote(passage)]
    told = {code.id: "is called by" for code in in_vivo(study.codebook.codes, withheld)}
    cited = {code.id: "is defined in" for code in quoting(study.codebook.codes, withheld)}
    return [
        Finding(
            "codebook.yaml",
            f"the {code.level} '{code.name}' {how} words that are not printed for lack of consent.",
            _RENAME if code.id in told else "Write its definition in words of your own.",
            "warning",
        )
        for code in study.codebook.codes
        if (how := told.get(code.id) or cited.get(code.id))
    ]
