"""The consent lines of study.yaml: read with their place, and refused where they could be misread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pimhcli.storage.yamlfile import parse
from pimhcli.study.settings import read

if TYPE_CHECKING:
    from pimhcli.analysis.consent import Consent
    from pimhcli.findings import Finding


def lines(text: str) -> tuple[Consent, ...]:
    settings, findings = read(parse(text, "study.yaml"))
    assert findings == []
    return settings.consent


def wrong(text: str) -> list[Finding]:
    return read(parse(text, "study.yaml"))[1]


@pytest.mark.parametrize("word", ["no", "No", "false", '"no"'])
def test_a_no_forbids(word: str) -> None:
    (line,) = lines(f"title: A\nconsent:\n  P3: {{quote: {word}}}\n")
    assert (line.participant, line.quote, line.where) == ("P3", False, "study.yaml:3")


@pytest.mark.parametrize("word", ["yes", "true"])
def test_a_yes_allows(word: str) -> None:
    assert [line.quote for line in lines(f"consent: {{P3: {{quote: {word}}}}}\n")] == [True]


def test_a_study_without_the_key_has_no_lines() -> None:
    assert lines("title: A\n") == ()


def test_another_word_than_yes_or_no_is_refused_with_its_place() -> None:
    (one,) = wrong("consent:\n  P3:\n    quote: perhaps\n")
    assert (one.where, one.hint) == ("study.yaml:3:12", "Write yes or no.")
    assert "consent[P3]: `quote` should be yes or no, found 'perhaps'" in one.message


@pytest.mark.parametrize("text", ["consent: {P3: {quote: }}\n", "consent: {P3: {}}\n", "consent: {P3: }\n"])
def test_a_line_that_says_nothing_is_refused(text: str) -> None:
    assert [one.message for one in wrong(text)] == ["consent[P3]: `quote` is missing."]


def test_an_unknown_key_is_refused_with_the_nearest() -> None:
    one = wrong("consent: {P3: {quote: no, qoute: no}}\n")[0]
    assert ("unknown key `qoute`" in one.message, one.hint) == (True, "Did you mean 'quote'?")


def test_a_line_that_is_no_mapping_is_refused() -> None:
    assert [one.message for one in wrong("consent: {P3: no}\n")] == [
        "consent[P3]: expected keys with values (key: value), found 'no'."
    ]


def test_two_lines_for_one_participant_are_refused() -> None:
    assert "stands here twice" in wrong("consent: {P3: {quote: yes}, p 3: {quote: no}}\n")[0].message
