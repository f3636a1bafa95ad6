"""What a review is about, as the study is now: entries, quotes, what was said of them, and the points."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pimhcli.analysis.counts import by_entry
from pimhcli.analysis.passages import Passage
from pimhcli.coding import reviews
from pimhcli.coding.remarks import latest
from pimhcli.study import remarked
from pimhcli.study.material import gathered, the_one
from pimhcli.tables.quotes import quote_order
from pimhcli.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pimhcli.coding.codebook import Code
    from pimhcli.coding.remarks import Remark
    from pimhcli.coding.reviews import Point
    from pimhcli.study.study import Study

    Thing = Code | Passage  # what a remark is about: an entry of the codebook, or a quote


class Matter:
    """What a review is about.

    Args:
        study: the open study; warnings of lines that are not whole are added to its findings.
        material: all its passages, where they are at hand.

    Attributes:
        book: the codebook.
        passages: every coder's excerpts that have a code of the codebook.
        remarks: everybody's, one an id, without those that were taken back.
    """

    def __init__(self, study: Study, material: Iterable[Passage] | None = None) -> None:
        self.study = study
        self.book = study.codebook
        everything = gathered(study) if material is None else material
        self.passages = [p for p in everything if any(key in self.book.by_key for key in p.excerpt.codes)]
        files, findings = remarked.everybodys(study.folder)
        study.findings += findings
        # a file that was copied under another name holds the same remarks again
        self.remarks = [r for r in latest(r for file in files for r in file.records) if not r.deleted]

    @cached_property
    def points(self) -> list[Point]:
        """The points that were raised, oldest first."""
        return reviews.points(self.remarks)

    @cached_property
    def under(self) -> dict[str, list[Passage]]:
        """The passages of each entry and of those below it, by its key."""
        return by_entry(self.book, self.passages)

    @cached_property
    def quotes(self) -> dict[str, list[Passage]]:
        """The passages of each entry itself, by its key: key quotes first, then by place."""
        found: dict[str, list[Passage]] = {code.id: [] for code in self.book.codes}
        for passage in sorted(self.passages, key=quote_order):
            for key in self.codes_of(passage):
                if key in found:
                    found[key].append(passage)
        return found

    @cached_property
    def _by_coding(self) -> dict[str, Passage]:
        return {coding.id: passage for passage in self.passages for coding in passage.excerpt.codings}

    @cached_property
    def _remarks_on(self) -> dict[str, list[Remark]]:
        found: dict[str, list[Remark]] = {}
        for remark in sorted(reviews.looked_at(self.remarks), key=lambda one: (one.at, one.id)):
            thing = self.thing(remark)
            if thing:
                found.setdefault(self.on(thing), []).append(remark)
        return found

    def codes_of(self, passage: Passage) -> tuple[str, ...]:
        """The keys of a passage's codes, as they are called now."""
        return tuple(dict.fromkeys(map(self.book.key_of, passage.excerpt.codes)))

    def thing(self, remark: Remark) -> Thing | None:
        """The entry or the passage that a remark is about; None when it is there no longer."""
        about = reviews.about(remark)
        if about.what == "code":
            return self.book.by_key.get(about.key)
        return self._by_coding.get(about.key) if about.what == "excerpt" else None

    def on(self, thing: Thing) -> str:
        """An entry or a passage as a remark names it."""
        if isinstance(thing, Passage):
            return reviews.About("excerpt", thing.excerpt.id).on
        return reviews.About("code", thing.id).on

    def seen(self, thing: Thing) -> str:
        """An entry or a passage as it is now, by which a change is noticed."""
        if isinstance(thing, Passage):
            return reviews.seen_quote(thing.excerpt.quote, self.codes_of(thing))
        return reviews.seen_entry(thing, [passage.excerpt.id for passage in self.quotes.get(thing.id, ())])

    def said_by(self, reviewer: str, thing: Thing) -> list[Remark]:
        """What somebody said of an entry or a passage, oldest first."""
        return [remark for remark in self._remarks_on.get(self.on(thing), ()) if remark.by == reviewer]

    def changes(self, reviewer: str, thing: Thing) -> tuple[str, ...]:
        """What changed since somebody agreed with an entry or a passage, in words."""
        now = self.seen(thing)
        agreed = [remark.seen for remark in self.said_by(reviewer, thing) if remark.kind == "agree"]
        return reviews.changed(agreed[-1], now) if agreed and now not in agreed else ()

    def is_own(self, reviewer: str, thing: Thing) -> bool:
        """Whether all the coding that is looked at is the reviewer's own, which is no second reading."""
        those = [thing] if isinstance(thing, Passage) else self.under.get(thing.id, [])
        return bool(those) and all(passage.excerpt.coder == reviewer for passage in those)

    def point(self, key: str) -> Point:
        """The point that an id names, or its first letters.

        Raises:
            ProblemsError: none, or several.
        """
        wanted = key.strip().lower()
        named = [point for point in self.points if wanted and point.remark.id.startswith(wanted)]
        found = [(point.remark.id, point) for point in named]
        return the_one(found, key, "point", "See them with: pimh review list")

    def called(self, thing: Thing | None) -> str:
        """An entry or a passage as sentences give it."""
        if thing is None:
            return "something that is there no longer"
        if not isinstance(thing, Passage):
            return f"the {thing.level} '{thing.name}'"
        return f"{self.place(thing)}: “{shortened(thing.excerpt.quote)}”"

    def place(self, passage: Passage) -> str:
        """Where a passage stands, and who speaks in it."""
        return ", ".join((passage.place, *passage.speakers))
