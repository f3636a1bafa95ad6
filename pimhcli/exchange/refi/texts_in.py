"""The texts of a REFI-QDA file with their passages, each at its offsets in code points."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pimhcli.exchange.model import Selection, Source, Tag
from pimhcli.exchange.refi import guids
from pimhcli.exchange.refi.elements import children, first, guid, local, moment, target, targets, words
from pimhcli.exchange.refi.offsets import Span, decoded, detected

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

    from pimhcli.exchange.refi.elements import Oddities
    from pimhcli.exchange.refi.offsets import Detected
    from pimhcli.exchange.refi.offsets import Wish as Counting
    from pimhcli.exchange.refi.packed import Package

_PICTURES = {"PictureSelection": "picture", "AudioSelection": "sound", "VideoSelection": "video"}


class Text(NamedTuple):
    """A text of the file.

    Args:
        source: as the model has it.
        selections: its passages.
        placed: its text with how positions are counted.
    """

    source: Source
    selections: tuple[Selection, ...]
    placed: Detected


class Reader:
    """Reads the texts of one file.

    Args:
        package: the archive.
        origin: the program that wrote it.
        counting: what the user says of how positions are counted.
        by_selection: whether the coder of a selection goes before that of its codings.
        odd: takes note of what is odd.
    """

    def __init__(
        self, package: Package, origin: str, counting: Counting, odd: Oddities, *, by_selection: bool
    ) -> None:
        self._package, self._origin, self._counting, self._odd = package, origin, counting, odd
        self._by_selection = by_selection
        self._seen: set[str] = set()

    def texts(self, sources: Element | None) -> Iterator[Text]:
        """All texts; of what is no text it is told what is dropped.

        Args:
            sources: the element Sources.
        """
        for element in children(sources):
            inner = [element] if local(element) == "TextSource" else [*self._within(element)]
            self._tell_of_media(element, has_text=bool(inner))
            for one in inner:
                if text := self._text(one, element):
                    yield text

    def _within(self, element: Element) -> Iterator[Element]:
        """The texts that a PDF, a picture or a recording has beside it."""
        yield from children(element, "Representation", "TextDescription", "Transcript")

    def _tell_of_media(self, element: Element, *, has_text: bool) -> None:
        name = element.get("name") or "without a name"
        for tag, what in {**_PICTURES, "PDFSelection": "page of a PDF"}.items():
            coded = [one for one in children(element, tag) if first(one, "Coding") is not None]
            if tag == "PDFSelection" and has_text:
                texts = {guid(one) for text in self._within(element) for one in text}
                coded = [one for one in coded if guid(one) not in texts]
            if coded:
                self._odd.dropped("coded place", f"it lies on a {what} (“{name}”).", number=len(coded))
        if not has_text and local(element) != "TextSource":
            self._odd.dropped("source", f"“{name}” has no text.", "A study holds texts alone.")

    def _text(self, element: Element, outer: Element) -> Text | None:
        name = outer.get("name") or element.get("name") or "text"
        found = [*self._elements(element)]
        raw, is_inline = self._raw(element, name)
        if raw is None:
            number = sum(len([*children(one, "Coding")]) for one, _, _ in found)
            self._odd.dropped("coding", f"the text of “{name}” is not in the file.", number=number)
            self._odd.dropped("text", f"“{name}” is not in the file.", "Export the project anew.")
            return None
        spans = [Span(start, end, one.get("name") or "") for one, start, end in found]
        placed = detected(raw, spans, self._origin, self._counting, inline=is_inline)
        self._tell_of_counting(name, placed)
        key = guid(outer) or guids.plain(name)
        selections = [one for row in found if (one := self._selection(row, key, placed))]
        source = Source(
            key, name, placed.text, words(outer, "Description"), guids.plain(outer.get("creatingUser", "")),
            moment(outer.get("creationDateTime", "")), tuple(self._tags(outer, "")),
            (*targets(outer, "NoteRef"), *(targets(element, "NoteRef") if element is not outer else ())),
        )  # fmt: skip
        return Text(source, tuple(selections), placed)

    def _raw(self, element: Element, name: str) -> tuple[str | None, bool]:
        """The text as the file has it, and whether it stood in the XML."""
        path = element.get("plainTextPath", "")
        data = self._package.find(path) if path else None
        if data is not None:
            text, encoding = decoded(data)
            if encoding:
                self._odd.odd("text", f"“{name}” was read as {encoding}.")
            return text, False
        inner = first(element, "PlainTextContent")
        return (None, False) if inner is None else ("".join(inner.itertext()), True)

    def _elements(self, element: Element) -> Iterator[tuple[Element, int, int]]:
        """The passages with their positions."""
        points = {guid(one): one.get("position", "") for one in children(element, "SyncPoint")}
        for one in children(element, "PlainTextSelection", "TranscriptSelection"):
            start, end = one.get("startPosition", ""), one.get("endPosition", "")
            if local(one) == "TranscriptSelection":
                start = points.get(guids.plain(one.get("fromSyncPoint", "")), "")
                end = points.get(guids.plain(one.get("toSyncPoint", "")), "")
            if _is_number(start) and _is_number(end):
                yield one, int(start), int(end)
            else:
                self._odd.dropped("passage", "it has no position in its text.")

    def _tell_of_counting(self, name: str, placed: Detected) -> None:
        if placed.margin is None:
            return
        if placed.is_thin:
            self._odd.odd(
                "text", f"too little tells how “{name}” counts positions; taken as {placed.convention}.",
                "Look at some excerpts. To say how: --offsets cp|utf16, --line-ends lf|raw",
            )  # fmt: skip
        else:
            sure = round(placed.margin * 100)
            self._odd.odd("text", f"“{name}” counts {placed.convention} (fits better by {sure}%).")

    def _selection(self, row: tuple[Element, int, int], source: str, placed: Detected) -> Selection | None:
        element, *positions = row
        start, end = (placed.at(position) for position in positions)
        if start is None or end is None or start >= end:
            why = "it is empty." if start == end and start is not None else "it lies outside of its text."
            self._odd.dropped("passage", why)
            return None
        coder = guids.plain(element.get("creatingUser", ""))
        tags = tuple(self._tags(element, coder))
        return Selection(
            self._own(guid(element)), source, start, end, element.get("name") or "",
            words(element, "Description"), coder, moment(element.get("creationDateTime", "")), tags,
            targets(element, "NoteRef"),
        )  # fmt: skip

    def _own(self, key: str) -> str:
        """A GUID that nothing has yet: some programs give one to two elements."""
        number, own = 2, key
        while own in self._seen:
            own, number = f"{key}/{number}", number + 1
        self._seen.add(own)
        return own

    def _tags(self, element: Element, coder: str) -> Iterator[Tag]:
        for one in children(element, "Coding"):
            own = guids.plain(one.get("creatingUser", ""))
            if own and coder and own != coder:
                whose = "that of the passage" if self._by_selection else "its own"
                self._odd.odd(
                    "coding", f"its coder is not that of its passage; {whose} counts.",
                    "To choose: --coder-from coding|selection",
                )  # fmt: skip
            refs = [target(ref) for ref in children(one, "CodeRef")]
            order: Sequence[str] = (coder, own) if self._by_selection else (own, coder)
            who = next(filter(None, order), "")
            for code in refs[:1]:
                yield Tag(
                    self._own(guid(one)), code, who, moment(one.get("creationDateTime", "")),
                    targets(one, "NoteRef"),
                )  # fmt: skip


def _is_number(text: str) -> bool:
    return text.strip().lstrip("-").isdecimal() and len(text) < 12
