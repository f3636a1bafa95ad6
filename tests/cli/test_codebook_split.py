"""pimh codebook split: by list, by who speaks and what is said, and excerpt by excerpt."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from building import codings, run, snapshot

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from building import Pimh

QUOTES = ("We slow down now. We", "It’s the mother who knows.", "People leave")


@pytest.fixture
def three(study: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A study with three excerpts of one code."""
    for quote in QUOTES:
        assert run("excerpt", "add", "--quote", quote, "--code", "barriers") == 0
    capsys.readouterr()
    return study


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a person at a terminal who types some lines."""

    def types(lines: str) -> None:
        for name, stream in (
            ("stdin", io.StringIO(lines.replace(" ", "\n") + "\n")),
            ("stderr", io.StringIO()),
        ):
            stream.isatty = lambda: True  # type: ignore[method-assign]
            monkeypatch.setattr(f"sys.{name}", stream)

    return types


def codes(root: Path) -> list[str]:
    return [row["code"] for row in codings(root)]


def test_the_excerpts_named_get_the_other_code(three: Path, pimh: Pimh) -> None:
    ids = [excerpt["id"] for excerpt in pimh("excerpt", "list", "--json").data]
    assert pimh("codebook", "split", "barriers", "--into", "Leaving", ids[0], ids[2]).code == 0
    assert codes(three) == ["leaving", "barriers", "leaving"]


@pytest.mark.parametrize(
    ("words", "after"),
    [
        (("--participant", "P2"), ["barriers", "new", "barriers"]),
        (("--query", "people"), ["barriers", "barriers", "new"]),
        (("--group", "fg1"), ["new", "new", "new"]),
        (("--of", "anna", "--participant", "p1"), ["new", "barriers", "new"]),
        (("--query", "people", "--both"), ["barriers", "barriers", "barriers", "new"]),
    ],
)
def test_the_excerpts_that_fit_get_the_other_code(
    three: Path, pimh: Pimh, words: tuple[str, ...], after: list[str]
) -> None:
    assert pimh("codebook", "split", "barriers", "--into", "New", *words).code == 0
    assert sorted(codes(three)) == sorted(after)


def test_the_other_code_stands_beside_the_first_or_is_one_that_is_there(three: Path, pimh: Pimh) -> None:
    pimh("codebook", "split", "barriers", "--into", "New", "--query", "people")
    rows = pimh("codebook", "show", "--json").data
    new = next(row["entry"] for row in rows if row["entry"]["id"] == "new")
    assert (new["level"], new["parent"]) == ("theme", "")
    ran = pimh("codebook", "split", "barriers", "--into", "slowing-down", "--query", "slow")
    assert ran.talk == "Split 'Barriers': 1 excerpt coded 'Slowing down' now.\n"


def test_nothing_that_fits_is_a_problem(three: Path, pimh: Pimh) -> None:
    before = snapshot(three)
    assert pimh("codebook", "split", "barriers", "--into", "New", "--query", "nowhere").code == 1
    assert snapshot(three) == before


def test_an_excerpt_with_another_code_is_named(three: Path, pimh: Pimh) -> None:
    run("excerpt", "add", "--quote", "And what is hard?", "--code", "practice")
    (other,) = [e["id"] for e in pimh("excerpt", "list", "--code", "practice", "--json").data]
    ran = pimh("codebook", "split", "barriers", "--into", "New", other)
    assert (ran.code, f"The excerpt {other} is not among those" in ran.talk) == (1, True)


@pytest.mark.parametrize(
    ("keys", "after"),
    [
        ("1 2 1", ["barriers", "barriers", "new"]),
        ("3 1 2", ["barriers", "barriers", "new", "new"]),
        ("2 x b 1 1 2", ["barriers", "barriers", "new"]),
        ("2 q y", ["barriers", "barriers", "new"]),
    ],
)
def test_somebody_at_a_terminal_steps_through(
    three: Path, typed: Callable[[str], None], keys: str, after: list[str]
) -> None:
    typed(keys)
    assert run("codebook", "split", "barriers", "--into", "New") == 0
    assert sorted(codes(three)) == after


@pytest.mark.parametrize("keys", ["q", "2 q n", "1 1 1", "2 2"])
def test_stepping_that_is_given_up_writes_nothing(
    three: Path, typed: Callable[[str], None], keys: str
) -> None:
    before = snapshot(three)
    typed(keys)
    assert run("codebook", "split", "barriers", "--into", "New") == 1
    assert snapshot(three) == before
