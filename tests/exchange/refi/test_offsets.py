"""However a file counts positions, its passages come back; where nothing tells how, that is said."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.exchange.refi.offsets import Convention, Detected, Newlines, Span, Unit, Wish, decoded, detected

# an emoji before, in and behind what is coded, and several lines
TEXT = "😀 One 😀 two\nthree 😀 four five\nsix seven 😀 eight\nnine ten"
SPANS = [(2, 5), (8, 11), (12, 17), (20, 29), (40, 45), (len(TEXT) - 8, len(TEXT))]
ENDS = [at for at, character in enumerate(TEXT) if character == "\n"]
WIDE = [at for at, character in enumerate(TEXT) if character > "\uffff"]
NEWLINES: tuple[Newlines, ...] = ("lf", "raw")
UNITS: tuple[Unit, ...] = ("cp", "utf16")
CONVENTIONS = [Convention(*one) for one in product(NEWLINES, UNITS, (False, True))]
RAW = "\ufeff" + TEXT.replace("\n", "\r\n")


def counted(convention: Convention) -> Detected:
    extra = (ENDS if convention.newlines == "raw" else []) + (WIDE if convention.unit == "utf16" else [])
    return Detected(TEXT, convention, sorted(extra))


@pytest.mark.parametrize("origin", ["NVivo", "ATLAS.ti", "MAXQDA", ""])
@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("convention", CONVENTIONS, ids=str)
def test_the_passages_come_back_whatever_counts(convention: Convention, origin: str, *, named: bool) -> None:
    """The matrix of the guide: 8 conventions, with quotes and with other titles, of four programs."""
    there = counted(convention)
    spans = [Span(there.back(a), there.back(b), TEXT[a:b] if named else "a title") for a, b in SPANS]
    found = detected(RAW, spans, origin, Wish())
    assert (found.convention, found.text) == (convention, TEXT)
    assert [(found.at(span.start), found.at(span.end)) for span in spans] == SPANS
    assert found.margin is not None
    assert not (named and found.is_thin)


@pytest.mark.parametrize(
    ("origin", "usual"),
    [
        ("NVivo", Convention("raw", "utf16")),
        ("ATLAS.ti", Convention("lf", "cp")),
        ("MAXQDA 2024", Convention("raw", "cp")),
        ("QualCoder", Convention("lf", "cp")),
    ],
)
def test_where_nothing_tells_the_programs_habit_counts_and_that_is_said(
    origin: str, usual: Convention
) -> None:
    raw = "😀\r\n" + "." * 20
    found = detected(raw, [Span(6, 9, "")], origin, Wish())
    assert (found.convention, found.is_thin) == (usual, True)


def test_a_text_in_which_all_conventions_agree_needs_no_evidence() -> None:
    found = detected("one two", [Span(0, 3, "one")], "NVivo", Wish())
    assert (found.convention, found.margin, found.is_thin) == (Convention(), None, False)


def test_what_the_user_says_goes_before_the_evidence() -> None:
    spans = [Span(a, b, TEXT[a:b]) for a, b in SPANS]
    assert detected(RAW, spans, "", Wish("raw", "utf16")).convention[:2] == ("raw", "utf16")


def test_line_ends_that_xml_made_one_may_have_counted_two() -> None:
    there = counted(Convention("raw"))
    spans = [Span(there.back(a), there.back(b), TEXT[a:b]) for a, b in SPANS]
    found = detected(TEXT, spans, "", Wish(), inline=True)
    assert [(found.at(span.start), found.at(span.end)) for span in spans] == SPANS


@given(
    text=st.text("a😀\n", max_size=30),
    newlines=st.sampled_from(NEWLINES),
    unit=st.sampled_from(UNITS),
    bom=st.booleans(),
)
def test_every_offset_has_a_position_that_means_it(
    text: str, newlines: Newlines, unit: Unit, *, bom: bool
) -> None:
    wide = [at for at, one in enumerate(text) if one == "😀" and unit == "utf16"]
    ends = [at for at, one in enumerate(text) if one == "\n" and newlines == "raw"]
    there = Detected(text, Convention(newlines, unit, bom), sorted([*wide, *ends]))
    offsets = range(len(text) + 1)
    assert [there.at(there.back(offset)) for offset in offsets] == [*offsets]
    assert there.at(there.back(len(text)) + 1) is None
    assert [there.at(there.back(at) + 1) for at in wide] == wide


def test_a_text_of_an_older_encoding_is_read_and_that_is_said() -> None:
    assert decoded("Übung".encode("cp1252")) == ("Übung", "Windows-1252")
    assert decoded("Übung".encode("utf-16")) == ("\ufeffÜbung", "UTF-16")
    assert decoded("Übung".encode()) == ("Übung", "")
