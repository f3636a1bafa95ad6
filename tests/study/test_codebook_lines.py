"""An entry of codebook.yaml that is taken out and put back stands as the researcher wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from building import written

from pimhcli.study import codebook_acts
from pimhcli.study.sitting import Sitting

if TYPE_CHECKING:
    from pathlib import Path

BOOK = """\
# how we code
themes:
  - name: 'Slowing down'      # our own word
    # asked for by the steering group
    definition: >
      Says that more time
      is taken.

    former_names: [Pausing,   Waiting]
  # the second theme
  - id: barriers
    name: Barriers
    codes:
      - { id: car-park, name: Car park }   # a joke at first
      - id: leaving
        name: "People leaving"

# nothing yet
codes: []
"""


@pytest.fixture
def sitting(study: Path) -> Sitting:
    (study / "codebook.yaml").write_text(BOOK, "utf-8")
    return Sitting(study, "fg1", "anna")


@pytest.mark.parametrize("key", ["slowing-down", "car-park", "leaving"])
def test_an_entry_comes_back_with_its_comments_its_quotes_and_its_layout(sitting: Sitting, key: str) -> None:
    path = sitting.study.root / "codebook.yaml"
    sitting.do(codebook_acts.take_out, key)
    assert key not in sitting.book.by_key
    sitting.undo()
    assert path.read_text("utf-8") == BOOK
    sitting.redo()
    sitting.undo()
    assert path.read_text("utf-8") == BOOK


@pytest.mark.parametrize(("before", "after"), [("- ", "   - "), ("   - ", "- ")])
def test_an_entry_comes_back_as_far_to_the_right_as_the_others_are_by_then(
    study: Path, before: str, after: str
) -> None:
    book = "codes:\n- id: a\n  name: A\n- id: b\n  name: B   # mine\n"
    shift = " " * (len(before) - 2)
    path = study / "codebook.yaml"
    path.write_text(book.replace("- ", before).replace("  name", f"{shift}  name"), "utf-8")
    sitting = Sitting(study, "fg1", "anna")
    sitting.do(codebook_acts.take_out, "b")
    shift = " " * (len(after) - 2)
    there = f"codes:\n{after}id: a\n{shift}  name: A\n"
    path.write_text(there, "utf-8")
    sitting.undo()
    assert path.read_text("utf-8") == f"{there}{after}id: b\n{shift}  name: B   # mine\n"


def test_an_entry_in_a_line_with_others_comes_back_all_the_same(study: Path) -> None:
    written(study / "codebook.yaml", "codes: [{id: a, name: A}, {id: b, name: B}]")
    sitting = Sitting(study, "fg1", "anna")
    before = sitting.book
    sitting.do(codebook_acts.take_out, "a")
    sitting.undo()
    assert sitting.book == before
