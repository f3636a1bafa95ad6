"""Names that become file names lead nowhere but into the study; who codes is always somebody known."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

import pytest
from building import STUDY, codings, snapshot, written
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.errors import UsageError
from pimhcli.study import coders, names
from pimhcli.study.settings import Member, Settings

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

TRICKS = [
    "../x",
    "..",
    ".",
    "/etc/passwd",
    "C:\\x",
    "a/b",
    "con",
    "CON",
    "nul",
    "com1",
    "Anna",
    "a b",
    "-a",
    "a.b",
    "",
]


@pytest.mark.parametrize("name", TRICKS)
def test_what_could_lead_elsewhere_is_no_name(name: str) -> None:
    assert not names.is_name(name)
    with pytest.raises(UsageError, match="cannot be the name of a coder"):
        names.checked(name, "coder")


@given(st.text(max_size=80))
def test_any_words_give_a_name(words: str) -> None:
    assert names.is_name(names.from_words(words))


@given(st.from_regex(r"[a-z0-9]{1,9}([_-][a-z0-9]{1,9}){0,3}", fullmatch=True))
def test_a_name_stays_as_it_is(name: str) -> None:
    assert names.from_words(name) in {name, f"{name}-1"}


@pytest.mark.parametrize(
    ("words", "name"),
    [("Focus group 1", "focus-group-1"), ("Zoë’s", "zoes"), ("CON", "con-1"), ("母", "fg1")],
)
def test_words_give_the_name_that_is_expected(words: str, name: str) -> None:
    assert names.from_words(words) == name


@pytest.mark.parametrize(
    ("file", "name"), [("CON.txt", "con-1"), ("..txt", "fg1-1"), ("Zwei Ä.TXT", "zwei-a")]
)
def test_a_transcript_gets_a_name_that_every_system_takes(
    study: Path, source: Path, pimh: Pimh, file: str, name: str
) -> None:
    (study / "transcripts" / "fg1.txt").rename(study / "transcripts" / "fg1-2.txt")
    expected = name.removesuffix("-1") if name.startswith("fg1") else name
    assert pimh("transcript", "add", written(source / file, "P1: Yes.\nP2: No.")).code == 0
    assert (study / "transcripts" / f"{expected}.txt").exists()


@pytest.mark.parametrize("name", ["../x", "CON", "Anna", "a/b", "fg1\x00"])
@pytest.mark.parametrize(
    "words",
    [
        ("codebook", "add", "Benefits", "--coder", "{}"),
        ("excerpt", "add", "--quote", "People leave", "--code", "barriers", "--transcript", "{}"),
        ("transcript", "show", "{}"),
        ("transcript", "add", "../in/fg2.txt", "--group", "{}"),
    ],
)
def test_a_name_that_leads_elsewhere_is_refused_wherever_it_is_given(
    study: Path, source: Path, pimh: Pimh, words: tuple[str, ...], name: str
) -> None:
    written(study / "study.yaml", "format: 1")
    written(source / "fg2.txt", "P1: Yes.\nP2: No.")
    before = snapshot(study.parent)
    assert pimh(*(word.format(name) for word in words)).code in (1, 2)
    assert snapshot(study.parent) == before


def team(*ids: str) -> Settings:
    return Settings(team=tuple(map(Member, ids)))


@pytest.fixture
def _nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PIMH_CODER", raising=False)
    monkeypatch.setattr(getpass, "getuser", lambda: "Zoë Login")


@pytest.mark.usefixtures("_nobody")
class TestWhoIsCoding:
    def test_the_only_one_of_the_team_is(self) -> None:
        assert coders.current(team("anna")) == "anna"

    def test_the_one_named_is_rather_than_the_environments(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PIMH_CODER", "ben")
        assert coders.current(team("anna", "ben")) == "ben"
        assert coders.current(team("anna", "ben"), "anna") == "anna"

    def test_without_a_team_the_login_name_is(self) -> None:
        assert coders.current(team()) == "zoe-login"

    def test_in_a_team_of_several_the_login_name_is_when_it_is_one_of_them(self) -> None:
        assert coders.current(team("anna", "zoe-login")) == "zoe-login"

    def test_a_team_of_several_others_is_asked(self) -> None:
        with pytest.raises(UsageError, match="names several people"):
            coders.current(team("anna", "ben"))

    def test_who_is_not_in_the_team_is_refused(self) -> None:
        with pytest.raises(UsageError, match="'zoe' is not in the team"):
            coders.current(team("anna", "ben"), "zoe")

    @pytest.mark.parametrize("error", [OSError, KeyError, ImportError])
    def test_a_system_that_knows_no_user_still_has_a_coder(
        self, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
    ) -> None:
        def unknown() -> str:
            raise error

        monkeypatch.setattr(getpass, "getuser", unknown)
        assert coders.current(team()) == "coder"


def test_a_coder_whose_id_cannot_be_a_file_is_named_with_the_line_of_study_yaml(
    study: Path, pimh: Pimh
) -> None:
    written(study / "study.yaml", STUDY.replace("id: anna", "id: Anna Example"))
    ran = pimh("status")
    assert ran.code == 3
    assert "study.yaml:6:3: team[Anna Example]: the id 'Anna Example' cannot name" in ran.talk
    assert "Write 'anna-example'" in ran.talk


def test_nothing_is_coded_under_a_name_outside_the_team(study: Path, pimh: Pimh) -> None:
    ran = pimh("excerpt", "add", "--quote", "People leave", "--code", "barriers", "--coder", "ann")
    assert (ran.code, codings(study)) == (2, [])
