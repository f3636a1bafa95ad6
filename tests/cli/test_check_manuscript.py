"""The checks of quotes and papers on a small study, as a researcher asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from building import made_study, written

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from building import Pimh

_PAPER = """
    # Looking back

    Two participants took part; 1 of 2 (50%) was a nurse. P1 said: “We listen more than we did” and P2 asked
    “the mother first”. The themes were ‘Practice’, with Slowing down, and ‘Barriers’.
"""


def _checked(root: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int, str]:
    monkeypatch.chdir(made_study(root))
    ran = pimh("check", *words)
    return ran.code, ran.out + ran.talk


def test_a_paper_that_agrees_is_passed(tmp_path: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = written(tmp_path / "paper.md", _PAPER)
    assert _checked(tmp_path / "s", pimh, monkeypatch, "manuscript", str(paper))[0] == 0


def test_a_quote_by_another_is_told(tmp_path: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = written(tmp_path / "paper.md", _PAPER.replace("P1 said", "P2 said"))
    code, said = _checked(tmp_path / "s", pimh, monkeypatch, "manuscript", str(paper))
    assert code == 1
    assert "it is P1's (fg1, turn 2)" in said


def test_what_is_no_paper_is_told_with_what_to_do(
    tmp_path: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = written(tmp_path / "paper.pdf", "%PDF-1.7")
    code, said = _checked(tmp_path / "s", pimh, monkeypatch, "manuscript", str(paper))
    assert code == 1
    assert "paper.pdf: is a PDF. Open it in Word" in said


def test_an_example_in_the_codebook_is_what_its_speaker_said(
    tmp_path: Path, pimh: Pimh, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = made_study(tmp_path / "s")
    book = root / "codebook.yaml"
    example = '  name: Barriers\n  example: "“People leave us for the hospital” (P1)"\n'
    book.write_text(book.read_text("utf-8").replace("  name: Barriers\n", example), "utf-8")
    monkeypatch.chdir(root)
    ran = pimh("check", "verbatim")
    assert ran.code == 1
    assert "People leave us for the hospital" in ran.out + ran.talk
