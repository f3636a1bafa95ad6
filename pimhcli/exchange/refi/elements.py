"""Elements of a REFI-QDA file, whatever program wrote them, and what was odd about them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pimhcli.errors import ProblemsError
from pimhcli.exchange.refi import guids
from pimhcli.findings import Finding
from pimhcli.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from pimhcli.findings import Severity

_HEX = re.compile(r"#?(?:[0-9a-fA-F]{2})?(?P<rgb>[0-9a-fA-F]{6})")
_SHORT = re.compile(r"#(?P<r>[0-9a-fA-F])(?P<g>[0-9a-fA-F])(?P<b>[0-9a-fA-F])")
_RGB = re.compile(r"rgba?\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+).*\)")


def root(data: bytes, file: str) -> Element:
    """The root of an XML document that defines nothing of its own.

    Args:
        data: the whole document.
        file: its name, for messages.

    Raises:
        ProblemsError: it is no XML, or defines entities, as only hostile files do.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        found: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise ProblemsError(
            f"{file} holds a DOCTYPE, which no program writes into a project.",
            hint="Ask whoever sent the file where it comes from. It was not read.",
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise ProblemsError(
            f"{file} is damaged: its project is no whole XML document.",
            hint="Export the project anew from the program that it comes from, and try again.",
        ) from error
    return found


def local(element: Element) -> str:
    """The name of an element, in whatever version of the format."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The elements right under one, of some names; of any name where none is given."""
    for child in element if element is not None else ():
        if not names or local(child) in names:
            yield child


def first(element: Element, name: str) -> Element | None:
    """The first element of a name right under another."""
    return next(children(element, name), None)


def words(element: Element, name: str) -> str:
    """The text of the first element of a name right under another; empty where there is none."""
    found = first(element, name)
    return "".join(found.itertext()).strip("\n\r") if found is not None else ""


def guid(element: Element) -> str:
    """The GUID of an element as it is compared."""
    return guids.plain(element.get("guid", ""))


def target(element: Element) -> str:
    """What a reference refers to, by its attribute targetGUID, as the standard has it, or otherwise."""
    return guids.plain(element.get("targetGUID") or element.get("guid") or element.text or "")


def targets(element: Element, name: str) -> tuple[str, ...]:
    """What the references of a name right under an element refer to."""
    return tuple(found for child in children(element, name) if (found := target(child)))


def moment(text: str) -> str:
    """A moment as UTC to the second; without a zone it is taken for UTC; nothing for what is none.

    >>> moment("2019-03-18T10:00:00.123+01:00"), moment("yesterday")
    ('2019-03-18T09:00:00Z', '')
    """
    try:
        found = datetime.fromisoformat(text.strip())
        zoned = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return ""
    return zoned.replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def colour(text: str) -> str:
    """A colour as #RRGGBB, however it is written; nothing for what is none.

    >>> colour("#1af"), colour("#FF0b5cad"), colour("rgb(11, 92, 173)"), colour("reddish")
    ('#11AAFF', '#0B5CAD', '#0B5CAD', '')
    """
    given = text.strip()
    if short := _SHORT.fullmatch(given):
        return f"#{short['r'] * 2}{short['g'] * 2}{short['b'] * 2}".upper()
    if found := _HEX.fullmatch(given):
        return f"#{found['rgb']}".upper()
    if (parts := _RGB.fullmatch(given)) and all(int(part) < 256 for part in parts.groups()):
        return "#{:02X}{:02X}{:02X}".format(*map(int, parts.groups()))
    return ""


class Oddities:
    """What was odd about a file, each kind told once with how often it was met."""

    def __init__(self) -> None:
        self._met: Counter[tuple[Severity, str, str, str]] = Counter()

    def odd(self, noun: str, why: str, hint: str = "") -> None:
        """Something that was understood all the same.

        Args:
            noun: of what, such as ``code``.
            why: what is odd about it, and how it was taken.
            hint: what the user may do.
        """
        self._met["note", noun, why, hint] += 1

    def dropped(self, noun: str, why: str, hint: str = "", *, number: int = 1) -> None:
        """Something that is in the file and is not taken in.

        Args:
            noun: of what.
            why: it is not.
            hint: what the user may do.
            number: how many.
        """
        self._met["warning", noun, why, hint] += number

    def findings(self, file: str) -> tuple[Finding, ...]:
        """All of them, what is dropped first.

        Args:
            file: where they were met.
        """
        met = sorted(self._met.items(), key=lambda one: one[0][0] != "warning")
        return tuple(
            Finding(file, f"{count(number, noun)}: {why}", hint, severity)
            for (severity, noun, why, hint), number in met
            if number
        )
