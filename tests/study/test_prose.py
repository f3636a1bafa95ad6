"""The researchers' own prose in a study: each piece with its place and the entry that it tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from building import made_study, written

from pimhcli.study import prose
from pimhcli.study.study import Study

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = """
    format: 1
    id: 5b0e2c7e-6f0e-4d0e-9a55-0c9f4b9b7a11
    title: Looking back
    reflexivity: We moderate and code.
    stages:
    - {name: Coding, notes: By hand.}
    recruitment: {how: By letter.}
    key_terms: {caption: Terms, terms: [{term: Pace, definition: How fast.}]}
"""
BOOK = """
    themes:
    - id: practice
      name: Practice
      definition: What people do.
      example: all of us say so
"""


def placed(root: Path) -> dict[str, tuple[str, str]]:
    return {one.where: (one.text, one.key) for one in prose.written(Study(root))}


def test_every_text_of_the_researchers_has_its_place(tmp_path: Path) -> None:
    found = placed(made_study(tmp_path, study=SETTINGS, codebook=BOOK))
    assert found == {
        "study.yaml, title": ("Looking back", ""),
        "study.yaml, reflexivity": ("We moderate and code.", ""),
        "study.yaml, terms_caption": ("Terms", ""),
        "study.yaml, recruitment, how": ("By letter.", ""),
        "study.yaml, stages, Coding": ("Coding.\n\nBy hand.", ""),
        "study.yaml, key_terms, Pace": ("How fast.", ""),
        "codebook.yaml, theme 'Practice'": ("Practice", "practice"),
        "codebook.yaml, theme 'Practice', definition": ("What people do.", "practice"),
    }


def test_an_own_template_is_read_by_paragraph_without_its_codes(tmp_path: Path) -> None:
    root = made_study(tmp_path, study=SETTINGS, codebook=BOOK)
    written(
        root / "templates" / "results.md.j2",
        "{# emerged\n#}\nAll {{ n }} agreed.\nSo.\n\n{% if x %}\nWell.\n",
    )
    found = {where: text for where, (text, _) in placed(root).items() if where.startswith("templates/")}
    assert found == {
        "templates/results.md.j2:3": "All  agreed.\nSo.\n",
        "templates/results.md.j2:7": "Well.\n",
    }


def test_a_memo_on_an_entry_tells_of_it_and_other_memos_are_left_out(tmp_path: Path) -> None:
    root = made_study(tmp_path, codebook=BOOK)
    written(root / "memos" / "a.md", "---\non: code practice\n---\nAll participants do.")
    written(root / "memos" / "b.md", "All participants do.")
    (found,) = prose.memos(Study(root))
    assert (found.where, found.key, found.text.strip()) == ("memos/a.md", "practice", "All participants do.")
