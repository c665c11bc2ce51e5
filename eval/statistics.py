"""The few statistics that the evaluation needs, each in a line or two of mathematics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, sqrt

Z95 = 1.959963984540054
"""Of a standard normal distribution, 95 % lies within this many deviations of its mean."""


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `of`, with its 95 % interval; everything is between 0 and 1."""

    hits: int
    of: int

    @property
    def mean(self) -> float | None:
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's score interval (1927), which holds for few questions and for shares near 0 and 1."""
        if not self.of:
            return 0.0, 1.0
        p, n, z = self.hits / self.of, self.of, Z95
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, middle - half), min(1.0, middle + half)


def share(values: Sequence[bool]) -> Share:
    return Share(sum(values), len(values))


def percentile(ordered: Sequence[float], part: float) -> float:
    """The value below which this part of the ordered values lies; 0.0 of none."""
    return ordered[round(part * (len(ordered) - 1))] if ordered else 0.0


def exact_mcnemar(wins: int, losses: int) -> float:
    """The two-sided p of McNemar's exact test: would chance alone part the pairs this unevenly?"""
    n = wins + losses
    tail = sum(comb(n, k) for k in range(min(wins, losses) + 1))
    return float(min(1.0, 2 * tail / 2**n))


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers whose confidence is in [low, high): how sure they were on average, how many were right."""

    low: float
    high: float
    right: Share
    confidence: float


def calibration(pairs: Sequence[tuple[float, bool]], bins: int = 10) -> tuple[Bin, ...]:
    """(confidence, right) in bins of equal width, empty ones left out; the last bin holds 1.0 too."""
    held: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in pairs:
        held.setdefault(min(bins - 1, max(0, int(confidence * bins))), []).append((confidence, right))
    return tuple(
        Bin(
            at / bins,
            (at + 1) / bins,
            share([right for _, right in some]),
            sum(confidence for confidence, _ in some) / len(some),
        )
        for at, some in sorted(held.items())
    )


def expected_calibration_error(bins: Sequence[Bin]) -> float | None:
    """The mean gap of confidence and rightness over all answers (Naeini et al. 2015); None of none."""
    count = sum(item.right.of for item in bins)
    if not count:
        return None
    return sum(abs(item.confidence * item.right.of - item.right.hits) for item in bins) / count
