"""A study of anna's in which others have coded too, for tests of what is seen of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from building import STUDY, made_study, run

if TYPE_CHECKING:
    from pathlib import Path

LEAVE, MOTHER, KNOWS = "People leave", "I ask the mother first.", "It’s the mother who knows."
BENS_MEMO = "turnover again"
CODERS = ("ben", "carla", "dora", "elizabeth")


def code_as(root: Path, coder: str, quote: str, code: str, *more: str) -> None:
    """Has a coder code some words of fg1."""
    words = ("--coder", coder, "--quote", quote, "--code", code, *more)
    assert run("-C", root, "excerpt", "add", *words) == 0


def shared_study(root: Path) -> Path:
    """Anna coded two passages; ben the words of one of them, longer ones around it, and others."""
    made_study(root, study=STUDY + "".join(f"    - id: {name}\n" for name in CODERS))
    code_as(root, "anna", "We listen more than we did.", "slowing-down")
    code_as(root, "anna", LEAVE, "barriers", "--memo", "turnover", "--star")
    code_as(root, "ben", LEAVE, "practice", "--memo", BENS_MEMO)
    code_as(root, "ben", "People leave, and what they know leaves with them.", "barriers")
    code_as(root, "ben", MOTHER, "practice", "--star")
    return root
