"""Percentages against the counts beside them: wrong, cut off, of other people, or rounded in two ways."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pimhcli import numbers
from pimhcli.checks.audit import bases, shares
from pimhcli.findings import Finding
from pimhcli.wording import count, together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pimhcli.checks.audit.bases import Share
    from pimhcli.checks.audit.model import Laid, Numeral
    from pimhcli.findings import Severity

_SHOWN = 5


def checked(table: Laid) -> Iterator[Finding]:
    """What is wrong with the percentages of a table that have counts.

    Args:
        table: as it is laid out.
    """
    those = [share for share in bases.found(table) if share.of]
    verdicts = [(share, _verdict(share)) for share in those]
    for share, verdict in verdicts:
        if verdict == "wrong":
            yield from _explained(table, share)
    yield from _cut([share for share, verdict in verdicts if verdict == "cut"], those)
    twice = list(_twice([share for share, verdict in verdicts if verdict != "wrong"]))
    yield from twice or _ties([share for share, verdict in verdicts if verdict == "tie"])


def _parts(share: Share) -> tuple[int, int, Numeral]:
    if share.cell.count is None or share.of is None or share.cell.percent is None:
        raise ValueError(share)
    return share.cell.count, share.of, share.cell.percent


def _verdict(share: Share) -> shares.Verdict:
    return shares.judged(*_parts(share))


def _printed(share: Share) -> str:
    k, of, percent = _parts(share)
    return f"{k} of {of} is {numbers.shown(Fraction(100 * k, of), max(percent.decimals, 2))}%, not {percent}%"


def _explained(table: Laid, share: Share) -> Iterator[Finding]:
    """What a percentage says that does not fit its people; nothing when the table tells of whom it is."""
    k, _, percent = _parts(share)
    fitting = shares.denominators(k, percent)
    if not share.own:
        others = bases.others(table, share)
        told = {n: words for n, words in others.items() if n in fitting}
        if "" in told.values():
            return
        if told:
            yield _of_others(share, told)
            return
    yield Finding(
        share.cell.place,
        f"{share.row.name}: {_printed(share)}.",
        _ways_out(share, fitting),
        _severity(share),
    )


def _severity(share: Share) -> Severity:
    return "error" if share.cell.sure and not share.inferred else "warning"


def _of_others(share: Share, told: dict[int, str]) -> Finding:
    k, of, percent = _parts(share)
    n, words = next(iter(told.items()))
    return Finding(
        share.cell.place,
        f"{share.row.name}: {percent}% fits {k} of {n} (the count of '{words}'), not of {of}.",
        "A note under the table should say of whom it is.",
        "note",
    )


def _ways_out(share: Share, fitting: range) -> str:
    k, of, percent = _parts(share)
    counts = shares.numerators(of, percent)
    parts = [f"{percent}% of {of} is {_few(counts)}" if counts else f"No count of {of} is {percent}%"]
    parts.append(
        f"{k} is {percent}% of {_few(fitting)} people"
        if fitting
        else f"{k} is {percent}% of no number of people"
    )
    hint = "; ".join(parts) + "."
    return (
        hint
        if share.cell.sure
        else f"{hint} If this is no count with its percentage, the label should say so."
    )


def _few(those: range) -> str:
    if len(those) > _SHOWN:
        return f"{those[0]} to {those[-1]}"
    return " or ".join(map(str, those))


def _cut(cut: list[Share], those: list[Share]) -> Iterator[Finding]:
    """Percentages whose decimals were cut off: one note when all are, else a warning for each."""
    rounded_up = [
        s for s in those if s.fits and Fraction(100 * _parts(s)[0], _parts(s)[1]) < _parts(s)[2].value
    ]
    if cut and not rounded_up:
        message = f"{count(len(cut), 'percentage')} cut off and not rounded, as {_printed(cut[0])}."
        yield Finding(cut[0].cell.place, message, "Nothing is rounded up in this table.", "note")
        return
    for share in cut:
        message = f"{share.row.name}: {_printed(share)}: cut off, where others are rounded."
        yield Finding(share.cell.place, message, "Round it as the others.", "warning")


def _way(share: Share) -> set[str]:
    """The rules of rounding by which a tie has gone where it went."""
    k, of, percent = _parts(share)
    up = Fraction(100 * k, of) < percent.value
    even = int(percent.value * 10**percent.decimals) % 2 == 0
    return {"up" if up else "down", *(["to even"] if even else [])}


def _ties(ties: list[Share]) -> Iterator[Finding]:
    """A note when no one rule of rounding explains all ties."""
    if not ties or set.intersection(*map(_way, ties)):
        return
    told = [f"{_parts(share)[0]} of {_parts(share)[1]} as {_parts(share)[2]}%" for share in ties]
    message = f"ties are rounded in more than one way: {together(list(dict.fromkeys(told))[:_SHOWN])}."
    yield Finding(ties[0].cell.place, message, "Each is right by itself; one rule should hold.", "note")


def _twice(those: Iterable[Share]) -> Iterator[Finding]:
    """The same count of the same people, printed as two percentages of equally many decimals."""
    seen: dict[tuple[int, int, int], Share] = {}
    for share in those:
        k, of, percent = _parts(share)
        first = seen.setdefault((k, of, percent.decimals), share)
        if (before := _parts(first)[2]) != percent:
            yield Finding(
                share.cell.place,
                f"{share.row.name}: {k} of {of} is printed as {percent}% here "
                f"and as {before}% in '{first.row.name}'.",
                "Print one of them in both places.",
                _severity(share),
            )
