"""Figures: their golden files, no words over others, letters that can be read, every number in words."""

from __future__ import annotations

import io
import re
from itertools import combinations, product
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import msgspec
import pytest
from figures.drawn import BOOK, FIGURES, MATERIAL, Box, book_of, box, passage, talk_of
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pimhcli.analysis.counts import by_entry, counted
from pimhcli.figures import coverage, page, participation, png, saturation, svg, theme_map
from pimhcli.figures.coverage import Strip
from pimhcli.figures.model import Circle, Rect, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from pimhcli.coding.codebook import Codebook
    from pimhcli.figures.model import Figure

NAMES = st.text("abc WM,é–历ש", min_size=1, max_size=90).filter(lambda name: name.strip())
BOOKS = st.lists(st.tuples(NAMES, st.lists(NAMES, max_size=8)), min_size=1, max_size=8).map(
    lambda themes: book_of(*themes)
)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_drawn_as_its_golden_file_has_it(golden: Callable[[str, str], None], name: str) -> None:
    golden(f"{name}.svg", svg.render(FIGURES[name]))


def clear(figure: Figure) -> bool:
    """Whether all stands within the figure, no words lie on others, and none on a circle or a filled bar."""
    texts = [box(shape) for shape in figure.shapes if isinstance(shape, Text)]
    marks = [box(shape) for shape in figure.shapes if isinstance(shape, Circle)]
    marks += [box(one) for one in figure.shapes if isinstance(one, Rect) and one.fill in page.PALETTE]
    sheet = Box(0, 0, figure.width, figure.height)
    return (
        all(box(shape).within(sheet) for shape in figure.shapes)
        and not any(one.meets(other) for one, other in combinations(texts, 2))
        and not any(one.meets(other) for one, other in product(texts, marks))
    )


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_lies_over_words_or_outside(name: str) -> None:
    assert clear(FIGURES[name])


@settings(max_examples=60)
@given(BOOKS, st.integers(0, 12))
def test_no_words_of_a_theme_map_lie_over_others_whatever_the_codebook(book: Codebook, people: int) -> None:
    material = [passage(code.id, 1, f"P{number}") for code in book.codes for number in range(people)]
    assert clear(theme_map.build(book, material, 12))


@settings(max_examples=60)
@given(BOOKS, st.lists(st.integers(0, 90), min_size=1, max_size=12))
def test_no_words_of_coverage_lie_over_others_whatever_the_codebook(book: Codebook, turns: list[int]) -> None:
    strips = [Strip(f"fg{number}", most, (1,) if most else ()) for number, most in enumerate(turns)]
    material = [passage("t1", most, "P1", f"fg{number}") for number, most in enumerate(turns) if most]
    assert clear(coverage.build(book, material, strips))


@settings(max_examples=60)
@given(st.lists(st.tuples(NAMES, st.lists(st.integers(0, 99_999), max_size=9)), min_size=1, max_size=20))
def test_no_words_of_participation_lie_over_others_whoever_speaks(
    groups: list[tuple[str, list[int]]],
) -> None:
    assert clear(participation.build([talk_of(name, words) for name, words in groups]))


@settings(max_examples=60)
@given(st.lists(st.tuples(NAMES, st.frozensets(st.sampled_from("abcdefghijkl"))), min_size=2, max_size=20))
def test_no_words_of_saturation_lie_over_others(groups: list[tuple[str, frozenset[str]]]) -> None:
    names, codes = zip(*groups, strict=True)
    assert clear(saturation.build(names, codes))


def test_the_areas_of_circles_are_in_proportion_to_the_participants() -> None:
    circles = [
        one for one in FIGURES["theme-map"].shapes if isinstance(one, Circle) and one.fill != "#ffffff"
    ]
    entries = [code.id for code in BOOK.codes]
    people = [counted(by_entry(BOOK, MATERIAL)[key]).participants for key in entries]
    areas = [one.radius**2 for one in circles]
    assert [round(area / areas[0] * people[0], 6) for area in areas] == [float(n) for n in people if n]


@pytest.mark.parametrize("name", FIGURES)
def test_letters_are_at_least_7_points_high(name: str) -> None:
    assert min(shape.size for shape in FIGURES[name].shapes if isinstance(shape, Text)) >= 7


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", ["#ffffff", "#000000", *page.PALETTE])
def test_words_stand_out_from_any_ground_that_a_theme_can_have(ground: str) -> None:
    assert min(contrast(ink, page.pale(ground)) for ink in (page.INK, page.GREY)) >= 4.5


@pytest.mark.parametrize("colour", page.PALETTE)
def test_marks_stand_out_from_their_ground_in_grey_too(colour: str) -> None:
    assert min(contrast(colour, ground) for ground in (page.GROUND, "#ffffff", page.pale(colour))) >= 3


@pytest.mark.parametrize("name", FIGURES)
def test_the_description_has_every_number_of_the_figure(name: str) -> None:
    texts = [shape.words for shape in FIGURES[name].shapes if isinstance(shape, Text)]
    told = f"{FIGURES[name].caption} {FIGURES[name].description}"
    assert {number for words in texts for number in re.findall(r"\d[\d,.]*\d|\d", words)} <= {
        *re.findall(r"\d[\d,.]*\d|\d", told),
        *(str(number) for number in range(1, 4) if "several" in name),
    }


@pytest.mark.parametrize("name", FIGURES)
def test_an_svg_is_a_picture_with_a_title_a_description_and_text_as_text(name: str) -> None:
    root = ET.fromstring(svg.render(FIGURES[name]))  # noqa: S314  # our own
    title, told, *_ = root
    assert (root.get("role"), title.tag, told.tag) == ("img", f"{SVG}title", f"{SVG}desc")
    assert root.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
    words = [shape.words for shape in FIGURES[name].shapes if isinstance(shape, Text)]
    assert [one.text for one in root.iter(f"{SVG}text")] == words


@pytest.mark.parametrize(("height", "wide"), [(100, 482), (620, 482), (1240, 241)])
def test_on_paper_a_figure_is_no_higher_than_a_page(height: float, wide: float) -> None:
    assert msgspec.structs.replace(FIGURES["saturation"], height=height).printed_width == wide


@pytest.mark.parametrize(("dpi", "width"), [(300, 2008), (72, 482)])
def test_a_png_has_the_size_and_the_resolution_asked_for(dpi: int, width: int) -> None:
    picture = Image.open(io.BytesIO(png.render(FIGURES["saturation"], dpi)))
    high = FIGURES["saturation"].height * dpi / 72
    assert abs(picture.width - width) <= 1
    assert abs(picture.height - high) <= 1
    assert picture.info["dpi"] == pytest.approx((dpi, dpi), abs=0.1)


def test_the_same_figure_gives_the_same_png() -> None:
    first = png.render(FIGURES["saturation"])
    png.render.cache_clear()
    assert png.render(FIGURES["saturation"]) == first


def test_letters_that_no_typeface_has_are_told() -> None:
    figure = theme_map.build(book_of(("\U00012000 way", [])), [passage("t1", 1, "P1")], 1)
    assert png.lacking(figure) in {"\U00012000", ""}
    assert png.lacking(FIGURES["saturation"]) == ""
