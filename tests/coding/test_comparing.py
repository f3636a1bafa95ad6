"""Two codebooks, and the edits between them."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.coding import codebook
from pimhcli.coding.codebook import CHILD_LISTS, TOP_LISTS, Code, Codebook, Edit
from pimhcli.coding.comparing import differences, edited
from pimhcli.storage import yamlfile
from pimhcli.study import codebook_file

WRITTEN = """\
# my book
themes:
  # first
  - id: t1
    name: One   # the first theme
    definition: >
      folded
      text
    codes:
      - id: c1
        name: C one
    subthemes:
      # about s1
      - id: s1
        name: Sub one
        codes:
          - id: c2
            name: C two  # with a comment
          - {id: c3, name: C three}
      - name: Sub two

  - id: t2
    name: Two
# loose
codes:
  - id: l1
    name: Loose
"""


def read(text: str) -> Codebook:
    book, findings = codebook.read(yamlfile.parse(text, "codebook.yaml"))
    assert not findings
    return book


OLD = read(WRITTEN)


@st.composite
def rearranged(draw: st.DrawFn) -> Codebook:
    """The codebook with entries gone, new, renamed, and hung elsewhere, on any level."""
    kept = [code for code in OLD.codes if draw(st.integers(0, 4))]
    new = [Code(f"n{i}", f"New {i}", "code") for i in range(draw(st.integers(0, 3)))]
    pool: list[Code] = draw(st.permutations([*kept, *new]))
    placed: list[Code] = []
    for code in pool:
        parent = draw(st.sampled_from([None, *placed]))
        lists = CHILD_LISTS[parent.level] if parent else TOP_LISTS
        level = draw(st.sampled_from([level for _, level in lists]))
        name = code.name + draw(st.sampled_from(["", "!"]))
        above = parent.id if parent else ""
        placed.append(msgspec.structs.replace(code, parent=above, level=level, name=name))
    return edited(Codebook(), [Edit(after=code) for code in placed])


@given(rearranged())
def test_the_differences_of_two_codebooks_make_one_of_the_other(new: Codebook) -> None:
    assert edited(OLD, differences(OLD, new)) == new


@given(rearranged())
def test_the_edits_taken_back_in_reverse_give_the_codebook_as_it_was(new: Codebook) -> None:
    edits = differences(OLD, new)
    assert edited(new, [edit.back for edit in reversed(edits)]) == OLD


@given(rearranged())
def test_the_file_after_the_edits_reads_as_the_new_codebook_and_back(new: Codebook) -> None:
    edits = differences(OLD, new)
    text = codebook_file.edited(WRITTEN, edits)
    assert read(text) == new
    assert read(codebook_file.edited(text, [edit.back for edit in reversed(edits)])) == OLD


def test_the_same_codebook_has_no_differences() -> None:
    assert differences(OLD, OLD) == []


def test_an_entry_that_moves_keeps_its_lines_and_their_comments() -> None:
    sub = OLD.by_key["s1"]
    moved = Edit(sub, msgspec.structs.replace(sub, parent="t2"), place=0, origin=0)
    text = codebook_file.edited(WRITTEN, [moved])
    assert "name: C two  # with a comment" in text
    assert "- {id: c3, name: C three}" in text
    assert text.index("name: Two") < text.index("id: s1")


def test_a_reordered_list_differs_in_the_lines_that_moved_only() -> None:
    two = OLD.by_key["t2"]
    text = codebook_file.edited(WRITTEN, [Edit(two, two, place=0, origin=1)])
    assert text.index("id: t2") < text.index("id: t1")
    assert sorted(text.split("\n")) == sorted(WRITTEN.split("\n"))
