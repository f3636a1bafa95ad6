"""What somebody who may not be quoted said first is known again where others say it."""

from __future__ import annotations

import pytest

from pimhcli.analysis.consent import Consent, Refusals, refusals
from pimhcli.analysis.echoes import repeats, withheld
from pimhcli.analysis.voices import talk
from pimhcli.transcripts.roster import Cast
from pimhcli.transcripts.turns import parse

CAST = Cast(("P1", "P2"), ("Mod",))
SAID = "my boss never let me come"
P2_REFUSES = refusals([Consent("P2", quote=False)], (), ())


def own(text: str, refused: Refusals = P2_REFUSES) -> frozenset[str]:
    return withheld(talk([("fg1", parse(text, "fg1"))], CAST).groups[0], refused)


@pytest.mark.parametrize("said", ["“My boss never LET me — you said?", f"So {SAID} late, is that it?"])
def test_five_words_of_one_who_refused_are_known_again(said: str) -> None:
    assert repeats(said, own(f"P2: {SAID}\n"))


@pytest.mark.parametrize("said", ["my boss never let us", "", "boss"])
def test_fewer_words_are_anybodys(said: str) -> None:
    assert not repeats(said, own(f"P2: {SAID}\n"))


@pytest.mark.parametrize("label", ["P1", "Mod"])
def test_what_another_said_first_is_not_the_words_of_one_who_refused(label: str) -> None:
    assert not repeats(SAID, own(f"{label}: {SAID}\nP2: {SAID}\n"))


def test_a_voice_that_nobody_can_tell_may_be_that_of_one_who_refused() -> None:
    text = f"Unidentified: {SAID}\n"
    assert not repeats(SAID, own(text))
    in_the_group = refusals([Consent("P2", quote=False)], (), ())
    assert repeats(SAID, own(text, Refusals(in_the_group.reasons, groups=frozenset({"fg1"}))))


def test_where_nobody_refused_nothing_is_withheld() -> None:
    assert own(f"P2: {SAID}\n", Refusals()) == frozenset()
