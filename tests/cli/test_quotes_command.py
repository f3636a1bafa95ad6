"""pimh quotes: what could be quoted, who is heard, suggestions, and stars for several excerpts at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import codings, history, made_study, run, written

if TYPE_CHECKING:
    from pathlib import Path

    from building import Pimh

LONG = "We slow down now and we listen more than we ever did before, and that is what has changed here."
OTHER = "I ask the mother first because it is the mother who knows what the baby wants from all of us."
TALK = f"""
    Moderator: What has changed?
    P1: {LONG}
    P2: {OTHER}
    P3: It was hard.
"""
ANSWERS = "participant_id,age,job\nP1,34,Psychologist\nP2,41,Nurse\nP3,50,Nurse\n"


@pytest.fixture
def quotable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A study of three with three excerpts, of which the one of P1 is a key quote."""
    monkeypatch.delenv("PIMH_CODER", raising=False)
    root = made_study(tmp_path / "study", talk=TALK, participants=ANSWERS)
    monkeypatch.chdir(root)
    for quote, star in ((LONG, ["--star"]), (OTHER, []), ("It was hard.", [])):
        assert run("excerpt", "add", "--quote", quote, "--code", "slowing-down", *star) == 0
    capsys.readouterr()
    return root


def ids(pimh: Pimh) -> list[str]:
    return [excerpt["id"] for excerpt in pimh("excerpt", "list", "--json").data]


def refuse(root: Path, name: str) -> None:
    path = root / "study.yaml"
    path.write_text(f"{path.read_text('utf-8')}consent:\n  {name}: {{quote: no}}\n", "utf-8")


def cells(pimh: Pimh, *args: str) -> list[list[str]]:
    return [row["cells"] for row in pimh("quotes", *args, "--json").data["rows"]]


def notes(pimh: Pimh, *args: str) -> str:
    return "\n".join(note["text"] for note in pimh("quotes", *args, "--json").data["notes"])


@pytest.mark.usefixtures("quotable")
def test_what_could_be_quoted_stands_under_its_entry_with_counts(pimh: Pimh) -> None:
    head, first, *rest = cells(pimh, "practice")
    assert head[0] == "Practice > Slowing down (3 | 3 | 1; 1 key quote)"
    assert first[1:5] == ["P1", "fg1", "20", "★"]
    assert [row[1] for row in rest] == ["P2", "P3"]


@pytest.mark.usefixtures("quotable")
def test_a_theme_is_shown_alone_when_it_is_named(pimh: Pimh) -> None:
    assert [row[0] for row in cells(pimh, "barriers")] == ["Barriers (0 | 0 | 0; 0 key quotes)"]
    assert len(cells(pimh, "practice")) == len(cells(pimh, "slowing-down")) == 4


@pytest.mark.usefixtures("quotable")
def test_who_is_in_no_key_quote_is_named(pimh: Pimh) -> None:
    assert "P2 and P3 speak, and are in no key quote." in notes(pimh)


@pytest.mark.usefixtures("quotable")
def test_another_voice_is_suggested_where_one_is_heard(pimh: Pimh) -> None:
    (row,) = cells(pimh, "--suggest")
    assert row[0] == "Slowing down (only P1 is heard)"
    assert row[2:5] == ["P2", "fg1", "20"]


def test_who_refused_is_neither_shown_nor_suggested_nor_named(quotable: Path, pimh: Pimh) -> None:
    refuse(quotable, "P2")
    shown = pimh("quotes").out + pimh("quotes", "--suggest").out
    assert OTHER[:20] not in shown
    assert "P2" not in shown
    assert "1 excerpt is not printed for lack of consent." in shown


def test_where_somebody_refused_nobody_is_named_as_unheard(quotable: Path, pimh: Pimh) -> None:
    refuse(quotable, "P2")
    assert "1 participant speaks, and is in no key quote." in notes(pimh)


def test_several_excerpts_are_starred_in_one_record(quotable: Path, pimh: Pimh) -> None:
    _, second, third = ids(pimh)
    before = len(history(quotable))
    ran = pimh("quotes", "--star", second, "--star", third, "--star", second)
    assert (ran.code, ran.talk) == (0, f"Starred 2 excerpts: {second} and {third}\n")
    assert all(coding["star"] for coding in codings(quotable))
    assert len(history(quotable)) == before + 1


def test_starring_several_is_undone_at_once(quotable: Path, pimh: Pimh) -> None:
    _, second, third = ids(pimh)
    pimh("quotes", "--star", second, "--star", third)
    assert pimh("undo").code == 0
    assert sum(coding.get("star", False) for coding in codings(quotable)) == 1


def test_a_key_quote_is_not_starred_again(quotable: Path, pimh: Pimh) -> None:
    before = len(history(quotable))
    ran = pimh("quotes", "--star", ids(pimh)[0])
    assert (ran.code, ran.talk) == (0, "They are key quotes already; nothing changes.\n")
    assert len(history(quotable)) == before


def test_a_dry_run_of_stars_writes_nothing(quotable: Path, pimh: Pimh) -> None:
    before = len(history(quotable))
    assert "Would do: Starred" in pimh("quotes", "--star", ids(pimh)[1], "--dry-run").talk
    assert len(history(quotable)) == before


@pytest.mark.usefixtures("quotable")
@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--star", "aa", "--suggest"), "--star is for itself"),
        (("--dry-run",), "--coder and --dry-run are for --star"),
        (("--format", "what"), "There is no"),
    ],
)
def test_what_does_not_go_together_is_refused(args: tuple[str, ...], told: str, pimh: Pimh) -> None:
    ran = pimh("quotes", *args)
    assert (ran.code, told in ran.talk) == (2, True)


def test_without_themes_there_is_a_hint(quotable: Path, pimh: Pimh) -> None:
    written(quotable / "codebook.yaml", "codes:\n- {id: slowing-down, name: Slowing down}\n")
    ran = pimh("quotes")
    assert (ran.code, "There are no themes yet" in ran.talk) == (2, True)


def test_the_table_goes_to_a_file(quotable: Path, pimh: Pimh) -> None:
    assert pimh("quotes", "-o", "choose.md").code == 0
    assert "Slowing down" in (quotable / "choose.md").read_text("utf-8")
