"""Asks on the terminal who the speakers of a new transcript are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pimhcli.cli import output
from pimhcli.folding import did_you_mean
from pimhcli.transcripts.speaker_map import Named, is_label, name_for
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pimhcli.study.transcribing import Incoming, Plan
    from pimhcli.transcripts.roster import Cast, Speaker

_KEYS = {"m": "moderator", "o": "observer", "s": "several", "u": "unidentified"}
_CHOICES = "An id, m moderator, o observer, s several voices, u unidentified, Enter to leave it as it is: "
# what a team calls participants itself, such as P3 or PX 12
_ID = re.compile(r"[^\W\d_]{1,12}[ _-]?\d{1,4}")


def named(plan: Plan) -> list[Named] | None:
    """Who the unknown speakers are, as somebody at the terminal says; None when the input ends.

    Args:
        plan: what adding would do.
    """
    found: list[Named] = []
    for item, speaker in _unknown(plan):
        name = _answer(item, speaker, plan.cast)
        if name is None:
            return None
        if name:
            found.append(Named(speaker.label, name, item.id))
    return found


def _unknown(plan: Plan) -> Iterator[tuple[Incoming, Speaker]]:
    """Those of whom to ask: where no answers are loaded, whoever is called otherwise than P3."""
    for item in plan.incoming:
        for speaker in item.speakers:
            is_own = not plan.compared and not speaker.unverified and _ID.fullmatch(speaker.label)
            if speaker.role == "unknown" and not is_own:
                yield item, speaker


def _answer(item: Incoming, speaker: Speaker, cast: Cast) -> str | None:
    said = f"{count(speaker.turns, 'turn')}, {count(speaker.words, 'word')}"
    where = f" in {item.file}"
    question = f"Who is '{speaker.label}'{where} ({said}: “{item.samples[speaker.label]}”)?\n{_CHOICES}"
    while (typed := output.typed_line(question)) is not None:
        words = typed.strip()
        name = _meant(words, cast)
        if name or not words:
            return name
        question = f"{_refusal(words, cast)} {_CHOICES}"
    return None


def _meant(words: str, cast: Cast) -> str:
    """The name that an answer gives; nothing when it is none."""
    name = name_for(words, cast)
    if name == words and cast.role(words) == "unknown":
        name = name_for(_KEYS.get(words.casefold(), words), cast)
    is_somebody = cast.role(name) != "unknown" or not cast.participants
    return name if is_somebody and is_label(name) else ""


def _refusal(words: str, cast: Cast) -> str:
    if not cast.participants:
        return f"'{words}' can be no speaker's name."
    hint = did_you_mean(words, (*cast.participants, *cast.moderators, *cast.observers))
    return f"There is no participant '{words}'. {hint}".rstrip()
