"""Codebooks, passages and talk of any size, and the figures made of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pimhcli.analysis.participation import Participation, Speech
from pimhcli.analysis.passages import Passage
from pimhcli.analysis.voices import Voice
from pimhcli.coding.codebook import Code, Codebook
from pimhcli.coding.excerpts import Coding, Excerpt
from pimhcli.figures import coverage, participation, saturation, theme_map
from pimhcli.figures.coverage import Strip
from pimhcli.figures.model import Circle, Figure, Rect, Text
from pimhcli.figures.page import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.figures.model import Shape


class Box(NamedTuple):
    """Where something stands, in points."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether some of it lies upon another, by more than what rounding makes."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > 0.01 and high > 0.01

    def within(self, other: Box) -> bool:
        """Whether all of it lies in another, but for what rounding makes."""
        starts = self.left >= other.left - 0.01 and self.top >= other.top - 0.01
        return starts and self.right <= other.right + 0.01 and self.bottom <= other.bottom + 0.01


def book_of(*themes: tuple[str, Sequence[str]]) -> Codebook:
    """A codebook of themes, each with the names of its sub-themes; keys are as t1 and t1s2."""
    codes = []
    for number, (name, below) in enumerate(themes, start=1):
        codes.append(Code(f"t{number}", name, "theme"))
        codes += [
            Code(f"t{number}s{place}", sub, "sub-theme", f"t{number}")
            for place, sub in enumerate(below, start=1)
        ]
    return Codebook(tuple(codes))


def passage(code: str, turn: int, person: str, group: str = "fg1", last: int = 0) -> Passage:
    """A coded turn of a participant, or several turns up to the last."""
    name = f"{group}-{turn}-{code}"
    excerpt = Excerpt(group, (Coding(name, code, "words", turn, turn + 1),))
    return Passage(excerpt, turn, last or turn, (person,), (person,), group)


def talk_of(group: str, words: Sequence[int], moderator: int = 300) -> Participation:
    """A focus group whose participants P1, P2 … say so many words."""
    people = [Speech(Voice(f"P{number}"), 5, own, None) for number, own in enumerate(words, start=1)]
    others = [Speech(Voice("Moderator", "moderator", is_counted=False), 9, moderator, None)]
    return Participation(group, tuple(people), tuple(others), Counter())


BOOK = book_of(
    (
        "Talking & listening",
        ["Slowing <down>", "What a mother knows, and who asks her for it before anybody else"],
    ),
    ("Barriers to doing so, as they are met with every day", []),
    ("Ηλικία", ["Возраст", "经历", "Enseñanza", "זמן"]),
)
MATERIAL = (
    passage("t1s1", 2, "P1"),
    passage("t1s1", 3, "P2", last=5),
    passage("t1s2", 3, "P2"),
    passage("t1s2", 1, "P3", "fg2"),
    passage("t3s1", 8, "P1"),
    passage("t3", 2, "P4", "fg2"),
    passage("t3s3", 1, "P5", "fg3"),
)
STRIPS = (Strip("fg1", 9, (1, 6)), Strip("fg2", 4, (2,)), Strip("fg3", 1))
CODES = (
    frozenset({"t1s1", "t1s2", "t3s1"}),
    frozenset({"t1s2", "t3"}),
    frozenset({"t3s3"}),
    frozenset[str](),
)
FIGURES: dict[str, Figure] = {
    "theme-map": theme_map.build(BOOK, MATERIAL, 5),
    "participation": participation.build([talk_of("fg1", [1200, 300, 0]), talk_of("fg2", [25, 80], 0)]),
    "coverage": coverage.build(BOOK, MATERIAL, STRIPS[:1]),
    "coverage-of-several": coverage.build(BOOK, MATERIAL, STRIPS),
    "saturation": saturation.build(["fg1", "fg2", "The nurses of the second ward in June", "fg4"], CODES),
}


def box(shape: Shape) -> Box:
    """Where a text, a circle or a rectangle stands."""
    match shape:
        case Text():
            wide = width(shape.words, shape.size, bold=shape.bold)
            left = shape.x - {"start": 0.0, "middle": wide / 2, "end": wide}[shape.anchor]
            return Box(left, shape.y - shape.size, left + wide, shape.y + shape.size / 4)
        case Circle():
            return Box(
                shape.x - shape.radius, shape.y - shape.radius, shape.x + shape.radius, shape.y + shape.radius
            )
        case Rect():
            return Box(shape.x, shape.y, shape.x + shape.width, shape.y + shape.height)
        case _:
            xs, ys = zip(*shape.points, strict=True)
            return Box(min(xs), min(ys), max(xs), max(ys))
