"""The notes under the demographics table: whose answers a number is about, where that could be mistaken."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pimhcli.tables import counting
from pimhcli.tables.given import WITHOUT, Part
from pimhcli.tables.measuring import MIDDLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pimhcli.questionnaire.items import Item
    from pimhcli.questionnaire.layout import Base, RowLayout
    from pimhcli.tables.given import Answers
    from pimhcli.tables.groups import Frame
    from pimhcli.tables.withholding import Veil


class Notes:
    """What the notes of one line say.

    Args:
        line: the line.
        item: what it is about.
        frame: the participants, the columns and the style.
        veil: what is hidden; None when nothing is.
    """

    def __init__(
        self,
        line: RowLayout,
        item: Item,
        frame: Frame,
        veil: Veil | None = None,
    ) -> None:
        self._line = line
        self._item = item
        self._items = frame.questionnaire.by_id
        self._groups = frame.groups
        self._style = frame.style
        self._say = frame.style.words.say
        self._veil = veil
        self._given = [group.answers(item.id) for group in frame.groups]

    def on_counts(self, *, rows_without_answer: bool) -> list[str]:
        """What has to be said of counts and percentages.

        Args:
            rows_without_answer: whether the table has rows of those who gave no answer.
        """
        whole = self._whole()
        notes = self._more_than_one(whole) if self._item.type == "several" else self._of_some(whole)
        if not rows_without_answer:
            notes.append(self._without_answer(whole))
        return [note for note in notes if note]

    def on_numbers(self, *, rows_without_answer: bool) -> list[str]:
        """What has to be said of a mean, median or range.

        Args:
            rows_without_answer: whether the table has rows of those who gave no answer.
        """
        notes = [self._bases()]
        if self._item.type == "duration" and "mean" in self._line.parts and not self._veil:
            notes.append(self._parts_of_unit())
        if not any(notes) and not rows_without_answer and "list" in self._line.parts:
            notes.append(self._without_answer(self._given))
        return [note for note in notes if note]

    @property
    def _has_shares(self) -> bool:
        return not {"pct", "share", "d"}.isdisjoint(self._line.parts)

    def _whole(self) -> list[Answers]:
        """Those whom the row is about, by column: of a share its denominator, of a mere count everybody."""
        # a condition leaves the others out of the counts too
        if self._has_shares or not isinstance(self._line.denominator, str):
            return [counting.among(self._line, self._item, group) for group in self._groups]
        return self._given

    def _is_all(self, whole: list[Answers]) -> bool:
        return all(len(w) == len(g) for w, g in zip(whole, self._given, strict=True))

    def _of_some(self, whole: list[Answers]) -> list[str]:
        """Of whom the percentages are, or the counts, where that is not everybody."""
        if self._is_all(whole):
            return []
        name = "percent_of" if self._has_shares else "counts_of"
        return [f"{_capital(self._say(name, whom=self._whom(whole)))}."]

    def _more_than_one(self, whole: list[Answers]) -> list[str]:
        told = self._say("several") + self._several_counts(whole)
        if self._has_shares:
            return [f"{told}{self._say('semicolon')} {self._percent_of(whole)}."]
        return [f"{told}.", *self._of_some(whole)]

    def _tells_ticks(self, whole: list[Answers]) -> bool:
        """Whether it is told how many answers there are: one column, and somebody gave several."""
        return len(whole) == 1 and not self._veil and whole[0].ticks.total() > len(whole[0].answered)

    def _several_counts(self, whole: list[Answers]) -> str:
        if not self._tells_ticks(whole):
            return ""
        answers, people = whole[0].ticks.total(), len(whole[0].answered)
        told = self._style.words.counted("several_counts", people, answers=answers, people=people)
        return f"{self._say('colon')} {told}"

    def _percent_of(self, whole: list[Answers]) -> str:
        """Of whom the percentages are, and what they add up to where that is more than all."""
        line, one, is_all = self._line, whole[0], self._is_all(whole)
        whom = self._everyone(whole) if is_all else self._whom(whole)
        # who chose two levels that are gathered in one row counts once there
        is_whole = len(line.levels) == len(self._item.levels) and not line.other_below
        if not (is_whole and len(one) and self._tells_ticks(whole)):
            return self._say("percent_of", whom=whom)
        total = self._style.percentage(Fraction(100 * one.ticks.total(), len(one)), line)
        return self._say("percent_sum" if is_all else "percent_sum_those", whom=whom, total=total)

    def _everyone(self, whole: list[Answers]) -> str:
        return self._say("whom_n", n=len(whole[0])) if len(whole) == 1 else self._say("whom_column")

    def _whom(self, whole: list[Answers]) -> str:
        """Those whom a percentage is of."""
        line = self._line
        if isinstance(line.denominator, str):
            return self._those(f"{line.denominator}", [len(each) for each in whole])
        item = self._items[line.denominator.item]
        shown = (counting.shown(item, level, self._style.words) for level in line.denominator.levels)
        levels = "/".join(shown)
        return self._those("chosen", [len(each) for each in whole], level=levels, item=item.text or item.id)

    def _those(self, who: str, counts: list[int], **parts: str) -> str:
        """Some participants, with their number; with their number in each column where there are several."""
        sizes = [len(group.people) for group in self._groups]
        if len(counts) == 1 and not self._silent(counts, sizes):
            return self._style.words.counted(f"the_{who}", counts[0], **parts)
        return self._say(f"those_{who}", **parts) + self._listed(counts)

    def _listed(self, counts: Sequence[int]) -> str:
        """Numbers of people by column; nothing where one of them may not be told."""
        sizes = [len(group.people) for group in self._groups]
        if len(counts) == 1 or self._silent(counts, sizes):
            return ""
        colon, pairs = self._say("colon"), zip(self._groups, counts, strict=True)
        return f" ({', '.join(f'{group.name}{colon} {count}' for group, count in pairs)})"

    def _silent(self, counts: Sequence[int], sizes: Sequence[int]) -> bool:
        """Whether numbers of people may not be told: they are small, or something depends on them."""
        veil = self._veil
        if veil is None:
            return False
        few = any(veil.few(count, size) for count, size in zip(counts, sizes, strict=True))
        condition = self._line.denominator
        on_others = not isinstance(condition, str) and veil.within(self._line, self._item)
        return few or on_others or veil.silent(self._item)

    def _without_answer(self, whole: list[Answers]) -> str:
        """How many of them gave no answer, and why."""
        parts = [Part(self._say(state), state=state) for state in WITHOUT]
        counts = {part: [each.count(part) for each in whole] for part in parts}
        found = {part: numbers for part, numbers in counts.items() if any(numbers)}
        sizes = [len(each) for each in whole]
        if not found or any(self._silent(numbers, sizes) for numbers in found.values()):
            return ""
        if len(whole) > 1:
            return " ".join(f"{part.label}{self._listed(numbers)}." for part, numbers in found.items())
        told = [self._style.words.counted(part.state, numbers[0]) for part, numbers in found.items()]
        return self._style.words.counted("of_these", len(whole[0]), parts=", ".join(told))

    def _bases(self) -> str:
        """Over whom the middle and the range are, where that is not simply everybody."""
        middle, ends = self._named(MIDDLES), self._named(("range", "min", "max"))
        names = [name for name in ("mean", "sd", "median", "iqr") if name in middle]
        reach = ["range"] if ends else []
        line = self._line
        if names and ends and self._over(line.mean_base) != self._over(line.range_base):
            middle_over = self._said_over(names, line.mean_base)
            reach_over = self._said_over(reach, line.range_base)
            return f"{_capital(middle_over)}{self._say('semicolon')} {reach_over}."
        base = line.mean_base if names else line.range_base
        if not (names or ends) or self._is_everybody(base):
            return ""
        return f"{_capital(self._said_over([*names, *reach], base))}."

    def _said_over(self, names: Sequence[str], base: Base) -> str:
        """Some statistics, and over whom they are."""
        *first, last = map(self._say, names)
        what = f"{', '.join(first)} {self._say('and')} {last}" if first else last
        return self._say("over", what=what, whom=self._people(base))

    def _named(self, among: tuple[str, ...]) -> set[str]:
        same = {"q1": "iqr", "q3": "iqr", "min": "range", "max": "range"}
        return {same.get(part, part) for part in self._line.parts if part in among}

    def _over(self, base: Base) -> list[list[Fraction]]:
        return [given.numbers(base) for given in self._given]

    def _is_everybody(self, base: Base) -> bool:
        over = self._over(base)
        whole = all(len(o) == len(g) for o, g in zip(over, self._given, strict=True))
        return whole and not (base == "all" and self._stand_ins()[0])

    def _stand_ins(self) -> tuple[list[Fraction], int]:
        """The numbers that stand for those not asked, and how many these are in the first column."""
        by_column = [
            [a.number for a in given.all if a.state == "not asked" and a.number is not None]
            for given in self._given
        ]
        return [number for numbers in by_column for number in numbers], len(by_column[0])

    def _people(self, base: Base) -> str:
        counts = [len(numbers) for numbers in self._over(base)]
        sizes = [len(given) for given in self._given]
        is_all = counts == sizes
        if base == "positive":
            return self._everybody() if is_all else self._those("positive", counts)
        stand_ins, here = self._stand_ins()
        if base != "all" or not stand_ins:
            return self._everybody() if is_all else self._those("answered", counts)
        number = self._style.exact(stand_ins[0])
        if len(counts) == 1 and not self._silent([here, *counts], [*sizes, *sizes]):
            some = self._say("some_of", n=counts[0], all=sizes[0])
            whom = self._everybody() if is_all else some
            return self._style.words.counted("stand_in_of", here, whom=whom, number=number)
        whom = self._say("all") if is_all else self._say("those_answered")
        return self._say("stand_in", whom=whom, number=number) + self._listed(counts)

    def _everybody(self) -> str:
        one_column = len(self._given) == 1
        return self._style.words.counted("all_of", len(self._given[0])) if one_column else self._say("all")

    def _parts_of_unit(self) -> str:
        """How many answers are not whole in their unit; never which."""
        overall = next((i for i, group in enumerate(self._groups) if group.overall), None)
        if overall is None:
            return ""
        spans = self._given[overall].answered.numbers(self._line.mean_base)
        parts = sum(span.denominator != 1 for span in spans)
        unit = self._say(f"a_{self._item.unit}")
        name = "parts_one" if parts == 1 else "parts_many"
        return self._say(name, n=parts, all=len(spans), unit=unit) if parts else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
