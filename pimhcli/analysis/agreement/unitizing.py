"""Agreement on where a code begins and ends, coders being free to cut: Krippendorff's alpha-U."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from fractions import Fraction
from itertools import accumulate, combinations
from typing import TYPE_CHECKING

from pimhcli.analysis.agreement.coefficients import NONE, Disagreement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pimhcli.transcripts.segments import Span


def alpha_u(coders: Sequence[Sequence[Span]], length: int) -> Disagreement:
    """Alpha-U of one code (Krippendorff 1995, Sociol Methodol 25:47; 2004, Quality & Quantity 38:787).

    Args:
        coders: the segments of each, in order and without overlap, from 0.
        length: of the whole continuum, in the same units, such as characters.
    """
    m = len(coders)
    if m < 2 or not length:
        return NONE
    between = sum(_between(one, other) for one, other in combinations(coders, 2))
    return Disagreement(Fraction(2 * between, m * (m - 1) * length**2), _expected(coders, length))


def united(segments: Iterable[Span]) -> list[Span]:
    """Segments in order, those that overlap made one; those that only touch stay two."""
    found: list[Span] = []
    for start, end in sorted(segments):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _between(one: Sequence[Span], other: Sequence[Span]) -> int:
    """Σδ² of two coders: how far ends that belong together are apart; l² of what the other lacks whole."""
    return sum(_meeting(segment, other) for segment in one) + _lonely(one, other) + _lonely(other, one)


def _met(segment: Span, others: Sequence[Span]) -> Sequence[Span]:
    """Those of the other's segments that share something with one."""
    first = bisect_right(others, segment[0], key=lambda span: span[1])
    return others[first : bisect_left(others, segment[1], key=lambda span: span[0])]


def _meeting(segment: Span, others: Sequence[Span]) -> int:
    start, end = segment
    return sum((start - begin) ** 2 + (end - until) ** 2 for begin, until in _met(segment, others))


def _lonely(segments: Sequence[Span], others: Sequence[Span]) -> int:
    return sum((end - start) ** 2 for start, end in segments if not _met((start, end), others))


def _expected(coders: Sequence[Sequence[Span]], length: int) -> Fraction:
    """De = (2/L) Σ_g [(N−1)/3 (2l³ − 3l² + l) + l² Σ_gaps≥l (gap − l + 1)] / (mL(mL − 1) − Σ_g l(l − 1))."""
    lengths = [end - start for own in coders for start, end in own]
    gaps = sorted((gap for own in coders for gap in _gaps(own, length)), reverse=True)
    sums = [0, *accumulate(gaps)]
    others, everything = len(lengths) - 1, len(coders) * length
    total = Fraction(0)
    for own in lengths:
        wide = bisect_right(gaps, -own, key=lambda gap: -gap)  # gaps that it fits in
        places = sums[wide] - wide * (own - 1)
        total += Fraction(others * (2 * own**3 - 3 * own**2 + own), 3) + own**2 * places
    below = everything * (everything - 1) - sum(own * (own - 1) for own in lengths)
    return Fraction(2, length) * total / below


def _gaps(segments: Sequence[Span], length: int) -> list[int]:
    ends = [0, *(end for _, end in segments)]
    starts = [*(start for start, _ in segments), length]
    return [start - end for end, start in zip(ends, starts, strict=True) if start > end]
